"""Greedy predictions of a checkpoint: `python -m train.predict --checkpoint models/tiny --words words.txt`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

import click
import torch

from train.dataset import prefix_of
from train.model import TinyLlama, load
from train.split import normalize
from train.vocabulary import Vocabulary


def predict(model: TinyLlama, vocabulary: Vocabulary, words: Iterable[str], batch: int = 512) -> dict[str, list[str]]:
    """Phones for each word, by greedy decoding.

    Args:
        model: in evaluation mode, on any device.
        vocabulary: the model's.
        words: spellings in the vocabulary's characters, lower case.
        batch: how many words of one length are decoded together.

    Returns:
        word → phones, in the order of the words.

    Raises:
        ValueError: a word has a character that the vocabulary lacks, or does not fit in the context; the message names it.
    """
    context = model.config.max_position_embeddings
    by_length: defaultdict[int, list[tuple[str, list[int]]]] = defaultdict(list)
    predictions: dict[str, list[str]] = {}
    for word in words:
        prefix = prefix_of(word, vocabulary)
        if len(prefix) > context:
            raise ValueError(f"{word!r} is too long: with its marks it has {len(prefix)} tokens, the context {context}")
        predictions[word] = []
        by_length[len(prefix)].append((word, prefix))
    for group in by_length.values():
        for at in range(0, len(group), batch):
            piece = group[at : at + batch]
            ids = torch.tensor([prefix for _, prefix in piece], device=model.lm_head.weight.device)
            for (word, _), tokens in zip(piece, model.generate(ids), strict=True):
                predictions[word] = vocabulary.decode_phones(tokens)
    return predictions


@click.command(help=__doc__)
@click.option("--checkpoint", type=click.Path(path_type=Path, file_okay=False), required=True, help="folder of the model")
@click.option("--words", type=click.File(encoding="utf-8"), required=True, help="one word a line; - is standard input")
def main(checkpoint: Path, words: TextIO) -> None:
    """Run the command."""
    torch.set_num_threads(1)
    try:
        lines = [normalize(line.strip()) for line in words if line.strip()]
        predictions = predict(load(checkpoint), Vocabulary.load(checkpoint), lines)
    except (OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    for line in lines:
        click.echo(f"{line}\t{' '.join(predictions[line])}")


if __name__ == "__main__":
    main()
