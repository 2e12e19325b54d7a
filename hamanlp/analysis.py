"""The structured result: what is known about each word of a text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone of a word.

    Attributes:
        phone: in the notation asked for; an English vowel in IPA has its stress mark.
        start: the first character that it comes from, counted in code points of the text.
        end: one after the last.
        probability: how sure the model is of it, given the phones before; 1 where a rule or a table gave it.
    """

    phone: str
    start: int
    end: int
    probability: float


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another pronunciation of a word, and how probable it is."""

    ipa: str
    probability: float


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, or something else that is no white space.

    Attributes:
        text: as it stands in the text.
        start: its first character, counted in code points of the text.
        end: one after the last: `text[start:end]`.
        normalized: what is read: lower-case words for English words, numbers and abbreviations, capitals for letters by name.
        lang: `"en"` or `"ko"`; None for what is not read.
        ipa: the pronunciation, in the notation asked for; what is not read stands as it is, or is empty if dropped.
        source: where that comes from: `"model"`; `"rule"`, the rules of Korean; `"exception"`, a table of words; `"homograph"`,
            chosen by the words around it; `"number"`, a rule that reads numbers, abbreviations and the like as words;
            `"lexicon"`, as your `lexicon` lists it; `"user"`, given in the text; or `"passed"`, not read.
        probability: how sure that is; None for what is not read.
        phones: its phones.
        alternatives: other pronunciations, the most probable first: of a homograph its other readings; of a word that the model
            can read up to `nbest` - 1. The first may be more probable than `ipa`, where greedy decoding missed the best.
    """

    text: str
    start: int
    end: int
    normalized: str
    lang: str | None
    ipa: str
    source: str
    probability: float | None
    phones: tuple[Phone, ...]
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Transcription:
    """A text with its pronunciation.

    Attributes:
        text: the text.
        ipa: its pronunciation, the same as `Transcriber` gives as a string.
        words: all of it but white space, in order.
    """

    text: str
    ipa: str
    words: tuple[Word, ...]

    def to_json(self) -> str:
        """One line of JSON, as the command writes it with `--format jsonl`."""
        return json.dumps(self, ensure_ascii=False, default=_fields)


def _fields(part: Any) -> dict[str, Any]:
    """The fields of a part of a `Transcription`; `dataclasses.asdict` would copy what is in them, which is slow."""
    return {name: getattr(part, name) for name in part.__slots__}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phone that the model could write.

    Attributes:
        phone: in IPA, a vowel with its stress mark; empty for the end of the word.
        probability: how probable the model holds it, after the phones before.
        mixed: how probable it is after a `lexicon` was mixed in; without one the same.
        filtered: how probable it is to be taken: after `boost`, `temperature`, `top_k` and `top_p`, too.
    """

    phone: str
    probability: float
    mixed: float
    filtered: float


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the model: what it took, and the candidates, at most eight, the most probable (of either kind) first."""

    phone: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """How the model read a word, or the words that a number is read as: one step for each phone, and one for the end."""

    text: str
    ipa: str
    steps: tuple[Step, ...]


def assemble_traces(records: Iterable[str]) -> list[Trace]:
    """The traces in the engine's records of a text.

    Args:
        records: what the engine wrote for it with the option `trace`: a line of JSON for each word, empty lines.
    """
    words = (json.loads(record) for record in records if record)
    return [Trace(word["text"], word["ipa"], tuple(map(_step, word["steps"]))) for word in words if word.get("steps")]


def _step(known: dict[str, Any]) -> Step:
    return Step(known["phone"], tuple(Candidate(**candidate) for candidate in known["candidates"]))


def assemble(text: str, records: Iterable[str]) -> Transcription:
    """Put the engine's records of a text together.

    Args:
        text: any number of lines.
        records: what the engine wrote for it: a line of JSON for each word, an empty one for each line feed of the text.
    """
    words: list[Word] = []
    written: list[str] = []
    line_start = 0
    for record in records:
        if record:
            known = json.loads(record)
            written += known.pop("gap"), known["ipa"]
            words.append(_word(known, line_start))
        else:
            written.append("\n")
            line_start = text.index("\n", line_start) + 1
    return Transcription(text, "".join(written), tuple(words))


def assemble_texts(texts: Iterable[str], records: Iterable[str]) -> Iterator[Transcription]:
    """Put the engine's records of several texts together.

    Args:
        texts: of any number of lines each, without the line feeds between one and the next.
        records: what the engine wrote for all of them, as in `assemble`.
    """
    rest = iter(records)
    for text in texts:
        yield assemble(text, _of_text(rest, text.count("\n")))


def _of_text(records: Iterator[str], feeds: int) -> Iterator[str]:
    """The records up to the end of a text that has so many line feeds."""
    for record in records:
        if not record:
            if not feeds:
                return
            feeds -= 1
        yield record


def _word(known: dict[str, Any], line_start: int) -> Word:
    phones = tuple(
        Phone(phone["phone"], phone["start"] + line_start, phone["end"] + line_start, phone["probability"])
        for phone in known["phones"]
    )
    alternatives = tuple(Alternative(**alternative) for alternative in known["alternatives"])
    known |= {"phones": phones, "alternatives": alternatives}
    known["start"] += line_start
    known["end"] += line_start
    return Word(**known)
