"""`python -m bench.speed`: how fast, beside other systems. Writes samples, a table and plots to `docs/benchmarks/`.

Every figure is CPU time of the whole process unless it says wall; systems take turns on the same texts, A B A B, and ratios are taken
round by round before their median, so that a machine that slows down slows both.
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

Row = dict[str, Any]

SLOW = {"hama 1.7.0": 200}
"""Systems that get fewer words a round, and how many times fewer: words per second do not depend on it."""

STARTUP = """
import time
def now(): return time.process_time(), time.perf_counter()
before = now()
import wasmtime
imported = now()
import hamanlp
hama = hamanlp.Transcriber(model="tiny")
made = now()
hama("pronunciation")
first = now()
for name, a, b in (("wasmtime's import", before, imported), ("hamanlp's import, compiled module, engine", imported, made),
                   ("first word", made, first)):
    print(name, b[0] - a[0], b[1] - a[1], sep="\\t")
"""


def throughput(systems: list[harness.System], rounds: int, words: int) -> Iterator[Row]:
    """New words in each round, and running text."""
    texts = {
        "fresh English words": workloads.english_words(),
        "fresh Korean words": workloads.korean_words(),
        "running English text": workloads.english_sentences(rounds * words),
    }
    for scenario, source in texts.items():
        size = min(words, len(source) // rounds)
        for round_ in range(rounds):
            for system in systems:
                part = source[round_ * size :][: max(size // SLOW.get(system.name, 1), 10)]
                count = sum(len(text.split()) for text in part)
                yield harness.row(scenario, system.name, 0, round_, system.run(part), count)


def batches(system: harness.System, rounds: int, words: int) -> Iterator[Row]:
    """The same number of new words in lists of 1 to 1024."""
    source = iter(workloads.english_words(seed=2))
    for round_ in range(rounds):
        for exponent in range(11):
            part = [next(source) for _ in range(min(words, 1024))]
            yield harness.row("batch size", system.name, 2**exponent, round_, system.run(part, batch=2**exponent), len(part))


def lengths(system: harness.System, rounds: int, words: int) -> Iterator[Row]:
    """New words by their letters, and sentences by their words."""
    by_letters: dict[int, list[str]] = {}
    for word in workloads.english_words(seed=3):
        by_letters.setdefault(len(word), []).append(word)
    for letters, part in sorted(by_letters.items()):
        size = min(words // 4, len(part) // rounds)
        for round_ in range(rounds if size >= 20 else 0):
            sample = system.run(part[round_ * size :][:size])
            yield harness.row("letters of a word", system.name, letters, round_, sample, size)
    source = workloads.english_words(seed=4)
    for exponent in range(11):
        for round_ in range(rounds):
            start = (round_ * 11 + exponent) * 1024 % (len(source) - 1024)
            sentence = " ".join(source[start:][: 2**exponent])
            count = max(1024 >> exponent, 1)
            sentences = [" ".join(source[start + index * 2**exponent :][: 2**exponent]) for index in range(count)] or [sentence]
            sample = system.run(sentences, batch=1)
            yield harness.row("words of a sentence", system.name, 2**exponent, round_, sample, count * 2**exponent)


def threads(system: harness.System, rounds: int, words: int) -> Iterator[Row]:
    """One thread and two, the same number of new words."""
    source = iter(workloads.english_words(seed=5))
    for round_ in range(rounds):
        for count in (1, 2):
            part = [next(source) for _ in range(2 * words)]
            yield harness.row("threads", system.name, count, round_, system.run(part, threads=count, batch=words // 4), len(part))


def startup(rounds: int) -> Iterator[Row]:
    """From process start to the first word, with and without wasmtime's cache of compiled code."""
    with tempfile.TemporaryDirectory() as folder:
        for round_ in range(rounds):
            for cached in (False, True):
                home = Path(folder) / (str(round_) if not cached else "0")
                result = subprocess.run(
                    [sys.executable, "-c", STARTUP], env=os.environ | {"XDG_CACHE_HOME": str(home)}, capture_output=True, text=True, check=True
                )
                for line in result.stdout.splitlines():
                    name, cpu, wall = line.split("\t")
                    sample: harness.Sample = {"cpu": float(cpu), "wall": float(wall), "peak_kb": 0, "digest": ""}
                    scenario = f"start-up, {'again' if cached else 'first time'}"
                    yield harness.row(scenario, name, 0, round_, sample, 1)


def memory(name: str, million: float) -> Iterator[Row]:
    """Peak memory over very many words in a process of its own: new words first, which fill the cache, then running text."""
    system = harness.System(name)
    done = 0
    words = workloads.english_words(seed=6)
    sentences = workloads.english_sentences(5_000)
    count = sum(len(sentence.split()) for sentence in sentences)
    for part, repeat in [(words[:10], 1), *((words[at:][:5000], 1) for at in range(0, len(words), 5000)), (sentences, round(million * 1e6 / count))]:
        sample = system.run(part, repeat=max(repeat, 1))
        done += max(repeat, 1) * (count if part is sentences else len(part))
        yield harness.row("memory", name, done, 0, sample, done)
    system.close()


@click.command(help=__doc__)
@click.option("--out", type=click.Path(path_type=Path), default=Path("docs/benchmarks"), show_default=True, help="folder to write")
@click.option("--rounds", default=5, show_default=True, help="rounds of each measurement")
@click.option("--words", default=2000, show_default=True, help="words (of running text: sentences) a round")
@click.option("--million", default=1.0, show_default=True, help="million words for the memory measurement")
@click.option("--model", type=click.Choice(["tiny", "default"]), default="tiny", show_default=True, help="this project's model")
@click.option("--hama-python", default="", help="interpreter of an environment that has hama==1.7.0")
def main(out: Path, rounds: int, words: int, million: float, model: str, hama_python: str) -> None:
    """Measure everything, then write."""
    names = {f"hamanlp {model}": sys.executable, "espeak-ng": sys.executable}
    if hama_python:
        names["hama 1.7.0"] = hama_python
    systems, missing = harness.start(names)
    for line in missing:
        click.echo(f"left out: {line}", err=True)
    if not systems or not systems[0].name.startswith("hamanlp"):
        raise click.ClickException("hamanlp is not installed here: pip install -e .")
    ours = systems[0]
    rows: list[Row] = []
    for name, samples in {
        "throughput": throughput(systems, rounds, words), "batches": batches(ours, rounds, words), "lengths": lengths(ours, rounds, words),
        "threads": threads(ours, rounds, words), "start-up": startup(rounds), "memory": memory(ours.name, million),
    }.items():  # fmt: skip
        click.echo(name, err=True)
        rows += samples
    for system in systems:
        system.close()
    report.write(rows, ours.name, out)
    click.echo((out / "speed.md").read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
