"""How far a job has come, in a small file beside its output, so that it can go on after it was killed.

The file is `OUTPUT.journal`, JSON: what the job is, the place in the inputs, and how long the output is at that place. It is
replaced whole, after the output is on the disk; so at any moment all lines before the place are in the output's first bytes,
and no others are.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import HamaError
from .sources import START, Position

VERSION = 1


class ResumeError(HamaError):
    """A job cannot go on where it stopped."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A place in the inputs, and the output's length in bytes there."""

    position: Position = START
    output: int = 0


class Journal:
    """The journal of one output file.

    Args:
        output: the output's path.
        job: what the job is, as JSON can write it; a job goes on only if it is the same. The key `"inputs"` has a list.
    """

    def __init__(self, output: str, job: dict[str, Any]) -> None:
        self._path = Path(f"{output}.journal")
        self._job: dict[str, Any] = json.loads(json.dumps(job, default=repr))

    def read(self) -> Checkpoint | None:
        """The last checkpoint; None if there is no journal.

        Raises:
            ResumeError: the journal is of another job, or none.
        """
        try:
            known = json.loads(self._path.read_text(encoding="utf-8"))
            if known["version"] != VERSION:
                raise ResumeError(f"{self._path}: is of another version of hamanlp; start again without --resume")
            checkpoint = Checkpoint(Position(*map(int, known["position"])), int(known["output"]))
        except FileNotFoundError:
            return None
        except OSError as error:
            raise ResumeError(f"{self._path}: {error.strerror or error}") from error
        except (ValueError, LookupError, TypeError) as error:
            raise ResumeError(f"{self._path}: is no journal; start again without --resume") from error
        for name, now in self._job.items():
            if (before := known["job"].get(name)) != now:
                change = "the inputs have changed" if name == "inputs" else f"{name} was {before!r} and is now {now!r}"
                raise ResumeError(f"{self._path}: {change}; give what it began with, or start again without --resume")
        return checkpoint

    def write(self, checkpoint: Checkpoint) -> None:
        """Replace the journal; the output must be on the disk up to there.

        Raises:
            ResumeError: it cannot be written.
        """
        known = {"version": VERSION, "job": self._job, "position": checkpoint.position, "output": checkpoint.output}
        new = self._path.with_name(f"{self._path.name}.new")
        try:
            with new.open("w", encoding="utf-8") as file:
                json.dump(known, file, ensure_ascii=False)
                file.flush()
                os.fsync(file.fileno())
            new.replace(self._path)
        except OSError as error:
            raise ResumeError(f"{self._path}: {error.strerror or error}") from error

    def remove(self) -> None:
        """Remove the journal: the output is complete."""
        with suppress(OSError):
            self._path.unlink()
