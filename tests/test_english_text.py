"""What English text is read as: the cases of `vectors/english_text.jsonl`, whose outputs were written by hand."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

import hamanlp
from hamanlp.options import Options
from tests.vectors import FOLDER, MODEL, Case, read

SPELLING: Options = {"notation": "spelling", **MODEL}
CASES = read(FOLDER / "english_text.jsonl")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_reading(case: Case) -> None:
    assert hamanlp.transcribe(case["text"], **(MODEL | case["options"])) == case["output"]


def test_a_text_is_read_the_same_among_others() -> None:
    said = hamanlp.transcribe("\n".join(case["text"] for case in CASES), **SPELLING)
    alone = [hamanlp.transcribe(case["text"], **SPELLING) for case in CASES]
    assert said.split("\n") == alone


def test_every_group_has_five_cases() -> None:
    groups = Counter(case["group"] for case in CASES)
    assert len(groups) >= 20
    assert min(groups.values()) >= 5
    assert len({case["text"] for case in CASES}) == len(CASES) >= 150


PAGE = Path(__file__).parent.parent / "docs" / "reading-english.md"
ROWS = re.findall(r"^\| `(.+)` \| (.+) \|$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)


@pytest.mark.parametrize(("text", "words"), ROWS, ids=lambda part: part[:40])
def test_the_page_says_what_is_read(text: str, words: str) -> None:
    assert hamanlp.transcribe(text, **SPELLING) == words


def test_pitfalls_of_other_programs() -> None:
    assert hamanlp.transcribe("don't") == "ˈdoʊnt"
    assert hamanlp.transcribe("the dog's bone, the cat's home") == "ðə ˈdɔɡz ˈboʊn, ðə ˈkæts ˈhoʊm"
    assert hamanlp.transcribe("😀 2026") == "😀 ˈtwɛnti ˈtwɛntiˈsɪks"
    assert hamanlp.transcribe("$250.50", **SPELLING) == "two hundred fifty dollars and fifty cents"
    assert len(hamanlp.transcribe("pneumonoultramicroscopicsilicovolcanoconiosis", phone_separator=" ").split()) > 32
