"""The packer: `zig/pack.zig` with a generated model, built as wasm and run here."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import wasmtime

from export import zig


class PackError(ValueError):
    """The weights of a model cannot be packed."""


def pack(model: Path, folder: Path) -> bytes:
    """Pack the weights of a generated model.

    Args:
        model: the generated Zig, with fewer than 32 storage bits.
        folder: an existing folder for the program and the compiler's caches.

    Returns:
        What `zig/layout.zig` describes.

    Raises:
        PackError: a row of weights is too large for its scale.
        ZigError: the compiler is missing or reported errors.
    """
    program = folder / "pack.wasm"
    zig.compile_packer(model, program, folder / "cache")
    with (
        wasmtime.Engine() as engine,
        wasmtime.Store(engine) as store,
        wasmtime.Module.from_file(engine, str(program)) as module,
    ):
        exports = wasmtime.Instance(store, module, []).exports(store)
        length = cast(int, cast(wasmtime.Func, exports["pack"])(store))
        if length == 0:
            raise PackError("a row of weights has a magnitude beyond 65504 times the number of its steps")
        start = cast(int, cast(wasmtime.Func, exports["address"])(store))
        return bytes(cast(wasmtime.Memory, exports["memory"]).read(store, start, start + length))
