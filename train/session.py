"""What the smaller training commands have in common: their options, and a run from where it stands to its model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import click
import torch

from train.checkpoint import load_state, save_model, save_state
from train.files import write_text
from train.fit import command_as_given, start_run, train_all
from train.interrupts import catch_interrupts
from train.material import Material
from train.notes import notes, word_lists
from train.recipe import Recipe
from train.run import Run
from train.vocabulary import Vocabulary

Command = TypeVar("Command", bound=Callable[..., Any])

OPTIONS = (
    click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="folder of the run"),
    click.option("--compile/--no-compile", "compiled", default=False, show_default=True, help="faster; needs a C++ compiler"),
    click.option(
        "--save-every", default=60.0, show_default=True, type=click.FloatRange(0), help="seconds between saved states"
    ),
    click.option("--evaluate-every", default=1000, show_default=True, type=click.IntRange(1), help="steps between scores"),
)


def session_options(command: Command) -> Command:
    """Give a click command the options of every session: `out`, `compiled`, `save_every` and `evaluate_every`."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


@dataclass(frozen=True)
class Session:
    """One training on the CPU, whose state is OUT/state.pt, its log OUT/log.txt and its model OUT/model.

    Attributes:
        module: that the command is, for the notes.
        out: folder of the run.
        recipe, materials, vocabulary: what is learned, and how.
        config: what the model's config says beside its shape.
        extra: what its notes say beside those of every run.
    """

    module: str
    out: Path
    recipe: Recipe
    materials: list[Material]
    vocabulary: Vocabulary
    config: dict[str, Any] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)

    def train(
        self, evaluate: Callable[[Run], str], began: Callable[[Run], str], *, save_every: float, evaluate_every: int
    ) -> tuple[Run, int]:
        """Make the steps that are left, and write the model.

        Args:
            evaluate: gives the scores of the averaged weights, as text for the log.
            began: what there is to train on, as text for people that goes on with the number of steps.
            save_every: seconds between saves.
            evaluate_every: steps between lines of the log.

        Returns:
            The run at its end, and the number of its parameters.

        Raises:
            click.exceptions.Exit: it was interrupted; the state is saved.
            OSError: a file cannot be read or written.
            ValueError: there is nothing to train on, or the folder holds a run of another recipe or of other words.
        """
        state_file = self.out / "state.pt"
        self.out.mkdir(parents=True, exist_ok=True)
        run = start_run(self.recipe, self.materials, self.vocabulary, torch.device("cpu"), load_state(state_file))
        lists, command = word_lists(self.materials), command_as_given(self.module, self.out)

        def save() -> None:
            save_state(run.state() | {"words": lists, "command": command, "device": "cpu"}, state_file)
            write_text("".join(f"{line}\n" for line in run.log), self.out / "log.txt")

        click.echo(f"{began(run)} {run.total_steps} steps, starting at {run.step}", err=True)
        with catch_interrupts() as interrupted:
            train_all(
                run, save, lambda: evaluate(run), save_every=save_every, evaluate_every=evaluate_every,
                stop=lambda: bool(interrupted),
            )  # fmt: skip
        if not run.finished and interrupted:
            click.echo(f"stopped at step {run.step} of {run.total_steps}; the same command continues", err=True)
            raise click.exceptions.Exit(128 + interrupted[0])
        parameters = sum(parameter.numel() for parameter in run.model.parameters())
        content = notes(
            self.recipe, command=command, parameters=parameters, steps=run.step, seconds=run.seconds, device="cpu", words=lists
        )
        run.config.update(self.config)
        save_model(run.average.state_dict(), run.config, self.vocabulary, content | self.extra, self.out / "model")
        return run, parameters
