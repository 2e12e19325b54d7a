"""Worker processes that share the blocks of a job; the results keep the blocks' order.

Each worker has a thread of its own here, which hands it one block at a time. A worker that dies (the system may kill one for
its memory) is replaced, and its block read again; one whose parent dies finds its pipe closed and ends.
"""

from __future__ import annotations

import itertools
import multiprocessing
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any

from .errors import HamaError
from .sources import Block

TRIES = 3
Task = Callable[[Any], bytes]


class WorkerError(HamaError):
    """Worker processes die."""


def results(task: Task, blocks: Iterable[Block], workers: int) -> Iterator[tuple[Block, bytes]]:
    """Do a task for each block.

    Args:
        task: from a block's content to the output's bytes; it can be pickled.
        blocks: they are asked for as workers come free, two for each.
        workers: how many processes; with one, this process does it.

    Yields:
        The blocks in their order, each with its output.

    Raises:
        HamaError: the task's own errors, or those of `blocks`; the results of all blocks before have been given.
        WorkerError: a worker died three times on the same block.
    """
    if workers == 1:
        for block in blocks:
            yield block, task(block.content)
        return
    with _Workers(task, workers) as pool:
        waiting: deque[tuple[Block, Future[bytes]]] = deque()
        rest = iter(blocks)
        wrong: HamaError | None = None
        while True:
            try:
                for block in itertools.islice(rest, 2 * workers - len(waiting)):
                    waiting.append((block, pool.submit(block.content)))
            except HamaError as error:  # what was read before it comes first
                wrong = error
            if not waiting:
                break
            block, result = waiting.popleft()
            yield block, result.result()
        if wrong is not None:
            raise wrong


class _Workers:
    """Threads, each with a process."""

    def __init__(self, task: Task, count: int) -> None:
        self._task = task
        self._threads = ThreadPoolExecutor(count, "hamanlp-worker")
        self._of_thread = threading.local()
        self._lock = threading.Lock()
        self._started: list[_Worker] = []
        self._closing = False

    def submit(self, content: object) -> Future[bytes]:
        return self._threads.submit(self._do, content)

    def _do(self, content: object) -> bytes:
        status: int | None = None
        for _ in range(TRIES):
            worker: _Worker | None = getattr(self._of_thread, "worker", None)
            if worker is None:
                worker = self._of_thread.worker = self._start()
            try:
                return worker.do(content)
            except (EOFError, OSError):  # it is dead
                worker.stop()
                status = worker.status
                self._of_thread.worker = None
        raise WorkerError(
            f"a worker process ended {TRIES} times on the same lines, last with exit status {status}; "
            "give fewer (-j) if memory is short, else please report this with the input"
        )

    def _start(self) -> _Worker:
        with self._lock:
            if self._closing:
                raise WorkerError("the workers are being stopped")
            worker = _Worker(self._task)
            self._started = [each for each in self._started if each.status is None] + [worker]
            return worker

    def __enter__(self) -> _Workers:
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._closing = True
        for worker in self._started:
            worker.stop()
        self._threads.shutdown(cancel_futures=True)


class _Worker:
    """A process that does a task."""

    def __init__(self, task: Task) -> None:
        context = multiprocessing.get_context("spawn")  # a fork would copy the locks of the other threads
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, task), daemon=True)
        with _without_interrupts():
            self._process.start()
        theirs.close()

    @property
    def status(self) -> int | None:
        return self._process.exitcode

    def do(self, content: object) -> bytes:
        self._connection.send(content)
        result = self._connection.recv()
        if isinstance(result, BaseException):
            raise result
        return bytes(result)

    def stop(self) -> None:
        self._process.kill()
        self._process.join()


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Hold Ctrl-C back from this thread, and for good from the processes that it starts."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(connection: Connection, task: Task) -> None:
    """Do the task for everything that comes, in a process of its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then stops its workers
    while True:
        try:
            content = connection.recv()
        except (EOFError, OSError):
            return
        try:
            result: object = task(content)
        except HamaError as error:
            result = error
        connection.send(result)
