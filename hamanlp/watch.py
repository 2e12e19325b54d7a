"""A thread that tells calls of the engine to stop when their time is over.

It is started by the first call, sleeps until the first of those that run is due, and ends when it wakes and finds none. A
fork finds it ended, unless a call runs in another thread. A call takes no lock: it puts itself into a dictionary and takes
itself out again. If the thread has taken it out before, the call is late.
"""

from __future__ import annotations

import math
import os
import threading
import time
from contextlib import suppress
from typing import Protocol


class Call(Protocol):
    """What runs: it must bear `stop` until it is out of `Watch.calls`, and in the lock."""

    def stop(self) -> None:
        """Make it stop, from another thread."""


class Watch:
    """The calls that run. Any thread may call, and signal handlers.

    Attributes:
        calls: when each is to stop, as `time.monotonic` counts. Whoever takes a call out has it.
        wakes: when the thread looks again; whoever puts in a call that is due before has to `rouse` it.
        lock: held by the thread while it takes calls out and stops them.
    """

    def __init__(self) -> None:
        self.calls: dict[Call, float] = {}
        self.wakes = math.inf
        self.lock = threading.RLock()  # a signal handler or a finalizer may come in between and call, too
        self._reason = threading.Lock()  # held while there is none to wake
        self._reason.acquire()
        self._thread: threading.Thread | None = None
        self._leave = False

    def rouse(self) -> None:
        """Make the thread look at the calls; start it if there is none."""
        with self.lock:
            if self._thread is not None:
                self._wake()
                return
            self._thread = threading.Thread(target=self._run, name="hamanlp-watch", daemon=True)
            with suppress(RuntimeError):  # no more threads, as at the end of the process: then nobody watches
                self._thread.start()
                return
            self._thread = None

    def rest(self) -> None:
        """End the thread if no call runs; the next one starts another."""
        with self.lock:
            thread = self._thread
            if thread is None or self.calls:
                return
            self._leave = True
            self._wake()
        while self._leave and thread.is_alive():
            thread.join(0.01)
        if self._thread is not thread:
            thread.join()

    def _wake(self) -> None:
        with suppress(RuntimeError):  # it is about to
            self._reason.release()

    def _run(self) -> None:
        while self._look():
            self._reason.acquire(timeout=min(max(self.wakes - time.monotonic(), 0.0), threading.TIMEOUT_MAX))

    def _look(self) -> bool:
        """Stop the calls that are due. Returns whether the thread has to stay."""
        with self.lock:
            now = time.monotonic()
            for call, due in self.calls.copy().items():
                if due <= now and self.calls.pop(call, None) is not None:
                    call.stop()
            idle, self._leave = self._leave or now >= self.wakes, False
            self.wakes = math.inf  # from here on a new call takes the lock
            self.wakes = min(self.calls.copy().values(), default=math.inf if idle else now + 1)
            if self.wakes == math.inf:
                self._thread = None
            return self.wakes < math.inf


watch = Watch()
"""The one of this process."""


def _in_child() -> None:
    """Begin anew: the lock may have been held, and the thread is gone."""
    watch.__init__()  # type: ignore[misc]


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=watch.rest, after_in_child=_in_child)
