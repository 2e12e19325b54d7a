"""The temperature of the probabilities, and how alternatives are scored."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
import torch
from click.testing import CliRunner

import hamanlp
from train import calibration, dataset, nbest
from train.calibration import Outcome, expected_calibration_error, fit, scored
from train.nbest import Reading
from train.quantize import load_packed
from train.vocabulary import Vocabulary

SAMPLES = Path(__file__).parent / "data"
TINY = Path(__file__).parents[1] / "models" / "tiny"


def outcomes_at(temperature: float, count: int) -> list[Outcome]:
    """Words of one step, right as often as they are probable at a temperature."""
    outcomes = []
    for probability in (0.55, 0.65, 0.75, 0.85, 0.95):
        logits = torch.tensor([[math.log(probability) * temperature, math.log(1 - probability) * temperature]])
        right = round(probability * count)
        outcomes += [Outcome(logits, torch.tensor([0]), index < right) for index in range(count)]
    return outcomes


@pytest.mark.parametrize("temperature", [0.5, 1.0, 1.7])
def test_the_temperature_that_made_the_words_is_found(temperature: float) -> None:
    outcomes = outcomes_at(temperature, 200)
    assert abs(fit(outcomes) - temperature) <= 0.03
    assert expected_calibration_error(scored(outcomes, temperature)) < 0.005


def test_the_error_is_the_distance_from_the_truth() -> None:
    assert expected_calibration_error([(0.9, True)] * 6 + [(0.9, False)] * 4) == pytest.approx(0.3)
    assert expected_calibration_error([(1.0, True), (0.0, False)]) == 0
    assert calibration.bins([(1.0, True), (0.95, False), (0.0, False)]) == [(0.0, 0.0, 1), (0.975, 0.5, 2)]


def test_the_engine_reports_what_is_computed_here() -> None:
    words = dataset.read_words(dataset.LEXICA["en"], "test", SAMPLES)
    words = dict(list(words.items())[:20])
    temperature = json.loads((TINY / "config.json").read_text(encoding="utf-8"))[calibration.KEY]
    assert 0.5 < temperature < 2
    hama = hamanlp.Transcriber(model="tiny", lang="en", exceptions=False)
    for word, references in words.items():
        (outcome,) = calibration.read(load_packed(TINY), Vocabulary.load(TINY), {word: references})
        (read,) = hama.analyze(word).words
        if read.source == "model":
            assert read.probability == pytest.approx(outcome.probability(temperature), abs=2e-4)


def test_the_command_prints_draws_and_writes(tmp_path: Path) -> None:
    for file in TINY.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    plot = tmp_path / "plot.png"
    environment = {"HAMANLP_DATA": str(SAMPLES)}
    arguments = ["--checkpoint", str(tmp_path), "--write", "--plot", str(plot)]
    result = CliRunner().invoke(calibration.main, arguments, env=environment)
    assert result.exit_code == 0, result.output
    assert plot.read_bytes().startswith(b"\x89PNG")
    written = json.loads((tmp_path / "config.json").read_text(encoding="utf-8"))[calibration.KEY]
    assert result.output.startswith(f"temperature {written}\ndev before: ")


def test_the_rank_is_that_of_the_first_right_pronunciation() -> None:
    reading = Reading("live", [(["l", "ˈaɪ", "v"], 0.7), (["l", "ˈɪ", "v"], 0.3)], [["l", "ˌɪ", "v"]])
    assert reading.rank("en39") == 2
    assert reading.rank("en-stress") is None
    assert nbest.found_among([reading], "en39", 1) == 0
    assert nbest.found_among([reading], "en39", 2) == 100


def test_the_command_scores_alternatives() -> None:
    result = CliRunner().invoke(nbest.main, ["--model", "tiny", "--limit", "20"], env={"HAMANLP_DATA": str(SAMPLES)})
    assert result.exit_code == 0, result.output
    assert "en39: " in result.output
    assert "right among the first 1: " in result.output
