"""Trainings that are killed again and again: `python -m tests.survival` says how to see that nothing is lost."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click
import pandas as pd

from tests.train_samples import SAMPLES
from train import fit, grid
from train.grid_table import read_table

LONGEST_LIFE = 0.6
"""Of the time that the undisturbed run takes: at most so long is a process left alone before it is killed."""

MOST_KILLS = 6
"""In one round; then it may come to its end, since on a busy machine no life might be long enough for a step."""

FIT = (
    "--data", str(SAMPLES), "--device", "cpu", "--save-every", "0.05", "--evaluate-every", "20", "--hidden", "16",
    "--layers", "1", "--heads", "2", "--ffn", "16", "--context", "40", "--tokens", "400", "--warmup", "5", "--epochs", "2",
    "--dropout", "0.1",
)  # fmt: skip
GRID = (
    "--data", str(SAMPLES), "--device", "cpu", "--set", "folds=3", "--set", "run=2", "--set", "epochs=2", "--set", "tokens=300",
    "--set", "english=100", "--set", "korean=80", "--set", "scored=5", "--cell", "16x1x16", "--cell", "16x2x8",
    "--cell", "32x1x8",
)  # fmt: skip


def _fit(out: str) -> None:
    _be_silent()
    fit.main(["--out", out, *FIT])


def _grid(out: str) -> None:
    _be_silent()
    grid.main(["--out", out, *GRID])


def _be_silent() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def _of_fit(out: Path) -> dict[str, object]:
    """What a run leaves: the model's files, byte for byte, and the lines of its log without the seconds that it took."""
    files = {name: (out / "model" / name).read_bytes() for name in ("model.safetensors", "config.json", "tokenizer.json")}
    return files | {"log": re.sub(r"seconds \d+", "", (out / "log.txt").read_text(encoding="utf-8"))}


def _of_grid(out: Path) -> dict[str, object]:
    """The rows of the table, without the times that they took, in an order of their own."""
    table: pd.DataFrame = read_table(out / "grid.csv").drop(columns=["training_seconds", "scoring_seconds"])
    return {"rows": sorted(table.to_csv(index=False).splitlines())}


COMMANDS: dict[str, tuple[Callable[[str], None], Callable[[Path], dict[str, object]]]] = {
    "train.fit": (_fit, _of_fit),
    "train.grid": (_grid, _of_grid),
}


@dataclass(frozen=True)
class Survival:
    """How a command got on.

    Attributes:
        command: its name.
        kills: of a process that was alive.
        in_writing: those that left a file half written.
        rounds: runs that were brought to their end, by as many processes as it took.
        same: rounds that ended with the bytes of the undisturbed run.
        seconds: that the undisturbed run took, and the whole.
    """

    command: str
    kills: int
    in_writing: int
    rounds: int
    same: int
    seconds: tuple[float, float]


def survive(command: str, kills: int, seed: int, folder: Path) -> Survival:
    """Kill a command's processes.

    Args:
        command: of `COMMANDS`.
        kills: at least so many; the round in which that is reached is brought to its end.
        seed: of the moments.
        folder: an existing one.
    """
    run, result = COMMANDS[command]
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    started = time.monotonic()
    _whole(context.Process(target=run, args=(str(folder / "warm-up"),)))  # the server, too, takes a while to start
    undisturbed = time.monotonic()
    _whole(context.Process(target=run, args=(str(folder / "whole"),)))
    took = time.monotonic() - undisturbed
    expected = result(folder / "whole")
    chance = random.Random(seed)
    killed = in_writing = rounds = same = 0
    while killed < kills:
        out = folder / f"round-{rounds}"
        for life in itertools.count():
            process = context.Process(target=run, args=(str(out),))
            process.start()
            if life < MOST_KILLS:
                process.join(chance.random() * LONGEST_LIFE * took)
                process.kill()  # without effect on one that is over
            process.join()
            if process.exitcode == 0:
                break
            if process.exitcode != -9:
                raise click.ClickException(f"{command} ended with status {process.exitcode} after {killed} kills, seed {seed}")
            killed += 1
            in_writing += any(out.rglob("*.partial"))
        rounds += 1
        same += result(out) == expected
    return Survival(command, killed, in_writing, rounds, same, (round(took, 1), round(time.monotonic() - started, 1)))


def _whole(process: multiprocessing.process.BaseProcess) -> None:
    process.start()
    process.join()
    if process.exitcode != 0:
        raise click.ClickException(f"the undisturbed run ended with status {process.exitcode}")
