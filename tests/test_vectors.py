"""The golden vectors through the Python interface and through the command."""

from __future__ import annotations

import json

import pytest

import hamanlp
from tests.conftest import Run
from tests.vectors import MODEL, Case, read

CASES = read()


@pytest.mark.parametrize("case", CASES, ids=lambda case: json.dumps([case["text"], case["options"]])[:60])
def test_output(case: Case) -> None:
    assert hamanlp.transcribe(case["text"], **(MODEL | case["options"])) == case["output"]


def test_output_of_the_command(run: Run) -> None:
    plain = [case for case in CASES if not case["options"]]
    result = run("-m", "tiny", stdin="".join(case["text"] + "\n" for case in plain).encode())
    assert result.stdout.decode() == "".join(case["output"] + "\n" for case in plain)


def test_no_case_is_there_twice() -> None:
    keys = [json.dumps([case["text"], case["options"]]) for case in CASES]
    assert len(set(keys)) == len(keys) >= 80
