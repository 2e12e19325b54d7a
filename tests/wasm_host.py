"""A bare host of the wasm, for tests that look below the Python API."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import numpy as np
import wasmtime
from numpy.typing import NDArray


class WasmHost:
    """One instance of a `hama.wasm`.

    Args:
        path: of the file.
        config: of wasmtime; by default as it comes.
    """

    def __init__(self, path: Path, config: wasmtime.Config | None = None) -> None:
        engine = wasmtime.Engine(config)
        self.module = wasmtime.Module.from_file(engine, str(path))
        self.store = wasmtime.Store(engine)
        self.exports = wasmtime.Instance(self.store, self.module, []).exports(self.store)
        self.memory = cast(wasmtime.Memory, self.exports["memory"])

    def call(self, name: str, *arguments: int) -> int:
        """Call an exported function; its result as an unsigned number."""
        function = cast(wasmtime.Func, self.exports[name])
        return cast(int, function(self.store, *arguments)) & 0xFFFFFFFF

    def write(self, data: bytes) -> None:
        """Put bytes at the start of the input buffer."""
        self.memory.write(self.store, data, self.call("input"))

    def output(self) -> bytes:
        """What the last call left in the output buffer."""
        start = self.call("output")
        return bytes(self.memory.read(self.store, start, start + self.call("output_length")))

    def metadata(self) -> bytes:
        """The JSON about the model."""
        start = self.call("metadata")
        return bytes(self.memory.read(self.store, start, start + self.call("metadata_length")))

    def configure(self, **options: str) -> None:
        """Set the options; a test that gives bad ones fails here."""
        record = "".join(f"{name}\0{value}\0" for name, value in options.items()).encode()
        self.write(record)
        assert self.call("configure", len(record)) == 0, self.output().decode()

    def transcribe(self, text: str) -> str:
        """Transcribe a text that fits into the input buffer."""
        data = text.encode()
        output, at = b"", 0
        self.write(data)
        while at < len(data):
            consumed = self.call("transcribe", at, len(data) - at, 1)
            output += self.output()
            assert consumed or self.output()
            at += consumed
        return output.decode()

    def logits(self, tokens: list[int], prefix: int, vocabulary: int) -> NDArray[np.float32]:
        """Logits at positions prefix - 1 to the last, shape [positions, vocabulary]."""
        self.write(np.array(tokens, dtype="<u2").tobytes())
        assert self.call("logits", len(tokens), prefix) == 0, self.output().decode()
        return np.frombuffer(self.output(), dtype="<f4").reshape(-1, vocabulary)
