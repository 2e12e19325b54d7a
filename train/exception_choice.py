"""Which words become a model's exceptions: as many errors in running text saved per byte as can be."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from export.exceptions import BRITISH_MARK, Share, Table, share_contexts, size_of
from train.exception_candidates import FUNCTION_WORDS, Candidate
from train.letter_shares import align
from train.lexicon import Phones
from train.suffixes import bases, read_with_suffix

ROUNDS = 3
"""How often the choice is made again, with what the suffixes of the last one's words give."""

Candidates = Mapping[str, Candidate]
Readings = Mapping[str, Phones]


@dataclass(frozen=True)
class Choice:
    """A table and what it does.

    Attributes:
        table: word → the phones of each letter.
        loss: errors in running text that are left, per word of it.
    """

    table: Table
    loss: float


class Chooser:
    """Chooses tables of any size for one model.

    Args:
        candidates: the words that may become entries.
        readings: how the model reads all of them.
        rules: names of `train.suffixes.RULES` by which the engine reads further words from those of a table.
    """

    def __init__(self, candidates: Candidates, readings: Readings, rules: tuple[str, ...]) -> None:
        self._candidates, self._readings, self._rules = candidates, readings, rules
        wrong = {word for word, each in candidates.items() if each.error(readings[word])}
        self._followers = _followers(candidates, wrong, rules)
        followers = {word for words in self._followers.values() for word in words}
        possible = sorted(wrong | followers | _always(candidates))
        self._aligned = align({word: candidates[word].phones for word in possible})
        self._costs = _costs(self._aligned)

    def choose(self, budget: int) -> Choice:
        """Choose the entries of a table.

        Args:
            budget: bytes that it may take; with none the table is empty.

        Returns:
            The best of several rounds.
        """
        best = Choice({}, self._loss({}))
        table: Table = {}
        for _ in range(ROUNDS if budget else 0):
            worth = self._worth(table)
            useful = (word for word in self._aligned if worth[word] > 0)
            ranked = sorted(useful, key=lambda word: (-worth[word] / self._costs[word], word))
            table = {word: self._aligned[word] for word in _fitting(ranked, self._aligned, budget)}
            choice = Choice(table, self._loss(table))
            if (choice.loss, len(choice.table)) < (best.loss, len(best.table)):
                best = choice
        return best

    def _loss(self, table: Table) -> float:
        spoken = phones_of(table)
        total = sum(each.frequency for each in self._candidates.values())
        losses = (each.loss(spoken.get(word) or self._read(word, spoken)) for word, each in self._candidates.items())
        return sum(losses) / total

    def _read(self, word: str, spoken: Readings) -> Phones:
        """How a word without an entry of its own is read."""
        return read_with_suffix(word, spoken, self._rules) or self._readings[word]

    def _worth(self, table: Table) -> dict[str, float]:
        """What an entry saves: the errors of its word, and those of words with a suffix that have no entry."""
        spoken = phones_of(table)
        worth = {}
        for word, each in self._candidates.items():
            saved = each.loss(self._read(word, spoken))
            for name in self._followers.get(word, ()):
                follower = self._candidates[name]
                by_rule = read_with_suffix(name, {word: each.phones}, self._rules)
                if name not in spoken and by_rule:
                    saved += follower.loss(self._readings[name]) - follower.loss(by_rule)
            worth[word] = math.inf if word.removeprefix(BRITISH_MARK) in FUNCTION_WORDS else saved
        return worth


def phones_of(table: Table) -> dict[str, Phones]:
    """The readings of a table's words."""
    return {word: [phone for share in shares for phone in share] for word, shares in table.items()}


def _always(candidates: Candidates) -> set[str]:
    return {word for word in candidates if word.removeprefix(BRITISH_MARK) in FUNCTION_WORDS}


def _followers(candidates: Candidates, wrong: set[str], rules: tuple[str, ...]) -> dict[str, list[str]]:
    """By word that may become an entry the words that the engine would then read from it."""
    followers: dict[str, list[str]] = {}
    for word in candidates:
        for _, base in bases(word, rules):
            if base in wrong:
                followers.setdefault(base, []).append(word)
    return followers


def _costs(aligned: Table) -> dict[str, float]:
    """Roughly the bits that each word takes: its letters behind those that it shares with a neighbour, and its shares."""
    letters: Counter[tuple[str, str]] = Counter()
    befores: Counter[str] = Counter()
    shares: Counter[tuple[str, bool, Share]] = Counter()
    contexts: Counter[tuple[str, bool]] = Counter()
    for word, dealt in aligned.items():
        for before, after in zip("^" + word, word + "$", strict=True):
            letters[before, after] += 1
            befores[before] += 1
        for letter, share, stressed in share_contexts(word, dealt):
            shares[letter, stressed, share] += 1
            contexts[letter, stressed] += 1
    costs = {}
    former = ""
    for word in sorted(aligned):
        common = 0
        while common < min(len(former), len(word)) and former[common] == word[common]:
            common += 1
        former = word
        pairs = list(zip("^" + word, word + "$", strict=True))[common:]
        bits = 2.5 + sum(math.log2(befores[before] / letters[before, after]) for before, after in pairs)
        for letter, share, stressed in share_contexts(word, aligned[word]):
            bits += math.log2(contexts[letter, stressed] / shares[letter, stressed, share])
        costs[word] = bits
    return costs


def _fitting(ranked: list[str], aligned: Table, budget: int) -> list[str]:
    """As many of the first words as fit."""
    low, high = 0, len(ranked)
    while high - low > len(ranked) // 2000:  # a few words more or less are not worth the time
        middle = (low + high + 1) // 2
        if size_of({word: aligned[word] for word in ranked[:middle]}) <= budget:
            low = middle
        else:
            high = middle
    return ranked[:low]
