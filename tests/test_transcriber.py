"""The Python interface: shapes in and out, options, threads, processes."""

from __future__ import annotations

import copy
import os
import pickle
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import hamanlp
from hamanlp import InputError, OptionError, Transcriber, transcribe

TEXTS = ["Hello, 안녕하세요", "", "one\ntwo\n\nthree", "값이 3,000원!", "\n", "don't", "한국어 and English", "😀 né\r\n"]

# Texts in which scripts, white space, punctuation and line ends meet at every border.
text = st.text(st.sampled_from("abRé'-’ 가각값ㅏ\n\r\t.,!\0😀1。")) | st.text(
    st.characters(exclude_categories=["Cs"]), max_size=8
)


def test_example(hama: Transcriber) -> None:
    assert hama("Hello, 안녕하세요").endswith(", annjʌŋhasejo")
    assert transcribe("Hello, 안녕하세요") == hama("Hello, 안녕하세요")


def test_a_string_gives_a_string_and_a_list_a_list(hama: Transcriber) -> None:
    alone = [hama(each) for each in TEXTS]
    assert all(type(each) is str for each in alone)
    assert hama(TEXTS) == alone
    assert hama(tuple(TEXTS)) == alone
    assert transcribe(TEXTS) == alone
    assert hama([]) == []
    assert hama([""]) == [""]


@settings(max_examples=60, deadline=None)
@given(st.lists(text, max_size=5))
def test_any_list_keeps_its_length_order_and_line_feeds(hama: Transcriber, texts: list[str]) -> None:
    result = hama(texts)
    assert result == [hama(each) for each in texts]
    assert [each.count("\n") for each in result] == [each.count("\n") for each in texts]


@settings(max_examples=60, deadline=None)
@given(text, st.lists(st.integers(0, 60), max_size=4), st.sampled_from(["", "·"]))
@example("11", [1], "·")
@example("don't 값이", [3, 4, 8], "·")
def test_a_stream_may_be_cut_anywhere(text: str, cuts: list[int], separator: str) -> None:
    hama = Transcriber(phone_separator=separator)
    data = text.encode()
    edges = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    assert b"".join(hama.stream([data[start:end] for start, end in pairwise(edges)])).decode() == hama(text)


def test_a_long_text_is_the_sum_of_its_lines(hama: Transcriber) -> None:
    lines = [f"{word} {number}, 값" for number in range(700) for word in ("cat", "물", "…" * 40)]
    assert len("\n".join(lines).encode()) > 65536 + 4096
    result = hama("\n".join(lines)).split("\n")
    assert result == hama(lines)
    assert result[1::3] == [hama(f"물 {number}, 값") for number in range(700)]
    assert len(set(result[1::3])) == 700


def test_transcribers_do_not_disturb_each_other() -> None:
    first, second = Transcriber(), Transcriber(phone_separator="-")
    begun = first.stream([b"cat\ncat ", b"dog\n"])
    next(begun)
    assert second("cat") != first("cat")
    assert second("cat").replace("-", "") == first("cat")
    assert b"".join(begun).decode() == first("cat dog") + "\n"


