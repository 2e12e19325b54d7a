"""X-SAMPA and the phone sets of speech synthesizers, and that JSON holds them whole."""

from __future__ import annotations

import json

import pytest

from hamanlp import Transcriber, transcribe

KOKORO = set("ˈˌbdfhjklmnpstvwzɡŋɹʃʒðθʤʧəiuɑɔɛɜɪʊʌAIWYOᵊæᵻɾʔ")
"""The American phones of hexgrad/misaki, EN_PHONES.md."""


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        ("xsampa", 'h@"loU, "tS3`tS "goUIN "fliz "f{nsi "neIS@n'),
        ("kokoro", "həlˈO, ʧˈɜɹʧ ɡˈOɪŋ flˈiz fˈænsi nˈAʃən"),
        ("espeak", "həlˈoʊ, tʃˈɜːtʃ ɡˈoʊɪŋ flˈiːz fˈænsi nˈeɪʃən"),
    ],
)
def test_english(notation: str, expected: str) -> None:
    assert transcribe("Hello, church going fleas fancy nation", notation=notation) == expected


def test_korean_is_in_xsampa_too_and_else_in_ipa() -> None:
    assert transcribe("안녕하세요 칠판 까치", notation="xsampa") == "annjVNhasejo ts\\_hilp_han k͈ats\\_hi"
    assert transcribe("국물 설날", notation="xsampa", style="narrow") == "kuNmul` s_hV_Ol`l`a_-l`"
    for notation in ("kokoro", "espeak"):
        assert transcribe("안녕하세요", notation=notation) == transcribe("안녕하세요")


def test_kokoro_knows_every_phone() -> None:
    words = "vision joy measure about house book butter child think those zebra young queen bird out nurse near cure singer"
    assert set(transcribe(words, notation="kokoro")) - {" "} <= KOKORO


def test_xsampa_is_read_back_as_it_was() -> None:
    for word in ("pronunciation", "church", "measure", "thorough", "banjo"):
        written = transcribe(word, notation="xsampa").replace('"', "&quot;")
        given = f'<phoneme alphabet="x-sampa" ph="{written}">x</phoneme>'
        assert transcribe(given, markup=True) == transcribe(word)


@pytest.mark.parametrize("notation", ["xsampa", "kokoro", "espeak"])
def test_records_and_traces_are_json(notation: str) -> None:
    hama = Transcriber(notation=notation, exceptions=False, nbest=3)
    (word,) = hama.analyze("zorblatt").words
    assert "".join(phone.phone for phone in word.phones).strip('"') != ""
    assert json.loads(hama.analyze("zorblatt 까치 read").to_json())["ipa"] == hama("zorblatt 까치 read")
    (trace,) = hama.trace("zorblatt")
    assert [step.phone for step in trace.steps[:-1]] == [phone.phone for phone in word.phones]


def test_separators_stand_between_phones() -> None:
    assert transcribe("church", notation="kokoro", phone_separator=" ") == "ʧ ˈɜɹ ʧ"
    assert transcribe("church", notation="xsampa", phone_separator=" ") == '"tS 3` tS'
    assert transcribe("fleece", notation="espeak", stress=False) == "fliːs"
