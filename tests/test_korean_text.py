"""What Korean text is read as: the cases of `vectors/korean_text.jsonl`, whose outputs were written by hand."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter

import pytest

import hamanlp
from hamanlp.options import Options
from tests.vectors import FOLDER, MODEL, Case, read

SPELLING: Options = {"notation": "spelling"}
CASES = read(FOLDER / "korean_text.jsonl")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_reading(case: Case) -> None:
    assert hamanlp.transcribe(case["text"], **(MODEL | case["options"])) == case["output"]


def test_decomposed_text_is_read_the_same() -> None:
    plain = [case for case in CASES if case["options"] == SPELLING]
    decomposed = [unicodedata.normalize("NFD", case["text"]) for case in plain]
    said = hamanlp.Transcriber(**(MODEL | SPELLING))(decomposed)
    assert [unicodedata.normalize("NFC", text) for text in said] == [case["output"] for case in plain]


def test_every_group_has_five_cases() -> None:
    groups = Counter(case["group"] for case in CASES)
    assert len(groups) >= 20
    assert min(groups.values()) >= 5
    assert len({json.dumps([case["text"], case["options"]]) for case in CASES}) == len(CASES) >= 150
