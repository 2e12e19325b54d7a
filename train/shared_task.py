"""Train on a SIGMORPHON shared task: `python -m train.shared_task --task 2021_kor --out runs/2021-kor`.

The official training file is all that the model sees. With --slice a tenth of that file, chosen by a hash of the spelling, is
held out and scored, to choose hyperparameters on; without it all of the file is trained on, and nothing is scored: the dev file
is for `train.accuracy`. Stopped or killed at any moment, the same command continues.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import torch

from train.checkpoint import load_state, save_model, save_state
from train.dataset import Words
from train.files import write_text
from train.fit import command_as_given, start_run, train_all
from train.fused import compile_kernels
from train.interrupts import catch_interrupts
from train.lexicon import Language, read_shared_task
from train.material import Material
from train.notes import notes, word_lists
from train.predict import predict
from train.recipe import Recipe, recipe_options
from train.score import score
from train.vocabulary import JAMO, LATIN, Vocabulary


@dataclass(frozen=True)
class Published:
    """A published result on a task's test words, which are not here."""

    system: str
    wer: str


@dataclass(frozen=True)
class Task:
    """A shared task of one language.

    Attributes:
        name: year and language as in the files' names.
        language: of the words.
        published: word error rates on the test words, in percent.
        paper: where they stand.
    """

    name: str
    language: Language
    published: tuple[Published, ...]
    paper: str

    @property
    def folder(self) -> str:
        """The name under `models/`."""
        return f"sigmorphon-{self.name.replace('_', '-', 1)}"

    @property
    def train(self) -> str:
        """The training file's name in `train.sources`."""
        return f"sigmorphon{self.name}_train"

    @property
    def dev(self) -> str:
        """The dev file's name in `train.sources`."""
        return f"sigmorphon{self.name}_dev"


_2020 = "Gorman et al. 2020, “The SIGMORPHON 2020 shared task on multilingual grapheme-to-phoneme conversion”"
_2021 = "Ashby et al. 2021, “Results of the second SIGMORPHON shared task on multilingual grapheme-to-phoneme conversion”"
TASKS = {
    task.name: task
    for task in (
        Task("2021_eng_us", "en", (Published("baseline", "41.94"), Published("best", "37.4")), _2021),
        Task("2021_kor", "ko", (Published("published", "16.30"),), _2021),
        Task("2020_kor", "ko", (Published("baselines", "43.8–52.2"), Published("best", "24.00")), _2020),
    )
}


def read_task(name: str, folder: Path | None) -> Words:
    """The words of a task's file with their pronunciations."""
    words: Words = {}
    for word, phones in read_shared_task(name, folder):
        words.setdefault(word, []).append(phones)
    return words


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
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="folder of the run")
@click.option("--data", type=click.Path(path_type=Path), help="folder of the files; default HAMANLP_DATA or the cache")
@click.option("--slice", "sliced", is_flag=True, help="hold out a tenth of the file, and score it")
@click.option("--compile/--no-compile", "compiled", default=False, show_default=True, help="faster; needs a C++ compiler")
@click.option("--save-every", default=60.0, show_default=True, type=click.FloatRange(0), help="seconds between saved states")
@click.option("--evaluate-every", default=1000, show_default=True, type=click.IntRange(1), help="steps between scores")
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
        recipe, task, state_file = Recipe(**options), TASKS[name], out / "state.pt"
        every = read_task(task.train, data)
        vocabulary = vocabulary_of(task, every)
        words, held = split_slice(every) if sliced else (every, {})
        materials = [Material((task.train,), words)]
        out.mkdir(parents=True, exist_ok=True)
        run = start_run(recipe, materials, vocabulary, torch.device("cpu"), load_state(state_file))
        lists, command = word_lists(materials), command_as_given("train.shared_task", out)

        def save() -> None:
            save_state(run.state() | {"words": lists, "command": command, "device": "cpu"}, state_file)
            write_text("".join(f"{line}\n" for line in run.log), out / "log.txt")

        def evaluate() -> str:
            return str(score(predict(run.average, vocabulary, held), held, "exact")) if held else "not scored"

        click.echo(f"{len(run.examples)} words, {run.total_steps} steps, starting at {run.step}", err=True)
        with catch_interrupts() as interrupted:
            train_all(run, save, evaluate, save_every=save_every, evaluate_every=evaluate_every, stop=lambda: bool(interrupted))
        if not run.finished and interrupted:
            click.echo(f"stopped at step {run.step} of {run.total_steps}; the same command continues", err=True)
            raise click.exceptions.Exit(128 + interrupted[0])
        parameters = sum(parameter.numel() for parameter in run.model.parameters())
        content = notes(
            recipe, command=command, parameters=parameters, steps=run.step, seconds=run.seconds, device="cpu", words=lists
        ) | {"task": name, "split": f"the official training file{' without a tenth' if sliced else ''}, and nothing else"}
        save_model(run.average.state_dict(), run.config, vocabulary, content, out / "model")
        click.echo(f"{parameters} parameters, {run.seconds:.0f} s, {evaluate()}; wrote {out / 'model'}")
    except (OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error


if __name__ == "__main__":
    main()
