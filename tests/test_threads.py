"""One transcriber in many threads: the same results as in one, and nothing left behind."""

from __future__ import annotations

import asyncio
import gc
import random
import signal
import threading
import weakref
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import FrameType

import pytest

from hamanlp import Transcriber, instance
from hamanlp.engine import Engine
from hamanlp.options import Options
from hamanlp.watch import watch

THREADS = 16
SYLLABLES = "ba ke mo stra ti lun fer dow gy pla 가 나들 밝 음식 겠 습 니 다 2024 3.5 $7 & — ".split(" ")
LEXICON = {"stra": "k æ t", "keke": "d ɔ ɡ", "나들": "나뜰", "bati": "b i"}
OPTIONS: list[Options] = [
    {},
    {"lang": "en", "notation": "arpabet", "accent": "gb"},
    {"style": "narrow", "across_words": True, "phone_separator": " "},
    {"lexicon": LEXICON, "mix": 0.7},
    {"temperature": 1.5, "seed": 9, "nbest": 2},
    {"boost": {"k": -20.0}, "stress": False},
]


def texts(count: int, seed: int) -> list[str]:
    """Different texts of words that come again, so that the engine remembers some of them."""
    chance = random.Random(seed)
    return [
        " ".join("".join(chance.choices(SYLLABLES, k=chance.randint(1, 3))) for _ in range(chance.randint(0, 9)))
        for _ in range(count)
    ]


def instances() -> list[Engine]:
    """The engines that are in memory."""
    gc.collect()
    return [each for each in gc.get_objects() if type(each) is Engine]


@pytest.fixture
def started() -> Iterator[weakref.WeakSet[Engine]]:
    """The engines that a test makes."""
    made: weakref.WeakSet[Engine] = weakref.WeakSet()
    begin = Engine.__init__

    def noted(self: Engine, *arguments: object) -> None:
        made.add(self)
        begin(self, *arguments)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Engine, "__init__", noted)
        yield made


@pytest.mark.parametrize("options", OPTIONS, ids=lambda options: " ".join(options) or "default")
def test_sixteen_threads_say_what_one_says(options: Options) -> None:
    shared, single = Transcriber(**options), Transcriber(**options)
    given = texts(350, seed=len(options))
    expected = [(single(text), single.analyze(text).to_json()) for text in given]
    at_once = threading.Barrier(THREADS)

    def read(first: int) -> list[tuple[int, str, str]]:
        at_once.wait()
        order = list(range(first, len(given), 8))  # each text is read by two threads
        random.Random(first).shuffle(order)
        return [(at, shared(given[at]), shared.analyze(given[at]).to_json()) for at in order]

    with ThreadPoolExecutor(THREADS) as pool:
        results = [one for many in pool.map(read, [thread % 8 for thread in range(THREADS)]) for one in many]
    assert len(results) == 2 * len(given)
    assert [(text, known) for at, text, known in results] == [expected[at] for at, _, _ in results]


def test_threads_that_make_transcribers_share_the_machine_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(instance, "_modules", {})
    made: list[str] = []
    load = instance._load
    monkeypatch.setattr(instance, "_load", lambda file: made.append(file) or load(file))  # type: ignore[func-returns-value]
    with ThreadPoolExecutor(THREADS) as pool:
        assert len(set(pool.map(lambda _: Transcriber()("one 하나"), range(THREADS)))) == 1
    assert made == ["hama.wasm"]


def test_threads_that_end_leave_no_engine(started: weakref.WeakSet[Engine]) -> None:
    hama = Transcriber()
    before = len(started)
    for _ in range(3):
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda text: (hama(text), hama.analyze(text)), texts(100, seed=3)))
        gc.collect()
        assert len(started) == before == 1


def test_many_short_threads_take_no_memory() -> None:
    hama = Transcriber()

    def rss() -> int:
        status = Path("/proc/self/statm")
        if not status.exists():
            pytest.skip("this system has no /proc")
        return int(status.read_text().split()[1]) * 4096

    def run(count: int) -> None:
        for _ in range(count):
            thread = threading.Thread(target=hama, args=("some words, 몇 마디",))
            thread.start()
            thread.join()

    run(20)
    before = rss()
    run(150)  # an engine has 2 megabytes
    assert rss() - before < 4_000_000


def pool_threads() -> set[threading.Thread]:
    """The threads of all pools."""
    return {thread for thread in threading.enumerate() if thread.name.startswith("hamanlp_")}


@pytest.mark.parametrize("drop", ["close", "with", "del"])
def test_nothing_is_left_behind(started: weakref.WeakSet[Engine], drop: str) -> None:
    before = pool_threads()  # of transcribers that other tests keep
    hama = Transcriber(threads=3)
    expected = hama(["one", "two", "three", "네", "다섯"])
    hama.analyze("six")
    assert len(started) > 1
    gone = weakref.ref(hama)
    if drop == "del":
        del hama
    elif drop == "with":
        with hama:
            hama("seven")
    else:
        hama.close()
    gc.collect()
    assert not started
    assert (gone() is None) == (drop == "del")
    if drop != "del":
        assert hama(["one", "two", "three", "네", "다섯"]) == expected  # it can be used again
        hama.close()
    for thread in pool_threads() - before:  # of a pool that is dropped, they end a moment later
        thread.join(10)
    assert pool_threads() <= before


def test_the_watching_thread_ends() -> None:
    Transcriber()("cat")
    watch.rest()
    assert "hamanlp-watch" not in {thread.name for thread in threading.enumerate()}
    assert not watch.calls


def test_a_transcriber_can_be_closed_while_others_read() -> None:
    hama, given = Transcriber(), texts(200, seed=5)
    expected = Transcriber()(given)
    with ThreadPoolExecutor(4) as pool:
        calls = [pool.submit(hama, text) for text in given]
        while not all(call.done() for call in calls):
            hama.close()
        assert [call.result() for call in calls] == expected


def test_asyncio_through_threads() -> None:
    hama, given = Transcriber(), texts(200, seed=6)

    async def read() -> list[str]:
        return await asyncio.gather(*(asyncio.to_thread(hama, text) for text in given))

    assert asyncio.run(read()) == Transcriber()(given)


def test_options_that_change_later_change_nothing() -> None:
    boost, lexicon = {"k": -50.0}, {"cat": "d ɔ ɡ"}
    hama = Transcriber(boost=boost, lexicon=lexicon)
    expected = hama("cat kick 2024")
    boost["k"] = 50.0
    lexicon["cat"] = "i"
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(hama, "cat kick 2024").result() == expected
    hama.close()
    assert hama("cat kick 2024") == expected


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no interval timer")
def test_a_signal_handler_may_call_what_it_interrupts() -> None:
    hama, given = Transcriber(), texts(1500, seed=7)
    expected, inside = Transcriber()(given), Transcriber()("a signal, 신호")
    heard: list[str] = []

    def handle(_number: int, _frame: FrameType | None) -> None:
        heard.append(hama("a signal, 신호"))
        signal.setitimer(signal.ITIMER_REAL, 0.002)

    before = signal.signal(signal.SIGALRM, handle)
    signal.setitimer(signal.ITIMER_REAL, 0.002)
    try:
        results = [hama(text) for text in given]
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert results == expected
    assert len(heard) > 3
    assert set(heard) == {inside}
