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

    A kill at any moment leaves the previous file or the new one, whole. If the block fails, the temporary file goes.
    """
    temporary = final.with_name(final.name + ".partial")
    try:
        yield temporary
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        os.replace(temporary, final)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def write_text(text: str, path: Path) -> None:
    """Write a UTF-8 text file in one step."""
    with replacing(path) as temporary:
        temporary.write_text(text, encoding="utf-8")


def write_json(content: object, path: Path) -> None:
    """Write a JSON file in one step, one key a line and readable characters."""
    write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", path)
