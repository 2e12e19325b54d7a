"""Checkpoint folder → `hama.wasm`."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from export import zig
from export.generate import CheckpointError, generate, read_config, spells
from export.homographs import HOMOGRAPHS, generate_homographs
from export.pack import PackError, pack
from export.storage import FLOAT32_BITS, storage_bits
from hamanlp.machine_code import sealed


def write_sources(checkpoint: Path, folder: Path) -> zig.Sources:
    """Write what the engine is compiled with: the generated Zig and, if the model is stored so, its packed weights.

    Args:
        checkpoint: folder with the model (see `export.generate`).
        folder: an existing folder for the files, and for the compiler's caches in its subfolder `cache`.

    Raises:
        CheckpointError: the checkpoint is not usable.
        ZigError: the compiler is missing or reported errors.
    """
    model = folder / "model.zig"
    model.write_text(generate(checkpoint), encoding="ascii")
    config = read_config(checkpoint)
    homographs = None
    if not spells(config):
        homographs = folder / "homograph_data.zig"
        homographs.write_text(generate_homographs(HOMOGRAPHS), encoding="ascii")
    if storage_bits(config) == FLOAT32_BITS:
        return zig.Sources(model, homographs=homographs, spells=spells(config))
    weights = folder / "weights.bin"
    try:
        weights.write_bytes(pack(model, folder))
    except PackError as error:
        raise CheckpointError(f"{checkpoint / 'model.safetensors'}: {error}") from error
    return zig.Sources(model, weights, homographs, spells(config))


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
    with tempfile.TemporaryDirectory(prefix="hamanlp-") as folder:
        sources = write_sources(checkpoint, Path(folder))
        if keep is not None:
            keep.parent.mkdir(parents=True, exist_ok=True)
            keep.write_bytes(sources.model.read_bytes())
        built = Path(folder) / "hama.wasm"
        zig.compile_wasm(sources, built, Path(folder) / "cache")
        # The temporary folder may lie on another file system, so the last step is a rename beside the target.
        out.parent.mkdir(parents=True, exist_ok=True)
        partial = out.with_suffix(".partial")
        partial.write_bytes(sealed(built.read_bytes()))
        os.replace(partial, out)
