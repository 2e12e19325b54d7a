"""What a run trains on: the training words of lexica, and in whose manner they are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from train import dataset, korean_forms
from train.accent import BRITISH_LEXICA
from train.dataset import Example, Words
from train.lexicon import BRITISH, LEXICA, Language
from train.pseudo import read_pseudo
from train.recipe import Recipe
from train.vocabulary import Vocabulary


@dataclass(frozen=True)
class Material:
    """Words to train on.

    Attributes:
        lexica: where they come from; none if they were made.
        words: spelling → pronunciations.
        source: the lexicon whose token begins the words; empty for `<bos>`, the manner that a model is decoded in.
        share: of the words, how many a pass takes.
        weights: words that come more often than the others, and how much.
        origin: how words that come from no lexicon were made.
        side: the accent that they belong to, one of `train.accent.SIDES`.
    """

    lexica: tuple[str, ...]
    words: Words
    source: str = ""
    share: float = 1.0
    weights: Mapping[str, float] = field(default_factory=dict)
    origin: str = ""
    side: str = "none"

    def examples(self, vocabulary: Vocabulary, recipe: Recipe) -> list[Example]:
        """The words as token ids, as the recipe wants them; see `train.dataset.make_examples`."""
        words = _within(self.words, vocabulary) if self.source else self.words
        return dataset.make_examples(
            words, vocabulary, recipe.context, source=self.source, share=self.share, weights=self.weights, side=self.side,
            reverse=recipe.reverse,
        )  # fmt: skip

    def describe(self) -> dict[str, Any]:
        """What a model's notes say of it."""
        notes = {"lexica": list(self.lexica), "words": len(self.words), "sha256_of_sorted_words": dataset.digest(self.words)}
        extra = {"token": self.source, "origin": self.origin, "share": self.share if self.share < 1 else None}
        extra["side"] = self.side if self.side != "none" else None
        return notes | {name: value for name, value in extra.items() if value}


def read_material(names: Mapping[Language, tuple[str, ...]], recipe: Recipe, folder: Path | None) -> list[Material]:
    """The training words of the lexica named per language, those of the recipe's sources, and those that are made.

    Raises:
        MissingDataError: a file is not there; the message says how to get it.
        OSError: the recipe's list of read words cannot be read.
        ValueError: a source of the recipe is not an English lexicon, or its list of read words is not one.
    """
    materials = []
    american = "us" if recipe.british and recipe.gate else "none"
    for language, lexica in names.items():
        if lexica:
            words = _head(dataset.read_words(lexica, "train", folder), recipe.limit)
            weights = frequency_weights(words, recipe.emphasis) if language == "en" and recipe.emphasis else {}
            side = american if language == "en" else "none"
            materials.append(Material(lexica, words, share=recipe.share(language), weights=weights, side=side))
    for source in recipe.source_names:
        if source not in LEXICA["en"]:
            raise ValueError(f"the source {source!r} is not one of {', '.join(LEXICA['en'])}")
        words = _head(dataset.read_words((source,), "train", folder), recipe.limit)
        side = "gb" if american == "us" and source in BRITISH else american
        materials.append(Material((source,), words, source, recipe.share(source), side=side))
    if recipe.british:
        words = _head(dataset.read_words(recipe.british_names, "train", folder), recipe.limit)
        weights = frequency_weights(words, recipe.emphasis) if recipe.emphasis else {}
        source, side = ("", "gb") if recipe.gate else ("gb", "none")
        materials.append(Material(recipe.british_names, words, source, recipe.share("gb"), weights, side=side))
    if recipe.forms:
        words = korean_forms.generate(recipe.forms, recipe.seed, folder)
        origin = f"train.korean_forms, {recipe.forms} forms, seed {recipe.seed}"
        materials.append(Material((), words, share=recipe.share("forms"), origin=origin))
    if recipe.read:
        words = _head(read_pseudo(Path(recipe.read)), recipe.limit)
        materials.append(
            Material((), words, share=recipe.share("read"), origin="wordfreq's spellings, read by a teacher", side=american)
        )
    return materials


def frequency_weights(words: Words, emphasis: float) -> dict[str, float]:
    """How much more often frequent words come: 1 + emphasis · (z - 4) for a Zipf frequency z above 4.

    The Zipf frequency is the base-10 logarithm of occurrences per billion words (van Heuven et al. 2014).

    Raises:
        ModuleNotFoundError: the package `wordfreq`, of the extra `train`, is not installed.
    """
    from wordfreq import zipf_frequency  # noqa: PLC0415 - only this needs it

    frequencies = {word: zipf_frequency(word, "en") for word in words}
    return {word: 1 + emphasis * (zipf - 4) for word, zipf in frequencies.items() if zipf > 4}


def read_dev_words(names: Mapping[Language, tuple[str, ...]], recipe: Recipe, folder: Path | None) -> dict[Language, Words]:
    """The dev words, of the lexica that models are scored on, of each language that a run trains on."""
    return {
        language: _head(dataset.read_words(dataset.LEXICA[language], "dev", folder), recipe.limit)
        for language, lexica in names.items()
        if lexica
    }


def read_british_dev_words(recipe: Recipe, folder: Path | None) -> Words:
    """The British dev words, if the recipe has an accent to learn."""
    return _head(dataset.read_words(BRITISH_LEXICA, "dev", folder), recipe.limit) if recipe.british else {}


def _within(words: Words, vocabulary: Vocabulary) -> Words:
    """The words without pronunciations that the vocabulary cannot write: other lexica have sounds of their own."""
    known = set(vocabulary.phones)
    kept = {word: [phones for phones in spoken if known.issuperset(phones)] for word, spoken in words.items()}
    return {word: spoken for word, spoken in kept.items() if spoken}


def _head(words: Words, limit: int) -> Words:
    return dict(list(words.items())[:limit]) if limit else words
