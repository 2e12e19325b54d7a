"""The held-out split: which part of the data a word belongs to.

The part depends on the spelling alone (a hash of the word), so that all lexica agree: a word held out of one is held out
of every other, today's and tomorrow's.
"""

from __future__ import annotations

import hashlib
import unicodedata
from typing import Literal

Part = Literal["train", "dev", "test"]

TEST_PER_MILLE = 50
DEV_PER_MILLE = 15
RULE = (
    f"sha256 of the NFC, lower-cased word (apostrophes straight), first 8 bytes big-endian, modulo 1000: "
    f"below {TEST_PER_MILLE} test, below {TEST_PER_MILLE + DEV_PER_MILLE} dev, else train"
)


def normalize(word: str) -> str:
    """The form of a word that is hashed and looked up: NFC, lower case, a straight apostrophe."""
    return unicodedata.normalize("NFC", word).lower().replace("’", "'")


def part_of(word: str) -> Part:
    """The part that a word belongs to.

    An entry of several words (`가격 경쟁`) belongs to the most guarded part among itself and its words, so that no held-out
    word is trained on as a piece of a longer entry.

    Args:
        word: a spelling, in any case and normalisation form.

    Returns:
        "train", "dev" or "test".
    """
    entry = normalize(word)
    residues = [_residue(piece) for piece in {entry, *entry.split()}]
    if any(residue < TEST_PER_MILLE for residue in residues):
        return "test"
    if any(residue < TEST_PER_MILLE + DEV_PER_MILLE for residue in residues):
        return "dev"
    return "train"


def _residue(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") % 1000
