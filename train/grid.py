"""The grid search over model shapes: `python -m train.grid --protocol reduced --out docs/grid`. Killed, it continues.

Every combination of hidden {32, 64, 128, 256}, layers {1, 2, 3, 4} and FFN {32, 64, 128, 256} is trained on Korean and English
together, with one fold of the words held out at a time, and scored on that fold. Each result goes to OUT/grid.csv as soon as it
is there; `python -m train.grid_plots` makes plots and a page of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click
import torch
from tqdm import tqdm

from train.grid_cells import PROTOCOLS, Cell, Unit, grid
from train.grid_executors import EXECUTORS
from train.grid_table import CSV, GridTable, alone
from train.grid_work import Work


def units_left(cells: Iterable[Cell], folds: int, done: set[tuple[Cell, int]], stacked: bool) -> list[Unit]:
    """What is left to do.

    Args:
        cells: of the search.
        folds: how many folds are held out in turn.
        done: the cells and folds that are finished.
        stacked: whether the folds of a cell are trained as one stack; otherwise each is a unit of its own, and the first fold
            of every cell comes before the second of any, so that an unfinished search says something of all.
    """
    left = {cell: tuple(fold for fold in range(folds) if (cell, fold) not in done) for cell in cells}
    if stacked:
        return [Unit(numbers, cell) for cell, numbers in left.items() if numbers]
    return sorted((Unit((fold,), cell) for cell, numbers in left.items() for fold in numbers), key=lambda unit: unit.folds)


def _cells(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> list[Cell]:
    try:
        return [Cell.parse(value) for value in values]
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


@click.command(help=__doc__)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="folder of the results")
@click.option("--data", type=click.Path(path_type=Path), help="folder of the lexica; default HAMANLP_DATA or the cache")
@click.option("--protocol", default="full", show_default=True, type=click.Choice(list(PROTOCOLS)), help="how cells are trained")
@click.option("--set", "changes", multiple=True, metavar="NAME=VALUE", help="change a setting of the protocol")
@click.option("--cell", "cells", multiple=True, callback=_cells, help="HIDDENxLAYERSxFFN: only these instead of the grid")
@click.option("--also", multiple=True, callback=_cells, help="HIDDENxLAYERSxFFN[xHEADS]: a cell beside the grid")
@click.option("--executor", default="local", show_default=True, type=click.Choice(list(EXECUTORS)))
@click.option("--jobs", default=1, show_default=True, type=click.IntRange(1), help="units that run at a time")
@click.option("--device", default="auto", show_default=True, type=click.Choice(["auto", "cpu", "cuda"]))
@click.option("--stack/--no-stack", default=None, help="train the folds of a cell as one; default on a GPU")
@click.option("--compile/--no-compile", "compiled", default=False, show_default=True, help="faster; needs a C++ compiler")
def main(
    *, out: Path, data: Path | None, protocol: str, changes: tuple[str, ...], cells: list[Cell], also: list[Cell],
    executor: str, jobs: int, device: str, stack: bool | None, compiled: bool,
) -> None:  # fmt: skip
    """Run the command."""
    if device == "auto":
        device = "cuda" if torch.cuda.is_available() else "cpu"
    stacked = device == "cuda" if stack is None else stack
    try:
        chosen = PROTOCOLS[protocol].changed(changes)
        work = Work(chosen, str(data.resolve()) if data else "", device, compiled)
        with alone(out):
            table = GridTable(out, chosen)
            wanted = list(dict.fromkeys([*(cells or grid()), *also]))
            units = units_left(wanted, chosen.run, table.done(), stacked)
            click.echo(f"{len(units)} units to do, {len(table.done())} models done before, on {device}", err=True)
            cost = {(unit.cell, fold): unit.cell.cost for unit in units for fold in unit.folds}
            # Time left is reckoned from what each cell costs, since a large one takes ten times as long as a small one.
            with tqdm(total=sum(cost.values()), disable=None, bar_format=_BAR, smoothing=0.1) as bar:
                for rows in EXECUTORS[executor](work, units, jobs) if units else ():
                    table.append(rows)
                    bar.update(sum(cost[model] for model in {_model(row) for row in rows}))
                    bar.set_postfix_str(_summary(rows))
        click.echo(f"wrote {out / CSV}", err=True)
    except (OSError, ValueError, RuntimeError, ModuleNotFoundError) as error:
        raise click.ClickException(str(error)) from error


_BAR = "{percentage:3.0f}% |{bar}| {elapsed} gone, {remaining} left{postfix}"


def _model(row: dict[str, int]) -> tuple[Cell, int]:
    return Cell(row["hidden"], row["layers"], row["ffn"], row["heads"]), row["fold"]


def _summary(rows: list[dict[str, float]]) -> str:
    last = rows[-2:]
    shape = f"{last[0]['hidden']}x{last[0]['layers']}x{last[0]['ffn']} fold {last[0]['fold']}"
    return " ".join([f"{shape}: PER", *(f"{row['language']} {row['per']:.2f}" for row in last)])


if __name__ == "__main__":
    main()
