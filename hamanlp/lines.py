"""Lines in streams of bytes: checked to be UTF-8, ended, or cut where they end."""

from __future__ import annotations

import codecs
import itertools
from collections.abc import Iterable, Iterator

from .errors import DecodeError


def checked(pieces: Iterable[bytes], source: str, errors: str, line: int = 1) -> Iterator[bytes]:
    """The lines of one file as UTF-8.

    Args:
        pieces: the file's bytes, cut anywhere.
        source: what an error message calls the file.
        errors: `"strict"`, or `"replace"` to put U+FFFD in the place of what is not UTF-8.
        line: the number of the first line, where the bytes are not the file's first.

    Yields:
        The bytes, cut between characters, without a byte order mark at the file's start; the last line too
        ends with a line feed.

    Raises:
        DecodeError: there are bytes that are not UTF-8 (if strict); all lines before have been yielded.
    """
    byte = 1  # with `line` the place of `data[0]`
    cut = b""  # the first bytes of a character that goes on in the next piece
    started = line > 1
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
