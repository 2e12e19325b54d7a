"""The host of the model that spells: a pronunciation into its input buffer, text out of its output buffer."""

from __future__ import annotations

from .errors import ModelError
from .instance import REINSTALL, Instance


class Speller(Instance):
    """One instance, see `Instance`. The file exports buffers as the engine does (see `hamanlp.engine`), and `spell`."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        try:
            self._spell = self._function("spell")
            self._memory()
            self.input_capacity = self._call("input_capacity")
        except KeyError as error:
            raise ModelError(f"{file}: does not export {error}; {REINSTALL}") from error

    def spell(self, data: bytes, nbest: int, script: int) -> tuple[bool, str]:
        """Spell a pronunciation of at most `input_capacity` bytes.

        Returns:
            Whether that could be done, and the output.

        Raises:
            EngineError: the engine stopped.
        """
        self._memory().write(self._store, data, self._call("input"))
        status = self._call(self._spell, len(data), nbest, script)
        return status == 0, self.text("output")

    def text(self, name: str) -> str:
        """Text at the address that a function gives, as long as the one with `_length` says."""
        length, start = self._call(f"{name}_length"), self._call(name)
        return bytes(self._memory().read(self._store, start, start + length)).decode("utf-8", "replace")
