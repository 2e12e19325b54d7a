"""A range coder with fixed weights: symbols into bytes, at the cost of their probability (Martin 1979, "Range encoding").

`zig/range_decoder.zig` reads them back. Weights are small floating numbers of six bits, so that a table of them is compact and
both sides compute the same integers.
"""

from __future__ import annotations

from collections.abc import Sequence

SMALLEST_RANGE = 1 << 24
"""Below it another byte is written, so that a range can always be divided by any total."""

SCALE = 1 << 14
"""What the weights of one table sum up to, roughly."""

MAX_CODE = 63


def weight(code: int) -> int:
    """The weight that a code of six bits stands for: four steps to an octave, from 4 on; 0 for 0."""
    return (4 + (code - 1) % 4) << (code - 1) // 4 if code else 0


def codes_of(counts: Sequence[int]) -> list[int]:
    """The codes whose weights are nearest to counts, scaled to a sum of `SCALE`; 0 for what never occurs."""
    total = sum(counts)
    return [
        min(range(1, MAX_CODE + 1), key=lambda code: abs(weight(code) * total - count * SCALE)) if count else 0
        for count in counts
    ]


class Encoder:
    """Writes one stretch of bytes that is read on its own."""

    def __init__(self) -> None:
        self._low = 0
        self._range = (1 << 32) - 1
        self._bytes = 4

    def write(self, symbol: int, weights: Sequence[int]) -> None:
        """Add a symbol.

        Args:
            symbol: its place among the weights.
            weights: of all symbols that might stand here.

        Raises:
            ValueError: the symbol has no weight.
        """
        if not weights[symbol]:
            raise ValueError(f"symbol {symbol} has no weight")
        step = self._range // sum(weights)
        self._low += step * sum(weights[:symbol])
        self._range = step * weights[symbol]
        while self._range < SMALLEST_RANGE:
            self._low <<= 8
            self._range <<= 8
            self._bytes += 1

    def finish(self) -> bytes:
        """The shortest bytes that read back as what was written, whatever follows them."""
        for dropped in range(self._bytes, -1, -1):
            unit = 1 << 8 * dropped
            value = -(-self._low // unit)
            if (value + 1) * unit <= self._low + self._range:
                return value.to_bytes(self._bytes - dropped, "big")
        raise AssertionError("a range has at least one number")
