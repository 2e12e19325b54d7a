"""What a run trains on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.train_samples import SAMPLES
from train import dataset
from train.lexicon import Language
from train.material import frequency_weights, read_dev_words, read_material
from train.recipe import Recipe
from train.split import part_of
from train.vocabulary import Vocabulary

NAMES: dict[Language, tuple[str, ...]] = {"en": ("cmudict",), "ko": ("ipadict_ko",)}


def test_every_source_begins_its_words_with_its_own_token() -> None:
    recipe = Recipe(sources="misaki_en_us,wikipron_eng_us_broad", shares="ko=0.5,misaki_en_us=0.25")
    vocabulary = Vocabulary.default(recipe.source_names)
    materials = read_material(NAMES, recipe, SAMPLES)
    assert [material.lexica for material in materials] == [
        ("cmudict",), ("ipadict_ko",), ("misaki_en_us",), ("wikipron_eng_us_broad",)
    ]  # fmt: skip
    begins = [{example.prefix[0] for example in material.examples(vocabulary, Recipe())} for material in materials]
    assert begins == [{1}, {1}, {vocabulary.begin("misaki_en_us")}, {vocabulary.begin("wikipron_eng_us_broad")}]
    assert [material.share for material in materials] == [1.0, 0.5, 0.25, 1.0]
    assert [material.describe().get("token") for material in materials] == [None, None, *recipe.source_names]


def test_no_held_out_word_is_trained_on() -> None:
    recipe = Recipe(sources="misaki_en_us,britfone_en_uk")
    for material in read_material(NAMES, recipe, SAMPLES):
        assert material.words
        assert {part_of(word) for word in material.words} == {"train"}
    for words in read_dev_words(NAMES, recipe, SAMPLES).values():
        assert {part_of(word) for word in words} <= {"dev"}


def test_a_share_is_kept_on_average_and_passes_differ() -> None:
    recipe = Recipe(shares="en=0.3")
    vocabulary = Vocabulary.default()
    examples = read_material({"en": ("cmudict",)}, recipe, SAMPLES)[0].examples(vocabulary, Recipe())
    passes = [
        {tuple(row) for batch in dataset.epoch_batches(examples, 512, 1, epoch) for row in batch.ids.tolist()}
        for epoch in range(20)
    ]
    taken = sum(map(len, passes)) / len(passes) / len(examples)
    assert 0.25 < taken < 0.35
    assert passes[0] != passes[1]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"shares": "fr=0.5"}, "'fr' is not one of en, ko, gb, forms, read"),
        ({"shares": "en=lots"}, "'en=lots' is not NAME=SHARE"),
        ({"shares": "en=0"}, "that of en must be above 0 and at most 1"),
    ],
)
def test_bad_shares_are_named(options: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Recipe(**options)  # type: ignore[arg-type]  # a mixed dict of keywords


def test_frequent_words_come_more_often() -> None:
    words = {word: [["ð", "ə"]] for word in ("the", "house", "zyzzyva")}
    weights = frequency_weights(words, 2.0)
    assert weights["the"] > 6 > weights["house"] > 2
    assert "zyzzyva" not in weights
    vocabulary = Vocabulary.default()
    examples = dataset.make_examples(words, vocabulary, 100, share=0.5, weights=weights)
    counts = dict.fromkeys(words, 0)
    prefixes = {tuple(dataset.prefix_of(word, vocabulary)): word for word in words}
    for epoch in range(200):
        for batch in dataset.epoch_batches(examples, 4096, 1, epoch):
            for row, length in zip(batch.ids.tolist(), batch.prefix_lengths.tolist(), strict=True):
                counts[prefixes[tuple(row[:length])]] += 1
    for word, count in counts.items():
        assert count / 200 == pytest.approx(weights.get(word, 1.0) / 2, rel=0.25)


def test_forms_and_read_words_join_the_lexica(tmp_path: Path) -> None:
    held_out = next(word for word in map("zx{}".format, range(1000)) if part_of(word) != "train")
    (tmp_path / "read.tsv").write_text(f"zxylophonic\tz aɪ l ə f ˈɑ n ɪ k\n{held_out}\tæ\n", encoding="utf-8")
    recipe = Recipe(forms=50, read=str(tmp_path / "read.tsv"), shares="forms=0.5,read=0.25")
    forms, read = read_material(NAMES, recipe, SAMPLES)[-2:]
    assert len(forms.words) == 50
    assert {part_of(word) for word in forms.words} == {"train"}
    assert (forms.share, read.share) == (0.5, 0.25)
    assert list(read.words) == ["zxylophonic"]
    vocabulary = Vocabulary.default()
    assert len(forms.examples(vocabulary, Recipe())) == 50
    assert read.examples(vocabulary, Recipe())[0].prefix[0] == 1
    assert "50 forms, seed 1" in forms.describe()["origin"]
    (tmp_path / "read.tsv").write_text("no tab here\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"read.tsv:1: 'no tab here' is not WORD<TAB>PHONES"):
        read_material(NAMES, recipe, SAMPLES)


def test_a_source_must_be_an_english_lexicon() -> None:
    with pytest.raises(ValueError, match="the source 'ipadict_ko' is not one of cmudict"):
        read_material(NAMES, Recipe(sources="ipadict_ko"), SAMPLES)
