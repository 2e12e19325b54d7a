"""`python -m bench.guard`: what the guard against hangs costs, and what wasmtime's own ways to stop a call would.

The same texts are read by builds of the default model in turn: without checks, with those of `hamanlp.guard`, with epochs and
with fuel. Seconds are CPU time without start-up. A ratio is the median of paired rounds; `plain again` is a second instance
without checks, for what the machine itself does.
"""

from __future__ import annotations

import csv
import math
import statistics
import time
from pathlib import Path
from unittest import mock

import click
import wasmtime

from bench import workloads
from hamanlp import Transcriber
from hamanlp import instance as host
from hamanlp.guard import counts, guarded

COMMITTED = Path(__file__).parent.parent / "docs" / "reliability" / "guard.csv"
WAYS = ("plain", "checks in loops", "epochs", "fuel", "plain again")
HUGE = 1 << 60


def transcriber(way: str) -> Transcriber:
    """A transcriber whose calls can be stopped in a way, or not at all."""
    config = wasmtime.Config()
    config.epoch_interruption = way == "epochs"
    config.consume_fuel = way == "fuel"
    engine = wasmtime.Engine(config)
    code = (Path(host.__file__).parent / "hama.wasm").read_bytes()
    module = wasmtime.Module(engine, guarded(code) if way == "checks in loops" else code)
    host._modules["hama.wasm"] = engine, module
    made = wasmtime.Store

    def store(of: wasmtime.Engine) -> wasmtime.Store:
        new = made(of)
        if way == "epochs":
            new.set_epoch_deadline(HUGE)
        elif way == "fuel":
            new.set_fuel(HUGE)
        return new

    with mock.patch.object(wasmtime, "Store", store):
        return Transcriber(time_limit=None if way == "checks in loops" else math.inf)


def texts(name: str, round_: int) -> list[str]:
    """What is read in a round; each text is a call of its own."""
    if name == "known sentences":
        return ["\n".join(workloads.english_sentences(400))] * 2
    if name == "one known word a call":
        return ["hello"] * 1000
    words = workloads.english_words() if name == "fresh English words" else workloads.korean_words()
    return ["\n".join(words[round_ * 600 :][:600])]


@click.command(help=__doc__)
@click.option("--rounds", default=25, show_default=True, help="rounds of each measurement")
@click.option("--update", is_flag=True, help="write docs/reliability/guard.csv")
def main(*, rounds: int, update: bool) -> None:
    """Measure, print."""
    every, simple, ending = counts((Path(host.__file__).parent / "hama.wasm").read_bytes())
    click.echo(f"{every} loops, {simple} without a loop or a call inside, {ending} of these known to end")
    systems = {way: transcriber(way) for way in WAYS}
    rows: list[tuple[str, ...]] = [("text", "way", "ratio of CPU time", "least", "most", "ms a round")]
    for name in ("fresh English words", "fresh Korean words", "known sentences", "one known word a call"):
        seconds: dict[str, list[float]] = {way: [] for way in WAYS}
        for round_ in range(rounds):
            given = texts(name, round_)
            order = WAYS[round_ % len(WAYS) :] + WAYS[: round_ % len(WAYS)]
            said = set()
            for way in order:
                hama = systems[way]
                if name.startswith("known"):
                    hama(given[0])
                begin = time.process_time()
                said.add(tuple(hama(text) for text in given))
                seconds[way].append(time.process_time() - begin)
            if len(said) != 1:
                raise click.ClickException(f"{name}: they do not say the same in round {round_}")
        for way in WAYS:
            ratios = [one / other for one, other in zip(seconds[way], seconds["plain"], strict=True)]
            figures = statistics.median(ratios), min(ratios), max(ratios)
            rows.append((name, way, *(f"{each:.3f}" for each in figures), f"{1000 * statistics.median(seconds[way]):.1f}"))
            click.echo("\t".join(rows[-1]))
    if update:
        COMMITTED.parent.mkdir(exist_ok=True)
        with COMMITTED.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)


if __name__ == "__main__":
    main()
