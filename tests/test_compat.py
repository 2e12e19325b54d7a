"""Stand-ins for phonemizer and g2p-en: the same calls, the same shapes of results."""

from __future__ import annotations

import logging
import re
from typing import Any

import pytest

import hamanlp
from hamanlp.compat import CompatError, EspeakBackend, Separator, phonemize
from hamanlp.compat.g2p_en import G2p

MARKED = Separator(phone="-", word="|")
TEXTS: list[Any] = [
    "Good morning",
    "hello, world!\n\nHow are you today?\n",
    ["hello, world!", "", "How are you today?"],
    ["first line", "second (and last) line"],
    "one  two",
    "Hello,world",
    "hello - (world) — yes ...",
    "¿hi?",
    "...",
    ["..."],
    "",
    [],
    ("a tuple", "of two"),
]
KEYWORDS: list[dict[str, Any]] = [
    {},
    {"strip": True},
    {"separator": MARKED},
    {"separator": MARKED, "strip": True},
    {"separator": Separator(phone=" ", word="/w ")},
    {"separator": Separator(phone=" ", syllable="|", word="||"), "strip": True},
    {"preserve_punctuation": True},
    {"preserve_punctuation": True, "strip": True},
    {"preserve_punctuation": True, "separator": MARKED},
    {"preserve_punctuation": True, "separator": MARKED, "strip": True},
    {"preserve_punctuation": True, "punctuation_marks": "!"},
    {"preserve_punctuation": True, "punctuation_marks": re.compile("[,?]")},
    {"preserve_empty_lines": True},
    {"prepend_text": True},
    {"prepend_text": True, "preserve_empty_lines": True},
    {"with_stress": True},
    {"tie": True},
    {"njobs": 2},
]


def shape(result: Any, separator: Separator) -> Any:
    """A result with `w` in the place of every word, since two systems read a word in two ways."""
    if isinstance(result, list | tuple):
        return type(result)(shape(each, separator) for each in result)
    assert isinstance(result, str)
    letters = "[^\\W\\d_]|[ˈˌː\u0300-\u036f]"
    phone = re.escape(separator.phone or "")
    return re.sub(f"(?:(?:{letters})+{phone})*(?:{letters})+", "w", result)


@pytest.mark.parametrize("keywords", KEYWORDS, ids=str)
def test_shapes_are_those_of_phonemizer(keywords: dict[str, Any]) -> None:
    theirs = pytest.importorskip("phonemizer", reason="phonemizer is not installed (it wants Debian's espeak-ng)")
    separators = pytest.importorskip("phonemizer.separator")
    separator = keywords.get("separator", Separator())
    given = {"separator": separators.Separator(phone=separator.phone, syllable=separator.syllable, word=separator.word)}
    for text in TEXTS:
        if "punctuation_marks" in keywords and text in ("one  two", "...", ["..."]):  # white space is told apart only there
            continue
        expected = shape(theirs.phonemize(text, **(keywords | given)), separator)
        assert shape(phonemize(text, **keywords), separator) == expected, text


@pytest.mark.parametrize(
    ("text", "keywords", "expected"),
    [
        ("hello, world!", {}, "həloʊ wɜːld "),
        ("hello, world!", {"strip": True}, "həloʊ wɜːld"),
        ("hello, world!", {"separator": MARKED}, "h-ə-l-oʊ-|w-ɜː-l-d-|"),
        ("hello, world!", {"separator": MARKED, "strip": True}, "h-ə-l-oʊ|w-ɜː-l-d"),
        ("hello, world!", {"preserve_punctuation": True}, "həloʊ, wɜːld! "),
        ("hello, world!", {"preserve_punctuation": True, "separator": MARKED}, "h-ə-l-oʊ-,|w-ɜː-l-d-!|"),
        ("hello, world!", {"preserve_punctuation": True, "punctuation_marks": "!"}, "həloʊ wɜːld! "),
        ("hello, world!", {"preserve_punctuation": True, "punctuation_marks": re.compile("[,?]")}, "həloʊ, wɜːld "),
        ("Hello,world", {"preserve_punctuation": True}, "həloʊ,wɜːld "),
        ("hello (world) — yes", {"preserve_punctuation": True, "separator": MARKED}, "h-ə-l-oʊ-|(w-ɜː-l-d-)|—|j-ɛ-s-|"),
        ("hello\n\nworld", {}, "həloʊ \nwɜːld "),
        ("hello\n\nworld", {"preserve_empty_lines": True}, "həloʊ \n\nwɜːld "),
        (["hello", "", "world"], {}, ["həloʊ ", "wɜːld "]),
        (["hello", "", "world"], {"preserve_empty_lines": True, "prepend_text": True}, None),
        ("hello", {"with_stress": True}, "həlˈoʊ "),
        ("choose oil", {}, "tʃuːz ɔɪl "),
        ("choose oil", {"tie": True}, "t͡ʃuːz ɔ͡ɪl "),
        ("choose oil", {"tie": "_"}, "t_ʃuːz ɔ_ɪl "),
        ("꽃잎이 차다", {"language": "ko"}, "k͈onnipʰi tɕʰata "),
        ("...", {}, ""),
        ("...", {"preserve_punctuation": True}, "..."),
        ("", {"prepend_text": True}, []),
        ("good 😀 dogs", {"preserve_punctuation": True}, "ɡʊd dɔːɡz "),
    ],
)
def test_results(text: Any, keywords: dict[str, Any], expected: Any) -> None:
    if expected is None:
        expected = [("hello", "həloʊ "), ("", ""), ("world", "wɜːld ")]
    assert phonemize(text, **keywords) == expected


