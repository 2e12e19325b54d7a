"""What a grid search's table says: means per cell, the Pareto front, and a regression."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from train.grid_cells import Cell, grid
from train.lexicon import Language

SHAPE = ["hidden", "layers", "ffn", "heads"]
PREDECESSOR = Cell(64, 2, 128, 2)
FLOAT32_BYTES = 4


def cell_means(table: pd.DataFrame, language: Language) -> pd.DataFrame:
    """One row a cell: its shape, parameters, bytes of float32 weights, and PER: all edits by all phones of its folds."""
    rows = table[table["language"] == language]
    means = rows.groupby(SHAPE, as_index=False).agg(
        parameters=("parameters", "first"), edits=("edits", "sum"), phones=("phones", "sum"), folds=("fold", "nunique")
    )
    means["per"] = 100 * means["edits"] / means["phones"]
    means["bytes"] = FLOAT32_BYTES * means["parameters"]
    return means


def in_grid(means: pd.DataFrame) -> pd.DataFrame:
    """The rows of the grid's own cells, without those beside it."""
    own = {(cell.hidden, cell.layers, cell.ffn, cell.heads) for cell in grid()}
    return means[[shape in own for shape in means[SHAPE].itertuples(index=False, name=None)]].reset_index(drop=True)


def row_of(means: pd.DataFrame, cell: Cell) -> pd.DataFrame:
    """The row of a cell, as a table of one row, or of none if it was not run."""
    wanted = (cell.hidden, cell.layers, cell.ffn, cell.heads)
    return means[[shape == wanted for shape in means[SHAPE].itertuples(index=False, name=None)]]


def no_larger(means: pd.DataFrame, row: pd.DataFrame) -> pd.DataFrame:
    """The grid's own cells that take at most as many bytes as the cell of a row."""
    own = in_grid(means)
    return own[own["bytes"] <= row["bytes"].iloc[0]]


def pareto_front(means: pd.DataFrame) -> pd.DataFrame:
    """The cells that no other cell beats in bytes and PER at once, small ones first."""
    ordered = means.sort_values(["bytes", "per"], ignore_index=True)
    best = ordered["per"].cummin()
    return ordered[(ordered["per"] == best) & ~best.duplicated()].reset_index(drop=True)


@dataclass(frozen=True)
class Coefficient:
    """A coefficient of a regression with its standard error."""

    name: str
    value: float
    error: float


@dataclass(frozen=True)
class Regression:
    """A fit of ln PER by ordinary least squares.

    Attributes:
        coefficients: the intercept first.
        cells: how many were fitted.
        r_squared: share of the variance of ln PER that the fit explains.
    """

    coefficients: list[Coefficient]
    cells: int
    r_squared: float


PREDICTORS = {
    "ln parameters": lambda cells: np.log(cells["parameters"]),
    "layers": lambda cells: cells["layers"],
    "ln width": lambda cells: np.log(cells["hidden"]),
}


def regression(means: pd.DataFrame, names: tuple[str, ...] = tuple(PREDICTORS)) -> Regression:
    """Fit ln PER = intercept + Σ coefficient · predictor over cells.

    Args:
        means: from `cell_means`.
        names: of `PREDICTORS`.

    Returns:
        The coefficients with the classical standard errors, s² (XᵀX)⁻¹ with s² of cells - coefficients degrees of freedom.

    Raises:
        ValueError: there are fewer cells than the fit has coefficients and one more.
    """
    if len(means) < len(names) + 2:
        raise ValueError(f"{len(means)} cells are too few for a regression on {len(names)} predictors")
    target = np.log(means["per"].to_numpy(dtype=float))
    columns = [np.ones(len(means)), *(PREDICTORS[name](means).to_numpy(dtype=float) for name in names)]
    matrix = np.column_stack(columns)
    values, *_ = np.linalg.lstsq(matrix, target, rcond=None)
    residuals = target - matrix @ values
    variance = residuals @ residuals / (len(target) - len(values))
    errors = np.sqrt(np.diag(variance * np.linalg.pinv(matrix.T @ matrix)))
    spread = target - target.mean()
    return Regression(
        [Coefficient(name, float(v), float(e)) for name, v, e in zip(("intercept", *names), values, errors, strict=True)],
        len(means),
        float(1 - residuals @ residuals / (spread @ spread)),
    )
