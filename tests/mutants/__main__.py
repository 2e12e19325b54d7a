"""Put deliberate faults into a copy of the engine and see which test catches each: `python -m tests.mutants --update`.

Each fault (`tests/mutants/faults.py`) is built into `tiny`, which reads the golden vectors. If these stay right it is built
into `default`, too, and the tests in Python that are about it run; and then the engine's own, which take longest to compile.
"""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import click

from export.zig import ROOT
from tests.mutants.faults import FAULTS, Fault
from train.files import replace_part, write_text

CSV = ROOT / "docs" / "reliability" / "mutants.csv"
PAGE = CSV.with_suffix(".md")
FAILED_IN_ZIG = re.compile(r"error: '([^']+)' (?:failed|terminated)")
FAILED_IN_PYTHON = re.compile(r"^(?:FAILED|ERROR) (tests/[^\s\[]+)", re.MULTILINE)


@dataclass(frozen=True)
class Row:
    """What became of a fault: the first test that failed, empty if none did."""

    area: str
    mistake: str
    file: str
    caught_by: str


class Copy:
    """A copy of what git has of the tree, in which faults come and go.

    Args:
        folder: an existing one.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True
        )
        for name in filter(None, listed.stdout.decode().split("\0")):
            if (ROOT / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, folder / name)

    def try_out(self, fault: Fault | None) -> Row:
        """Build with a fault, or without any, and run the tests."""
        file = self.folder / "zig" / (fault.file if fault else "root.zig")
        whole = file.read_text(encoding="utf-8")
        file.write_text(whole.replace(fault.search, fault.replace) if fault else whole, encoding="utf-8")
        try:
            self._build("tiny")
            caught_by = self._pytest(("vectors",), "not command")  # which wants `default`
            if not caught_by:
                self._build("default")
                tests = fault.tests if fault else {name for each in FAULTS for name in each.tests}
                caught_by = self._pytest(sorted(tests)) or self._zig_test()
        finally:
            file.write_text(whole, encoding="utf-8")
        return Row(*((fault.area, fault.mistake, fault.file) if fault else ("", "none", "")), caught_by)

    def _build(self, model: str) -> None:
        status, text = self._python("-m", "export", "--model", model)
        if status != 0:
            raise click.ClickException(f"a fault does not build: {text}")

    def _pytest(self, names: Iterable[str], which: str = "not large") -> str:
        files = [f"tests/test_{name}.py" for name in names]
        # The model `large` is left out: it is the same engine, and takes long to build.
        command = ("-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-k", which, *files)
        return _first(FAILED_IN_PYTHON, *self._python(*command))

    def _zig_test(self) -> str:
        found = _first(FAILED_IN_ZIG, *self._python("-m", "export.zigtool", "test"))
        return f"zig/{found.replace('.test.', '.zig: ')}" if found else ""

    def _python(self, *arguments: str) -> tuple[int, str]:
        environment = os.environ | {"PYTHONPATH": str(self.folder), "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, *arguments]
        result = subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, check=False)
        return result.returncode, (result.stdout + result.stderr).decode(errors="replace")


def _first(failed: re.Pattern[str], status: int, text: str) -> str:
    """The first test that a run says has failed; empty if none has."""
    if status == 0:
        return ""
    found = failed.search(text)
    return found[1] if found else f"no test, but: {text[-200:]}"


def written(rows: list[Row]) -> str:
    """The rows as CSV."""
    text = io.StringIO()
    writer = csv.DictWriter(text, [field.name for field in fields(Row)], lineterminator="\n")
    writer.writeheader()
    writer.writerows(map(asdict, rows))
    return text.getvalue()


def read() -> list[Row]:
    """The rows of the file."""
    with CSV.open(encoding="utf-8", newline="") as file:
        return [Row(**row) for row in csv.DictReader(file)]


def table(rows: list[Row]) -> str:
    """The rows in Markdown."""
    lines = (f"| {row.area} | {row.mistake} | {_code(row.caught_by)} |" for row in rows)
    return "\n".join(["| of | mistake | caught by |", "|---|---|---|", *lines])


def _code(name: str) -> str:
    return f"`{name.replace('|', '¦')}`" if name else "nothing"


@click.command(help=__doc__)
@click.option("--only", default="", help="faults whose area or mistake has this text")
@click.option("--rest", is_flag=True, help=f"those that {CSV.relative_to(ROOT)} has not yet")
@click.option("--sound/--no-sound", default=True, show_default=True, help="see first that all tests pass without a fault")
@click.option("--update", is_flag=True, help=f"write {CSV.relative_to(ROOT)} and the table beside it")
def main(only: str, rest: bool, sound: bool, update: bool) -> None:
    """Run."""
    rows = [row for row in (read() if rest else []) if row.mistake in {fault.mistake for fault in FAULTS}]
    left = [
        fault
        for fault in FAULTS
        if only in f"{fault.area} {fault.mistake}" and fault.mistake not in {row.mistake for row in rows}
    ]
    with tempfile.TemporaryDirectory(prefix="hamanlp-mutants-") as folder:
        copy = Copy(Path(folder))
        if sound and (fails := copy.try_out(None).caught_by):
            raise click.ClickException(f"a test fails without a fault: {fails}")
        for fault in left:
            rows.append(copy.try_out(fault))
            click.echo("\t".join(asdict(rows[-1]).values()) + ("" if rows[-1].caught_by else "SURVIVED"))
            if update:
                CSV.parent.mkdir(parents=True, exist_ok=True)
                write_text(written(rows), CSV)
                replace_part(PAGE, "mutants", table(rows))
    caught = sum(bool(row.caught_by) for row in rows)
    click.echo(f"{caught} of {len(rows)} faults are caught")
    if caught < len(rows):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
