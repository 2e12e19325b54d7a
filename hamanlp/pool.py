"""Worker threads for long lists."""

from __future__ import annotations

import os
import threading
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
        self._lock = threading.Lock()
        self._executor: ThreadPoolExecutor | None = None
        self._process = 0  # whose threads they are: a forked process has none of its parent's

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

    def _running(self) -> ThreadPoolExecutor:
        with self._lock:
            if self._executor is None or self._process != os.getpid():
                from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - start-up need not wait for it

                self._executor, self._process = ThreadPoolExecutor(self._threads, "hamanlp"), os.getpid()
            return self._executor
