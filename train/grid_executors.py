"""Where the units of a grid search run: in processes of this machine, or on a Ray cluster."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed

from train.grid_cells import Unit
from train.grid_work import Row, Work, prepare, run_unit

Executor = Callable[[Work, list[Unit], int], Iterator[list[Row]]]


def run_local(work: Work, units: list[Unit], jobs: int) -> Iterator[list[Row]]:
    """Run units on this machine: one after the other here, or several at a time in processes of their own.

    Args:
        work: what each is told.
        units: in the order in which they are begun.
        jobs: how many run at a time.

    Yields:
        The rows of each unit as it is finished.

    Raises:
        RuntimeError: a worker died.
    """
    if jobs == 1:
        prepare(work)
        for unit in units:
            yield run_unit(work, unit)
        return
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_start_worker, initargs=(work,))
    try:
        for future in as_completed([pool.submit(run_unit, work, unit) for unit in units]):
            yield future.result()
    except BaseException:
        for process in multiprocessing.active_children():
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _start_worker(work: Work) -> None:
    parent = multiprocessing.parent_process()

    def leave_with_parent() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    # A killed search must not leave workers behind that nobody listens to.
    threading.Thread(target=leave_with_parent, daemon=True).start()
    prepare(work)


def run_ray(work: Work, units: list[Unit], jobs: int) -> Iterator[list[Row]]:
    """Run units as tasks of Ray (Moritz et al. 2018, arXiv 1712.05889): on the cluster that `RAY_ADDRESS` names, or locally.

    Args:
        work: what each is told; with the device "cuda" a task takes a GPU.
        units: in the order in which they are handed out.
        jobs: processors of the Ray that is started if there is none, and how many tasks are asked for at a time.

    Yields:
        The rows of each unit as it is finished.

    Raises:
        ModuleNotFoundError: the package `ray`, of the extra of that name, is not installed.
    """
    import ray  # noqa: PLC0415 - an extra

    environment = {"PYTHONPATH": os.pathsep.join([os.getcwd(), os.environ.get("PYTHONPATH", "")]), "OMP_NUM_THREADS": "1"}
    cluster = {} if os.environ.get("RAY_ADDRESS") else {"num_cpus": jobs, "include_dashboard": False}
    ray.init(runtime_env={"env_vars": environment}, log_to_driver=False, configure_logging=False, **cluster)
    task = ray.remote(num_cpus=1, num_gpus=1 if work.device == "cuda" else 0, max_retries=2)(_ray_unit)
    waiting = list(reversed(units))
    try:
        running = [task.remote(work, waiting.pop()) for _ in range(min(jobs, len(waiting)))]
        while running:
            (finished, *_), running = ray.wait(running, num_returns=1)
            if waiting:
                running.append(task.remote(work, waiting.pop()))
            yield ray.get(finished)
    finally:
        ray.shutdown()


_PREPARED: list[Work] = []


def _ray_unit(work: Work, unit: Unit) -> list[Row]:
    if not _PREPARED:  # A process of Ray runs many tasks.
        prepare(work)
        _PREPARED.append(work)
    return run_unit(work, unit)


EXECUTORS: dict[str, Executor] = {"local": run_local, "ray": run_ray}
