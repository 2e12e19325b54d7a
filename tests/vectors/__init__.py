"""Golden vectors: texts, options and what the engine makes of them (see README.md)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NotRequired, TypedDict

from hamanlp.options import Options

FOLDER = Path(__file__).parent
FILE = FOLDER / "text.jsonl"
MODEL: Options = {"model": "tiny"}
"""The outputs are those of the model whose weights stay."""


class Case(TypedDict):
    """One line of a file of cases; `group` is what a case is about, where a file has groups."""

    text: str
    options: Options
    output: str
    group: NotRequired[str]


def read(file: Path = FILE) -> list[Case]:
    """The cases, in the file's order."""
    with file.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
