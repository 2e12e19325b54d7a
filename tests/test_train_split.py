"""The held-out split: it must never move, for models name the words they were trained on by it."""

from __future__ import annotations

import unicodedata

import pytest

from tests.train_samples import SAMPLES
from train import dataset, lexicon
from train.split import normalize, part_of

EXPECTED = {
    "or": "test", "also": "test", "학교": "test", "안녕": "test", "한국어": "test",
    "the": "dev", "their": "dev", "gates's": "dev", "drams": "dev", "intently": "dev", "바이어": "dev", "나비헤염": "dev",
    "hello": "train", "o'clock": "train", "don't": "train", "사랑": "train", "나무": "train",
}  # fmt: skip


@pytest.mark.parametrize(("word", "part"), EXPECTED.items())
def test_fixed_values(word: str, part: str) -> None:
    assert part_of(word) == part


@pytest.mark.parametrize("word", list(EXPECTED))
def test_case_form_and_apostrophe_do_not_matter(word: str) -> None:
    for variant in (word.upper(), word.title(), unicodedata.normalize("NFD", word), word.replace("'", "’")):
        assert part_of(variant) == part_of(word)
        assert normalize(variant) == word


@pytest.mark.parametrize(
    ("entry", "part"),
    [("사랑 나무", "train"), ("학교 나무", "test"), ("나무 바이어", "dev"), ("바이어 학교", "test"), ("the world", "dev")],
)
def test_an_entry_of_several_words_is_as_guarded_as_its_most_guarded_word(entry: str, part: str) -> None:
    assert part_of(entry) == part


def test_the_parts_share_no_word_and_lose_none() -> None:
    names = dataset.LEXICA["ko"]
    parts = [set(dataset.read_words(names, part, SAMPLES)) for part in ("train", "dev", "test")]
    whole = set(lexicon.merge([lexicon.read(name, SAMPLES) for name in names]))
    assert set.union(*parts) == whole
    assert sum(map(len, parts)) == len(whole)
    assert all(parts)
