"""`python -m export.zigtool test | fmt-check`: the engine's own tests, and the format of its sources."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from export import zig
from export.build import write_sources
from export.generate import CheckpointError


@click.group(help=__doc__)
def main() -> None:
    """The group of commands."""


@main.command("test", help="Run the engine's native tests with the model of a checkpoint.")
@click.option("--checkpoint", type=click.Path(path_type=Path), default=zig.ROOT / "models" / "tiny", help="default models/tiny")
def test_command(checkpoint: Path) -> None:
    """Generate the model, compile, run."""
    try:
        with tempfile.TemporaryDirectory(prefix="hamanlp-") as folder:
            zig.test(write_sources(checkpoint, Path(folder)), Path(folder) / "cache")
    except (CheckpointError, zig.ZigError) as error:
        raise click.ClickException(str(error)) from error
    click.echo("zig test: passed")


@main.command("fmt-check", help="Check the format of the engine's sources.")
def format_command() -> None:
    """Name the files that are not formatted."""
    try:
        folders = (zig.ROOT / "zig", zig.ROOT / "tests" / "fuzz")
        zig.check_format(sorted(path for folder in folders for path in folder.glob("*.zig")))
    except zig.ZigError as error:
        raise click.ClickException(str(error)) from error
    click.echo("zig fmt: nothing to change")


if __name__ == "__main__":
    main()
