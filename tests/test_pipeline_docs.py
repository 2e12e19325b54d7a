"""The guides to large files, data frames and other packages: what they show is what happens."""

from __future__ import annotations

import doctest
import importlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bench.crawl import DOC, PARTS, render

DOCS = Path(__file__).resolve().parent.parent / "docs"


@pytest.mark.parametrize(
    ("name", "packages"), [("compat.md", []), ("data-frames.md", ["pandas", "polars", "datasets", "spacy"])]
)
def test_the_python_examples_give_what_they_show(name: str, packages: list[str], tmp_path: Path) -> None:
    for package in packages:
        pytest.importorskip(package)
    if "spacy" in packages:
        importlib.import_module("hamanlp.spacy")  # installing the package makes its name known; the checkout may be older
    os.environ["HF_DATASETS_CACHE"] = str(tmp_path)
    result = doctest.testfile(str(DOCS / name), module_relative=False)
    assert result.attempted >= 10
    assert result.failed == 0


@pytest.mark.parametrize(("name", "count"), [("large-files.md", 2), ("dictionaries.md", 2)])
def test_the_commands_print_what_is_shown(name: str, count: int, tmp_path: Path) -> None:
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(DOCS.parent),
    }
    blocks = re.findall(r"```console\n(.*?)```", (DOCS / name).read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == count
    for block in blocks:
        shown = re.findall(r"^\$ (.*)\n((?:[^$].*\n)*)", block, re.MULTILINE)
        assert "".join(f"$ {command}\n{output}" for command, output in shown) == block
        for command, output in shown:
            result = subprocess.run(["sh", "-c", command], cwd=tmp_path, env=environment, capture_output=True, check=True)
            assert result.stdout.decode() == output, command


def test_the_measured_parts_are_up_to_date() -> None:
    text = DOC.read_text(encoding="utf-8")
    assert set(re.findall(r"<!-- measured: (\w+) -->", text)) == set(PARTS)
    assert render(text) == text
