"""Parquet files in and out, by pyarrow (the extra `parquet`).

A Parquet file can be read only when its end is written, so a job writes Arrow's stream format beside it, one stream for each
block, and makes the Parquet file of that at its end.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from .errors import HamaError, InputError, MissingPackageError
from .sources import Block, Position
from .streams import FileError, Input
from .tables import column_of

ROWS = 512  # in a block
GROUP = 65536  # rows in a row group of the output

try:
    import pyarrow
    from pyarrow import parquet
except ImportError as error:
    raise MissingPackageError(".parquet files", "parquet") from error


class ParquetError(HamaError):
    """A Parquet file is damaged or has not what is needed."""


class ParquetTable:
    """The rows of Parquet files with the same columns.

    Args:
        files: the inputs, in order; no standard input, which Parquet cannot be read from.
        column: the name of a column of strings, or its number, counted from 1.

    Attributes:
        names: of the columns.
        column: which one it is, counted from 0.
        header: that they have names.

    Raises:
        OptionError: there is no such column.
        InputError: it has no strings, or a file has other columns than the first.
        ParquetError: a file is no Parquet.
    """

    header = True

    def __init__(self, files: Sequence[Input], column: str) -> None:
        self._files = files
        schemas = [_opened(file).schema_arrow for file in files]
        self.names = tuple(schemas[0].names)
        numbers = [str(number) for number in range(1, len(self.names) + 1)]
        self.column = column_of(column, numbers if column in numbers and column not in self.names else self.names)
        kind = schemas[0].field(self.column).type
        if not (pyarrow.types.is_string(kind) or pyarrow.types.is_large_string(kind)):
            raise InputError(f"{files[0].name}: column {self.names[self.column]} is of type {kind}; name one of strings")
        for file, (first, other) in zip(files[1:], pairwise(schemas), strict=True):
            if not first.equals(other):
                raise InputError(f"{file.name}: has other columns than {files[0].name}; give tables that are alike")

    def blocks(self, start: Position) -> Iterator[Block]:
        """The blocks of rows from a place on; a content is a batch of Arrow's.

        Args:
            start: a place that a block ended at.

        Raises:
            ParquetError: a file is damaged; the rows before have been given.
        """
        before = sum(file.status.st_size for file in self._files[: start.file])
        records = start.records
        for number, file in enumerate(self._files[start.file :], start.file):
            skipped = start.offset if number == start.file else 0
            table = _opened(file)
            done = 0
            for group in range(table.num_row_groups):
                rows = table.metadata.row_group(group).num_rows
                if done + rows <= skipped:
                    done += rows
                    continue
                for batch in _batches(table, group, file):
                    rest = batch.slice(max(0, min(skipped - done, len(batch))))
                    done += len(batch)
                    if len(rest):
                        records += len(rest)
                        stored = before + file.status.st_size * done // max(1, table.metadata.num_rows)
                        yield Block(rest, Position(number, done, done, records, stored))
            before += file.status.st_size


def stored(content: Any, names: Sequence[str], added: str, values: Sequence[str | None]) -> bytes:
    """A block's rows with one column more, as a stream of Arrow's.

    Args:
        content: a batch of Arrow's, or lists of str.
        names: of the columns.
        added: the name of the new column.
        values: the new column.
    """
    if isinstance(content, list):
        columns = [pyarrow.array(column, pyarrow.string()) for column in zip(*content, strict=True)]
        content = pyarrow.record_batch(columns, names=list(names))
    schema = content.schema.append(pyarrow.field(added, pyarrow.string())).remove_metadata()
    batch = pyarrow.record_batch([*content.columns, pyarrow.array(values, pyarrow.string())], schema=schema)
    sink = pyarrow.BufferOutputStream()
    options = pyarrow.ipc.IpcWriteOptions(compression="lz4")
    with pyarrow.ipc.new_stream(sink, schema, options=options) as writer:
        writer.write_batch(batch)
    return bytes(sink.getvalue())


def finish(streams: str, path: str, names: Sequence[str]) -> None:
    """Make a Parquet file, which appears when it is complete, of a file of streams.

    Args:
        streams: the path of a file that has what `stored` gave, one after the other.
        path: of the Parquet file.
        names: of the columns, all strings, for a table without rows.

    Raises:
        FileError: it cannot be written.
    """
    partial = f"{path}.new"
    try:
        writer: Any = None
        waiting: list[Any] = []
        with pyarrow.OSFile(streams, "rb") as file:
            size = file.size()
            while file.tell() < size:
                batches = list(pyarrow.ipc.open_stream(file))
                waiting += batches
                if writer is None:
                    writer = parquet.ParquetWriter(partial, batches[0].schema, compression="zstd")
                if sum(map(len, waiting)) >= GROUP:
                    writer.write_table(pyarrow.Table.from_batches(waiting))
                    waiting = []
        if writer is None:
            writer = parquet.ParquetWriter(partial, pyarrow.schema([(name, pyarrow.string()) for name in names]))
        elif waiting:
            writer.write_table(pyarrow.Table.from_batches(waiting))
        writer.close()
        os.replace(partial, path)
    except OSError as error:
        raise FileError(path, error) from error


def _opened(file: Input) -> Any:
    try:
        return parquet.ParquetFile(file.path)
    except (pyarrow.ArrowException, OSError) as error:
        raise ParquetError(f"{file.name}: is no Parquet: {str(error).splitlines()[0]}") from error


def _batches(table: Any, group: int, file: Input) -> Iterator[Any]:
    try:
        yield from table.iter_batches(batch_size=ROWS, row_groups=[group])
    except (pyarrow.ArrowException, OSError) as error:
        raise ParquetError(f"{file.name}: is damaged: {str(error).splitlines()[0]}") from error
