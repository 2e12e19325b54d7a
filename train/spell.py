"""Train the model that spells, pronunciation → letters: `python -m train.spell --out runs/spell`.

It is a model of the same architecture with the direction turned round: the characters of a pronunciation in IPA stand where the
letters of a word do, and letters (of hangul, jamo) where phones do. Trained on the training words of all English and Korean
lexica. Stopped or killed at any moment, the same command continues.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import torch

from train.checkpoint import load_state, save_model, save_state
from train.files import write_text
from train.fit import command_as_given, start_run, train_all
from train.fused import compile_kernels
from train.interrupts import catch_interrupts
from train.model import TinyLlama
from train.notes import notes, word_lists
from train.predict import predict
from train.recipe import Recipe, recipe_options
from train.score import score
from train.spell_material import Pairs, as_references, read_held_out, read_spellings, vocabulary_of
from train.vocabulary import Vocabulary


def scores(model: TinyLlama, vocabulary: Vocabulary, held: dict[str, Pairs]) -> str:
    """Errors of greedy decoding, in letters and words, percent, by language."""
    lines = []
    for language, pairs in held.items():
        result = score(predict(model, vocabulary, pairs), as_references(pairs), "exact")
        lines.append(f"{language} {result.per:.2f}/{result.wer:.2f}")
    return "  ".join(lines)


@click.command(help=__doc__)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="folder of the run")
@click.option("--data", type=click.Path(path_type=Path), help="folder of the lexica; default HAMANLP_DATA or the cache")
@click.option("--compile/--no-compile", "compiled", default=False, show_default=True, help="faster; needs a C++ compiler")
@click.option("--save-every", default=60.0, show_default=True, type=click.FloatRange(0), help="seconds between saved states")
@click.option("--evaluate-every", default=1000, show_default=True, type=click.IntRange(1), help="steps between scores")
@recipe_options
def main(
    *, out: Path, data: Path | None, compiled: bool, save_every: float, evaluate_every: int, **options: Any
) -> None:  # fmt: skip
    """Run the command."""
    torch.set_num_threads(1)
    if compiled:
        compile_kernels()
    try:
        recipe, state_file = Recipe(**options), out / "state.pt"
        materials = read_spellings(recipe, data)
        vocabulary = vocabulary_of(materials)
        held = read_held_out("dev", data, recipe.limit)
        out.mkdir(parents=True, exist_ok=True)
        run = start_run(recipe, materials, vocabulary, torch.device("cpu"), load_state(state_file))
        lists, command = word_lists(materials), command_as_given("train.spell", out)

        def save() -> None:
            save_state(run.state() | {"words": lists, "command": command, "device": "cpu"}, state_file)
            write_text("".join(f"{line}\n" for line in run.log), out / "log.txt")

        def evaluate() -> str:
            return scores(run.average, vocabulary, held)

        click.echo(f"{len(run.examples)} examples, {run.total_steps} steps, starting at {run.step}", err=True)
        with catch_interrupts() as interrupted:
            train_all(run, save, evaluate, save_every=save_every, evaluate_every=evaluate_every, stop=lambda: bool(interrupted))
        if not run.finished and interrupted:
            click.echo(f"stopped at step {run.step} of {run.total_steps}; the same command continues", err=True)
            raise click.exceptions.Exit(128 + interrupted[0])
        parameters = sum(parameter.numel() for parameter in run.model.parameters())
        run.config.direction = "spelling"  # kept in the config, for `export`
        content = notes(
            recipe, command=command, parameters=parameters, steps=run.step, seconds=run.seconds, device="cpu", words=lists
        )
        save_model(run.average.state_dict(), run.config, vocabulary, content, out / "model")
        click.echo(f"{parameters} parameters, {run.seconds:.0f} s, dev {evaluate()}; wrote {out / 'model'}")
    except (OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error


if __name__ == "__main__":
    main()
