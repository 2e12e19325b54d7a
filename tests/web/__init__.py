"""What the tests of the JavaScript module share: the package as it is published, and Node to run it."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
MINIMUM = 20


def node() -> str | None:
    """The program of Node, if it is there and new enough."""
    program = shutil.which("node")
    if program is None:
        return None
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True, timeout=60).stdout
    return program if int(version.removeprefix("v").partition(".")[0]) >= MINIMUM else None


def ask(script: str, *arguments: str | Path, questions: object = None) -> Any:
    """Run a script of this folder in Node.

    Args:
        script: its name.
        *arguments: what it is given.
        questions: JSON that it reads from standard input.

    Returns:
        The JSON that it prints.
    """
    program = node()
    assert program is not None
    command = [program, str(FOLDER / script), *map(str, arguments)]
    data = json.dumps(questions).encode()
    result = subprocess.run(command, input=data, capture_output=True, check=False, timeout=60)
    assert result.returncode == 0, result.stderr.decode()
    return json.loads(result.stdout)
