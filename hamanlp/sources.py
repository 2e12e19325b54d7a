"""Large texts in blocks that workers can read one by one, each with the place where it ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from .errors import DecodeError
from .lines import checked
from .streams import Input


class Position(NamedTuple):
    """A place in the inputs between two records.

    Attributes:
        file: which input, counted from 0.
        offset: how much of it is read: bytes of its text, not compressed, or rows of a Parquet file.
        line: how many lines of it are read; for a Parquet file rows.
        records: how many lines or rows of all inputs are read.
        stored: how many bytes of all inputs, as they are stored, are read, more or less.
    """

    file: int = 0
    offset: int = 0
    line: int = 0
    records: int = 0
    stored: int = 0


START = Position()


@dataclass(frozen=True, slots=True)
class Block:
    """Some records of an input.

    Attributes:
        content: what a task of `hamanlp.tasks` takes; it can be pickled.
        end: the place after them.
    """

    content: Any
    end: Position


class Source(Protocol):
    """What gives blocks."""

    def blocks(self, start: Position) -> Iterator[Block]:
        """The blocks from a place on."""


class Lines:
    """The lines of text files: blocks of whole lines as UTF-8 bytes.

    Args:
        files: the inputs, in order.
        errors: `"strict"` or `"replace"`, for bytes that are not UTF-8.
    """

    def __init__(self, files: Sequence[Input], errors: str) -> None:
        self._files = files
        self._errors = errors

    def blocks(self, start: Position) -> Iterator[Block]:
        """The blocks from a place on.

        Args:
            start: a place that a block ended at.

        Raises:
            FileError: a file cannot be read.
            DecodeError: it is not UTF-8; the lines before have been given.
        """
        before = sum(file.status.st_size for file in self._files[: start.file])
        place = start
        for number, file in enumerate(self._files[start.file :], start.file):
            if number != place.file:
                place = Position(number, 0, 0, place.records, before)
            for raw in _whole_lines(file.chunks(place.offset)):
                text, wrong = self._text(raw, file, place.line)
                count = text.count(b"\n")
                used = len(raw) if wrong is None else len(raw) - len(raw.split(b"\n", count)[-1])
                place = Position(number, place.offset + used, place.line + count, place.records + count, before + file.stored)
                if text:
                    yield Block(text, place)
                if wrong is not None:
                    raise wrong
            before += file.stored

    def _text(self, raw: bytes, file: Input, line: int) -> tuple[bytes, DecodeError | None]:
        """Whole lines as UTF-8, and what is wrong with the next one, if anything is."""
        pieces: list[bytes] = []
        try:
            pieces.extend(checked([raw], file.name, self._errors, line + 1))
        except DecodeError as error:
            return b"".join(pieces), error
        return b"".join(pieces), None


def _whole_lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, cut after line feeds only, and what follows the last one."""
    begun: list[bytes] = []
    for chunk in chunks:
        end = chunk.rfind(b"\n") + 1
        if end:
            yield b"".join((*begun, chunk[:end]))
            begun.clear()
        begun.append(chunk[end:])
    last = b"".join(begun)
    if last:
        yield last
