"""Ray Data (the extra `ray`): a stateful actor class for `map_batches`, and a call that does it all.

data = hamanlp.ray.transcribe(ray.data.read_parquet("s3://bucket/crawl"), workers=64, lang="en")
data.write_parquet("s3://bucket/pronounced")
"""

from __future__ import annotations

from typing import Any, Unpack

from .errors import MissingPackageError
from .frames import transcribed
from .options import Options
from .transcriber import Transcriber

try:
    import pyarrow
    import ray.data  # noqa: F401 - whoever passes a data set has it; said here if it is missing
except ImportError as error:
    raise MissingPackageError("hamanlp.ray", "ray") from error

__all__ = ["Transcribe", "transcribe"]

BATCH = 4096  # rows: a second's work at the most


class Transcribe:
    """What an actor has: one engine, made once, with the words that it remembers.

    For `Dataset.map_batches(Transcribe, fn_constructor_kwargs={...}, batch_format="pyarrow", concurrency=N)`.

    Args:
        column: of strings, some perhaps null.
        output: the column that is added; one of this name is replaced.
        **options: those of `Transcriber`.

    Raises:
        HamaError: see `Transcriber`.
    """

    def __init__(self, column: str = "text", output: str = "ipa", **options: Unpack[Options]) -> None:
        self._column = column
        self._output = output
        self._hama = Transcriber(**options)

    def __call__(self, batch: Any) -> Any:
        """Read one batch.

        Args:
            batch: an Arrow table.

        Returns:
            It with one column more.
        """
        values = pyarrow.array(transcribed(self._hama, batch.column(self._column).to_pylist()), pyarrow.string())
        if self._output in batch.column_names:
            return batch.set_column(batch.column_names.index(self._output), self._output, values)
        return batch.append_column(self._output, values)


def transcribe(
    data: Any,
    column: str = "text",
    output: str = "ipa",
    *,
    workers: int | tuple[int, int] = 1,
    batch_size: int = BATCH,
    remote: dict[str, Any] | None = None,
    **options: Unpack[Options],
) -> Any:
    """Add pronunciations to a data set. A worker that dies is started again and its batches read again; none is lost.

    Args:
        data: a Ray data set.
        column: of strings, some perhaps null.
        output: the column that is added.
        workers: how many actors, one processor each; or the fewest and the most.
        batch_size: rows in a batch.
        remote: more arguments for `map_batches`, such as `num_cpus`.
        **options: those of `Transcriber`; a bad one is heard here.

    Returns:
        The data set with one column more, lazy as Ray's are.

    Raises:
        OptionError: see `Transcriber`.
    """
    Transcriber(**options)
    return data.map_batches(
        Transcribe,
        fn_constructor_kwargs={"column": column, "output": output, **options},
        batch_format="pyarrow",
        batch_size=batch_size,
        concurrency=workers,
        **{"max_restarts": -1, "max_task_retries": -1, **(remote or {})},
    )
