"""The words that a model misreads, as a table in the wasm: `models/<name>/exceptions.tsv` → Zig.

A line of the file is `word<TAB>phones`, one field per letter of the word: the phones that the letter stands for, joined by `+`,
or `_` if it is silent (`night<TAB>n ˈaɪ _ _ t`, `box<TAB>b ˈɑ k+s`). Such a *share* of a letter costs few bits once the letter
is known, and whether the word's primary stress has come.

A word with a hyphen before it is read so in British English (`-bath<TAB>_ b ˈɑ θ _`), any other in American English.

Words are sorted and stand in blocks, each of which is read on its own (`zig/exceptions.zig`): per word how many letters it
shares with the one before, its other letters, each given the one before it, an end, and the shares of all its letters. All of
it is written with `export.range_coder`. Words that are not in the table are never taken for one that is.

The declaration `exceptions` in the generated Zig:

    words, block_words                 how many there are, and how many a block has
    shared: []const u8                 weight codes of the number of shared letters
    letters: []const u8                weight codes, a row for each letter (the first row: at the start), in each first the end
    shares: []const u16                bits 0 to 5 a weight code before, 6 to 11 after the primary stress; 12 and up phones
    first_share: []const u16           where the shares of each letter begin
    share_phones: []const u8           phones of the shares, as numbers from `first_phone` on
    first_share_phone: []const u16     where those of each letter begin
    offsets: []const u16               where each block begins
    blocks: []const u8
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from export.range_coder import Encoder, codes_of, weight

FILE = "exceptions.tsv"
BLOCK_WORDS = 32
"""Words of a block: more save bytes, fewer save time, since a block is read from its start."""

LETTERS = "abcdefghijklmnopqrstuvwxyz'-"
"""Those that words of the table may have, in the order in which they are sorted; the first graphemes of every model."""

BRITISH_MARK = "-"
"""Before a word: it is British. No word of a text begins with it, and to the coding it is a letter like any other."""

PRIMARY = "ˈ"
SILENT, JOINT = "_", "+"
MAX_SHARE = 3
"""The most phones of one letter."""

Share = tuple[str, ...]
Table = dict[str, tuple[Share, ...]]


class ExceptionsError(ValueError):
    """A table of exceptions cannot be used; the message names the file and the line."""


def read_table(path: Path) -> Table:
    """Read a file of exceptions.

    Returns:
        Word → the phones of each of its letters.

    Raises:
        ExceptionsError: a line is not of the form above, a word is there twice, or too many phones belong to one letter.
    """
    table: Table = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        word, _, written = line.partition("\t")
        shares = tuple(tuple(share.split(JOINT)) if share != SILENT else () for share in written.split())
        if not word or not set(word) <= set(LETTERS):
            raise ExceptionsError(f"{path}:{number}: {word!r} is not a word of lower-case letters, apostrophes and hyphens")
        if len(shares) != len(word) or not any(shares) or max(map(len, shares)) > MAX_SHARE:
            raise ExceptionsError(f"{path}:{number}: {written!r} does not give each letter of {word!r} its phones (at most 3)")
        if word in table:
            raise ExceptionsError(f"{path}:{number}: {word!r} is there twice")
        table[word] = shares
    return table


def write_lines(table: Table) -> str:
    """The lines of a file of exceptions, sorted."""
    lines = (f"{word}\t{' '.join(JOINT.join(share) or SILENT for share in table[word])}\n" for word in sorted(table))
    return "".join(lines)


def declaration(table: Table, phones: Sequence[str]) -> str:
    """The Zig declaration `exceptions`; the same bytes for the same table.

    Args:
        table: may be empty.
        phones: the model's, in id order.

    Raises:
        ExceptionsError: a phone is not the model's, or the table is too large.
    """
    coding = Coding(table)
    places = {phone: place for place, phone in enumerate(phones)}
    if unknown := {phone for share in coding.all_shares() for phone in share} - set(places):
        raise ExceptionsError(f"{FILE}: the model has no phone {', '.join(sorted(unknown))}")
    blocks = coding.blocks()
    offsets = [0]
    for block in blocks:
        offsets.append(offsets[-1] + len(block))
    if offsets[-1] > 0xFFFF:
        raise ExceptionsError(f"{FILE}: {offsets[-1]} bytes of words; there is room for {0xFFFF}")
    share_phones = [[places[phone] for share in shares for phone in share] for shares in coding.shares]
    fields = {
        "words": f"usize = {len(table)}",
        "block_words": f"usize = {BLOCK_WORDS}",
        "shared": _bytes(coding.shared_codes),
        "letters": _bytes(code for row in coding.letter_codes for code in row),
        "shares": _numbers(number for row in coding.share_numbers() for number in row),
        "first_share": _numbers(_starts(coding.shares)),
        "share_phones": _bytes(place for row in share_phones for place in row),
        "first_share_phone": _numbers(_starts(share_phones)),
        "offsets": _numbers(offsets[:-1]),
        "blocks": _bytes(b"".join(blocks)),
    }
    lines = "".join(f"    pub const {name}: {value};\n" for name, value in fields.items())
    return f"pub const exceptions = struct {{\n{lines}}};\n"


def size_of(table: Table) -> int:
    """Bytes that a table takes in the wasm, without the code that reads it; an empty one takes none."""
    if not table:
        return 0
    coding = Coding(table)
    blocks = coding.blocks()
    shares = sum(map(len, coding.shares))
    phones = sum(map(len, coding.all_shares()))
    tables = len(coding.shared_codes) + sum(map(len, coding.letter_codes)) + 2 * shares + phones + 4 * len(LETTERS)
    return tables + 2 * len(blocks) + sum(map(len, blocks))


class Coding:
    """The weights of a table's symbols, and its blocks.

    Attributes:
        shared_codes: weight codes by number of shared letters.
        letter_codes: [letter before, or 0][letter, or 0 for the end], letters counted from 1.
        shares: by letter, in the order of their numbers: the commonest first.
    """

    def __init__(self, table: Table) -> None:
        self._table = table
        self._words = sorted(table, key=_symbols)
        shared: Counter[int] = Counter()
        letters: Counter[tuple[int, int]] = Counter()
        for word, common, _ in self._steps():
            shared[common] += 1
            letters.update(_transitions(word, common))
        self.shared_codes = codes_of([shared[length] for length in range(max(shared, default=0) + 1)])
        size = len(LETTERS) + 1
        self.letter_codes = [codes_of([letters[before, after] for after in range(size)]) for before in range(size)]
        counts = [(Counter[Share](), Counter[Share]()) for _ in LETTERS]
        for word, shares in table.items():
            for letter, share, stressed in share_contexts(word, shares):
                counts[LETTERS.index(letter)][stressed][share] += 1
        self.shares = [_commonest_first(before + after) for before, after in counts]
        self._share_codes = [
            [codes_of([count[share] for share in shares]) for count in pair]
            for shares, pair in zip(self.shares, counts, strict=True)
        ]

    def all_shares(self) -> Iterator[Share]:
        """The shares of all letters."""
        return (share for shares in self.shares for share in shares)

    def share_numbers(self) -> list[list[int]]:
        """By letter its shares as the Zig has them: two weight codes and the number of phones."""
        return [
            [before | after << 6 | len(share) << 12 for share, before, after in zip(shares, *codes, strict=True)]
            for shares, codes in zip(self.shares, self._share_codes, strict=True)
        ]

    def blocks(self) -> list[bytes]:
        """The words, coded."""
        shared_weights = [weight(code) for code in self.shared_codes]
        letter_weights = [[weight(code) for code in row] for row in self.letter_codes]
        share_weights = [[[weight(code) for code in codes] for codes in pair] for pair in self._share_codes]
        blocks = []
        encoder = Encoder()
        for at, (word, common, bound) in enumerate(self._steps()):
            if at % BLOCK_WORDS:
                encoder.write(common, shared_weights)
            elif at:
                blocks.append(encoder.finish())
                encoder = Encoder()
            # The first letter that differs comes later in the alphabet than the one in its place, or the word would not follow.
            after_bound = bound + 1
            for before, after in _transitions(word, common):
                encoder.write(after, [0] * after_bound + letter_weights[before][after_bound:])
                after_bound = 0
            for letter, share, stressed in share_contexts(word, self._table[word]):
                index = LETTERS.index(letter)
                encoder.write(self.shares[index].index(share), share_weights[index][stressed])
        return [*blocks, encoder.finish()] if self._words else []

    def _steps(self) -> Iterator[tuple[str, int, int]]:
        """Each word with the number of letters that it shares with the one before, and the letter which follows those there."""
        former: list[int] = []
        for at, word in enumerate(self._words):
            symbols = _symbols(word)
            common = 0
            if at % BLOCK_WORDS:
                while common < min(len(former), len(symbols)) and former[common] == symbols[common]:
                    common += 1
                yield word, common, former[common] if common < len(former) else 0
            else:
                yield word, 0, 0
            former = symbols


def share_contexts(word: str, shares: Iterable[Share]) -> Iterator[tuple[str, Share, bool]]:
    """Each letter with its share, and whether the primary stress came before it."""
    stressed = False
    for letter, share in zip(word, shares, strict=True):
        yield letter, share, stressed
        stressed = stressed or any(phone.startswith(PRIMARY) for phone in share)


def _commonest_first(counts: Counter[Share]) -> list[Share]:
    return sorted(counts, key=lambda share: (-counts[share], share))


def _symbols(word: str) -> list[int]:
    return [LETTERS.index(letter) + 1 for letter in word]


def _transitions(word: str, common: int) -> list[tuple[int, int]]:
    """The letters after the first `common` ones and the end, each with what comes before it; 0 is the start, or the end."""
    symbols = [0, *_symbols(word), 0]
    return list(zip(symbols[common:], symbols[common + 1 :], strict=False))


def _starts(rows: Iterable[Sequence[object]]) -> Iterator[int]:
    start = 0
    for row in rows:
        yield start
        start += len(row)


def _bytes(values: Iterable[int]) -> str:
    return '[]const u8 = "' + "".join(f"\\x{value:02x}" for value in values) + '"'


def _numbers(values: Iterable[int]) -> str:
    return f"[]const u16 = &.{{ {', '.join(map(str, values))} }}"
