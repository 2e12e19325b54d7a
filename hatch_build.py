"""The wheel's build hook: compiles the engine and the model into `hamanlp/hama.wasm`, so that installing needs no compiler.

The file is built again only if something that goes into it has changed.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

MODEL = "models/tiny"
INPUTS = (MODEL, "export", "zig", "pyproject.toml")  # pyproject.toml pins the compiler
TARGET = "hamanlp/hama.wasm"
RECORD = "hamanlp/hama.wasm.inputs"  # a hash of the inputs and the target, as they were after the last build


class WasmBuildHook(BuildHookInterface[Any]):
    """Builds `hama.wasm` before a wheel, plain or editable, is put together."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - the interface's signature
        """Build the wasm if it is not up to date. The wheel's tag stays `py3-none-any`."""
        root = Path(self.root)
        target, record = root / TARGET, root / RECORD
        if target.exists() and record.exists() and record.read_text() == _digest(root):
            return
        sys.path.insert(0, self.root)
        try:
            from export.build import build_wasm  # noqa: PLC0415 - importable only with the root in the path
        finally:
            sys.path.remove(self.root)
        build_wasm(root / MODEL, target)
        record.write_text(_digest(root))


def _digest(root: Path) -> str:
    """A hash of the inputs and the target: their names and bytes."""
    files = [root / TARGET]
    for name in INPUTS:
        path = root / name
        files += (
            sorted(each for each in path.rglob("*") if each.is_file() and each.suffix != ".pyc") if path.is_dir() else [path]
        )
    digest = hashlib.sha256()
    for file in files:
        data = file.read_bytes()
        digest.update(f"{file.relative_to(root).as_posix()} {len(data)}\n".encode() + data)
    return digest.hexdigest()
