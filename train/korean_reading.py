"""Korean words as the engine reads them, in Python: `zig/korean_marks.zig` and `zig/korean_rules.zig` are held against this.

`train.korean` reads a word whose build is marked. Here the marks are found: in the list of words that have some
(`zig/korean_words.txt`), else by the lists of stems, endings and word parts (`zig/korean_lists.txt`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from train.korean import parse, pronounce
from train.korean_jamo import decompose

ZIG = Path(__file__).parent.parent / "zig"
AS_SPELLED = "."
"""A mark of the lists: nothing stands at the joint."""
_LONGEST_PARTICLE = 5


@dataclass(frozen=True)
class Lists:
    """What `korean_lists.txt` holds.

    Attributes:
        particles: after nouns, one after the other.
        suffixes: beginnings of what may follow a word of `korean_words.txt` beside them.
        rules: in their order.
    """

    particles: frozenset[str]
    suffixes: tuple[str, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class Rule:
    """Joints that a mark stands at.

    Attributes:
        mark: one of `train.korean.MARKS`.
        lefts: what may stand before the joint.
        rights: what may stand after it.
    """

    mark: str
    lefts: tuple[str, ...]
    rights: tuple[str, ...]


def read_lists(path: Path = ZIG / "korean_lists.txt") -> Lists:
    """Read the lists; the file says what they mean."""
    named: dict[str, list[str]] = {}
    rules = []
    for line in path.read_text(encoding="utf-8").splitlines():
        name, *items = line.split() or ["#"]
        if ":" in items:
            colon = items.index(":")
            rules.append(Rule(name, tuple(items[:colon]), tuple(items[colon + 1 :])))
        elif name != "#":
            named[name] = items
    return Lists(frozenset(named["particles"]), tuple(named["suffixes"]), tuple(rules))


def read_marked_words(path: Path = ZIG / "korean_words.txt") -> dict[str, list[str]]:
    """Spelling → the mark after each letter, "" for none."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict(parse(word) for line in lines if not line.startswith("#") for word in line.split())


@cache
def _lists() -> Lists:
    return read_lists()


@cache
def _words() -> dict[str, list[str]]:
    return read_marked_words()


def mark(word: str) -> str:
    """A word with the marks that the lists of the engine give it.

    Args:
        word: hangul syllables without marks.

    Raises:
        ValueError: there is something else in it, or nothing.
    """
    letters, marks = parse(word)
    known = _known(letters)
    if known > 1:
        marks[: known - 1] = _words()[letters[:known]][:-1]
    for at in range(known, len(letters)):
        found = next((rule.mark for rule in _lists().rules if _fits(rule, letters, at)), AS_SPELLED)
        marks[at - 1] = found.replace(AS_SPELLED, "")
    return "".join(letter + sign for letter, sign in zip(letters, marks, strict=True))


def _known(letters: str) -> int:
    """The length of the longest listed word that a word begins with and may go on from; 1 for none."""
    for length in range(len(letters), 1, -1):
        rest = letters[length:]
        if letters[:length] in _words() and (_are_particles(rest) or rest.startswith(_lists().suffixes)):
            return length
    return 1


def read(word: str) -> str:
    """The pronunciation of a word in hangul, as the engine gives it.

    Raises:
        ValueError: there is something else than hangul syllables in it, or nothing.
    """
    return pronounce(mark(word))[0]


def _fits(rule: Rule, letters: str, at: int) -> bool:
    return any(_stands_before(left, letters[:at]) for left in rule.lefts) and any(
        _stands_after(right, letters[at:]) for right in rule.rights
    )


def _stands_before(pattern: str, left: str) -> bool:
    if pattern.startswith("**"):
        return len(left) > 1 and decompose(left[-1]).coda == pattern[2:]
    if pattern.startswith("^"):
        return left == pattern[1:]
    if "ㄱ" <= pattern <= "ㅎ":
        return decompose(left[-1]).coda == pattern
    return left.endswith(pattern)


def _stands_after(pattern: str, right: str) -> bool:
    if not pattern.endswith("$"):
        return right.startswith(pattern)
    return right.startswith(pattern[:-1]) and _are_particles(right[len(pattern) - 1 :])


def _are_particles(text: str) -> bool:
    """Whether particles, any number, make up a text."""
    particles = _lists().particles
    parted = [True] + [False] * len(text)
    for start in range(len(text)):
        for end in range(start + 1, min(start + _LONGEST_PARTICLE, len(text)) + 1):
            parted[end] = parted[end] or (parted[start] and text[start:end] in particles)
    return parted[-1]
