"""Systems in processes of their own, measured in turn."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypedDict

WORKER = Path(__file__).with_name("worker.py")


class Sample(TypedDict):
    """What one request took: seconds, kilobytes, and the hash of what came out."""

    cpu: float
    wall: float
    peak_kb: int
    digest: str


class System:
    """A system that runs until it is closed.

    Args:
        name: one of `bench.worker.SYSTEMS`.
        python: the interpreter of the environment that has the system.

    Raises:
        RuntimeError: it does not start.
    """

    def __init__(self, name: str, python: str = sys.executable) -> None:
        self.name = name
        # -P keeps this folder off the path of imports: a system may be named like one of its files.
        command = [python, "-P", str(WORKER), name]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.run(["a"])

    def run(self, texts: Sequence[str], **how: int) -> Sample:
        """Transcribe the texts once; `how` is as in `bench.worker`."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(json.dumps({"texts": list(texts), **how}) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            pass  # it says why below
        line = self._process.stdout.readline()
        if not line:
            assert self._process.stderr is not None
            lines = self._process.stderr.read().strip().splitlines()
            raise RuntimeError(f"{self.name}: {lines[-1] if lines else 'stopped'}")
        sample: Sample = json.loads(line)
        return sample

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


def start(names: dict[str, str]) -> tuple[list[System], list[str]]:
    """Start the systems that are there.

    Args:
        names: interpreter by name of the system.

    Returns:
        The systems, and a line about each that is missing.
    """
    systems, missing = [], []
    for name, python in names.items():
        try:
            systems.append(System(name, python))
        except (RuntimeError, OSError) as error:
            missing.append(str(error))
    return systems, missing


def row(scenario: str, system: str, x: float, round_: int, sample: Sample, words: int) -> dict[str, Any]:
    """One line of the table of samples."""
    return {
        "scenario": scenario, "system": system, "x": x, "round": round_, "words": words, "cpu_s": round(sample["cpu"], 6),
        "wall_s": round(sample["wall"], 6), "peak_kb": sample["peak_kb"], "digest": sample["digest"][:16],
    }  # fmt: skip
