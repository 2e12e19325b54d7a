r"""Inputs of the targets as files: one a line, in UTF-8, with `\xNN` for control characters and for bytes that are no UTF-8.

Lines that begin with `#` are comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

TARGETS = ("text", "lexicon", "compiled", "calls", "spell")
FOLDER = Path(__file__).parent
CORPUS = FOLDER / "corpus"
"""A small set of inputs that reaches what long runs reached, a file for each target."""
FOUND = FOLDER / "found"
"""Inputs that once broke the engine, a file for each target."""


def escape(data: bytes) -> str:
    """An input as a line."""
    text = data.replace(b"\\", b"\\x5c").decode("utf-8", "backslashreplace")
    text = re.sub(
        r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", lambda found: "".join(f"\\x{byte:02x}" for byte in found[0].encode()), text
    )
    return "\\x23" + text[1:] if text.startswith("#") else text


def unescape(line: str) -> bytes:
    """The input of a line."""
    parts = re.split(r"\\x([0-9a-f]{2})", line)
    return b"".join(bytes.fromhex(part) if at % 2 else part.encode() for at, part in enumerate(parts))


def read(path: Path) -> list[bytes]:
    """The inputs of a file; none if there is no file."""
    if not path.is_file():
        return []
    lines = path.read_text(encoding="utf-8").split("\n")
    return [unescape(line) for line in lines if line and not line.startswith("#")]


def write(path: Path, inputs: Iterable[bytes], comment: str) -> None:
    """Write a file of inputs, the shortest first, so that the same inputs give the same file."""
    lines = sorted({escape(data) for data in inputs if data}, key=lambda line: (len(line), line))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in (f"# {comment}", *lines)), encoding="utf-8")


def kept(target: str) -> list[bytes]:
    """What the tests try again: the corpus of a target, and what once broke the engine."""
    return read(CORPUS / f"{target}.txt") + read(FOUND / f"{target}.txt")
