"""`hamanlp.spell` and `hamanlp spell`: pronunciations back to spellings, through the installed wasm."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import hamanlp
from export.models import SPELLER
from export.zig import SPELLER_EXPORTS
from hamanlp.spelling import MOST, spelling_metadata
from tests.conftest import Run, refused
from tests.wasm_host import WasmHost

ROOT = Path(__file__).parent.parent
HEARD = ["kəmˈpjuːtɚ", "həˈloʊ", "ˈwɔtəɹ", "ˈʃɛɹlɒk", "annjʌŋhasejo", "a̠nɲjʌ̹ŋɦa̠sʰe̞jo", "hankuk", "kæt", "θɹuː", "ˈbɒtl̩"]


def first(ipa: str, lang: str = "auto") -> str:
    return hamanlp.spell(ipa, lang=lang, nbest=1)[0].text


def test_words_are_spelled() -> None:
    assert "computer" in [each.text for each in hamanlp.spell("kəmˈpjuːtɚ")]
    assert first("hæpi") == "happy"
    assert first("annjʌŋhasejo") == "안녕하세요"


def test_the_candidates_are_distinct_sorted_and_as_many_as_asked_for() -> None:
    for heard in HEARD:
        for nbest in (1, 3, MOST):
            given = hamanlp.spell(heard, nbest=nbest)
            assert 0 < len(given) <= nbest
            assert len({each.text for each in given}) == len(given)
            assert [each.probability for each in given] == sorted((each.probability for each in given), reverse=True)
            assert sum(each.probability for each in given) <= 1.001
            assert given[:1] == hamanlp.spell(heard, nbest=1)[:1] or nbest > 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kəmˈpjuːtɚ", "/kəm.ˈpju.tɚ/"), ("kəmˈpjuːtɚ", "kəmpjˈutə(ɹ)"), ("t͡ʃɝt͡ʃ", "tʃɜːrtʃ"), ("ɡɹˈin", "'grin"),
        ("a̠nɲjʌ̹ŋ", "annjʌŋ"), (" kæt\tkæt ", "kæt kæt"),
    ],
)  # fmt: skip
def test_ways_to_write_a_pronunciation_do_not_matter(one: str, other: str) -> None:
    assert hamanlp.spell(one) == hamanlp.spell(other)


def test_the_script_can_be_chosen() -> None:
    for heard in HEARD:
        assert all(each.text.isascii() for each in hamanlp.spell(heard, lang="en"))
        for each in hamanlp.spell(heard, lang="ko", nbest=MOST):
            assert all("가" <= letter <= "힣" for letter in each.text), each


def test_words_are_spelled_one_by_one() -> None:
    two = hamanlp.spell("həˈloʊ annjʌŋ", nbest=4)
    left, right = hamanlp.spell("həˈloʊ", nbest=4), hamanlp.spell("annjʌŋ", nbest=4)
    assert two[0].text == f"{left[0].text} {right[0].text}"
    assert two[0].probability == pytest.approx(left[0].probability * right[0].probability, abs=2e-4)


@pytest.mark.parametrize(
    ("ipa", "message"),
    [
        ("kжt", "spell: 'ж' (U+0436) is no symbol of an English or Korean pronunciation in IPA"),
        ("", "spell: there is nothing to spell: give a pronunciation in IPA"),
        (" /ˈ/ ", "spell: there is nothing to spell: give a pronunciation in IPA"),
        ("t" * 100, "spell: a word has more than 39 symbols; part words by spaces"),
        ("t " * 4097, "spell: 8194 bytes; give at most 8192 at a time"),
        ("ko " * 2000, "spell: the spelling is longer than 2048 bytes; give fewer words"),
        ("a\udc80", "spell: has a lone surrogate at 1, which is no character"),
    ],
)
def test_what_cannot_be_spelled_is_said(ipa: str, message: str) -> None:
    with pytest.raises(hamanlp.InputError) as caught:
        hamanlp.spell(ipa)
    assert str(caught.value) == message
    assert first("hæpi") == "happy"  # and it goes on working


def test_bad_arguments_are_refused() -> None:
    with pytest.raises(hamanlp.InputTypeError, match="give a str, not bytes"):
        hamanlp.spell(b"k")  # type: ignore[arg-type]
    with pytest.raises(hamanlp.OptionError, match="lang: 'de' is not right; give one of auto, en, ko"):
        hamanlp.spell("k", lang="de")
    for nbest in (0, MOST + 1, True, 2.0):
        with pytest.raises(hamanlp.OptionError, match="nbest: .* is not right; give a whole number from 1 to 20"):
            hamanlp.spell("k", nbest=nbest)  # type: ignore[arg-type]


def test_threads_have_instances_of_their_own() -> None:
    alone = {heard: hamanlp.spell(heard) for heard in HEARD}
    with ThreadPoolExecutor(8) as pool:
        for heard, spellings in pool.map(lambda heard: (heard, hamanlp.spell(heard)), HEARD * 20):
            assert spellings == alone[heard]
    assert pickle.loads(pickle.dumps(alone)) == alone


def test_the_wasm_fits_the_budget_and_stands_alone() -> None:
    path = SPELLER.wasm(ROOT)
    assert path.stat().st_size <= SPELLER.budget
    host = WasmHost(path)
    assert list(host.module.imports) == []
    assert sorted(export.name for export in host.module.exports) == sorted([*SPELLER_EXPORTS, "memory"])
    metadata = spelling_metadata()
    assert metadata["name"] == "spell"
    training = json.loads((SPELLER.checkpoint(ROOT) / "training.json").read_text(encoding="utf-8"))
    assert metadata["parameters"] == training["parameters"]


def test_the_wasm_is_loaded_only_when_it_is_asked_for(run: Run) -> None:
    command = "import hamanlp, hamanlp.instance; hamanlp.transcribe('cat'); print(sorted(hamanlp.instance._modules))"
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['hama.wasm']"
    assert run("spell", "hæpi").returncode == 0


def test_the_command(run: Run) -> None:
    result = run("spell", "-N", "1", "hæpi", "annjʌŋhasejo")
    assert (result.returncode, result.stderr) == (0, b"")
    rows = [line.split("\t") for line in result.stdout.decode().splitlines()]
    assert [row[:2] for row in rows] == [["hæpi", "happy"], ["annjʌŋhasejo", "안녕하세요"]]
    assert all(0 < float(row[2]) <= 1 for row in rows)
    lines = run("spell", "-N", "1", stdin="hæpi\n\nкот\nkæt\n".encode())
    assert lines.returncode == 0
    assert [line.split("\t")[0] for line in lines.stdout.decode().splitlines()] == ["hæpi", "kæt"]
    assert lines.stderr.decode().startswith("hamanlp: 'кот': spell: 'к' (U+043A) is no symbol")
    assert run("spell", "кот").returncode == 1
    assert refused(run("spell", "-N", "30", "kæt"), 2).startswith("Invalid value for '-N'")
    assert run("--", "spell").stdout.decode() == "ˈspɛl\n"


def test_what_is_transcribed_is_spelled_again(hama: hamanlp.Transcriber) -> None:
    words = "strawberry window reading 물고기 나무".split()
    found = [word in [each.text for each in hamanlp.spell(hama(word))] for word in words]
    assert sum(found) >= 4, dict(zip(words, found, strict=True))


@settings(max_examples=150, deadline=None)
@given(
    ipa=st.text(max_size=60) | st.text(alphabet="abdefhijklmnopstuvwzæðŋɑɔəɚɛɝɡɪɯɹʃʊʌʒʰˈˌ͈θː .'", max_size=120),
    lang=st.sampled_from(["auto", "en", "ko"]),
    nbest=st.integers(1, MOST),
)
def test_any_text_is_spelled_or_refused(ipa: str, lang: str, nbest: int) -> None:
    message, spellings = "", []
    try:
        spellings = hamanlp.spell(ipa, lang=lang, nbest=nbest)
    except hamanlp.InputError as error:
        message = str(error)
    if message:
        assert message.startswith("spell: ")
        assert len(message.splitlines()) == 1
        return
    assert 0 < len(spellings) <= nbest
    assert all(each.text.strip() == each.text and each.text and 0 <= each.probability <= 1 for each in spellings)
    assert hamanlp.spell(ipa, lang=lang, nbest=nbest) == spellings
