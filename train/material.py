"""What a run trains on: the training words of lexica, and in whose manner they are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from train import dataset
from train.dataset import Example, Words
from train.lexicon import LEXICA, Language
from train.recipe import Recipe
from train.vocabulary import Vocabulary


@dataclass(frozen=True)
class Material:
    """Words to train on.

    Attributes:
        lexica: where they come from.
        words: spelling → pronunciations.
        source: the lexicon whose token begins the words; empty for `<bos>`, the manner that a model is decoded in.
        share: of the words, how many a pass takes.
    """

    lexica: tuple[str, ...]
    words: Words
    source: str = ""
    share: float = 1.0

    def examples(self, vocabulary: Vocabulary, context: int) -> list[Example]:
        """The words as token ids; see `train.dataset.make_examples`."""
        words = _within(self.words, vocabulary) if self.source else self.words
        return dataset.make_examples(words, vocabulary, context, self.source, self.share)

    def describe(self) -> dict[str, Any]:
        """What a model's notes say of it."""
        notes = {"lexica": list(self.lexica), "words": len(self.words), "sha256_of_sorted_words": dataset.digest(self.words)}
        return notes | ({"token": self.source} if self.source else {}) | ({"share": self.share} if self.share < 1 else {})


def read_material(names: Mapping[Language, tuple[str, ...]], recipe: Recipe, folder: Path | None) -> list[Material]:
    """The training words of the lexica named per language, then those of the recipe's sources.

    Raises:
        MissingDataError: a file is not there; the message says how to get it.
        ValueError: a source of the recipe is not an English lexicon.
    """
    materials = [
        Material(lexica, _head(dataset.read_words(lexica, "train", folder), recipe.limit), share=recipe.share(language))
        for language, lexica in names.items()
        if lexica
    ]
    for source in recipe.source_names:
        if source not in LEXICA["en"]:
            raise ValueError(f"the source {source!r} is not one of {', '.join(LEXICA['en'])}")
        words = _head(dataset.read_words((source,), "train", folder), recipe.limit)
        materials.append(Material((source,), words, source, recipe.share(source)))
    return materials


def read_dev_words(names: Mapping[Language, tuple[str, ...]], recipe: Recipe, folder: Path | None) -> dict[Language, Words]:
    """The dev words, of the lexica that models are scored on, of each language that a run trains on."""
    return {
        language: _head(dataset.read_words(dataset.LEXICA[language], "dev", folder), recipe.limit)
        for language, lexica in names.items()
        if lexica
    }


def _within(words: Words, vocabulary: Vocabulary) -> Words:
    """The words without pronunciations that the vocabulary cannot write: other lexica have sounds of their own."""
    known = set(vocabulary.phones)
    kept = {word: [phones for phones in spoken if known.issuperset(phones)] for word, spoken in words.items()}
    return {word: spoken for word, spoken in kept.items() if spoken}


def _head(words: Words, limit: int) -> Words:
    return dict(list(words.items())[:limit]) if limit else words
