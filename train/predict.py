"""Greedy predictions of a checkpoint: `python -m train.predict --checkpoint models/tiny --words words.txt`.

Each word is written as it was given, a tab, and its phones separated by spaces: the format of the SIGMORPHON shared tasks. What
follows a tab in the list of words is passed over, so that a file of a task may be given as it is. Several checkpoints (of one
vocabulary) predict together: the mean of their distributions decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TextIO

import click
import torch

from train.dataset import prefix_of
from train.model import TinyLlama, generate, load
from train.split import normalize
from train.vocabulary import Vocabulary


def predict(
    model: TinyLlama | Sequence[TinyLlama],
    vocabulary: Vocabulary,
    words: Iterable[str],
    batch: int = 512,
    *,
    accent: float = 0.0,
    source: str = "",
) -> dict[str, list[str]]:
    """Phones for each word, by greedy decoding.

    Args:
        model: in evaluation mode, on any device; or several, see `train.model.generate`.
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
    models = [model] if isinstance(model, TinyLlama) else model
    context = models[0].config.max_position_embeddings
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
            ids = torch.tensor([prefix for _, prefix in piece], device=models[0].lm_head.weight.device)
            for (word, _), tokens in zip(piece, generate(models, ids, accent), strict=True):
                predictions[word] = vocabulary.decode_phones(tokens)
    return predictions


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
def main(checkpoints: tuple[Path, ...], words: TextIO) -> None:
    """Run the command."""
    torch.set_num_threads(1)
    try:
        given = [word for line in words if (word := line.split("\t")[0].strip())]
        predictions = predict(*load_together(checkpoints), (normalize(word) for word in given))
    except (OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    for word in given:
        click.echo(f"{word}\t{' '.join(predictions[normalize(word)])}")


if __name__ == "__main__":
    main()
