"""What a lexicon's longer and shorter forms of a word say of its readings.

A small model forgets most of what it was trained on: that 만화 has a long vowel, which 만화가 has then, too. The training file
remembers. A word of it that another begins or ends with is its relative, and a reading is supported by those relatives whose
reading agrees with it as far as the shorter of the two goes. That is pronunciation by analogy (Dedina and Nusbaum 1991,
doi.org/10.1016/0885-2308(91)90017-K; Marchand and Damper 2000, aclanthology.org/J00-2003), but that here models propose.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from train.dataset import Words

Reading = tuple[str, ...]
_AFTER_ALL = "\U0010ffff"


@dataclass(frozen=True)
class Manner:
    """How much relatives count; chosen by `train.analogy_choice`.

    Attributes:
        least: letters (of hangul, jamo) of the shorter word at the least.
        weight: what a relative as long as the word would be worth, in nats of a reading's mean log probability; another is
            worth as much of it as the shorter word is of the longer.
    """

    least: int = 3
    weight: float = 1.5


class Analogies:
    """The words of a lexicon, by their beginnings and by their ends.

    Args:
        words: spelling → pronunciations.
        manner: how relatives count; by default as chosen for the models of the shared tasks.
    """

    def __init__(self, words: Words, manner: Manner | None = None) -> None:
        self.manner = manner or Manner()
        self._forward = _Side({_letters(word): [tuple(phones) for phones in spoken] for word, spoken in words.items()})
        self._backward = _Side(
            {_letters(word)[::-1]: [tuple(phones)[::-1] for phones in spoken] for word, spoken in words.items()}
        )

    def support(self, word: str, readings: Sequence[Reading]) -> list[float]:
        """What the relatives that agree with each reading are worth together.

        Args:
            word: any; if the lexicon has it, its reading there counts like that of a relative.
            readings: phones, the first first.
        """
        total = [0.0] * len(readings)
        for side, step in ((self._forward, 1), (self._backward, -1)):
            letters = _letters(word)[::step]
            for relative, spoken in side.relatives(letters, self.manner.least):
                shorter, longer = sorted((len(letters), len(relative)))
                for at, reading in enumerate(readings):
                    if any(_agree(reading[::step], other) for other in spoken):
                        total[at] += self.manner.weight * shorter / longer
        return total


class _Side:
    """The words of a lexicon with their readings, both from the end at which they are compared."""

    def __init__(self, words: dict[str, list[Reading]]) -> None:
        self._words = words
        self._sorted = sorted(words)

    def relatives(self, letters: str, least: int) -> Iterator[tuple[str, list[Reading]]]:
        """Words that begin these letters, or that these begin, with their readings."""
        for end in range(least, len(letters)):
            if letters[:end] in self._words:
                yield letters[:end], self._words[letters[:end]]
        if len(letters) >= least:
            start, stop = bisect_left(self._sorted, letters), bisect_left(self._sorted, letters + _AFTER_ALL)
            for longer in self._sorted[start:stop]:
                yield longer, self._words[longer]


def _letters(word: str) -> str:
    return unicodedata.normalize("NFD", word)


def _agree(one: Reading, other: Reading) -> bool:
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]
