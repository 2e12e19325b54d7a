"""Golden vectors: texts, options and what the engine makes of them (see README.md)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypedDict

from hamanlp.transcriber import Options

FILE = Path(__file__).parent / "text.jsonl"

MODEL: Options = {"model": "tiny"}
"""The model whose weights stay."""


class Case(TypedDict):
    """One line of `text.jsonl`."""

    text: str
    options: Options
    output: str


def read() -> list[Case]:
    """The cases, in the file's order."""
    with FILE.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
