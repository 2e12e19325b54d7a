"""Fill the measured parts of `docs/clusters.md`: `python -m bench.crawl`.

They are made from the samples of `bench.clusters` and `bench.speed`, and stand between `<!-- measured: NAME -->` and
`<!-- end -->`.
"""

from __future__ import annotations

import csv
import re
import statistics
from collections.abc import Callable
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parent.parent
DOC = ROOT / "docs" / "clusters.md"
BENCHMARKS = ROOT / "docs" / "benchmarks"
PART = re.compile(r"(<!-- measured: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
CRAWL = 10_000_000_000  # lines
CORES = 1000
PRICE = 0.04  # dollars for an hour of a core, to have a number; multiply by your own
NEW = (0.0, 0.01, 0.05)  # shares of words that no worker remembers


def _samples(name: str) -> list[dict[str, str]]:
    with (BENCHMARKS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def table() -> str:
    """The table of throughput and faults."""
    rows = []
    for row in _samples("clusters.csv"):
        rate = f"{int(row['lines']) / float(row['seconds']):,.0f} | {int(row['words']) / float(row['seconds']):,.0f}"
        faults = " | ".join(row[name] for name in ("killed", "lost", "doubled", "different"))
        time = f"{float(row['seconds']):.1f} s" + (" of CPU" if row["cpu"] == "True" else "")
        rows.append(f"| {row['system']} | {row['workers']} | {time} | {rate} | {faults} | {row['load']} |\n")
    head = "| system | workers | time | lines/s | words/s | workers killed | lines lost | doubled | different | load |\n"
    first = _samples("clusters.csv")[0]
    size = f"{int(first['lines']):,} lines, {int(first['words']):,} words, {int(first['bytes']):,} bytes of text."
    note = (
        "The times are by the wall clock, without the start of the cluster, on two cores that other work shared (load: the mean"
    )
    note += " number of\nprocesses that wanted a core in the minute before the end; above two, they waited for each other)."
    note += " The first row is the CPU time of\none process without reading and writing files.\n"
    return f"{size}\n\n{head}|{' --- |' * 2}{' ---: |' * 8}\n{''.join(rows)}\n{note}Measured by `python -m bench.clusters`.\n"


def crawl() -> str:
    """The arithmetic."""
    one = _samples("clusters.csv")[0]
    words = int(one["words"]) / int(one["lines"])
    size = int(one["bytes"]) / int(one["lines"])
    known = int(one["words"]) / float(one["seconds"])
    new = statistics.median(
        float(row["words_per_cpu_s"])
        for row in _samples("speed.csv")
        if (row["scenario"], row["system"]) == ("fresh English words", "hamanlp default")
    )
    rows = []
    for share in NEW:
        seconds = CRAWL * words * ((1 - share) / known + share / new)
        hours = seconds / 3600
        rows.append(f"| {100 * share:.0f} % | {hours:,.0f} | {60 * hours / CORES:,.0f} | {PRICE * hours:,.0f} |\n")
    text = (
        f"Such lines ({words:.0f} words, {size:.0f} bytes) make {CRAWL * size / 1e12:.2f} TB of text"
        f" and {CRAWL * words:,.0f} words.\n"
        f"A core reads {known:,.0f} words in a second of CPU time where it remembers most of them (the first row above),"
        f"\nand {new:,.0f} that are new (`python -m bench.speed`). A crawl has new words without end, names and mistakes;"
        "\ntheir share s decides: hours of cores = words × ((1 − s) / known + s / new) / 3600.\n\n"
    )
    head = f"| more new words | hours of cores | minutes with {CORES:,} cores | dollars at {PRICE} an hour of a core |\n"
    end = "\nReading, writing and the cluster's own work come on top; the table above says what they take here.\n"
    end += "The price is an example.\n"
    return f"{text}{head}|{' ---: |' * 4}\n{''.join(rows)}{end}"


PARTS: dict[str, Callable[[], str]] = {"table": table, "crawl": crawl}


def render(text: str) -> str:
    """The page with its measured parts filled in."""
    return PART.sub(lambda match: match[1] + PARTS[match[2]]() + match[3], text)


@click.command(help=__doc__)
def main() -> None:
    """Render, and write."""
    DOC.write_text(render(DOC.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
