"""Pronunciations as the model that spells reads them: a character a token, by the table `zig/sounds.txt` of the engine."""

from __future__ import annotations

import unicodedata
from functools import cache

from export.zig import ENGINE
from train.lexicon import Phones

TABLE = ENGINE.with_name("sounds.txt")


@cache
def folds() -> dict[str, str]:
    """Symbol → what the model has for it; nothing for marks that are passed over."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    table = {}
    for line in lines:
        if line and not line.startswith("#"):
            symbol, _, read_as = line.partition(" ")
            table[chr(int(symbol[2:], 16)) if symbol.startswith("U+") else symbol] = read_as
    return table


def fold(ipa: str) -> str:
    """A pronunciation in the model's characters.

    Args:
        ipa: of one word, its stress marks before their vowels.
    """
    table = folds()
    return "".join(table.get(symbol, symbol) for symbol in unicodedata.normalize("NFC", ipa))


def of_phones(phones: Phones) -> str:
    """Phones, each vowel with its stress mark, in the model's characters."""
    return fold("".join(phones))
