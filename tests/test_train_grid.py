"""`train.grid`: killed at any moment and started again, or run on Ray, it gives the table of an undisturbed search."""

from __future__ import annotations

import dataclasses
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from tests.train_samples import SAMPLES
from train import dataset
from train.grid import main, units_left
from train.grid_cells import PROTOCOLS, Cell, Protocol, Unit, grid
from train.grid_table import COLUMNS, GridTable, alone, read_table
from train.grid_work import _fold, _words, fold_of
from train.split import part_of

TINY = [
    "--data", str(SAMPLES), "--device", "cpu", "--set", "folds=3", "--set", "run=2", "--set", "epochs=2", "--set", "tokens=300",
    "--set", "english=100", "--set", "korean=80", "--set", "scored=5",
]  # fmt: skip
CELLS = ["--cell", "16x1x16", "--cell", "16x2x8", "--cell", "32x1x8"]
# What two searches do not share.
TIMES = ["training_seconds", "scoring_seconds"]


def search(out: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["--out", str(out), *TINY, *options])


def search_alone(out: str, options: list[str]) -> None:
    main(["--out", out, *TINY, *options])


def table_of(folder: Path) -> pd.DataFrame:
    table = read_table(folder / "grid.csv").drop(columns=TIMES)
    return table.sort_values(["fold", "hidden", "layers", "ffn", "language"], ignore_index=True)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    folder = tmp_path_factory.mktemp("undisturbed")
    result = search(folder, *CELLS)
    assert result.exit_code == 0, result.output
    return table_of(folder)


def test_the_table_has_a_row_for_each_cell_fold_and_language(undisturbed: pd.DataFrame) -> None:
    assert len(undisturbed) == 3 * 2 * 2
    assert not undisturbed.duplicated(["hidden", "layers", "ffn", "fold", "language"]).any()
    assert (undisturbed["per"] == (100 * undisturbed["edits"] / undisturbed["phones"]).round(4)).all()
    assert (undisturbed["per_stress"].isna() == (undisturbed["language"] == "ko")).all()


def test_a_killed_search_continues_with_nothing_lost_or_run_twice(tmp_path: Path, undisturbed: pd.DataFrame) -> None:
    chance = random.Random(3)
    path, kills, kept = tmp_path / "grid.csv", 0, b""
    for _ in range(5):
        process = multiprocessing.get_context("fork").Process(target=search_alone, args=(str(tmp_path), CELLS))
        process.start()
        # Killed once one more model is written, and a random moment later, in the midst of the next.
        size, deadline = len(kept), time.monotonic() + 30
        while process.is_alive() and (path.stat().st_size if path.is_file() else 0) <= size and time.monotonic() < deadline:
            time.sleep(0.002)
        time.sleep(chance.random() * 0.1)
        process.kill()
        process.join()
        assert process.exitcode in (-signal.SIGKILL, 0)
        kills += process.exitcode != 0
        content = path.read_bytes()
        assert content.startswith(kept), "finished rows were changed"
        kept = content
    assert kills >= 3, "the search was over before it could be killed"
    result = search(tmp_path, *CELLS)
    assert result.exit_code == 0, result.output
    assert path.read_bytes().startswith(kept)
    pd.testing.assert_frame_equal(table_of(tmp_path), undisturbed)
    assert "0 units to do, 6 models done before" in search(tmp_path, *CELLS).output


def test_what_a_kill_left_of_a_row_or_a_model_is_run_again(tmp_path: Path, undisturbed: pd.DataFrame) -> None:
    assert search(tmp_path, *CELLS).exit_code == 0
    path = tmp_path / "grid.csv"
    lines = path.read_bytes().splitlines(keepends=True)
    # Half a line at the end; and the row of one language without that of the other.
    for left in (b"".join(lines[:5]) + lines[5][:17], b"".join(lines[:4])):
        path.write_bytes(left)
        result = search(tmp_path, *CELLS)
        assert result.exit_code == 0, result.output
        pd.testing.assert_frame_equal(table_of(tmp_path), undisturbed)


def test_processes_side_by_side_give_the_same_table(tmp_path: Path, undisturbed: pd.DataFrame) -> None:
    command = [sys.executable, "-m", "train.grid", "--out", str(tmp_path), *TINY, *CELLS, "--jobs", "2"]
    subprocess.run(command, check=True, capture_output=True, timeout=300, env=one_thread())
    pd.testing.assert_frame_equal(table_of(tmp_path), undisturbed)


def test_ray_gives_the_same_table(tmp_path: Path, undisturbed: pd.DataFrame) -> None:
    command = [sys.executable, "-m", "train.grid", "--out", str(tmp_path), *TINY, *CELLS, "--executor", "ray", "--jobs", "2"]
    subprocess.run(command, check=True, capture_output=True, timeout=300, env=one_thread())
    pd.testing.assert_frame_equal(table_of(tmp_path), undisturbed)


