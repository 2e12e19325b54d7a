"""The way back, from a pronunciation to its spelling: `spell`, by a model of its own that is loaded at the first call."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .errors import InputError, InputTypeError, OptionError

if TYPE_CHECKING:
    from .speller import Speller

FILE = "hama-spell.wasm"
MOST = 20
SCRIPTS = {"auto": 0, "en": 1, "ko": 2}


@dataclass(frozen=True)
class Spelling:
    """A way to spell a pronunciation.

    Attributes:
        text: letters, lower case, or hangul.
        probability: by the model, from 0 to 1; of several words, the product of each one's.
    """

    text: str
    probability: float


_threads = threading.local()


def spell(ipa: str, *, lang: str = "auto", nbest: int = 5) -> list[Spelling]:
    """How a pronunciation is probably written: of words that one has heard, and of names.

    Args:
        ipa: an English or Korean pronunciation in IPA, broad or narrow, with stress or without, as `transcribe` or a dictionary
            writes it; its words are parted by spaces, and read one by one.
        lang: `"en"` for Latin letters, `"ko"` for hangul, or `"auto"`: the model decides for each word.
        nbest: how many spellings are given at most, from 1 to 20.

    Returns:
        Distinct spellings, the most probable first.

    Raises:
        InputTypeError: `ipa` is no string.
        InputError: it has a symbol that is none of English or Korean pronunciations, nothing to spell, or too much; the message
            says which.
        OptionError: an option has no such value.
        ModelError: the model's file is missing or damaged.
    """
    if not isinstance(ipa, str):
        raise InputTypeError(f"spell: give a str, not {type(ipa).__name__}")
    if lang not in SCRIPTS:
        raise OptionError(f"lang: {lang!r} is not right; give one of {', '.join(SCRIPTS)}", option="lang")
    if isinstance(nbest, bool) or not isinstance(nbest, int) or not 1 <= nbest <= MOST:
        raise OptionError(f"nbest: {nbest!r} is not right; give a whole number from 1 to {MOST}", option="nbest")
    try:
        data = ipa.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(f"spell: has a lone surrogate at {error.start}, which is no character", position=error.start) from None
    instance = _instance()
    if len(data) > instance.input_capacity:
        raise InputError(f"spell: {len(data)} bytes; give at most {instance.input_capacity} at a time")
    done, output = instance.spell(data, nbest, SCRIPTS[lang])
    if not done:
        raise InputError(f"spell: {output}")
    lines = (line.split("\t") for line in output.splitlines())
    return [Spelling(text, float(probability)) for text, probability in lines]


def spelling_metadata() -> dict[str, Any]:
    """What the model's file says of itself: its name, parameters, data, scores."""
    content: dict[str, Any] = json.loads(_instance().text("metadata"))
    return content


def _instance() -> Speller:
    """The calling thread's own instance."""
    instance: Speller | None = getattr(_threads, "instance", None)
    if instance is None:
        from .speller import Speller  # noqa: PLC0415 - wasmtime is imported when it is needed

        instance = _threads.instance = Speller(FILE)
    return instance
