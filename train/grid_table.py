"""The table of a grid search: a CSV file that grows by whole units and survives a kill at any moment."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd

from train.files import replacing, write_json
from train.grid_cells import LANGUAGES, Cell, Protocol
from train.grid_work import Row

CSV = "grid.csv"
PROTOCOL = "protocol.json"
COLUMNS = (
    "protocol", "hidden", "layers", "ffn", "heads", "fold", "language", "parameters", "trained_words", "steps", "scored_words",
    "phones", "edits", "wrong", "per", "wer", "per_stress", "wer_stress", "training_seconds", "scoring_seconds", "device",
)  # fmt: skip
_MODEL = ["hidden", "layers", "ffn", "heads", "fold"]


class GridTable:
    """The results in a folder: `grid.csv`, a row for each cell, fold and language, and `protocol.json`.

    Rows of a model are written together, at once, when it is scored. What a kill left of a row, or of a model's rows, is taken
    out when the table is opened next.

    Args:
        folder: made if needed.
        protocol: of the search.

    Raises:
        ValueError: the folder holds results of another protocol; the message names what differs.
        OSError: the folder cannot be read or written.
    """

    def __init__(self, folder: Path, protocol: Protocol) -> None:
        self.path = folder / CSV
        folder.mkdir(parents=True, exist_ok=True)
        _agree(folder / PROTOCOL, protocol)
        if self.path.is_file():
            self._mend(protocol)
        else:
            with replacing(self.path) as temporary:
                temporary.write_text(",".join(COLUMNS) + "\n", encoding="utf-8")

    def _mend(self, protocol: Protocol) -> None:
        content = self.path.read_bytes()
        whole = content[: content.rfind(b"\n") + 1]
        frame = read_table(io.BytesIO(whole))
        if list(frame.columns) != list(COLUMNS):
            raise ValueError(f"{self.path} is not a table of the grid search: its columns are {', '.join(frame.columns)}")
        if not (frame["protocol"] == protocol.digest).all():
            raise ValueError(f"{self.path} has rows of another protocol than {protocol.digest}")
        complete = frame.groupby(_MODEL)["language"].transform("nunique") == len(LANGUAGES)
        if len(whole) < len(content) or not complete.all():
            # The lines are kept as they stand: reading and writing numbers might change them.
            header, *lines = whole.decode().splitlines(keepends=True)
            kept = [line for line, keep in zip(lines, complete, strict=True) if keep]
            with replacing(self.path) as temporary:
                temporary.write_text(header + "".join(kept), encoding="utf-8")

    def done(self) -> set[tuple[Cell, int]]:
        """The cells and folds that the table has."""
        frame = read_table(self.path)
        return {(Cell(*map(int, shape)), int(fold)) for *shape, fold in frame[_MODEL].itertuples(index=False)}

    def append(self, rows: list[Row]) -> None:
        """Add the rows of one or more models, in one write that is on the disk when this returns."""
        text = pd.DataFrame(rows, columns=list(COLUMNS)).to_csv(index=False, header=False, lineterminator="\n")
        with self.path.open("ab", buffering=0) as file:
            file.write(text.encode())
            os.fsync(file.fileno())


def read_table(table: Path | io.BytesIO) -> pd.DataFrame:
    """The table of a search that may be unfinished.

    Args:
        table: the CSV file, or what it holds.

    Raises:
        OSError: it cannot be read.
    """
    # A digest may be of digits alone, and still is no number.
    return pd.read_csv(table, dtype={"protocol": str})


def read_protocol(folder: Path) -> Protocol:
    """The protocol that a folder's table follows.

    Raises:
        OSError: there is none.
        ValueError: it is not one.
    """
    try:
        return Protocol(**json.loads((folder / PROTOCOL).read_text(encoding="utf-8")))
    except TypeError as error:
        raise ValueError(f"{folder / PROTOCOL}: {error}") from error


def _agree(path: Path, protocol: Protocol) -> None:
    if not path.is_file():
        write_json(asdict(protocol), path)
        return
    there: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    mine = asdict(protocol)
    differences = [f"{name}={there.get(name)} instead of {mine.get(name)}" for name in mine if there.get(name) != mine[name]]
    if differences:
        raise ValueError(f"{path.parent} holds a search with {', '.join(differences)}; give another --out")


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep a folder for this process, so that two searches do not run the same cells; a kill releases it.

    Raises:
        ValueError: another search holds it.
    """
    try:
        import fcntl  # noqa: PLC0415 - Windows has none, and goes without
    except ImportError:
        yield
        return
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise ValueError(f"another search is writing to {folder}") from None
    finally:
        os.close(descriptor)
