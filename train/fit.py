"""Train one model: `python -m train.fit --out runs/tiny`. Stopped or killed at any moment, the same command continues.

The state of the run is kept in OUT/state.pt, its scores on the dev words in OUT/log.txt; the model is written to OUT/model.
"""

from __future__ import annotations

import inspect
import shlex
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import torch
from click.core import ParameterSource
from tqdm import tqdm

from train import dataset
from train.checkpoint import load_state, save_model, save_state
from train.evaluate import evaluate_british, evaluate_model
from train.files import write_text
from train.fused import compile_kernels
from train.interrupts import catch_interrupts
from train.lexicon import LEXICA, Language
from train.material import Material, read_british_dev_words, read_dev_words, read_material
from train.notes import notes, word_lists
from train.recipe import Recipe, recipe_options
from train.run import Run
from train.score import Score
from train.vocabulary import Vocabulary


def _names(language: Language) -> Callable[[click.Context, click.Parameter, str], tuple[str, ...]]:
    def parse(_context: click.Context, _parameter: click.Parameter, value: str) -> tuple[str, ...]:
        names = tuple(name for name in value.split(",") if name)
        for name in names:
            if name not in LEXICA[language]:
                raise click.BadParameter(f"{name!r} is not one of {', '.join(LEXICA[language])}")
        return names

    return parse


def _device(_context: click.Context, _parameter: click.Parameter, value: str) -> torch.device:
    if value == "auto":
        return torch.device("cuda" if torch.cuda.is_available() else "cpu")
    try:
        return torch.empty(0, device=value).device
    except (RuntimeError, AssertionError) as error:
        raise click.BadParameter(f"{value!r} cannot be used here ({str(error).splitlines()[0]})") from error


def start_run(
    recipe: Recipe, materials: list[Material], vocabulary: Vocabulary, device: torch.device, state: dict[str, Any] | None
) -> Run:
    """A new run, or the one that a saved state belongs to.

    Raises:
        ValueError: there is no word to train on, or the state belongs to another recipe or other words.
    """
    examples = [example for material in materials for example in material.examples(vocabulary, recipe)]
    if not examples:
        raise ValueError(
            f"there is no word to train on: the lexica are empty, or no word fits in a context of {recipe.context}"
        )
    run = Run(recipe, examples, vocabulary, device)
    if state is not None:
        if state["words"] != word_lists(materials):
            raise ValueError("the run there was trained on other words")
        run.restore(state)
    return run


def train_all(
    run: Run,
    save: Callable[[], None],
    evaluate: Callable[[], str],
    *,
    save_every: float,
    evaluate_every: int,
    stop: Callable[[], bool],
) -> None:
    """Make the steps that are left.

    Args:
        run: at its start, or restored.
        save: writes the state and the log.
        evaluate: gives the scores of the averaged weights, as text for the log.
        save_every: seconds between saves.
        evaluate_every: steps between lines of the log.
        stop: asked after every step; if true, the state is saved and the training left there.
    """
    saved = last = time.monotonic()
    with tqdm(total=run.total_steps, initial=run.step, unit="step", disable=None, mininterval=1) as bar:
        for batch in run.remaining():
            run.train_step(batch)
            bar.update()
            if run.step % evaluate_every == 0:
                scores, loss = evaluate(), run.take_mean_loss()
                run.log.append(f"step {run.step} pass {run.epoch} seconds {run.seconds:.0f} loss {loss:.4f}  dev {scores}")
                bar.set_postfix_str(scores)
            now = time.monotonic()
            run.seconds, last = run.seconds + now - last, now
            # The state is saved after the evaluation of its step, so that a resumed run neither loses nor repeats a line.
            if now - saved > save_every or run.step % evaluate_every == 0:
                save()
                saved = now
            if stop():
                break
    save()


def command_as_given(module: str, out: Path) -> str:
    """The running command, for the notes: paths of this machine left out.

    Args:
        module: that the command is.
        out: folder of the run.
    """
    context = click.get_current_context()
    arguments = ["python", "-m", module, "--out", f"runs/{out.resolve().name}"]
    for option in context.command.params:
        name, value = option.name, context.params.get(option.name or "")
        if name in (None, "out", "data") or context.get_parameter_source(name) != ParameterSource.COMMANDLINE:
            continue
        if isinstance(value, bool):
            arguments.append(option.opts[0] if value else option.secondary_opts[0])
        else:
            arguments += [option.opts[0], ",".join(value) if isinstance(value, tuple) else str(value)]
    return shlex.join(arguments)


