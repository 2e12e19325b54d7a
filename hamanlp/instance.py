"""An instance of a wasm that takes bytes in an input buffer and leaves bytes in an output buffer, with nothing else to it."""

from __future__ import annotations

import threading
import weakref

import wasmtime

from .engine import _REINSTALL, ABI_VERSION, _close, _compiled, _reason
from .errors import EngineError, ModelError


class Instance:
    """One instance. It must not be entered by two threads at once.

    Args:
        file: the name of the wasm file in this package. It exports `memory`, `abi_version`, `input`, `input_capacity`, `output`
            and `output_length`, as the engine does (see `hamanlp.engine`).

    Raises:
        ModelError: the file is missing, damaged, or has another interface.
    """

    def __init__(self, file: str) -> None:
        engine, module = _compiled(file)
        self._store = wasmtime.Store(engine)
        weakref.finalize(self, _close, self._store, threading.Lock())
        try:
            self._exports = wasmtime.Instance(self._store, module, []).exports(self._store)
            if (version := self.call("abi_version")) != ABI_VERSION:
                raise ModelError(f"{file}: has interface version {version}, not {ABI_VERSION}; {_REINSTALL}")
            self.input_capacity = self.call("input_capacity")
            self._memory = self._exports["memory"]
        except (wasmtime.WasmtimeError, wasmtime.Trap) as error:
            raise ModelError(f"{file}: cannot be started: {_reason(error)}; {_REINSTALL}") from error
        except KeyError as error:
            raise ModelError(f"{file}: does not export {error}; {_REINSTALL}") from error

    def call(self, name: str, *arguments: int) -> int:
        """Call a function on 32-bit integers.

        Raises:
            EngineError: it stopped.
        """
        function = self._exports[name]
        if not isinstance(function, wasmtime.Func):
            raise KeyError(name)
        try:
            return int(function(self._store, *arguments)) & 0xFFFFFFFF
        except (wasmtime.Trap, wasmtime.WasmtimeError) as error:
            raise EngineError(f"the engine stopped: {_reason(error)}; please report this with the input") from error

    def write(self, data: bytes) -> None:
        """Put bytes into the input buffer."""
        assert isinstance(self._memory, wasmtime.Memory)
        self._memory.write(self._store, data, self.call("input"))

    def output(self) -> str:
        """The text that the last call left in the output buffer."""
        return self.text("output")

    def text(self, name: str) -> str:
        """Text at the address that a function gives, as long as the one with `_length` says."""
        assert isinstance(self._memory, wasmtime.Memory)
        length, start = self.call(f"{name}_length"), self.call(name)
        return bytes(self._memory.read(self._store, start, start + length)).decode("utf-8", "replace")
