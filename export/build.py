"""Checkpoint folder → `hama.wasm`."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from export import zig
from export.generate import generate

BUDGET = 482_000
"""Bytes that the default wasm may have: the size of the system this one succeeds."""


def build_wasm(checkpoint: Path, out: Path, keep: Path | None = None) -> None:
    """Build the wasm of a checkpoint. The same checkpoint gives the same bytes, whatever the folders.

    Args:
        checkpoint: folder with the model (see `export.generate`).
        out: the file to write; it is replaced in one step, or left alone if the build fails.
        keep: where to keep the generated Zig; by default it is thrown away.

    Raises:
        CheckpointError: the checkpoint is not usable.
        ZigError: the compiler is missing or reported errors.
    """
    source = generate(checkpoint)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="hamanlp-") as folder:
        model = Path(folder) / "model.zig"
        model.write_text(source, encoding="ascii")
        if keep is not None:
            keep.parent.mkdir(parents=True, exist_ok=True)
            keep.write_text(source, encoding="ascii")
        built = Path(folder) / "hama.wasm"
        zig.compile_wasm(model, built, Path(folder) / "cache")
        # The temporary folder may lie on another file system, so the last step is a rename beside the target.
        partial = out.with_suffix(".partial")
        partial.write_bytes(built.read_bytes())
        os.replace(partial, out)
