"""The engine takes about as many instructions as it did."""

from __future__ import annotations

import json
import platform
import shutil

import pytest

from bench import instructions
from export.zig import ROOT


@pytest.mark.skipif(shutil.which("valgrind") is None, reason="valgrind is missing; apt-get install valgrind")
@pytest.mark.skipif(platform.machine() != "x86_64", reason="the committed counts are of x86-64")
def test_instructions_stay_within_the_tolerance() -> None:
    committed = json.loads(instructions.COMMITTED.read_text(encoding="utf-8"))
    counts = instructions.count(ROOT / "models" / "tiny")
    for name, value in counts.items():
        change = value / committed[name] - 1
        assert abs(change) <= instructions.TOLERANCE, (
            f"{name}: {value:,} instructions, {100 * change:+.1f} % from the committed {committed[name]:,}; "
            "if that is meant: python -m bench.instructions --update"
        )
