"""Average the weights of two checkpoints: `python -m train.average FIRST SECOND --weight 0.7 --out DIR`.

Of two stages of one training the mean of the weights often generalises better than either (Wortsman et al. 2022, "Model soups",
arXiv 2203.05482). The weight is to be chosen on the dev words.
"""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import click
import torch

from train.checkpoint import save_model
from train.model import load
from train.starting import start_weights
from train.vocabulary import Vocabulary


def average(first: Path, second: Path, weight: float, out: Path) -> None:
    """Write (1 - weight) · first + weight · second.

    Args:
        first: a checkpoint folder.
        second: another of the same shape and vocabulary; its notes are taken over, as a stage before this one.
        weight: of the second, between 0 and 1.
        out: folder to write.

    Raises:
        OSError: a folder is no checkpoint, or `out` cannot be written.
        ValueError: the two do not fit together.
    """
    model, vocabulary = load(first), Vocabulary.load(first)
    other = start_weights(second, vocabulary, model.config)
    mean = {name: torch.lerp(tensor, other[name], weight) for name, tensor in model.state_dict().items()}
    notes: dict[str, Any] = json.loads((second / "training.json").read_text(encoding="utf-8"))
    stages = [*notes.pop("stages", []), dict(notes)]
    command = ["python", "-m", "train.average", str(first), str(second), "--weight", str(weight), "--out", str(out)]
    notes |= {"command": shlex.join(command), "steps": 0, "training_seconds": 0, "stages": stages}
    save_model(mean, model.config, vocabulary, notes, out)


@click.command(help=__doc__)
@click.argument("first", type=click.Path(path_type=Path, file_okay=False))
@click.argument("second", type=click.Path(path_type=Path, file_okay=False))
@click.option("--weight", default=0.5, show_default=True, type=click.FloatRange(0, 1), help="of SECOND")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="folder to write")
def main(first: Path, second: Path, weight: float, out: Path) -> None:
    """Run the command."""
    try:
        average(first, second, weight, out)
    except (OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"wrote {out}", err=True)


if __name__ == "__main__":
    main()
