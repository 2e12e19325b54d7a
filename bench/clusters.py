"""`python -m bench.clusters`: a large text on one machine, on Ray and on Spark, with workers killed; nothing may be lost.

Writes the samples to `docs/benchmarks/clusters.csv`, of which `python -m bench.crawl` makes the measured parts of the docs.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import click
import pyarrow
from pyarrow import compute, parquet

import hamanlp
from bench.cluster_jobs import SYSTEMS
from bench.workloads import zipf_lines

ROOT = Path(__file__).resolve().parent.parent
CSV = ROOT / "docs" / "benchmarks" / "clusters.csv"
FILES = 16  # so many parts that workers can share them
Row = dict[str, Any]


def make_text(folder: Path, lines: int) -> tuple[int, int]:
    """Write lines of text as Parquet files with the columns `id` and `text`.

    Returns:
        How many words and how many bytes of text they are.
    """
    folder.mkdir()
    share = -(-lines // FILES)
    words = size = 0
    for number, first in enumerate(range(0, lines, share)):
        count = min(share, lines - first)
        texts = list(zipf_lines(count, seed=number))
        words += sum(len(text.split()) for text in texts)
        size += sum(len(text.encode()) + 1 for text in texts)
        table = pyarrow.table({"id": range(first, first + count), "text": texts})
        parquet.write_table(table, folder / f"{number:03}.parquet")
    return words, size


def reference(source: Path) -> tuple[pyarrow.Table, float]:
    """What the text should become, by one transcriber in this process, and the CPU seconds that it took."""
    table = parquet.read_table(source)
    texts = table.column("text").to_pylist()
    hama = hamanlp.Transcriber()
    began = time.process_time()
    read = [ipa for first in range(0, len(texts), 4096) for ipa in hama(texts[first : first + 4096])]
    seconds = time.process_time() - began
    return table.append_column("ipa", pyarrow.array(read)).sort_by("id"), seconds


def faults(target: Path, expected: pyarrow.Table) -> dict[str, int]:
    """How many lines of a result are lost, doubled, or other than they should be."""
    table = parquet.read_table(target, columns=["id", "text", "ipa"]).sort_by("id")
    distinct = compute.count_distinct(table.column("id")).as_py()
    same = table.select(["id", "text", "ipa"]).equals(expected.select(["id", "text", "ipa"]).cast(table.schema))
    different = 0 if same else max(1, len(expected) - distinct)
    return {"lost": len(expected) - distinct, "doubled": len(table) - distinct, "different": different}


def run(system: str, source: Path, workers: int, kill_after: float | None) -> dict[str, Any]:
    """Run one job in a process of its own.

    Returns:
        What `bench.cluster_jobs` printed, the wall-clock seconds of all, and where the result is.
    """
    target = Path(tempfile.mkdtemp(dir=source.parent)) / "out"
    command = [sys.executable, "-m", "bench.cluster_jobs", system, str(source), str(target), "--workers", str(workers)]
    if kill_after is not None:
        command += ["--kill-after", str(kill_after)]
    began = time.perf_counter()
    result = subprocess.run(command, capture_output=True, check=False, cwd=ROOT)
    if result.returncode:
        raise click.ClickException(f"{system}: exit status {result.returncode}\n{result.stderr.decode()[-2000:]}")
    told: dict[str, Any] = json.loads(result.stdout.decode().splitlines()[-1])
    return told | {"wall": time.perf_counter() - began, "target": target}


@click.command(help=__doc__)
@click.option("--lines", default=1_000_000, show_default=True, help="lines of text, of eight words each")
@click.option("--system", "systems", multiple=True, type=click.Choice(list(SYSTEMS)), help="repeatable  [default: all]")
@click.option("--kill-after", default=5.0, show_default=True, help="seconds of CPU time after which one worker is killed")
@click.option(
    "--out", default=CSV, type=click.Path(path_type=Path), show_default="docs/benchmarks/clusters.csv", help="samples"
)
def main(lines: int, systems: tuple[str, ...], kill_after: float, out: Path) -> None:
    """Measure, check, and write the samples."""
    with tempfile.TemporaryDirectory() as folder, out.open("w", encoding="utf-8", newline="") as file:
        source = Path(folder) / "text"
        words, size = make_text(source, lines)
        expected, seconds = reference(source)
        one = {"system": "one process", "workers": 1, "seconds": round(seconds, 2), "cpu": True}
        rows: list[Row] = [one | {"killed": 0, "lost": 0, "doubled": 0, "different": 0}]
        writer = csv.DictWriter(file, [*rows[0], "lines", "words", "bytes", "load"])
        writer.writeheader()
        shared = {"lines": lines, "words": words, "bytes": size}
        writer.writerow(rows[0] | shared | {"load": round(os.getloadavg()[0], 1)})
        for system in systems or SYSTEMS:
            for workers, kill in ((1, False), (2, False), (2, True)):
                told = run(system, source, workers, kill_after if kill else None)
                row = {"system": system, "workers": workers, "seconds": round(told["seconds"], 2), "cpu": False}
                row |= {"killed": told["killed"], **faults(told["target"], expected)}
                writer.writerow(row | shared | {"load": round(os.getloadavg()[0], 1)})
                file.flush()
                click.echo(f"{system} {workers}: {lines / told['seconds']:,.0f} lines/s, {row}")
                if row["lost"] or row["doubled"] or row["different"]:
                    raise click.ClickException("lines are lost, doubled or different")


if __name__ == "__main__":
    main()
