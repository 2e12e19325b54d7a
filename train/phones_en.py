"""English phones: one IPA inventory, and the maps from each lexicon's notation into it.

A phone is a string; a vowel carries its stress as a prefix (`ˈoʊ`, `ˌoʊ`, `oʊ`). Length marks are dropped, since quality tells
the vowels apart. British entries may use the vowels of BRITISH_VOWELS beside the American ones.
"""

from __future__ import annotations

import re
from typing import Literal

Accent = Literal["us", "gb"]

PRIMARY, SECONDARY = "ˈ", "ˌ"

CONSONANTS = tuple("b d ð f ɡ h j k l m n ŋ p ɹ s ʃ t θ v w z ʒ d͡ʒ t͡ʃ".split())
# ə and ʌ, ɚ and ɝ are one ARPABET vowel each (AH, ER): reduced without stress, full with it.
AMERICAN_VOWELS = tuple("ɑ æ ʌ ə ɔ aʊ aɪ ɛ ɝ ɚ eɪ ɪ i oʊ ɔɪ ʊ u".split())
BRITISH_VOWELS = tuple("ɒ əʊ ɜ ɪə ɛə ʊə".split())
VOWELS = AMERICAN_VOWELS + BRITISH_VOWELS

ARPABET_CONSONANTS = dict(zip("B D DH F G HH Y K L M N NG P R S SH T TH V W Z ZH JH CH".split(), CONSONANTS, strict=True))
ARPABET_VOWELS = dict(
    zip(
        "AA AE AO AW AY EH EY IH IY OW OY UH UW".split(),
        "ɑ æ ɔ aʊ aɪ ɛ eɪ ɪ i oʊ ɔɪ ʊ u".split(),
        strict=True,
    )
)
_REDUCED = {"AH": ("ʌ", "ə"), "ER": ("ɝ", "ɚ")}
_MARKS = {"0": "", "1": PRIMARY, "2": SECONDARY}
_FOLDED = {mark + full: mark + reduced for full, reduced in _REDUCED.values() for mark in _MARKS.values()}


def american_phones() -> list[str]:
    """The phones that CMUdict's notation can express, in a fixed order: 24 consonants, then vowels with their stress."""
    phones = list(CONSONANTS)
    for vowel in AMERICAN_VOWELS:
        if vowel in ("ə", "ɚ"):
            phones.append(vowel)
        elif vowel in ("ʌ", "ɝ"):
            phones += [PRIMARY + vowel, SECONDARY + vowel]
        else:
            phones += [vowel, PRIMARY + vowel, SECONDARY + vowel]
    return phones


def from_arpabet(symbols: list[str]) -> list[str]:
    """ARPABET with stress digits (CMUdict) to phones.

    Args:
        symbols: e.g. ["HH", "AH0", "L", "OW1"]; a vowel without a digit counts as unstressed.

    Returns:
        The phones, e.g. ["h", "ə", "l", "ˈoʊ"].

    Raises:
        ValueError: a symbol is not ARPABET; the message names it.
    """
    phones = []
    for symbol in symbols:
        base, digit = (symbol[:-1], symbol[-1]) if symbol[-1:].isdigit() else (symbol, "0")
        if symbol in ARPABET_CONSONANTS:
            phones.append(ARPABET_CONSONANTS[symbol])
        elif base in ARPABET_VOWELS and digit in _MARKS:
            phones.append(_MARKS[digit] + ARPABET_VOWELS[base])
        elif base in _REDUCED and digit in _MARKS:
            full, reduced = _REDUCED[base]
            phones.append(_MARKS[digit] + full if digit != "0" else reduced)
        else:
            raise ValueError(f"{symbol!r} is not an ARPABET symbol")
    return phones


