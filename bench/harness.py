"""Systems in processes of their own, measured in turn."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Self, TypedDict

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
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        try:
            self.run(["a"])
        except RuntimeError:
            self.close()
            raise

    def run(self, texts: Sequence[str], **how: int) -> Sample:
        """Transcribe the texts once; `how` is as in `bench.worker`."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with suppress(BrokenPipeError):  # it says why below
            self._process.stdin.write(json.dumps({"texts": list(texts), **how}) + "\n")
            self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            assert self._process.stderr is not None
            lines = self._process.stderr.read().strip().splitlines()
            raise RuntimeError(f"{self.name}: {lines[-1] if lines else 'stopped'}")
        sample: Sample = json.loads(line)
        return sample

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        with suppress(BrokenPipeError):
            self._process.communicate()
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe is not None:
                with suppress(BrokenPipeError):
                    pipe.close()


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


def row(sample: Sample, scenario: str, system: str, *, words: int, x: float = 0, round_: int = 0) -> dict[str, Any]:
    """One line of the table of samples."""
    return {
        "scenario": scenario, "system": system, "x": x, "round": round_, "words": words, "cpu_s": round(sample["cpu"], 6),
        "wall_s": round(sample["wall"], 6), "peak_kb": sample["peak_kb"], "digest": sample["digest"][:16],
    }  # fmt: skip
