"""Loops that end by themselves, because each turn looks at another place of the memory, which is finite.

A loop without a loop, a call or a bulk operation inside is run once with symbols: what a local holds is a sum of what locals
held when the turn began, times constants, and a constant, or it is unknown. Where branches meet, what differs is unknown, and
only those addresses stay that were used on every path. So at the jumps back to the start it is known by what each local moves
in a turn, and which addresses every turn that goes on has used. If one of these moves, by the same constant each turn, it
leaves the memory and the access traps, unless the loop ends before: a module may have at most 2 GiB (the engine has 288 MiB),
so an address can neither pass over what lies outside nor take more turns than the memory has bytes. That is a second or
so. A loop that never jumps back ends, too. Every other loop counts as one that may not end.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from .instructions import BLOCK, BULK, ELSE, END, IF, SELECT, TABLE, VECTOR, after, number, signed

MOST_PAGES = 1 << 15
"""Pages of 64 KiB that a memory may have: 2 GiB, half of what an address reaches."""
_NO_RESULT = 0x40
_MODULUS = 1 << 32
_GET, _SET, _TEE, _CONSTANT, _ADD, _SUBTRACT, _MULTIPLY, _SHIFT = 0x20, 0x21, 0x22, 0x41, 0x6A, 0x6B, 0x6C, 0x74
_LOADS, _STORES = range(0x28, 0x36), range(0x36, 0x3F)
_NEW = (0x23, 0x3F, 0x42, 0x43, 0x44)  # give a value that is unknown here, and take none
_GONE = (0x1A, 0x24)  # take a value and give none: drop, global.set
_ONE_FOR_ONE = {
    0x40,
    0x45,
    0x50,
    *range(0x67, 0x6A),
    *range(0x79, 0x7C),
    *range(0x8B, 0x92),
    *range(0x99, 0xA0),
    *range(0xA7, 0xC5),
}
_VECTOR_LOADS, _VECTOR_STORE, _LANE_LOADS, _LANE_STORES = (*range(11), 92, 93), 11, range(84, 88), range(88, 92)
_VECTOR_ONE_FOR_ONE = {
    *range(15, 23), 24, 25, 27, 29, 31, 33, 77, 83, *range(94, 101), *range(103, 107), 116, 117, 122, *range(124, 130), 131,
    132, *range(135, 139), 148, 160, 161, 163, 164, *range(167, 171), 192, 193, 195, 196, *range(199, 203), 224, 225, 227,
    236, 237, 239, *range(248, 256),
}  # fmt: skip


class _UnknownError(Exception):
    """The loop has something of which this module does not know what it does."""


@dataclass(frozen=True)
class _Sum:
    """A constant, and how often each local is in it, as it was when the turn began; modulo 2^32."""

    constant: int = 0
    locals: frozenset[tuple[int, int]] = frozenset()

    def plus(self, other: _Sum, times: int = 1) -> _Sum:
        counts = dict(self.locals)
        for local, count in other.locals:
            counts[local] = (counts.get(local, 0) + times * count) % _MODULUS
        kept = frozenset((local, count) for local, count in counts.items() if count)
        return _Sum((self.constant + times * other.constant) % _MODULUS, kept)


@dataclass(frozen=True)
class _State:
    """What is known at one place: the locals that were written, and the addresses used in this turn."""

    locals: dict[int, _Sum | None] = field(default_factory=dict)
    addresses: frozenset[_Sum] = frozenset()

    def value(self, local: int) -> _Sum | None:
        return self.locals.get(local, _Sum(0, frozenset([(local, 1)])))

    def meet(self, other: _State | None) -> _State:
        """What is true on both ways."""
        if other is None:
            return self
        same = {
            local: self.value(local) if self.value(local) == other.value(local) else None
            for local in {*self.locals, *other.locals}
        }
        return _State(same, self.addresses & other.addresses)


@dataclass
class _Label:
    """A block that is open, or the loop itself: where branches to it meet."""

    height: int = 0
    results: int = 0
    state: _State | None = None
    otherwise: _State | None = None
    """Where an `if` goes if not."""


def ends(code: bytes, at: int) -> bool:
    """Whether a loop is known to end.

    Args:
        code: a function that has it, in a module with a memory of at most `MOST_PAGES`.
        at: where the body of the loop begins. It has no loop inside.

    Returns:
        Whether it ends, or traps, after at most as many turns as the memory has bytes. If not, it may end, too.
    """
    try:
        again = _Turn(code).run(at)
    except _UnknownError:
        return False
    return again is None or any(_step(again, address) for address in again.addresses)


def _step(again: _State, address: _Sum) -> int:
    """By how much an address moves each turn; 0 if it does not or if that is not known."""
    moved = _Sum()
    for local, count in address.locals:
        value = again.value(local)
        if value is None:
            return 0
        moved = moved.plus(value, count).plus(_Sum(0, frozenset([(local, 1)])), -count)
    return 0 if moved.locals else moved.constant


class _Turn:
    """One turn of a loop, run with symbols."""

    def __init__(self, code: bytes) -> None:
        self.code = code
        self.labels = [_Label()]
        self.stack: list[_Sum | None] = []
        self.state: _State | None = _State()  # none where no path leads

    def run(self, at: int) -> _State | None:
        """The state at the jumps back to the start; none if there are none."""
        while True:
            operation, begin, at = self.code[at], at + 1, after(self.code, at)
            if operation == END and len(self.labels) == 1:
                return self.labels[0].state
            if operation in (BLOCK, IF):
                self._open(operation, begin)
            elif operation in (ELSE, END):
                self._close(operation)
            elif self.state is not None:
                self._do(operation, begin)

    def _open(self, operation: int, begin: int) -> None:
        kind = self.code[begin]
        if kind & 0xC0 != _NO_RESULT:
            raise _UnknownError  # a type by number
        if operation == IF and self.state:
            self._pop()
        results = int(kind != _NO_RESULT)
        self.labels.append(_Label(len(self.stack), results, otherwise=self.state if operation == IF else None))

    def _close(self, operation: int) -> None:
        label = self.labels[-1]
        self._branch(0)
        self.state, label.otherwise = label.otherwise, None
        del self.stack[label.height :]
        if operation == END:
            self._branch(0)
            self.labels.pop()
            self.state = label.state
            self.stack += [None] * label.results

    def _branch(self, depth: int) -> None:
        if self.state is not None and depth < len(self.labels):
            label = self.labels[-1 - depth]
            label.state = self.state.meet(label.state)

    def _pop(self) -> _Sum | None:
        if not self.stack:  # a loop with parameters
            raise _UnknownError
        return self.stack.pop()

    def _replace(self, taken: int, given: int) -> None:
        for _ in range(taken):
            self._pop()
        self.stack += [None] * given

    def _use(self, address: _Sum | None) -> None:
        if address is not None and self.state is not None:
            self.state = replace(self.state, addresses=self.state.addresses | {address})

    def _do(self, operation: int, begin: int) -> None:
        """An instruction that opens and closes nothing."""
        assert self.state is not None
        if operation in (_GET, _SET, _TEE):
            local, _ = number(self.code, begin)
            if operation == _GET:
                self.stack.append(self.state.value(local))
                return
            value = self._pop()
            self.state = replace(self.state, locals=self.state.locals | {local: value})
            if operation == _TEE:
                self.stack.append(value)
        elif operation == _CONSTANT:
            self.stack.append(_Sum(signed(self.code, begin) % _MODULUS))
        elif operation in (_ADD, _SUBTRACT, _MULTIPLY, _SHIFT):
            second, first = self._pop(), self._pop()
            self.stack.append(None if first is None or second is None else _calculated(operation, first, second))
        elif operation in _LOADS or operation in _STORES:
            if operation in _STORES:
                self._pop()
            self._use(self._pop())
            self._replace(0, int(operation in _LOADS))
        elif operation == VECTOR:
            self._vector(*number(self.code, begin))
        elif operation in (0x00, 0x0C, 0x0D, TABLE, 0x0F):
            self._jump(operation, begin)
        else:
            self._other(operation, begin)

    def _jump(self, operation: int, begin: int) -> None:
        if operation in (0x0D, TABLE):
            self._pop()
        targets = []
        if operation == TABLE:
            count, begin = number(self.code, begin)
            for _ in range(count + 1):
                target, begin = number(self.code, begin)
                targets.append(target)
        elif operation in (0x0C, 0x0D):
            targets = [number(self.code, begin)[0]]
        for target in targets:
            self._branch(target)
        if operation != 0x0D:
            self.state = None

    def _vector(self, kind: int, _: int) -> None:
        if kind in _VECTOR_LOADS:
            self._use(self._pop())
            self._replace(0, 1)
        elif kind == _VECTOR_STORE or kind in _LANE_LOADS or kind in _LANE_STORES:
            self._pop()
            self._use(self._pop())
            self._replace(0, int(kind in _LANE_LOADS))
        elif kind == 12:  # a constant
            self._replace(0, 1)
        elif kind > 255:  # relaxed
            raise _UnknownError
        else:
            self._replace(1 if kind in _VECTOR_ONE_FOR_ONE else 3 if kind == 82 else 2, 1)

    def _other(self, operation: int, begin: int) -> None:
        """What gives nothing that is known here."""
        if operation in _NEW:
            self._replace(0, 1)
        elif operation in _GONE:
            self._replace(1, 0)
        elif operation in (0x1B, SELECT):
            self._replace(3, 1)
        elif operation in _ONE_FOR_ONE or (operation == BULK and self.code[begin] < 8):
            self._replace(1, 1)
        elif 0x46 <= operation <= 0xA6:
            self._replace(2, 1)
        elif operation != 0x01:
            raise _UnknownError  # calls, tables, filling and copying


def _calculated(operation: int, first: _Sum, second: _Sum) -> _Sum | None:
    if operation in (_ADD, _SUBTRACT):
        return first.plus(second, 1 if operation == _ADD else -1)
    if second.locals:
        return None
    return _Sum().plus(first, second.constant if operation == _MULTIPLY else 1 << second.constant % 32)
