"""How the instructions of a wasm module are written, as far as the engine has them.

The format is that of the WebAssembly Core Specification, version 2.0, chapter 5, "Binary Format".
"""

from __future__ import annotations

BLOCK, LOOP, IF, ELSE, END, CALL, CALL_INDIRECT, TABLE, SELECT, BULK, VECTOR = (
    0x02, 0x03, 0x04, 0x05, 0x0B, 0x10, 0x11, 0x0E, 0x1C, 0xFC, 0xFD,
)  # fmt: skip
BLOCKS = (BLOCK, LOOP, IF)
_NUMBERS = {  # how many LEB128 numbers follow an instruction
    **dict.fromkeys((0x0C, 0x0D, CALL, 0xD0, 0xD2, 0x3F, 0x40, 0x41, 0x42, *range(0x20, 0x27)), 1),
    **dict.fromkeys((CALL_INDIRECT, *range(0x28, 0x3F)), 2),
}
_FLOATS = {0x43: 4, 0x44: 8}  # bytes of a constant
_BULK = {8: 2, 9: 1, 10: 2, 11: 1, 12: 2, 13: 1, 14: 2, 15: 1, 16: 1, 17: 1}  # numbers after 0xFC and these
_LANES = range(84, 92)  # of 0xFD: loads and stores of one lane


class GuardError(ValueError):
    """A module has an instruction that is not known here."""


def after(code: bytes, at: int) -> int:  # noqa: PLR0911 - a table of forms
    """Where the instruction ends that begins at `at`."""
    operation = code[at]
    at += 1
    if operation in BLOCKS:
        return number(code, at)[1]
    if operation in _NUMBERS:
        return skip(code, at, _NUMBERS[operation])
    if operation in _FLOATS:
        return at + _FLOATS[operation]
    if operation == TABLE:
        count, at = number(code, at)
        return skip(code, at, count + 1)
    if operation == SELECT:
        count, at = number(code, at)
        return at + count
    if operation == BULK:
        kind, at = number(code, at)
        return skip(code, at, _BULK.get(kind, 0))
    if operation == VECTOR:
        kind, at = number(code, at)
        if kind <= 11 or kind in (92, 93) or kind in _LANES:
            return skip(code, at, 2) + (kind in _LANES)
        return at + (16 if kind in (12, 13) else 21 <= kind <= 34)
    if operation in (0x00, 0x01, ELSE, END, 0x0F, 0x1A, 0x1B, 0xD1) or 0x45 <= operation <= 0xC4:
        return at
    raise GuardError(f"instruction 0x{operation:02x} is not known")


def skip(code: bytes, at: int, numbers: int) -> int:
    """Where so many LEB128 numbers end."""
    for _ in range(numbers):
        while code[at] >= 0x80:
            at += 1
        at += 1
    return at


def number(data: bytes, at: int) -> tuple[int, int]:
    """An unsigned LEB128 number, and where it ends."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7


def encoded(value: int) -> bytes:
    """A number in unsigned LEB128."""
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes((*out, value))


def signed(data: bytes, at: int) -> int:
    """A signed LEB128 number."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value - (1 << shift) if byte & 0x40 else value
