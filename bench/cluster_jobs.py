"""One job of `bench.clusters` in a process of its own: `python -m bench.cluster_jobs SYSTEM --workers N INPUT OUTPUT`.

INPUT is a folder of Parquet files with the columns `id` and `text`; OUTPUT becomes such a folder with the column `ipa` too.
Prints a line of JSON: seconds of the job alone, without the start of the cluster, and how many workers were killed.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import click

TICKS = os.sysconf("SC_CLK_TCK")
Job = Callable[[Path, Path, int], float]


def with_command(source: Path, target: Path, workers: int) -> float:
    """`hamanlp -j WORKERS`.

    Returns:
        Seconds.
    """
    target.mkdir()
    inputs = [argument for path in sorted(source.glob("*.parquet")) for argument in ("-i", str(path))]
    command = [
        sys.executable,
        "-m",
        "hamanlp",
        *inputs,
        "--column",
        "text",
        "-o",
        str(target / "out.parquet"),
        "-j",
        str(workers),
    ]
    began = time.perf_counter()
    subprocess.run(command, check=True)
    return time.perf_counter() - began


def with_ray(source: Path, target: Path, workers: int) -> float:
    """Ray Data on a local cluster with a processor for each worker, and one for reading and writing.

    Returns:
        Seconds.
    """
    os.environ["RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO"] = "0"
    import ray  # noqa: PLC0415 - only one of the clusters is needed

    import hamanlp.ray  # noqa: PLC0415 - the same

    environment = {"PYTHONPATH": os.pathsep.join([os.getcwd(), os.environ.get("PYTHONPATH", "")])}
    ray.init(num_cpus=workers + 1, include_dashboard=False, log_to_driver=False, runtime_env={"env_vars": environment})
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    began = time.perf_counter()
    hamanlp.ray.transcribe(ray.data.read_parquet(str(source)), workers=workers).write_parquet(str(target))
    seconds = time.perf_counter() - began
    ray.shutdown()
    return seconds


def with_spark(source: Path, target: Path, workers: int) -> float:
    """Spark in local mode, where a task may fail three times.

    Returns:
        Seconds.
    """
    os.environ["PYSPARK_PYTHON"] = sys.executable
    from pyspark.sql import SparkSession  # noqa: PLC0415 - only one of the clusters is needed

    import hamanlp.spark  # noqa: PLC0415 - the same

    builder = SparkSession.builder.master(f"local[{workers},4]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
    session = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", "4096").getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    began = time.perf_counter()
    frame = session.read.parquet(str(source))
    frame.withColumn("ipa", hamanlp.spark.transcriber()("text")).write.parquet(str(target))
    seconds = time.perf_counter() - began
    session.stop()
    return seconds


SYSTEMS: dict[str, tuple[Job, bytes]] = {
    "hamanlp -j": (with_command, b"spawn_main"),
    "Ray": (with_ray, b"Transcribe"),
    "Spark": (with_spark, b"pyspark.daemon"),
}
"""What runs a job, and what the command lines of its workers have."""


def descendants(process: int) -> Iterator[int]:
    """The processes that a process has started, and those that they have."""
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:  # it has just ended
            continue
        for child in children:
            yield int(child)
            yield from descendants(int(child))


def seconds_of(process: int) -> float:
    """The CPU time that a process has taken."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


class Killer(threading.Thread):
    """Kills (-9) one worker of this process in the midst of its work.

    Args:
        mark: what the worker's command line has.
        after: seconds of CPU time that it has taken by then.
    """

    def __init__(self, mark: bytes, after: float) -> None:
        super().__init__(daemon=True)
        self._mark = mark
        self._after = after
        self.killed = 0

    def run(self) -> None:
        """Wait for it, and kill it."""
        while not self.killed:
            for process in list(descendants(os.getpid())):
                try:
                    if self._mark in Path(f"/proc/{process}/cmdline").read_bytes() and seconds_of(process) >= self._after:
                        os.kill(process, signal.SIGKILL)
                        self.killed += 1
                        return
                except OSError:  # it has just ended
                    continue
            time.sleep(0.02)


@click.command(help=__doc__)
@click.argument("system", type=click.Choice(list(SYSTEMS)))
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--workers", default=1, show_default=True, help="worker processes")
@click.option("--kill-after", type=float, help="kill a worker when it has taken so many seconds of CPU time")
def main(system: str, source: Path, target: Path, workers: int, kill_after: float | None) -> None:
    """Run the job, and say how long it took."""
    job, mark = SYSTEMS[system]
    killer = Killer(mark, kill_after or 0.0)
    if kill_after is not None:
        killer.start()
    print(json.dumps({"seconds": job(source, target, workers), "killed": killer.killed}))


if __name__ == "__main__":
    main()
