"""Tables as text, CSV and TSV, in blocks of rows."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence

from .compression import CSV, TSV, kind_of
from .errors import InputError, OptionError
from .lines import checked
from .sources import START, Block, Position
from .streams import Input

ROWS = 512  # in a block
_FIELD = 2**31 - 1  # characters in a cell, where csv has a limit


class Table:
    """The rows of CSV or TSV files with the same columns. Its file's name says which a file is; other names are TSV.

    CSV is as RFC 4180 says; in TSV a quotation mark is a character like any other, and no cell has a tab or a line feed.

    Args:
        files: the inputs, in order.
        errors: `"strict"` or `"replace"`, for bytes that are not UTF-8.
        column: the name of a column, as the first row has it; or its number, counted from 1, where the first row is a row like
            any other.

    Attributes:
        names: of the columns; their numbers where they have no names.
        column: which one it is, counted from 0.
        header: whether the first row has names.

    Raises:
        OptionError: there is no such column.
        InputError: a file has other columns than the first, or is no table.
        FileError: a file cannot be read.
    """

    def __init__(self, files: Sequence[Input], errors: str, column: str) -> None:
        csv.field_size_limit(_FIELD)
        self._files = files
        self._errors = errors
        self._begun = {number: self._rows(file, START) for number, file in enumerate(files)}
        self._waiting: dict[int, list[tuple[list[str], int, int]]] = {}
        self.header = not column.isdecimal()
        firsts = {number: first for number, rows in self._begun.items() if (first := next(rows, None)) is not None}
        some = next(iter(firsts.values()), ([], 0, 0))[0]
        self.names = tuple(some) if self.header else tuple(str(number) for number in range(1, len(some) + 1))
        self.column = column_of(column, self.names)
        for number, first in firsts.items():
            if self.header and tuple(first[0]) != self.names:
                raise InputError(f"{files[number].name}: has other columns than {files[0].name}; give tables that are alike")
            self._waiting[number] = [] if self.header else [first]

    def blocks(self, start: Position) -> Iterator[Block]:
        """The blocks of rows from a place on; a content is a list of rows, each a list of as many str as there are names.

        Args:
            start: a place that a block ended at.

        Raises:
            FileError: a file cannot be read.
            InputError: it is not UTF-8, or no table; the rows before have been given.
        """
        before = sum(file.status.st_size for file in self._files[: start.file])
        records = start.records
        for number, file in enumerate(self._files[start.file :], start.file):
            fresh = number != start.file or not start.offset
            rows = self._from_start(number) if fresh else self._rows(file, start)
            block: list[list[str]] = []
            place = Position(number, 0, 0, records, before) if fresh else start
            try:
                for row, offset, line in rows:
                    if len(row) <= self.column:
                        raise InputError(f"{file.name}, line {line}: has {len(row)} columns, not {len(self.names)}")
                    block.append(row + [""] * (len(self.names) - len(row)))
                    records += 1
                    place = Position(number, offset, line, records, before + file.stored)
                    if len(block) == ROWS:
                        yield Block(block, place)
                        block = []
            except InputError:
                if block:
                    yield Block(block, place)
                raise
            if block:
                yield Block(block, place)
            before += file.stored

    def _from_start(self, number: int) -> Iterator[tuple[list[str], int, int]]:
        yield from self._waiting.pop(number, ())
        yield from self._begun.pop(number)

    def _rows(self, file: Input, start: Position) -> Iterator[tuple[list[str], int, int]]:
        """The rows after a place, each with the bytes and the lines of the file's text up to its end."""
        offset, line = start.offset, start.line

        def lines() -> Iterator[str]:
            nonlocal offset, line
            for raw in _lines(file.chunks(start.offset)):
                text = b"".join(checked([raw], file.name, self._errors, line + 1)).decode()
                offset, line = offset + len(raw), line + 1
                yield text

        try:
            if kind_of(file.path) == CSV:
                for row in csv.reader(lines()):
                    if row:  # a line with nothing is no row
                        yield row, offset, line
            else:
                for text in lines():
                    yield text.removesuffix("\n").removesuffix("\r").split("\t"), offset, line
        except csv.Error as error:
            raise InputError(f"{file.name}, line {line}: is no CSV: {error}") from error


def column_of(column: str, names: Sequence[str]) -> int:
    """Which column a name or a number means, counted from 0.

    Raises:
        OptionError: there is none.
    """
    if column in names:
        return list(names).index(column)
    known = ", ".join(map(repr, names)) or "none"
    raise OptionError(f"column: {column!r} is not right; give one of {known}", option="column")


def is_table(path: str) -> bool:
    """Whether a file's name says that it is CSV or TSV."""
    return kind_of(path) in (CSV, TSV)


def _lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    begun: list[bytes] = []
    for chunk in chunks:
        *whole, rest = chunk.split(b"\n")
        for line in whole:
            yield b"".join((*begun, line, b"\n"))
            begun.clear()
        begun.append(rest)
    last = b"".join(begun)
    if last:
        yield last
