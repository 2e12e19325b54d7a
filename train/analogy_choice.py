"""Choose how much analogies count: `python -m train.analogy_choice --task 2021_kor --checkpoint A --checkpoint B`.

Scored on the tenth of the task's training file that the checkpoints were trained without (`train.shared_task --slice`), with
relatives from the other nine.
"""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import click
import torch

from train.analogy import Analogies, Manner
from train.dataset import digest
from train.predict import choose, load_together, propose
from train.score import score
from train.shared_task import split_slice
from train.tasks import TASKS, read_task

LEAST = (3, 4, 5, 6)
WEIGHTS = (0.5, 1.0, 1.5, 2.0, 3.0)


def check(folder: Path, learned: str) -> None:
    """See that a checkpoint was trained without the tenth.

    Args:
        folder: of the checkpoint.
        learned: digest of the words of the other nine tenths.

    Raises:
        ValueError: it was not; the message says how to get one.
    """
    notes = json.loads((folder / "training.json").read_text(encoding="utf-8"))
    if learned not in [part["sha256_of_sorted_words"] for part in notes["training_words"]]:
        raise ValueError(f"{folder} has seen the words to choose on; train with: python -m train.shared_task --slice")


@click.command(help=__doc__)
@click.option("--task", "name", type=click.Choice(list(TASKS)), required=True)
@click.option(
    "--checkpoint", "checkpoints", type=click.Path(path_type=Path, file_okay=False), required=True, multiple=True,
    help="folder of a model; two or more, which propose readings",
)  # fmt: skip
@click.option("--data", type=click.Path(path_type=Path), help="folder of the files; default HAMANLP_DATA or the cache")
def main(name: str, checkpoints: tuple[Path, ...], data: Path | None) -> None:
    """Run the command."""
    torch.set_num_threads(1)
    try:
        learned, held = split_slice(read_task(TASKS[name].train, data))
        for folder in checkpoints:
            check(folder, digest(learned))
        proposals = propose(*load_together(checkpoints), held)
    except (OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"without analogies: {score(choose(proposals), held, 'exact')}")
    results = {}
    for manner in itertools.starmap(Manner, itertools.product(LEAST, WEIGHTS)):
        results[manner] = score(choose(proposals, Analogies(learned, manner)), held, "exact")
        click.echo(f"{manner}: {results[manner]}")
    chosen = min(results, key=lambda manner: results[manner].wrong)
    click.echo(f"fewest wrong words, the first of equals: {chosen}")


if __name__ == "__main__":
    main()
