"""The models that ship: where each comes from, the wasm it becomes, and how large that may be."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hamanlp.options import MODELS
from hamanlp.spelling import FILE as SPELLER_FILE


@dataclass(frozen=True)
class Model:
    """A model that ships.

    Attributes:
        name: what users call it; its checkpoint is the folder `models/<name>`.
        file: the wasm that is built of it, in `hamanlp/`.
        budget: bytes that the wasm may have.
    """

    name: str
    file: str
    budget: int

    def checkpoint(self, root: Path) -> Path:
        """The folder of its checkpoint in a source tree."""
        return root / "models" / self.name

    def wasm(self, root: Path) -> Path:
        """The file that is built in a source tree."""
        return root / "hamanlp" / self.file


SUCCEEDED = 482_000
"""Bytes of the system that this one succeeds, which the default model stays below, with everything around it."""

AROUND = 180_000
"""Bytes that a model may have around its weights: what reads numbers, homographs, exceptions. `tiny` has them on top, since it
keeps the predecessor's own float32 weights, which alone take most of that size."""

WITH_DIAL = ("default",)
"""Those that have learned an accent dial."""

SHIPPED = {
    name: Model(name, MODELS[name], budget)
    for name, budget in (("default", SUCCEEDED), ("tiny", SUCCEEDED + AROUND), ("large", 2_000_000))
}
"""By name: those that the package offers."""

SPELLER = Model("spell", SPELLER_FILE, SUCCEEDED)
"""The model that spells (see `train.spell`), which is loaded only when it is asked for."""

BUILT = {**SHIPPED, SPELLER.name: SPELLER}
"""All that is built."""
