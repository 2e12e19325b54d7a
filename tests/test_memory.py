"""Memory: a ceiling that is stated, none that grows with the text, none that is kept, and an error where there is no more."""

from __future__ import annotations

import csv
import gc
import re
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest
import wasmtime

import hamanlp
from bench import memory
from export.zig import MAX_MEMORY, ROOT
from hamanlp import OptionError, Transcriber
from hamanlp.engine import Engine
from tests.wasm_host import WasmHost

PAGE = 1 << 16
TEXT = "Aback, 3 knights and 값"


@pytest.mark.parametrize("model", ["default", "tiny"])
def test_the_ceiling_is_declared_and_has_room_for_the_largest_lexicon(model: str) -> None:
    host = WasmHost(Path(hamanlp.__file__).parent / hamanlp.options.MODELS[model])
    limits = host.memory.type(host.store).limits
    assert limits.max == MAX_MEMORY // PAGE
    assert limits.min * PAGE + (1 << 28) <= MAX_MEMORY
    assert limits.min * PAGE <= 16 << 20


def lexicon(words: int) -> str:
    """Made-up words, all of letters."""
    letters = "abcdefghij"
    return "".join(f"{''.join(letters[int(digit)] for digit in str(number))}\tæbæk\n" for number in range(words))


def load(host: WasmHost, data: bytes) -> str:
    """Give an instance a lexicon, and mix it in; what it says if it refuses."""
    room = host.call("lexicon_room", len(data))
    if room == 0:
        return host.output().decode()
    host.memory.write(host.store, data, room)
    if host.call("lexicon_load", len(data), 0) != 0:
        return host.output().decode()
    record = b"mix\x000.6\x00"
    host.write(record)
    return host.output().decode() if host.call("configure", len(record)) else ""


def test_an_instance_without_memory_says_so_and_goes_on(wasm: Path) -> None:
    data = lexicon(20_000).encode()
    alone = WasmHost(wasm).transcribe(TEXT)
    host = WasmHost(wasm)
    size = host.memory.size(host.store)
    refused = []
    # From no page more than it begins with to all that it needs.
    for pages in range(40):
        host.store.set_limits(memory_size=(size + pages) * PAGE)
        message = load(host, data)
        if message:
            refused.append(pages)
            assert re.fullmatch("(lexicon: )?there is not enough memory for it; the most is 256 MiB", message)
        assert host.transcribe(TEXT)
        assert host.call("lexicon_room", 0)
        host.configure()
        assert host.transcribe(TEXT) == alone
    assert len(refused) > 8
    assert max(refused) < 39
    assert load(host, data) == ""


def test_in_python_that_is_an_error_and_the_next_lexicon_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    class SmallStore(wasmtime.Store):
        def __init__(self, engine: wasmtime.Engine) -> None:
            super().__init__(engine)
            self.set_limits(memory_size=11 << 20)

    monkeypatch.setattr(wasmtime, "Store", SmallStore)
    with pytest.raises(OptionError, match="^lexicon: there is not enough memory for it; the most is 256 MiB$"):
        Transcriber(model="tiny", lexicon=lexicon(100_000).encode())
    assert Transcriber(model="tiny", lexicon={"aback": "æ"})("aback") == "æ"


def test_the_memory_of_an_instance_does_not_depend_on_the_text(wasm: Path) -> None:
    assert wasm.is_file()
    engine = Engine("hama.wasm", {"format": "jsonl"})
    before = engine.memory_bytes()
    for text in ("a" * 300_000, "1" * 100_000, "a." * 50_000, "가" * 100_000, "[a](/" * 30_000, "\xff\n" * 20_000):
        for _ in engine.feed(text.encode("latin-1", "ignore") or text.encode(), final=True):
            pass
    assert engine.memory_bytes() == before


def test_results_of_a_batch_are_freed() -> None:
    hama = Transcriber(model="tiny")
    texts = [f"{text} {number}" for number, text in enumerate(["read 3 books", "좋은 아침", "the end"] * 700)]
    hama(texts)
    hama.analyze(texts[:200])
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        for _ in range(3):
            results = hama(texts)
            known = hama.analyze(texts[:200])
            assert tracemalloc.get_traced_memory()[0] - before > 100_000
            del results, known
            gc.collect()
        assert tracemalloc.get_traced_memory()[0] - before < 20_000
    finally:
        tracemalloc.stop()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells the resident memory in /proc")
def test_words_leave_the_memory_where_it_was() -> None:
    command = [sys.executable, "-m", "bench.memory", "--words", "300000", "--model", "tiny"]
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300, cwd=ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


def test_growth_is_seen() -> None:
    flat: list[dict[str, int | float | str]] = [{"resident_bytes": 50 << 20}] * 20
    leaking: list[dict[str, int | float | str]] = [{"resident_bytes": (50 << 20) + (number << 17)} for number in range(20)]
    assert memory.growth(flat) == 0
    assert memory.growth(leaking) > memory.TOLERANCE


def test_the_long_measurement_was_flat() -> None:
    with memory.OUT.open(encoding="utf-8", newline="") as file:
        rows = [dict(row) for row in csv.DictReader(file)]
    calls = [row for row in rows if row["way"] == "call"]
    assert int(calls[-1]["words"]) >= 10_000_000
    assert len({row["instance_bytes"] for row in calls}) == 1
    assert memory.growth([{**row} for row in calls]) <= memory.TOLERANCE
