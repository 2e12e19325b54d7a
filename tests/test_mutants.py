"""The faults of `python -m tests.mutants` still fit the engine, and each was caught when that was run last."""

from __future__ import annotations

import csv

import pytest

from tests.mutants.__main__ import CSV
from tests.mutants.faults import FAULTS, Fault


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.mistake)
def test_a_fault_has_one_place(fault: Fault) -> None:
    assert fault.places() == 1
    assert fault.search != fault.replace


def test_every_fault_was_caught_by_a_test_that_is_there() -> None:
    with CSV.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {(row["area"], row["mistake"]) for row in rows} == {(fault.area, fault.mistake) for fault in FAULTS}
    assert [row["mistake"] for row in rows if not row["caught_by"]] == []
