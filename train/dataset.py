"""Examples from the lexica, and batches of them."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from train.accent import SIDES
from train.lexicon import Language, Phones, merge, read
from train.split import Part, part_of
from train.vocabulary import EOS_ID, PAD_ID, SEP_ID, Vocabulary

Words = dict[str, list[Phones]]

# What a model is trained and scored on unless told otherwise.
LEXICA: dict[Language, tuple[str, ...]] = {"en": ("cmudict",), "ko": ("ipadict_ko", "wikipron_kor_narrow")}


def read_words(names: tuple[str, ...], part: Part, folder: Path | None = None) -> Words:
    """The words of one part of one or more lexica of a language, with all their pronunciations.

    Every use of the lexica goes through here, so that the held-out rule of `train.split` guards them all.

    Args:
        names: lexica of one language; the pronunciations of the first come first.
        part: "train", "dev" or "test".
        folder: where the files are; by default the data folder (see `train.sources.data_folder`).

    Raises:
        MissingDataError: a file is not there; the message says how to get it.
        ValueError: a name is no lexicon.
    """
    merged = merge([read(name, folder) for name in names])
    return {word: pronunciations for word, pronunciations in merged.items() if part_of(word) == part}


def digest(words: Words) -> str:
    """A sha256 that names a word list exactly: of its sorted spellings, one a line."""
    return hashlib.sha256("".join(f"{word}\n" for word in sorted(words)).encode()).hexdigest()


@dataclass(frozen=True)
class Example:
    """A word as token ids: the prefix `<bos> graphemes <sep>`, and for each pronunciation `phones <eos>`.

    Attributes:
        share: how often a pass over the data takes the word, on average.
        side: the accent that the pronunciations belong to, one of `train.accent.SIDES`.
    """

    prefix: tuple[int, ...]
    targets: tuple[tuple[int, ...], ...]
    share: float = 1.0
    side: str = "none"


@dataclass(frozen=True)
class Batch:
    """Sequences padded at the end.

    Attributes:
        ids: tokens, shape [batch, length].
        prefix_lengths: tokens up to and including `<sep>`, shape [batch].
        is_target: true at the positions whose next token is a phone or `<eos>`, shape [batch, length - 1].
        sides: indices of `train.accent.SIDES`, shape [batch].
    """

    ids: Tensor
    prefix_lengths: Tensor
    is_target: Tensor
    sides: Tensor

    def to(self, device: torch.device) -> Batch:
        """The same batch on another device."""
        return Batch(self.ids.to(device), self.prefix_lengths.to(device), self.is_target.to(device), self.sides.to(device))


def prefix_of(word: str, vocabulary: Vocabulary, source: str = "") -> list[int]:
    """`<bos> graphemes <sep>` of a word; a source with a token of its own has that instead of `<bos>`."""
    return [vocabulary.begin(source), *vocabulary.encode_word(word), SEP_ID]


def make_examples(
    words: Words,
    vocabulary: Vocabulary,
    context: int,
    *,
    source: str = "",
    share: float = 1.0,
    weights: Mapping[str, float] | None = None,
    side: str = "none",
    reverse: bool = False,
) -> list[Example]:
    """Words as examples; what does not fit in the context is left out.

    Args:
        words: spelling → pronunciations.
        vocabulary: the model's.
        context: the longest sequence in tokens.
        source: whose manner the pronunciations are in, if it is one of the vocabulary's sources.
        share: of the words, how many a pass takes.
        weights: words that come more (or less) often than the others, and how much.
        side: the accent that the pronunciations belong to.
        reverse: whether the last phone comes first.

    Raises:
        ValueError: a word has a letter or a phone that the vocabulary lacks; the message names it.
    """
    examples = []
    for word, pronunciations in words.items():
        prefix = prefix_of(word, vocabulary, source)
        targets = [(*vocabulary.encode_phones(phones)[:: -1 if reverse else 1], EOS_ID) for phones in pronunciations]
        fitting = tuple(target for target in targets if len(prefix) + len(target) <= context)
        if fitting:
            weight = weights.get(word, 1.0) if weights else 1.0
            examples.append(Example(tuple(prefix), fitting, share * weight, side))
    return examples


def make_batch(pairs: list[tuple[tuple[int, ...], tuple[int, ...]]], sides: Sequence[str] = ()) -> Batch:
    """Pad (prefix, target) pairs, each of a side or all of none, into one batch."""
    length = max(len(prefix) + len(target) for prefix, target in pairs)
    ids = torch.full((len(pairs), length), PAD_ID)
    is_target = torch.zeros((len(pairs), length - 1), dtype=torch.bool)
    for row, (prefix, target) in enumerate(pairs):
        end = len(prefix) + len(target)
        ids[row, :end] = torch.tensor(prefix + target)
        is_target[row, len(prefix) - 1 : end - 1] = True
    numbers = torch.tensor([SIDES.index(side) for side in sides or ["none"] * len(pairs)])
    return Batch(ids, torch.tensor([len(prefix) for prefix, _ in pairs]), is_target, numbers)


def epoch_batches(examples: list[Example], tokens: int, seed: int, epoch: int, start: int = 0) -> Iterator[Batch]:
    """The batches of one pass over the examples: words of like length together, in random order.

    Each word comes once, or as often on average as its share says, with its first pronunciation half the time and otherwise
    one of its others.

    Args:
        examples: what to pass over.
        tokens: about how many tokens a batch holds.
        seed: with the epoch it decides order and choices, so that a resumed run sees the same batches.
        epoch: number of the pass.
        start: the first batch to give.
    """
    plan = _plan(examples, tokens, seed, epoch)
    for batch in plan[start:]:
        pairs = [(examples[at].prefix, examples[at].targets[choice]) for at, choice in batch]
        yield make_batch(pairs, [examples[at].side for at, _ in batch])


def count_batches(examples: list[Example], tokens: int, seed: int, epoch: int) -> int:
    """How many batches `epoch_batches` gives."""
    return len(_plan(examples, tokens, seed, epoch))


def _plan(examples: list[Example], tokens: int, seed: int, epoch: int) -> list[list[tuple[int, int]]]:
    order = random.Random(f"{seed}/{epoch}")
    chosen = []
    for at, example in enumerate(examples):
        times = int(example.share)
        if example.share > times and order.random() < example.share - times:
            times += 1
        others = len(example.targets) - 1
        for _ in range(times):
            choice = 1 + order.randrange(others) if others and order.random() < 0.5 else 0
            # The noise mixes neighbouring lengths, so that batches differ from pass to pass.
            length = len(example.prefix) + len(example.targets[choice])
            chosen.append((length + 2 * order.random(), at, choice))
    chosen.sort()
    batches: list[list[tuple[int, int]]] = [[]]
    filled = 0
    for noisy_length, at, choice in chosen:
        if filled + noisy_length > tokens and batches[-1]:
            batches.append([])
            filled = 0
        batches[-1].append((at, choice))
        filled += int(noisy_length)
    order.shuffle(batches)
    return batches
