"""The oldest wasmtime that is allowed and the newest that the registry has give the same."""

from __future__ import annotations

import pytest

from tests.vectors import read
from tests.wasmtimes import NEWEST, NoRegistryError, oldest, vectors_with


def test_the_oldest_and_the_newest_give_the_same() -> None:
    try:
        first, right, known = vectors_with(oldest())
        last, *same = vectors_with(NEWEST)
    except NoRegistryError as error:
        pytest.skip(str(error))
    assert right == len(read())
    assert same == [right, known]
    assert first.partition(".")[0] == oldest()
    assert int(last.partition(".")[0]) > int(oldest())
