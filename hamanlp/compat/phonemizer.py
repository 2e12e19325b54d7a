"""`phonemize` with the keywords and the shapes of results of the package phonemizer (Bernard and Titeux 2021).

There each word is a row of phones, each phone and each word with its separator behind it; `strip` takes away the last of each.
English is written in espeak's symbols, stress before the vowel.
"""

from __future__ import annotations

import functools
import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ..errors import HamaError
from ..transcriber import Transcriber
from .separator import Separator

if TYPE_CHECKING:
    from logging import Logger

BACKENDS = ("espeak", "espeak-mbrola", "festival", "segments")
LANGUAGES: dict[str, dict[str, Any]] = {
    "en-us": {"lang": "en", "notation": "espeak"},
    "en-gb": {"lang": "en", "notation": "espeak", "accent": "gb"},
    "ko": {"lang": "ko"},
}
"""Languages and the options of `Transcriber` that they are."""

MARKS = ';:,.!?¡¿—…"«»“”(){}[]'
TIE = "\u0361"
_PHONE_END = "\x1f"
_PHONE = "[a-zçæðøħŋœβθχɐ-˿\u0300-\u036f]+"
_PART = re.compile(f"(?P<word>{_PHONE}(?:{_PHONE_END}{_PHONE})*)|(?P<space> +)|(?P<other>.)", re.DOTALL)
_WORD = re.compile(r"\S*\w\S*")
_TWO_LETTERS = re.compile("(?<=[a-zæɐ-ʯ])(?=[a-zæɐ-ʯ])")  # no tie, diacritic or length mark between them
_FOREIGN = {"en": re.compile("[ᄀ-ᇿ㄰-㆏가-힣]"), "ko": re.compile("[A-Za-z]")}
_SWITCHES = ("keep-flags", "remove-flags", "remove-utterance")
_MISMATCHES = ("ignore", "warn", "remove")


class CompatError(HamaError, RuntimeError):
    """An argument has a value that it cannot have."""


class EspeakBackend:
    """What phonemizer calls a backend, for programs that make one for many calls. No espeak is needed.

    Args:
        language: `"en-us"`, `"en-gb"` or `"ko"`.
        punctuation_marks: the characters that are punctuation, or a pattern that finds one; None for phonemizer's own.
        preserve_punctuation: whether they stay.
        with_stress: whether ˈ and ˌ are written, before the vowel.
        tie: whether the letters of one phone are joined by U+0361, or by another character.
        language_switch: accepted; there are no flags, but with `"remove-utterance"` a line with words of the other language
            becomes empty.
        words_mismatch: lines that have more or fewer words than their text: `"ignore"`, `"warn"` or `"remove"` (they become
            empty).
        logger: where warnings go; by default the logger `hamanlp`.

    Raises:
        CompatError: one of them has a value that it cannot have.
    """

    def __init__(  # noqa: PLR0917 - as there
        self,
        language: str = "en-us",
        punctuation_marks: str | re.Pattern[str] | None = None,
        preserve_punctuation: bool = False,
        with_stress: bool = False,
        tie: bool | str = False,
        language_switch: str = "keep-flags",
        words_mismatch: str = "ignore",
        logger: Logger | None = None,
    ) -> None:
        options = LANGUAGES.get(language)
        if options is None:
            known = ", ".join(name for name, value in LANGUAGES.items() if value is not None)
            raise CompatError(f"language: {language!r} is not right; give one of {known}")
        self._marks = MARKS if punctuation_marks is None else punctuation_marks
        self._preserve = preserve_punctuation
        self._tie = _one_of("tie", TIE if tie is True else tie or "")
        self._switch = _among("language_switch", language_switch, _SWITCHES)
        self._mismatch = _among("words_mismatch", words_mismatch, _MISMATCHES)
        self._logger = logger or logging.getLogger("hamanlp")
        self._options = options | {"stress": with_stress, "preserve_punctuation": preserve_punctuation}
        self.language = language

    def phonemize(
        self, text: Sequence[str], separator: Separator | None = None, strip: bool = False, njobs: int = 1
    ) -> list[str]:
        """The pronunciations of some lines.

        Args:
            text: a list of str, a line each.
            separator: what stands after phones and words; None for nothing and a space.
            strip: whether to leave out the separators at the end of each word and line.
            njobs: how many threads share the lines.

        Returns:
            One string for each line that is not empty.

        Raises:
            CompatError: `text` is one str, or `tie` and a phone separator are both asked for.
            HamaError: see `Transcriber`.
        """
        if isinstance(text, str):
            raise CompatError("text: is a str; give a list of str")
        separator = Separator() if separator is None else separator
        if self._tie and separator.phone:
            raise CompatError(f"tie: cannot be together with a phone separator ({separator.phone!r}); leave one out")
        lines = [" ".join(line.split()) for line in text if line.strip()]
        hama = _transcriber(threads=njobs, **self._options)
        return [self._line(line, read, separator, strip) for line, read in zip(lines, hama(lines), strict=True)]

    def _line(self, line: str, read: str, separator: Separator, strip: bool) -> str:
        if self._switch == "remove-utterance" and _FOREIGN[self._options["lang"]].search(line):
            return ""
        words = 0
        written = ""
        for kind, part in _parts(read):
            if kind == "word":
                words += 1
                written += self._word(part.split(_PHONE_END), separator, strip)
            elif self._is_mark(part):
                written += part
            elif written and not _ends(written, separator.word):  # white space, or a symbol that is dropped
                written += separator.word
        expected = len(_WORD.findall(line))
        if words != expected and self._mismatch != "ignore":
            self._logger.warning("%r has %d words, its pronunciation %d", line, expected, words)
            if self._mismatch == "remove":
                return ""
        if words and not strip and not _ends(written, separator.word):
            written += separator.word
        return written.removesuffix(separator.word) if strip and separator.word else written

    def _is_mark(self, character: str) -> bool:
        marks = self._marks
        return (
            self._preserve
            and character != " "
            and (character in marks if isinstance(marks, str) else marks.search(character) is not None)
        )

    def _word(self, phones: list[str], separator: Separator, strip: bool) -> str:
        phones = [
            _TWO_LETTERS.sub(self._tie, phone).replace(TIE, self._tie) if self._tie else phone.replace(TIE, "")
            for phone in phones
        ]
        end = separator.phone or ""
        return end.join(phones) + ("" if strip else end)


