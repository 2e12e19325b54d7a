"""Pronunciations from one notation to another: the table of notations, and `convert`.

The engine reads and writes all of them (`zig/notation.zig`, `zig/markup.zig`); here they are only named and handed over. What
gets lost on the way, since a notation has one symbol for two phones, is in `docs/notations.md`, and in `LOSSES`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import overload
from xml.sax.saxutils import quoteattr

from .errors import InputError, OptionError
from .transcriber import Transcriber


@dataclass(frozen=True, slots=True)
class Notation:
    """A way to write pronunciations.

    Attributes:
        definition: where it is defined.
        languages: which of `"en"` and `"ko"` it has symbols for.
        alphabet: its name in SSML's `<phoneme alphabet="…">` (names that the W3C has not fixed begin with `x-`); None for
            those that are Korean letters.
    """

    definition: str
    languages: tuple[str, ...]
    alphabet: str | None


NOTATIONS: Mapping[str, Notation] = MappingProxyType(
    {
        "ipa": Notation(
            "International Phonetic Association 1999, Handbook of the International Phonetic Association", ("en", "ko"), "ipa"
        ),
        "arpabet": Notation(
            "Shoup 1980, Phonological aspects of speech recognition; as CMUdict writes it, with stress digits;"
            " OH, IA, EA, UA: Robinson 1996, British English Example Pronunciations (BEEP)",
            ("en",),
            "x-arpabet",
        ),
        "xsampa": Notation("Wells 1995, Computer-coding the IPA: a proposed extension of SAMPA", ("en", "ko"), "x-sampa"),
        "kokoro": Notation("hexgrad/misaki, EN_PHONES.md", ("en",), "x-kokoro"),
        "espeak": Notation("espeak-ng, docs/phonemes.md, phsource/ph_english and ph_english_us", ("en",), "x-espeak"),
        "hangul": Notation("National Institute of Korean Language, Standard Pronunciation (표준 발음법)", ("ko",), None),
        "jamo": Notation("The same, as conjoining jamo: The Unicode Standard, section 3.12", ("ko",), None),
    }
)

LOSSES: Mapping[str, str] = MappingProxyType(
    {
        "ipa": "British ɪ with əʊ after it is read as ɪə and ʊ, where nothing parts the phones",
        "arpabet": "ʌ and ə are both AH, read as ʌ with stress and as ə without;"
        " British ɜ and əʊ share ER and OW with ɝ and oʊ, read as these",
        "xsampa": "tense consonants of Korean have no symbol and stay in IPA",
        "kokoro": "American ɚ and ə with ɹ after it are both əɹ, and are read as ɚ; in British ɝ and ɚ become ɜɹ and əɹ",
        "espeak": "ɝ and ɜ are both ɜ, read as that of the accent; British ɪə and i before ə are both iə, read as ɪə",
        "hangul": "ㅢ after a consonant is read as ㅣ (article 5); ㅚ and ㅞ are both we",
        "jamo": "as hangul",
    }
)
"""What a notation cannot tell apart."""

WORDS = {"en": "x", "ko": "가"}  # whose pronunciations they are; its script tells which language's phones are meant


@overload
def convert(pronunciation: str, source: str, target: str = "ipa", *, lang: str = "en", accent: str = "us") -> str: ...
@overload
def convert(
    pronunciation: list[str], source: str, target: str = "ipa", *, lang: str = "en", accent: str = "us"
) -> list[str]: ...
def convert(
    pronunciation: str | list[str], source: str, target: str = "ipa", *, lang: str = "en", accent: str = "us"
) -> str | list[str]:
    """Write pronunciations in another notation.

    Args:
        pronunciation: of a word, or a list of such.
        source: the notation that it is in, one of `NOTATIONS`.
        target: the one wanted.
        lang: `"en"` or `"ko"`: hangul and jamo are Korean whatever this says.
        accent: of English: `"us"` or `"gb"`. Symbols of `kokoro` and `espeak` stand for other vowels in each.

    Returns:
        The same in the other notation; a list for a list.

    Raises:
        OptionError: there is no such notation, language or accent.
        InputError: a pronunciation has something that is none of the notation's symbols; `item` says which.
    """
    for name, value in (("source", source), ("target", target)):
        if value not in NOTATIONS:
            raise OptionError(f"{name}: {value!r} is not right; give one of {', '.join(NOTATIONS)}", option=name)
    if lang not in WORDS:
        raise OptionError(f"lang: {lang!r} is not right; give one of {', '.join(WORDS)}", option="lang")
    given = [pronunciation] if isinstance(pronunciation, str) else pronunciation
    alphabet = NOTATIONS[source].alphabet
    if alphabet is None:
        lang = "ko"
        texts = [unicodedata.normalize("NFC", each) for each in given]
    else:
        texts = [f"<phoneme alphabet={quoteattr(alphabet)} ph={quoteattr(each)}>{WORDS[lang]}</phoneme>" for each in given]
    hama = Transcriber(markup=True, lang=lang, accent=accent, notation="hangul" if target == "jamo" else target)
    written = []
    for item, (each, known) in enumerate(zip(given, hama.analyze(texts), strict=True)):
        (word,) = known.words if len(known.words) == 1 else (None,)
        if word is None or not word.phones or word.source != ("rule" if alphabet is None else "user"):
            raise InputError(f"item {item}: {each!r} is not {source}", item=item)
        written.append(unicodedata.normalize("NFD", word.ipa) if target == "jamo" else word.ipa)
    return written[0] if isinstance(pronunciation, str) else written