def one_thread() -> dict[str, str]:
    return os.environ | {"OMP_NUM_THREADS": "1", "PYTHONPATH": str(Path(__file__).parent.parent)}


def test_stacked_folds_give_about_the_same_table(tmp_path: Path, undisturbed: pd.DataFrame) -> None:
    result = search(tmp_path, "--cell", "16x1x16", "--stack")
    assert result.exit_code == 0, result.output
    single = undisturbed[(undisturbed["layers"] == 1) & (undisturbed["hidden"] == 16)].reset_index(drop=True)
    table = table_of(tmp_path)
    assert list(table["trained_words"]) == list(single["trained_words"])
    assert (table["per"] - single["per"]).abs().max() < 25, "models this young differ, but not by much"


def test_folds_part_the_training_words_and_leave_held_out_ones_alone() -> None:
    protocol = Protocol(folds=3, run=3)
    words = _words(protocol, str(SAMPLES))
    for language, every in words.items():
        assert every
        assert all(part_of(word) == "train" for word in every)
        folds = [_fold(protocol, str(SAMPLES), number) for number in range(3)]
        assert sorted(word for fold in folds for word in fold.scored[language]) == sorted(every)
        for fold in folds:
            assert not set(fold.trained[language]) & set(fold.scored[language])
            assert len(fold.trained[language]) + len(fold.scored[language]) == len(every)
    assert fold_of("Straße", 5) == fold_of("straße", 5)


def test_fewer_words_are_a_part_of_more() -> None:
    few = _words(Protocol(english=20, korean=10), str(SAMPLES))
    more = _words(Protocol(english=40, korean=30), str(SAMPLES))
    assert [len(few["en"]), len(few["ko"])] == [20, 10]
    assert all(set(few[language]) < set(more[language]) for language in few)
    assert set(more["en"]) < set(dataset.read_words(dataset.LEXICA["en"], "train", SAMPLES))


def test_the_grid_has_64_cells_with_the_predecessors_among_them() -> None:
    assert len(set(grid())) == 64
    assert Cell(64, 2, 128, 2) in grid()
    assert PROTOCOLS["full"].run == PROTOCOLS["full"].folds == 5
    assert PROTOCOLS["full"].english == PROTOCOLS["full"].korean == PROTOCOLS["full"].scored == 0


def test_units_are_folds_first_or_stacked() -> None:
    small, large = Cell(16, 1, 16, 1), Cell(32, 1, 16, 1)
    done = {(small, 0)}
    assert units_left([small, large], 2, done, False) == [Unit((0,), large), Unit((1,), small), Unit((1,), large)]
    assert units_left([small, large], 2, done, True) == [Unit((1,), small), Unit((0, 1), large)]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--cell", "64x2"], "'64x2' is not HIDDENxLAYERSxFFN"),
        (["--set", "color=1"], "names no setting"),
        (["--set", "epochs=many"], "epochs takes a value like"),
        (["--set", "run=4"], "run must be between 1 and the 3 folds"),
        (["--set", "english=1"], "too few words"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, options: list[str], message: str) -> None:
    result = search(tmp_path, *options)
    assert result.exit_code in (1, 2)
    assert message in result.output


def test_another_protocol_or_search_in_the_folder_is_refused(tmp_path: Path) -> None:
    GridTable(tmp_path, Protocol())
    result = search(tmp_path, *CELLS)
    assert result.exit_code == 1
    assert "holds a search with name=" not in result.output
    assert "folds=5 instead of 3" in result.output
    with alone(tmp_path), pytest.raises(ValueError, match="another search"), alone(tmp_path):
        pass


@pytest.mark.parametrize(("seed", "digest"), [(1, "06255536"), (88, "2514e030")])
def test_a_digest_that_looks_like_a_number_is_known_again(tmp_path: Path, seed: int, digest: str) -> None:
    protocol = dataclasses.replace(PROTOCOLS["reduced"], seed=seed)
    assert protocol.digest == digest
    cell = Cell(16, 1, 16, 1)
    shape = {"hidden": cell.hidden, "layers": cell.layers, "ffn": cell.ffn, "heads": cell.heads}
    row = dict.fromkeys(COLUMNS, 0) | shape | {"protocol": digest}
    GridTable(tmp_path, protocol).append([row | {"language": "en"}, row | {"language": "ko"}])
    assert GridTable(tmp_path, protocol).done() == {(cell, 0)}


def test_columns_are_named_once() -> None:
    assert len(set(COLUMNS)) == len(COLUMNS)
