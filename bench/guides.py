"""Run the commands that the docs show, and write what they print: `python -m bench.guides`, or `--check` to compare.

A block is fenced as `console`; its lines that begin with `$ ` are commands of the shell (one that ends in a backslash goes on
in the next line), run page by page in a folder of their own, in their order. A shown line with `…` fits any that differs only
there, and then stays as it is. A new model may read a word in another way; then this brings the pages up to date. README's
commands are `bench.readme`'s.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import click

from bench.blocks import DOCS, ROOT, of_kind

GUIDES = tuple(page for page in sorted(DOCS.rglob("*.md")) if of_kind(page, "console"))
ANYTHING = "…"
_BLOCK = re.compile(r"^(?P<fence>```console[^\n]*\n)(?P<text>.*?)(?=^```$)", re.DOTALL | re.MULTILINE)
_COMMAND = re.compile(r"^\$ (?:[^\n]*\\\n)*[^\n]*\n", re.MULTILINE)


def render(text: str) -> str:
    """A page with what its commands print now.

    Raises:
        subprocess.CalledProcessError: a command failed.
    """
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    with tempfile.TemporaryDirectory() as folder:

        def run(command: str) -> str:
            environment = os.environ | {"PATH": path, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
            shell = ["bash", "-c", command]
            return subprocess.run(shell, cwd=folder, env=environment, stdout=subprocess.PIPE, check=True).stdout.decode()

        def block(match: re.Match[str]) -> str:
            shown = _COMMAND.split(match["text"])[1:]
            commands = [found[0] for found in _COMMAND.finditer(match["text"])]
            pairs = zip(commands, shown, strict=True)
            return match["fence"] + "".join(command + _kept(old, run(command[2:])) for command, old in pairs)

        return _BLOCK.sub(block, text)


def _kept(shown: str, printed: str) -> str:
    """What is shown if what was printed fits it, else what was printed."""
    pattern = ".*".join(map(re.escape, shown.split(ANYTHING)))
    return shown if ANYTHING in shown and re.fullmatch(pattern, printed, re.DOTALL) else printed


@click.command(help=__doc__)
@click.option("--check", is_flag=True, help="only say which pages are not up to date; exit status 1 if there are any")
def main(check: bool) -> None:
    """Render, and write or compare."""
    for page in GUIDES:
        old = page.read_text(encoding="utf-8")
        new = render(old)
        if check and new != old:
            raise click.ClickException(f"{page.name} is not up to date; run python -m bench.guides")
        if not check:
            page.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    main()
