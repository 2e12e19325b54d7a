"""Marks found without being told: the lists that the engine shares, and words read together."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.test_train_korean import FORMS, NORM
from tests.train_samples import SAMPLES, WHOLE, needs_whole_lexica
from train import korean_reading, korean_word_list
from train.dataset import LEXICA, read_words
from train.korean import MARKS, pronounce
from train.korean_forms import make_forms
from train.korean_jamo import to_phones
from train.phones_ko import fold

UNMARKED = str.maketrans("", "", MARKS)


@pytest.mark.parametrize(
    ("word", "marked"),
    [
        ("갈등", "갈^등"),
        ("갈등이", "갈^등이"),
        ("갈등하다", "갈^등하다"),
        ("갈등갈", "갈등갈"),
        ("감고", "감-고"),
        ("감기다", "감기다"),
        ("신고하다", "신고하다"),
        ("다듬기도", "다듬-기도"),
        ("옮기는", "옮기는"),
        ("옮기에", "옮-기에"),
        ("할게요", "할^게요"),
        ("다닐게", "다닐^게"),
        ("길게", "길게"),
        ("열밖에", "열밖에"),
        ("할밖에", "할^밖에"),
        ("삶도", "삶=도"),
        ("삶도록", "삶도록"),
        ("동원령", "동원+령"),
        ("난로", "난로"),
        ("전화료", "전화료"),
        ("칠십", "칠^십"),
        ("산길을", "산^길을"),
        ("솜이불이", "솜+이불이"),
    ],
)
def test_joints_are_found(word: str, marked: str) -> None:
    assert korean_reading.mark(word) == marked


@pytest.mark.parametrize(
    ("words", "spoken"),
    [
        ("할 것을", "할꺼슬"),
        ("밭 아래", "바다래"),
        ("만날 사람", "만날싸람"),
        ("밥 먹는다", "밤멍는다"),
        ("옷 한 벌", "오탄벌"),
        ("책을 줄", "채글줄"),
        ("한 일", "한닐"),
        ("삼 일", "사밀"),
        ("닭 앞에", "다가페"),
        ("물을 것", "무를껃"),
        ("나무 아래", "나무아래"),
    ],
)
def test_words_are_read_together(words: str, spoken: str) -> None:
    assert korean_reading.read_together(words.split()) == spoken


@pytest.mark.parametrize("word", ["", "a", "가-나", "가 나"])
def test_what_is_no_word_is_named(word: str) -> None:
    with pytest.raises(ValueError, match="no hangul syllable|empty word"):
        korean_reading.read(word)


def test_the_norm_s_words_and_their_forms_are_read() -> None:
    """Without their marks. The lists were written with these examples known: this says what is kept, not what is new."""
    # Marked with | or several words: read with a space, which is no matter of one word.
    norm = [row for row in NORM if "|" not in row[0]]
    for rows, floor in ((norm, 0.94), (FORMS, 0.99)):
        right = [korean_reading.read(row[0].translate(UNMARKED)) in row[1].split("/") for row in rows]
        assert sum(right) / len(right) >= floor


def test_forms_made_by_rule_are_read_as_they_were_made() -> None:
    forms = make_forms(1500, 5, SAMPLES)
    right = [korean_reading.read(word) in pronounce(marked) for word, marked in forms.items()]
    assert sum(right) / len(right) >= 0.98


def test_rules_name_marks_and_patterns() -> None:
    lists = korean_reading.lists()
    for rule in (*lists.rules, *lists.across):
        assert rule.mark in MARKS + korean_reading.AS_SPELLED
        assert rule.lefts
        assert rule.rights
    assert lists.particles
    words = korean_reading.read_marked_words()
    assert all(word in words for word in lists.plain if korean_reading.mark(word, {}) != word)


def test_the_list_of_words_is_made_from_lexica(tmp_path: Path) -> None:
    out = tmp_path / "words.txt"
    result = CliRunner().invoke(korean_word_list.main, ["--data", str(SAMPLES), "--out", str(out)])
    assert result.exit_code == 0, result.output
    words = korean_reading.read_marked_words(out)
    assert "신고" in words
    for word, signs in words.items():
        marked = "".join(map("".join, zip(word, signs, strict=True)))
        assert korean_reading.mark(word, words) == marked
    failed = CliRunner().invoke(korean_word_list.main, ["--data", str(tmp_path), "--out", str(out)])
    assert failed.exit_code == 1


@needs_whole_lexica
def test_the_list_of_words_is_up_to_date() -> None:
    made = korean_word_list.HEADER + "".join(f"{word}\n" for word in korean_word_list.make_list(WHOLE))
    assert korean_reading.WORDS.read_text(encoding="utf-8") == made


@needs_whole_lexica
def test_held_out_words_are_read_as_the_lexica_have_them() -> None:
    words = {word: spoken for word, spoken in read_words(LEXICA["ko"], "dev", WHOLE).items() if word.isalpha()}
    right = [fold(to_phones(korean_reading.read(word))) in map(fold, spoken) for word, spoken in words.items()]
    assert sum(right) / len(right) >= 0.99
