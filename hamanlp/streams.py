"""Byte streams of the command line: text checked to be UTF-8 comes in, whole lines go out, neither kept in memory."""

from __future__ import annotations

import codecs
import errno
import itertools
import os
import signal
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import FileIO
from types import FrameType, TracebackType
from typing import Self

from .errors import DecodeError, HamaError

STANDARD = "-"  # the path of standard input and output
_CHUNK = 65536  # bytes to ask for at once; a pipe gives what it has
_HINTS = {
    errno.ENOENT: "check the name and that its folder exists",
    errno.EISDIR: "name a file in it",
    errno.EACCES: "change its permissions (chmod) or choose another",
    errno.ENOSPC: "the lines before are written; make room or choose another place",
}


class FileError(HamaError):
    """A file cannot be read or written."""

    def __init__(self, name: str, error: OSError) -> None:
        hint = _HINTS.get(error.errno or 0)
        super().__init__(f"{name}: {error.strerror or error}" + (f"; {hint}" if hint else ""))


class ReaderGoneError(Exception):
    """Whoever read standard output has stopped reading: a reason to stop, and no mistake of anyone's."""


class Input:
    """A file to read, or standard input.

    Args:
        path: the file's path, or `-`.

    Raises:
        FileError: there is no such file, it is a folder, or it may not be read.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.name = "standard input" if path == STANDARD else _printable(path)
        try:
            self.status = os.fstat(_descriptor(sys.stdin)) if path == STANDARD else os.stat(path)
            if stat.S_ISDIR(self.status.st_mode):
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            if path != STANDARD and not os.access(path, os.R_OK):  # said before the output file is emptied
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        except OSError as error:
            raise FileError(self.name, error) from error

    def chunks(self) -> Iterator[bytes]:
        """The file's bytes as they come: what a slow pipe has is not held back."""
        try:
            with FileIO(_descriptor(sys.stdin), closefd=False) if self.path == STANDARD else FileIO(self.path) as file:
                while (data := file.read(_CHUNK)) != b"":
                    if data is None:  # an O_NONBLOCK descriptor
                        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
                    yield data
        except OSError as error:
            raise FileError(self.name, error) from error


class Output:
    """A file to write, or standard output; as a context manager it closes the file.

    Args:
        path: the file's path, or `-`. A file that exists is overwritten.
        inputs: files that must not be the same.

    Raises:
        FileError: the file cannot be written.
    """

    def __init__(self, path: str, inputs: Iterable[Input]) -> None:
        self.name = "standard output" if path == STANDARD else _printable(path)
        try:
            if path == STANDARD:
                self._file = FileIO(_descriptor(sys.stdout), "w", closefd=False)
                self._refuse(os.fstat(self._file.fileno()), inputs)
            else:
                if os.path.exists(path):
                    self._refuse(os.stat(path), inputs)
                self._file = FileIO(path, "w")
        except OSError as error:
            raise FileError(self.name, error) from error

    def _refuse(self, status: os.stat_result, inputs: Iterable[Input]) -> None:
        for each in inputs:
            if stat.S_ISREG(status.st_mode) and os.path.samestat(status, each.status):
                raise OSError(errno.EINVAL, f"is also the input {each.name}; write to another file")

    def write(self, lines: bytes) -> None:
        """Write whole lines: Ctrl-C in the middle takes effect after them.

        Raises:
            ReaderGoneError: the reader has closed the pipe.
            FileError: the lines cannot be written.
        """
        try:
            with _interrupt_held():
                rest = memoryview(lines)
                while rest:
                    written = self._file.write(rest)
                    if written is None:  # an O_NONBLOCK descriptor
                        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
                    rest = rest[written:]
        except BrokenPipeError:
            raise ReaderGoneError from None
        except OSError as error:
            raise FileError(self.name, error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None) -> None:
        try:
            self._file.close()
        except OSError as error:
            raise FileError(self.name, error) from error


def checked(pieces: Iterable[bytes], source: str, errors: str) -> Iterator[bytes]:
    """The lines of one file as UTF-8.

    Args:
        pieces: the file's bytes, cut anywhere.
        source: what an error message calls the file.
        errors: `"strict"`, or `"replace"` to put U+FFFD in the place of what is not UTF-8.

    Yields:
        The bytes, cut between characters, without a byte order mark at the start; the last line ends with a line feed too.

    Raises:
        DecodeError: there are bytes that are not UTF-8 (if strict); all lines before have been yielded.
    """
    line, byte = 1, 1  # the place of `data[0]`
    cut = b""  # the first bytes of a character that goes on in the next piece
    started = False
    last = "\n"
    for piece in itertools.chain(pieces, (None,)):
        data = cut + (piece or b"")
        try:
            text, used = codecs.utf_8_decode(data, errors, piece is None)
        except UnicodeDecodeError as error:
            good = data[: error.start]
            yield good[: good.rfind(b"\n") + 1]
            line, byte = _after(good, line, byte)
            raise DecodeError(
                f"{source}, line {line}, byte {byte}: 0x{data[error.start]:02x} is not UTF-8; "
                "convert the text (iconv -f LATIN1 -t UTF-8) or pass --errors replace",
                source=source,
                line=line,
                byte=byte,
            ) from None
        line, byte = _after(data[:used], line, byte)
        cut = data[used:]
        if text and not started:
            started = True
            text = text.removeprefix("\ufeff")
        if text:
            last = text[-1]
            yield text.encode()
    if last != "\n":
        yield b"\n"


def ended(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, and a line feed after a last line that has none."""
    last = b"\n"
    for piece in pieces:
        last = piece[-1:] or last
        yield piece
    if last != b"\n":
        yield b"\n"


def whole_lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, cut after line feeds only; what follows the last line feed is not yielded."""
    begun: list[bytes] = []
    for piece in pieces:
        end = piece.rfind(b"\n") + 1
        if end:
            yield b"".join((*begun, piece[:end]))
            begun.clear()
        begun.append(piece[end:])


def _after(data: bytes, line: int, byte: int) -> tuple[int, int]:
    """The place after `data`, which begins at `line` and `byte`."""
    last = data.rfind(b"\n")
    return (line, byte + len(data)) if last < 0 else (line + data.count(b"\n"), len(data) - last)


@contextmanager
def _interrupt_held() -> Iterator[None]:
    """Let Ctrl-C wait for the end of the block; a second one does not wait (the reader of a pipe may have stopped reading)."""
    held = False

    def hold(_number: int, _frame: FrameType | None) -> None:
        nonlocal held
        if held:
            raise KeyboardInterrupt
        held = True

    before = signal.getsignal(signal.SIGINT)
    if before is not signal.default_int_handler:  # Ctrl-C is ignored (nohup), or someone else's
        yield
        return
    signal.signal(signal.SIGINT, hold)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if held:
        raise KeyboardInterrupt


def _descriptor(stream: object) -> int:
    fileno = getattr(stream, "fileno", None)
    if fileno is None:  # Python has None here if the descriptor was closed at its start
        raise OSError(errno.EBADF, "it is closed")
    return int(fileno())


def _printable(path: str) -> str:
    return path if path and path.isprintable() else repr(path)
