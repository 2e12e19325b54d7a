"""The measuring itself: what is measured is the same text, whatever the way it is given."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import harness

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
