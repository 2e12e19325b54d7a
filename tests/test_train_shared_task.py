"""`train.shared_task`, `train.predict` and `train.accuracy`: models of the SIGMORPHON tasks."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import click
import pytest
import torch
from click.testing import CliRunner, Result

from tests.train_samples import SAMPLES, WHOLE, needs_whole_lexica
from train import accuracy, card, predict
from train.dataset import prefix_of
from train.fit import start_run
from train.material import Material
from train.model import load
from train.recipe import Recipe
from train.reference import load_reference, reference_greedy
from train.shared_task import main, split_slice, vocabulary_of
from train.tasks import TASKS, read_task
from train.vocabulary import Vocabulary

MODELS = Path(__file__).parent.parent / "models"
SMALL = "--hidden 16 --layers 1 --heads 1 --ffn 16 --context 64 --tokens 400 --warmup 5 --epochs 3".split()
SHIPPED = sorted(MODELS.glob("sigmorphon-*"))


def run(command: click.Command, *arguments: str | Path) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two young models of one task."""
    folder = tmp_path_factory.mktemp("models")
    for number in (1, 2):
        out = folder / f"run{number}"
        result = run(main, "--task", "2021_kor", "--out", out, "--data", SAMPLES, *SMALL, "--seed", str(number))
        assert result.exit_code == 0, result.output
        (out / "model").rename(folder / f"sigmorphon-2021-kor{'' if number == 1 else '-2'}")
    return folder


def test_a_model_learns_from_the_training_file_alone(models: Path) -> None:
    notes = json.loads((models / "sigmorphon-2021-kor" / "training.json").read_text(encoding="utf-8"))
    assert notes["task"] == "2021_kor"
    assert [each["lexica"] for each in notes["training_words"]] == [["sigmorphon2021_kor_train"]]
    assert notes["training_words"][0]["words"] == len(read_task("sigmorphon2021_kor_train", SAMPLES))
    assert notes["split"] == "the official training file, and nothing else"
    assert str(SAMPLES) not in notes["command"]
    assert notes["command"].startswith("python -m train.shared_task --out runs/run1 --task 2021_kor")


def test_the_vocabulary_writes_every_word_and_phone_of_the_file() -> None:
    for each in TASKS.values():
        words = read_task(each.train, SAMPLES)
        vocabulary = vocabulary_of(each, words)
        for word, spoken in words.items():
            assert vocabulary.encode_word(word)
            for phones in spoken:
                assert vocabulary.decode_phones(vocabulary.encode_phones(phones)) == phones


def test_the_slice_is_about_a_tenth_and_apart_from_the_rest() -> None:
    words = {f"word{number}": [["w"]] for number in range(5000)}
    rest, held = split_slice(words)
    assert 400 < len(held) < 600
    assert not rest.keys() & held.keys()
    assert len(rest) + len(held) == len(words)


def test_a_slice_is_scored_and_not_trained_on(tmp_path: Path) -> None:
    result = run(main, "--task", "2020_kor", "--slice", "--out", tmp_path / "run", "--data", SAMPLES, *SMALL)
    assert result.exit_code == 0, result.output
    words = read_task("sigmorphon2020_kor_train", SAMPLES)
    rest, held = split_slice(words)
    notes = json.loads((tmp_path / "run" / "model" / "training.json").read_text(encoding="utf-8"))
    assert notes["training_words"][0]["words"] == len(rest)
    assert f"{len(held)} words  PER" in result.output


def test_predictions_are_in_the_tasks_format(models: Path, tmp_path: Path) -> None:
    dev = SAMPLES / "sigmorphon2021_kor_dev.tsv"
    references = read_task("sigmorphon2021_kor_dev", SAMPLES)
    words = tmp_path / "words.txt"
    words.write_text("".join(f"{word}\n" for word in references), encoding="utf-8")
    by_list = run(predict.main, "--checkpoint", models / "sigmorphon-2021-kor", "--words", words)
    by_file = run(predict.main, "--checkpoint", models / "sigmorphon-2021-kor", "--words", dev)
    assert by_list.exit_code == by_file.exit_code == 0, by_list.output
    assert by_list.output == by_file.output
    rows = [line.split("\t") for line in by_list.output.splitlines()]
    assert [word for word, _ in rows] == [line.split("\t")[0] for line in dev.read_text(encoding="utf-8").splitlines()]
    known = set(Vocabulary.load(models / "sigmorphon-2021-kor").phones)
    for _, phones in rows:
        assert known.issuperset(phones.split())


