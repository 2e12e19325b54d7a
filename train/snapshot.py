"""Write the model of an unfinished run: `python -m train.snapshot runs/large-1`.

A run with `--schedule constant` has no end of its own: its averaged weights, as they stand, go to OUT/model, for another run to
take up with `--start` or to learn from with `--teachers`.
"""

from __future__ import annotations

from pathlib import Path

import click

from train.checkpoint import load_state, save_model
from train.model import TinyLlama, config_of
from train.notes import notes
from train.recipe import Recipe
from train.vocabulary import Vocabulary


def snapshot(folder: Path) -> Path:
    """Write the model of a run's state.

    Args:
        folder: of the run.

    Returns:
        The folder of the model.

    Raises:
        FileNotFoundError: there is no state.
        ValueError: the state cannot be read.
    """
    state = load_state(folder / "state.pt")
    if state is None:
        raise FileNotFoundError(f"{folder} has no state.pt: there is no run")
    recipe = Recipe(**state["recipe"])
    vocabulary = Vocabulary.default(recipe.tokens_of_sources, british=bool(recipe.british))
    config = config_of(recipe, vocabulary)
    parameters = sum(parameter.numel() for parameter in TinyLlama(config).parameters())
    content = notes(
        recipe, command=state["command"], parameters=parameters, steps=state["step"], seconds=state["seconds"],
        device=state["device"], words=state["words"],
    )  # fmt: skip
    save_model(state["average"], config, vocabulary, content, folder / "model")
    return folder / "model"


@click.command(help=__doc__)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def main(folder: Path) -> None:
    """Run the command."""
    try:
        click.echo(f"wrote {snapshot(folder)}", err=True)
    except (OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error


if __name__ == "__main__":
    main()
