"""Homographs in context: `python -m train.homographs` cross-validates the classifier, or with --out trains the one that ships.

Five folds, the sentences dealt out at random with a fixed seed; for each, keys and weights come from the other four alone. What
is measured is the classifier as it is stored, in rounded weights.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import fields
from pathlib import Path

import click
import numpy as np

from train import homograph_training as training
from train.homograph_pronunciations import read_readings
from train.homograph_stored import save, stored
from train.lexicon import read_homographs

_DEFAULTS = {field.name: field.default for field in fields(training.Recipe)}


@click.command(help=__doc__)
@click.option("--data", type=click.Path(path_type=Path), help="folder of the lexica; default HAMANLP_DATA or the cache")
@click.option("--out", type=click.Path(path_type=Path), help="train on all sentences, and write the classifier to this folder")
@click.option("--folds", default=5, show_default=True, type=click.IntRange(2))
@click.option("--words", "per_word", is_flag=True, help="print every word's share of right readings, the worst first")
@click.option("--spellings", default=_DEFAULTS["spellings"], show_default=True, help="listed spellings of neighbours")
@click.option("--endings", default=_DEFAULTS["endings"], show_default=True, help="listed endings of three letters, and of two")
@click.option("--pretraining", default=_DEFAULTS["pretraining"], show_default=True, help="passes without labels")
@click.option("--epochs", default=_DEFAULTS["epochs"], show_default=True, help="passes over the sentences")
@click.option("--batch", default=_DEFAULTS["batch"], show_default=True, help="sentences a step")
@click.option("--rate", default=_DEFAULTS["rate"], show_default=True, help="of AdamW, at its peak")
@click.option("--dropout", default=_DEFAULTS["dropout"], show_default=True)
@click.option("--unlisted", default=_DEFAULTS["unlisted"], show_default=True, help="share of spellings forgotten in training")
@click.option("--seed", default=_DEFAULTS["seed"], show_default=True, help="of the first weights and the order of sentences")
def main(*, data: Path | None, out: Path | None, folds: int, per_word: bool, **recipe: int | float) -> None:
    """Measure or train."""
    chosen = training.Recipe(**recipe)  # type: ignore[arg-type]
    try:
        readings = read_readings(data)
        material = training.examples(read_homographs(data), readings)
    except (FileNotFoundError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    if out is not None:
        model, table = training.fit(material, range(len(material.contexts)), chosen)
        save(stored(model, table, readings), out)
        click.echo(f"{out}: trained on {len(material.contexts)} sentences, {table.rows} rows")
        return
    found = training.cross_validate(material, chosen, folds)
    _report(material, found, folds, per_word=per_word)


def _report(material: training.Examples, found: training.Validation, folds: int, *, per_word: bool) -> None:
    label, word = np.array(material.label), np.array(material.word)
    right = found.probabilities.argmax(1) == label
    baseline = found.baseline == label
    names = material.words.names
    present = sorted(set(material.word))
    shares = {at: (right[word == at].mean(), baseline[word == at].mean()) for at in present}
    if per_word:
        click.echo("word            sentences  majority  right  errors by reading (chosen for it)")
        for at in sorted(present, key=lambda at: (float(shares[at][0]), names[at])):
            wrong = Counter(
                f"{label[each]}→{found.probabilities[each].argmax()}" for each in np.flatnonzero((word == at) & ~right)
            )
            errors = " ".join(f"{kind}:{count}" for kind, count in sorted(wrong.items()))
            click.echo(
                f"{names[at]:15} {int((word == at).sum()):9}  {100 * shares[at][1]:8.1f}  {100 * shares[at][0]:5.1f}  {errors}"
            )
    likelihood = -np.log(np.maximum(found.probabilities[np.arange(len(label)), label], 1e-9)).mean()
    macro = np.mean([share for share, _ in shares.values()])
    click.echo(f"majority   micro {baseline.mean():.4f}  macro {np.mean([share for _, share in shares.values()]):.4f}")
    click.echo(f"classifier micro {right.mean():.4f}  macro {macro:.4f}  negative log likelihood {likelihood:.4f}")
    click.echo(f"{folds}-fold cross-validation, {len(label)} sentences, {len(present)} words")


if __name__ == "__main__":
    main()
