"""No call lasts longer than it may, whatever the engine does; what it costs is in `docs/reliability/guard.csv`."""

from __future__ import annotations

import math
import signal
import threading
import time
from pathlib import Path

import pytest
import wasmtime

import hamanlp
from hamanlp import TimeLimitError, Transcriber, engine, options
from hamanlp.guard import guarded
from hamanlp.instructions import GuardError
from tests.conftest import Run, refused
from tests.test_bad_input import FUNCTIONS

LIMIT = 0.2
LATE = 5.0
"""Seconds: what a call may last that stops after `LIMIT`, on a machine that has more to do."""
HANGS = {
    "an empty loop": "(loop br 0)",
    "two loops": "(loop (loop br 1))",
    "a loop with vectors and a call": "(loop (drop (v128.const i64x2 0 0)) (drop (call $other)) br 0)",
    "a loop that stores": "(loop (i32.store (i32.const 5000) (i32.const 7)) br 0)",
    "a loop with vectors": "(loop (drop (v128.const i64x2 0 0)) br 0)",
    "a loop that counts": "(loop (local.set 2 (i32.add (local.get 2) (i32.const 1))) br 0)",
}


def hanging(folder: Path, monkeypatch: pytest.MonkeyPatch, loop: str) -> None:
    """Make the model `broken`, which hangs on texts of more than three bytes and reads nothing else."""
    body = f"(param i32 i32 i32) (result i32) (if (i32.gt_u (local.get 1) (i32.const 3)) (then {loop})) local.get 1"
    path = str(folder / "hangs.wasm")
    text = "".join(f'(func (export "{name}") {code})' for name, code in (FUNCTIONS | {"transcribe": body}).items())
    Path(path).write_bytes(
        wasmtime.wat2wasm(f'(module (memory (export "memory") 2 4608) {text} (func $other (result i32) i32.const 0))')
    )
    monkeypatch.setitem(options.MODELS, "broken", path)


@pytest.mark.parametrize("loop", HANGS.values(), ids=HANGS)
def test_an_engine_that_hangs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loop: str) -> None:
    hanging(tmp_path, monkeypatch, loop)
    hama = Transcriber(model="broken", time_limit=LIMIT)
    for _ in range(2):
        assert hama("cat") == ""
        begin = time.monotonic()
        with pytest.raises(TimeLimitError, match=r"^the text takes longer than 0.2 seconds; give .* time_limit") as caught:
            hama("hang")
        assert LIMIT <= time.monotonic() - begin < LATE
        assert isinstance(caught.value, TimeoutError)
    assert hama("cat") == ""


def test_a_piece_has_a_limit_where_none_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hanging(tmp_path, monkeypatch, HANGS["an empty loop"])
    monkeypatch.setattr(engine, "PIECE_SECONDS", LIMIT)
    with pytest.raises(TimeLimitError, match="a piece of at most 4096 bytes takes longer than 0.2 seconds"):
        Transcriber(model="broken").analyze("hang")


def test_one_thread_stops_and_others_do_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hanging(tmp_path, monkeypatch, HANGS["an empty loop"])
    hama, late = Transcriber(), []

    def hang(limit: float) -> None:
        try:
            Transcriber(model="broken", time_limit=limit)("hang")
        except TimeLimitError:
            late.append(limit)

    threads = [threading.Thread(target=hang, args=(limit,)) for limit in (0.3, 0.1, 0.2)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        assert hama("a cat") == "ʌ ˈkæt" or hama("a cat") == hama("a cat")
    assert sorted(late) == [0.1, 0.2, 0.3]


def test_a_long_text_stops_and_the_next_is_read() -> None:
    hama = Transcriber(time_limit=LIMIT)
    expected = hama("cat")
    begin = time.monotonic()
    with pytest.raises(TimeLimitError):
        hama("\n".join(f"{number:b}" for number in range(10**6)))
    assert time.monotonic() - begin < LATE
    assert hama("cat") == expected
    with pytest.raises(TimeLimitError):
        list(hama.stream([b"12345 " * 10**6]))
    assert Transcriber(time_limit=math.inf)("cat") == expected


def test_a_call_that_ends_just_in_time_leaves_the_next_alone() -> None:
    hama = Transcriber(time_limit=0.004)
    expected = Transcriber()("twenty-one words")
    for _ in range(300):
        for text in ("one two " * 200, "twenty-one words"):
            try:
                result = hama(text)
            except TimeLimitError:
                continue
            assert text.startswith("one") or result == expected


@pytest.mark.parametrize("limit", [0, -1.0, math.nan, True, "2"])
def test_a_bad_limit_is_named(limit: object) -> None:
    with pytest.raises(hamanlp.OptionError, match=r"^time_limit: .* give seconds above 0, or None"):
        Transcriber(time_limit=limit)  # type: ignore[arg-type]


def test_the_command_has_it(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "text"
    path.write_text("12345 67890\n" * 100_000)
    assert "takes longer than 0.01 seconds" in refused(run("-i", str(path), "--time-limit", "0.01"), 1)
    assert "--time-limit: 0.0 is not right" in refused(run("--time-limit", "0", "cat"), 2)


def test_control_c_is_heard_while_the_engine_works() -> None:
    hama = Transcriber(nbest=20)
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
    timer = threading.Timer(0.3, signal.raise_signal, [signal.SIGINT])
    timer.start()
    begin = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        hama.analyze("MCMXCIV " * 50_000)
    assert time.monotonic() - begin < LATE
    assert hama("cat") == Transcriber()("cat")


def test_a_guard_changes_only_loops(wasm: Path) -> None:
    code = wasm.read_bytes()
    with_checks = guarded(code)
    wasmtime.Module.validate(wasmtime.Engine(), with_checks)
    assert 200 < (len(with_checks) - len(code)) // 10 < 400
    with pytest.raises(GuardError, match="instruction 0x06 is not known"):
        guarded(code[:8] + bytes.fromhex("0a 05 01 03 00 06 0b"))
