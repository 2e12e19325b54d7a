"""A wasm module in which every loop looks whether the host wants it to stop.

Wasmtime's own ways to stop a call (epochs, fuel) call out of each loop, which costs the kernels their registers: half of the
speed (`docs/reliability/guard.csv`). The check here is a load and a branch to a trap. It reads the 32-bit word at address 0,
where no object of the engine is; the host writes it from another thread. Loops without a loop or a call inside that have
vector instructions are the kernels of the model, whose counts are fixed when it is compiled; these stay as they are.

The format is that of the WebAssembly Core Specification, version 2.0, chapter 5, "Binary Format".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

STOP_BYTES = 4
"""The word at address 0: not zero means stop."""
_CHECK = bytes.fromhex("4100 fe100200 0440 00 0b")  # i32.const 0, i32.atomic.load, if, unreachable, end
_CODE = 10  # the section of function bodies
_LOOP, _ELSE, _END, _CALL, _CALL_INDIRECT, _TABLE, _SELECT, _VECTOR = 0x03, 0x05, 0x0B, 0x10, 0x11, 0x0E, 0x1C, 0xFD
_BLOCKS = (0x02, _LOOP, 0x04)
_NUMBERS = {  # how many LEB128 numbers follow an instruction
    **dict.fromkeys((0x0C, 0x0D, _CALL, 0xD0, 0xD2, 0x3F, 0x40, 0x41, 0x42, *range(0x20, 0x27)), 1),
    **dict.fromkeys((_CALL_INDIRECT, *range(0x28, 0x3F)), 2),
}
_FLOATS = {0x43: 4, 0x44: 8}  # bytes of a constant
_BULK = {8: 2, 9: 1, 10: 2, 11: 1, 12: 2, 13: 1, 14: 2, 15: 1, 16: 1, 17: 1}  # numbers after 0xFC and these
_LANES = range(84, 92)  # of 0xFD: loads and stores of one lane


class GuardError(ValueError):
    """A module has an instruction that is not known here."""


@dataclass
class _Loop:
    """A loop: where its body begins, and what is in it."""

    body: int
    nested: bool = False
    calls: bool = False
    vectors: bool = False

    @property
    def is_kernel(self) -> bool:
        return self.vectors and not self.nested and not self.calls


def guarded(module: bytes) -> bytes:
    """Put the check into the loops of a module.

    Args:
        module: a valid wasm module that has a memory.

    Returns:
        The module with the checks.

    Raises:
        GuardError: it has an instruction that is not known here.
    """
    out = bytearray(module[:8])
    at = 8
    while at < len(module):
        length, begin = _number(module, at + 1)
        content = module[begin : begin + length]
        if module[at] == _CODE:
            content = _code(content)
        out += module[at : at + 1] + _encoded(len(content)) + content
        at = begin + length
    return bytes(out)


def _code(section: bytes) -> bytes:
    count, at = _number(section, 0)
    out = bytearray(_encoded(count))
    for _ in range(count):
        length, begin = _number(section, at)
        at = begin + length
        function = section[begin:at]
        places = sorted(loop.body for loop in _loops(function) if not loop.is_kernel)
        pieces = [function[first:last] for first, last in zip([0, *places], [*places, None], strict=True)]
        body = _CHECK.join(pieces)
        out += _encoded(len(body)) + body
    return bytes(out)


def _loops(function: bytes) -> Iterator[_Loop]:
    """The loops of a function, each when it ends."""
    groups, at = _number(function, 0)
    for _ in range(groups):  # local variables: how many, and of which type
        at = _number(function, at)[1] + 1
    open_: list[_Loop | None] = []
    while at < len(function):
        operation = function[at]
        at = _after(function, at)
        inside = [loop for loop in open_ if loop]
        if operation in _BLOCKS:
            if operation == _LOOP:
                for loop in inside:
                    loop.nested = True
            open_.append(_Loop(at) if operation == _LOOP else None)
        elif operation == _END and open_:
            ended = open_.pop()
            if ended:
                yield ended
        elif operation in (_CALL, _CALL_INDIRECT, _VECTOR):
            for loop in inside:
                loop.calls |= operation != _VECTOR
                loop.vectors |= operation == _VECTOR


def _after(code: bytes, at: int) -> int:  # noqa: PLR0911 - a table of forms
    """Where the instruction ends that begins at `at`."""
    operation = code[at]
    at += 1
    if operation in _BLOCKS:
        return _number(code, at)[1]
    if operation in _NUMBERS:
        return _skip(code, at, _NUMBERS[operation])
    if operation in _FLOATS:
        return at + _FLOATS[operation]
    if operation == _TABLE:
        count, at = _number(code, at)
        return _skip(code, at, count + 1)
    if operation == _SELECT:
        count, at = _number(code, at)
        return at + count
    if operation == 0xFC:
        kind, at = _number(code, at)
        return _skip(code, at, _BULK.get(kind, 0))
    if operation == _VECTOR:
        kind, at = _number(code, at)
        if kind <= 11 or kind in (92, 93) or kind in _LANES:
            return _skip(code, at, 2) + (kind in _LANES)
        return at + (16 if kind in (12, 13) else 21 <= kind <= 34)
    if operation in (0x00, 0x01, _ELSE, _END, 0x0F, 0x1A, 0x1B, 0xD1) or 0x45 <= operation <= 0xC4:
        return at
    raise GuardError(f"instruction 0x{operation:02x} is not known")


def _skip(code: bytes, at: int, numbers: int) -> int:
    for _ in range(numbers):
        while code[at] >= 0x80:
            at += 1
        at += 1
    return at


def _number(data: bytes, at: int) -> tuple[int, int]:
    """An unsigned LEB128 number, and where it ends."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7


def _encoded(value: int) -> bytes:
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes((*out, value))
