"""What is generated in the docs is as its generator writes it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from bench import crawl, docs
from bench.docs import GENERATORS, Generator

ELSEWHERE = ("bench.readme", "bench.guides")
"""These have tests of their own, `test_readme.py` and `test_doc_blocks.py`."""


HERE = [each for each in GENERATORS if each.command not in ELSEWHERE]


@pytest.mark.parametrize("generator", HERE, ids=lambda each: each.command)
def test_what_is_generated_is_up_to_date(generator: Generator, wasm: Path) -> None:  # noqa: ARG001 - figures need it
    if "train" in generator.command or "figures" in generator.command:
        pytest.importorskip("torch")
    assert [path.name for path, _ in generator.stale()] == [], "python -m bench.docs writes them"


def test_the_measured_parts_of_the_crawl_are_known() -> None:
    assert set(re.findall(r"<!-- measured: (\w+) -->", crawl.DOC.read_text(encoding="utf-8"))) == set(crawl.PARTS)


def test_the_command_checks_and_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "page.md"
    page.write_text("old\n", encoding="utf-8")
    monkeypatch.setattr(docs, "ROOT", tmp_path)
    monkeypatch.setattr(docs, "GENERATORS", (Generator("bench.page", lambda: {page: "new\n"}),))
    result = CliRunner().invoke(docs.main, ["--check"])
    assert (result.exit_code, result.output) == (1, "page.md: run python -m bench.page\n")
    assert page.read_text(encoding="utf-8") == "old\n"
    result = CliRunner().invoke(docs.main)
    assert (result.exit_code, page.read_text(encoding="utf-8")) == (0, "new\n")
    assert CliRunner().invoke(docs.main, ["--check"]).exit_code == 0
