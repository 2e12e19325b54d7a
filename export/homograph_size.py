"""`python -m export.homograph_size`: how many bytes the homograph classifier takes, alone in a wasm."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from export import zig
from export.generate import CheckpointError
from export.homographs import HOMOGRAPHS, build_probe


@click.command(help="Build the homograph classifier alone, and say how large it is.")
@click.option("--folder", type=click.Path(path_type=Path), default=HOMOGRAPHS, help="default models/homographs")
@click.option("--out", type=click.Path(path_type=Path), help="keep the wasm in this file")
def main(folder: Path, out: Path | None) -> None:
    """Build and report."""
    try:
        with tempfile.TemporaryDirectory(prefix="hamanlp-") as temporary:
            file = out or Path(temporary) / "homographs.wasm"
            build_probe(file, folder)
            click.echo(f"homographs alone: {file.stat().st_size} bytes")
    except (CheckpointError, zig.ZigError) as error:
        raise click.ClickException(str(error)) from error


if __name__ == "__main__":
    main()