def test_it_is_the_transcription_of_the_engine() -> None:
    text = "They record the record of 25 strawberries."
    assert phonemize(text, strip=True, with_stress=True) == hamanlp.transcribe(text, notation="espeak").rstrip(".")


def test_njobs_change_nothing() -> None:
    lines = [f"line {number} of many" for number in range(50)]
    assert phonemize(lines, njobs=3) == phonemize(lines)


@pytest.mark.parametrize(
    ("keywords", "message"),
    [
        ({"language": "xx"}, "language: 'xx' is not right; give one of en-us, en-gb, ko"),
        ({"backend": "flite"}, "backend: 'flite' is not right; give one of espeak,"),
        ({"language_switch": "no"}, "language_switch: 'no' is not right"),
        ({"words_mismatch": "no"}, "words_mismatch: 'no' is not right"),
        ({"tie": "ab"}, "tie: 'ab' is not right"),
        ({"tie": True, "separator": MARKED}, "tie: cannot be together with a phone separator ('-')"),
        ({"njobs": 0}, "threads: 0 is not right"),
    ],
)
def test_what_cannot_be(keywords: dict[str, Any], message: str) -> None:
    with pytest.raises(hamanlp.HamaError, match=re.escape(message)):
        phonemize("hello", **keywords)


def test_british_english_has_its_accent() -> None:
    assert phonemize("bath", language="en-gb", strip=True) == "bɑːθ"
    assert phonemize("bath", language="en-us", strip=True) == "bæθ"


def test_lines_in_two_languages() -> None:
    lines = ["hello", "안녕 hello", "안녕"]
    assert phonemize(lines, language_switch="remove-utterance") == ["həloʊ ", "", ""]
    assert phonemize(lines, language="ko", language_switch="remove-utterance")[:2] == ["", ""]


def test_lines_with_other_numbers_of_words(caplog: pytest.LogCaptureFixture) -> None:
    lines = ["100 cats", "hello — world"]
    with caplog.at_level(logging.WARNING, "hamanlp"):
        assert phonemize(lines, words_mismatch="ignore")[1] == phonemize(lines, words_mismatch="remove")[1] == "həloʊ wɜːld "
        assert phonemize(lines, words_mismatch="remove")[0] == ""
        assert phonemize(lines, words_mismatch="warn")[0] != ""
    assert {record.getMessage() for record in caplog.records} == {"'100 cats' has 2 words, its pronunciation 3"}


def test_separators() -> None:
    assert Separator(phone=" ", word="|", syllable="").phone == " "
    assert (Separator().phone, Separator().syllable, Separator().word) == ("", "", " ")
    assert "|" in Separator(word="|")
    assert Separator() == Separator(phone="")
    with pytest.raises(ValueError, match="must differ"):
        Separator(phone=" ")


def test_a_backend_made_once() -> None:
    backend = EspeakBackend("en-us", preserve_punctuation=True, with_stress=True)
    assert backend.phonemize(["hello, world!", "", "..."], strip=True) == ["həlˈoʊ, wˈɜːld!", "..."]
    with pytest.raises(CompatError, match="is a str"):
        backend.phonemize("hello")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello, world!", "HH AH0 L OW1 _ , _ W ER1 L D _ !"),
        ("I don't", "AY1 _ D OW1 N T"),
        ("3 cats", "TH R IY1 _ K AE1 T S"),
        ("(cats) 고양이 😀", "K AE1 T S"),
        ("", ""),
    ],
)
def test_g2p_en(text: str, expected: str) -> None:
    assert G2p()(text) == [" " if each == "_" else each for each in expected.split()]


def test_g2p_en_is_the_arpabet_of_the_engine() -> None:
    text = "They record the record"
    assert (
        "".join(f"{each} " for each in G2p()(text)).split() == hamanlp.transcribe(text, lang="en", notation="arpabet").split()
    )
