"""The short form of `python -m tests.survival`: trainings that are killed end with the bytes of an undisturbed one."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.survival import COMMANDS, survive


@pytest.mark.parametrize("command", list(COMMANDS))
def test_a_training_that_is_killed_loses_nothing(command: str, tmp_path: Path) -> None:
    seed = random.randrange(1_000_000)
    print("seed of the moments:", seed)
    survival = survive(command, 3, seed, tmp_path)
    assert survival.kills >= 3
    assert survival.same == survival.rounds >= 1
