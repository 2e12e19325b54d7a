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

from train.fused import compile_kernels
from train.model import TinyLlama
from train.predict import predict
from train.recipe import Recipe, recipe_options
from train.score import score
from train.session import Session, session_options
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
@click.option("--data", type=click.Path(path_type=Path), help="folder of the lexica; default HAMANLP_DATA or the cache")
@session_options
@recipe_options
def main(
    *, out: Path, data: Path | None, compiled: bool, save_every: float, evaluate_every: int, **options: Any
) -> None:  # fmt: skip
    """Run the command."""
    torch.set_num_threads(1)
    if compiled:
        compile_kernels()
    try:
        recipe = Recipe(**options)
        materials = read_spellings(recipe, data)
        vocabulary = vocabulary_of(materials)
        held = read_held_out("dev", data, recipe.limit)
        # The direction is kept in the config, for `export`.
        session = Session("train.spell", out, recipe, materials, vocabulary, config={"direction": "spelling"})
        run, parameters = session.train(
            lambda run: scores(run.average, vocabulary, held), lambda run: f"{len(run.examples)} examples,",
            save_every=save_every, evaluate_every=evaluate_every,
        )  # fmt: skip
        dev = scores(run.average, vocabulary, held)
        click.echo(f"{parameters} parameters, {run.seconds:.0f} s, dev {dev}; wrote {out / 'model'}")
    except (OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error


if __name__ == "__main__":
    main()
