"""Run the commands that the guides show, and write what they print: `python -m bench.guides`.

A block is fenced as `console`; its lines that begin with `$ ` are commands of the shell, run in a folder of their own in
their order. A new model may read a word in another way; then this brings the guides up to date.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parent.parent
GUIDES = tuple(ROOT / "docs" / name for name in ("large-files.md", "dictionaries.md"))
BLOCK = re.compile(r"(?<=```console\n).*?(?=```)", re.DOTALL)


def render(text: str) -> str:
    """A guide with what its commands print now."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    with tempfile.TemporaryDirectory() as folder:

        def run(command: str) -> str:
            environment = os.environ | {"PATH": path, "PYTHONPATH": str(ROOT)}
            shell = ["sh", "-c", command]
            return subprocess.run(shell, cwd=folder, env=environment, stdout=subprocess.PIPE, check=True).stdout.decode()

        def block(match: re.Match[str]) -> str:
            commands = [line for line in match[0].splitlines() if line.startswith("$ ")]
            return "".join(f"{command}\n{run(command[2:])}" for command in commands)

        return BLOCK.sub(block, text)


@click.command(help=__doc__)
def main() -> None:
    """Render, and write."""
    for path in GUIDES:
        path.write_text(render(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
