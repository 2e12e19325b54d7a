"""What is done with a block of a job: its text read, and the output's bytes made. Tasks are pickled and sent to workers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from .compression import JSON_LINES, PARQUET, TSV
from .lines import whole_lines
from .listing import alternatives_of, unsure_of
from .ssml import ssml_of
from .transcriber import Transcriber

SSML = "ssml"  # a format of the command alone


@dataclass(frozen=True)
class LineTask:
    """From lines to lines.

    Args:
        hama: reads them.
        format: `"text"`, `"jsonl"` or `"ssml"`.
        below: only words less probable than this, one a line; None for whole lines.
    """

    hama: Transcriber
    format: str = "text"
    below: float | None = None

    def __call__(self, text: bytes) -> bytes:
        """The output for whole lines of UTF-8."""
        if self.format == "text" and self.below is None and self.hama.nbest == 1:
            return self.hama(text.decode()).encode()
        return b"".join(written(self.hama, [text], self.format, self.below))


def written(hama: Transcriber, chunks: Sequence[bytes] | Iterator[bytes], format: str, below: float | None) -> Iterator[bytes]:
    """The output of the command for a text, in whole lines.

    Args:
        hama: reads it.
        chunks: the text's UTF-8 bytes, cut anywhere.
        format: `"text"`, `"jsonl"` or `"ssml"`.
        below: as for `LineTask`.
    """
    if below is not None:
        for result in hama.analyze_lines(chunks):
            yield from (f"{line}\n".encode() for line in unsure_of(result, below))
    elif format == SSML:
        yield from (f"{ssml_of(result)}\n".encode() for result in hama.analyze_lines(chunks))
    elif format == "text" and hama.nbest > 1:
        yield from (f"{alternatives_of(result)}\n".encode() for result in hama.analyze_lines(chunks))
    else:
        yield from whole_lines(hama.stream(chunks, format=format))


@dataclass(frozen=True)
class TableTask:
    """From rows of a table to rows with one column more, or to JSON.

    Args:
        hama: reads a column.
        column: which, counted from 0.
        names: of the table's columns.
        added: the name of the new column.
        kind: of the output: `.csv`, `.tsv`, `.parquet` or `.jsonl`.
    """

    hama: Transcriber
    column: int
    names: tuple[str, ...]
    added: str
    kind: str

    def __call__(self, content: Any) -> bytes:
        """The output for some rows: lists of str, a batch of Arrow's, or bytes that are lines of a single column.

        Raises:
            InputError: a text has a lone surrogate.
        """
        if isinstance(content, bytes):
            content = [[line] for line in content.decode().split("\n")[:-1]]
        texts = [row[self.column] for row in content] if isinstance(content, list) else content.column(self.column).to_pylist()
        given = [text for text in texts if text is not None]
        if self.kind == JSON_LINES:
            analyses = iter(self.hama.analyze(given))
            return b"".join(b"null\n" if text is None else next(analyses).to_json().encode() + b"\n" for text in texts)
        read = iter(self._read(given))
        pronounced = [None if text is None else next(read) for text in texts]
        if self.kind == PARQUET:
            from .parquet import stored  # noqa: PLC0415 - pyarrow is an extra

            return stored(content, self.names, self.added, pronounced)
        rows = content if isinstance(content, list) else zip(*(column.to_pylist() for column in content.columns), strict=True)
        return delimited(([*row, read] for row, read in zip(rows, pronounced, strict=True)), self.kind)

    def _read(self, texts: list[str]) -> list[str]:
        if self.hama.nbest == 1:
            return self.hama(texts)
        return [alternatives_of(result) for result in self.hama.analyze(texts)]


def delimited(rows: Iterator[list[Any]] | Sequence[Sequence[Any]], kind: str) -> bytes:
    """Rows as CSV (RFC 4180, with line feeds) or as TSV, which has no quotes: white space in a cell becomes a space."""
    if kind == TSV:
        return "".join("\t".join(map(_one_line, row)) + "\n" for row in rows).encode()
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def _one_line(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return text if text.isprintable() else text.replace("\t", " ").replace("\r", " ").replace("\n", " ")
