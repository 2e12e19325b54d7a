"""Which words become a model's exceptions: as many errors in running text saved per byte as can be."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from export.exceptions import Share, Table, share_contexts, size_of
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
        order: the table's words, the most worth per byte first.
    """

    table: Table
    loss: float
    order: tuple[str, ...]


def choose(candidates: Candidates, readings: Readings, budget: int, rules: tuple[str, ...]) -> Choice:
    """Choose the entries of a table.

    Args:
        candidates: the words that may become entries.
        readings: how the model reads all of them.
        budget: bytes that the table may take.
        rules: names of `train.suffixes.RULES` by which the engine reads further words from those of the table.

    Returns:
        The best of several rounds.
    """
    wrong = {word for word, each in candidates.items() if each.error(readings[word])}
    followers = _followers(candidates, wrong, rules)
    possible = wrong | {word for words in followers.values() for word in words} | (FUNCTION_WORDS.keys() & candidates.keys())
    aligned = align({word: candidates[word].phones for word in sorted(possible)})
    costs = _costs(aligned)
    best: Choice | None = None
    table: Table = {}
    for _ in range(ROUNDS if rules else 1):
        worth = _worth(candidates, readings, followers, table, rules)
        ranked = sorted(
            (word for word in aligned if worth[word] > 0), key=lambda word: (-worth[word] / costs[word], word)
        )
        table = {word: aligned[word] for word in _fitting(ranked, aligned, budget)}
        loss = loss_of(candidates, readings, table, rules)
        if best is None or loss < best.loss:
            best = Choice(table, loss, tuple(ranked[: len(table)]))
    assert best is not None
    return best


def loss_of(candidates: Candidates, readings: Readings, table: Table, rules: tuple[str, ...]) -> float:
    """Errors in running text that are left with a table, per word of it."""
    spoken = phones_of(table)
    read = _reader(readings, spoken, rules)
    total = sum(each.frequency for each in candidates.values())
    return sum(each.loss(spoken.get(word) or read(word)) for word, each in candidates.items()) / total


def phones_of(table: Table) -> dict[str, Phones]:
    """The readings of a table's words."""
    return {word: [phone for share in shares for phone in share] for word, shares in table.items()}


def _reader(readings: Readings, spoken: Readings, rules: tuple[str, ...]) -> Callable[[str], Phones]:
    """How a word without an entry of its own is read."""
    return lambda word: read_with_suffix(word, spoken, rules) or readings[word]


def _followers(candidates: Candidates, wrong: set[str], rules: tuple[str, ...]) -> dict[str, list[str]]:
    """By word that may become an entry the words that the engine would then read from it."""
    followers: dict[str, list[str]] = {}
    for word in candidates:
        for _, base in bases(word, rules):
            if base in wrong:
                followers.setdefault(base, []).append(word)
    return followers


def _worth(
    candidates: Candidates, readings: Readings, followers: Mapping[str, list[str]], table: Table, rules: tuple[str, ...]
) -> dict[str, float]:
    """What an entry saves: the errors of its word, and those of words with a suffix that have no entry."""
    spoken = phones_of(table)
    read = _reader(readings, spoken, rules)
    worth = {}
    for word, each in candidates.items():
        saved = each.loss(read(word))
        for follower in followers.get(word, ()):
            if follower not in spoken:
                by_rule = read_with_suffix(follower, {word: each.phones}, rules)
                assert by_rule is not None
                saved += candidates[follower].loss(readings[follower]) - candidates[follower].loss(by_rule)
        worth[word] = math.inf if word in FUNCTION_WORDS else saved
    return worth


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
    while high - low > 8:  # a few words more or less are not worth the time
        middle = (low + high + 1) // 2
        if size_of({word: aligned[word] for word in ranked[:middle]}) <= budget:
            low = middle
        else:
            high = middle
    return ranked[:low] if low or size_of({}) <= budget else []
