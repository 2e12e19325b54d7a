"""`python -m export`: build a checkpoint's wasm."""

from __future__ import annotations

from pathlib import Path

import click

from export.build import BUDGET, build_wasm
from export.generate import CheckpointError
from export.zig import ROOT, ZigError


@click.command(help="Turn a checkpoint into hama.wasm: generated Zig with its weights, compiled together with the engine.")
@click.option(
    "--checkpoint",
    type=click.Path(path_type=Path),
    default=ROOT / "models" / "tiny",
    help="checkpoint folder; default models/tiny",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=ROOT / "hamanlp" / "hama.wasm",
    help="file to write; default hamanlp/hama.wasm",
)
@click.option("--keep", type=click.Path(path_type=Path), help="also write the generated Zig to this file")
def main(checkpoint: Path, out: Path, keep: Path | None) -> None:
    """Build and report the size."""
    try:
        build_wasm(checkpoint, out, keep)
    except (CheckpointError, ZigError) as error:
        raise click.ClickException(str(error)) from error
    size = out.stat().st_size
    click.echo(f"{out}: {size} bytes, {100 * size / BUDGET:.1f} % of {BUDGET}")


if __name__ == "__main__":
    main()
