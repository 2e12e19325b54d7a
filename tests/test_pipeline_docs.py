"""The guides to large files, data frames and other packages: what they show is what happens."""

from __future__ import annotations

import doctest
import importlib
import os
import re
from pathlib import Path

import pytest

from bench import guides
from bench.crawl import DOC, PARTS, render

DOCS = DOC.parent


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


@pytest.mark.parametrize("path", guides.GUIDES, ids=lambda path: path.name)
def test_the_commands_print_what_is_shown(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(guides.BLOCK.findall(text)) == 2
    assert guides.render(text) == text, "python -m bench.guides writes what they print now"


def test_the_measured_parts_are_up_to_date() -> None:
    text = DOC.read_text(encoding="utf-8")
    assert set(re.findall(r"<!-- measured: (\w+) -->", text)) == set(PARTS)
    assert render(text) == text
