"""`train.evaluate`, `train.predict` and `train.card`: the commands around a checkpoint."""

from __future__ import annotations

import json
import re
import shutil
import sys
import types
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from tests.train_samples import SAMPLES, save_untrained
from train import card, dataset, evaluate, predict
from train.checkpoint import save_model
from train.lexicon import Phones
from train.model import load
from train.phones_en import PRIMARY, SECONDARY, VOWELS
from train.recipe import Recipe
from train.score import score
from train.split import RULE
from train.vocabulary import Vocabulary


def run(command: click.Command, *arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments], input=stdin)


def refused(result: Result) -> str:
    assert result.exit_code in (1, 2), result.output
    assert "Traceback" not in result.output
    last: str = result.output.strip().splitlines()[-1]
    assert last.startswith("Error: ")
    return last


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models", numbered=False) / "tiny"
    model = save_untrained(folder, context=40)
    notes = {
        "command": "python -m train.fit --out runs/tiny", "recipe": Recipe().__dict__, "parameters": 1234, "steps": 56,
        "training_seconds": 78, "device": "cpu", "torch": "2", "split": RULE,
        "training_words": [{"lexica": ["cmudict"], "words": 9, "sha256_of_sorted_words": "ab" * 32}],
    }  # fmt: skip
    save_model(model.state_dict(), model.config, Vocabulary.default(), notes, folder)
    return folder


def test_scores_are_printed_and_written(checkpoint: Path, tmp_path: Path) -> None:
    files = tmp_path / "scores.json", tmp_path / "errors.tsv"
    result = run(evaluate.main, "--checkpoint", checkpoint, "--data", SAMPLES, "--json", files[0], "--errors", files[1])
    assert result.exit_code == 0, result.output
    report = json.loads(files[0].read_text(encoding="utf-8"))
    assert list(report["scores"]) == ["en39", "en-stress", "ko-broad"]
    assert (report["part"], report["decoded_by"], report["split"]) == ("test", "torch", RULE)
    references = dataset.read_words(dataset.LEXICA["en"], "test", SAMPLES)
    model = load(checkpoint)
    predictions = predict.predict(model, Vocabulary.load(checkpoint), references)
    expected = score(predictions, references, "en39")
    row = report["scores"]["en39"]
    assert (row["words"], row["phones"], row["edits"], row["wrong"]) == (
        expected.words, expected.phones, expected.edits, expected.wrong
    )  # fmt: skip
    assert row["sha256_of_sorted_words"] == dataset.digest(references)
    assert f"{expected.per:.2f} {expected.wer:.2f}  cmudict" in re.sub(" +(?=[0-9])", " ", result.stdout)
    assert "en39 confusions: " in result.stdout
    lines = files[1].read_text(encoding="utf-8").splitlines()
    assert lines[0] == "score\tword\tprediction\treference"
    assert len(lines) == 1 + sum(row["wrong"] for row in report["scores"].values())


def test_packed_weights_are_scored_beside_those_in_float32(checkpoint: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(checkpoint, tmp_path / "rough"))
    report = folder / "scores.json"
    assert run(evaluate.main, "--checkpoint", folder, "--packed", "--data", SAMPLES, "--json", report).exit_code == 0
    whole = json.loads(report.read_text(encoding="utf-8"))
    assert whole["weights"] == "float32"
    assert "float32_scores" not in whole
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    (folder / "config.json").write_text(json.dumps(config | {"storage": "int2"}), encoding="utf-8")
    result = run(evaluate.main, "--checkpoint", folder, "--packed", "--data", SAMPLES, "--json", report)
    assert "before packing in int2:" in result.stdout
    rough = json.loads(report.read_text(encoding="utf-8"))
    assert rough["weights"] == "int2"
    assert rough["float32_scores"] == whole["scores"]
    assert rough["scores"] != whole["scores"]
    assert run(card.main, folder).exit_code == 0
    text = (folder / "README.md").read_text(encoding="utf-8")
    assert "float32 here and packed in the engine's file (int2 with a scale for each row" in text
    before, after = (whole["scores"]["en39"]["per"], rough["scores"]["en39"]["per"])
    assert f"en39 {before:.2f} / " in text
    assert f"({after - before:+.2f} / " in text


def test_one_language_of_the_dev_words(checkpoint: Path) -> None:
    result = run(evaluate.main, "--checkpoint", checkpoint, "--data", SAMPLES, "--language", "ko", "--part", "dev")
    assert result.exit_code == 0
    assert "en39" not in result.stdout
    assert f" {len(dataset.read_words(dataset.LEXICA['ko'], 'dev', SAMPLES))} " in result.stdout


def printed_by_the_engine(word: str, phones: Phones) -> str:
    """Phones as the engine prints them: parted, the stress mark before the consonants of the syllable."""
    out: list[str] = []
    for phone in phones:
        if phone[0] in PRIMARY + SECONDARY:
            at = len(out)
            while at and out[at - 1].lstrip(PRIMARY + SECONDARY) not in VOWELS and word:
                at -= 1
            out.append(phone[1:])
            out[at] = phone[0] + out[at]
        else:
            out.append(phone)
    return " ".join(out)


