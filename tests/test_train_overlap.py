"""What other lexica add."""

from __future__ import annotations

import re

from click.testing import CliRunner

from tests.train_samples import SAMPLES
from train.dataset import read_words
from train.overlap import main


def test_a_line_says_what_each_lexicon_adds() -> None:
    result = CliRunner().invoke(main, ["--data", str(SAMPLES)])
    assert result.exit_code == 0, result.output
    base, britfone = read_words(("cmudict",), "train", SAMPLES), read_words(("britfone_en_uk",), "train", SAMPLES)
    line = next(line for line in result.output.splitlines() if line.startswith("britfone_en_uk"))
    found = re.match(r"britfone_en_uk +(\d+) words, +(\d+) not in cmudict", line)
    assert found
    assert (int(found[1]), int(found[2])) == (len(britfone), len(britfone.keys() - base.keys()))
    assert "cmudict  " not in result.output


def test_missing_data_is_named(tmp_path: object) -> None:
    result = CliRunner().invoke(main, ["--data", str(tmp_path)])
    assert result.exit_code == 1
    assert "cmudict.dict is not in" in result.output
