"""Files that others rely on are replaced in one step, so that a kill never leaves half of one."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(final: Path) -> Iterator[Path]:
    """Give a temporary path beside a file; when the block has written it, put it in the file's place in one step.

    A kill at any moment leaves the previous file or the new one, whole; and so does a loss of power, since the file and its
    name are on the disk when this returns. If the block fails, the temporary file goes.
    """
    temporary = final.with_name(final.name + ".partial")
    try:
        yield temporary
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        os.replace(temporary, final)
        _keep_names(final.parent)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _keep_names(folder: Path) -> None:
    """Have the names of a folder's files on the disk, where folders can be opened."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_text(text: str, path: Path) -> None:
    """Write a UTF-8 text file in one step."""
    with replacing(path) as temporary:
        temporary.write_text(text, encoding="utf-8")


def write_json(content: object, path: Path) -> None:
    """Write a JSON file in one step, one key a line and readable characters."""
    write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", path)


def replace_part(path: Path, name: str, text: str) -> None:
    """Write a part of a page that a command fills: what stands between `<!-- measured: NAME -->` and `<!-- end -->`.

    Raises:
        OSError: the page cannot be read or written.
        ValueError: it has no such part.
    """
    page = path.read_text(encoding="utf-8")
    start, end = f"<!-- measured: {name} -->\n", "<!-- end -->"
    before, found, rest = page.partition(start)
    if not found or end not in rest:
        raise ValueError(f"{path} has no part {start.strip()} … {end}")
    write_text(f"{before}{start}{text}\n{end}{rest.partition(end)[2]}", path)
