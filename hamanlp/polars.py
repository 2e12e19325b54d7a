"""The expressions' namespace `hama` for Polars (the extra `polars`): `import hamanlp.polars` makes it.

frame.with_columns(ipa=pl.col("text").hama.transcribe(lang="en"))
"""

from __future__ import annotations

from typing import Any, Unpack

from .errors import MissingPackageError
from .frames import transcribed
from .options import Options
from .transcriber import Transcriber

try:
    import polars
except ImportError as error:
    raise MissingPackageError("hamanlp.polars", "polars") from error

__all__ = ["HamaNamespace"]


@polars.api.register_expr_namespace("hama")
class HamaNamespace:
    """What `expression.hama` is.

    Args:
        expression: of strings, some perhaps null.
    """

    def __init__(self, expression: Any) -> None:
        self._expression = expression

    def transcribe(self, **options: Unpack[Options]) -> Any:
        """The pronunciations, by one engine in batches; lazy frames and streams keep what they are.

        Args:
            **options: those of `Transcriber`; a bad one is heard here, not when the frame is collected.

        Returns:
            An expression of strings; nulls stay null.

        Raises:
            OptionError: see `Transcriber`.
        """
        hama = Transcriber(**options)
        return self._expression.map_batches(
            lambda texts: polars.Series(texts.name, transcribed(hama, texts.to_list()), polars.String),
            return_dtype=polars.String,
            is_elementwise=True,
        )
