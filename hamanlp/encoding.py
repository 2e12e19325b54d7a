"""Texts on their way to the engine, which reads UTF-8, and back; what cannot go is named by its place."""

from __future__ import annotations

from collections.abc import Sequence

from .errors import DecodeError, InputError, InputTypeError


def not_text(given: object) -> InputTypeError:
    """What to raise for an input of another type."""
    return InputTypeError(f"the input is of type {type(given).__name__}; pass a str, or a list or tuple of str")


def encode(text: str, item: int | None = None) -> bytes:
    """A text as UTF-8; an error names `item`, its place among others, if it has one.

    Raises:
        InputError: it has a lone surrogate.
    """
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        where = "" if item is None else f"item {item}, "
        raise InputError(
            f"{where}character {error.start} (counted from 0): lone surrogate U+{ord(text[error.start]):04X} is no character; "
            "replace it, or decode the text with errors='replace'",
            item=item,
            position=error.start,
        ) from None


def decode(lines: bytes, first: int) -> str:
    """Whole lines as text; errors count them from `first`.

    Raises:
        DecodeError: they are no UTF-8.
    """
    try:
        return lines.decode()
    except UnicodeDecodeError as error:
        line = first + lines.count(b"\n", 0, error.start)
        byte = error.start - lines.rfind(b"\n", 0, error.start)
        raise DecodeError(
            f"line {line}, byte {byte}: 0x{lines[error.start]:02x} is not UTF-8; "
            "convert the text, or decode it with errors='replace'",
            line=line,
            byte=byte,
        ) from None


def encode_all(texts: Sequence[str], first: int) -> bytes:
    """The texts as lines; errors count them from `first`.

    Raises:
        InputError: one has a lone surrogate.
        InputTypeError: one is no text.
    """
    for item, text in enumerate(texts, first):
        if not isinstance(text, str):
            raise InputTypeError(
                f"item {item} (counted from 0) is of type {type(text).__name__}; pass a list of str", item=item
            )
    try:
        return "\n".join(texts).encode()
    except UnicodeEncodeError:
        return b"\n".join(encode(text, item) for item, text in enumerate(texts, first))