@pytest.mark.parametrize(
    ("options", "pattern"),
    [
        ({"stress": True}, "ˈ"),
        ({"stress": False}, r"^[^ˈˌ]+$"),
        ({"notation": "arpabet"}, r"^[A-Z]{1,2}[012]?( {1,2}[A-Z]{1,2}[012]?)*$"),
        ({"notation": "arpabet", "stress": False}, r"^[A-Z]{1,2}( {1,2}[A-Z]{1,2})*$"),
        ({"notation": "arpabet", "phone_separator": "", "word_separator": "/"}, r"^[A-Z012]+/[A-Z012]+$"),
        ({"phone_separator": "·", "word_separator": " | "}, r"^\S+·\S+ \| \S+·\S+$"),
        ({"phone_separator": "가나다라마"}, r"\w가나다라마\w"),
        ({"lang": "ko"}, "ˈ"),
        ({"model": "tiny"}, "ˈ"),
    ],
)
def test_options(options: dict[str, Any], pattern: str) -> None:
    assert re.search(pattern, transcribe("wonderful weather", **options))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a [GIF](/ˈdʒɪf/)!", "ə ˈd͡ʒɪf!"),
        ("[값](/kap͈/)", "kap͈"),
        ("[Bach](/ˈbax/)", "ˈbax"),
        ('<phoneme alphabet="ipa" ph="nuˈklɪɹ">nuclear</phoneme>', "nuˈklɪɹ"),
        ('<phoneme alphabet="x-sampa" ph="T{Nks">thanks</phoneme>', "θæŋks"),
        ("<phoneme ph='ə&lt;'>x</phoneme>", "ə<"),
    ],
)
def test_pronunciations_in_the_text(text: str, expected: str) -> None:
    hama = Transcriber(model="tiny", markup=True)
    assert hama(text).replace("ˈeɪ ", "ə ") == expected
    word = next(word for word in hama.analyze(text).words if word.source == "user")
    assert word.text in text
    assert Transcriber(model="tiny")(text) != hama(text)


def test_given_phones_are_written_in_any_notation() -> None:
    assert transcribe("[GIF](/ˈdʒɪf/)", markup=True, notation="arpabet") == "JH IH1 F"
    assert transcribe("[GIF](/ˈdʒɪf/)", markup=True, stress=False, phone_separator="-") == "d͡ʒ-ɪ-f"


@pytest.mark.parametrize("text", ["[link](address)", "[a](/b", "a < b > c", "<phoneme>x</phoneme>", "[", "<"])
def test_what_is_no_markup_is_text(text: str) -> None:
    assert transcribe(text, markup=True) == transcribe(text)


def test_korean_options() -> None:
    assert transcribe("고기 국", lang="en") == "고기 국"
    assert transcribe("고기 국") == "koki kuk"
    assert transcribe("고기 국", style="narrow") != "koki kuk"
    assert transcribe("고기 국", phone_separator=" ", word_separator="  ") == "k o k i  k u k"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("할 것을", "할 꺼슬"),
        ("밭 아래", "바 다래"),
        ("밥 먹는다", "밤 멍는다"),
        ("옷 한 벌", "오 탄 벌"),
        ("꽃 한 송이", "꼬 탄 송이"),
        ("밭, 아래", "받, 아래"),
        ("밭 the 아래", "받 ðə 아래"),
        ("밭\n아래", "받\n아래"),
        ("책 1권", "채 칸 권"),
    ],
)
def test_korean_across_words(text: str, expected: str) -> None:
    assert transcribe(text, across_words=True, notation="hangul") == expected
    if " " in expected and not re.search("[,a-z]", text):
        assert transcribe(text, notation="hangul") != expected


def test_punctuation(hama: Transcriber) -> None:
    bare = Transcriber(preserve_punctuation=False)
    assert hama("“고기”, (국)…") == "“koki”, (kuk)…"
    assert bare("“고기”, (국)… 😀") == "koki kuk"


@pytest.mark.parametrize("option", ["lang", "notation", "style", "stress", "preserve_punctuation", "exceptions", "model"])
@pytest.mark.parametrize("value", ["klingon", "", 7, "en\0style\0narrow", "\ud800", "x" * 100_000, "é" * 79 + "\n", ["en"]])
def test_a_bad_value_is_refused_by_name(option: str, value: object) -> None:
    with pytest.raises(hamanlp.OptionError, match=f"^{option}: .+$") as caught:
        Transcriber(**{option: value})  # type: ignore[arg-type]
    assert caught.value.option == option
    assert len(str(caught.value).splitlines()) == 1
    assert isinstance(caught.value, hamanlp.HamaError | ValueError)
    with pytest.raises(hamanlp.OptionError):
        transcribe("x", **{option: value})  # type: ignore[call-overload]


