"""What the model that spells learns from: the lexica's words turned round, pronunciation → spelling.

Words that are read the same are distinct examples: the model learns how probable each spelling is. Held-out words are held out
as spellings (see `train.split`), so no pronunciation of one is ever seen with it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from train import dataset
from train.dataset import Example, Words
from train.lexicon import BRITISH, Phones
from train.material import Material, frequency_weights
from train.phones_en import BRITISH_VOWELS, VOWELS
from train.pseudo import read_pseudo
from train.recipe import Recipe
from train.sounds import fold, of_phones
from train.split import Part, part_of
from train.vocabulary import BOS_ID, EOS_ID, JAMO, LATIN, SEP_ID, Vocabulary

Pairs = dict[str, list[str]]
"""Pronunciation in the model's characters → spellings."""

ENGLISH = ("cmudict", "misaki_en_us", "wikipron_eng_us_broad", *BRITISH)
KOREAN = ("ipadict_ko", "wikipron_kor_narrow")
KOREAN_STYLES = ("broad", "narrow")
_HANGUL = re.compile("[가-힣]+")
_VOWEL_LETTERS = "".join(sorted({letter for vowel in (*VOWELS, *BRITISH_VOWELS) for letter in vowel}))
_FLAP = re.compile(f"(?<=[{_VOWEL_LETTERS}])t(?=[{_VOWEL_LETTERS}])")
"""A t that American speech flaps: between vowels, the second unstressed (its mark would stand between)."""


@dataclass(frozen=True)
class Variant:
    """A way to write the pronunciations of a lexicon, of which some examples are made.

    Attributes:
        share: of a pass, for each word.
        change: the pronunciation as it is written so.
    """

    share: float
    change: Callable[[str], str]


def _unstressed(sounds: str) -> str:
    return re.sub("[ˈˌ]", "", sounds)


AMERICAN_VARIANTS = (
    Variant(0.75, str),
    Variant(0.15, _unstressed),
    Variant(0.1, lambda sounds: _FLAP.sub("ɾ", sounds.replace("ˌ", ""))),
)
BRITISH_VARIANTS = (
    Variant(0.7, str),
    Variant(0.2, lambda sounds: sounds.replace("ɛ", "e").replace("eə", "ɛ").replace("ˌ", "")),
    Variant(0.1, _unstressed),
)
"""Many write the British vowel of DRESS as e, and that of SQUARE as ɛː, whose length is passed over."""
AS_IT_STANDS = (Variant(1.0, str),)


@dataclass(frozen=True)
class Spellings(Material):
    """Words with their pronunciations, from which the other way is learned.

    Attributes:
        variants: ways to write the pronunciations.
    """

    variants: tuple[Variant, ...] = AS_IT_STANDS

    def examples(self, vocabulary: Vocabulary, recipe: Recipe) -> list[Example]:
        """Each pronunciation of each word, with the spelling as its target; what does not fit in the context is left out.

        Raises:
            ValueError: the recipe wants targets reversed.
        """
        if recipe.reverse:
            raise ValueError("reverse is for pronunciations; spellings are written from their beginning")
        found: dict[tuple[tuple[int, ...], tuple[int, ...]], float] = {}
        for word, pronunciations in self.words.items():
            target = (*vocabulary.encode_phones(letters_of(word)), EOS_ID)
            for phones in pronunciations:
                share = self.share * self.weights.get(word, 1.0) / len(pronunciations)
                for variant in self.variants:
                    prefix = prefix_of(variant.change(of_phones(phones)), vocabulary)
                    if len(prefix) + len(target) <= recipe.context:
                        found[prefix, target] = found.get((prefix, target), 0.0) + share * variant.share
        return [Example(prefix, (target,), share) for (prefix, target), share in found.items()]


def letters_of(word: str) -> list[str]:
    """A spelling as the model writes it: Latin letters, or jamo."""
    return list(unicodedata.normalize("NFD", word))


def prefix_of(sounds: str, vocabulary: Vocabulary) -> tuple[int, ...]:
    """`<bos> pronunciation <sep>` of a pronunciation in the model's characters.

    Raises:
        ValueError: the vocabulary lacks a character; the message names it.
    """
    return (BOS_ID, *vocabulary.encode_word(sounds), SEP_ID)


