"""The README: what it shows is what happens."""

from __future__ import annotations

import doctest
import re

from bench.readme import PARTS, README, render


def test_the_measured_parts_are_up_to_date() -> None:
    text = README.read_text(encoding="utf-8")
    assert set(re.findall(r"<!-- measured: (\w+) -->", text)) == set(PARTS)
    assert render(text) == text


def test_the_python_examples_give_what_they_show() -> None:
    result = doctest.testfile(str(README), module_relative=False)
    assert result.attempted >= 4
    assert result.failed == 0
