"""Hangul syllables as jamo, and pronounced hangul as broad phones."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

ONSETS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
CODAS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
_FIRST = ord("가")

_ONSET_PHONES = dict(
    zip(ONSETS, ["k", "k͈", "n", "t", "t͈", "l", "m", "p", "p͈", "s", "s͈", "", *"t͡ɕ t͡ɕ͈ t͡ɕʰ kʰ tʰ pʰ h".split()], strict=True)
)
_VOWEL_PHONES = dict(zip(VOWELS, "a,ɛ,j a,j ɛ,ʌ,e,j ʌ,j e,o,w a,w ɛ,w e,j o,u,w ʌ,w e,w i,j u,ɯ,ɰ i,i".split(","), strict=True))
_CODA_PHONES = {"": "", "ㄱ": "k", "ㄴ": "n", "ㄷ": "t", "ㄹ": "l", "ㅁ": "m", "ㅂ": "p", "ㅇ": "ŋ"}


class Syllable(NamedTuple):
    """A syllable as compatibility jamo; the coda is empty where there is none."""

    onset: str
    vowel: str
    coda: str


@cache
def decompose(letter: str) -> Syllable:
    """The jamo of a hangul syllable.

    Raises:
        ValueError: it is none.
    """
    if len(letter) != 1 or not "가" <= letter <= "힣":
        raise ValueError(f"{letter!r} is no hangul syllable")
    rest, coda = divmod(ord(letter) - _FIRST, len(CODAS))
    onset, vowel = divmod(rest, len(VOWELS))
    return Syllable(ONSETS[onset], VOWELS[vowel], CODAS[coda])


@cache
def _letter(syllable: Syllable) -> str:
    onset, vowel, coda = ONSETS.index(syllable.onset), VOWELS.index(syllable.vowel), CODAS.index(syllable.coda)
    return chr(_FIRST + (onset * len(VOWELS) + vowel) * len(CODAS) + coda)


def compose(syllables: Iterable[Syllable]) -> str:
    """Syllables as text; the opposite of `decompose`."""
    return "".join(map(_letter, syllables))


@cache
def _phones(letter: str) -> tuple[str, ...]:
    onset, vowel, coda = decompose(letter)
    if coda not in _CODA_PHONES:
        raise ValueError(f"{letter!r} ends in {coda}, which is written but never spoken")
    # After the palatal ㅈ ㅉ ㅊ there is no j (article 5: 가져 is 가저).
    glide = _VOWEL_PHONES[vowel].removeprefix("j ") if onset in "ㅈㅉㅊ" else _VOWEL_PHONES[vowel]
    return tuple(f"{_ONSET_PHONES[onset]} {glide} {_CODA_PHONES[coda]}".split())


def to_phones(pronunciation: str) -> list[str]:
    """Broad phones of a pronunciation written in hangul, e.g. 꼬치 → k͈ o t͡ɕʰ i; spaces are passed over.

    ㅚ is we and ㅟ wi, ㅐ and ㅔ stay apart, ㅖ keeps its j after any consonant but ㅈ ㅉ ㅊ: as the lexica have it.

    Raises:
        ValueError: it has something else than syllables as they are spoken (one of seven codas).
    """
    letters = unicodedata.normalize("NFC", pronunciation).replace(" ", "")
    return [phone for letter in letters for phone in _phones(letter)]
