"""Korean words as the engine reads them, in Python: `zig/korean_marks.zig` and `zig/korean_rules.zig` are held against this.

`train.korean` reads a word whose build is marked. Here the marks are found: in the list of words that have some
(`zig/korean_words.txt`), else by the lists of stems, endings and word parts (`zig/korean_lists.txt`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from train.korean import parse, pronounce
from train.korean_jamo import decompose

_ZIG = Path(__file__).parent.parent / "zig"
LISTS = _ZIG / "korean_lists.txt"
WORDS = _ZIG / "korean_words.txt"
AS_SPELLED = "."
"""A mark of the lists: nothing stands at the joint."""
_LONGEST_PARTICLE = 5  # syllables


@dataclass(frozen=True)
class Lists:
    """What `korean_lists.txt` holds.

    Attributes:
        particles: after nouns, one after the other.
        suffixes: beginnings of what may follow a word of `korean_words.txt` beside them.
        plain: words to which the rules do not apply; they are in `korean_words.txt` too.
        rules: within words, in their order.
        across: between words.
    """

    particles: frozenset[str]
    suffixes: tuple[str, ...]
    plain: tuple[str, ...]
    rules: tuple[Rule, ...]
    across: tuple[Rule, ...]


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


def read_lists(path: Path = LISTS) -> Lists:
    """Read the lists; the file says what they mean."""
    named: dict[str, list[str]] = {}
    rules, across = [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        name, *items = line.split() or ["#"]
        if name == "#":
            continue
        if ":" not in items:
            named[name] = items
        elif name == "across":
            across.append(_rule(items))
        else:
            rules.append(_rule([name, *items]))
    return Lists(frozenset(named["particles"]), tuple(named["suffixes"]), tuple(named["plain"]), tuple(rules), tuple(across))


def _rule(items: list[str]) -> Rule:
    colon = items.index(":")
    return Rule(items[0], tuple(items[1:colon]), tuple(items[colon + 1 :]))


def read_marked_words(path: Path = WORDS) -> dict[str, list[str]]:
    """Spelling → the mark after each letter, "" for none."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict(parse(word) for line in lines if not line.startswith("#") for word in line.split())


@cache
def lists() -> Lists:
    """The lists of the engine."""
    return read_lists()


@cache
def _words() -> dict[str, list[str]]:
    return read_marked_words()


def mark(word: str, words: Mapping[str, list[str]] | None = None) -> str:
    """A word with the marks that the lists of the engine give it.

    Args:
        word: hangul syllables without marks.
        words: what to take for `korean_words.txt`, as `read_marked_words` gives it.

    Raises:
        ValueError: there is something else in it, or nothing.
    """
    marks = decide(word, words)
    return "".join(letter + (sign or "") for letter, sign in zip(parse(word)[0], marks, strict=True))


def decide(word: str, words: Mapping[str, list[str]] | None = None) -> list[str | None]:
    """The mark after each letter as the lists have it, "" where they say that there is none, None where they say nothing.

    Args:
        word: as for `mark`.
        words: as for `mark`.

    Raises:
        ValueError: as for `mark`.
    """
    letters, given = parse(word)
    if any(given):
        raise ValueError(f"{word!r} is no hangul syllables alone: it has marks already")
    words = _words() if words is None else words
    known = _known(letters, words)
    marks: list[str | None] = list(words[letters[:known]][:-1]) if known > 1 else []
    marks += [_find(lists().rules, letters[:at], letters[at:]) for at in range(known, len(letters))]
    return [*marks, None]


def _find(rules: tuple[Rule, ...], left: str, right: str) -> str | None:
    found = next((rule.mark for rule in rules if _fits(rule, left, right)), None)
    return "" if found == AS_SPELLED else found


def _known(letters: str, words: Mapping[str, list[str]]) -> int:
    """The length of the longest listed word that a word begins with and may go on from; 1 for none."""
    for length in range(len(letters), 1, -1):
        rest = letters[length:]
        if letters[:length] in words and (_are_particles(rest) or rest.startswith(lists().suffixes)):
            return length
    return 1


def read(word: str) -> str:
    """The pronunciation of a word in hangul, as the engine gives it.

    Raises:
        ValueError: there is something else than hangul syllables in it, or nothing.
    """
    return pronounce(mark(word))[0]


def read_together(words: list[str]) -> str:
    """The pronunciation of words that follow each other without a pause: 할 것을 할꺼슬, 밭 아래 바다래.

    Raises:
        ValueError: there is something else than hangul syllables in one, or there are none.
    """
    marked = mark(words[0])
    for left, right in pairwise(words):
        marked += (_find(lists().across, left, right) or "|") + mark(right)
    return pronounce(marked)[0]


def _fits(rule: Rule, left: str, right: str) -> bool:
    return any(_stands_before(item, left) for item in rule.lefts) and any(_stands_after(item, right) for item in rule.rights)


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
        return pattern == "*" or right.startswith(pattern)
    return right.startswith(pattern[:-1]) and _are_particles(right[len(pattern) - 1 :])


def _are_particles(text: str) -> bool:
    """Whether particles, any number, make up a text."""
    particles = lists().particles
    parted = [True] + [False] * len(text)
    for start in range(len(text)):
        for end in range(start + 1, min(start + _LONGEST_PARTICLE, len(text)) + 1):
            parted[end] = parted[end] or (parted[start] and text[start:end] in particles)
    return parted[-1]
