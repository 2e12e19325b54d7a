"""The rules of Korean pronunciation against the norm's own examples and against inflected forms, article by article."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from train.korean import MARKS, junction, pronounce
from train.korean_jamo import CODAS, ONSETS, VOWELS, Syllable, compose, decompose, to_phones


def _rows(name: str) -> list[list[str]]:
    text = (Path(__file__).parent / "data" / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()]


# The norm's examples: spelling (marked where the word's build must be known), pronunciations, article.
NORM = _rows("korean_norm.tsv")
# Inflected forms after its articles: spelling, all pronunciations, article, and the marked spelling where that differs.
FORMS = _rows("korean_forms.tsv")


@pytest.mark.parametrize(("word", "spoken", "article"), NORM)
def test_the_norm_s_example(word: str, spoken: str, article: str) -> None:
    expected = spoken.split("/")
    readings = pronounce(word)
    assert readings[0] == expected[0], article
    # The rules also list what the norm permits everywhere and its examples do not repeat (article 4: ㅚ as ㅞ).
    assert set(readings) >= set(expected), article
    assert pronounce(unicodedata.normalize("NFD", word)) == readings


@pytest.mark.parametrize(("word", "spoken", "article", "marked"), [(*row, "")[:4] for row in FORMS])
def test_inflected_form(word: str, spoken: str, article: str, marked: str) -> None:
    assert pronounce(marked or word) == spoken.split("/"), article


def test_the_examples_are_many() -> None:
    assert len(NORM) >= 300
    assert len(FORMS) >= 700


@pytest.mark.parametrize(
    ("spoken", "phones"),
    [
        ("꼬치", "k͈ o t͡ɕʰ i"),
        ("널따", "n ʌ l t͈ a"),
        ("궁물", "k u ŋ m u l"),
        ("실라", "s i l l a"),
        ("퉨마루", "tʰ w e n m a l u"),
        ("퇸마루", "tʰ w e n m a l u"),
        ("의사", "ɰ i s a"),
        ("귀", "k w i"),
        ("저쩌처", "t͡ɕ ʌ t͡ɕ͈ ʌ t͡ɕʰ ʌ"),
        ("쟈", "t͡ɕ a"),
        ("시계 얘기", "s i k j e j ɛ k i"),
        ("왜", "w ɛ"),
        ("혀븨", "h j ʌ p ɰ i"),
        ("", ""),
    ],
)
def test_pronounced_hangul_as_phones(spoken: str, phones: str) -> None:
    assert to_phones(spoken) == phones.split()


@pytest.mark.parametrize("spoken", ["꽃", "값", "a", "1"])
def test_what_is_not_spoken_has_no_phones(spoken: str) -> None:
    with pytest.raises(ValueError, match="never spoken|no hangul syllable"):
        to_phones(spoken)


@pytest.mark.parametrize("word", ["", "a", "가a", "3월", "-가", "가--나", "가 나", "ㄱ"])
def test_what_is_no_word_is_named(word: str) -> None:
    with pytest.raises(ValueError, match="no hangul syllable|empty word"):
        pronounce(word)


def test_syllables_come_apart_and_together() -> None:
    letters = [chr(code) for code in range(ord("가"), ord("힣") + 1)]
    assert [compose([decompose(letter)]) for letter in letters] == letters
    assert decompose("값") == Syllable("ㄱ", "ㅏ", "ㅄ")


def test_every_junction_ends_in_what_can_be_spoken() -> None:
    for coda in CODAS:
        for onset in ONSETS:
            for vowel in VOWELS:
                for mark in ("", *MARKS):
                    spoken_coda, spoken_onset = junction(coda, onset, vowel, mark)
                    assert spoken_coda in ("", *"ㄱㄴㄷㄹㅁㅂㅇ")
                    assert spoken_onset in ONSETS
