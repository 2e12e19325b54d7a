"""How far a job is, for people: a bar on a terminal, plain lines in a log."""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from typing import Any, Protocol, TextIO

SECONDS = 10.0  # between two lines of a log


class Progress(Protocol):
    """What shows how far a job is."""

    def show(self, stored: int, records: int) -> None:
        """Say that so many bytes of the inputs and so many lines are done."""

    def close(self, *, complete: bool) -> None:
        """Say that there will be no more."""


class Silent:
    """Shows nothing."""

    def show(self, stored: int, records: int) -> None:
        """Nothing."""

    def close(self, *, complete: bool) -> None:
        """Nothing."""


class Log:
    """A line now and then: `1,234,567 lines, 12.3 %, 45,678 lines/s, 0:03:21 left`.

    Args:
        stream: where to.
        total: bytes of the inputs as they are stored; None if that is not known.
        stored: bytes that were done before.
        records: lines that were done before.
        seconds: between two lines.
    """

    def __init__(self, stream: TextIO, total: int | None, stored: int, records: int, seconds: float = SECONDS) -> None:
        self._stream = stream
        self._total = total
        self._first = self._last = (stored, records)
        self._began = self._said = time.monotonic()
        self._seconds = seconds

    def show(self, stored: int, records: int) -> None:
        """Say how far it is, unless that was said lately."""
        self._last = stored, records
        if time.monotonic() - self._said >= self._seconds:
            self._said = time.monotonic()
            self._say(self._left())

    def close(self, *, complete: bool) -> None:
        """Say how far it came."""
        self._say(f"{'done in' if complete else 'stopped after'} {_clock(time.monotonic() - self._began)}")

    def _say(self, end: str) -> None:
        stored, records = self._last
        rate = (records - self._first[1]) / max(time.monotonic() - self._began, 1e-9)
        share = f"{100 * stored / self._total:.1f} %, " if self._total else ""
        with suppress(OSError, ValueError):  # a log that is full or closed is no reason to stop
            print(f"hamanlp: {records:,} lines, {share}{rate:,.0f} lines/s, {end}", file=self._stream, flush=True)

    def _left(self) -> str:
        done = self._last[0] - self._first[0]
        spent = time.monotonic() - self._began
        if not self._total or done <= 0:
            return f"{_clock(spent)} so far"
        return f"{_clock(spent * (self._total - self._last[0]) / done)} left"


class Bar:
    """A bar with the rate and the time left, by tqdm.

    Args:
        tqdm: the class `tqdm.tqdm`.
        stream: the terminal.
        total: as for `Log`.
        stored: as for `Log`.
        records: as for `Log`.
    """

    def __init__(self, tqdm: Any, stream: TextIO, total: int | None, stored: int, records: int) -> None:
        self._bar = tqdm(total=total, initial=stored, unit="B", unit_scale=True, dynamic_ncols=True, file=stream, disable=False)
        self._began, self._first = time.monotonic(), records

    def show(self, stored: int, records: int) -> None:
        """Move the bar."""
        rate = (records - self._first) / max(time.monotonic() - self._began, 1e-9)
        self._bar.set_postfix_str(f"{records:,} lines, {rate:,.0f} lines/s", refresh=False)
        self._bar.update(stored - self._bar.n)

    def close(self, *, complete: bool) -> None:  # noqa: ARG002 - the bar shows it
        """Leave the bar as it is and go to the next line."""
        self._bar.close()


def progress(total: int | None, stored: int, records: int) -> Progress:
    """A bar if standard error is a terminal and tqdm is there (extra `progress`); else a line now and then.

    Args:
        total: bytes of the inputs as they are stored; None if that is not known.
        stored: bytes that were done before.
        records: lines that were done before.
    """
    if sys.stderr is None:
        return Silent()
    if sys.stderr.isatty():
        with suppress(ImportError):
            from tqdm import tqdm  # noqa: PLC0415 - an extra

            return Bar(tqdm, sys.stderr, total, stored, records)
    return Log(sys.stderr, total, stored, records)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"
