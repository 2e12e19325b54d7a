"""Compressed files, told by their names: `.gz` is gzip (RFC 1952), `.zst` Zstandard (RFC 8878), anything else is as it is.

What is written is cut into members (gzip) or frames (Zstandard), each complete in itself: a file may be cut off after any of
them and go on from there, and every reader of the format takes a row of them as one file.
"""

from __future__ import annotations

import gzip
import importlib
import zlib
from io import FileIO
from pathlib import PurePath
from typing import Any, Protocol

from .errors import HamaError, MissingPackageError

GZIP, ZSTANDARD = ".gz", ".zst"
CSV, TSV, PARQUET, JSON_LINES = ".csv", ".tsv", ".parquet", ".jsonl"  # what is in a file
_GZIP_WINDOW = 31  # zlib: 15 bits of window, and 16 for gzip's header
DAMAGED: tuple[type[Exception], ...] = (EOFError, gzip.BadGzipFile, zlib.error)


class Reader(Protocol):
    """What reads bytes."""

    def read(self, size: int, /) -> bytes | None:
        """At most so many bytes; none at the end."""


class CompressionError(HamaError):
    """A compressed file is cut short or is none."""


def compression_of(path: str) -> str:
    """`.gz`, `.zst`, or nothing for a file that is not compressed."""
    suffix = PurePath(path).suffix.lower()
    return suffix if suffix in (GZIP, ZSTANDARD) else ""


def kind_of(path: str) -> str:
    """What is in a file by its name, compressed or not: `.csv`, `.parquet`, or another suffix or none, in lower case."""
    return PurePath(PurePath(path).stem if compression_of(path) else path).suffix.lower()


def zstandard() -> Any:
    """Python's own module for Zstandard (3.14 and newer) or its backport for older ones.

    Raises:
        MissingPackageError: there is neither.
    """
    for name in ("compression.zstd", "backports.zstd"):
        try:
            return importlib.import_module(name)
        except ImportError:
            continue
    raise MissingPackageError(".zst files", "zstd")


def decompressed(file: FileIO, path: str) -> Reader:
    """What is in a file, whose name says how it is compressed.

    Args:
        file: the file's stored bytes; where it stands says how many were used.
        path: its name.

    Raises:
        MissingPackageError: it needs a package that is not there.
    """
    compression = compression_of(path)
    if compression == GZIP:
        return gzip.GzipFile(fileobj=file, mode="rb")
    if compression == ZSTANDARD:
        opened: Reader = zstandard().ZstdFile(file)
        return opened
    return file


def is_damage(error: Exception) -> bool:
    """Whether an error that reading raised says that the file is cut short or of another format."""
    return isinstance(error, DAMAGED) or type(error).__name__ == "ZstdError"


class Compressor:
    """Bytes to members or frames, in the format that a file's name says.

    Args:
        path: the name of the file that is written.

    Raises:
        MissingPackageError: it needs a package that is not there.
    """

    def __init__(self, path: str) -> None:
        self._compression = compression_of(path)
        self._zstandard = zstandard() if self._compression == ZSTANDARD else None
        self._member: Any = None

    def compress(self, data: bytes) -> bytes:
        """The bytes to write for this data, perhaps none yet."""
        if not self._compression:
            return data
        if self._member is None:
            if self._zstandard is not None:
                self._member = self._zstandard.ZstdCompressor()
            else:
                self._member = zlib.compressobj(wbits=_GZIP_WINDOW)
        written: bytes = self._member.compress(data)
        return written

    def end(self) -> bytes:
        """The bytes that complete the member or frame; none if none is begun."""
        member, self._member = self._member, None
        rest: bytes = b"" if member is None else member.flush()
        return rest
