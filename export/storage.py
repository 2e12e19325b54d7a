"""How `config.json` says in how many bits a model's weights are stored."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

FLOAT32 = "float32"
FLOAT32_BITS = 32


def storage_name(config: Mapping[str, Any]) -> str:
    """What the content of a `config.json` says of the storage, `"float32"` if it says nothing."""
    return str(config.get("storage", FLOAT32))


def storage_bits(config: Mapping[str, Any]) -> int:
    """Bits of a stored weight: 32 for float32 as it stands, fewer for weights packed as `zig/quantize.zig` describes.

    Args:
        config: the content of `config.json`; its key `storage` is `"float32"`, which is also what no key means, or `"int2"` to
            `"int8"`.

    Raises:
        ValueError: the storage is none of these.
    """
    storage = storage_name(config)
    if storage == FLOAT32:
        return FLOAT32_BITS
    if not re.fullmatch("int[2-8]", storage):
        raise ValueError(f"storage is {storage!r}; the engine has 'float32', and 'int2' to 'int8'")
    return int(storage.removeprefix("int"))
