"""All that is known about single words, put together for people who want to see how they are read."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from .analysis import Alternative, Candidate, Trace, Word
from .errors import OptionError
from .transcriber import Transcriber

ACCENTS = ("us", "gb")
STRESS = {"0": "none", "1": "primary", "2": "secondary"}
MODELLED = ("lexicon", "exception")  # sources whose words the model could read, too


@dataclass(frozen=True, slots=True)
class InspectedPhone:
    """A phone of a word, and what else it could have been.

    Attributes:
        phone: in IPA, a vowel with its stress mark.
        letters: those that it comes from; empty where that is not known.
        arpabet: its name in ARPABET; empty for Korean.
        stress: `"primary"`, `"secondary"` or `"none"`; None for what is no English vowel.
        probability: as in `Phone`.
        candidates: what the model could have written there, the most probable first; empty where it was not asked.
    """

    phone: str
    letters: str
    arpabet: str
    stress: str | None
    probability: float
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Inspection:
    """A word with all that is known about it.

    Attributes:
        word: as `Transcriber.analyze` gives it.
        phones: its phones.
        accents: the reading in each accent that the model has, by its name; empty for Korean.
        model: what the model says of a word that a table reads; None else.
        said: Korean as the norm writes pronunciations, in hangul; None else.
        narrow: Korean with allophones, in IPA; None else.
    """

    word: Word
    phones: tuple[InspectedPhone, ...]
    accents: dict[str, str]
    model: Alternative | None
    said: str | None
    narrow: str | None

    def as_dict(self) -> dict[str, object]:
        """Everything as JSON has it."""
        known = dataclasses.asdict(self)
        word: dict[str, object] = known.pop("word")
        return word | known


def inspect(text: str, hama: Transcriber) -> list[Inspection]:
    """Look at the words of a text.

    Args:
        text: any.
        hama: with the options that they are read with; in IPA.

    Returns:
        One for each word, and for what else is no white space.

    Raises:
        HamaError: as `Transcriber`.
    """
    words = hama.analyze(text).words
    steps = _steps(words, hama.trace(text))
    names = _with(hama, notation="arpabet").analyze(text).words
    accents = {accent: readings for accent in ACCENTS if (readings := _in_accent(hama, accent, text))}
    found = []
    for place, (word, name) in enumerate(zip(words, names, strict=True)):
        korean = word.lang == "ko"
        phones = _phones(text, word, steps.get(place, ()), () if korean else tuple(phone.phone for phone in name.phones))
        own = {accent: readings[place] for accent, readings in accents.items()} if word.lang == "en" else {}
        found.append(Inspection(word, phones, own, _of_model(hama, word), *(_korean(hama, word) if korean else (None, None))))
    return found


def _with(hama: Transcriber, **options: object) -> Transcriber:
    return dataclasses.replace(hama, **options)  # type: ignore[arg-type]


def _in_accent(hama: Transcriber, accent: str, text: str) -> list[str]:
    """The words of the text in an accent; none if the model has not got it."""
    try:
        return [word.ipa for word in _with(hama, accent=accent).analyze(text).words]
    except OptionError:
        return []


def _steps(words: tuple[Word, ...], traces: list[Trace]) -> dict[int, tuple[tuple[Candidate, ...], ...]]:
    """The candidates of each phone, by the word's place; of words that the model read."""
    found = {}
    rest = iter(traces)
    trace = next(rest, None)
    for place, word in enumerate(words):
        if trace is not None and (trace.text, trace.ipa) == (word.text, word.ipa):
            found[place] = tuple(step.candidates for step in trace.steps if step.phone)
            trace = next(rest, None)
    return found


def _phones(
    text: str, word: Word, steps: tuple[tuple[Candidate, ...], ...], names: tuple[str, ...]
) -> tuple[InspectedPhone, ...]:
    aligned = len(word.phones) == 1 or any(phone.start > word.start or phone.end < word.end for phone in word.phones)
    steps = steps if len(steps) == len(word.phones) else ((),) * len(word.phones)
    names = names if len(names) == len(word.phones) else ("",) * len(word.phones)
    return tuple(
        InspectedPhone(
            phone.phone,
            text[phone.start : phone.end] if aligned else "",
            name,
            STRESS.get(name[-1:]),
            phone.probability,
            candidates,
        )
        for phone, candidates, name in zip(word.phones, steps, names, strict=True)
    )


def _of_model(hama: Transcriber, word: Word) -> Alternative | None:
    if word.lang != "en" or word.source not in MODELLED:
        return None
    alone = _with(hama, exceptions=False, lexicon=None, mix=1.0).analyze(word.text).words
    if len(alone) != 1 or alone[0].probability is None or alone[0].source in MODELLED:
        return None
    return Alternative(alone[0].ipa, alone[0].probability)


def _korean(hama: Transcriber, word: Word) -> tuple[str, str]:
    """How it is pronounced in hangul, and in narrow IPA."""
    written = word.text if word.source == "rule" else word.normalized
    alone = _with(hama, lang="ko", lexicon=hama.lexicon if word.source == "lexicon" else None)
    return _with(alone, notation="hangul")(written), _with(alone, style="narrow")(written)
