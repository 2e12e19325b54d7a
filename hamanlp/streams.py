"""Byte streams of the command line: files and standard input, files and standard output, neither kept in memory."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext, suppress
from io import FileIO
from types import TracebackType
from typing import Self

from .compression import CompressionError, Compressor, compression_of, decompressed, is_damage
from .errors import HamaError
from .signals import interrupt_held

STANDARD = "-"  # the path of standard input and output
_CHUNK = 65536  # bytes to ask for at once; a pipe gives what it has
_HINTS = {
    errno.ENOENT: "check the name and that its folder exists",
    errno.EISDIR: "name a file in it",
    errno.EACCES: "change its permissions (chmod) or choose another",
    **dict.fromkeys(
        (errno.ENOSPC, errno.EDQUOT, errno.EFBIG), "the lines before are written; make room or choose another place"
    ),
}
_MEMBER = 4_000_000  # bytes of lines after which a member or frame ends: what is lost at most if a disk is full


class FileError(HamaError):
    """A file cannot be read or written."""

    def __init__(self, name: str, error: OSError) -> None:
        hint = _HINTS.get(error.errno or 0)
        super().__init__(f"{name}: {error.strerror or error}" + (f"; {hint}" if hint else ""))


class ReaderGoneError(Exception):
    """Whoever read standard output has stopped reading: a reason to stop, and no mistake of anyone's."""


