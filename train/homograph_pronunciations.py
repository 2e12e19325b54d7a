"""How each reading of a homograph is said: phones from the lexica, chosen by the data set's own transcription.

`homograph_wordids.tsv` transcribes every reading, but roughly: ə for every reduced vowel, some phones lost. So its
transcription only chooses: among the pronunciations that CMUdict (the one to be kept if two are as near) and misaki list for
the spelling, the nearest one is taken that is not nearer to another reading. Where none is near, or where the spelling is one
of the project's held-out words, whose lexicon entries are not to be looked at, the transcription itself is taken.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from train import lexicon, phones_en
from train.accent import BRITISH_LEXICA
from train.british import british
from train.sources import path_of
from train.split import part_of

Phones = list[str]
Entry = tuple[Phones, str]
"""A pronunciation and the lexicon that lists it."""

LEXICA = ("cmudict", "misaki_en_us")
FARTHEST = 2.0
"""A pronunciation this far from the transcription, in phones, is taken to be another reading."""

_STRESS_COST = 0.6
_HABIT_COST = 0.1
_HABIT = 0.35
"""Pronunciations as near as this to each other differ in a transcriber's habits; the preferred lexicon's is taken."""

_STRAY_DIGITS = re.compile("[0-9]")
_HARDLY_DIFFERENT = ({"ɑ", "ɔ"},)
_HARDLY_DIFFERENT_UNSTRESSED = ({"ɪ", "ə"}, {"ɪ", "i"}, {"ʊ", "ə"}, {"ʊ", "u"})


@dataclass(frozen=True)
class Reading:
    """One reading of a homograph.

    Attributes:
        name: the data set's name of it, e.g. "record_vrb".
        label: what the data set says it is, e.g. "verb" or "front of ship".
        phones: how it is said in American English; a vowel carries its stress.
        british: how it is said in British English: the pronunciation of the British lexica nearest to `phones` changed by
            rule, or these where none is near or the word is held out.
        source: the lexicon that lists the phones, or "homograph_wordids".
    """

    name: str
    label: str
    phones: Phones
    british: Phones
    source: str


def read_readings(folder: Path | None = None) -> dict[str, list[Reading]]:
    """All homographs with their readings, in the order of `homograph_wordids.tsv`; no two readings of a word are said alike.

    Args:
        folder: where the data are; by default the data folder (see `train.sources.data_folder`).

    Raises:
        MissingDataError: a file is not there; the message says how to get it.
        ValueError: two readings of a word would be said alike, or a transcription cannot be read; the message names the word.
    """
    listed = [(name, lexicon.read(name, folder).words) for name in LEXICA]
    of_british = lexicon.merge([lexicon.read(name, folder) for name in BRITISH_LEXICA])
    rows: dict[str, list[dict[str, str]]] = {}
    with path_of("homograph_wordids", folder).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            rows.setdefault(row["homograph"], []).append(row)
    homographs = {}
    for word, of_word in rows.items():
        guarded = part_of(word) != "train"
        known = [] if guarded else [(phones, name) for name, words in listed for phones in words.get(word, [])]
        given = [transcription(row["pronunciation"], word) for row in of_word]
        chosen = assign(given, known)
        said = assign_british([phones for phones, _ in chosen], word, [] if guarded else of_british.get(word, []))
        readings = [
            Reading(row["wordid"], row["label"], phones, other, source)
            for row, (phones, source), other in zip(of_word, chosen, said, strict=True)
        ]
        homographs[word] = readings
        if len({tuple(reading.phones) for reading in readings}) < len(readings):
            raise ValueError(f"{word}: two of its readings would be said alike: {readings}")
    return homographs


def transcription(written: str, word: str) -> Phones:
    """A transcription of `homograph_wordids.tsv` as phones: the apostrophe is primary stress, and digits are slips.

    A word's first vowel spelled e or i, which it writes ə where it is not stressed, becomes ɪ, as the lexica have it.
    """
    phones = phones_en.from_ipa(_STRAY_DIGITS.sub("", written).replace("'", phones_en.PRIMARY), "us")
    if phones[0] == "ə" and word[0] in "ei":
        phones[0] = "ɪ"
    return phones


def assign(given: Sequence[Phones], known: Sequence[Entry]) -> list[Entry]:
    """For each reading's transcription the nearest pronunciation that is not nearer to another reading, with its lexicon.

    Args:
        given: transcriptions of a word's readings.
        known: pronunciations of its spelling, the preferred lexicon first.

    Returns:
        One of `known` for each reading, or the transcription itself if none is nearer than FARTHEST.
    """
    own: list[list[tuple[float, int]]] = [[] for _ in given]
    for at, (phones, _) in enumerate(known):
        distances = [distance(each, phones) for each in given]
        least = min(distances)
        for reading, far in enumerate(distances):
            if far == least < FARTHEST:
                own[reading].append((far, at))
    return [
        known[next(at for far, at in near if far < min(near)[0] + _HABIT)] if near else (phones, "homograph_wordids")
        for phones, near in zip(given, own, strict=True)
    ]


def assign_british(american: Sequence[Phones], word: str, known: Sequence[Phones]) -> list[Phones]:
    """The British phones of each reading of a word; no two are alike unless the rules make them so.

    Args:
        american: the phones of its readings.
        word: its spelling.
        known: pronunciations that the British lexica list for it.
    """
    by_rule = [british(phones, word) for phones in american]
    chosen = [phones for phones, _ in assign(by_rule, [(phones, "") for phones in known])]
    return chosen if len({tuple(phones) for phones in chosen}) == len(chosen) else by_rule


def distance(first: Phones, second: Phones) -> float:
    """The least cost to change one pronunciation into another: a phone costs 1, less where transcribers' habits differ."""
    row = [float(at) for at in range(len(second) + 1)]
    for above, phone in enumerate(first, 1):
        previous, row[0] = row[0], float(above)
        for at, other in enumerate(second, 1):
            changed = previous + _difference(phone, other)
            previous, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, changed)
    return row[-1]


def _difference(phone: str, other: str) -> float:
    stress, other_stress = (each[0] if each[0] in "ˈˌ" else "" for each in (phone, other))
    quality, other_quality = phone.lstrip("ˈˌ"), other.lstrip("ˈˌ")
    if quality == other_quality or {quality, other_quality} in ({"ʌ", "ə"}, {"ɝ", "ɚ"}):
        cost = 0.0
    elif {quality, other_quality} in _HARDLY_DIFFERENT + (() if stress or other_stress else _HARDLY_DIFFERENT_UNSTRESSED):
        cost = _HABIT_COST
    else:
        cost = 1.0
    # Secondary stress is marked or left out as each lexicon likes.
    marked = (stress == phones_en.PRIMARY) != (other_stress == phones_en.PRIMARY)
    return cost + (_STRESS_COST if marked else 0.0) + (_HABIT_COST if stress != other_stress else 0.0)
