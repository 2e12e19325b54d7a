"""Korean phones: the broad (phonemic) inventory, and the map from the lexica's narrow IPA into it.

Broad: 19 consonants, 8 vowels and 3 glides. Voicing, unreleased stops, palatal and other variants of a phoneme, vowel length
and stress are dropped; the engine writes the narrow form from the broad one by rule. Where a lexicon writes a palatal consonant
for a consonant and j (`ɲʌ` for `njʌ`), the j is restored.
"""

from __future__ import annotations

import re
import unicodedata

CONSONANTS = tuple("p p͈ pʰ t t͈ tʰ k k͈ kʰ t͡ɕ t͡ɕ͈ t͡ɕʰ s s͈ h m n ŋ l".split())
VOWELS = tuple("a ɛ e i o u ɯ ʌ".split())
GLIDES = ("j", "w", "ɰ")

# Place and height diacritics, unreleased and length marks, stress, labialisation (it only colours h before a round vowel).
_IGNORED = re.compile("[\u0320\u0339\u031e\u031d\u031a\u02d0\u02c8\u02cc\u02b7 /]")

_NARROW = {
    "p": ["p", "b"], "t": ["t", "d"], "k": ["k", "ɡ", "g"], "t͡ɕ": ["t͡ɕ", "d͡ʑ"],
    "p͈": ["p͈"], "t͈": ["t͈"], "k͈": ["k͈"], "t͡ɕ͈": ["t͡ɕ͈"],
    "pʰ": ["pʰ"], "tʰ": ["tʰ"], "kʰ": ["kʰ", "kx", "kç"], "t͡ɕʰ": ["t͡ɕʰ"],
    "s": ["sʰ", "ɕʰ", "ʃʰ", "s", "ɕ", "ʃ"], "s͈": ["s͈", "ɕ͈", "ʃ͈"],
    "h": ["h", "ɦ", "ɸ", "β", "ç", "ʝ", "x", "ɣ"],
    "m": ["m"], "n": ["n", "ɲ"], "ŋ": ["ŋ"], "l": ["l", "ɾ", "ɭ", "ʎ", "r"],
    "a": ["a", "ɐ"], "ɛ": ["ɛ", "æ"], "e": ["e"], "i": ["i"], "o": ["o"], "u": ["u"], "ɯ": ["ɯ"], "ʌ": ["ʌ", "ɘ", "ə"],
    "j": ["j"], "w": ["w", "ɥ"], "ɰ": ["ɰ"],
    "w e": ["ø"], "w i": ["y"],
}  # fmt: skip
_TABLE = {unicodedata.normalize("NFC", narrow): broad.split() for broad, forms in _NARROW.items() for narrow in forms}
# Consonants that are palatal only before i and j; before another vowel they stand for one with a j (WikiPron: ɲʌ for njʌ).
_PALATAL = frozenset(unicodedata.normalize("NFC", narrow) for narrow in "ɲ ʎ ʝ ç kç ɕ ɕʰ ɕ͈ ʃ ʃʰ ʃ͈".split())
_NOT_I = tuple("aɐɛæeouʌɘə")
_PATTERN = re.compile("|".join(sorted(map(re.escape, _TABLE), key=len, reverse=True)))


def broad_phones() -> list[str]:
    """The broad inventory in a fixed order: consonants, vowels, glides."""
    return [*CONSONANTS, *VOWELS, *GLIDES]


def from_ipa(text: str) -> list[str]:
    """Narrow or broad Korean IPA to broad phones.

    Args:
        text: a pronunciation as ipa-dict (`/a̠nɲjʌ̹ŋ/`) or WikiPron (phones separated by spaces) writes it.

    Returns:
        Broad phones, e.g. ["a", "n", "n", "j", "ʌ", "ŋ"].

    Raises:
        ValueError: a symbol has no place in the inventory; the message names it.
    """
    text = _IGNORED.sub("", unicodedata.normalize("NFC", text))
    phones: list[str] = []
    at = 0
    while at < len(text):
        match = _PATTERN.match(text, at)
        if match is None:
            raise ValueError(f"{text[at]!r} (in {text!r}) is not in the Korean inventory")
        phones += _TABLE[match.group()]
        at = match.end()
        if match.group() in _PALATAL and text.startswith(_NOT_I, at):
            phones.append("j")
    return phones


def fold(phones: list[str]) -> list[str]:
    """Broad phones as they are scored: ɛ = e (merged in today's Seoul speech), ɯi = ɰi."""
    folded = ["e" if phone == "ɛ" else phone for phone in phones]
    for at in range(len(folded) - 1):
        if folded[at] == "ɯ" and folded[at + 1] == "i":
            folded[at] = "ɰ"
    return folded
