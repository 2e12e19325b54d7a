"""Which phones each letter of a word stands for: alignments that make a table of exceptions short.

The alignments are found by expectation maximisation with one best path (Viterbi training): phones are dealt out to letters at
the least cost, costs follow from how often a letter got which phones, and so on in turns.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from functools import partial

from export.exceptions import MAX_SHARE, Share, Table
from train.phones_en import PRIMARY, SECONDARY, VOWELS

ROUNDS = 6
VOWEL_LETTERS = frozenset("aeiouy")


def align(words: Mapping[str, list[str]]) -> Table:
    """Deal out the phones of words to their letters.

    Args:
        words: spelling → phones.

    Returns:
        Word → the phones of each letter. Words that have more than `MAX_SHARE` phones a letter are left out.
    """
    counts: dict[str, Counter[Share]] = {}
    table: Table = {}
    for _ in range(ROUNDS):
        costs = _Costs(counts)
        table = {}
        for word, phones in words.items():
            path = _best(word, phones, costs)
            if path is not None:
                table[word] = path
        counts = {}
        for word, shares in table.items():
            for letter, share in zip(word, shares, strict=True):
                counts.setdefault(letter, Counter())[share] += 1
    return table


class _Costs:
    """Bits of a letter's share by how often it occurred; at first a guess by vowels and consonants."""

    def __init__(self, counts: Mapping[str, Counter[Share]]) -> None:
        self._counts = counts
        self._totals = {letter: count.total() for letter, count in counts.items()}
        self._known: dict[tuple[str, Share], float] = {}

    def __call__(self, letter: str, share: Share) -> float:
        key = letter, share
        cost = self._known.get(key)
        if cost is None:
            cost = self._known[key] = self._bits(letter, share)
        return cost

    def _bits(self, letter: str, share: Share) -> float:
        if letter in self._counts:
            # What never occurred costs a place in the table, too.
            often = self._counts[letter][share] + 0.02 * 0.1 ** len(share)
            return -math.log2(often / (self._totals[letter] + 1))
        if not share:
            return 2.0
        has_vowel = any(phone.strip(PRIMARY + SECONDARY) in VOWELS for phone in share)
        return (0.5 if has_vowel == (letter in VOWEL_LETTERS) else 4.0) + 3.0 * (len(share) - 1)


def _best(word: str, phones: list[str], costs: _Costs) -> tuple[Share, ...] | None:
    """The cheapest way to deal out phones to letters, in order."""
    count = len(phones)
    reached: dict[int, tuple[float, tuple[Share, ...]]] = {0: (0.0, ())}
    for at, letter in enumerate(word):
        least = count - MAX_SHARE * (len(word) - at - 1)  # so that the letters after it can take the rest
        cost_of = partial(costs, letter)
        following: dict[int, tuple[float, tuple[Share, ...]]] = {}
        for start, (cost, path) in reached.items():
            for end in range(max(start, least), min(start + MAX_SHARE, count) + 1):
                share = tuple(phones[start:end])
                total = cost + cost_of(share)
                if end not in following or total < following[end][0]:
                    following[end] = (total, (*path, share))
        reached = following
    return reached[count][1] if count in reached else None
