"""The readings that the engine makes of a table's words with a suffix: `zig/suffixes.zig`, for choosing the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from export.exceptions import BRITISH_MARK
from train.lexicon import Phones

SIBILANTS = frozenset("s z ʃ ʒ t͡ʃ d͡ʒ".split())
VOICELESS = frozenset("p t k f θ".split())
SHORTEST_BASE = 3


def with_s(phones: Phones) -> Phones:
    """The plural, possessive or third person of a word: its suffix is ɪz after sibilants, s after voiceless sounds, else z."""
    last = phones[-1]
    return [*phones, *(("ɪ", "z") if last in SIBILANTS else ("s",) if last in VOICELESS else ("z",))]


def with_d(phones: Phones) -> Phones:
    """The past of a verb: its suffix is ɪd after t and d, t after voiceless sounds, else d."""
    last = phones[-1]
    voiceless = last in VOICELESS or last in ("s", "ʃ", "t͡ʃ")
    return [*phones, *(("ɪ", "d") if last in ("t", "d") else ("t",) if voiceless else ("d",))]


def with_ing(phones: Phones) -> Phones:
    """The present participle."""
    return [*phones, "ɪ", "ŋ"]


Rule = tuple[str, int, str, Callable[[Phones], Phones]]

RULES: dict[str, Rule] = {
    "'s": ("'s", 2, "", with_s),
    "s": ("s", 1, "", with_s),
    "ies": ("ies", 3, "y", with_s),
    "d": ("ed", 1, "", with_d),
    "ed": ("ed", 2, "", with_d),
    "ing": ("ing", 3, "", with_ing),
    "e-ing": ("ing", 3, "e", with_ing),
}
"""Ending of the word, how many letters to take off, what to put on instead, what to do to the phones of what is left."""

SHIPPED = ("'s", "s")
"""Those that the engine has. The others save fewer errors than they make (`python -m train.exceptions --rules`)."""


def bases(word: str, rules: tuple[str, ...]) -> list[tuple[str, str]]:
    """What may be left of a word without its suffix: (name of the rule, base)."""
    found = []
    for name in rules:
        ending, cut, replacement, _ = RULES[name]
        base = word[:-cut] + replacement
        if (
            word.endswith(ending)
            and len(base.removeprefix(BRITISH_MARK)) >= SHORTEST_BASE
            and not (name == "s" and base.endswith("s"))
        ):
            found.append((name, base))
    return found


def read_with_suffix(word: str, table: Mapping[str, Phones], rules: tuple[str, ...]) -> Phones | None:
    """The reading of a word by the first rule whose base is in the table."""
    for name, base in bases(word, rules):
        if base in table:
            return RULES[name][3](table[base])
    return None
