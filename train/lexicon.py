"""Lexicon readers: one function per file format, all giving word → pronunciations in one IPA inventory per language."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from train import phones_en, phones_ko
from train.sources import SOURCES, path_of
from train.split import normalize

Language = Literal["en", "ko"]
Phones = list[str]

_HANGUL_WORD = re.compile("[가-힣]+")
_LATIN_WORD = re.compile("[a-z](?:[a-z'-]*[a-z'])?|'[a-z][a-z']*")
_VARIANT = re.compile(r"\(\d+\)$")


@dataclass
class Lexicon:
    """Words with their pronunciations, in the order of the file, the first being the preferred one.

    Attributes:
        name: the source's name in `train.sources`.
        language: "en" or "ko".
        words: spelling (NFC, lower case) → distinct pronunciations, each a list of phones.
        rejected: one line per entry that was left out, with the reason.
    """

    name: str
    language: Language
    words: dict[str, list[Phones]] = field(default_factory=dict)
    rejected: list[str] = field(default_factory=list)

    def add(self, word: str, phones: Phones) -> None:
        """Add a pronunciation to a word, unless it is there already."""
        known = self.words.setdefault(word, [])
        if phones not in known:
            known.append(phones)


def read(name: str, folder: Path | None = None) -> Lexicon:
    """Read a lexicon by its source name.

    Args:
        name: a key of `train.sources.SOURCES` that is a pronunciation lexicon, e.g. "cmudict".
        folder: where the files are; by default the data folder (see `train.sources.data_folder`).

    Returns:
        The lexicon; entries that cannot be expressed (letters or sounds outside the inventory) are listed in `rejected`.

    Raises:
        MissingDataError: the file is not there; the message says how to get it.
        ValueError: the source is not a pronunciation lexicon.
    """
    if name not in _READERS:
        raise ValueError(f"{name!r} is not a pronunciation lexicon; there are {', '.join(_READERS)}")
    language, parse = _READERS[name]
    lexicon = Lexicon(name, language)
    for number, line in _lines(path_of(name, folder)):
        try:
            for word, phones in parse(line):
                _add(lexicon, word, phones)
        except ValueError as error:
            lexicon.rejected.append(f"{SOURCES[name].file}:{number}: {error}")
    return lexicon


def _add(lexicon: Lexicon, word: str, phones: Phones) -> None:
    word = normalize(word)
    pattern = _HANGUL_WORD if lexicon.language == "ko" else _LATIN_WORD
    if not pattern.fullmatch(word):
        raise ValueError(f"{word!r} has characters that are no {'hangul syllables' if lexicon.language == 'ko' else 'letters'}")
    if not phones:
        raise ValueError(f"{word!r} has an empty pronunciation")
    lexicon.add(word, phones)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield number, line.rstrip("\r\n")


def _cmudict(line: str) -> Iterator[tuple[str, Phones]]:
    fields = line.split("#", maxsplit=1)[0].split()
    if fields:
        yield _VARIANT.sub("", fields[0]), phones_en.from_arpabet(fields[1:])


def _misaki(accent: phones_en.Accent) -> Callable[[str], Iterator[tuple[str, Phones]]]:
    def parse(line: str) -> Iterator[tuple[str, Phones]]:
        word, value = line.split("\t")
        spoken = json.loads(value)
        # An object gives a reading per part of speech, DEFAULT first; null means "as DEFAULT".
        readings = [spoken] if isinstance(spoken, str) else [reading for reading in spoken.values() if reading]
        for reading in readings:
            yield word, phones_en.from_ipa(reading, accent)

    return parse


def _britfone(line: str) -> Iterator[tuple[str, Phones]]:
    word, spoken = line.split("\t")
    yield _VARIANT.sub("", word), phones_en.from_ipa(spoken, "gb")


def _wikipron_english(accent: phones_en.Accent) -> Callable[[str], Iterator[tuple[str, Phones]]]:
    def parse(line: str) -> Iterator[tuple[str, Phones]]:
        word, spoken = line.split("\t")
        # WikiPron parts diphthongs, r-coloured vowels and some affricates (`a ʊ`, `ə ɹ`, `d ʒ`), which are one phone each here.
        yield word, phones_en.from_ipa(spoken.replace(" ", ""), accent)

    return parse


def _korean_ipa(line: str) -> Iterator[tuple[str, Phones]]:
    word, spoken = line.split("\t")
    variants = spoken.split(", ")
    if " " not in word:
        for variant in variants:
            yield word, phones_ko.from_ipa(variant)
        return
    # An entry of several words gives one pronunciation per word; where the spaces do not match, they are read together.
    pieces = word.split()
    for variant in variants:
        spoken_pieces = variant.strip("/").split()
        if len(spoken_pieces) != len(pieces):
            raise ValueError(f"{word!r} has {len(pieces)} words but {variant!r} has {len(spoken_pieces)}")
        for piece, spoken_piece in zip(pieces, spoken_pieces, strict=True):
            yield piece, phones_ko.from_ipa(spoken_piece)


def _wikipron_korean(line: str) -> Iterator[tuple[str, Phones]]:
    word, spoken = line.split("\t")
    yield word, phones_ko.from_ipa(spoken)


_READERS: dict[str, tuple[Language, Callable[[str], Iterator[tuple[str, Phones]]]]] = {
    "cmudict": ("en", _cmudict),
    "misaki_en_us": ("en", _misaki("us")),
    "misaki_en_gb": ("en", _misaki("gb")),
    "britfone_en_uk": ("en", _britfone),
    "wikipron_eng_us_broad": ("en", _wikipron_english("us")),
    "wikipron_eng_uk_broad": ("en", _wikipron_english("gb")),
    "ipadict_ko": ("ko", _korean_ipa),
    "wikipron_kor_narrow": ("ko", _wikipron_korean),
}
LEXICA: dict[Language, tuple[str, ...]] = {
    language: tuple(name for name, (of, _) in _READERS.items() if of == language) for language in ("en", "ko")
}
BRITISH = ("misaki_en_gb", "britfone_en_uk", "wikipron_eng_uk_broad")
"""The English lexica that are not American."""


def merge(lexica: list[Lexicon]) -> dict[str, list[Phones]]:
    """Several lexica of one language as one: the pronunciations of the first come first."""
    merged = Lexicon("merged", lexica[0].language)
    for lexicon in lexica:
        for word, pronunciations in lexicon.words.items():
            for phones in pronunciations:
                merged.add(word, phones)
    return merged.words


def read_shared_task(name: str, folder: Path | None = None) -> list[tuple[str, Phones]]:
    """Read a SIGMORPHON file as it stands: (spelling, phones), the phones compared as strings in that task."""
    rows = (line.split("\t") for _, line in _lines(path_of(name, folder)))
    return [(unicodedata.normalize("NFC", word), spoken.split()) for word, spoken in rows]


@dataclass(frozen=True)
class HomographSentence:
    """A sentence with one marked homograph; start and end are offsets in code points."""

    homograph: str
    word_id: str
    sentence: str
    start: int
    end: int


def read_homographs(folder: Path | None = None) -> list[HomographSentence]:
    """Read the homograph sentences; the file's byte offsets become code-point offsets.

    Raises:
        MissingDataError: the file is not there.
        ValueError: an offset does not fall on a character boundary; the message gives the line.
    """
    sentences = []
    with path_of("homographs_train", folder).open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file, delimiter="\t"), 2):
            encoded = row["sentence"].encode()
            try:
                start, end = (len(encoded[: int(row[key])].decode()) for key in ("start", "end"))
            except UnicodeDecodeError as error:
                raise ValueError(f"homographs_train.tsv:{number}: offset inside a character") from error
            sentences.append(HomographSentence(row["homograph"], row["wordid"], row["sentence"], start, end))
    return sentences


def read_homograph_readings(folder: Path | None = None) -> dict[str, str]:
    """Read the homographs' readings: word id (`abstract_vrb`) → IPA as the data set writes it."""
    with path_of("homograph_wordids", folder).open(encoding="utf-8", newline="") as file:
        return {row["wordid"]: row["pronunciation"] for row in csv.DictReader(file, delimiter="\t")}


def read_korean_norm(folder: Path | None = None) -> list[tuple[str, list[str], str]]:
    """Read the sample of the Korean norm: (spelling, pronunciations in hangul, article)."""
    rows = (line.split("\t") for _, line in _lines(path_of("ko_standard_pronunciation_sample", folder)))
    return [(spelling, spoken.split("/"), article) for spelling, spoken, article in rows]
