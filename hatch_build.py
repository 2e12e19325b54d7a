"""The wheel's build hook: compiles the engine with each model that ships, so that installing needs no compiler.

A file is built again only if something that goes into it has changed.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

INPUTS = ("export", "zig", "models/homographs", "pyproject.toml")  # beside the checkpoint; pyproject.toml pins the compiler


class WasmBuildHook(BuildHookInterface[Any]):
    """Builds the models' wasm files before a wheel, plain or editable, is put together."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build what is not up to date, and add the page and the bill of materials. The wheel's tag stays `py3-none-any`."""
        root = Path(self.root)
        sys.path.insert(0, self.root)
        try:
            from export import bill  # noqa: PLC0415 - importable only with the root in the path
            from export.build import build_wasm  # noqa: PLC0415 - the same
            from export.models import BUILT  # noqa: PLC0415 - the same
            from hamanlp.page import sources  # noqa: PLC0415 - the same
        finally:
            sys.path.remove(self.root)
        for model in BUILT.values():
            checkpoint, target = model.checkpoint(root), model.wasm(root)
            # A hash of the inputs and the target, as they were after the last build.
            record = target.with_suffix(".wasm.inputs")
            if not (target.exists() and record.exists() and record.read_text() == _digest(root, checkpoint, target)):
                build_wasm(checkpoint, target)
                record.write_text(_digest(root, checkpoint, target))
            # Not in git, so the wheel has them only if they are named; others may lie there from other versions.
            build_data["artifacts"].append(f"/{target.relative_to(root).as_posix()}")
        if version != "editable":  # which finds them where they are
            for path, file in sources(root / "web").items():
                build_data["force_include"][str(file)] = f"hamanlp/web{path}"
            built = {f"hamanlp/{model.file}": model.wasm(root).read_bytes() for model in BUILT.values()}
            listed = root / "build" / bill.FILE
            listed.parent.mkdir(exist_ok=True)
            listed.write_text(bill.bill(self.metadata.version, self.metadata.core.dependencies, built), encoding="utf-8")
            build_data["sbom_files"].append(listed.relative_to(root).as_posix())


def _digest(root: Path, checkpoint: Path, target: Path) -> str:
    """A hash of the inputs and the target: their names and bytes."""
    files = [target]
    for path in (checkpoint, *(root / name for name in INPUTS)):
        files += (
            sorted(each for each in path.rglob("*") if each.is_file() and each.suffix != ".pyc") if path.is_dir() else [path]
        )
    digest = hashlib.sha256()
    for file in files:
        data = file.read_bytes()
        digest.update(f"{file.relative_to(root).as_posix()} {len(data)}\n".encode() + data)
    return digest.hexdigest()
