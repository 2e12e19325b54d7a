"""The figures of a grid search; each title says what the table shows, computed from it."""

from __future__ import annotations

import itertools
import textwrap
from collections.abc import Iterable
from pathlib import Path

import matplotlib as mpl
import pandas as pd

mpl.use("Agg")

from matplotlib import pyplot as plt
from matplotlib.ticker import FuncFormatter, NullFormatter

from train.grid_cells import Cell
from train.grid_summary import PREDECESSOR, in_grid, no_larger, pareto_front, row_of
from train.lexicon import Language

LANGUAGE_NAMES: dict[Language, str] = {"en": "English", "ko": "Korean"}
AXES = {"hidden": "width of the hidden layer (channels)", "layers": "layers", "ffn": "width of the FFN (channels)"}
SHORT = {"hidden": "width", "layers": "depth", "ffn": "FFN width"}
_PER = "PER (edits per 100 phones)"
_WIDTH = 9.0

Means = dict[Language, pd.DataFrame]


def draw_all(means: Means, marked: dict[str, Cell], folder: Path) -> list[str]:
    """Draw every figure.

    Args:
        means: per language, from `train.grid_summary.cell_means`, with any cells beside the grid.
        marked: cells to name in the plot of PER against bytes.
        folder: to write to.

    Returns:
        The files' names.
    """
    own: Means = {language: in_grid(table) for language, table in means.items()}
    drawn = {
        "per-by-hyperparameter.png": _by_hyperparameter(own),
        "per-by-layers.png": _by_layers(own),
        **{f"heat-{first}-{second}.png": _heat_map(own, first, second) for first, second in itertools.combinations(AXES, 2)},
        "per-by-bytes.png": _by_bytes(means, marked),
    }
    for name, figure in drawn.items():
        figure.savefig(folder / name, dpi=120, metadata={"Software": None})
        plt.close(figure)
    return list(drawn)


def _average(table: pd.DataFrame, *by: str) -> pd.Series[float]:
    """The geometric mean of PER, so that no cell outweighs the others because it is bad."""
    return table.groupby(list(by))["per"].apply(lambda per: per.prod() ** (1 / len(per)))


def _by_hyperparameter(own: Means) -> plt.Figure:
    figure, axes = plt.subplots(len(own), 3, figsize=(_WIDTH, 5.6), sharey="row", constrained_layout=True, squeeze=False)
    factors = {}
    for row, (language, table) in zip(axes, own.items(), strict=True):
        for axis, name in zip(row, AXES, strict=True):
            axis.plot(table[name], table["per"], "o", color="0.6", alpha=0.5, markersize=4, label="one cell")
            line = _average(table, name)
            axis.plot(line.index, line, "o-", color="C0", label="geometric mean")
            factors[language, name] = line.iloc[0] / line.iloc[-1]
            change = f"×{line.iloc[-1] / line.iloc[0]:.2f} from {line.index[0]} to {line.index[-1]}"
            axis.set(title=f"{LANGUAGE_NAMES[language]}: {change}", xlabel=AXES[name])
            _scales(axis, line.index, "linear" if name == "layers" else "log")
        row[0].set_ylabel(_PER)
    axes[0, 0].legend(frameon=False, fontsize=8)
    parts = []
    for language in own:
        ordered = sorted(AXES, key=lambda name, of=language: -factors[of, name])  # type: ignore[misc]
        shares = ", ".join(f"{SHORT[name]} ÷{factors[language, name]:.1f}" for name in ordered)
        parts.append(f"{LANGUAGE_NAMES[language]} PER by {shares}")
    _headline(figure, f"What takes off errors, from the least to the most of it: {'; '.join(parts)}")
    return figure


def _by_layers(own: Means) -> plt.Figure:
    figure, axes = plt.subplots(1, len(own), figsize=(_WIDTH, 4.2), constrained_layout=True, squeeze=False)
    gains = []
    for axis, (language, table) in zip(axes[0], own.items(), strict=True):
        lines = _average(table, "hidden", "layers").unstack("layers")
        colors = plt.cm.viridis_r([0.1 + 0.8 * at / max(1, len(lines) - 1) for at in range(len(lines))])
        for color, (hidden, line) in zip(colors, lines.iterrows(), strict=True):
            axis.plot(line.index, line, "o-", color=color, label=f"hidden {hidden}")
        steps = _average(table, "layers")
        gains.append((LANGUAGE_NAMES[language], steps))
        axis.set(title=LANGUAGE_NAMES[language], xlabel="layers", ylabel=_PER)
        _scales(axis, lines.columns, "linear")
        axis.legend(frameon=False, fontsize=9)
    parts = [f"{name} {steps.iloc[0]:.0f} → {steps.iloc[1]:.1f} → {steps.iloc[-1]:.1f} %" for name, steps in gains]
    most = all(steps.iloc[0] / steps.iloc[1] > steps.iloc[1] / steps.iloc[-1] for _, steps in gains)
    what = "The second layer brings most of the gain" if most else "Every layer helps"
    if all(steps.idxmin() == 2 for _, steps in gains):
        what = "Two layers do best in a training of this length"
    _headline(figure, f"{what}: 1, 2 and {gains[0][1].index[-1]} layers give {'; '.join(parts)} wrong phones")
    return figure


