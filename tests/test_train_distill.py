"""Runs that start from a checkpoint, learn from teachers, or keep the rate; and the words that a teacher reads."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
import torch
from click.testing import CliRunner, Result

from tests.train_samples import SAMPLES, save_untrained, untrained_model
from train import average, card, pseudo, snapshot
from train.dataset import make_batch, make_examples
from train.fit import main as fit_command
from train.model import load
from train.recipe import Recipe
from train.run import Run
from train.split import part_of
from train.starting import Teacher, start_weights
from train.vocabulary import Vocabulary

VOCABULARY = Vocabulary.default()
SHAPE = {"hidden": 16, "layers": 2, "heads": 2, "ffn": 24}
WORDS = {"cat": [["k", "ˈæ", "t"]], "dog": [["d", "ˈɔ", "ɡ"]]}


def run_of(**options: object) -> Run:
    recipe = Recipe(**{**SHAPE, "tokens": 40, "warmup": 1, "epochs": 10, **options})  # type: ignore[arg-type]
    return Run(recipe, make_examples(WORDS, VOCABULARY, 100), VOCABULARY, torch.device("cpu"))


def test_a_run_starts_from_a_checkpoint(tmp_path: Path) -> None:
    model = save_untrained(tmp_path / "first")
    run = run_of(start=str(tmp_path / "first"))
    for mine, given in zip(run.average.parameters(), model.parameters(), strict=True):
        assert torch.equal(mine, given)
    with pytest.raises(ValueError, match="has hidden_size 16, not 32"):
        run_of(start=str(tmp_path / "first"), hidden=32)


def test_a_teacher_may_know_less_than_its_pupil_but_not_more(tmp_path: Path) -> None:
    more = Vocabulary.default(("misaki_en_us",), british=True)
    save_untrained(tmp_path / "teacher")
    teacher = Teacher(tmp_path / "teacher", more, False, torch.device("cpu"))
    batch = make_batch([(example.prefix, example.targets[0]) for example in make_examples(WORDS, more, 100)])
    views = teacher.probabilities(batch)
    assert torch.allclose(views.sum(-1), torch.ones(len(views)))
    assert not views[:, more.encode_phones(["ɒ", "əʊ"])].any()
    save_untrained(tmp_path / "other", more)
    with pytest.raises(ValueError, match="has another vocabulary, with <source:misaki_en_us>"):
        Teacher(tmp_path / "other", VOCABULARY, False, torch.device("cpu"))
    with pytest.raises(ValueError, match="reads the other way"):
        Teacher(tmp_path / "teacher", more, True, torch.device("cpu"))


def test_a_run_starts_from_a_checkpoint_that_knows_less(tmp_path: Path) -> None:
    more = Vocabulary.default(("misaki_en_us",), british=True)
    before = save_untrained(tmp_path / "first").state_dict()
    state = start_weights(tmp_path / "first", more, untrained_model(more).config)
    for name in ("model.embed_tokens.weight", "lm_head.weight"):
        for british, american in (("ˈɒ", "ˈɑ"), ("əʊ", "oʊ"), ("ɜ", "ɚ"), ("k", "k"), ("<bos>", "<bos>")):
            assert torch.equal(state[name][more.tokens.index(british)], before[name][VOCABULARY.tokens.index(american)])
    save_untrained(tmp_path / "other", more)
    with pytest.raises(ValueError, match="has another vocabulary"):
        start_weights(tmp_path / "other", VOCABULARY, untrained_model(VOCABULARY).config)


def test_a_pupil_comes_to_agree_with_its_teacher_instead_of_the_lexicon(tmp_path: Path) -> None:
    teacher = save_untrained(tmp_path / "teacher")
    run = run_of(teachers=str(tmp_path / "teacher"), distill=1.0, epochs=150, ema=0.9)
    for batch in run.remaining():
        run.train_step(batch)
    with torch.no_grad():
        at = batch.is_target
        expected = teacher(batch.ids[:, :-1], batch.prefix_lengths)[at].softmax(-1)
        learned = run.average(batch.ids[:, :-1], batch.prefix_lengths)[at].softmax(-1)
    assert (expected - learned).abs().sum(-1).mean() < 0.2


def fit(out: Path, *options: str) -> Result:
    shape = [part for name, value in SHAPE.items() for part in (f"--{name}", str(value))]
    common = ["--data", str(SAMPLES), "--device", "cpu", "--limit", "20", "--tokens", "400", "--warmup", "1", "--epochs", "1"]
    return CliRunner().invoke(fit_command, ["--out", str(out), *shape, *common, *options])


def test_stages_are_on_the_card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert fit(Path("runs/first"), "--schedule", "constant").exit_code == 0
    first = load(Path("runs/first/model")).state_dict()
    assert CliRunner().invoke(snapshot.main, ["runs/first"]).exit_code == 0
    for name, tensor in load(Path("runs/first/model")).state_dict().items():
        assert torch.equal(tensor, first[name])
    result = fit(Path("runs/second"), "--start", "runs/first/model", "--teachers", "runs/first/model", "--forms", "10")
    assert result.exit_code == 0, result.output
    text = card.card(Path("runs/second/model"))
    assert text.index("--out runs/first") < text.index("--out runs/second --device cpu")
    assert re.search(r"stage after stage: \d+ in \d+, \d+ in \d+", text)
    assert f"it learned from runs/first/model (sha256 of its weights `{sha256(Path('runs/first/model'))}`) too" in text
    assert "| train.korean_forms, 10 forms, seed 1 | 10 |" in text


def sha256(folder: Path) -> str:
    return hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()


def test_a_snapshot_wants_a_run(tmp_path: Path) -> None:
    result = CliRunner().invoke(snapshot.main, [str(tmp_path)])
    assert result.exit_code == 1
    assert "has no state.pt: there is no run" in result.output


@pytest.mark.parametrize(("schedule", "middle"), [("cosine", 0.5), ("linear", 0.5), ("constant", 1.0)])
def test_the_schedules(schedule: str, middle: float) -> None:
    run = run_of(schedule=schedule)
    run.step = run.total_steps // 2
    assert run.learning_rate_factor() == pytest.approx(middle, abs=0.1)
    run.step = run.total_steps
    assert run.learning_rate_factor() == (1.0 if schedule == "constant" else 0.0)
    with pytest.raises(ValueError, match="schedule must be one of cosine, linear, constant"):
        Recipe(schedule="step")


def test_bfloat16_trains_too() -> None:
    run = run_of(bf16=True, epochs=30)
    losses = []
    for batch in run.remaining():
        run.train_step(batch)
        losses.append(run.take_mean_loss())
    assert losses[-1] < losses[0] / 2


def test_pseudo_reads_common_words_that_no_lexicon_has(tmp_path: Path) -> None:
    save_untrained(tmp_path / "teacher")
    out = tmp_path / "read.tsv"
    result = CliRunner().invoke(
        pseudo.main, ["--checkpoint", str(tmp_path / "teacher"), "--count", "30", "--out", str(out), "--data", str(SAMPLES)]
    )
    assert result.exit_code == 0, result.output
    words = [line.split("\t")[0] for line in out.read_text(encoding="utf-8").splitlines()]
    assert set(words) <= set(pseudo.common_words(1000, set()))
    assert {part_of(word) for word in words} <= {"train"}
    assert list(pseudo.read_pseudo(out)) == words


def test_pseudo_leaves_out_what_is_known_or_held_out() -> None:
    words = pseudo.common_words(50, set())
    assert len(words) == 50
    assert not set(words[:10]) & set(pseudo.common_words(50, set(words[:10])))


def test_pseudo_knows_common_words_of_korean() -> None:
    words = pseudo.common_words(50_000, {"사람"}, "ko")
    assert len(words) > 20_000
    assert "하늘" in words
    assert "사람" not in words
    assert all("가" <= letter <= "힣" for word in words for letter in word)


def test_the_average_lies_between_two_checkpoints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert fit(Path("runs/first"), "--schedule", "constant").exit_code == 0
    assert fit(Path("runs/second"), "--start", "runs/first/model").exit_code == 0
    folders = ["runs/first/model", "runs/second/model"]
    result = CliRunner().invoke(average.main, [*folders, "--weight", "0.75", "--out", "runs/mean/model"])
    assert result.exit_code == 0, result.output
    one, other, mean = (load(Path(folder)).state_dict() for folder in (*folders, "runs/mean/model"))
    for name, tensor in mean.items():
        torch.testing.assert_close(tensor, 0.25 * one[name] + 0.75 * other[name])
    text = card.card(Path("runs/mean/model"))
    assert text.index("--out runs/second") < text.index("train.average runs/first/model runs/second/model --weight 0.75")
    refused = CliRunner().invoke(average.main, ["runs/first/model", "runs/nothing", "--out", "runs/mean/model"])
    assert refused.exit_code == 1
    assert "runs/nothing is no checkpoint" in refused.output
