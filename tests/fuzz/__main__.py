"""`python -m tests.fuzz`: fuzz the native engine with its safety checks, by coverage (libFuzzer), and keep what is found."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import click

from export.zig import ZigError
from tests.fuzz import fuzzer, inputs, programs
from tests.fuzz.figures import COMMITTED, RUNNING, AllFigures

TARGET = click.option("--target", "targets", type=click.Choice(inputs.TARGETS), multiple=True, help="default all")


@click.group(help=__doc__)
def main() -> None:
    """The group of commands."""


@main.command("build", help="Compile the programs into build/fuzz.")
@click.option("--replay-only", is_flag=True, help="without libFuzzer, which needs clang")
def build_command(replay_only: bool) -> None:
    """Compile."""
    try:
        for engine in (programs.READER, programs.SPELLER):
            programs.build(engine, with_fuzzer=not replay_only)
    except (programs.FuzzError, ZigError) as error:
        raise click.ClickException(str(error)) from error


@main.command("replay", help="Try the kept inputs again, and those that once broke the engine.")
@TARGET
def replay_command(targets: tuple[str, ...]) -> None:
    """Replay, and fail at the first finding."""
    for target in targets or inputs.TARGETS:
        kept = inputs.kept(target)
        passed, problem = programs.replay(target, kept)
        click.echo(f"{target}: {passed} of {len(kept)} inputs pass")
        if problem:
            raise click.ClickException(f"{target}: {inputs.escape(kept[passed])}\n{problem}")


@main.command("run", help="Fuzz the targets in turn, and add what was done to the figures. Go on by running it again.")
@TARGET
@click.option("--minutes", type=float, default=1.0, help="in all; default 1")
@click.option("--slice", "seconds", type=int, default=600, help="seconds of a target before the next one; default 600")
@click.option("--jobs", type=int, default=1, help="targets at once; default 1")
def run_command(targets: tuple[str, ...], minutes: float, seconds: int, jobs: int) -> None:
    """Fuzz until the time is over."""
    end = time.monotonic() + 60 * minutes
    names = targets or inputs.TARGETS
    with ThreadPoolExecutor(jobs) as pool:
        while (left := end - time.monotonic()) > 1:
            lasting = max(1, min(seconds, round(left / max(1, len(names) // jobs))))
            for target, log in zip(names, pool.map(lambda target, most=lasting: fuzzer.run(target, most), names), strict=True):
                click.echo(f"== {target}\n{log}")
            click.echo(AllFigures.read().table())


@main.command("merge", help="Keep in tests/fuzz/corpus the fewest inputs that reach all that the found ones reach.")
@TARGET
@click.option("--bytes", "most_bytes", type=int, default=75_000, help="at most, of each target; default 75,000")
def merge_command(targets: tuple[str, ...], most_bytes: int) -> None:
    """Minimise."""
    for target in targets or inputs.TARGETS:
        click.echo(f"{target}: {fuzzer.minimise(target, most_bytes)} inputs kept")


@main.command("figures", help="Print what all runs together did; --update writes it to docs/reliability.")
@click.option("--update", is_flag=True)
def figures_command(update: bool) -> None:
    """Print the table."""
    path = RUNNING if RUNNING.is_file() else COMMITTED
    if path == RUNNING:
        for target, still in fuzzer.count_open().items():
            for finding in still:
                click.echo(f"{target}: {finding}", err=True)
    figures = AllFigures.read(path)
    if update:
        figures.write(COMMITTED)
        figures.show()
    click.echo(figures.table())


if __name__ == "__main__":
    main()
