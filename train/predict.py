"""Greedy predictions of a checkpoint: `python -m train.predict --checkpoint models/tiny --words words.txt`.

Each word is written as it was given, a tab, and its phones separated by spaces: the format of the SIGMORPHON shared tasks. What
follows a tab in the list of words is passed over, so that a file of a task may be given as it is. Several checkpoints (of one
vocabulary) predict together: each proposes a reading, and the one that all of them together hold most probable is taken; with
--analogies, words of a training file have a say in that (see `train.analogy`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TextIO

import click
import torch

from train.analogy import Analogies, Reading
from train.dataset import make_batch, prefix_of
from train.model import TinyLlama, load
from train.split import normalize
from train.tasks import TASKS, read_task
from train.vocabulary import EOS_ID, Vocabulary

Proposals = dict[str, dict[Reading, float]]
"""Word → its readings, each with the mean logarithm of its probabilities."""


def predict(
    model: TinyLlama,
    vocabulary: Vocabulary,
    words: Iterable[str],
    batch: int = 512,
    *,
    accent: float = 0.0,
    source: str = "",
) -> dict[str, list[str]]:
    """Phones for each word, by greedy decoding.

    Args:
        model: in evaluation mode, on any device.
        vocabulary: the model's.
        words: spellings in the vocabulary's characters, lower case.
        batch: how many words of one length are decoded together.
        accent: 0 (American) to 1 (British), for a model with a dial.
        source: whose manner is asked for, if it has a token of its own.

    Returns:
        word → phones, in the order of the words.

    Raises:
        ValueError: a word has a character that the vocabulary lacks, or does not fit in the context; the message names it.
    """
    context = model.config.max_position_embeddings
    step = -1 if model.is_reversed else 1
    by_length: defaultdict[int, list[tuple[str, list[int]]]] = defaultdict(list)
    predictions: dict[str, list[str]] = {}
    for word in words:
        prefix = prefix_of(word, vocabulary, source)
        if len(prefix) > context:
            raise ValueError(f"{word!r} is too long: with its marks it has {len(prefix)} tokens, the context {context}")
        predictions[word] = []
        by_length[len(prefix)].append((word, prefix))
    for group in by_length.values():
        for at in range(0, len(group), batch):
            piece = group[at : at + batch]
            ids = torch.tensor([prefix for _, prefix in piece], device=model.lm_head.weight.device)
            for (word, _), tokens in zip(piece, model.generate(ids, accent), strict=True):
                predictions[word] = vocabulary.decode_phones(tokens[::step])
    return predictions


def predict_together(
    models: Sequence[TinyLlama], vocabulary: Vocabulary, words: Iterable[str], analogies: Analogies | None = None
) -> dict[str, list[str]]:
    """Phones for each word, by several models.

    Of the greedy readings of each, the one is taken whose probabilities have the greatest product. Models that read from the
    first phone to the last and such that read the other way may decide together (Liu et al. 2016, aclanthology.org/N16-1046).

    Args:
        models: of one vocabulary, as for `predict`; of one alone, its readings are taken as they are.
        vocabulary: theirs.
        words: as for `predict`.
        analogies: whose support is added to the mean of a reading's log probabilities.

    Returns:
        word → phones, in the order of the words.

    Raises:
        ValueError: see `predict`; or there are analogies, and one model.
    """
    if len(models) == 1 and analogies is None:
        return predict(models[0], vocabulary, words)
    return choose(propose(models, vocabulary, words), analogies)


def propose(models: Sequence[TinyLlama], vocabulary: Vocabulary, words: Iterable[str]) -> Proposals:
    """The greedy readings of all models, each with the mean of the logarithms of its probabilities.

    Args:
        models: two or more of one vocabulary, as for `predict`.
        vocabulary: theirs.
        words: as for `predict`.

    Raises:
        ValueError: see `predict`; or there is one model.
    """
    if len(models) < 2:
        raise ValueError("there is nothing to choose among the readings of one checkpoint; give more than one")
    words = list(words)
    proposed = [predict(model, vocabulary, words) for model in models]
    readings = [(word, reading) for word in words for reading in dict.fromkeys(tuple(of[word]) for of in proposed)]
    views = [log_probabilities(model, vocabulary, readings) for model in models]
    found: Proposals = {word: {} for word in words}
    for word, reading in readings:
        found[word][reading] = sum(view[word, reading] for view in views) / len(views)
    return found


def choose(proposals: Proposals, analogies: Analogies | None = None) -> dict[str, list[str]]:
    """The best reading of each word, see `best`."""
    return {word: list(best(word, readings, analogies)) for word, readings in proposals.items()}


def best(word: str, readings: Mapping[Reading, float], analogies: Analogies | None = None) -> Reading:
    """The reading that stands highest, the first of equals.

    Args:
        word: that they are of.
        readings: from `propose`.
        analogies: see `predict_together`.
    """
    support = analogies.support(word, list(readings)) if analogies else [0.0] * len(readings)
    return max(zip(readings, readings.values(), support, strict=True), key=lambda of: of[1] + of[2])[0]


@torch.no_grad()
def log_probabilities(
    model: TinyLlama, vocabulary: Vocabulary, readings: Sequence[tuple[str, Reading]], batch: int = 256
) -> Mapping[tuple[str, Reading], float]:
    """The logarithm of the probability that a model gives to each reading, its end included.

    Args:
        model: as for `predict`.
        vocabulary: the model's.
        readings: words, each with phones.
        batch: how many are scored together.
    """
    step = -1 if model.is_reversed else 1
    found: dict[tuple[str, Reading], float] = {}
    ordered = sorted(readings, key=lambda reading: len(reading[0]) + len(reading[1]))
    for at in range(0, len(ordered), batch):
        piece = ordered[at : at + batch]
        pairs = [
            (tuple(prefix_of(word, vocabulary)), (*vocabulary.encode_phones(list(phones))[::step], EOS_ID))
            for word, phones in piece
        ]
        of_piece = make_batch(pairs).to(model.lm_head.weight.device)
        logits = model(of_piece.ids[:, :-1], of_piece.prefix_lengths)
        shares = logits.float().log_softmax(-1).gather(2, of_piece.ids[:, 1:, None])[..., 0]
        found |= dict(zip(piece, (shares * of_piece.is_target).sum(1).tolist(), strict=True))
    return found


def load_together(folders: Sequence[Path]) -> tuple[list[TinyLlama], Vocabulary]:
    """Open one checkpoint, or several that predict together.

    Raises:
        FileNotFoundError: a folder is no checkpoint.
        ValueError: their vocabularies or contexts differ.
    """
    models, vocabulary = [load(folder) for folder in folders], Vocabulary.load(folders[0])
    for folder, model in zip(folders, models, strict=True):
        if Vocabulary.load(folder) != vocabulary:
            raise ValueError(f"{folder} has another vocabulary than {folders[0]}")
        if model.config.max_position_embeddings != models[0].config.max_position_embeddings:
            raise ValueError(f"{folder} has another context than {folders[0]}")
    return models, vocabulary


@click.command(help=__doc__)
@click.option(
    "--checkpoint", "checkpoints", type=click.Path(path_type=Path, file_okay=False), required=True, multiple=True,
    help="folder of the model; more than one predict together",
)  # fmt: skip
@click.option("--words", type=click.File(encoding="utf-8"), required=True, help="one word a line; - is standard input")
@click.option(
    "--analogies", "task", type=click.Choice(list(TASKS)),
    help="let the words of this shared task's training file that a word begins or ends with, or that begin or end with it, "
    "support readings that agree with theirs",
)  # fmt: skip
@click.option("--data", type=click.Path(path_type=Path), help="folder of that file; default HAMANLP_DATA or the cache")
def main(checkpoints: tuple[Path, ...], words: TextIO, task: str | None, data: Path | None) -> None:
    """Run the command."""
    torch.set_num_threads(1)
    try:
        given = [word for line in words if (word := line.split("\t")[0].strip())]
        analogies = Analogies(read_task(TASKS[task].train, data)) if task else None
        predictions = predict_together(*load_together(checkpoints), (normalize(word) for word in given), analogies)
    except (OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    for word in given:
        click.echo(f"{word}\t{' '.join(predictions[normalize(word)])}")


if __name__ == "__main__":
    main()