# \b keeps click from running the lines of the list together.
_HELP = f"{__doc__}\n{inspect.cleandoc(Recipe.__doc__ or '').replace('Attributes:', chr(8) + chr(10) + 'The recipe:')}"


@click.command(help=_HELP)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="folder of the run")
@click.option("--data", type=click.Path(path_type=Path), help="folder of the lexica; default HAMANLP_DATA or the cache")
@click.option(
    "--english", default=",".join(dataset.LEXICA["en"]), show_default=True, callback=_names("en"), help="lexica; may be empty"
)
@click.option(
    "--korean", default=",".join(dataset.LEXICA["ko"]), show_default=True, callback=_names("ko"), help="lexica; may be empty"
)
@click.option("--threads", default=1, show_default=True, type=click.IntRange(1), help="CPU threads")
@click.option("--compile/--no-compile", "compiled", default=False, show_default=True, help="faster; needs a C++ compiler")
@click.option("--device", default="auto", show_default=True, callback=_device, help="auto, cpu or cuda")
@click.option("--save-every", default=120.0, show_default=True, type=click.FloatRange(0), help="seconds between saved states")
@click.option(
    "--evaluate-every", default=2000, show_default=True, type=click.IntRange(1), help="steps between scores on the dev words"
)
@recipe_options
def main(
    *, out: Path, data: Path | None, english: tuple[str, ...], korean: tuple[str, ...], threads: int, compiled: bool,
    device: torch.device, save_every: float, evaluate_every: int, **options: Any,
) -> None:  # fmt: skip
    """Run the command."""
    torch.set_num_threads(threads)
    if compiled:
        compile_kernels()
    state_file, model_folder = out / "state.pt", out / "model"
    names: dict[Language, tuple[str, ...]] = {"en": english, "ko": korean}
    try:
        recipe = Recipe(**options)
        vocabulary = Vocabulary.default(recipe.tokens_of_sources, british=bool(recipe.british))
        materials = read_material(names, recipe, data)
        dev_words = read_dev_words(names, recipe, data)
        british_dev = read_british_dev_words(recipe, data)
        out.mkdir(parents=True, exist_ok=True)
        state = load_state(state_file)
        run = start_run(recipe, materials, vocabulary, device, state)
        if run.finished and (model_folder / "training.json").is_file():
            click.echo(f"{out} holds a finished run of this recipe: nothing to do; its model is in {model_folder}", err=True)
            return

        words, command = word_lists(materials), command_as_given("train.fit", out)

        def save() -> None:
            save_state(run.state() | {"words": words, "command": command, "device": device.type}, state_file)
            write_text("".join(f"{line}\n" for line in run.log), out / "log.txt")

        def british_scores() -> dict[str, Score]:
            return evaluate_british(run.average, vocabulary, british_dev) if british_dev else {}

        def evaluate() -> str:
            scores = evaluate_model(run.average, vocabulary, dev_words) | british_scores()
            return "  ".join(f"{kind} {score.per:.2f}/{score.wer:.2f}" for kind, score in scores.items())

        save()  # An unwritable folder shows now, not after the first minutes.
        click.echo(f"{len(run.examples)} words, {run.total_steps} steps, starting at {run.step} on {device}", err=True)
        with catch_interrupts() as interrupted:
            train_all(run, save, evaluate, save_every=save_every, evaluate_every=evaluate_every, stop=lambda: bool(interrupted))
        if not run.finished and interrupted:
            click.echo(
                f"stopped at step {run.step} of {run.total_steps}; the same command continues from {state_file}", err=True
            )
            raise click.exceptions.Exit(128 + interrupted[0])
        parameters = sum(parameter.numel() for parameter in run.model.parameters())
        content = notes(
            recipe, command=command, parameters=parameters, steps=run.step, seconds=run.seconds, device=device.type, words=words
        )
        save_model(run.average.state_dict(), run.config, vocabulary, content, model_folder)
        click.echo(f"wrote {model_folder}", err=True)
        for kind, score in (evaluate_model(run.average, vocabulary, dev_words) | british_scores()).items():
            click.echo(f"dev {kind}: {score}")
    except OSError as error:
        message = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        raise click.ClickException(message) from error
    except ValueError as error:
        raise click.ClickException(str(error)) from error


if __name__ == "__main__":
    main()
