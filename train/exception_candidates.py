"""Frequent words with the readings that dictionaries list: what the exceptions of a model are chosen from."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from export.exceptions import BRITISH_MARK
from train import lexicon
from train.accent import BRITISH_LEXICA
from train.british import british
from train.lexicon import Phones
from train.phones_en import fold39, fold_reduced

FUNCTION_WORDS: dict[str, Phones] = {"the": ["ð", "ə"], "a": ["ə"], "to": ["t", "u"]}
"""Their forms in running text, which CMUdict lists without saying which is the usual one (for `to` it is misaki's)."""

BRITISH_SHARE = 0.4
"""What an error in British counts beside one in American English: how the two share the bytes of a table."""

STRESS_SHARE = 0.25
"""What a word counts whose phones are right and whose stress is not, beside one with a wrong phone."""


@dataclass(frozen=True)
class Candidate:
    """A word that may become an entry.

    Attributes:
        word: its spelling.
        frequency: its share of running text, by wordfreq.
        phones: the reading that an entry has.
        listed: the readings of CMUdict in 39 phones.
        listed_stress: those of CMUdict and misaki with their stress.
    """

    word: str
    frequency: float
    phones: Phones
    listed: frozenset[tuple[str, ...]]
    listed_stress: frozenset[tuple[str, ...]]

    def error(self, phones: Phones) -> float:
        """How wrong a reading is: 1 if no dictionary lists its phones, `STRESS_SHARE` if only the stress is wrong, else 0."""
        if tuple(fold39(phones)) not in self.listed:
            return 1.0
        return 0.0 if tuple(fold_reduced(phones)) in self.listed_stress else STRESS_SHARE

    def loss(self, phones: Phones) -> float:
        """The errors in running text, per word of it, that a reading makes."""
        return self.frequency * self.error(phones)


def read_candidates(frequencies: Mapping[str, float], data: Path | None = None) -> dict[str, Candidate]:
    """All words of CMUdict that are used, but for the homographs, whose reading depends on the sentence.

    Args:
        frequencies: spelling → share of running text.
        data: folder of the lexica; by default the data folder.
    """
    listed, others = lexicon.read("cmudict", data).words, lexicon.read("misaki_en_us", data).words
    homographs = {each.homograph.lower() for each in lexicon.read_homographs(data)}
    candidates = {}
    for word, readings in listed.items():
        if word in homographs or not frequencies.get(word):
            continue
        also = [reading for reading in others.get(word, []) if _same39(reading, readings)]
        candidates[word] = Candidate(
            word,
            frequencies[word],
            FUNCTION_WORDS.get(word) or choose_reading(readings, others.get(word, [])),
            frozenset(tuple(fold39(reading)) for reading in readings),
            frozenset(tuple(fold_reduced(reading)) for reading in (*readings, *also)),
        )
    return candidates


def read_british_candidates(
    frequencies: Mapping[str, float], american: Mapping[str, Candidate], misread: Collection[str], data: Path | None = None
) -> dict[str, Candidate]:
    """The words of the British lexica that are used, and the American ones that are hard to read and in none of these.

    Args:
        frequencies: spelling → share of running text.
        american: what `read_candidates` gives.
        misread: those of them that the model misreads; where no British lexicon lists one, its reading is changed by rule.
        data: folder of the lexica; by default the data folder.

    Returns:
        Candidates by the spelling that they have in the table: `BRITISH_MARK` comes first.
    """
    listed = lexicon.merge([lexicon.read(name, data) for name in BRITISH_LEXICA])
    homographs = {each.homograph.lower() for each in lexicon.read_homographs(data)}
    by_rule = {word: [british(american[word].phones, word)] for word in misread if word not in listed}
    candidates = {}
    for word, readings in (listed | by_rule).items():
        if word in homographs or not frequencies.get(word):
            continue
        marked = BRITISH_MARK + word
        candidates[marked] = Candidate(
            marked,
            BRITISH_SHARE * frequencies[word],
            FUNCTION_WORDS.get(word) or readings[0],
            frozenset(tuple(fold39(reading)) for reading in readings),
            frozenset(tuple(fold_reduced(reading)) for reading in readings),
        )
    return candidates


def choose_reading(readings: list[Phones], others: list[Phones]) -> Phones:
    """One of CMUdict's readings: the first, unless the first of misaki is another of them.

    Among readings of the same phones the one with misaki's stress is taken, else the first.
    """
    if not others:
        return readings[0]
    alike = [reading for reading in readings if fold39(reading) == fold39(others[0])]
    exact = [reading for reading in alike if fold_reduced(reading) == fold_reduced(others[0])]
    return (exact or alike or readings)[0]


def _same39(reading: Phones, readings: list[Phones]) -> bool:
    return any(fold39(reading) == fold39(each) for each in readings)
