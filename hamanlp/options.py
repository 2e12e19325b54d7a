"""What a `Transcriber` is told: its options, which of them are the engine's, and its models."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, TypedDict

from .errors import OptionError

if TYPE_CHECKING:
    from .lexicon import Given

FORMATS = ("text", "jsonl")
OWN: tuple[Literal["model", "threads", "lexicon", "lexicon_errors", "time_limit"], ...] = (
    "model",
    "threads",
    "lexicon",
    "lexicon_errors",
    "time_limit",
)
"""Options that are not the engine's."""
MODELS = {"default": "hama.wasm", "tiny": "hama-tiny.wasm", "large": "hama-large.wasm"}
WASM = ".wasm"
"""What the path of a model ends with."""


class Options(TypedDict, total=False):
    """The keyword arguments of `Transcriber`, for type checkers."""

    lang: str
    notation: str
    style: str
    latin: str
    accent: str | float
    across_words: bool
    stress: bool
    preserve_punctuation: bool
    exceptions: bool
    markup: bool
    phone_separator: str | None
    word_separator: str | None
    nbest: int
    temperature: float
    top_k: int | None
    top_p: float
    seed: int
    boost: Mapping[str, float] | None
    lexicon: Given | None
    mix: float
    lexicon_errors: str
    force: str | None
    model: str
    threads: int
    time_limit: float | None


def wasm_of(model: str) -> str:
    """The name of a model's wasm file in this package, or the path of one elsewhere.

    Raises:
        OptionError: there is no such model, or no such file.
    """
    if str(model).endswith(WASM):
        if not os.path.isfile(model):
            raise OptionError(f"model: {model!r}: there is no such file", option="model")
        return os.path.abspath(model)
    file = MODELS.get(str(model))
    if file is None:
        raise OptionError(
            f"model: {model!r} is not right; give one of {', '.join(MODELS)}, or the path of a {WASM} file", option="model"
        )
    return file


def as_text(value: object) -> str:
    """An option's value as the engine reads it; whether it is a good one is for the engine to say."""
    if isinstance(value, Mapping):
        return ",".join(f"{name}={as_text(number)}" for name, number in value.items())
    if isinstance(value, float):
        return f"{value:f}".rstrip("0").rstrip(".")  # never with an exponent
    try:
        return str(value).lower() if isinstance(value, bool) else str(value)
    except ValueError:  # Python writes no number of more than some thousand digits
        return "a number of very many digits"
