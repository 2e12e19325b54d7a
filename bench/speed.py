"""`python -m bench.speed`: how fast, beside other systems. Writes samples, a table and plots to `docs/benchmarks/`.

Every figure is CPU time of the whole process unless it says wall; systems take turns on the same texts, A B A B, and ratios
are taken round by round before their median, so that a machine that slows down slows both.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from bench import harness, report, workloads
from export.models import SHIPPED

Row = dict[str, Any]

FEW = {"hamanlp large": 500, "hama 1.7.0": 10}
"""Systems that get at most so many texts a round: words per second do not depend on it."""

STARTUP = """
import time
def now(): return time.process_time(), time.perf_counter()
before = now()
import wasmtime
imported = now()
import hamanlp
hama = hamanlp.Transcriber()
made = now()
hama("pronunciation")
first = now()
for name, a, b in (("wasmtime's import", before, imported), ("hamanlp's import, compiled module, engine", imported, made),
                   ("first word", made, first)):
    print(name, b[0] - a[0], b[1] - a[1], sep="\\t")
"""


def throughput(systems: list[harness.System], rounds: int, words: int, sentences: int) -> Iterator[Row]:
    """New words in each round, and running text, in which words come again as they do in any text."""
    texts = {
        "fresh English words": (workloads.english_words(), words),
        "fresh Korean words": (workloads.korean_words(), words),
        "running English text": (workloads.english_sentences(sentences), sentences),
    }
    for scenario, (source, size) in texts.items():
        share = min(size, len(source) // rounds)
        for round_ in range(rounds):
            for system in systems:
                part = source[round_ * share :][: min(share, FEW.get(system.name, share))]
                count = sum(len(text.split()) for text in part)
                yield harness.row(system.run(part), scenario, system.name, words=count, round_=round_)


def batches(name: str, rounds: int, words: int) -> Iterator[Row]:
    """The same number of new words in lists of 1 to 1024."""
    source = iter(workloads.english_words(seed=2))
    with harness.System(name) as system:
        for round_ in range(rounds):
            for exponent in range(11):
                part = [next(source) for _ in range(min(words, 1024))]
                sample = system.run(part, batch=2**exponent)
                yield harness.row(sample, "batch size", name, words=len(part), x=2**exponent, round_=round_)


def word_lengths(name: str, rounds: int, words: int) -> Iterator[Row]:
    """New words by their letters."""
    by_letters: dict[int, list[str]] = {}
    for word in workloads.english_words(seed=3):
        by_letters.setdefault(len(word), []).append(word)
    with harness.System(name) as system:
        for round_ in range(rounds):
            for letters, part in sorted(by_letters.items()):
                size = min(words // 4, len(part) // rounds)
                if size >= 20:
                    sample = system.run(part[round_ * size :][:size])
                    yield harness.row(sample, "letters of a word", name, words=size, x=letters, round_=round_)


def sentence_lengths(name: str, rounds: int) -> Iterator[Row]:
    """Sentences of new words by their words, one sentence a call."""
    source = iter(workloads.english_words(seed=4))
    with harness.System(name) as system:
        for round_ in range(rounds):
            for exponent in range(11):
                size, count = 2**exponent, 1024 >> exponent
                sentences = [" ".join(next(source) for _ in range(size)) for _ in range(count)]
                sample = system.run(sentences, batch=1)
                yield harness.row(sample, "words of a sentence", name, words=1024, x=size, round_=round_)


def threads(name: str, rounds: int, words: int) -> Iterator[Row]:
    """One thread and two, the same number of new words."""
    source = iter(workloads.english_words(seed=5))
    with harness.System(name) as system:
        for round_ in range(rounds):
            for count in (1, 2):
                part = [next(source) for _ in range(2 * words)]
                sample = system.run(part, threads=count, batch=words // 4)
                yield harness.row(sample, "threads", name, words=len(part), x=count, round_=round_)


def startup(rounds: int) -> Iterator[Row]:
    """From process start to the first word, with and without wasmtime's cache of compiled code."""
    with tempfile.TemporaryDirectory() as folder:
        for round_ in range(rounds):
            for cached in (False, True):
                home = Path(folder) / (str(round_) if not cached else "0")
                environment = os.environ | {"XDG_CACHE_HOME": str(home)}
                command = [sys.executable, "-c", STARTUP]
                result = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
                for line in result.stdout.splitlines():
                    name, cpu, wall = line.split("\t")
                    sample: harness.Sample = {"cpu": float(cpu), "wall": float(wall), "peak_kb": 0, "digest": ""}
                    scenario = f"start-up, {'again' if cached else 'first time'}"
                    yield harness.row(sample, scenario, name, words=1, round_=round_)


def memory(name: str, million: float) -> Iterator[Row]:
    """Peak memory over very many words in a process of its own: new words first, which fill the cache, then running text."""
    words = workloads.english_words(seed=6)
    sentences = workloads.english_sentences(5_000)
    count = sum(len(sentence.split()) for sentence in sentences)
    fresh = [words[:10], *(words[at:][:5000] for at in range(10, len(words), 5000))]
    repeats = max(round(million * 1e6 / count), 1)
    done = 0
    with harness.System(name) as system:
        for part, repeat in [*((part, 1) for part in fresh), (sentences, repeats)]:
            sample = system.run(part, repeat=repeat)
            done += repeat * (count if part is sentences else len(part))
            yield harness.row(sample, "memory", name, words=done, x=done)


@click.command(help=__doc__)
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("docs/benchmarks"), show_default=True, help="folder to write"
)
@click.option("--rounds", default=5, show_default=True, help="rounds of each measurement")
@click.option("--words", default=2000, show_default=True, help="words a round")
@click.option("--sentences", default=100_000, show_default=True, help="sentences of running text in all rounds together")
@click.option("--million", default=1.0, show_default=True, help="million words for the memory measurement")
@click.option("--hama-python", default="", help="interpreter of an environment that has hama==1.7.0")
def main(*, out: Path, rounds: int, words: int, sentences: int, million: float, hama_python: str) -> None:
    """Measure everything, then write."""
    # The default model comes first: what is not compared among systems is measured of it alone.
    names = dict.fromkeys((*(f"hamanlp {model}" for model in SHIPPED), "espeak-ng"), sys.executable)
    if hama_python:
        names["hama 1.7.0"] = hama_python
    systems, missing = harness.start(names)
    for line in missing:
        click.echo(f"left out: {line}", err=True)
    if not systems or not systems[0].name.startswith("hamanlp"):
        raise click.ClickException("hamanlp is not installed here: pip install -e .")
    ours = systems[0].name
    rows: list[Row] = []
    measurements = {
        "throughput": throughput(systems, rounds, words, sentences),
        "batches": batches(ours, rounds, words),
        "lengths of words": word_lengths(ours, rounds, words),
        "lengths of sentences": sentence_lengths(ours, rounds),
        "threads": threads(ours, rounds, words),
        "start-up": startup(rounds),
        "memory": memory(ours, million),
    }
    for name, samples in measurements.items():
        click.echo(name, err=True)
        rows += samples
    for system in systems:
        system.close()
    report.write(rows, ours, out)
    click.echo((out / "speed.md").read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