def test_a_refusal_says_what_would_be_right() -> None:
    with pytest.raises(hamanlp.OptionError, match="auto, en, ko"):
        Transcriber(lang="klingon")
    with pytest.raises(hamanlp.OptionError, match="default, tiny"):
        Transcriber(model="klingon")
    with pytest.raises(hamanlp.OptionError, match="16 bytes") as caught:
        Transcriber(phone_separator="." * 17)
    assert caught.value.option == "phone_separator"


def test_an_option_that_does_not_exist() -> None:
    with pytest.raises(TypeError, match="colour"):
        transcribe("x", colour="red")  # type: ignore[call-overload]
    with pytest.raises(TypeError):
        Transcriber("en")  # type: ignore[call-arg]


def test_it_is_a_value(hama: Transcriber) -> None:
    korean = Transcriber(lang="ko", phone_separator=" ")
    assert repr(korean).startswith(
        "Transcriber(lang='ko', notation='ipa', style='broad', latin='english', accent='us', across_words=False, stress=True"
    )
    for twin in (pickle.loads(pickle.dumps(korean)), copy.copy(korean), copy.deepcopy(korean), eval(repr(korean))):
        assert twin == korean != hama
        assert hash(twin) == hash(korean)
        assert twin("물고기") == korean("물고기")
    with pytest.raises(FrozenInstanceError):
        korean.lang = "en"  # type: ignore[misc]


def test_one_transcriber_serves_many_threads(hama: Transcriber) -> None:
    texts = [f"thread 스레드 {word}" for word in ("alpha", "beta", "감마", "델타", "epsilon", "제타")] * 4
    expected = [hama(each) for each in texts]
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(hama, texts)) == expected
        assert list(pool.map(transcribe, texts)) == expected


@pytest.mark.parametrize("count", [0, 1, 2, 3, 500])
def test_a_list_is_shared_by_threads(hama: Transcriber, count: int) -> None:
    texts = [f"word {number}\n단어 {number * 7919 % 100}" + "s" * (number % 5) for number in range(count)]
    shared = Transcriber(threads=3)
    assert shared(texts) == shared(texts) == hama(texts)


def test_an_error_in_a_shared_list_counts_from_its_start() -> None:
    with pytest.raises(InputError, match="item 5, character 1") as caught:
        Transcriber(threads=3)(["a", "b", "c", "d", "e", "f\ud800"])
    assert caught.value.item == 5


@pytest.mark.parametrize("threads", [0, -1, 2.0, True, "2"])
def test_a_bad_number_of_threads_is_named(threads: object) -> None:
    with pytest.raises(OptionError, match="threads: .* give a whole number from 1 on"):
        Transcriber(threads=threads)  # type: ignore[arg-type]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_forked_process_starts_threads_of_its_own() -> None:
    code = (
        "import hamanlp, os\n"
        "hama = hamanlp.Transcriber(threads=2)\n"
        "words = ['cat', 'dog', '고기', '물']\n"
        "before = hama(words)\n"
        "child = os.fork()\n"
        "if child == 0:\n"
        "    os._exit(0 if hama(words) == before else 1)\n"
        "print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))\n"
    )
    result = subprocess.run(
        [sys.executable, "-W", "ignore::DeprecationWarning", "-c", code], capture_output=True, check=False, timeout=60
    )
    assert (result.stdout, result.stderr) == (b"0\n", b"")


def test_import_is_light_and_silent() -> None:
    code = "import sys, hamanlp; sys.exit('wasmtime' in sys.modules or 'click' in sys.modules)"
    result = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, check=False)
    assert (result.returncode, result.stdout, result.stderr) == (0, b"", b"")


def test_worker_processes() -> None:
    code = (
        "import hamanlp, multiprocessing\n"
        "if __name__ == '__main__':\n"
        "    hama = hamanlp.Transcriber(style='narrow')\n"
        "    with multiprocessing.get_context('spawn').Pool(2) as pool:\n"
        "        print(pool.map(hama, ['고기', 'cat']) == hama(['고기', 'cat']))\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, timeout=60)
    assert (result.stdout, result.stderr) == (b"True\n", b"")
