"""Training of the homograph classifier, and its cross-validation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional as F

from train.homograph_features import Context, Table, choose_keys, context
from train.homograph_network import Batch, HomographNetwork, Words, make_batch
from train.homograph_pretraining import pretrain
from train.homograph_pronunciations import Reading
from train.lexicon import HomographSentence

DECAY = {"row": 0.02, "place": 0.01, "case": 0.01, "reading": 0.05, "verb": 0.01, "bias": 0.01}
PACE = {"row": 0.5, "place": 0.5, "reading": 2.0, "bias": 3.0}
"""Factors of the rate: what only one word's sentences train takes longer steps, what has been trained before shorter ones."""
CROSS_VALIDATION_SEED = 0


@dataclass(frozen=True)
class Recipe:
    """How the classifier is trained.

    Attributes:
        spellings: how many of the neighbours' spellings are listed.
        endings: how many endings of three letters, and of two.
        pretraining: passes over the sentences without labels (`train.homograph_pretraining`).
        epochs: passes over them with labels.
        batch: sentences a step.
        rate: of AdamW at its peak, after 50 steps; from there it falls linearly to zero.
        dropout: see `HomographNetwork.forward`.
        unlisted: see there.
        seed: of the first weights and the order of sentences.
    """

    spellings: int = 1000
    endings: int = 100
    pretraining: int = 8
    epochs: int = 16
    batch: int = 128
    rate: float = 6e-3
    dropout: float = 0.5
    unlisted: float = 0.1
    seed: int = 0


@dataclass(frozen=True)
class Examples:
    """Sentences with their homographs and readings as numbers.

    Attributes:
        words: the homographs.
        verbs: see `HomographNetwork`.
        sentences: their texts.
        contexts: one per sentence.
        word: index of each sentence's homograph.
        label: index of its reading.
    """

    words: Words
    verbs: tuple[float, ...]
    sentences: tuple[str, ...]
    contexts: tuple[Context, ...]
    word: tuple[int, ...]
    label: tuple[int, ...]

    def batch(self, chosen: Sequence[int], table: Table) -> Batch:
        """Some of the sentences, looked up."""
        return make_batch(
            [self.contexts[at] for at in chosen], [self.word[at] for at in chosen], [self.label[at] for at in chosen], table
        )


def examples(sentences: Sequence[HomographSentence], readings: dict[str, list[Reading]]) -> Examples:
    """Number words and readings.

    Raises:
        ValueError: a sentence's word or reading is not among the readings.
    """
    names = tuple(sorted(readings))
    words = Words(names, tuple(len(readings[name]) for name in names))
    is_verb = {name: [float(reading.label == "verb") for reading in readings[name]] for name in names}
    verbs = tuple(verb - is_verb[name][0] for name in names for verb in is_verb[name][1:])
    contexts, word, label = [], [], []
    for sentence in sentences:
        known = [reading.name for reading in readings.get(sentence.homograph, [])]
        if sentence.word_id not in known:
            raise ValueError(f"{sentence.homograph} has no reading {sentence.word_id!r}")
        contexts.append(context(sentence))
        word.append(names.index(sentence.homograph))
        label.append(known.index(sentence.word_id))
    texts = tuple(sentence.sentence for sentence in sentences)
    return Examples(words, verbs, texts, tuple(contexts), tuple(word), tuple(label))


def fit(data: Examples, chosen: Sequence[int], recipe: Recipe) -> tuple[HomographNetwork, Table]:
    """Train on some of the sentences; the table of keys and the first weights come from them too."""
    table = choose_keys([data.contexts[at] for at in chosen], recipe.spellings, recipe.endings)
    batch = data.batch(chosen, table)
    torch.manual_seed(recipe.seed)
    model = HomographNetwork(data.words, torch.tensor(data.verbs), table.rows)
    pretrain(model, [data.sentences[at] for at in chosen], table, recipe.pretraining)
    groups = [
        {"params": [parameter], "weight_decay": DECAY[name], "pace": PACE.get(name, 1.0)}
        for name, parameter in model.named_parameters()
    ]
    optimizer = torch.optim.AdamW(groups, lr=recipe.rate, betas=(0.9, 0.99))
    a_pass = max(1, len(batch) // recipe.batch)
    steps = recipe.epochs * a_pass
    for step in range(steps):
        if step % a_pass == 0:
            order = torch.randperm(len(batch))
        for group in optimizer.param_groups:
            group["lr"] = group["pace"] * recipe.rate * min(1, (step + 1) / 50) * (1 - step / steps)
        at = step % a_pass * recipe.batch
        part = batch.take(order[at : at + recipe.batch])
        loss = F.cross_entropy(model(part, recipe.dropout, recipe.unlisted), part.label)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    return model, table


def folds(sentences: int, number: int = 5, seed: int = CROSS_VALIDATION_SEED) -> NDArray[np.int64]:
    """The fold of each sentence: a random permutation dealt out in turn (NumPy's PCG64 with this seed)."""
    fold = np.empty(sentences, np.int64)
    fold[np.random.default_rng(seed).permutation(sentences)] = np.arange(sentences) % number
    return fold


def majority(data: Examples, train: Sequence[int], test: Sequence[int]) -> NDArray[np.int64]:
    """For each of the test sentences the reading that its word has most often in training, the first of equals."""
    counts = np.zeros((len(data.words.names), max(data.words.readings)), np.int64)
    for at in train:
        counts[data.word[at], data.label[at]] += 1
    return np.array([counts[data.word[at]].argmax() for at in test])


def predict(model: HomographNetwork, table: Table, data: Examples, chosen: Sequence[int]) -> NDArray[np.float32]:
    """Probabilities of the readings, [sentences, most readings], by the rounded weights."""
    with torch.no_grad():
        probabilities: NDArray[np.float32] = model(data.batch(chosen, table)).softmax(1).numpy()
    return probabilities


@dataclass(frozen=True)
class Validation:
    """What cross-validation found.

    Attributes:
        probabilities: [sentences, most readings], each by a network that has not seen the sentence.
        baseline: [sentences] the majority's reading.
    """

    probabilities: NDArray[np.float32]
    baseline: NDArray[np.int64]


def cross_validate(data: Examples, recipe: Recipe, number: int = 5, measured: Sequence[int] | None = None) -> Validation:
    """Train on all folds but one, predict that one; in turn for every fold. Keys and pretraining, too, are without it.

    Args:
        data: the sentences.
        recipe: how to train.
        number: of folds.
        measured: which folds to predict; by default all. What is found for the others is zeros.
    """
    fold = folds(len(data.contexts), number)
    probabilities = np.zeros((len(fold), max(data.words.readings)), np.float32)
    baseline = np.zeros(len(fold), np.int64)
    for left_out in range(number) if measured is None else measured:
        train, test = (np.flatnonzero(chosen).tolist() for chosen in (fold != left_out, fold == left_out))
        model, table = fit(data, train, recipe)
        probabilities[test] = predict(model, table, data, test)
        baseline[test] = majority(data, train, test)
    return Validation(probabilities, baseline)
