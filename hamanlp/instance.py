"""An instance of a wasm file of this package, and its machine code, which all instances share."""

from __future__ import annotations

import atexit
import os
import threading
import weakref
from pathlib import Path

import wasmtime

from .errors import EngineError, ModelError
from .machine_code import DamagedError, compiled

ABI_VERSION = 1
REINSTALL = "install hamanlp again (pip install --force-reinstall hamanlp)"


class Instance:
    """One instance. It must not be entered by two threads at once.

    Args:
        file: the name of the wasm file in this package, or the path of another; it exports `memory` and `abi_version`.

    Raises:
        ModelError: the file is missing, damaged, or has another interface.
    """

    def __init__(self, file: str) -> None:
        engine, module = _compiled(file)
        self._store = wasmtime.Store(engine)
        self._entered = threading.Lock()
        weakref.finalize(self, _close, self._store, self._entered)
        try:
            self._exports = wasmtime.Instance(self._store, module, []).exports(self._store)
        except (wasmtime.WasmtimeError, wasmtime.Trap) as error:
            raise ModelError(f"{file}: cannot be started: {_reason(error)}; {REINSTALL}") from error
        try:
            version = self._call("abi_version")
        except KeyError as error:
            raise ModelError(f"{file}: does not export {error}; {REINSTALL}") from error
        if version != ABI_VERSION:
            raise ModelError(f"{file}: has interface version {version}, not {ABI_VERSION}; {REINSTALL}")

    def _memory(self) -> wasmtime.Memory:
        memory = self._exports["memory"]
        if not isinstance(memory, wasmtime.Memory):
            raise KeyError("memory")
        return memory

    def _function(self, name: str) -> wasmtime.Func:
        function = self._exports[name]
        if not isinstance(function, wasmtime.Func):
            raise KeyError(name)
        return function

    def _call(self, function: wasmtime.Func | str, *arguments: int) -> int:
        if isinstance(function, str):
            function = self._function(function)
        try:
            with self._entered:
                return int(function(self._store, *arguments))
        except (wasmtime.Trap, wasmtime.WasmtimeError) as error:
            raise EngineError(f"the engine stopped: {_reason(error)}; please report this with the input") from error


_compiling = threading.RLock()
_modules: dict[str, tuple[wasmtime.Engine, wasmtime.Module]] = {}


def _compiled(file: str) -> tuple[wasmtime.Engine, wasmtime.Module]:
    """The machine code, once per process: both objects may be shared by threads."""
    with _compiling:
        if file not in _modules:
            _modules[file] = _load(file)
        return _modules[file]


def _load(file: str) -> tuple[wasmtime.Engine, wasmtime.Module]:
    try:
        code = (Path(__file__).parent / file).read_bytes()
    except OSError as error:
        raise ModelError(f"{file}: {error.strerror} in the hamanlp package; {REINSTALL}") from error
    engine = wasmtime.Engine()
    try:
        module = compiled(engine, code)
    except DamagedError as error:
        raise ModelError(f"{file}: {error}; {REINSTALL}") from error
    except wasmtime.WasmtimeError as error:
        raise ModelError(f"{file}: {len(code)} bytes that are not a wasm module: {_reason(error)}; {REINSTALL}") from error
    atexit.register(engine.close)
    atexit.register(module.close)
    return engine, module


def _in_child() -> None:
    """Another thread of the parent may have been compiling when it forked."""
    global _compiling  # noqa: PLW0603 - a lock cannot be made free
    _compiling = threading.RLock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_in_child)


def _close(store: wasmtime.Store, entered: threading.Lock) -> None:
    """Free an instance: when it is dropped, or at exit, because wasmtime complains aloud if it has to do so any later.

    At exit a daemon thread may still be in it; then it stays.
    """
    if entered.acquire(blocking=False):
        store.close()


def _reason(error: Exception) -> str:
    """The innermost cause, which is the last line of wasmtime's report."""
    return str(error).strip().splitlines()[-1].strip()
