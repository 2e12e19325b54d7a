"""Columns of data frames: texts with some missing, in batches."""

from __future__ import annotations

import math
from collections.abc import Sequence

from .transcriber import Transcriber

BATCH = 4096  # texts in one call of the engine


def transcribed(hama: Transcriber, texts: Sequence[object]) -> list[str | None]:
    """The pronunciations of some texts.

    Args:
        hama: reads them.
        texts: strings; None and other missing values (not a number, pandas' NA) stay missing.

    Returns:
        A string or None for each, in order.

    Raises:
        InputTypeError: one is neither a string nor missing.
        InputError: one has a lone surrogate.
    """
    results: list[str | None] = []
    for first in range(0, len(texts), BATCH):
        batch = texts[first : first + BATCH]
        places = [place for place, text in enumerate(batch) if not is_missing(text)]
        written: list[str | None] = [None] * len(batch)
        given: list[str] = [batch[place] for place in places]  # type: ignore[misc]  # the call looks at their types
        for place, text in zip(places, hama(given), strict=True):
            written[place] = text
        results += written
    return results


def is_missing(value: object) -> bool:
    """Whether a value of a column stands for none: None, not a number, pandas' NA or NaT."""
    if value is None or isinstance(value, str):
        return value is None
    return type(value).__name__ in ("NAType", "NaTType") or (isinstance(value, float) and math.isnan(value))
