"""Every size that is bounded: just within it passes, beyond it is an error that names the limit, or it is read in parts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from hamanlp import OptionError, Transcriber

DOCS = Path(__file__).parent.parent / "docs"
PAGES = [DOCS / "reliability.md", DOCS / "reliability" / "any-bytes.md"]


@pytest.mark.parametrize(
    ("option", "within", "beyond", "message"),
    [
        ("nbest", [1, 20], [0, 21], "a whole number from 1 to 20"),
        ("temperature", [0, 10.0], [-0.001, 10.001, 1e300], "a number from 0 to 10"),
        ("top_k", [1, 1000], [0, 1001], "a whole number from 1 to 1000"),
        ("top_p", [0, 1.0], [-1, 1.1], "a number from 0 to 1"),
        ("mix", [0, 1.0], [-0.1, 1.1], "a number from 0 to 1"),
        ("accent", [0, 1.0], [-0.1, 1.1], "from 0 to 1"),
        ("seed", [0, 2**32 - 1], [-1, 2**32, 10**5000], "a whole number from 0 to 4294967295"),
        ("boost", [{"t": -100}, {"t": 100}], [{"t": 101}, {"t": -100.5}], "a number from -100 to 100"),
        ("phone_separator", ["x" * 16, "가" * 5], ["x" * 17, "가" * 6], "at most 16 bytes"),
        ("word_separator", ["x" * 16], ["x" * 17], "at most 16 bytes"),
        ("force", ["t" * 100], ["t" * 101], "at most 100 English phones"),
        ("lang", ["ko"], ["k" * 70_000], "all options together may have 65536"),
        ("threads", [1], [0, -1], "a whole number from 1 on"),
        ("lexicon", [{"a" * 255: "æ"}], [{"a" * 256: "æ"}], "is longer than 255 bytes"),
        ("lexicon", [{"a": "æ " * 85}], [{"a": "æ " * 86}], "has a pronunciation of more than 255 bytes"),
        ("lexicon", [{"a": "t" * 100}], [{"a": "t" * 101}], "has a pronunciation of more than 100 phones or 19 syllables"),
        ("lexicon", [{"값": "갑" * 19}], [{"값": "갑" * 20}], "has a pronunciation of more than 100 phones or 19 syllables"),
    ],
)
def test_options(option: str, within: list[Any], beyond: list[Any], message: str) -> None:
    model = "default" if option == "accent" else "tiny"  # which has no dial
    for value in within:
        Transcriber(model=model, **{option: value})("a word")
    for value in beyond:
        with pytest.raises(OptionError, match=f"^{option}: .*{re.escape(message)}") as caught:
            Transcriber(model=model, **{option: value})
        assert caught.value.option == option
        assert len(str(caught.value)) < 300
    numbers = re.findall(r"\d+", message)
    lines = "\n".join(page.read_text(encoding="utf-8") for page in PAGES if page.is_file()).splitlines()
    rows = [line for line in lines if line.startswith(f"| `{option}`")]
    assert any(all(re.search(rf"(?<!\d){number}(?!\d)", row.replace(",", "")) for number in numbers) for row in rows), option


@pytest.mark.parametrize("length", [1, 39, 40, 1023, 1024, 1025, 20_000])
@pytest.mark.parametrize("character", ["a", "é", "가", "1", "ㅋ", ".", "-", "中", "\u0301", " "])
def test_words_and_lines_of_any_length(character: str, length: int) -> None:
    hama = Transcriber(model="tiny")
    text = character * length + "\nb"
    known = hama.analyze(text)
    assert known.ipa == hama(text)
    assert known.ipa.count("\n") == 1
    assert sum(word.end - word.start for word in known.words) == (1 if character == " " else length + 1)


def test_markup_beyond_its_longest_is_text_like_any_other() -> None:
    hama = Transcriber(model="tiny", markup=True)
    assert hama(f"[{'a' * 1000}](/t/)") == "t"
    assert "](/" in hama(f"[{'a' * 1025}](/t/)")
