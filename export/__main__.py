"""`python -m export`: build the wasm of a model, or of all that ship."""

from __future__ import annotations

from pathlib import Path

import click

from export.build import build_wasm
from export.generate import CheckpointError
from export.models import BUILT, Model
from export.zig import ROOT, ZigError


@click.command(help="Turn a checkpoint into a wasm: generated Zig with its weights, compiled together with the engine.")
@click.option("--model", "name", type=click.Choice(list(BUILT)), help="a model that ships, into its place in hamanlp/")
@click.option("--all", "everything", is_flag=True, help="all models that ship")
@click.option("--checkpoint", type=click.Path(path_type=Path), help="the folder of any checkpoint, into the file --out")
@click.option("--out", type=click.Path(path_type=Path), help="file to write instead")
@click.option("--keep", type=click.Path(path_type=Path), help="also write the generated Zig to this file")
def main(*, name: str | None, everything: bool, checkpoint: Path | None, out: Path | None, keep: Path | None) -> None:
    """Build and report the sizes."""
    if (name is not None) + everything + (checkpoint is not None) != 1:
        raise click.UsageError("give one of --model NAME, --all and --checkpoint FOLDER")
    if everything and (out or keep):
        raise click.UsageError("--all writes several files; --out and --keep name one")
    try:
        if checkpoint is not None:
            if out is None:
                raise click.UsageError("--checkpoint wants --out FILE")
            build_wasm(checkpoint, out, keep)
            click.echo(f"{out}: {out.stat().st_size} bytes")
        for model in BUILT.values():
            if everything or model.name == name:
                click.echo(_build(model, out or model.wasm(ROOT), keep))
    except (CheckpointError, ZigError) as error:
        raise click.ClickException(str(error)) from error


def _build(model: Model, out: Path, keep: Path | None) -> str:
    build_wasm(model.checkpoint(ROOT), out, keep)
    size = out.stat().st_size
    return f"{out}: {size} bytes, {100 * size / model.budget:.1f} % of {model.budget}"


if __name__ == "__main__":
    main()
