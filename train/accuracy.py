"""Hold the shared-task models beside published systems: `python -m train.accuracy` writes `docs/accuracy.md`.

Every folder `models/sigmorphon-*` is scored on the dev file of the task that it was trained for; models of one task and
vocabulary are scored together, too, as an ensemble, without and with analogies to the words of the training file. The scores of
each go to its `scores.json`, for the model's card.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import torch

from train import dataset
from train.analogy import Analogies
from train.files import write_json, write_text
from train.model import load
from train.predict import choose, load_together, predict, propose
from train.score import Score, score
from train.tasks import TASKS, Task, read_task
from train.vocabulary import Vocabulary

_COMMAND = "python -m train.accuracy"
_CHOSEN = (
    "That they help was seen on dev words; how much they count was chosen on a tenth of the training file of 2021 kor by "
    "models that had not seen it (`train.analogy_choice`), and is the same for all tasks."
)


@dataclass(frozen=True)
class Result:
    """A scored model, or several that predict together.

    Attributes:
        folders: the checkpoints.
        parameters: of each.
        score: on the dev words of the task.
        analogies: whether words of the training file supported readings.
    """

    folders: list[Path]
    parameters: list[int]
    score: Score
    analogies: bool = False


def find(models: Path) -> dict[str, list[Path]]:
    """The checkpoints of each task, by name.

    Args:
        models: the folder that holds `sigmorphon-*`.

    Returns:
        Task → folders; a task's own name comes before those with a number after it.
    """
    found: defaultdict[str, list[Path]] = defaultdict(list)
    for folder in sorted(models.glob("sigmorphon-*")):
        found[_notes(folder)["task"]].append(folder)
    return {name: found[name] for name in TASKS if name in found}


def ensembles(folders: list[Path]) -> list[list[Path]]:
    """The checkpoints that can predict together: two or more of one vocabulary."""
    by_vocabulary: defaultdict[Vocabulary, list[Path]] = defaultdict(list)
    for folder in folders:
        by_vocabulary[Vocabulary.load(folder)].append(folder)
    return [together for together in by_vocabulary.values() if len(together) > 1]


def _notes(folder: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((folder / "training.json").read_text(encoding="utf-8"))
    return content


def measure(task: Task, folder: Path, data: Path | None) -> Result:
    """Score a checkpoint on the dev words of a task.

    Raises:
        MissingDataError: the dev file is not there.
    """
    references = read_task(task.dev, data)
    predictions = predict(load(folder), Vocabulary.load(folder), references)
    return Result([folder], _parameters([folder]), score(predictions, references, "exact"))


def measure_together(task: Task, folders: list[Path], data: Path | None) -> list[Result]:
    """Score several checkpoints that decode together, without and with analogies.

    Raises:
        MissingDataError: a file of the task is not there.
        ValueError: the checkpoints do not fit together.
    """
    references = read_task(task.dev, data)
    proposals = propose(*load_together(folders), references)
    results = []
    for analogies in (None, Analogies(read_task(task.train, data))):
        scored = score(choose(proposals, analogies), references, "exact")
        results.append(Result(folders, _parameters(folders), scored, analogies is not None))
    return results


def _parameters(folders: list[Path]) -> list[int]:
    return [_notes(folder)["parameters"] for folder in folders]


def _report(task: Task, result: Result, data: Path | None) -> dict[str, Any]:
    counts = result.score
    row = {
        "lexica": [task.dev], "words": counts.words, "sha256_of_sorted_words": dataset.digest(read_task(task.dev, data)),
        "phones": counts.phones, "edits": counts.edits, "per": round(counts.per, 2), "wrong": counts.wrong,
        "wer": round(counts.wer, 2),
    }  # fmt: skip
    part = "official dev file"
    return {"task": task.name, "part": part, "decoded_by": _COMMAND, "scores": {"exact": row}}


def _beside(results: dict[str, list[Result]]) -> str:
    """Which models learned more than the official file: a sentence, or nothing."""
    folders = [result.folders[0] for measured in results.values() for result in measured if len(result.folders) == 1]
    taught = [folder for folder in folders if any("origin" in part for part in _notes(folder)["training_words"])]
    names = ", ".join(f"`{folder.name}`" for folder in taught)
    learned = "also learned spellings of `wordfreq` as models of the same file read them, words of the dev file left out"
    return f" These {learned}: {names}." if taught else ""


def _page(results: dict[str, list[Result]]) -> str:
    lines = [
        "# Accuracy beside published systems", "",
        (f"Generated by `{_COMMAND}`. These models were trained on the official training file of their task and no other "
        f"pronunciations.{_beside(results)} Hyperparameters were compared on a tenth of that file, if at all; the dev file "
        "served for these figures, and to choose which of several finished runs stand here. The models are no part of "
        "the package: what ships has seen more words, and is scored in the README."), "",
        ("**Ours are results on the dev words, the published ones on the test words**, which are not at hand here; both are "
        "drawn from the same source in the same way. WER is the share of words with any error, PER edits per reference phone, "
        "in percent; phones are compared as the task writes them. Of an ensemble, each model proposes a reading, and the one "
        "that all of them together hold most probable is taken (`train.predict.predict_together`). With analogies, words of "
        "the training file that a word begins or ends with, or that begin or end with it, support the proposed readings that "
        f"agree with theirs (`train.analogy`): the file is at hand then, not only the models. {_CHOSEN}"),
    ]  # fmt: skip
    for name, measured in results.items():
        lines += ["", f"## SIGMORPHON {name.replace('_', ' ')}", "", *_rows(TASKS[name], measured)]
    return "\n".join([*lines, "", *_predicting()])


def _rows(task: Task, measured: list[Result]) -> list[str]:
    rows = ["| system | parameters | words | WER | PER |", "|---|---:|---:|---:|---:|"]
    for result in measured:
        counts = result.score
        if len(result.folders) == 1:
            name, size = (
                f"[{result.folders[0].name}](../models/{result.folders[0].name}/README.md){_way(result.folders[0])}, dev",
                f"{result.parameters[0]:,}",
            )
        else:
            names = ", ".join(f"`{folder.name.removeprefix('sigmorphon-')}`" for folder in result.folders)
            name = f"{'the same, with analogies' if result.analogies else f'ensemble of {names}'}, dev"
            size = f"{len(result.folders)} × {max(result.parameters):,} at most{', and the file' if result.analogies else ''}"
        rows.append(f"| {name} | {size} | {counts.words:,} | **{counts.wer:.2f}** | {counts.per:.2f} |")
    rows += [f"| {each.system}, test | | | {each.wer} | |" for each in task.published]
    return [*rows, "", f"Published: {task.paper}."]


def _way(folder: Path) -> str:
    """Where a model begins, if that is not the first phone."""
    config: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    return " (from the last phone to the first)" if config.get("reversed_phones") else ""


def _predicting() -> list[str]:
    return [
        "## Scoring the test words", "",
        ("A word list in, `word<TAB>phones` out, as the tasks' own scorers take it; several `--checkpoint` predict together, "
        "`--analogies` takes those of the task's training file:"),
        "",
        "*Not run by the tests: it wants the words of the task.*", "",
        "```sh",
        "python -m train.predict --checkpoint models/sigmorphon-2021-kor --checkpoint models/sigmorphon-2021-kor-2 \\",
        "    --analogies 2021_kor --words kor_test.tsv > kor_predicted.tsv",
        "```", "",
    ]  # fmt: skip


@click.command(help=__doc__)
@click.option(
    "--models", default=Path("models"), show_default=True, type=click.Path(path_type=Path, file_okay=False), help="folder"
)
@click.option(
    "--out", default=Path("docs/accuracy.md"), show_default=True, type=click.Path(path_type=Path, dir_okay=False), help="page"
)
@click.option("--data", type=click.Path(path_type=Path), help="folder of the files; default HAMANLP_DATA or the cache")
def main(models: Path, out: Path, data: Path | None) -> None:
    """Score, and write the page."""
    torch.set_num_threads(1)
    try:
        results: dict[str, list[Result]] = {}
        for name, folders in find(models).items():
            task = TASKS[name]
            results[name] = [measure(task, folder, data) for folder in folders]
            for result in results[name]:
                write_json(_report(task, result, data), result.folders[0] / "scores.json")
            for together in ensembles(folders):
                results[name] += measure_together(task, together, data)
            for result in results[name]:
                how = " with analogies" if result.analogies else ""
                click.echo(f"{' + '.join(folder.name for folder in result.folders)}{how}: {result.score}")
        if not results:
            raise ValueError(f"{models} has no folder sigmorphon-*")
        write_text(_page(results), out)
    except (OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"wrote {out}", err=True)


if __name__ == "__main__":
    main()
