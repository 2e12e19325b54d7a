"""Spark (the extra `spark`): a pandas UDF that makes its engine once for each task.

frame.withColumn("ipa", hamanlp.spark.transcriber(lang="en")("text"))
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Unpack

from .errors import MissingPackageError
from .frames import transcribed
from .options import Options
from .transcriber import Transcriber

try:
    import pandas
    import pyarrow  # noqa: F401 - Spark's pandas UDFs want it
    from pyspark.sql.functions import PandasUDFType, pandas_udf
except ImportError as error:
    raise MissingPackageError("hamanlp.spark", "spark") from error

__all__ = ["transcriber"]


def transcriber(**options: Unpack[Options]) -> Any:
    """A function of columns: the pronunciations of a column of strings. Nulls stay null.

    Args:
        **options: those of `Transcriber`; a bad one is heard here.

    Returns:
        A pandas UDF from iterators to iterators of series; call it with a column or its name.

    Raises:
        OptionError: see `Transcriber`.
    """
    hama = Transcriber(**options)

    def batches(series: Iterator[pandas.Series]) -> Iterator[pandas.Series]:
        for texts in series:
            yield pandas.Series(transcribed(hama, texts.tolist()), index=texts.index, dtype=object)

    return pandas_udf(batches, "string", PandasUDFType.SCALAR_ITER)
