"""`python -m bench.memory --words 10000000`: the memory of a process while ever more words go through one instance.

Most are running text, which the engine knows after a while; one in a hundred was never there before, so that the cache forgets
others. Before anything is measured come so many new words that all of the cache was written once. `--update` writes
`docs/reliability/memory.csv`. For Linux, which tells the resident memory (RSS) of a process.
"""

from __future__ import annotations

import csv
import os
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import click

import hamanlp
from export.zig import ROOT

OUT = ROOT / "docs" / "reliability" / "memory.csv"
SENTENCES = Path(__file__).with_name("sentences.txt")
WARM_UP = 30_000
"""New words before the first measurement: enough to reach each page of the cache."""
TOLERANCE = 1 << 20  # bytes
_WORDS_A_CALL = 1000
_NEW = 0.01  # of the words, after the warm-up


def texts(words: int, new: float = _NEW) -> Iterator[str]:
    """Texts of 1,000 words each, the same at every call; `new` is the share of words that were never there before."""
    chance = random.Random(new)
    known = SENTENCES.read_text(encoding="utf-8").split()
    for _ in range(words // _WORDS_A_CALL):
        some = chance.choices(known, k=_WORDS_A_CALL)
        for place in range(0, _WORDS_A_CALL, round(1 / new)):
            some[place] = "".join(chance.choices("abcdefghijklmnoprstuvwyz", k=chance.randint(4, 9)))
        yield "\n".join(" ".join(some[at : at + 20]) for at in range(0, _WORDS_A_CALL, 20))


def resident() -> int:
    """The bytes of this process in memory."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def measure(
    words: int, *, analyze: bool = False, model: str = "default", samples: int = 100
) -> list[dict[str, int | float | str]]:
    """Send words through one instance.

    Args:
        words: how many, at least 1,000 for each sample.
        analyze: whether records are asked for, which the cache does not help with.
        model: of those that ship.
        samples: how many rows.

    Returns:
        Rows: the way, the words so far, the process's resident bytes, the instance's own bytes, the seconds.
    """
    hama = hamanlp.Transcriber(model=model)
    rows: list[dict[str, int | float | str]] = []
    read: Callable[[str], object] = hama.analyze if analyze else hama
    for text in texts(WARM_UP, 1):
        read(text)
    # The one that this thread has used, and goes on using.
    engine = vars(hama._of_thread)["jsonl" if analyze else "text"]
    begun = time.monotonic()
    every = max(1, words // _WORDS_A_CALL // samples)
    for number, text in enumerate(texts(words), 1):
        read(text)
        if number % every == 0:
            rows.append(
                {
                    "way": "analyze" if analyze else "call",
                    "words": number * _WORDS_A_CALL,
                    "resident_bytes": resident(),
                    "instance_bytes": engine.memory_bytes(),
                    "seconds": round(time.monotonic() - begun, 1),
                }
            )
    return rows


def growth(rows: list[dict[str, int | float | str]]) -> int:
    """By how many bytes the resident memory differed at the most."""
    resident_bytes = [int(row["resident_bytes"]) for row in rows]
    return max(resident_bytes) - min(resident_bytes)


@click.command(help=__doc__)
@click.option("--words", type=click.IntRange(10_000), default=1_000_000, help="default 1,000,000; of `analyze` a hundredth")
@click.option("--model", default="default", help="default, tiny or large")
@click.option("--update", is_flag=True, help="write docs/reliability/memory.csv")
def main(words: int, model: str, update: bool) -> None:
    """Measure, print, and fail if the memory grows."""
    every = []
    grown = []
    for analyze in (False, True):
        rows = measure(
            words // 100 if analyze else words, analyze=analyze, model=model, samples=100 if words >= 1_000_000 else 10
        )
        every += rows
        grown.append(growth(rows))
        last = rows[-1]
        click.echo(
            f"{last['way']}: {last['words']:,} words in {last['seconds']} s; "
            f"resident {int(last['resident_bytes']) / 2**20:.1f} MiB, within {grown[-1] / 2**10:,.0f} KiB; "
            f"instance {int(last['instance_bytes']) / 2**20:.2f} MiB"
        )
    if update:
        OUT.parent.mkdir(parents=True, exist_ok=True)
        with OUT.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, every[0].keys(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(every)
    if max(grown) > TOLERANCE:
        raise click.ClickException(f"the memory is not flat within {TOLERANCE >> 20} MiB")


if __name__ == "__main__":
    main()
