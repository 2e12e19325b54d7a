"""Checksums of the data files: the file SHA256SUMS in their folder, in the form that `sha256sum -c` reads."""

from __future__ import annotations

import hashlib
from pathlib import Path

from train.files import write_text

NAME = "SHA256SUMS"


class ChecksumError(ValueError):
    """A file is not what was recorded.

    Attributes:
        path: the file.
        expected, found: sha256 in hexadecimal.
    """

    def __init__(self, path: Path, expected: str, found: str) -> None:
        super().__init__(
            f"{path} is not what was recorded: sha256 {found}, expected {expected}. Delete the file to fetch it anew; "
            f"if the change is meant, delete its line from {path.parent / NAME}."
        )
        self.path, self.expected, self.found = path, expected, found


def recorded(folder: Path) -> dict[str, str]:
    """File name → recorded sha256."""
    path = folder / NAME
    if not path.is_file():
        return {}
    pairs = (line.split(maxsplit=1) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return {name.strip(): checksum for checksum, name in pairs}


def verify(folder: Path, file: str, content: bytes) -> bool:
    """Hold the content of a file against its recorded checksum.

    Args:
        folder: the data folder.
        file: name of the file in it.
        content: what the file holds, or is about to.

    Returns:
        Whether a checksum is recorded.

    Raises:
        ChecksumError: it is another.
    """
    known, found = recorded(folder).get(file), hashlib.sha256(content).hexdigest()
    if known not in (None, found):
        raise ChecksumError(folder / file, known or "", found)
    return known is not None


def record(folder: Path, file: str, content: bytes) -> None:
    """Record the checksum of a file of the folder."""
    sums = {**recorded(folder), file: hashlib.sha256(content).hexdigest()}
    write_text("".join(f"{checksum}  {name}\n" for name, checksum in sorted(sums.items())), folder / NAME)
