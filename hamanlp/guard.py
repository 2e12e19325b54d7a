"""A wasm module whose loops look whether the host wants them to stop.

Wasmtime's own ways to stop a call (epochs, fuel) call out of each loop, which costs the kernels their registers: half of the
speed (`docs/reliability/guard.csv`). The check here is a load and a branch to a trap. It reads the 32-bit word at address 0,
where no object of the engine is; the host writes it from another thread. Loops that `hamanlp.walks` proves to end stay as they
are: each of their turns looks at another place of the memory, so they end or trap after at most as many turns as it has bytes.
Among them are the kernels of the model.

The format is that of the WebAssembly Core Specification, version 2.0, chapter 5, "Binary Format".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .instructions import BLOCKS, CALL, CALL_INDIRECT, END, LOOP, after, encoded, number
from .walks import MOST_PAGES, ends

STOP_BYTES = 4
"""The word at address 0: not zero means stop."""
_CHECK = bytes.fromhex("4100 fe100200 0440 00 0b")  # i32.const 0, i32.atomic.load, if, unreachable, end
_MEMORY, _CODE = 5, 10  # the sections of the memory and of the function bodies


@dataclass
class _Loop:
    """A loop: where its body begins, and whether a loop or a call is in it."""

    body: int
    simple: bool = True


def guarded(module: bytes) -> bytes:
    """Put the check into the loops of a module.

    Args:
        module: a valid wasm module that has a memory. If its memory may grow over 2 GiB, every loop gets
            the check.

    Returns:
        The module with the checks.

    Raises:
        GuardError: it has an instruction that is not known here.
    """
    out = bytearray(module[:8])
    bounded = False
    for kind, content in _sections(module):
        if kind == _MEMORY:
            bounded = _is_bounded(content)
        new = _code(content, bounded=bounded) if kind == _CODE else content
        out += bytes([kind]) + encoded(len(new)) + new
    return bytes(out)


def counts(module: bytes) -> tuple[int, int, int]:
    """How many loops a module has, how many of them without a loop or a call inside, and how many of these are known to end."""
    code = next(content for kind, content in _sections(module) if kind == _CODE)
    loops = [(function, loop) for function in _functions(code) for loop in _loops(function)]
    simple = [(function, loop) for function, loop in loops if loop.simple]
    return len(loops), len(simple), sum(ends(function, loop.body) for function, loop in simple)


def _sections(module: bytes) -> Iterator[tuple[int, bytes]]:
    """Which kind each section is of, and its content."""
    at = 8
    while at < len(module):
        length, begin = number(module, at + 1)
        yield module[at], module[begin : begin + length]
        at = begin + length


def _functions(section: bytes) -> Iterator[bytes]:
    """The bodies in the section of the code."""
    count, at = number(section, 0)
    for _ in range(count):
        length, begin = number(section, at)
        at = begin + length
        yield section[begin:at]


def _is_bounded(section: bytes) -> bool:
    """Whether the section has one memory, with 32-bit addresses and a maximum that is small enough for `ends`."""
    return section[:2] == b"\1\1" and number(section, number(section, 2)[1])[0] <= MOST_PAGES


def _code(section: bytes, *, bounded: bool) -> bytes:
    functions = list(_functions(section))
    out = bytearray(encoded(len(functions)))
    for function in functions:
        places = sorted(loop.body for loop in _loops(function) if not (bounded and loop.simple and ends(function, loop.body)))
        pieces = [function[first:last] for first, last in zip([0, *places], [*places, None], strict=True)]
        body = _CHECK.join(pieces)
        out += encoded(len(body)) + body
    return bytes(out)


def _loops(function: bytes) -> Iterator[_Loop]:
    """The loops of a function, each when it ends."""
    groups, at = number(function, 0)
    for _ in range(groups):  # local variables: how many, and of which type
        at = number(function, at)[1] + 1
    open_: list[_Loop | None] = []
    while at < len(function):
        operation = function[at]
        at = after(function, at)
        inside = [loop for loop in open_ if loop]
        if operation in BLOCKS:
            if operation == LOOP:
                for loop in inside:
                    loop.simple = False
            open_.append(_Loop(at) if operation == LOOP else None)
        elif operation == END and open_:
            ended = open_.pop()
            if ended:
                yield ended
        elif operation in (CALL, CALL_INDIRECT):
            for loop in inside:
                loop.simple = False
