"""`train.grid_plots`: what the page and the plots say of a table."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

from train.grid_cells import REDUCED, Cell, grid
from train.grid_plots import main
from train.grid_summary import PREDECESSOR, cell_means, in_grid, pareto_front, regression, row_of
from train.grid_table import COLUMNS, GridTable

MODELS = Path(__file__).parent.parent / "models"
BESIDE = [Cell(80, 5, 112, 4), Cell(160, 6, 320, 5)]


def parameters(cell: Cell) -> int:
    return 330 * cell.hidden + cell.layers * (4 * cell.hidden**2 + 3 * cell.hidden * cell.ffn)


def made_up_table() -> pd.DataFrame:
    """PER = 100 · e^(-0.4 · layers) · parameters^-0.1 in Korean, three times that in English."""
    rows = []
    for cell, fold, language in itertools.product([*grid(), *BESIDE], (0, 1), ("en", "ko")):
        per = (300 if language == "en" else 100) * np.exp(-0.4 * cell.layers) * parameters(cell) ** -0.1
        rows.append(
            {
                "protocol": REDUCED.digest, "hidden": cell.hidden, "layers": cell.layers, "ffn": cell.ffn, "heads": cell.heads,
                "fold": fold, "language": language, "parameters": parameters(cell), "phones": 10_000_000,
                "edits": round(100_000 * per), "per": per, "training_seconds": 2.0, "scoring_seconds": 0.5, "device": "cpu",
            }
        )  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))


def test_the_regression_finds_what_the_table_was_made_with() -> None:
    means = in_grid(cell_means(made_up_table(), "ko"))
    fit = regression(means)
    assert [each.name for each in fit.coefficients] == ["intercept", "ln parameters", "layers", "ln width"]
    np.testing.assert_allclose([each.value for each in fit.coefficients], [np.log(100), -0.1, -0.4, 0], atol=1e-4)
    assert fit.r_squared > 0.999999
    assert fit.cells == 64


def test_standard_errors_are_those_of_a_straight_line() -> None:
    means = pd.DataFrame({"parameters": np.exp([1.0, 2, 3, 4]), "per": np.exp([1.0, 1.2, 0.7, 0.9])})
    intercept, slope = regression(means, ("ln parameters",)).coefficients
    # Of y = 1.0, 1.2, 0.7, 0.9 on x = 1, 2, 3, 4: b = -0.08, residual variance 0.094 / 2, Σ(x - x̄)² = 5.
    assert slope.value == pytest.approx(-0.08)
    assert slope.error == pytest.approx((0.098 / 2 / 5) ** 0.5)
    assert intercept.value == pytest.approx(1.15)


def test_too_few_cells_are_refused() -> None:
    with pytest.raises(ValueError, match="too few"):
        regression(pd.DataFrame({"parameters": [1, 2], "per": [1, 2]}), ("ln parameters",))


def test_the_front_has_the_cells_that_none_beats() -> None:
    cells = pd.DataFrame({"bytes": [1, 2, 3, 4, 4], "per": [9.0, 9.5, 5.0, 5.0, 4.0]})
    assert list(pareto_front(cells)["bytes"]) == [1, 3, 4]
    assert list(pareto_front(cells)["per"]) == [9.0, 5.0, 4.0]


def test_means_add_up_edits_and_phones_of_the_folds() -> None:
    rows = [{"phones": 100, "edits": 10, "fold": 0}, {"phones": 300, "edits": 10, "fold": 1}]
    shape = {"hidden": 64, "layers": 2, "ffn": 128, "heads": 2, "parameters": 7, "language": "en"}
    means = cell_means(pd.DataFrame([shape | row for row in rows]), "en")
    assert list(means["per"]) == [5.0]
    assert list(means["bytes"]) == [28]
    assert len(row_of(means, PREDECESSOR)) == 1
    assert row_of(means, Cell(32, 2, 128, 1)).empty


def test_the_page_states_protocol_compute_front_and_points(tmp_path: Path) -> None:
    GridTable(tmp_path, REDUCED)
    made_up_table().to_csv(tmp_path / "grid.csv", index=False)
    result = CliRunner().invoke(main, ["--folder", str(tmp_path), "--models", str(MODELS)])
    assert result.exit_code == 0, result.output
    text = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "64 cells" in text
    assert "**The figures come from the reduced protocol**" in text
    assert "Total compute: 11.0 minutes" in text
    assert "`tiny`, the predecessor's | 64x2x128" in text
    assert "`default` | 80x5x112" in text
    assert "-0.100 ± 0.000 | -0.400 ± 0.000" in text
    images = sorted(path.name for path in tmp_path.glob("*.png"))
    assert len(images) == 6
    for name in images:
        assert f"]({name})" in text
        assert (tmp_path / name).stat().st_size > 10_000


def test_a_folder_without_a_search_is_refused(tmp_path: Path) -> None:
    shutil.copytree(MODELS / "tiny", tmp_path / "tiny")
    result = CliRunner().invoke(main, ["--folder", str(tmp_path)])
    assert result.exit_code == 1
    assert result.output.startswith("Error: ")
