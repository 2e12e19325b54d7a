"""Score the engine's alternatives on held-out English words: `python -m train.nbest --model default`.

A word counts as found among the first n if any of its pronunciations in CMUdict is one of the first n that `analyze` gives:
the word's own, then its alternatives. Words that the engine does not read by the model alone (homographs, abbreviations) are
left out, and the table of exceptions is off.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import click

import hamanlp
from hamanlp import Word
from train import dataset
from train.evaluate import phones_of
from train.lexicon import Phones
from train.score import FOLDS
from train.split import Part

SHOWN = (1, 2, 3, 5, 10, 20)


@dataclass(frozen=True)
class Reading:
    """What the engine gives for a word.

    Attributes:
        word: its spelling.
        pronunciations: phones and their probability, the word's own first.
        references: those of the lexicon.
    """

    word: str
    pronunciations: list[tuple[Phones, float]]
    references: list[Phones]

    def rank(self, kind: str) -> int | None:
        """The place of the first right pronunciation, counted from 1.

        Args:
            kind: "en39" or "en-stress", see `train.score`.
        """
        fold = FOLDS[kind]
        right = {tuple(fold(phones)) for phones in self.references}
        given = [tuple(fold(phones)) for phones, _ in self.pronunciations]
        return next((place for place, phones in enumerate(given, 1) if phones in right), None)


def read(transcriber: hamanlp.Transcriber, words: dataset.Words) -> Iterator[Reading]:
    """Ask the engine for each word; words that are not read by the model are left out.

    Args:
        transcriber: for English, with a space between phones, without exceptions.
        words: held-out words with their pronunciations.
    """
    for word, references in words.items():
        result = transcriber.analyze(word).words
        if len(result) == 1 and result[0].source == "model":
            yield Reading(word, list(_pronunciations(result[0])), references)


def _pronunciations(word: Word) -> Iterator[tuple[Phones, float]]:
    assert word.probability is not None
    yield phones_of(word.ipa, "en"), word.probability
    for other in word.alternatives:
        yield phones_of(other.ipa, "en"), other.probability


def found_among(readings: Sequence[Reading], kind: str, most: int) -> float:
    """The share of the words, in percent, that have a right pronunciation among the first `most`."""
    ranks = [reading.rank(kind) for reading in readings]
    return 100 * sum(rank is not None and rank <= most for rank in ranks) / len(readings)


@click.command(help=__doc__)
@click.option("--model", default="default", show_default=True, help="default, tiny or large")
@click.option("--nbest", default=5, show_default=True, type=click.IntRange(1, 20))
@click.option("--part", type=click.Choice(["test", "dev"]), default="test", show_default=True)
@click.option("--limit", type=click.IntRange(1), help="only so many words")
def main(*, model: str, nbest: int, part: Part, limit: int | None) -> None:
    """Run the command."""
    try:
        words = dataset.read_words(dataset.LEXICA["en"], part)
    except OSError as error:
        raise click.ClickException(str(error)) from error
    words = dict(list(words.items())[:limit])
    # Without stress the pronunciations are distinct without it, too.
    for kind, stress in (("en39", False), ("en-stress", True)):
        options = {"lang": "en", "model": model, "exceptions": False, "phone_separator": " ", "stress": stress}
        transcriber = hamanlp.Transcriber(**options, nbest=nbest)  # type: ignore[arg-type]
        start = time.process_time()
        readings = list(read(transcriber, words))
        seconds = time.process_time() - start
        shares = ", ".join(
            f"{most}: {found_among(readings, kind, most):.2f} %" for most in sorted({*SHOWN, nbest}) if most <= nbest
        )
        click.echo(f"{kind}: {len(readings)} words, {len(words) - len(readings)} left out; right among the first {shares}")
        click.echo(f"{kind}: {len(readings) / seconds:.0f} words per second of CPU time")


if __name__ == "__main__":
    main()
