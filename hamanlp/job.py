"""A large job of the command: inputs in blocks, workers, an output that can be gone on with, and a word on how far it is."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from . import __version__
from .compression import CSV, JSON_LINES, PARQUET, TSV, kind_of
from .errors import HamaError, OptionError
from .journal import Checkpoint, Journal, ResumeError
from .progress import Progress, Silent, progress
from .signals import interrupt_held
from .sources import Lines, Position, Source
from .streams import STANDARD, FileError, Input, Output, refuse_inputs
from .tables import Table
from .tasks import LineTask, TableTask, delimited
from .transcriber import Transcriber
from .workers import Task, results

SECONDS = 5.0  # between checkpoints
TEXT = "text"  # the column of lines that become a table


@dataclass(frozen=True, kw_only=True)
class Job:
    """What to read, how, and where to.

    Args:
        hama: reads the text.
        inputs: the input files, in order.
        output: the output's path, or `-`.
        format: `"text"`, `"jsonl"` or `"ssml"`.
        below: only words less probable than this; None for all.
        column: the column to read, where the inputs are tables; None for lines of text.
        workers: how many processes.
        errors: `"strict"` or `"replace"`, for bytes that are not UTF-8.
    """

    hama: Transcriber
    inputs: Sequence[Input]
    output: str = STANDARD
    format: str = "text"
    below: float | None = None
    column: str | None = None
    workers: int = 1
    errors: str = "strict"

    def run(self, *, resume: bool = False, show: bool = False) -> None:
        """Do it, or the rest of it.

        Args:
            resume: go on where the same job was interrupted.
            show: say on standard error how far it is.

        Raises:
            OptionError: the column is not there, or the options do not go together.
            ResumeError: it cannot go on.
            HamaError: as reading, transcribing and writing raise it; what was written before stays.
        """
        kind = self._kind()
        plan = self._plan(kind)
        parquet = kind == PARQUET
        path = f"{self.output}.partial" if parquet else self.output
        try:
            refuse_inputs(self.output, self.inputs)
        except OSError as error:
            raise FileError(self.output, error) from error
        journal = Journal(self.output, self._signature()) if self._can_resume() else None
        found = self._found(journal) if resume else None
        begin = found or Checkpoint()
        with Output(path, self.inputs, None if found is None else found.output) as out:
            if journal is not None and found is None:
                journal = _begun(journal, needed=resume)
            if begin.output == 0:
                out.write(plan.head)
            known = all(file.regular for file in self.inputs)
            total = sum(file.status.st_size for file in self.inputs) if known else None
            shown = progress(total, begin.position.stored, begin.position.records) if show else Silent()
            _Run(out, begin.position, journal, shown).run(plan, self.workers)
        if parquet:
            from .parquet import finish  # noqa: PLC0415 - pyarrow is an extra

            finish(path, self.output, plan.names)
        if journal is not None:
            journal.remove()
        if parquet:
            os.unlink(path)

    def _kind(self) -> str:
        """What the output is: its suffix as a kind of file, nothing for lines of text."""
        kind = kind_of(self.output)
        if kind == PARQUET:
            if self.format != "text" or self.below is not None:
                raise OptionError(
                    "output: Parquet takes neither --format jsonl nor --below; name another file", option="output"
                )
            return PARQUET
        if self.column is None and not any(kind_of(file.path) == PARQUET for file in self.inputs):
            return ""
        if self.column is None:
            raise OptionError("column: is missing; a table needs it", option="column")
        if self.below is not None:
            raise OptionError("below: cannot be given with a column; leave one out", option="below")
        if self.format == "jsonl":
            return JSON_LINES
        return kind if kind in (CSV, TSV) else CSV if kind_of(self.inputs[0].path) == CSV else TSV

    def _plan(self, kind: str) -> _Plan:
        """How to read and write, once the inputs are known to fit."""
        if self.column is None:
            lines = Lines(self.inputs, self.errors)
            if kind == PARQUET:
                return _Plan(lines, TableTask(self.hama, 0, (TEXT,), self.hama.notation, kind), (TEXT, self.hama.notation))
            return _Plan(lines, LineTask(self.hama, self.format, self.below))
        if any(kind_of(file.path) == PARQUET for file in self.inputs):
            from .parquet import ParquetTable  # noqa: PLC0415 - pyarrow is an extra

            table: ParquetTable | Table = ParquetTable(self.inputs, self.column)
        else:
            table = Table(self.inputs, self.errors, self.column)
        added = self.hama.notation
        if kind != JSON_LINES and added in table.names:
            raise OptionError(f"column: there is one named {added} already; rename it", option="column")
        names = (*table.names, added)
        head = delimited([names], kind) if kind in (CSV, TSV) and table.header and table.names else b""
        return _Plan(table, TableTask(self.hama, table.column, table.names, added, kind), names, head)

    def _can_resume(self) -> bool:
        """Whether all files are on disks, so that a later process can go on."""
        if self.output == STANDARD or not all(file.regular for file in self.inputs):
            return False
        return not os.path.exists(self.output) or stat.S_ISREG(os.stat(self.output).st_mode)

    def _signature(self) -> dict[str, Any]:
        """What must not change between an interruption and going on."""
        inputs = [[os.path.basename(file.path), file.status.st_size, file.status.st_mtime_ns] for file in self.inputs]
        options = {name: value for name, value in self.hama.options().items() if name not in ("threads", "time_limit")}
        own = {"format": self.format, "below": self.below, "column": self.column}
        return {"inputs": inputs, "hamanlp": __version__, **options, **own}

    def _found(self, journal: Journal | None) -> Checkpoint | None:
        if journal is None:
            raise ResumeError("only files with names can be gone on with; give them with -i and -o")
        found = journal.read()
        if found is None and os.path.exists(self.output) and os.stat(self.output).st_size:  # an empty one was just begun
            raise ResumeError(f"{self.output}: has no journal, so it is complete, or another's; remove it to begin again")
        return found


@dataclass(frozen=True)
class _Plan:
    """Blocks, what is done with each, the columns of a table and its first line."""

    source: Source
    task: Task
    names: tuple[str, ...] = ()
    head: bytes = b""


@dataclass
class _Run:
    """The loop of a job; `place` is the end of what is written, unless a block is written in part (`whole` is false then)."""

    out: Output
    place: Position
    journal: Journal | None
    shown: Progress
    whole: bool = True
    saved: float = field(default_factory=time.monotonic)

    def run(self, plan: _Plan, workers: int) -> None:
        complete = False
        try:
            for block, data in results(plan.task, plan.source.blocks(self.place), workers):
                with interrupt_held():
                    self.whole = False
                    self.out.write(data)
                    self.place, self.whole = block.end, True
                self.shown.show(block.end.stored, block.end.records)
                if time.monotonic() - self.saved >= SECONDS:
                    self._save()
            self._save()
            complete = True
        except BaseException:
            if self.whole:
                with suppress(HamaError):  # the error that is on its way counts
                    self._save()
            raise
        finally:
            self.shown.close(complete=complete)

    def _save(self) -> None:
        if self.journal is not None:
            self.journal.write(Checkpoint(self.place, self.out.checkpoint()))
            self.saved = time.monotonic()


def _begun(journal: Journal, *, needed: bool) -> Journal | None:
    """The journal with its first entry; None if it cannot be written and need not be."""
    try:
        journal.write(Checkpoint())
    except ResumeError:
        if needed:
            raise
        return None
    return journal
