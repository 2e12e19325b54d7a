"""`python -m bench.pair OLD NEW`: two builds of the engine in turn, on the same texts, and whether they say the same.

For the effect of a change: a ratio from paired rounds moves little when the machine does. Seconds are CPU time of the engine
and the host around it, without start-up.
"""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import click

from bench import workloads
from hamanlp.engine import Engine

TEXTS = {"fresh English words": 1, "known running text": 2}
"""What is read, and how often: figures are of the last time."""


def texts(name: str, rounds: int, size: int) -> list[str]:
    """A text for each round: new words in each, or the same sentences in all."""
    if name == "known running text":
        return ["\n".join(workloads.english_sentences(size))] * rounds
    words = workloads.english_words()
    return ["\n".join(words[at * size :][:size]) for at in range(rounds)]


def read(engine: Engine, text: bytes, times: int) -> tuple[float, bytes]:
    """Transcribe a text; seconds and result of the last time."""
    for _ in range(times):
        start = time.process_time()
        result = b"".join(engine.feed(text, final=True))
        seconds = time.process_time() - start
    return seconds, result


@click.command(help=__doc__)
@click.argument("old", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("new", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--rounds", default=9, show_default=True, help="rounds of each measurement")
@click.option("--size", default=1200, show_default=True, help="words, or sentences, a round")
def main(*, old: Path, new: Path, rounds: int, size: int) -> None:
    """Measure, compare, print."""
    engines = {path: Engine(str(path.resolve()), {}) for path in (old, new)}
    for name, times in TEXTS.items():
        ratios, speeds = [], []
        for round_, text in enumerate(texts(name, rounds, size)):
            order = (old, new) if round_ % 2 == 0 else (new, old)
            results = {path: read(engines[path], text.encode(), times) for path in order}
            if results[old][1] != results[new][1]:
                raise click.ClickException(f"{name}: the two builds do not say the same in round {round_}")
            ratios.append(results[old][0] / results[new][0])
            speeds.append(len(text.split()) / results[new][0])
        ratio = f"{statistics.median(ratios):.2f} × as fast ({min(ratios):.2f} to {max(ratios):.2f})"
        click.echo(f"{name}\t{ratio}\t{statistics.median(speeds):,.0f} words a second")


if __name__ == "__main__":
    main()
