"""`train.fit`: killed at any moment and started again, it gives the weights of an undisturbed run."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import re
import signal
import time
from dataclasses import replace
from pathlib import Path

import click
import pytest
import torch
from click.testing import CliRunner, Result

from tests.train_samples import SAMPLES
from train import dataset
from train.checkpoint import load_state, save_state
from train.fit import main
from train.model import load
from train.recipe import Recipe
from train.reference import load_reference
from train.run import Run
from train.vocabulary import Vocabulary

SMALL = {"hidden": 16, "layers": 1, "heads": 2, "ffn": 16, "context": 40, "tokens": 400, "warmup": 5}
VOCABULARY = Vocabulary.default()


def options(**changes: float | str) -> list[str]:
    given = {
        **SMALL,
        "epochs": 2,
        "dropout": 0.1,
        "data": str(SAMPLES),
        "device": "cpu",
        "save_every": 0.1,
        "evaluate_every": 20,
    }
    return [part for name, value in (given | changes).items() for part in (f"--{name.replace('_', '-')}", str(value))]


def fit(out: Path, *rest: str, **changes: float | str) -> Result:
    return CliRunner().invoke(main, ["--out", str(out), *options(**changes), *rest])


def fit_alone(out: str, arguments: list[str]) -> None:
    """Run the command as a process of its own does."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    main(["--out", out, *arguments])


