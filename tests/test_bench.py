"""The measuring itself: what is measured is the same text, whatever the way it is given."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from bench import harness, pair

TEXTS = ["Hello, world", "안녕하세요", "", "read it again and again", "naïve café"] * 3


def test_a_system_gives_the_same_in_lists_of_any_size_and_with_threads(wasm: Path) -> None:
    assert wasm.is_file()
    with harness.System("hamanlp tiny") as system:
        samples = [
            system.run(TEXTS),
            system.run(TEXTS, batch=1),
            system.run(TEXTS, batch=2, threads=2),
            system.run(TEXTS, repeat=2),
        ]
    assert len({sample["digest"] for sample in samples}) == 1
    for sample in samples:
        assert sample["cpu"] > 0
        assert sample["peak_kb"] > 1000


def test_a_system_that_is_not_there_says_so() -> None:
    systems, missing = harness.start({"no such system": "python3"})
    assert not systems
    assert "no such system" in missing[0]
    with pytest.raises(FileNotFoundError):
        harness.System("hamanlp tiny", "no-such-python")


def test_two_builds_are_read_in_turn(wasm: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HAMANLP_DATA", str(Path(__file__).parent / "data"))
    result = CliRunner().invoke(pair.main, [str(wasm), str(wasm), "--rounds", "2", "--size", "5"])
    assert result.exit_code == 0, result.output
    assert [line.split("\t")[0] for line in result.output.splitlines()] == list(pair.TEXTS)
    assert result.output.count("as fast") == len(pair.TEXTS)
