"""The engine's narrow Korean against the lexicon's."""

from __future__ import annotations

import os
import re

import pytest
from click.testing import CliRunner

from hamanlp import Transcriber
from tests.train_samples import SAMPLES
from train.narrow import main, read_narrow


def test_narrow_forms_are_read_without_length_and_stress() -> None:
    words = read_narrow("test", SAMPLES) | read_narrow("dev", SAMPLES) | read_narrow("train", SAMPLES)
    assert len(words) > 200
    assert not any(re.search("[ːˈ/ ]", spoken) for variants in words.values() for spoken in variants)


@pytest.mark.skipif("HAMANLP_DATA" not in os.environ, reason="needs the whole lexica: set HAMANLP_DATA")
def test_the_rules_give_the_lexicons_narrow_forms() -> None:
    result = CliRunner().invoke(main, [])
    assert result.exit_code == 0, result.output
    found = re.search(r"(\d+) words {2}([\d.]+) % exactly", result.output)
    assert found
    assert int(found[1]) > 2500
    assert float(found[2]) > 98.5


def test_the_rules_hold_on_the_sample() -> None:
    words = read_narrow("train", SAMPLES)
    spoken = Transcriber(lang="ko", style="narrow")(list(words))
    right = sum(guess in references for guess, references in zip(spoken, words.values(), strict=True))
    assert right / len(words) > 0.97


def test_missing_data_is_named(tmp_path: object) -> None:
    result = CliRunner().invoke(main, ["--data", str(tmp_path)])
    assert result.exit_code == 1
    assert "ipadict_ko.tsv is not in" in result.output