def _spellings(accent: Accent) -> dict[str, list[str]]:
    """Every way the lexica write a phone → our phones. Kokoro's capitals are diphthongs; ᵊ ᵻ are reduced vowels."""
    table = {phone: [phone] for phone in CONSONANTS + VOWELS}
    table |= {
        "g": ["ɡ"], "r": ["ɹ"], "ɫ": ["l"], "ʍ": ["w"], "ɾ": ["t"], "ʔ": ["t"],
        "ʤ": ["d͡ʒ"], "dʒ": ["d͡ʒ"], "ʧ": ["t͡ʃ"], "tʃ": ["t͡ʃ"],
        "l̩": ["ə", "l"], "n̩": ["ə", "n"], "m̩": ["ə", "m"], "ɹ̩": ["ɚ"], "ɫ̩": ["ə", "l"],
        "A": ["eɪ"], "I": ["aɪ"], "O": ["oʊ"], "Q": ["əʊ"], "W": ["aʊ"], "Y": ["ɔɪ"], "ᵊ": ["ə"], "ᵻ": ["ɪ"],
        "ɐ": ["ʌ"], "e": ["ɛ"], "o": ["oʊ"], "eə": ["ɛə"],
    }  # fmt: skip
    if accent == "us":
        table |= {"ɒ": ["ɑ"], "a": ["ɑ"], "əʊ": ["oʊ"], "əɹ": ["ɚ"], "ɜɹ": ["ɝ"], "ɜ": ["ɝ"]}
    else:
        table |= {"a": ["æ"], "ɝ": ["ɜ", "ɹ"], "ɚ": ["ə", "ɹ"], "oʊ": ["əʊ"], "o": ["əʊ"]}
    return table


_TABLES: dict[Accent, dict[str, list[str]]] = {"us": _spellings("us"), "gb": _spellings("gb")}
_PATTERNS = {
    accent: re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True)) + f"|{PRIMARY}|{SECONDARY}")
    for accent, table in _TABLES.items()
}
# Length, non-syllabic and syllable marks tell nothing that the vowel's quality does not.
_IGNORED = re.compile("[ː\u032f.]")


def from_ipa(text: str, accent: Accent) -> list[str]:
    """IPA as the lexica or the engine write it (Kokoro's letters, Britfone, WikiPron) to phones.

    Args:
        text: a pronunciation; length and syllable marks are ignored; a space parts two phones, so that `ə ɹ` is two and `əɹ`
            one; a stress mark, before the vowel or its syllable, belongs to the next vowel.
        accent: "us" or "gb"; decides what an ambiguous letter means (a, ɒ, o).

    Returns:
        The phones; in "us" əɹ becomes ɚ as in CMUdict.

    Raises:
        ValueError: a symbol has no place in the inventory; the message names it.
    """
    table, pattern = _TABLES[accent], _PATTERNS[accent]
    # The long vowel of SQUARE is the one that length alone tells from another, that of DRESS.
    text = _IGNORED.sub("", text.replace("ɛː", "ɛə") if accent == "gb" else text)
    phones: list[str] = []
    mark, at = "", 0
    while at < len(text):
        if text[at] == " ":
            at += 1
            continue
        match = pattern.match(text, at)
        if match is None:
            raise ValueError(f"{text[at]!r} (in {text!r}) is not in the English inventory")
        at = match.end()
        if match.group() in (PRIMARY, SECONDARY):
            mark = match.group()
            continue
        for phone in table[match.group()]:
            stressed = mark and phone in VOWELS
            phones.append(mark + {"ə": "ʌ", "ɚ": "ɝ"}.get(phone, phone) if stressed else phone)
            if stressed:
                mark = ""
    return phones


def fold_reduced(phones: list[str]) -> list[str]:
    """Phones with ʌ = ə and ɝ = ɚ but their stress kept, as ARPABET writes them: for the score `en-stress`."""
    return [_FOLDED.get(phone, phone) for phone in phones]


def fold39(phones: list[str]) -> list[str]:
    """Phones without stress, ʌ = ə and ɝ = ɚ: the 39 phones of ARPABET, for the score of that name."""
    return fold_reduced([phone.lstrip(PRIMARY + SECONDARY) for phone in phones])
