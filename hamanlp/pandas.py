"""`Series.hama` for pandas (the extra `pandas`): `import hamanlp.pandas` makes it.

frame["ipa"] = frame["text"].hama.transcribe(lang="en")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

from .errors import MissingPackageError
from .frames import is_missing, transcribed
from .options import Options
from .transcriber import Transcriber

try:
    import pandas
except ImportError as error:
    raise MissingPackageError("hamanlp.pandas", "pandas") from error

if TYPE_CHECKING:
    from .analysis import Transcription

__all__ = ["HamaAccessor"]


@pandas.api.extensions.register_series_accessor("hama")
class HamaAccessor:
    """What `Series.hama` is.

    Args:
        series: of strings, some perhaps missing.
    """

    def __init__(self, series: Any) -> None:
        self._series = series

    def transcribe(self, **options: Unpack[Options]) -> Any:
        """The pronunciations, by one engine in batches.

        Args:
            **options: those of `Transcriber`; `threads` share the texts of a batch.

        Returns:
            A series of strings with the same index and name; what is missing stays missing.

        Raises:
            InputTypeError: a value is neither a string nor missing.
            HamaError: see `Transcriber`.
        """
        values = transcribed(Transcriber(**options), self._series.tolist())
        kind = self._series.dtype if pandas.api.types.is_string_dtype(self._series.dtype) else object
        return pandas.Series(values, index=self._series.index, name=self._series.name, dtype=kind)

    def analyze(self, **options: Unpack[Options]) -> Any:
        """What is known about each text.

        Args:
            **options: those of `Transcriber`.

        Returns:
            A series of `Transcription`, with None for what is missing.

        Raises:
            HamaError: as `transcribe`.
        """
        values = self._series.tolist()
        analyses = iter(Transcriber(**options).analyze([value for value in values if not is_missing(value)]))
        known: list[Transcription | None] = [None if is_missing(value) else next(analyses) for value in values]
        return pandas.Series(known, index=self._series.index, name=self._series.name, dtype=object)
