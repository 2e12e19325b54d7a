"""`python -m export.web`: put into `web/` what is built for it: the wasm files, and one file of the module and its wasm.

That file is made by plain text: the modules one after the other, without their imports of each other. So no two of them
may define the same name, and every import and export stands on lines of its own.
"""

from __future__ import annotations

import base64
import re
import shutil
from pathlib import Path

import click

from export.build import build_wasm
from export.models import SHIPPED
from export.zig import ROOT

WEB = ROOT / "web"
INLINE = "hamanlp.inline.js"
COPIED = ("LICENSE", "NOTICE")
IMPORT = re.compile(r"^import [^;]*? from \"\./(?P<file>[\w-]+\.js)\";\n", re.MULTILINE)
REEXPORT = re.compile(r"^export \{[^}]*\} from \"\./[\w-]+\.js\";\n", re.MULTILINE)
DECLARED = re.compile(r"^export (?=(?:async )?(?:class|const|function) (?P<name>\w+))", re.MULTILINE)
PUBLIC = re.compile(r"\w+(?=[,\s}])")

INLINED_SOURCE = """
const INLINED = "{data}";

async function compiled(model, wasm) {{
  if (model !== "default") throw new ModelError(`model: '${{model}}' is not right; this file holds default alone`);
  if (wasm !== undefined) throw new ModelError("wasm: is not right; this file holds its own");
  const bytes = Uint8Array.from(atob(INLINED), (character) => character.charCodeAt(0));
  return {{ ...(await WebAssembly.instantiate(bytes)), bytes: bytes.length }};
}}
"""


class BundleError(Exception):
    """The modules cannot be put into one file."""


def bundle(entry: Path, instead: dict[str, str]) -> str:
    """One module that does what several do.

    Args:
        entry: the module whose exports the result has; what it imports lies beside it.
        instead: file names, and the text that takes their place.

    Returns:
        The module's text.

    Raises:
        BundleError: two modules define the same name.
    """
    parts: dict[str, str] = {}
    exported = _collect(entry, instead, parts)
    defined: dict[str, str] = {}
    for file, text in parts.items():
        for name in re.findall(r"^(?:async )?(?:class|const|let|function) (\w+)", text, re.MULTILINE):
            if defined.setdefault(name, file) != file:
                raise BundleError(f"{file} and {defined[name]} both define {name}; rename one")
    return "\n".join((*parts.values(), f"export {{ {', '.join(sorted(exported))} }};\n"))


def _collect(module: Path, instead: dict[str, str], parts: dict[str, str]) -> set[str]:
    """Add a module after those that it imports. Returns the names that it exports."""
    if module.name in instead:
        parts[module.name] = instead[module.name]
        return set()
    text = module.read_text(encoding="utf-8")
    for found in IMPORT.finditer(text):
        if found["file"] not in parts:
            _collect(module.parent / found["file"], instead, parts)
    exported = {found["name"] for found in DECLARED.finditer(text)}
    for found in REEXPORT.finditer(text):
        exported |= set(PUBLIC.findall(found[0].partition("}")[0] + "}")) - {"export"}
    parts[module.name] = DECLARED.sub("", REEXPORT.sub("", IMPORT.sub("", text)))
    return exported


def inline(wasm: Path) -> str:
    """The module with a wasm inside.

    Args:
        wasm: the file.

    Returns:
        The text of a module that imports and fetches nothing.
    """
    source = INLINED_SOURCE.format(data=base64.b64encode(wasm.read_bytes()).decode())
    return bundle(WEB / "hamanlp.js", {"source.js": source})


def build(folder: Path = WEB) -> list[Path]:
    """Put what is built into a folder, and the modules too if it is another than `web/`.

    Args:
        folder: made if it is missing.

    Returns:
        The files that were built.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if folder != WEB:
        for file in (*WEB.glob("*.js"), WEB / "package.json", WEB / "README.md"):
            shutil.copyfile(file, folder / file.name)
        shutil.copytree(WEB / "types", folder / "types", dirs_exist_ok=True)
    built = []
    for model in SHIPPED.values():
        if not model.wasm(ROOT).exists():
            build_wasm(model.checkpoint(ROOT), model.wasm(ROOT))
        built.append(folder / model.file)
        shutil.copyfile(model.wasm(ROOT), built[-1])
    for name in COPIED:
        shutil.copyfile(ROOT / name, folder / name)
    built.append(folder / INLINE)
    built[-1].write_text(inline(SHIPPED["default"].wasm(ROOT)), encoding="utf-8")
    return built


@click.command(help=__doc__.partition("\n")[0] if __doc__ else None)
def main() -> None:
    """Build, and report the sizes."""
    for file in build():
        click.echo(f"{file.relative_to(ROOT)}: {file.stat().st_size} bytes")


if __name__ == "__main__":
    main()
