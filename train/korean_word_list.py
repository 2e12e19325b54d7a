"""Make `zig/korean_words.txt`, the Korean words that the rules alone would read otherwise: `python -m train.korean_word_list`.

From the training words of the lexica: those whose pronunciation needs marks (갈등 갈뜽 is 갈^등) that the lists of
`zig/korean_lists.txt` do not give. Where one lexicon follows the compounds (articles 24-30 of the norm) and the other does not,
the one that does is believed. Words of a longer one that is marked alike are enough (말^살 for 말살하다).
"""

from __future__ import annotations

import re
from pathlib import Path

import click

from train import korean_reading
from train.dataset import LEXICA, read_words
from train.korean import MARKS, parse, pronounce
from train.korean_jamo import decompose, to_phones
from train.korean_nouns import explain
from train.phones_ko import fold

HEADER = """\
# Korean words whose joints the lists would read otherwise, with their marks (see train/korean.py); a word without marks is
# read as it is spelled. It may go on with particles and suffixes. Made by `python -m train.korean_word_list` from the training
# words of WikiPron's Korean entries and of ipa-dict (both of Wiktionary, CC BY-SA), and from the words named plain in
# korean_lists.txt.
"""
_UNMARKED = str.maketrans("", "", MARKS)
_VERBAL = re.compile("(?:하|되|시키|스럽)다$")
# A tense ㅅ of loanwords, on which the norm is silent; after ㄹ, and in these Sino-Korean parts, it is the norm's.
_LOANED = re.compile(r"(.)\^([스시세슨슬서션셉센쎈소쇼싱])")
_SINO = frozenset("세")


def make_list(folder: Path | None = None) -> list[str]:
    """The marked words, in the order of their spelling.

    Args:
        folder: where the lexica are; by default the data folder.

    Raises:
        MissingDataError: a lexicon is not there; the message says how to get it.
    """
    kept: dict[str, list[str]] = {}
    candidates = {word: marked for word, marked in _marked_words(folder).items() if not _reads_alike(word, marked, kept)}
    for word in sorted(candidates, key=lambda word: (len(word), word)):
        if not _reads_alike(word, candidates[word], kept):
            kept[word] = parse(candidates[word])[1]
    for word in korean_reading.lists().plain:
        if korean_reading.mark(word, kept) != word:
            kept.setdefault(word, [""] * len(word))
    return ["".join(map("".join, zip(word, kept[word], strict=True))) for word in sorted(kept)]


def _marked_words(folder: Path | None) -> dict[str, str]:
    """Spelling → marked word, as the lexica pronounce it; WikiPron, which marks what compounds do, last."""
    found = {}
    for name in LEXICA["ko"]:
        for word, spoken in read_words((name,), "train", folder).items():
            if not re.fullmatch("[가-힣]{2,14}", word) or _is_doubled(word):
                continue
            marked = explain(word, spoken)
            if marked is None or marked == word or _is_loaned(marked):
                continue
            base = _VERBAL.sub("", marked)
            found[base.translate(_UNMARKED)] = base
    return {word: marked for word, marked in found.items() if len(word) > 1 and marked != word}


def _is_doubled(word: str) -> bool:
    """Sound words (야릿야릿), which are said both with and without a joint."""
    base = _VERBAL.sub("", word)
    half = len(base) // 2
    return half > 1 and base[:half] == base[half:]


def _is_loaned(marked: str) -> bool:
    found = _LOANED.search(marked)
    return found is not None and decompose(found[1]).coda != "ㄹ" and found[2] not in _SINO


def _reads_alike(word: str, marked: str, kept: dict[str, list[str]]) -> bool:
    return _sound(korean_reading.mark(word, kept)) == _sound(marked)


def _sound(marked: str) -> list[str]:
    return fold(to_phones(pronounce(marked)[0]))


@click.command(help=__doc__)
@click.option("--data", type=click.Path(path_type=Path), help="folder of the lexica; default HAMANLP_DATA or the cache")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), default=korean_reading.WORDS, help="the file to write")
def main(data: Path | None, out: Path) -> None:
    """Write the list."""
    try:
        words = make_list(data)
    except FileNotFoundError as error:
        raise click.ClickException(str(error)) from error
    out.write_text(HEADER + "".join(f"{word}\n" for word in words), encoding="utf-8")
    click.echo(f"{out}: {len(words)} words")


if __name__ == "__main__":
    main()
