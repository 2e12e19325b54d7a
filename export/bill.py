"""The bill of materials of the wheel, in CycloneDX 1.6 (the standard ECMA-424).

The build hook puts it where PEP 770 wants it, `.dist-info/sboms/hamanlp.cdx.json`. It says what is inside that is not this
project's Python and JavaScript: the wasm files, the weights in them, and what the Zig compiler put there; and what must be
installed beside it. The same wheel gives the same bytes: there is no time in it, and its serial number is a hash.
"""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from export.models import BUILT, SPELLER
from export.zig import ROOT

FILE = "hamanlp.cdx.json"
ZIG = "0.17.0"
"""The version that pyproject.toml pins."""


def bill(version: str, requirements: Iterable[str], files: Mapping[str, bytes], wheel: bytes | None = None) -> str:
    """A bill of materials as JSON.

    Args:
        version: of this package.
        requirements: what it needs at run time, as its metadata has it; those of extras are passed over.
        files: of the wheel that are listed, by their names there.
        wheel: all of it, if it is there already.
    """
    me = f"pkg:pypi/hamanlp@{version}"
    needed = [_library(each) for each in requirements if "extra ==" not in each]
    models = [_model(name) for name in BUILT]
    listed = [_file(name, data) for name, data in sorted(files.items())]
    built = [model.file for model in BUILT.values()]
    of_model = {model.file: [f"model:{name}", "model:homographs", "zig"] for name, model in BUILT.items()}
    of_model[SPELLER.file].remove("model:homographs")
    content: dict[str, Any] = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "library", "bom-ref": me, "name": "hamanlp", "version": version, "purl": me,
                "licenses": _licence("Apache-2.0"),
            }
            | ({"hashes": _hashes(wheel)} if wheel is not None else {}),
        },
        "components": [
            *listed,
            *models,
            _homographs(),
            {
                "type": "library", "bom-ref": "zig", "name": "Zig standard library and compiler-rt", "version": ZIG,
                "purl": f"pkg:pypi/ziglang@{ZIG}", "licenses": _licence("MIT"),
                "description": "parts that the compiler links into the wasm",
            },
            *needed,
        ],
        "dependencies": [
            {"ref": me, "dependsOn": sorted(component["bom-ref"] for component in (*listed, *needed))},
            *({"ref": f"hamanlp/{file}", "dependsOn": of_model[file]} for file in built if f"hamanlp/{file}" in files),
        ],
    }  # fmt: skip
    digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
    content["serialNumber"] = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, digest)}"
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _file(name: str, data: bytes) -> dict[str, Any]:
    return {"type": "file", "bom-ref": name, "name": name, "hashes": _hashes(data)}


def _model(name: str) -> dict[str, Any]:
    weights = BUILT[name].checkpoint(ROOT) / "model.safetensors"
    return _weights(name, weights.read_bytes(), "a small language model; what it was trained on stands in its model card")


def _homographs() -> dict[str, Any]:
    folder = ROOT / "models" / "homographs"
    data = b"".join(path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix == ".safetensors")
    return _weights("homographs", data, "readings of homographs")


def _weights(name: str, data: bytes, description: str) -> dict[str, Any]:
    return {
        "type": "machine-learning-model", "bom-ref": f"model:{name}", "name": name, "hashes": _hashes(data),
        "licenses": _licence("Apache-2.0"), "description": description,
    }  # fmt: skip


def _library(requirement: str) -> dict[str, Any]:
    """A package of the registry; which version it is is known only where it is installed."""
    name, wanted = re.split(r"(?=[<>=!~;\s])", requirement, maxsplit=1)
    purl = f"pkg:pypi/{name}"
    properties = [{"name": "hamanlp:requirement", "value": wanted.strip()}]
    return {"type": "library", "bom-ref": purl, "name": name, "purl": purl, "scope": "required", "properties": properties}


def _hashes(data: bytes) -> list[dict[str, str]]:
    return [{"alg": "SHA-256", "content": hashlib.sha256(data).hexdigest()}]


def _licence(name: str) -> list[dict[str, Any]]:
    return [{"license": {"id": name}}]
