"""The wasm file of a model as machine code, which is kept in the user's cache folder.

What lies on a disk is not trusted: the wasm file ends with a custom section `crc32` over all bytes before it, and a file of
machine code begins with such a sum over its own. Damage to the first is an error, the second is made again. (The cache that
wasmtime has notices few flipped bits, and such code may crash the process.)
"""

from __future__ import annotations

import os
import struct
import sys
import zlib
from contextlib import suppress
from pathlib import Path

import wasmtime

from .guard import guarded
from .instructions import GuardError

SEAL = b"\0\x0a\x05crc32"
"""The head of the custom section: number, length, length of the name, name. Four bytes follow, little-endian."""
_MAGIC = b"hamanlp code 1\n"
_KEPT = 8  # files: a few models, each for a few versions


class DamagedError(ValueError):
    """A file is not as it was made."""


def sealed(module: bytes) -> bytes:
    """A wasm module with the section that tells whether it is damaged."""
    return module + SEAL + struct.pack("<I", zlib.crc32(module))


def checked(module: bytes) -> None:
    """Compare a module with its seal, if it has one.

    Raises:
        DamagedError: it has other bytes.
    """
    end = len(module) - len(SEAL) - 4
    if module[end:-4] == SEAL and module[-4:] != struct.pack("<I", zlib.crc32(memoryview(module)[:end])):
        raise DamagedError("has other bytes than when it was made")


def compiled(engine: wasmtime.Engine, code: bytes) -> wasmtime.Module:
    """The machine code of a wasm file: from the cache if it is there and sound, else made and put there if that can be.

    Args:
        engine: what it is for.
        code: the file's content.

    Raises:
        DamagedError: it is damaged, or no module that can run here.
        wasmtime.WasmtimeError: it is no wasm module.
    """
    checked(code)
    path = _path(code)
    found = None if path is None else _read(path)
    if found is not None:
        with suppress(wasmtime.WasmtimeError):  # of another version of wasmtime, or another processor
            return wasmtime.Module.deserialize(engine, found)
    wasmtime.Module.validate(engine, code)
    try:
        module = wasmtime.Module(engine, guarded(code))
    except GuardError as error:
        raise DamagedError(str(error)) from error
    if path is not None:
        with suppress(OSError):
            _write(path, bytes(module.serialize()))
    return module


def _folder() -> Path | None:
    """The user's folder for what can be made again."""
    named = os.environ.get("XDG_CACHE_HOME", "")
    if os.path.isabs(named):
        return Path(named) / "hamanlp"
    if os.name == "nt" and (local := os.environ.get("LOCALAPPDATA")):
        return Path(local) / "hamanlp" / "cache"
    try:
        home = Path.home()
    except RuntimeError:
        return None
    return home / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "hamanlp"


def _path(code: bytes) -> Path | None:
    """Where the machine code of a wasm file is kept, for the wasmtime that is installed here."""
    folder = _folder()
    place = os.fsencode(wasmtime.__file__)
    name = f"{zlib.crc32(code):08x}{zlib.adler32(code):08x}-{zlib.crc32(place):08x}.code"
    return None if folder is None else folder / "code" / name


def _read(path: Path) -> bytes | None:
    """The machine code in a file, if it is whole and this user's own."""
    try:
        with path.open("rb") as file:
            if hasattr(os, "geteuid") and os.fstat(file.fileno()).st_uid != os.geteuid():
                return None
            head, data = file.read(len(_MAGIC) + 4), file.read()
    except OSError:
        return None
    return data if head == _head(data) else None


def _write(path: Path, data: bytes) -> None:
    """Put machine code into the cache, whole or not at all, and remove what has not been made for longest."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(f".{os.getpid()}")
    try:
        new.write_bytes(_head(data) + data)
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    old = sorted(path.parent.iterdir(), key=lambda each: each.stat().st_mtime, reverse=True)[_KEPT:]
    for each in old:
        with suppress(OSError):
            each.unlink()


def _head(data: bytes) -> bytes:
    return _MAGIC + struct.pack("<I", zlib.crc32(data))
