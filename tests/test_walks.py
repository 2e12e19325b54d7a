"""Which loops of the engine have no check, because they are known to end (`hamanlp.walks`)."""

from __future__ import annotations

import random

import pytest
import wasmtime

from hamanlp.guard import guarded

STEP = "(local.set 0 (i32.add (local.get 0) (i32.const 1)))"
LOAD = "(drop (i32.load8_u (local.get 0)))"
ENDS = {
    "up, reading": f"(loop {LOAD} {STEP} br 0)",
    "down, writing": "(loop (i32.store8 (local.tee 0 (i32.sub (local.get 0) (i32.const 4))) (i32.const 0)) br 0)",
    "a sum": f"(loop (drop (i32.load offset=8 (i32.add (local.get 1) (i32.shl (local.get 0) (i32.const 2))))) {STEP} br 0)",
    "a product": f"(loop (drop (f64.load (i32.mul (local.get 0) (i32.const 24)))) {STEP} br 0)",
    "a copy": f"(loop (local.set 1 (local.get 0)) {STEP} (drop (i32.load8_u (local.get 1))) br 0)",
    "half of memory": f"(loop {LOAD} (local.set 0 (i32.sub (local.get 0) (i32.const 0x80000000))) br 0)",
    "with vectors": f"(loop (drop (i32x4.add (v128.load (local.get 0)) (v128.load8_splat (local.get 0)))) {STEP} br 0)",
    "stores of lanes": f"(loop (v128.store8_lane 3 (local.get 0) (v128.const i64x2 0 0)) {STEP} br 0)",
    "a way out": f"(block (loop (block (br_if 0 (local.get 1)) (br_if 2 (local.get 0)) (br 2)) {LOAD} {STEP} br 0))",
    "on both ways": f"(loop (if (local.get 1) (then {LOAD}) (else {LOAD})) {STEP} br 0)",
    "a way that does not go on": f"(block (loop (if (local.get 1) (then {LOAD}) (else br 2)) {STEP} br 0))",
    "no way back": "(block (loop (br_table 1 1 1 (local.get 0))))",
}
MAY_NOT_END = {
    "no memory": f"(loop {STEP} br 0)",
    "one place": "(loop (drop (i32.load8_u (local.get 1))) br 0)",
    "there and back": f"(loop {LOAD} {STEP} (local.set 0 (i32.sub (local.get 0) (i32.const 1))) br 0)",
    "another each turn": f"(loop {LOAD} {STEP} (local.set 0 (i32.xor (local.get 0) (i32.const 1))) br 0)",
    "an unknown step": f"(loop {LOAD} (local.set 0 (i32.add (local.get 0) (i32.load8_u (local.get 0)))) br 0)",
    "a step by a local": f"(loop {LOAD} (local.set 0 (i32.add (local.get 0) (local.get 1))) br 0)",
    "two that cancel": f"(loop (drop (i32.load8_u (i32.add (local.get 0) (local.get 1)))) {STEP}"
    "(local.set 1 (i32.sub (local.get 1) (i32.const 1))) br 0)",
    "a multiple that is nothing": "(loop (drop (i32.load8_u (i32.shl (local.get 0) (i32.const 32)))) "
    "(drop (i32.load8_u (i32.mul (local.get 0) (i32.const 0)))) br 0)",
    "on one way": f"(loop (if (local.get 1) (then {LOAD})) {STEP} br 0)",
    "skipped": f"(loop (block (br_if 0 (local.get 1)) {LOAD}) {STEP} br 0)",
    "back before": f"(loop (br_if 0 (local.get 1)) {LOAD} {STEP} br 0)",
    "back by a table": f"(block (loop (block (br_table 0 1 2 (local.get 1))) {LOAD} {STEP} br 0))",
    "steps that differ": f"(loop {LOAD} (if (local.get 1) (then {STEP})) br 0)",
    "a call": f"(loop {LOAD} {STEP} (drop (call $run (i32.const 0) (i32.const 0))) br 0)",
    "the outer loop": f"(loop {LOAD} {STEP} (loop) br 0)",
    "filling": f"(loop {LOAD} {STEP} (memory.fill (local.get 0) (i32.const 0) (i32.const 8)) br 0)",
}
FUEL = 5_000_000
"""More than 65,536 turns of the longest loop that is made here."""


def module(body: str, memory: str = "1 1") -> bytes:
    """A function `run` of two numbers that gives one."""
    return bytes(
        wasmtime.wat2wasm(
            f'(module (memory {memory}) (func $run (export "run") (param i32 i32) (result i32) {body} i32.const 0))'
        )
    )


def halts(code: bytes, *arguments: int) -> bool:
    """Whether a call ends or traps before the fuel does."""
    config = wasmtime.Config()
    config.consume_fuel = True
    store = wasmtime.Store(wasmtime.Engine(config))
    store.set_fuel(FUEL)
    run = wasmtime.Instance(store, wasmtime.Module(store.engine, code), []).exports(store)["run"]
    assert isinstance(run, wasmtime.Func)
    try:
        run(store, *arguments)
    except wasmtime.Trap as trap:
        return trap.trap_code == wasmtime.TrapCode.MEMORY_OUT_OF_BOUNDS
    return True


@pytest.mark.parametrize("loop", ENDS.values(), ids=ENDS)
def test_a_walk_has_no_check_and_ends(loop: str) -> None:
    code = module(loop)
    assert guarded(code) == code
    assert halts(code, 0, 0)
    assert halts(code, 40_000, 1)


@pytest.mark.parametrize("loop", MAY_NOT_END.values(), ids=MAY_NOT_END)
def test_what_may_not_end_has_a_check(loop: str) -> None:
    code = module(loop)
    assert len(guarded(code)) > len(code)


@pytest.mark.parametrize(("memory", "same"), [("1 32768", True), ("1 32769", False), ("1", False)])
def test_a_memory_that_is_too_large_has_no_end(memory: str, same: bool) -> None:
    code = module(ENDS["up, reading"], memory)
    assert (guarded(code) == code) is same


def statement(draw: random.Random, depth: int) -> str:
    """A random piece of a loop, inside `depth` blocks beside it."""
    here = f"(local.get {draw.randrange(2)})"
    value = draw.choice([here, f"(i32.const {draw.choice((1, -1, 3, 4096, 40_000))})"])
    other = f"(i32.{draw.choice(('add', 'add', 'sub', 'mul', 'shl'))} {here} {value})"
    kind = draw.randrange(9 if depth < 3 else 6)
    if kind < 3:
        return f"(local.set {draw.randrange(2)} {draw.choice((other, other, value))})"
    if kind < 5:
        return f"(drop (i32.load8_u {draw.choice((other, here))}))"
    if kind == 5:
        return f"(br_if {draw.randrange(depth + 2)} (i32.and {here} (i32.const 1)))"
    first, second = (" ".join(statement(draw, depth + 1) for _ in range(draw.randrange(1, 4))) for _ in range(2))
    if kind == 8:
        return f"(if (i32.and {here} (i32.const 2)) (then {first}) (else {second}))"
    return f"(block {first})"


def test_random_loops_without_a_check_end() -> None:
    draw, found = random.Random(7), 0
    for _ in range(1000):
        pieces = [STEP, LOAD, *(statement(draw, 0) for _ in range(3))]
        code = module(f"(block (loop {' '.join(draw.sample(pieces, len(pieces)))} (br 0)))")
        if guarded(code) == code:
            found += 1
            for first in (0, 3, 65_535):
                assert halts(code, first, draw.randrange(1 << 31))
    assert found > 200
    assert not halts(module(MAY_NOT_END["no memory"]), 0, 0)