def read_spellings(recipe: Recipe, folder: Path | None) -> list[Material]:
    """The training words of all lexica, and words that a teacher or the Korean rules have read.

    Args:
        recipe: its `shares` are of `en` and `ko`; its `read`, `emphasis` and `limit` are as for other models.
        folder: of the lexica.

    Raises:
        MissingDataError: a file is not there; the message says how to get it.
    """
    materials: list[Material] = []
    for name in ENGLISH:
        words = _head(dataset.read_words((name,), "train", folder), recipe.limit)
        variants = BRITISH_VARIANTS if name in BRITISH else AMERICAN_VARIANTS
        share = recipe.share("en") * (1.0 if name == "cmudict" else 0.35)
        materials.append(Spellings((name,), words, share=share, weights=_weights(words, recipe), variants=variants))
    if recipe.read:
        words = _head(read_pseudo(Path(recipe.read)), recipe.limit)
        origin = "wordfreq's spellings, read by a teacher"
        share = recipe.share("en") * recipe.share("read")
        materials.append(Spellings((), words, share=share, origin=origin, variants=AMERICAN_VARIANTS))
    korean = _head(dataset.read_words(KOREAN, "train", folder), recipe.limit)
    materials.append(Spellings(KOREAN, korean, share=recipe.share("ko") / 3))
    spellings = [*korean, *common_korean_words()[: recipe.limit or None]]
    for style in KOREAN_STYLES:
        words = {word: [[sounds]] for word, sounds in by_rule(spellings, style).items()}
        origin = f"wordfreq's and the lexica's spellings, read by rule, {style}"
        materials.append(Spellings((), words, share=recipe.share("ko") / 3, origin=origin))
    return materials


def _weights(words: Words, recipe: Recipe) -> dict[str, float]:
    return frequency_weights(words, recipe.emphasis) if recipe.emphasis else {}


def common_korean_words() -> list[str]:
    """The Korean words of wordfreq that are hangul syllables only and not held out, the commonest first."""
    from wordfreq import top_n_list  # noqa: PLC0415 - only this needs it

    return [word for word in top_n_list("ko", 400_000) if _HANGUL.fullmatch(word) and part_of(word) == "train"]


def by_rule(words: Iterable[str], style: str) -> dict[str, str]:
    """Korean words → their pronunciations as the engine writes them, by rule, in the model's characters.

    Args:
        words: hangul.
        style: "broad" or "narrow".
    """
    import hamanlp  # noqa: PLC0415 - only this needs the package

    read = hamanlp.Transcriber(lang="ko", style=style)
    distinct = list(dict.fromkeys(words))
    return {word: fold(spoken) for word, spoken in zip(distinct, read(distinct), strict=True)}


def vocabulary_of(materials: Iterable[Material]) -> Vocabulary:
    """The characters of all pronunciations in, letters and jamo out."""
    symbols = {symbol for sounds in _all_sounds(materials) for symbol in unicodedata.normalize("NFD", sounds)}
    return Vocabulary(tuple(sorted(symbols)), (*LATIN, *JAMO))


def _all_sounds(materials: Iterable[Material]) -> Iterator[str]:
    for material in materials:
        variants = material.variants if isinstance(material, Spellings) else AS_IT_STANDS
        for pronunciations in material.words.values():
            for phones in pronunciations:
                yield from (variant.change(of_phones(phones)) for variant in variants)


def read_held_out(part: Part, folder: Path | None, limit: int = 0) -> dict[str, Pairs]:
    """What is scored: the pronunciations of held-out words, with the words that are read so.

    Args:
        part: "dev" or "test".
        folder: of the lexica.
        limit: most words of a language; 0 takes all.

    Returns:
        Language → pronunciation → spellings. English is by CMUdict's first pronunciation; Korean by the first of the lexica.
    """
    held = {}
    for language, names in (("en", ("cmudict",)), ("ko", KOREAN)):
        words = _head(dataset.read_words(names, part, folder), limit)
        pairs: Pairs = {}
        for word, pronunciations in words.items():
            pairs.setdefault(of_phones(pronunciations[0]), []).append(word)
        held[language] = pairs
    return held


def as_references(pairs: Pairs) -> dict[str, list[Phones]]:
    """Pronunciation → spellings as letters, as `train.score` takes them."""
    return {sounds: [letters_of(word) for word in spellings] for sounds, spellings in pairs.items()}


def _head(words: Words, limit: int) -> Words:
    return dict(list(words.items())[:limit]) if limit else words
