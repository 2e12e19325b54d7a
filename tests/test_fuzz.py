"""Inputs that reach what hours of fuzzing reached pass with the safety checks on, and so do some seconds of new ones."""

from __future__ import annotations

import json
import re
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz import fuzzer, inputs, programs, seeds
from tests.fuzz.figures import COMMITTED, AllFigures, Figures

RUNS = 250
"""New inputs for each target: some seconds."""
LOG = """INFO: Loaded 1 modules   (21850 inline 8-bit counters): 21850 [0x5, 0x6),
#2\tINITED cov: 3951 ft: 5 corp: 1/1b exec/s: 0 rss: 40Mb
#820\tDONE   cov: 4481 ft: 17012 corp: 700/40Kb lim: 90 exec/s: 33 rss: 41Mb
slowest: 1250000 us
stat::number_of_executed_units: 820
"""

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the native programs are for Linux on x86-64")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the programs; with that of libFuzzer where clang can link it."""
    folder = tmp_path_factory.mktemp("fuzz")

    def build(engine: programs.Engine) -> None:
        try:
            programs.build(engine, with_fuzzer=shutil.which("clang") is not None, folder=folder)
        except programs.FuzzError:
            assert (folder / engine.replay).is_file()

    # The compiler takes one core for each.
    with ThreadPoolExecutor() as pool:
        list(pool.map(build, (programs.READER, programs.SPELLER)))
    return folder


@pytest.mark.parametrize("target", inputs.TARGETS)
def test_all_that_is_kept_passes(target: str, built: Path) -> None:
    kept = inputs.kept(target)
    passed, problem = programs.replay(target, kept, build=built)
    assert problem == "", (inputs.escape(kept[passed]), problem)
    assert passed == len(kept) > (20 if target == "spell" else 100)


@pytest.mark.parametrize("target", inputs.TARGETS)
def test_some_seconds_of_new_inputs(target: str, built: Path, tmp_path: Path) -> None:
    if not (built / programs.engine_of(target).fuzzer).is_file():
        pytest.skip("clang with libFuzzer is missing; apt-get install clang")
    runs = len(inputs.kept(target)) + RUNS
    log = fuzzer.run(target, 120, runs=runs, build=built, folder=tmp_path)
    figures = AllFigures.read(tmp_path / "figures.json").targets[target]
    assert figures.findings == 0, log
    assert figures.executions >= runs
    assert figures.edges > (700 if target == "spell" else 1500)
    assert not any((tmp_path / "findings" / target).iterdir())


def test_a_program_that_stops_is_a_finding(built: Path) -> None:
    passed, problem = programs.replay("text", [b"\n" * 1000, b"x" * (1 << 21)], build=built)
    assert passed == 1
    assert "panic: " in problem


def test_the_inputs_in_the_repository_are_few() -> None:
    assert sum(path.stat().st_size for path in (*inputs.CORPUS.iterdir(), *inputs.FOUND.iterdir())) < 300_000
    for target in inputs.TARGETS:
        assert inputs.read(inputs.CORPUS / f"{target}.txt")
        # Nothing has broken the model that spells so far.
        assert inputs.read(inputs.FOUND / f"{target}.txt") or target == "spell"
        assert seeds.seeds(target)


@given(st.binary() | st.text().map(str.encode))
def test_inputs_become_lines_and_inputs_again(data: bytes) -> None:
    line = inputs.escape(data)
    assert len(line.splitlines()) <= 1
    assert not line.startswith("#")
    assert inputs.unescape(line) == data


def test_words_of_the_dictionary_are_those_of_the_seeds() -> None:
    lines = seeds.dictionary().splitlines()
    assert len(lines) > 100
    assert all(re.fullmatch(r'"(\\x[0-9a-f]{2})+"', line) for line in lines)


def test_figures_add_up(tmp_path: Path) -> None:
    figures = AllFigures()
    figures.targets["text"].add(LOG, 2.5)
    figures.targets["text"].add(LOG, 2.5)
    assert figures.targets["text"] == Figures(
        executions=1640, cpu_seconds=5.0, edges=4481, edges_in_all=21850, slowest_seconds=1.25
    )
    figures.write(tmp_path / "figures.json")
    assert AllFigures.read(tmp_path / "figures.json") == figures
    assert "| text | 1,640 | 0.00 | 4,481 of 21,850 | 1.25 s | 0 | 0 |" in figures.table()


def test_what_long_runs_found_is_mended() -> None:
    assert {of["findings_open"] for of in json.loads(COMMITTED.read_text(encoding="utf-8")).values()} == {0}