def test_the_engine_is_scored_by_what_it_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    english = dataset.read_words(dataset.LEXICA["en"], "test", SAMPLES)
    korean = dataset.read_words(dataset.LEXICA["ko"], "test", SAMPLES)

    class Transcriber:
        def __init__(self, **options: str | bool) -> None:
            assert options.pop("lang") in ("en", "ko")
            assert options == {
                "model": "tiny",
                "notation": "ipa",
                "phone_separator": " ",
                "preserve_punctuation": False,
                "exceptions": False,
                "accent": "us",
            }

        def __call__(self, words: list[str]) -> list[str]:
            return [printed_by_the_engine(word, (english.get(word) or korean[word])[-1]) for word in words]

    monkeypatch.setitem(sys.modules, "hamanlp", types.SimpleNamespace(Transcriber=Transcriber))
    result = run(evaluate.main, "--wasm", "tiny", "--data", SAMPLES)
    assert result.exit_code == 0, result.output
    for line in result.stdout.splitlines()[1:4]:
        assert line.split()[2:4] == ["0.00", "0.00"]


def test_evaluate_refuses(checkpoint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "give --checkpoint FOLDER, or --wasm MODEL" in refused(run(evaluate.main))
    assert "is no checkpoint: it has no config.json" in refused(run(evaluate.main, "--checkpoint", tmp_path))
    missing = run(evaluate.main, "--checkpoint", checkpoint, "--data", tmp_path)
    assert "python -m train.download cmudict" in refused(missing)
    monkeypatch.setitem(sys.modules, "hamanlp", None)
    assert "hamanlp is not installed: run `pip install .` first" in refused(run(evaluate.main, "--wasm", "default"))


def test_predict_prints_words_and_phones_in_order(checkpoint: Path) -> None:
    result = run(predict.main, "--checkpoint", checkpoint, "--words", "-", stdin="Hello\n\n안녕\nhello\na\n")
    assert result.exit_code == 0, result.output
    rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert [row[0] for row in rows] == ["Hello", "안녕", "hello", "a"]
    expected = predict.predict(load(checkpoint), Vocabulary.default(), ["hello", "안녕", "a"])
    assert [row[1].split() for row in rows] == [expected[row[0].lower()] for row in rows]


def test_predict_refuses(checkpoint: Path, tmp_path: Path) -> None:
    words = tmp_path / "words"
    words.write_text("good\nb7\n", encoding="utf-8")
    assert "'7' (in 'b7') is not among the model's graphemes" in refused(
        run(predict.main, "--checkpoint", checkpoint, "--words", words)
    )
    words.write_bytes(b"\xff\n")
    assert "'utf-8' codec can't decode byte 0xff" in refused(run(predict.main, "--checkpoint", checkpoint, "--words", words))
    assert "No such file" in refused(run(predict.main, "--checkpoint", checkpoint, "--words", tmp_path / "none"))


def test_a_card_says_all_and_its_snippet_runs(
    checkpoint: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(card.main, checkpoint).exit_code == 0
    assert "Not measured yet." in (checkpoint / "README.md").read_text(encoding="utf-8")
    run(evaluate.main, "--checkpoint", checkpoint, "--data", SAMPLES, "--json", checkpoint / "scores.json")
    assert run(card.main, checkpoint).exit_code == 0
    text = (checkpoint / "README.md").read_text(encoding="utf-8")
    (checkpoint / "scores.json").unlink()
    assert text.startswith("---\nlicense: apache-2.0\nlanguage:\n- en\n- ko\nlibrary_name: transformers\n")
    for part in (
        "# hamanlp tiny", "python -m train.fit --out runs/tiny", "1,234 parameters", "56 steps in 78 seconds", RULE, "ab" * 32,
        "| cmudict.dict | BSD-2-Clause | Carnegie Mellon", "| rate | 0.01 |", "| en39 | cmudict | ",
    ):  # fmt: skip
        assert part in text, part
    (snippet,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    monkeypatch.chdir(checkpoint.parent.parent)
    monkeypatch.setattr(sys, "argv", ["snippet"])
    exec(snippet, {})
    expected = predict.predict(load(checkpoint), Vocabulary.default(), ["hello"])["hello"]
    printed = [token for token in capsys.readouterr().out.split() if not token.startswith("<")]
    assert printed == expected


def test_card_refuses(tmp_path: Path) -> None:
    assert "training.json is not there; it is written by `python -m train.fit`" in refused(run(card.main, tmp_path))
    (tmp_path / "training.json").write_text("{}", encoding="utf-8")
    assert "training.json or scores.json has no 'recipe'" in refused(run(card.main, tmp_path))
    (tmp_path / "training.json").write_text("{", encoding="utf-8")
    assert "training.json is not JSON" in refused(run(card.main, tmp_path))
