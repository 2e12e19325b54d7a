"""What the homograph classifier sees of a sentence: `zig/homographs.zig` does the same, and the two must agree to the bit.

A token is a run of letters and apostrophes, a run of digits, or any other single character. Each is looked up in a table under
up to three keys: its spelling in lower case, its last three letters, its last two. A key is a hash, of which the table can tell
23 bits apart, so one spelling in 5,000 that is not listed is taken for one that is. Beside the keys, a token has a shape.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from train.lexicon import HomographSentence

WINDOW = 8
"""Tokens on either side that are seen at all; their sum says what the sentence is about."""
NEAR = 5
"""Tokens on either side whose place counts."""

SHAPES = ("none", "plain", "capitalised", "capitals", *(f"digits-{length}" for length in range(1, 6)))
NONE, PLAIN, CAPITALISED, CAPITALS, DIGITS = range(5)
UNLISTED = len(SHAPES)
"""The row of spellings that the table does not list; rows of keys come after it."""
FIRST_KEY = UNLISTED + 1

BUCKET_BITS, PRINT_BITS = 7, 16

# Blocks of Unicode, so that the engine needs no table of characters.
_LETTER = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u1fff\u2c00-\u2dff\u3040-\ud7ff\uf900-\ufdff"
_SPACE = "\u0000-\u0020\u007f-\u00a0\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff"
_TOKEN = re.compile(f"['’]*[{_LETTER}][{_LETTER}'’]*|[0-9]+|[^{_SPACE}]")
_MASK = 0xFFFFFFFF


@dataclass(frozen=True)
class Context:
    """A homograph as written, and its neighbours within WINDOW, the nearest first."""

    word: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def tokens(text: str) -> list[str]:
    """The tokens of a text, in order; spaces are skipped."""
    return _TOKEN.findall(text)


def context(sentence: HomographSentence) -> Context:
    """The context of a sentence's marked homograph."""
    before = tokens(sentence.sentence[: sentence.start])[-WINDOW:][::-1]
    after = tokens(sentence.sentence[sentence.end :])[:WINDOW]
    return Context(sentence.sentence[sentence.start : sentence.end], tuple(before), tuple(after))


def spelling(token: str) -> bytes:
    """A token as it is looked up: ASCII letters in lower case, straight apostrophes, and none of those at its ends."""
    plain = token.encode().replace("’".encode(), b"'").lower()
    return plain.strip(b"'") or plain[:1]


def keys(token: str) -> list[bytes]:
    """The keys of a token: its spelling, and, if that is long enough, its last three bytes and its last two after a hyphen."""
    plain = spelling(token)
    if shape(token) >= DIGITS:
        return []
    return [plain, *(b"-" + plain[-length:] for length in (3, 2) if len(plain) > length + 1)]


def shape(token: str) -> int:
    """Index into SHAPES."""
    first = token.encode()[:2]
    if first[:1].isdigit():
        return DIGITS + min(len(token.encode()), 5) - 1
    return PLAIN + case(token)


def case(word: str) -> int:
    """0: not capitalised, 1: capitalised, 2: in capitals, as far as the first two bytes tell."""
    first = word.encode()[:2]
    return int(first[:1].isupper()) * (1 + first[1:].isupper())


def hash32(key: bytes) -> int:
    """FNV-1a with a final mix, 32 bits."""
    value = 2166136261
    for byte in key:
        value = (value ^ byte) * 16777619 & _MASK
    value = (value ^ value >> 15) * 0x2C1B3C6D & _MASK
    return value ^ value >> 12


def slot(key: bytes) -> int:
    """Bucket and fingerprint of a key in one number: what the table can tell apart."""
    value = hash32(key)
    return value >> (32 - BUCKET_BITS) << PRINT_BITS | value & ((1 << PRINT_BITS) - 1)


@dataclass
class Table:
    """The listed keys.

    Attributes:
        slots: bucket and fingerprint of each, rising; the row of `slots[i]` is FIRST_KEY + i.
    """

    slots: list[int]
    _rows: dict[int, int] = field(init=False, repr=False)
    _known: dict[str, tuple[int, ...]] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        if any(first >= second for first, second in pairwise(self.slots)):
            raise ValueError("the table's slots must rise")
        self._rows = {at: FIRST_KEY + index for index, at in enumerate(self.slots)}

    @property
    def rows(self) -> int:
        """How many rows there are, those of shapes and of unlisted spellings included."""
        return FIRST_KEY + len(self.slots)

    def of(self, token: str) -> tuple[int, ...]:
        """The rows whose sum describes a token: one to four of them."""
        known = self._known.get(token)
        if known is None:
            found = [self._rows.get(slot(key)) for key in keys(token)]
            if found and found[0] is None:
                found[0] = UNLISTED
            known = (shape(token), *(row for row in found if row is not None))
            self._known[token] = known
        return known


def choose_keys(contexts: Iterable[Context], spellings: int, endings: int) -> Table:
    """List the spellings seen most often beside homographs, and the endings that most different spellings have.

    Labels are not looked at.

    Args:
        contexts: of the training sentences.
        spellings: how many spellings.
        endings: how many endings of three letters, and as many of two.
    """
    seen = Counter(spelling(token) for each in contexts for token in (*each.before, *each.after) if shape(token) < DIGITS)
    counted: tuple[Counter[bytes], ...] = (Counter(), Counter())
    for word in seen:
        if word.isalpha():
            for ending in keys(word.decode())[1:]:
                counted[len(ending) - 3][ending] += 1
    listed = [*_most(seen, spellings), *(ending for each in counted for ending in _most(each, endings))]
    return Table(sorted({slot(key) for key in listed}))


def _most(counts: Counter[bytes], number: int) -> Sequence[bytes]:
    # Ties are broken by spelling, so that the order of the sentences does not matter.
    return sorted(counts, key=lambda key: (-counts[key], key))[:number]
