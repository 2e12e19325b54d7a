"""Score what the engine reads in running text: `python -m train.running_text`.

The text is the sentences of the homograph data (Gorman et al. 2018), whose homographs are left out. Of their words those count
which CMUdict has; a word is right if CMUdict lists its reading, in 39 phones. Every distinct word is read by itself and counts
as often as it occurs, or, with --sentences, whole sentences are read.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

import hamanlp
from export.models import SHIPPED
from train import lexicon
from train.phones_en import fold39, from_arpabet

_WORD = re.compile(r"(?<!\w)(?<!\w['’-])[^\W\d_]+(?:['’-][^\W\d_]+)*(?![\w])")
_SEPARATOR = " | "

Reading = tuple[str, ...]
Listed = Mapping[str, frozenset[Reading]]


@dataclass(frozen=True)
class Result:
    """What was read.

    Attributes:
        words: number of words scored.
        misses: word with its reading → how often it was wrong.
        seconds: of CPU time that the engine took, in all.
    """

    words: int
    misses: Counter[tuple[str, str]]
    seconds: float

    @property
    def share(self) -> float:
        """Share of the words that are right."""
        return 1 - self.misses.total() / self.words


def listed_readings(data: Path | None = None) -> Listed:
    """The readings of CMUdict in 39 phones, of all words but the homographs."""
    homographs = {each.homograph.lower() for each in lexicon.read_homographs(data)}
    words = lexicon.read("cmudict", data).words
    return {
        word: frozenset(tuple(fold39(reading)) for reading in readings)
        for word, readings in words.items()
        if word not in homographs
    }


def words_of(sentence: str, listed: Listed, *, parts: bool = True) -> list[str]:
    """The words of a sentence that can be scored.

    Args:
        sentence: the text.
        listed: what can be scored.
        parts: whether a word with hyphens that is not listed counts as its parts, or not at all.
    """
    words = (word.lower().replace("’", "'") for word in _WORD.findall(sentence))
    return [word for each in words for word in _pieces(each, listed, parts)]


def _pieces(word: str, listed: Listed, parts: bool) -> Iterator[str]:
    if word in listed:
        yield word
    elif parts:
        yield from (part for part in word.split("-") if part in listed)


def score_words(sentences: list[str], listed: Listed, **options: bool | str) -> Result:
    """Read every distinct word by itself.

    Args:
        sentences: the text.
        listed: word → its right readings.
        **options: of `hamanlp.Transcriber`: `model`, `exceptions`.
    """
    counts = Counter(word for sentence in sentences for word in words_of(sentence, listed))
    misses: Counter[tuple[str, str]] = Counter()
    spoken, seconds = _timed(_transcriber(**options), list(counts))
    for word, printed in zip(counts, spoken, strict=True):
        if _reading(printed) not in listed[word]:
            misses[word, printed] += counts[word]
    return Result(counts.total(), misses, seconds)


def score_sentences(sentences: list[str], listed: Listed, **options: bool | str) -> Result:
    """Read whole sentences; arguments as for `score_words`.

    A sentence has other words, too (numbers, names), so that its words are sought among what was read, in order: as many as
    possible are found.
    """
    total = 0
    misses: Counter[tuple[str, str]] = Counter()
    spoken, seconds = _timed(_transcriber(**options), sentences)
    for sentence, printed in zip(sentences, spoken, strict=True):
        words = words_of(sentence, listed, parts=False)  # one that is read in one go cannot be held against them
        readings = [_reading(each) for each in printed.split(_SEPARATOR)]
        total += len(words)
        misses.update((word, "in a sentence") for word in _not_found(words, readings, listed))
    return Result(total, misses, seconds)


def _not_found(words: list[str], readings: list[Reading], listed: Listed) -> list[str]:
    """The words that are left over when as many as possible are matched with readings in order (longest common subsequence)."""
    best = [[0] * (len(readings) + 1) for _ in range(len(words) + 1)]
    for row in range(len(words) - 1, -1, -1):
        right = listed[words[row]]
        for column in range(len(readings) - 1, -1, -1):
            if readings[column] in right:
                best[row][column] = best[row + 1][column + 1] + 1
            else:
                best[row][column] = max(best[row + 1][column], best[row][column + 1])
    left, column = [], 0
    for row, word in enumerate(words):
        if best[row][column] == best[row + 1][column]:
            left.append(word)
            continue
        while readings[column] not in listed[word]:
            column += 1
        column += 1
    return left


def _timed(hama: hamanlp.Transcriber, texts: list[str]) -> tuple[list[str], float]:
    start = time.process_time()
    spoken = hama(texts)
    return spoken, time.process_time() - start


def _transcriber(**options: bool | str) -> hamanlp.Transcriber:
    return hamanlp.Transcriber(
        lang="en", notation="arpabet", stress=False, preserve_punctuation=False, word_separator=_SEPARATOR,
        model=str(options.get("model", "default")), exceptions=bool(options.get("exceptions", True)),
    )  # fmt: skip


def _reading(printed: str) -> Reading:
    """The 39 phones of one word; of several, one after the other."""
    return tuple(fold39(from_arpabet(printed.replace("|", " ").split())))


@click.command(help=__doc__)
@click.option("--model", type=click.Choice(list(SHIPPED)), default="default", show_default=True)
@click.option("--sentences", "whole", is_flag=True, help="read whole sentences instead of single words")
@click.option("--exceptions/--no-exceptions", default=True, help="with or without the table of exceptions")
@click.option("--misses", "shown", default=20, show_default=True, type=click.IntRange(0), help="how many to print")
@click.option("--data", type=click.Path(path_type=Path), help="folder of the lexica; default HAMANLP_DATA or the cache")
def main(*, model: str, whole: bool, exceptions: bool, shown: int, data: Path | None) -> None:
    """Run the command."""
    try:
        listed = listed_readings(data)
        sentences = [each.sentence.replace("\n", " ") for each in lexicon.read_homographs(data)]
        score = score_sentences if whole else score_words
        result = score(sentences, listed, model=model, exceptions=exceptions)
    except (OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    missed = result.misses.total()
    click.echo(f"{model}: {100 * result.share:.2f} % of {result.words} words as listed, {missed} not; {result.seconds:.2f} s")
    for (word, printed), count in result.misses.most_common(shown):
        click.echo(f"{count:>6}  {word}  {printed}")


if __name__ == "__main__":
    main()
