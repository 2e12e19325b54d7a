"""The README: its measured parts and commands are what happens; `tests/test_doc_blocks.py` runs its other blocks."""

from __future__ import annotations

import re

from bench.readme import PARTS, README, render


def test_the_measured_parts_are_up_to_date() -> None:
    text = README.read_text(encoding="utf-8")
    assert set(re.findall(r"<!-- measured: (\w+) -->", text)) == set(PARTS)
    assert render(text) == text
