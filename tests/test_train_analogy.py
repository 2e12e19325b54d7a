"""`train.analogy`: what the longer and shorter forms of a word say of its readings."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.train_samples import SAMPLES
from train import analogy_choice, predict
from train.analogy import Analogies, Manner, Reading
from train.shared_task import main, split_slice
from train.tasks import read_task

SMALL = "--hidden 16 --layers 1 --heads 1 --ffn 16 --context 64 --tokens 400 --warmup 5 --epochs 1".split()
# Vowels of these are read long or short as Korean spelling does not tell.
WORDS = {"만화": [["m", "aː", "n", "h", "w", "a"]], "영화": [["j", "ʌ", "ŋ", "h", "w", "a"]], "책": [["tɕʰ", "ɛ", "k"]]}
LONG: Reading = ("m", "aː", "n", "h", "w", "a", "g", "a")
SHORT: Reading = ("m", "a", "n", "h", "w", "a", "g", "a")


def test_a_word_that_begins_like_the_word_supports_the_reading_that_begins_like_its_own() -> None:
    long, short = Analogies(WORDS, Manner(least=3, weight=2.0)).support("만화가", [LONG, SHORT])
    # 만화 has 5 of the 7 letters of 만화가: ㅁㅏㄴㅎㅘㄱㅏ.
    assert long == pytest.approx(2.0 * 5 / 7)
    assert short == 0


def test_a_longer_word_supports_the_reading_of_a_shorter_one() -> None:
    analogies = Analogies({"만화가": [list(LONG)]}, Manner(weight=1.0))
    assert analogies.support("만화", [LONG[:6], SHORT[:6]]) == [pytest.approx(5 / 7), 0]


def test_the_end_of_a_word_counts_as_its_beginning_does() -> None:
    words = {"boat": [["b", "oʊ", "t"]]}
    support = Analogies(words, Manner(weight=1.0)).support("houseboat", [("h", "b", "oʊ", "t"), ("h", "b", "ɔ", "t")])
    assert support == [pytest.approx(4 / 9), 0]


def test_relatives_add_up_and_short_ones_do_not_count() -> None:
    words = {"can": [["k"]], "candle": [["k", "l"]], "cand": [["k"]], "ca": [["s"]]}
    analogies = Analogies(words, Manner(least=3, weight=1.0))
    assert analogies.support("candles", [("k", "l", "z")]) == [pytest.approx(3 / 7 + 4 / 7 + 6 / 7)]
    assert analogies.support("ca", [("k",)]) == [0]
    assert analogies.support("dog", [("k",)]) == [0]


def test_one_of_several_readings_is_enough_and_the_words_own_counts_once_at_each_end() -> None:
    analogies = Analogies({"read": [["ɹ", "ɛ", "d"], ["ɹ", "iː", "d"]]}, Manner(weight=1.0))
    assert analogies.support("read", [("ɹ", "iː", "d"), ("ɹ", "a", "d")]) == [2.0, 0]


def test_support_is_weighed_against_what_the_models_hold_probable() -> None:
    readings = {SHORT: -0.1, LONG: -0.5}
    assert predict.best("만화가", readings) == SHORT
    assert predict.best("만화가", readings, Analogies(WORDS, Manner(weight=1.0))) == LONG
    assert predict.best("만화가", readings, Analogies(WORDS, Manner(weight=0.1))) == SHORT
    assert predict.best("나라", {LONG: -1.0, SHORT: -1.0}, Analogies(WORDS)) == LONG


@pytest.fixture(scope="module")
def without_a_tenth(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Options that name two young models which have not seen a tenth of their task's file."""
    options = []
    for seed in ("1", "2"):
        out = tmp_path_factory.mktemp("run")
        arguments = ["--task", "2021_kor", "--out", str(out), "--data", str(SAMPLES), "--slice", "--seed", seed]
        result = CliRunner().invoke(main, [*arguments, *SMALL])
        assert result.exit_code == 0, result.output
        options += ["--checkpoint", str(out / "model")]
    return options


def test_how_much_they_count_is_chosen_on_words_that_the_models_have_not_seen(without_a_tenth: list[str]) -> None:
    common = ["--task", "2021_kor", "--data", str(SAMPLES)]
    result = CliRunner().invoke(analogy_choice.main, [*common, *without_a_tenth])
    assert result.exit_code == 0, result.output
    lines = result.output.splitlines()
    _, held = split_slice(read_task("sigmorphon2021_kor_train", SAMPLES))
    assert lines[0].startswith(f"without analogies: {len(held)} words ")
    assert len(lines) == 2 + len(analogy_choice.LEAST) * len(analogy_choice.WEIGHTS)
    assert lines[-1].startswith("fewest wrong words, the first of equals: Manner(least=")


def test_models_that_have_seen_the_words_are_refused(tmp_path: Path, without_a_tenth: list[str]) -> None:
    common = ["--task", "2021_kor", "--data", str(SAMPLES)]
    assert CliRunner().invoke(main, [*common, "--out", str(tmp_path), *SMALL]).exit_code == 0
    result = CliRunner().invoke(analogy_choice.main, [*common, *without_a_tenth, "--checkpoint", str(tmp_path / "model")])
    assert result.exit_code == 1
    assert "has seen the words to choose on; train with: python -m train.shared_task --slice" in result.output
    result = CliRunner().invoke(analogy_choice.main, [*common, *without_a_tenth[:2]])
    assert "give more than one" in result.output


def test_predictions_take_analogies_of_a_tasks_file(tmp_path: Path, without_a_tenth: list[str]) -> None:
    words = tmp_path / "words.txt"
    known = read_task("sigmorphon2021_kor_train", SAMPLES)
    words.write_text("".join(f"{word}\n" for word in known), encoding="utf-8")
    options = ["--words", str(words), "--analogies", "2021_kor", "--data", str(SAMPLES)]
    result = CliRunner().invoke(predict.main, [*without_a_tenth, *options])
    assert result.exit_code == 0, result.output
    assert [line.split("\t")[0] for line in result.output.splitlines()] == list(known)
    result = CliRunner().invoke(predict.main, [*without_a_tenth[:2], *options])
    assert result.exit_code == 1
    assert "give more than one" in result.output
