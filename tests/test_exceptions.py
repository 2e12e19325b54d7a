"""The table of exceptions: its coding, what the engine makes of it, and what the shipped ones are worth."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import numpy as np
import pytest

import hamanlp
from export.build import build_wasm
from export.exceptions import (
    FILE,
    LETTERS,
    Coding,
    ExceptionsError,
    Table,
    declaration,
    read_table,
    size_of,
    write_lines,
)
from export.generate import CheckpointError, generate
from export.models import SHIPPED
from export.range_coder import Encoder, codes_of, weight
from tests.conftest import Run
from tests.train_samples import WHOLE, needs_whole_lexica
from tests.wasm_host import WasmHost
from train import phones_en
from train.evaluate import phones_of
from train.exceptions import BUDGETS
from train.lexicon import Phones
from train.suffixes import with_s

ROOT = Path(__file__).resolve().parent.parent
each_model = pytest.mark.parametrize("model", SHIPPED)


def shipped(model: str) -> Table:
    return read_table(ROOT / "models" / model / FILE)


def joined(table: Table) -> dict[str, Phones]:
    return {word: [phone for share in shares for phone in share] for word, shares in table.items()}


def read(words: list[str], model: str, *, exceptions: bool = True) -> list[Phones]:
    hama = hamanlp.Transcriber(lang="en", model=model, phone_separator=" ", exceptions=exceptions)
    return [phones_en.fold_reduced(phones_of(printed, "en")) for printed in hama(words)]


# The coder and the file.


def test_weights_follow_counts() -> None:
    assert [weight(code) for code in range(10)] == [0, 4, 5, 6, 7, 8, 10, 12, 14, 16]
    codes = codes_of([0, 1, 10, 1000])
    assert codes[0] == 0
    assert 0 < codes[1] < codes[2] < codes[3] <= 63


def test_a_symbol_costs_its_probability() -> None:
    weights = [1, 255]
    encoder = Encoder()
    for at in range(2000):
        encoder.write(int(at % 256 > 0), weights)
    assert len(encoder.finish()) == pytest.approx(2000 * 0.0369 / 8, abs=2)
    with pytest.raises(ValueError, match="symbol 0 has no weight"):
        Encoder().write(0, [0, 3])


def test_a_file_comes_back_as_it_was_written(tmp_path: Path) -> None:
    table: Table = {"night": (("n",), ("ˈaɪ",), (), (), ("t",)), "x": (("ˈɛ", "k", "s"),)}
    path = tmp_path / FILE
    path.write_text(write_lines(table), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == "night\tn ˈaɪ _ _ t\nx\tˈɛ+k+s\n"
    assert read_table(path) == table


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("Night\tn ˈaɪ _ _ t", "'Night' is not a word of lower-case letters"),
        ("\tn", "'' is not a word"),
        ("night\tn ˈaɪ t", "does not give each letter of 'night' its phones"),
        ("x\tˈɛ+k+s+ə", "at most 3"),
        ("hm\t_ _", "does not give each letter"),
        ("ax\tˈæ k+s\nax\tˈæ k+s", "exceptions.tsv:2: 'ax' is there twice"),
    ],
)
def test_a_bad_line_is_named(line: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(ExceptionsError, match=message):
        read_table(path)


def test_a_phone_that_the_model_lacks_is_named() -> None:
    with pytest.raises(ExceptionsError, match="no phone ø"):
        declaration({"eu": (("ø",), ())}, ["b", "d"])


def test_shares_of_a_letter_come_by_frequency() -> None:
    coding = Coding({"cat": (("k",), ("ˈæ",), ("t",)), "ace": (("ˈeɪ",), ("s",), ()), "coke": (("k",), ("ˈoʊ",), ("k",), ())})
    assert coding.shares[LETTERS.index("c")] == [("k",), ("s",)]
    assert coding.blocks()[0] == coding.blocks()[0]


# What the engine makes of a table.


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> tuple[Table, WasmHost]:
    """A wasm whose table holds 300 words that no one has ever written."""
    chance = random.Random(5)
    table: Table = {"the": (("ð",), (), ("ə",)), "box": (("b",), ("ˈɑ",), ("k", "s"))}
    while len(table) < 300:
        word = "".join(chance.choices("aboct", k=chance.randrange(5, 14)))
        shares = [tuple(chance.choices(("b", "t͡ʃ", "ˈoʊ", "ˌɪ", "ə"), k=chance.randrange(4))) for _ in word]
        if any(shares):
            table[word] = tuple(shares)
    folder = tmp_path_factory.mktemp("exceptions") / "model"
    shutil.copytree(ROOT / "models" / "tiny", folder)
    (folder / FILE).write_text(write_lines(table), encoding="utf-8")
    build_wasm(folder, folder / "hama.wasm")
    return table, WasmHost(folder / "hama.wasm")


def excepted(host: WasmHost) -> int:
    raw = host.memory.read(host.store, host.call("statistics"), host.call("statistics") + 20)
    return int(np.frombuffer(raw, dtype="<u4")[4])


def test_every_word_of_a_table_is_read_from_it(made_up: tuple[Table, WasmHost]) -> None:
    table, host = made_up
    host.configure(lang="en", phone_separator=" ")
    for word, phones in joined(table).items():
        before = excepted(host)
        assert phones_of(host.transcribe(word), "en") == phones or word == "the"
        assert excepted(host) == before + (word != "the"), word


def test_no_other_word_is_taken_for_one_of_a_table(made_up: tuple[Table, WasmHost]) -> None:
    table, host = made_up
    host.configure(lang="en")
    before = excepted(host)
    for word in table:
        for other in (word + "a", word[:-1] + "z", "z" + word, word + word):
            if other not in table:
                host.transcribe(other)
    assert excepted(host) == before


def test_the_cache_does_not_outlive_the_option(made_up: tuple[Table, WasmHost]) -> None:
    _, host = made_up
    host.configure(exceptions="false")
    without = host.transcribe("box boxes")
    host.configure(exceptions="true")
    assert host.transcribe("box") == "ˈbɑks"
    host.configure(exceptions="false")
    assert host.transcribe("box boxes") == without


def test_the_suffix_s_is_read_from_its_base(made_up: tuple[Table, WasmHost]) -> None:
    _, host = made_up
    host.configure()
    before = excepted(host)
    assert host.transcribe("box's") == "ˈbɑksɪz"
    assert excepted(host) == before + 1


def test_a_bad_table_stops_the_build(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(ROOT / "models" / "tiny", tmp_path / "copy"))
    (folder / FILE).write_text("x\n")
    with pytest.raises(CheckpointError, match=r"exceptions\.tsv:1"):
        generate(folder)
    (folder / FILE).unlink()
    assert "pub const words: usize = 0;" in generate(folder)


# The tables that ship.


@each_model
def test_a_shipped_table_fits_its_budget_and_is_read(model: str) -> None:
    table = shipped(model)
    assert size_of(table) <= BUDGETS[model]
    assert (ROOT / "models" / model / FILE).read_text(encoding="utf-8") == write_lines(table)
    words = [word for word in table if word[0].isalpha() and word[-1].isalpha()]
    sources = [result.words[0].source for result in hamanlp.Transcriber(model=model, lang="en").analyze(words)]
    # A few are abbreviations, which rules read.
    assert sources.count("exception") > len(words) - 10
    words = [word for word, source in zip(words, sources, strict=True) if source == "exception" and word != "the"]
    expected = joined(table)
    assert read(words, model) == [phones_en.fold_reduced(expected[word]) for word in words]


def test_other_words_are_read_by_the_model() -> None:
    words = [word for word in ("cat", "dog", "table", "walking", "fox", "jumps", "lazy") if word not in shipped("default")]
    assert len(words) >= 3
    assert read(words, "default") == read(words, "default", exceptions=False)


def test_the_rule_of_training_is_that_of_the_engine() -> None:
    table = joined(shipped("default"))
    bases = [word for word in list(table)[::40] if word.isalpha() and len(word) > 3]
    expected = [phones_en.fold_reduced(with_s(table[base])) for base in bases if f"{base}'s" not in table]
    assert len(expected) > 100
    assert read([f"{base}'s" for base in bases if f"{base}'s" not in table], "default") == expected


def test_the_option(run: Run) -> None:
    assert hamanlp.transcribe("colonel") == "ˈkɝnəl"
    assert run("also").stdout == run("--exceptions", "also").stdout == "ˈɔlsoʊ\n".encode()
    assert run("--no-exceptions", "also").stdout.decode() == hamanlp.transcribe("also", exceptions=False) + "\n"
    with pytest.raises(hamanlp.OptionError, match="exceptions: 'maybe' is not right; give true or false"):
        hamanlp.Transcriber(exceptions="maybe")  # type: ignore[arg-type]


def test_the_structured_result_says_where_a_word_comes_from() -> None:
    words = hamanlp.Transcriber().analyze("also colonels cat").words
    assert [word.source for word in words] == ["exception", "exception", "model"]
    assert [word.probability == 1 for word in words] == [True, True, False]


@needs_whole_lexica
def test_running_text_is_read_as_the_dictionary_says() -> None:
    from train import lexicon, running_text  # noqa: PLC0415 - only with the whole lexica

    listed = running_text.listed_readings(WHOLE)
    sentences = [each.sentence for each in lexicon.read_homographs(WHOLE)]
    result = running_text.score_words(sentences, listed)
    assert result.words > 170_000
    assert result.share >= 0.993, result.misses.most_common(20)
