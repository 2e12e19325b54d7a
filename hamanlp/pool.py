"""Worker threads for long lists."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

Item = TypeVar("Item")
Result = TypeVar("Result")


class Pool:
    """Threads that are started when they are first needed, and kept, so that what they have learned is not lost.

    Args:
        threads: how many at the most.
    """

    def __init__(self, threads: int) -> None:
        self._threads = threads
        self._executors: dict[int, ThreadPoolExecutor] = {}  # by process: a forked one has none of its parent's threads

    def map(self, function: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
        """Apply a function to each item, in threads if there are several.

        Args:
            function: called from any of the threads.
            items: any number.

        Returns:
            The results in the order of the items. If a call raises, so does this, after the others have ended.
        """
        if len(items) < 2 or self._threads < 2:
            return [function(item) for item in items]
        calls = [self._running().submit(function, item) for item in items]
        for call in calls:
            call.exception()  # waits; a caller that gets an error must not find threads still at work
        return [call.result() for call in calls]

    def close(self) -> None:
        """End the threads; a later call starts others."""
        executor = self._executors.pop(os.getpid(), None)
        if executor is not None:
            executor.shutdown()

    def _running(self) -> ThreadPoolExecutor:
        process = os.getpid()
        if process not in self._executors:
            from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - start-up need not wait for it

            self._executors.setdefault(process, ThreadPoolExecutor(self._threads, "hamanlp"))  # a lock might be held in a fork
        return self._executors[process]