def phonemize(  # noqa: PLR0917 - as there
    text: str | Iterable[str],
    language: str = "en-us",
    backend: str = "espeak",
    separator: Separator | None = None,
    strip: bool = False,
    prepend_text: bool = False,
    preserve_empty_lines: bool = False,
    preserve_punctuation: bool = False,
    punctuation_marks: str | re.Pattern[str] | None = None,
    with_stress: bool = False,
    tie: bool | str = False,
    language_switch: str = "keep-flags",
    words_mismatch: str = "ignore",
    njobs: int = 1,
    logger: Logger | None = None,
) -> str | list[str] | list[tuple[str, str]]:
    """The pronunciation of a text, by phonemizer's interface.

    Args:
        text: a str of any number of lines, or a list of lines.
        language: as for `EspeakBackend`.
        backend: one of phonemizer's; hamanlp does the work whichever it is.
        separator: as for `EspeakBackend.phonemize`.
        strip: as for `EspeakBackend.phonemize`.
        prepend_text: whether to give pairs of a line and its pronunciation.
        preserve_empty_lines: whether empty lines stay.
        preserve_punctuation: as for `EspeakBackend`, as what follows.
        punctuation_marks: which they are.
        with_stress: whether stress is written.
        tie: whether the letters of a phone are joined.
        language_switch: what becomes of lines in two languages.
        words_mismatch: what becomes of lines with other numbers of words.
        njobs: as for `EspeakBackend.phonemize`.
        logger: where warnings go.

    Returns:
        A str for a str, a list for a list; with `prepend_text` a list of pairs for both.

    Raises:
        CompatError: an argument has a value that it cannot have.
        HamaError: see `Transcriber`.
    """
    _among("backend", backend, BACKENDS)
    own = EspeakBackend(
        language, punctuation_marks, preserve_punctuation, with_stress, tie, language_switch, words_mismatch, logger
    )
    lines = [line.strip("\r\n") for line in (text.splitlines() or [text] if isinstance(text, str) else text)]
    if not preserve_empty_lines:
        lines = [line for line in lines if line.strip()]
    read = iter(own.phonemize(lines, separator, strip, njobs))
    results = [next(read) if line.strip() else "" for line in lines]
    if prepend_text:
        return list(zip(lines, results, strict=True))
    return "\n".join(results) if isinstance(text, str) else results


@functools.lru_cache(maxsize=8)
def _transcriber(**options: Any) -> Transcriber:
    return Transcriber(phone_separator=_PHONE_END, word_separator=" ", **options)


def _parts(read: str) -> Iterator[tuple[str, str]]:
    """The words, white space and other characters of a pronunciation."""
    for match in _PART.finditer(read):
        if match["other"] != _PHONE_END:  # it stands beside punctuation too
            yield str(match.lastgroup), match[0]


def _ends(text: str, separator: str) -> bool:
    return bool(separator) and text.endswith(separator)


def _among(name: str, value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        raise CompatError(f"{name}: {value!r} is not right; give one of {', '.join(known)}")
    return value


def _one_of(name: str, value: str) -> str:
    if len(value) > 1:
        raise CompatError(f"{name}: {value!r} is not right; give True, False or one character")
    return value
