"""Turn a model's accent dial from one end to the other: `python -m train.accent_curve --checkpoint models/default`.

English words of one part of the split are read at every tenth of the dial and scored against the American and the British
lexica; with --out docs/accent a table, a plot and the figures of docs/accent.md are written. A checkpoint that has a token
for the British accent instead of a dial is scored with it and without.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import click
import pandas as pd
import torch

from train import dataset
from train.accent import BRITISH_LEXICA
from train.dataset import Words
from train.files import replace_part, write_text
from train.lexicon import Phones
from train.model import TinyLlama, load
from train.phones_en import fold39
from train.predict import predict
from train.quantize import load_packed
from train.score import BRITISH_KIND, Score, score
from train.split import Part
from train.vocabulary import Vocabulary

TENTHS = tuple(tenth / 10 for tenth in range(11))
SHOWN = ("bath", "car", "water", "goat", "lot", "new", "near", "square", "tomato", "fertile", "ballet", "advertisement")
"""Words of which the page shows the readings; they illustrate and measure nothing."""


@dataclass(frozen=True)
class Place:
    """A place of the dial.

    Attributes:
        accent: 0 to 1.
        american, british: scores against the lexica of each side, of the kinds en39 and gb39.
        differing: against the British lexica, of the words for which the two sides list no pronunciation in common.
    """

    accent: float
    american: Score
    british: Score
    differing: Score


def differing_words(american: Words, british: Words) -> Words:
    """The British pronunciations of the words for which the lexica have none in common, without stress and with ʌ = ə."""
    return {
        word: spoken for word, spoken in british.items() if word in american and not _folded(spoken) & _folded(american[word])
    }


def _folded(spoken: Sequence[Phones]) -> set[tuple[str, ...]]:
    return {tuple(fold39(phones)) for phones in spoken}


def measure(
    model: TinyLlama, vocabulary: Vocabulary, american: Words, british: Words, *, accent: float = 0.0, source: str = ""
) -> Place:
    """Score a model at a place of the dial.

    Args:
        model: with a dial, or with a token for a source.
        vocabulary: the model's.
        american: words with their American pronunciations.
        british: words with their British ones.
        accent: the place.
        source: whose token begins the words.
    """
    readings = predict(model, vocabulary, {**american, **british}, accent=accent, source=source)
    return Place(
        accent,
        score(readings, american, "en39"),
        score(readings, british, BRITISH_KIND),
        score(readings, differing_words(american, british), BRITISH_KIND),
    )


def shown_readings(model: TinyLlama, vocabulary: Vocabulary) -> list[str]:
    """A row of a table for each of `SHOWN`: its readings on the way, and where each begins."""
    at = {accent: predict(model, vocabulary, SHOWN, accent=accent) for accent in (step / 50 for step in range(51))}
    rows = []
    for word in SHOWN:
        readings = [(accent, " ".join(words[word])) for accent, words in at.items()]
        changes = [readings[0], *(after for before, after in pairwise(readings) if before[1] != after[1])]
        rows.append(f"| {word} | {' → '.join(f'{ipa} ({accent:.2f})' for accent, ipa in changes)} |")
    return rows


def table_of(places: Sequence[Place]) -> pd.DataFrame:
    """The places as a table; errors in percent."""
    rows = [
        {"accent": place.accent, "us_per": place.american.per, "us_wer": place.american.wer, "gb_per": place.british.per,
         "gb_wer": place.british.wer, "gb_per_of_differing": place.differing.per, "differing_edits": place.differing.edits}
        for place in places
    ]  # fmt: skip
    return pd.DataFrame(rows)


def is_monotonic(places: Sequence[Place]) -> bool:
    """Whether American errors never fall and British ones never rise along the dial."""
    return all(
        before.american.edits <= after.american.edits and before.british.edits >= after.british.edits
        for before, after in pairwise(places)
    )


def draw(places: Sequence[Place], path: Path) -> None:
    """Plot the phone errors against the dial."""
    import matplotlib as mpl  # noqa: PLC0415 - only the command draws

    mpl.use("Agg")
    from matplotlib import pyplot as plt  # noqa: PLC0415

    figure, axes = plt.subplots(figsize=(7, 4.2), constrained_layout=True)
    accents = [place.accent for place in places]
    for label, per, style in (
        ("against American lexica", [place.american.per for place in places], "o-"),
        ("against British lexica", [place.british.per for place in places], "s-"),
        ("against British lexica, words that differ", [place.differing.per for place in places], "^--"),
    ):
        axes.plot(accents, per, style, label=label)
    axes.set(
        xlabel="accent (0 American, 1 British)", ylabel="PER (edits per 100 phones)", ylim=(0, None), xlim=(0, 1),
        title="One set of weights: American errors rise as British ones fall",
    )  # fmt: skip
    axes.grid(alpha=0.3)
    axes.legend()
    figure.savefig(path, dpi=100, metadata={"Software": None})
    plt.close(figure)


def summary(places: Sequence[Place]) -> list[str]:
    """The lines of the page that say what was measured."""
    first, last = places[0], places[-1]
    left = last.differing.edits / first.differing.edits
    return [
        f"- American words at 0: PER {first.american.per:.2f}, WER {first.american.wer:.2f} ({first.american.words:,} words).",
        f"- British words at 1: PER {last.british.per:.2f}, WER {last.british.wer:.2f} ({last.british.words:,} words).",
        (
            f"- Of the {last.differing.words:,} words that the lexica read differently, the British setting makes {left:.1%} "
            f"of the British errors of the American one ({last.differing.edits:,} of {first.differing.edits:,} edits)."
        ),
        f"- Along the dial American errors {'never fall and British ones never rise' if is_monotonic(places) else 'waver'}.",
    ]


@click.command(help=__doc__)
@click.option("--checkpoint", type=click.Path(path_type=Path, file_okay=False), required=True, help="folder of the model")
@click.option(
    "--packed/--float32", "as_packed", default=True, show_default=True, help="weights as the checkpoint's wasm has them"
)
@click.option("--part", type=click.Choice(["test", "dev"]), default="test", show_default=True, help="which held-out words")
@click.option("--data", type=click.Path(path_type=Path), help="folder of the lexica; default HAMANLP_DATA or the cache")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="folder to write; by default nothing is written")
def main(*, checkpoint: Path, as_packed: bool, part: Part, data: Path | None, out: Path | None) -> None:
    """Run the command."""
    torch.set_num_threads(1)
    try:
        model, vocabulary = load_packed(checkpoint) if as_packed else load(checkpoint), Vocabulary.load(checkpoint)
        american = dataset.read_words(dataset.LEXICA["en"], part, data)
        british = dataset.read_words(BRITISH_LEXICA, part, data)
        if not getattr(model.config, "accent_gate", 0):
            if "gb" not in vocabulary.sources:
                raise ValueError(f"{checkpoint} has no accent dial, and no token for the British accent either")
            plain, token = (measure(model, vocabulary, american, british, source=source) for source in ("", "gb"))
            click.echo("\n".join(summary([plain, token])[:3]))
            return
        places = [measure(model, vocabulary, american, british, accent=accent) for accent in TENTHS]
        table = table_of(places)
        click.echo(table.to_string(index=False, float_format=lambda number: f"{number:.2f}"))
        lines = [*summary(places), "", "| word | readings, with the place on the dial where each begins |", "|---|---|"]
        lines += shown_readings(model, vocabulary)
        click.echo("\n".join(lines))
        if out:
            out.mkdir(parents=True, exist_ok=True)
            write_text(table.to_csv(index=False, float_format="%.3f"), out / "curve.csv")
            draw(places, out / "curve.png")
            replace_part(Path(f"{out}.md"), "accent", "\n".join(lines))
    except (OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error


if __name__ == "__main__":
    main()
