"""One transcriber in many processes: forked, spawned, pickled; forked while threads are at work."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hamanlp import EngineError, TimeLimitError, Transcriber
from tests.test_threads import LEXICON, texts

GIVEN = texts(200, seed=11)
forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


@pytest.fixture(scope="module")
def hama() -> Transcriber:
    return Transcriber(lexicon=LEXICON, mix=0.6, threads=2)


@pytest.fixture(scope="module")
def expected(hama: Transcriber) -> list[str]:
    return hama(GIVEN)


def in_child(code: object) -> bytes:
    """Call something in a forked process; what it returned, pickled."""
    assert callable(code)
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        try:
            result = pickle.dumps(code())
        except BaseException as error:
            result = pickle.dumps(error)
        with os.fdopen(theirs, "wb") as file:
            file.write(result)
        os._exit(0)
    os.close(theirs)
    with os.fdopen(ours, "rb") as file:
        found = file.read()
    assert os.waitpid(child, 0)[1] == 0
    return found


@contextmanager
def busy(hama: Transcriber) -> Iterator[None]:
    """Threads that read all the while."""
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            hama(GIVEN[:20])

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        done.set()
        for thread in threads:
            thread.join()


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_a_pool_says_what_one_process_says(hama: Transcriber, expected: list[str], method: str) -> None:
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"this system has no {method}")
    with multiprocessing.get_context(method).Pool(2) as pool:
        assert pool.map(hama, GIVEN, chunksize=20) == expected


@forks
@pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
def test_what_was_used_before_a_fork_works_after_it(hama: Transcriber, expected: list[str]) -> None:
    hama("used")
    with busy(hama):
        for _ in range(10):
            assert pickle.loads(in_child(lambda: (hama(GIVEN[:50]), [hama(text) for text in GIVEN[50:60]]))) == (
                expected[:50],
                expected[50:60],
            )
    assert hama(GIVEN) == expected


@forks
def test_a_fork_finds_no_thread() -> None:
    code = (
        "import os, threading, hamanlp\n"
        "hama = hamanlp.Transcriber()\n"
        "hama('cat')\n"
        "assert threading.active_count() == 2\n"
        "child = os.fork()\n"  # with -W error this fails from Python 3.12 on where there are threads
        "assert threading.active_count() == 1\n"
        "hama('dog')\n"
        "assert child == 0 or os.waitpid(child, 0)[1] == 0\n"
    )
    Transcriber()  # compiles, which takes threads, if nobody has
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True, timeout=60)


@forks
def test_a_child_has_a_time_limit_of_its_own() -> None:
    hama = Transcriber(time_limit=0.05)
    hama("cat")
    found = pickle.loads(in_child(lambda: Transcriber(time_limit=0.05, nbest=20).analyze("MCMXCIV " * 5000)))
    assert isinstance(found, TimeLimitError)
    assert found.limit == 0.05


def test_a_pickle_has_the_lexicon_as_it_was_read(tmp_path: Path) -> None:
    path = tmp_path / "words.tsv"
    path.write_text("cat\td ɔ ɡ\n", encoding="utf-8")
    hama = Transcriber(lexicon=path)
    pickled = pickle.dumps(hama)
    path.unlink()
    twin = pickle.loads(pickled)
    assert twin("cat") == hama("cat")
    assert twin == hama
    assert pickle.loads(pickle.dumps(twin))("cat") == hama("cat")


@pytest.mark.parametrize("error", [TimeLimitError("late", limit=2.5), EngineError("no")])
def test_errors_cross_process_borders(error: Exception) -> None:
    twin = pickle.loads(pickle.dumps(error))
    assert (type(twin), str(twin), vars(twin)) == (type(error), str(error), vars(error))
