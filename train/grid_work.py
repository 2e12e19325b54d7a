"""One unit of the grid search: train a cell without some folds, and score it on them."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import torch

from train import dataset, fused
from train.dataset import Example, Words
from train.grid_cells import LANGUAGES, Protocol, Unit
from train.lexicon import Language
from train.model import TinyLlama
from train.predict import predict
from train.recipe import Recipe
from train.run import Run
from train.score import KINDS, score
from train.split import normalize
from train.stacked import StackedRun
from train.vocabulary import Vocabulary

Row = dict[str, Any]


@dataclass(frozen=True)
class Work:
    """What every worker has to know.

    Attributes:
        protocol: of the search.
        data: folder of the lexica; empty for the usual one.
        device: "cpu" or "cuda".
        compiled: whether the model's small operations are compiled, see `train.fused`.
    """

    protocol: Protocol
    data: str = ""
    device: str = "cpu"
    compiled: bool = False


def prepare(work: Work) -> None:
    """Set up a worker's process; called once in each."""
    torch.set_num_threads(1)
    if work.compiled:
        # Each shape may want a kernel of its own.
        torch._dynamo.config.recompile_limit = torch._dynamo.config.accumulated_recompile_limit = 10_000
        fused.compile_kernels()


def run_unit(work: Work, unit: Unit) -> list[Row]:
    """Train and score the models of a unit.

    Returns:
        A row for each fold and language. `training_seconds` is the time of the unit's training shared equally by its rows, so
        that the sum over a table is what the search took; on a CPU it is processor time, which other programs do not change.

    Raises:
        MissingDataError: a lexicon is not there.
        ValueError: a fold has no words.
    """
    protocol, vocabulary = work.protocol, Vocabulary.default()
    recipe, device = protocol.recipe(unit.cell), torch.device(work.device)
    folds = [_fold(protocol, work.data, number) for number in unit.folds]
    clock = time.process_time if work.device == "cpu" else time.monotonic
    started = clock()
    models, steps = _train(recipe, [fold.examples for fold in folds], vocabulary, device)
    training = (clock() - started) / (len(models) * len(LANGUAGES))
    rows = []
    for number, fold, model in zip(unit.folds, folds, models, strict=True):
        for language in LANGUAGES:
            rows.append(
                {
                    "protocol": protocol.digest, "hidden": unit.cell.hidden, "layers": unit.cell.layers, "ffn": unit.cell.ffn,
                    "heads": unit.cell.heads, "fold": number, "language": language,
                    "parameters": sum(parameter.numel() for parameter in model.parameters()),
                    "trained_words": len(fold.trained[language]), "steps": steps,
                    **_scores(model, vocabulary, fold.scored[language], language),
                    "training_seconds": round(training, 3), "device": work.device,
                }
            )  # fmt: skip
    return rows


def _train(
    recipe: Recipe, examples: list[list[Example]], vocabulary: Vocabulary, device: torch.device
) -> tuple[list[TinyLlama], int]:
    """The averaged model of each list of examples, and the number of steps."""
    if len(examples) == 1:
        run = Run(recipe, examples[0], vocabulary, device)
        for batch in run.remaining():
            run.train_step(batch)
        return [run.average], run.step
    stack = StackedRun(recipe, examples, vocabulary, device)
    for batches in stack.remaining():
        stack.train_step(batches)
    return stack.averages(), stack.step


def _scores(model: TinyLlama, vocabulary: Vocabulary, words: Words, language: Language) -> Row:
    started = time.process_time()
    predictions = predict(model, vocabulary, words)
    scores = [score(predictions, words, kind) for kind in KINDS[language]]
    first, last = scores[0], scores[-1]
    stress = language == "en"
    return {
        "scored_words": first.words, "phones": first.phones, "edits": first.edits, "wrong": first.wrong,
        "per": round(first.per, 4), "wer": round(first.wer, 4),
        "per_stress": round(last.per, 4) if stress else None, "wer_stress": round(last.wer, 4) if stress else None,
        "scoring_seconds": round(time.process_time() - started, 3),
    }  # fmt: skip


@dataclass(frozen=True)
class Fold:
    """The words of one fold and of all others.

    Attributes:
        trained: per language, the words of the other folds.
        examples: the same as token ids.
        scored: per language, the words of the fold that are scored.
    """

    trained: dict[Language, Words]
    examples: list[Example]
    scored: dict[Language, Words]


@cache
def _words(protocol: Protocol, data: str) -> dict[Language, Words]:
    """The words that take part: of the project's training words alone, so that its dev and test words stay unseen."""
    vocabulary = Vocabulary.default()
    chosen: dict[Language, Words] = {}
    for language in LANGUAGES:
        words = dataset.read_words(dataset.LEXICA[language], "train", Path(data) if data else None)
        fitting = {
            word: spoken
            for word, spoken in words.items()
            if dataset.make_examples({word: spoken}, vocabulary, protocol.context)
        }
        order = sorted(fitting, key=lambda word: _hash("sample", word))
        chosen[language] = {word: words[word] for word in order[: protocol.words_of(language) or None]}
    return chosen


@cache
def _fold(protocol: Protocol, data: str, number: int) -> Fold:
    vocabulary = Vocabulary.default()
    trained: dict[Language, Words] = {}
    scored: dict[Language, Words] = {}
    for language, words in _words(protocol, data).items():
        inside = {word for word in words if fold_of(word, protocol.folds) == number}
        trained[language] = {word: spoken for word, spoken in words.items() if word not in inside}
        kept = [word for word in words if word in inside][: protocol.scored or None]
        scored[language] = {word: words[word] for word in kept}
        if not trained[language] or not kept:
            raise ValueError(f"fold {number} has no {language} word to train on or none to score: too few words")
    examples = [example for words in trained.values() for example in dataset.make_examples(words, vocabulary, protocol.context)]
    return Fold(trained, examples, scored)


def fold_of(word: str, folds: int) -> int:
    """The fold of a word: it depends on the spelling alone, whatever the case, the lexicon, and how many words take part."""
    return _hash("fold", normalize(word)) % folds


def _hash(purpose: str, word: str) -> int:
    return int.from_bytes(hashlib.sha256(f"{purpose}/{word}".encode()).digest()[:8], "big")