class Input:
    """A file to read, or standard input. A name that ends in `.gz` or `.zst` is of a compressed file.

    Args:
        path: the file's path, or `-`.

    Attributes:
        stored: how many of the file's bytes, as they are stored, have been read.

    Raises:
        FileError: there is no such file, it is a folder, or it may not be read.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.name = "standard input" if path == STANDARD else _printable(path)
        self.stored = 0
        try:
            self.status = os.fstat(_descriptor(sys.stdin)) if path == STANDARD else os.stat(path)
            if stat.S_ISDIR(self.status.st_mode):
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            if path != STANDARD and not os.access(path, os.R_OK):  # said before the output file is emptied
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        except OSError as error:
            raise FileError(self.name, error) from error

    @property
    def regular(self) -> bool:
        """Whether it is a file on a disk, which can be read again from any place."""
        return self.path != STANDARD and stat.S_ISREG(self.status.st_mode)

    def chunks(self, offset: int = 0) -> Iterator[bytes]:
        """The text's bytes as they come: what a slow pipe has is not held back.

        Args:
            offset: how many bytes of the text, not compressed, to leave out at its start.

        Raises:
            FileError: the file cannot be read.
            MissingPackageError: it is compressed in a way that needs a package which is not there.
        """
        try:
            with FileIO(_descriptor(sys.stdin), closefd=False) if self.path == STANDARD else FileIO(self.path) as file:
                reader = decompressed(file, self.path)
                if offset and reader is file and self.regular:
                    file.seek(offset)
                    offset = 0
                while (data := reader.read(_CHUNK)) != b"":
                    if data is None:  # an O_NONBLOCK descriptor
                        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
                    self.stored = file.tell() if self.regular else self.stored + len(data)
                    if offset < len(data):
                        yield data[offset:]
                    offset = max(0, offset - len(data))
        except Exception as error:
            if is_damage(error):
                raise CompressionError(
                    f"{self.name}: is cut short, or not what {compression_of(self.path)} says ({error}); make the file again"
                ) from error
            if isinstance(error, OSError):
                raise FileError(self.name, error) from error
            raise


class Output:
    """A file to write, or standard output; as a context manager it closes the file.

    Args:
        path: the file's path, or `-`. A file that exists is overwritten. A name that ends in `.gz` or `.zst` is compressed.
        inputs: files that must not be the same.
        keep: how many bytes of a file that exists stay; what follows them is cut off.

    Raises:
        FileError: the file cannot be written.
        MissingPackageError: its compression needs a package which is not there.
    """

    def __init__(self, path: str, inputs: Iterable[Input], keep: int | None = None) -> None:
        self.name = "standard output" if path == STANDARD else _printable(path)
        self._compressor = Compressor(path)
        self._compressed = bool(compression_of(path))
        self._failed: OSError | None = None
        self._begun = 0  # bytes of lines in the member that is not complete
        self._part = 0  # bytes of the file that follow its last complete line (or member)
        try:
            if path == STANDARD:
                self._file = FileIO(_descriptor(sys.stdout), "w", closefd=False)
                _refuse(os.fstat(self._file.fileno()), inputs)
            else:
                refuse_inputs(path, inputs)
                self._file = FileIO(path, "w" if keep is None else "r+")
                if keep is not None:
                    self._cut(keep)
        except OSError as error:
            raise FileError(self.name, error) from error

    def _cut(self, keep: int) -> None:
        if self._file.seek(0, os.SEEK_END) < keep:
            raise OSError(errno.EINVAL, f"is shorter than the {keep} bytes that were written; start again without --resume")
        self._file.truncate(keep)
        self._file.seek(keep)

    def write(self, lines: bytes) -> None:
        """Write whole lines: Ctrl-C in the middle takes effect after them.

        Raises:
            ReaderGoneError: the reader has closed the pipe.
            FileError: the lines cannot be written.
        """
        with interrupt_held():
            self._store(self._compressor.compress(lines))
            self._begun += len(lines)
            if not self._compressed:
                self._part = 0
            elif self._begun >= _MEMBER:
                self._end()

    def _end(self) -> None:
        """Complete the member."""
        self._store(self._compressor.end())
        self._begun = self._part = 0

    def checkpoint(self) -> int:
        """Bring what is written to the disk, so that the file may be cut off there.

        Returns:
            The file's length in bytes.

        Raises:
            ReaderGoneError, FileError: as in `write`.
        """
        with interrupt_held():
            self._end()
            try:
                os.fsync(self._file.fileno())
                return self._file.tell()
            except OSError as error:
                raise FileError(self.name, error) from error

    def _store(self, data: bytes) -> None:
        if self._failed is not None:  # lines are missing, so no checkpoint must follow
            raise FileError(self.name, self._failed)
        rest = memoryview(data)
        try:
            while rest:
                written = self._file.write(rest)
                if written is None:  # an O_NONBLOCK descriptor
                    raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
                rest = rest[written:]
                self._part += written
        except BrokenPipeError:
            raise ReaderGoneError from None
        except OSError as error:
            if not self._compressed:
                self._part -= data.rfind(b"\n", 0, len(data) - len(rest)) + 1
            self._take_back()
            self._failed = error
            raise FileError(self.name, error) from error

    def _take_back(self) -> None:
        """Leave whole lines in a file that could be written in part only."""
        self._compressor.end()
        with suppress(OSError):
            end = self._file.tell()
            if stat.S_ISREG(os.fstat(self._file.fileno()).st_mode) and self._file.seek(0, os.SEEK_END) == end:
                self._file.truncate(end - self._part)
                self._file.seek(end - self._part)
                self._part = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None) -> None:
        try:
            # The error that is on its way counts.
            with suppress(ReaderGoneError, FileError) if kind else nullcontext(), interrupt_held():
                self._end()
        finally:
            try:
                self._file.close()
            except OSError as error:
                raise FileError(self.name, error) from error


def refuse_inputs(path: str, inputs: Iterable[Input]) -> None:
    """Refuse to write a file that is read.

    Raises:
        OSError: it is one of the inputs.
    """
    if os.path.exists(path):
        _refuse(os.stat(path), inputs)


def _refuse(status: os.stat_result, inputs: Iterable[Input]) -> None:
    for each in inputs:
        if stat.S_ISREG(status.st_mode) and os.path.samestat(status, each.status):
            raise OSError(errno.EINVAL, f"is also the input {each.name}; write to another file")


def _descriptor(stream: object) -> int:
    fileno = getattr(stream, "fileno", None)
    if fileno is None:  # Python has None here if the descriptor was closed at its start
        raise OSError(errno.EBADF, "it is closed")
    return int(fileno())


def _printable(path: str) -> str:
    return path if path and path.isprintable() else repr(path)
