"""What all hosts of the engine are asked: the golden vectors, and words that no model was trained on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from hamanlp.lexicon import Source
from hamanlp.options import OWN, as_text
from tests.vectors import FOLDER, read
from train import lexicon
from train.lexicon import LEXICA, Language
from train.split import normalize, part_of

SAMPLES = Path(__file__).parent.parent / "data"
WORDS: dict[Language, int] = {"en": 14_700, "ko": 5_300}
"""Held-out words of each language that are asked at most: 20,000."""

Group = dict[str, list["Question"]]


@dataclass(frozen=True)
class Question:
    """A text with the options and the lexicon that it is read with, as the engine takes them.

    Attributes:
        record: `name NUL value NUL …`.
        lexicon: lines of words and pronunciations, or nothing.
        text: of any number of lines.
    """

    record: str
    lexicon: str
    text: str


def question(text: str, options: Mapping[str, object]) -> Question:
    """A question from options as Python takes them; the model is for the host to know."""
    rest = {name: value for name, value in options.items() if name not in OWN}
    given = options.get("lexicon")
    words = Source.of(given).data.decode() if given else ""  # type: ignore[arg-type]
    return Question("".join(f"{name}\0{as_text(value)}\0" for name, value in rest.items()), words, text)


def vectors(accents: tuple[str, ...]) -> list[Question]:
    """Every golden vector with its options; and with all that is known about each of its words, three pronunciations of each.

    Args:
        accents: that the model has.
    """
    cases = [case for name in ("text", "english_text", "korean_text") for case in read(FOLDER / f"{name}.jsonl")]
    known = {"notation": "ipa", "format": "jsonl", "nbest": 3}
    sentences = [text for text, *_ in json.loads((FOLDER / "homographs.json").read_text(encoding="utf-8"))]
    korean = [line.split("\t")[0] for line in (FOLDER / "korean.tsv").read_text(encoding="utf-8").splitlines()]
    return [
        *(question(case["text"], case["options"]) for case in cases),
        *(question(case["text"], case["options"] | known) for case in cases if _is_read(case["options"])),
        *(question(_lines(dict.fromkeys(sentences)), {"format": "jsonl", "accent": accent}) for accent in accents),
        *(question(_lines(korean), {"format": "jsonl", "lang": "ko", "style": style}) for style in ("broad", "narrow")),
    ]


def _is_read(options: Mapping[str, object]) -> bool:
    """Whether alternatives may be asked for; where phones are drawn or forced they may not."""
    return not {"temperature", "force", "model"} & set(options)


def words(folder: Path | None, limit: Mapping[Language, int] = WORDS) -> dict[Language, list[str]]:
    """Held-out words: the project's dev and test words of all lexica, and, where these are too few, of the most frequent words.

    Args:
        folder: of the lexica; None for the samples that the project holds.
        limit: how many of each language.

    Raises:
        MissingDataError: a lexicon is missing.
    """
    chosen: dict[Language, list[str]] = {}
    for language, names in LEXICA.items():
        listed = {word for name in names for word in lexicon.read(name, folder or SAMPLES).words}
        held_out = sorted((word for word in listed if part_of(word) != "train"), key=_hash)
        if folder is not None and len(held_out) < limit[language]:
            held_out += _frequent(language, set(map(normalize, held_out)))
        chosen[language] = held_out[: limit[language]]
    return chosen


def some(chosen: Mapping[Language, list[str]]) -> dict[Language, list[str]]:
    """A tenth of the words, for slow hosts."""
    return {language: listed[: len(listed) // 10] for language, listed in chosen.items()}


def _frequent(language: Language, but: set[str]) -> list[str]:
    import wordfreq  # noqa: PLC0415 - of the extra train

    spelled = (normalize(word) for word in wordfreq.iter_wordlist(language, "best"))
    return [word for word in dict.fromkeys(spelled) if word.isalpha() and word not in but and part_of(word) != "train"]


def _hash(word: str) -> bytes:
    return hashlib.sha256(f"same/{word}".encode()).digest()


def of_words(chosen: Mapping[Language, list[str]], accents: tuple[str, ...]) -> list[Question]:
    """All that is known about each word, with its probabilities; and a part of the words with every dial turned."""
    everything = {"format": "jsonl", "exceptions": False}
    dials: list[dict[str, object]] = [
        {"accent": accents[-1], "nbest": 5},
        {"accent": accents[len(accents) // 2], "style": "narrow", "notation": "xsampa"},
        {"temperature": 1.0, "top_k": 20, "top_p": 0.95, "seed": 11},
        {"boost": {"ɹ": 1.5, "ə": -2.25}},
    ]
    return [
        *(question(_lines(listed), {"format": "jsonl", "lang": language}) for language, listed in chosen.items()),
        *(
            question(_lines(listed[at::40]), {"lang": language} | everything | dial)
            for language, listed in chosen.items()
            for at, dial in enumerate(dials)
        ),
    ]


def _lines(texts: Mapping[str, object] | list[str]) -> str:
    return "".join(f"{text}\n" for text in texts)