def _heat_map(own: Means, first: str, second: str) -> plt.Figure:
    figure, axes = plt.subplots(1, len(own), figsize=(_WIDTH, 4.2), constrained_layout=True, squeeze=False)
    parts = []
    for axis, (language, table) in zip(axes[0], own.items(), strict=True):
        square = _average(table, first, second).unstack(first).sort_index(ascending=False)
        image = axis.imshow(square, cmap="viridis_r", norm=mpl.colors.LogNorm(), aspect="auto")
        axis.set_xticks(range(len(square.columns)), square.columns)
        axis.set_yticks(range(len(square.index)), square.index)
        axis.set(title=LANGUAGE_NAMES[language], xlabel=AXES[first], ylabel=AXES[second])
        middle = (square.to_numpy().min() * square.to_numpy().max()) ** 0.5
        for (row, column), value in zip(itertools.product(*map(range, square.shape)), square.to_numpy().flat, strict=True):
            color = "black" if value < middle else "white"
            axis.text(column, row, f"{value:.1f}", ha="center", va="center", color=color, fontsize=9)
        bar = figure.colorbar(image, ax=axis, label=_PER)
        _plain_numbers(bar.ax.yaxis)
        worst, best = square.max().max(), square.min().min()
        row, column = (square == best).to_numpy().nonzero()
        where = f"{SHORT[first]} {square.columns[column[0]]}, {SHORT[second]} {square.index[row[0]]}"
        parts.append(f"{LANGUAGE_NAMES[language]} {worst:.0f} → {best:.1f} % at {where}")
    _headline(figure, f"PER by {SHORT[first]} and {SHORT[second]}, worst to best: {'; '.join(parts)}")
    return figure


def _by_bytes(means: Means, marked: dict[str, Cell]) -> plt.Figure:
    figure, axes = plt.subplots(1, len(means), figsize=(_WIDTH, 5), constrained_layout=True, squeeze=False)
    messages = []
    for axis, (language, table) in zip(axes[0], means.items(), strict=True):
        own, front = in_grid(table), pareto_front(in_grid(table))
        colors = plt.cm.viridis_r([0.05, 0.35, 0.65, 0.95])
        for color, (layers, cells) in zip(colors, own.groupby("layers"), strict=False):
            axis.plot(
                cells["bytes"] / 1000, cells["per"], "o", color=color, markersize=4, label=f"{layers} layer{'s' * (layers > 1)}"
            )
        axis.step(front["bytes"] / 1000, front["per"], where="post", color="C3", linewidth=1, label="Pareto front")
        for (name, cell), marker in zip(marked.items(), "*DsP^v", strict=False):
            found = row_of(table, cell)
            if len(found):
                style = {"color": "none", "markeredgecolor": "black", "markersize": 11}
                axis.plot(found["bytes"] / 1000, found["per"], marker, label=name, **style)
        axis.set(
            title=LANGUAGE_NAMES[language], xlabel="weights in float32 (thousand bytes; int8 takes a quarter)", ylabel=_PER
        )
        _scales(axis, [100, 300, 1000, 3000, 8000], "log")
        point = row_of(own, PREDECESSOR)
        if len(point):
            best = no_larger(table, point)["per"].min()
            messages.append(_beside_the_front(LANGUAGE_NAMES[language], point["per"].iloc[0], best))
    figure.legend(*axes[0, 0].get_legend_handles_labels(), loc="outside lower center", ncols=4, frameon=False, fontsize=9)
    if messages:
        _headline(figure, f"In a training of this length, the predecessor's shape (64/2/128) is {' and '.join(messages)}")
    return figure


def _beside_the_front(language: str, per: float, best: float) -> str:
    """Where a cell stands whose PER is `per`, if the best of those no larger has `best`."""
    if best < per:
        return f"behind the front in {language} ({per:.2f} against {best:.2f} %)"
    return f"on the front in {language} ({per:.2f} %)"


def _headline(figure: plt.Figure, text: str) -> None:
    # A number stays on one line with its unit.
    text = text.replace(" %", "\u00a0%").replace(" → ", "\u00a0→\u00a0")
    figure.suptitle(textwrap.fill(text, 100), fontweight="bold", fontsize=11)


def _scales(axis: plt.Axes, ticks: Iterable[int], x_scale: str) -> None:
    axis.set(xscale=x_scale, yscale="log")
    axis.set_xticks(list(ticks), [str(tick) for tick in ticks])
    axis.xaxis.set_minor_formatter(NullFormatter())
    _plain_numbers(axis.yaxis)
    axis.grid(alpha=0.25, which="both")


def _plain_numbers(axis: object) -> None:
    low, high = axis.get_view_interval()  # type: ignore[attr-defined]
    labelled = "1235" if high / low > 5 else "123456789"
    plain = FuncFormatter(lambda value, _: f"{value:g}" if f"{value:.0e}"[0] in labelled else "")
    axis.set_major_formatter(plain)  # type: ignore[attr-defined]
    axis.set_minor_formatter(plain)  # type: ignore[attr-defined]