def log_of(out: Path) -> list[str]:
    return re.sub(r"seconds \d+", "", (out / "log.txt").read_text(encoding="utf-8")).splitlines()


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run that nothing disturbed."""
    out = tmp_path_factory.mktemp("finished")
    result = fit(out, epochs=4)
    assert result.exit_code == 0, result.output
    return out


def test_a_run_writes_a_checkpoint_that_transformers_opens(finished: Path) -> None:
    model, reference = load(finished / "model"), load_reference(finished / "model")
    assert torch.equal(model.lm_head.weight, reference.lm_head.weight)
    assert Vocabulary.load(finished / "model") == VOCABULARY
    notes = json.loads((finished / "model" / "training.json").read_text(encoding="utf-8"))
    assert notes["command"].startswith(
        "python -m train.fit --out runs/finished0 --device cpu --save-every 0.1 --evaluate-every 20 --hidden 16"
    )
    assert str(SAMPLES) not in notes["command"]
    assert notes["recipe"]["epochs"] == 4
    words = dataset.read_words(dataset.LEXICA["en"], "train", SAMPLES)
    assert notes["training_words"][0] == {
        "lexica": ["cmudict"], "words": len(words), "sha256_of_sorted_words": dataset.digest(words)
    }  # fmt: skip


def test_the_loss_falls(finished: Path) -> None:
    losses = [float(line.split("loss ")[1].split()[0]) for line in log_of(finished)]
    assert losses[-1] < 0.85 * losses[0]


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM])
def test_a_run_that_is_ended_again_and_again_gives_the_same(finished: Path, tmp_path: Path, ending: signal.Signals) -> None:
    seed = random.randrange(1_000_000)
    print("seed of the moments:", seed)
    moments, steps = random.Random(seed), saved_step(finished)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["train.fit"])
    endings = 0
    while True:
        process = context.Process(target=fit_alone, args=(str(tmp_path), options(epochs=4, save_every=0.005)))
        # Only a run that has made steps of its own is ended, so that the whole comes to an end; after few, for fast machines.
        enough = saved_step(tmp_path) + moments.randint(1, steps // 5)
        process.start()
        assert process.pid is not None
        while process.is_alive() and saved_step(tmp_path) < enough:
            time.sleep(0.001)
        time.sleep(moments.random() * 0.02)
        if process.is_alive() and endings < 3:
            os.kill(process.pid, ending)
        process.join(60)
        if process.exitcode == 0:
            break
        all_made = saved_step(tmp_path) == steps
        if ending == signal.SIGTERM and not (all_made and process.exitcode == -ending):  # then only the model was unwritten
            assert process.exitcode == 128 + ending
        else:
            assert process.exitcode == -ending
        endings += 1
    assert endings >= 2, "the run was over before it could be ended twice"
    for name in ("model.safetensors", "config.json", "tokenizer.json"):
        assert (tmp_path / "model" / name).read_bytes() == (finished / "model" / name).read_bytes()
    assert log_of(tmp_path) == log_of(finished)


def saved_step(out: Path) -> int:
    state = load_state(out / "state.pt")
    return 0 if state is None else int(state["step"])


def test_a_finished_run_is_left_as_it_is(finished: Path) -> None:
    before = {path: path.read_bytes() for path in finished.rglob("*") if path.is_file()}
    result = fit(finished, epochs=4)
    assert result.exit_code == 0
    assert "holds a finished run of this recipe: nothing to do" in result.output
    assert {path: path.read_bytes() for path in finished.rglob("*") if path.is_file()} == before


def test_a_run_killed_while_it_wrote_the_model_writes_it_again(tmp_path: Path) -> None:
    assert fit(tmp_path).exit_code == 0
    weights = (tmp_path / "model" / "model.safetensors").read_bytes()
    (tmp_path / "model" / "training.json").unlink()
    (tmp_path / "model" / "model.safetensors").write_bytes(b"half")
    result = fit(tmp_path)
    assert result.exit_code == 0, result.output
    assert (tmp_path / "model" / "model.safetensors").read_bytes() == weights
    assert (tmp_path / "model" / "training.json").is_file()


def refused(result: Result) -> str:
    """The one line that a refusal prints."""
    assert result.exit_code in (1, 2)
    assert "Traceback" not in result.output
    last = result.output.strip().splitlines()[-1]
    assert last.startswith("Error: ")
    return last


def test_refusals_name_the_place_and_the_way_out(finished: Path, tmp_path: Path) -> None:
    assert "epochs=4 instead of 2" in refused(fit(finished))
    assert "trained on other words" in refused(fit(finished, "--korean", "", epochs=4))
    assert "'cmu' is not one of cmudict, misaki_en_us" in refused(fit(tmp_path, english="cmu"))
    assert "'cmudict' is not one of ipadict_ko" in refused(fit(tmp_path, korean="cmudict"))
    assert "there is no word to train on" in refused(fit(tmp_path, english="", korean=""))
    assert "there is no word to train on" in refused(fit(tmp_path, context=3))
    assert "is not among the model's phones" in refused(fit(tmp_path, english="britfone_en_uk"))
    assert "python -m train.download cmudict" in refused(fit(tmp_path, data=str(tmp_path)))
    assert "hidden (15) must be a multiple" in refused(fit(tmp_path, hidden=15))
    assert "'gpu' cannot be used here" in refused(fit(tmp_path, device="gpu"))
    assert not list(tmp_path.iterdir())
    file = tmp_path / "file"
    file.touch()
    assert "Not a directory" in refused(fit(file / "out"))
    (tmp_path / "state.pt").write_bytes(b"no state")
    assert "state.pt cannot be read as the state of a run; delete it to start anew" in refused(fit(tmp_path))


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a folder in which nobody may write")
def test_an_unwritable_folder_is_refused_at_once() -> None:
    assert "/proc" in refused(fit(Path("/proc/run")))


def test_an_empty_lexicon(tmp_path: Path) -> None:
    (tmp_path / "cmudict.dict").write_text("# nothing\n", encoding="utf-8")
    assert "there is no word to train on" in refused(fit(tmp_path / "out", "--korean", "", data=str(tmp_path)))


def small_recipe(**changes: float) -> Recipe:
    return replace(Recipe(), **SMALL, **changes)  # type: ignore[arg-type]


def examples() -> list[dataset.Example]:
    return dataset.make_examples(dataset.read_words(("cmudict",), "train", SAMPLES), VOCABULARY, 100)


@pytest.mark.parametrize("changes", [{}, {"muon": False}, {"tied": True, "prefix": False}, {"smoothing": 0.1}])
def test_a_restored_run_goes_on_as_if_nothing_had_happened(tmp_path: Path, changes: dict[str, bool | float]) -> None:
    recipe = small_recipe(epochs=3, dropout=0.1, **changes)
    first = Run(recipe, examples(), VOCABULARY, torch.device("cpu"))
    batches = first.remaining()
    for _ in range(first.batches + 3):
        first.train_step(next(batches))
    save_state(first.state(), tmp_path / "state.pt")
    for batch in batches:
        first.train_step(batch)
    second = Run(recipe, examples(), VOCABULARY, torch.device("cpu"))
    state = load_state(tmp_path / "state.pt")
    assert state is not None
    second.restore(state)
    assert (second.epoch, second.batch) == (1, 3)
    for batch in second.remaining():
        second.train_step(batch)
    assert first.finished
    assert second.finished
    assert first.step == second.step
    assert first.take_mean_loss() == second.take_mean_loss()
    for name, tensor in first.average.state_dict().items():
        assert torch.equal(tensor, second.average.state_dict()[name]), name


def test_the_schedule_rises_and_falls() -> None:
    run = Run(small_recipe(epochs=10), examples(), VOCABULARY, torch.device("cpu"))
    factors = []
    for step in range(run.total_steps + 3):
        run.step = step
        factors.append(run.learning_rate_factor())
    assert factors[:5] == pytest.approx([0.2, 0.4, 0.6, 0.8, 1.0])
    assert factors[5:] == sorted(factors[5:], reverse=True)
    assert factors[run.total_steps] == pytest.approx(0.0)


def test_a_recipe_names_what_is_wrong() -> None:
    for wrong, message in (({"epochs": 0}, "epochs"), ({"ema": 1.0}, "ema"), ({"hidden": 6, "heads": 2}, "twice the heads")):
        with pytest.raises(ValueError, match=message):
            Recipe(**wrong)


def test_every_field_of_the_recipe_is_an_option() -> None:
    assert isinstance(main, click.Command)
    names = {parameter.name for parameter in main.params}
    assert set(Recipe.__dataclass_fields__) <= names
