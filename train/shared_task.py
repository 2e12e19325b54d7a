"""Train on a SIGMORPHON shared task: `python -m train.shared_task --task 2021_kor --out runs/2021-kor`.

The official training file is all that the model sees, beside, with --read, spellings that models of the same file have read
(`python -m train.pseudo --task`; He et al. 2020, arXiv 1909.13788). With --slice a tenth of that file, chosen by a hash of the
spelling, is held out and scored, to choose hyperparameters on; without it all of the file is trained on, and nothing is scored:
the dev file is for `train.accuracy`. Stopped or killed at any moment, the same command continues.
"""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path
from typing import Any

import click
import torch

from train.dataset import Words
from train.fused import compile_kernels
from train.material import Material
from train.predict import predict
from train.pseudo import read_pseudo
from train.recipe import Recipe, recipe_options
from train.run import Run
from train.score import score
from train.session import Session, session_options
from train.tasks import TASKS, Task, read_task
from train.vocabulary import JAMO, LATIN, Vocabulary


def vocabulary_of(task: Task, words: Words) -> Vocabulary:
    """The vocabulary of a task: the script's letters (Korean ones as jamo), any others of the words, and the words' phones."""
    script = JAMO if task.language == "ko" else LATIN
    letters = {letter for word in words for letter in unicodedata.normalize("NFD", word)}
    phones = {phone for spoken in words.values() for phones in spoken for phone in phones}
    return Vocabulary((*script, *sorted(letters.difference(script))), tuple(sorted(phones)))


def split_slice(words: Words) -> tuple[Words, Words]:
    """Nine tenths of the words, and the tenth on which hyperparameters are chosen."""
    held = {word for word in words if hashlib.sha256(f"slice/{word}".encode()).digest()[0] < 26}
    return (
        {word: spoken for word, spoken in words.items() if word not in held},
        {word: words[word] for word in words if word in held},
    )


@click.command(help=__doc__)
@click.option("--task", "name", type=click.Choice(list(TASKS)), required=True)
@click.option("--data", type=click.Path(path_type=Path), help="folder of the files; default HAMANLP_DATA or the cache")
@click.option("--slice", "sliced", is_flag=True, help="hold out a tenth of the file, and score it")
@session_options
@recipe_options
def main(
    *, name: str, out: Path, data: Path | None, sliced: bool, compiled: bool, save_every: float,
    evaluate_every: int, **options: Any,
) -> None:  # fmt: skip
    """Run the command."""
    torch.set_num_threads(1)
    if compiled:
        compile_kernels()
    try:
        recipe, task = Recipe(**options), TASKS[name]
        every = read_task(task.train, data)
        vocabulary = vocabulary_of(task, every)
        words, held = split_slice(every) if sliced else (every, {})
        materials = [Material((task.train,), words, share=recipe.share(task.language))]
        if recipe.read:
            read = {word: spoken for word, spoken in read_pseudo(Path(recipe.read)).items() if word not in held}
            origin = "wordfreq's spellings, read by models of the same task"
            materials.append(Material((), read, share=recipe.share("read"), origin=origin))
        beside = "wordfreq's spellings as models of it read them" if recipe.read else "nothing else"
        split = f"the official training file{' without a tenth' if sliced else ''}, and {beside}"

        def evaluate(run: Run) -> str:
            return str(score(predict(run.average, vocabulary, held), held, "exact")) if held else "not scored"

        session = Session("train.shared_task", out, recipe, materials, vocabulary, extra={"task": name, "split": split})
        run, parameters = session.train(
            evaluate, lambda run: f"{len(run.examples)} words,", save_every=save_every, evaluate_every=evaluate_every
        )
        click.echo(f"{parameters} parameters, {run.seconds:.0f} s, {evaluate(run)}; wrote {out / 'model'}")
    except (OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error


if __name__ == "__main__":
    main()
