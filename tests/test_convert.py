"""Notations there and back: IPA, ARPABET, X-SAMPA, the synthesizers' symbols, hangul and jamo, dictionaries and SSML."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

import hamanlp
from hamanlp.notations import LOSSES, NOTATIONS, convert
from tests.conftest import Run
from train import lexicon
from train.phones_en import american_phones, from_arpabet

DATA = Path(__file__).parent / "data"
DOCS = Path(__file__).parent.parent / "docs" / "notations.md"
ENGLISH = [name for name, notation in NOTATIONS.items() if "en" in notation.languages]
KOREAN = ["ipa", "xsampa", "hangul", "jamo"]


@pytest.fixture(scope="module")
def english() -> dict[str, list[str]]:
    """Pronunciations by accent."""
    words = [word for word in lexicon.read("cmudict", DATA).words if word.isalpha()]
    # A name that only an American table has keeps its American vowels in British text.
    gb = hamanlp.Transcriber(lang="en", accent="gb")(words)
    return {"us": hamanlp.Transcriber(lang="en")(words), "gb": [ipa for ipa in gb if not set("ɝɚ") & set(ipa)]}


@pytest.fixture(scope="module")
def korean() -> list[str]:
    words = list(lexicon.read("ipadict_ko", DATA).words)
    return hamanlp.Transcriber(lang="ko")(words)


@pytest.mark.parametrize("accent", ["us", "gb"])
@pytest.mark.parametrize("notation", ENGLISH)
def test_english_comes_back_as_it_was_but_for_what_is_lost(english: dict[str, list[str]], notation: str, accent: str) -> None:
    given = english[accent]
    assert len(given) > 100
    there = convert(given, "ipa", notation, accent=accent)
    back = convert(there, notation, accent=accent)
    expected = given
    if (notation, accent) == ("arpabet", "gb"):
        expected = [re.sub("(?<![ɪɛʊ])əʊ", "oʊ", ipa).replace("ɜ", "ɝ").replace("ʌ", "ə") for ipa in given]
        back = [ipa.replace("ʌ", "ə") for ipa in back]
    if (notation, accent) == ("espeak", "gb"):
        expected = [ipa.replace("iə", "ɪə") for ipa in given]
    assert back == expected
    assert convert(convert(there, notation, accent=accent), "ipa", notation, accent=accent) == there
    if notation != "ipa":
        assert there != given


@pytest.mark.parametrize("notation", KOREAN)
def test_korean_comes_back_as_it_was_but_for_what_is_lost(korean: list[str], notation: str) -> None:
    there = convert(korean, "ipa", notation, lang="ko")
    back = convert(there, notation, lang="ko")
    lost = {ipa for ipa, read in zip(korean, back, strict=True) if ipa != read}
    assert len(korean) - len(lost) > 100
    # What is lost is the glide of ㅢ after a consonant (article 5), in hangul alone.
    assert all("ɰ" in ipa for ipa in lost)
    assert notation in ("hangul", "jamo") or not lost


def test_every_american_phone_has_its_arpabet_name() -> None:
    for phone in american_phones():
        name = convert(phone, "ipa", "arpabet")
        assert from_arpabet(name.split()) == [phone]
        assert convert(name, "arpabet") == phone


@pytest.mark.parametrize(
    ("pronunciation", "source", "target", "options", "expected"),
    [
        ("HH AH0 L OW1", "arpabet", "ipa", {}, "həˈloʊ"),
        ("HH AH L OW", "arpabet", "xsampa", {}, "h@loU"),
        ('"tS3`%tSIz', "xsampa", "kokoro", {}, "ʧˈɜɹʧˌɪz"),
        ("ʧˈɜɹʧ", "kokoro", "espeak", {}, "tʃˈɜːtʃ"),
        ("skwˈɛː", "kokoro", "ipa", {"accent": "gb"}, "ˈskwɛə"),
        ("tʃˈɜːtʃ", "espeak", "arpabet", {}, "CH ER1 CH"),
        ("tʃˈɜːtʃ", "espeak", "ipa", {"accent": "gb"}, "ˈt͡ʃɜːt͡ʃ"),
        ("kimi", "ipa", "hangul", {"lang": "ko"}, "기미"),
        ("k͈onnip", "ipa", "jamo", {"lang": "ko"}, unicodedata.normalize("NFD", "꼰닙")),
        (unicodedata.normalize("NFD", "궁물"), "jamo", "xsampa", {}, "kuNmul"),
        ("ts\\_hilp_han", "xsampa", "ipa", {"lang": "ko"}, "t͡ɕʰilpʰan"),
    ],
)
def test_examples(pronunciation: str, source: str, target: str, options: dict[str, str], expected: str) -> None:
    assert convert(pronunciation, source, target, **options) == expected


@pytest.mark.parametrize(
    ("notation", "accent", "first", "second"),
    [
        ("arpabet", "gb", "ˈɡəʊ", "ˈɡoʊ"),
        ("arpabet", "gb", "ˈbɜd", "ˈbɝd"),
        ("arpabet", "gb", "ˈɛkskʌlpeɪt", "ˈɛkskəlpeɪt"),
        ("kokoro", "us", "ˈkæmɚ", "ˈkæməɹ"),
        ("espeak", "gb", "ˈmidiə", "ˈmidɪə"),
        ("espeak", "us", "ˈbɜd", "ˈbɝd"),
    ],
)
def test_what_a_notation_cannot_tell_apart(notation: str, accent: str, first: str, second: str) -> None:
    assert notation in LOSSES
    written = [convert(each, "ipa", notation, accent=accent) for each in (first, second)]
    assert written[0] == written[1]
    assert convert(first, "ipa", accent=accent) != convert(second, "ipa", accent=accent)


def test_what_hangul_cannot_tell_apart() -> None:
    assert hamanlp.transcribe("외") == hamanlp.transcribe("웨")
    assert convert("mulɰi", "ipa", "hangul", lang="ko") == "무릐"
    assert convert("무릐", "hangul") == "muli"
    assert convert("p͈aŋ", "ipa", "xsampa", lang="ko") == "p͈aN"  # X-SAMPA has no tense consonants


@pytest.mark.parametrize(
    ("pronunciation", "source"),
    [("HH XX", "arpabet"), ("ʁ", "ipa"), ("", "ipa"), ("a\nb", "ipa"), ("x", "hangul"), ("<>", "xsampa"), ("Ʒ", "kokoro")],
)
def test_what_is_no_pronunciation_is_refused(pronunciation: str, source: str) -> None:
    with pytest.raises(hamanlp.InputError, match="item 1: ") as refusal:
        convert(["궁물" if source == "hangul" else "B" if source == "arpabet" else "b", pronunciation], source)
    assert refusal.value.item == 1


@pytest.mark.parametrize("option", ["source", "target", "lang", "accent"])
def test_options_that_cannot_be(option: str) -> None:
    with pytest.raises(hamanlp.OptionError, match=f"{option}: 'xx' is not right"):
        convert("b", **({"source": "ipa"} | {option: "xx"}))


@pytest.mark.parametrize(
    "arguments", [("-f", "mfa"), ("-f", "mfa", "-n", "arpabet"), ("-f", "kaldi", "-n", "arpabet"), ("-f", "kaldi-p")]
)
def test_dictionaries_are_read_back(run: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    words = ["tomato", "strawberry", "물고기", "기미", "zorblatt"]
    if "arpabet" in arguments:
        words = [word for word in words if word.isascii()]
    path = tmp_path / "my.dict"
    run("dict", *arguments, "-o", str(path), stdin=" ".join(words).encode())
    assert path.read_text(encoding="utf-8").count("\n") > len(words)
    with_stress = "arpabet" in arguments
    read = hamanlp.Transcriber(lexicon=path, stress=with_stress)
    for word in words:
        (known,) = read.analyze(word).words
        assert (known.source, known.ipa) == ("lexicon", hamanlp.transcribe(word, stress=with_stress))
        assert known.lang == ("en" if word.isascii() else "ko")


@pytest.mark.parametrize("notation", [name for name, notation in NOTATIONS.items() if notation.alphabet])
def test_ssml_has_an_alphabet_for_each(notation: str) -> None:
    hama = hamanlp.Transcriber(markup=True, notation=notation)
    written = hamanlp.transcribe("strawberry", notation=notation)
    ph = written.replace("&", "&amp;").replace('"', "&quot;")
    assert hama(f'<phoneme alphabet="{NOTATIONS[notation].alphabet}" ph="{ph}">x</phoneme>') == written


def test_what_an_alphabet_has_not_is_text_like_any_other() -> None:
    given = '<phoneme alphabet="x-arpabet" ph="HH XX">hello</phoneme>'
    assert hamanlp.transcribe(given, markup=True) == hamanlp.transcribe(given)


def test_the_page_has_every_definition_and_loss() -> None:
    page = DOCS.read_text(encoding="utf-8")
    for name, notation in NOTATIONS.items():
        assert f"`{name}`" in page
        assert notation.definition in page
    for loss in LOSSES.values():
        assert loss in page