def test_a_word_is_written_as_it_was_given(models: Path, tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text("\n가\n나라 \n가\n", encoding="utf-8")
    result = run(predict.main, "--checkpoint", models / "sigmorphon-2021-kor", "--words", words)
    assert [line.split("\t")[0] for line in result.output.splitlines()] == ["가", "나라", "가"]


def test_an_ensemble_takes_the_reading_that_all_together_hold_most_probable(models: Path) -> None:
    folders = [models / "sigmorphon-2021-kor", models / "sigmorphon-2021-kor-2"]
    both, vocabulary = predict.load_together(folders)
    words = ["나라", "가", "하늘"]
    proposed = [predict.predict(model, vocabulary, words) for model in both]
    together = predict.predict_together(both, vocabulary, words)
    for word in words:
        readings = [(word, tuple(of[word])) for of in proposed]
        totals = [
            sum(predict.log_probabilities(model, vocabulary, [reading])[reading] for model in both) for reading in readings
        ]
        assert tuple(together[word]) == readings[totals.index(max(totals))][1]
    assert predict.predict_together(both[:1], vocabulary, words) == proposed[0]


@torch.no_grad()
@pytest.mark.parametrize("is_reversed", [False, True])
def test_the_probability_of_a_reading_is_that_of_its_phones_and_its_end(models: Path, is_reversed: bool) -> None:
    (model,), vocabulary = predict.load_together([models / "sigmorphon-2021-kor"])
    model.config.reversed_phones = is_reversed
    phones = tuple(vocabulary.phones[:3])
    readings = [("나라", phones), ("가", phones[:1]), ("가", ())]
    found = predict.log_probabilities(model, vocabulary, readings)
    for word, reading in readings:
        prefix, spoken = prefix_of(word, vocabulary), vocabulary.encode_phones(list(reading))
        ids, expected = [*prefix, *(spoken[::-1] if is_reversed else spoken), 2], 0.0
        for at in range(len(prefix), len(ids)):
            shares = model(torch.tensor([ids[:at]]), torch.tensor([len(prefix)]))[0, -1].log_softmax(-1)
            expected += float(shares[ids[at]])
        assert found[word, reading] == pytest.approx(expected, abs=1e-4)


def test_a_model_that_begins_at_the_end_learns_the_words_as_others_do() -> None:
    """Of three words whose phones are told by position alone, both ways learn the same."""
    words = {"가": [["k", "a"]], "나나": [["n", "a", "n", "o"]], "다": [["t", "i", "p"]]}
    vocabulary = vocabulary_of(TASKS["2020_kor"], words)
    learned = []
    for reverse in (False, True):
        recipe = Recipe(
            hidden=16, layers=1, heads=1, ffn=16, context=24, epochs=150, tokens=64, warmup=1, ema=0.9, reverse=reverse
        )
        trained = start_run(recipe, [Material((), words)], vocabulary, torch.device("cpu"), None)
        for batch in trained.remaining():
            trained.train_step(batch)
        assert trained.average.is_reversed == reverse
        learned.append(predict.predict(trained.average, vocabulary, words))
    assert learned[0] == learned[1] == {word: spoken[0] for word, spoken in words.items()}


def test_checkpoints_of_different_vocabularies_do_not_predict_together(models: Path) -> None:
    result = run(predict.main, "--checkpoint", models / "sigmorphon-2021-kor", "--checkpoint", MODELS / "tiny", "--words", "-")
    assert result.exit_code == 1
    assert "another vocabulary" in result.output


def test_the_page_has_single_models_and_the_ensemble_apart(models: Path, tmp_path: Path) -> None:
    out = tmp_path / "accuracy.md"
    result = run(accuracy.main, "--models", models, "--out", out, "--data", SAMPLES)
    assert result.exit_code == 0, result.output
    text = out.read_text(encoding="utf-8")
    assert "## SIGMORPHON 2021 kor" in text
    assert "## SIGMORPHON 2020" not in text
    rows = [line for line in text.splitlines() if ", dev |" in line]
    assert len(rows) == 4
    assert "ensemble of `2021-kor`, `2021-kor-2`, dev" in rows[-2]
    assert "| the same, with analogies, dev |" in rows[-1]
    assert "| published, test | | | 16.30 | |" in text
    written = json.loads((models / "sigmorphon-2021-kor" / "scores.json").read_text(encoding="utf-8"))
    assert f"**{written['scores']['exact']['wer']:.2f}**" in rows[0]


def test_the_page_names_models_that_learned_more_than_the_file(models: Path, tmp_path: Path) -> None:
    file = models / "sigmorphon-2021-kor-2" / "training.json"
    notes = json.loads(file.read_text(encoding="utf-8"))
    page = tmp_path / "accuracy.md"
    assert run(accuracy.main, "--models", models, "--out", page, "--data", SAMPLES).exit_code == 0
    assert "also learned" not in page.read_text(encoding="utf-8")
    notes["training_words"].append({"lexica": [], "words": 3, "origin": "made up"})
    file.write_text(json.dumps(notes), encoding="utf-8")
    assert run(accuracy.main, "--models", models, "--out", page, "--data", SAMPLES).exit_code == 0
    text = page.read_text(encoding="utf-8")
    assert "words of the dev file left out: `sigmorphon-2021-kor-2`. " in text
    assert "from the last phone" not in text


def test_the_page_says_who_begins_at_the_end(models: Path, tmp_path: Path) -> None:
    folder = tmp_path / "sigmorphon-2021-kor"
    shutil.copytree(models / "sigmorphon-2021-kor", folder)
    config = json.loads((folder / "config.json").read_text(encoding="utf-8")) | {"reversed_phones": True}
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    assert run(accuracy.main, "--models", tmp_path, "--out", tmp_path / "page.md", "--data", SAMPLES).exit_code == 0
    assert "README.md) (from the last phone to the first), dev |" in (tmp_path / "page.md").read_text(encoding="utf-8")


def test_the_card_names_task_and_data(models: Path) -> None:
    run(accuracy.main, "--models", models, "--out", models / "page.md", "--data", SAMPLES)
    result = run(card.main, models / "sigmorphon-2021-kor")
    assert result.exit_code == 0, result.output
    text = (models / "sigmorphon-2021-kor" / "README.md").read_text(encoding="utf-8")
    assert "SIGMORPHON shared task 2021_kor alone" in text
    assert "- ko\nlibrary_name" in text
    assert "Trained on the official training file, and nothing else" in text
    assert "sigmorphon2021_kor_dev" in text
    assert "CC-BY-SA-4.0" in text


@pytest.mark.parametrize("folder", SHIPPED, ids=[folder.name for folder in SHIPPED])
def test_shipped_models_are_small_and_open_in_transformers(folder: Path) -> None:
    notes = json.loads((folder / "training.json").read_text(encoding="utf-8"))
    assert notes["parameters"] <= 500_000
    assert sum(parameter.numel() for parameter in load(folder).parameters()) == notes["parameters"]
    assert [each["lexica"] for each in notes["training_words"] if each["lexica"]] == [[TASKS[notes["task"]].train]]
    word = next(iter(read_task(TASKS[notes["task"]].dev, SAMPLES)))
    vocabulary = Vocabulary.load(folder)
    assert predict.predict(load(folder), vocabulary, [word]) == {
        word: reference_greedy(load_reference(folder), vocabulary, word)
    }


@needs_whole_lexica
@pytest.mark.parametrize("folder", SHIPPED, ids=[folder.name for folder in SHIPPED])
def test_shipped_models_score_as_their_cards_say(folder: Path) -> None:
    notes = json.loads((folder / "training.json").read_text(encoding="utf-8"))
    scores = json.loads((folder / "scores.json").read_text(encoding="utf-8"))["scores"]["exact"]
    result = accuracy.measure(TASKS[notes["task"]], folder, WHOLE)
    # Another processor may round otherwise, and decide a word or two differently.
    assert result.score.wer == pytest.approx(scores["wer"], abs=0.3)


@needs_whole_lexica
@pytest.mark.parametrize(("name", "most"), [("2021_eng_us", 40.0), ("2021_kor", 18.6)])
def test_shipped_models_together_score_as_the_page_says(name: str, most: float) -> None:
    alone, supported = accuracy.measure_together(TASKS[name], accuracy.find(MODELS)[name], WHOLE)
    rows = (
        (MODELS.parent / "docs" / "accuracy.md")
        .read_text(encoding="utf-8")
        .split(f"## SIGMORPHON {name.replace('_', ' ')}\n")[1]
    )
    for start, result in (("| ensemble of ", alone), ("| the same, with analogies", supported)):
        stated = next(line for line in rows.splitlines() if line.startswith(start)).split("**")[1]
        assert result.score.wer == pytest.approx(float(stated), abs=0.3)
    assert supported.score.wer <= most < alone.score.wer
