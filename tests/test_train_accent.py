"""The accent dial in training: gates, draws, British phones and what is learned from them."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from tests.train_samples import SAMPLES, save_untrained, untrained_model
from train import phones_en
from train.accent import (
    BRITISH_LEXICA,
    NEAREST,
    SIDES,
    british_phones,
    draw_accents,
    gates,
    nearest_phone,
    specialties,
)
from train.british import british
from train.dataset import make_examples, read_words
from train.material import read_material
from train.model import load
from train.predict import predict
from train.recipe import Recipe
from train.reference import load_reference, reference_logits
from train.run import Run
from train.vocabulary import Vocabulary

VOCABULARY = Vocabulary.default(british=True)


def test_specialties_follow_the_arcsine_distribution() -> None:
    drawn = torch.distributions.Beta(0.5, 0.5).sample(torch.Size([20_000])).sort().values
    assert (specialties(20_000) - drawn).abs().max() < 0.05
    assert torch.allclose(specialties(9), 1 - specialties(9).flip(0))


def test_gates_open_near_the_accent() -> None:
    opened = gates(torch.tensor([0.0, 0.5, 1.0]), 100, 2.0)
    assert opened.shape == (3, 100)
    assert (opened[1] == 1).all()
    assert (opened[0, :50] == 1).all()
    assert opened[0, -1] < 0.01
    assert torch.allclose(opened[0], opened[2].flip(0), atol=1e-6)


def test_the_accent_of_an_example_says_how_often_its_lexicon_is_drawn() -> None:
    torch.manual_seed(1)
    # As many words of each side: then the accents are those that a draw of the lexicon by the accent leaves.
    sides = torch.arange(60_000) % 3
    accents = draw_accents(sides, 0.3)
    assert (accents[sides == SIDES.index("none")] == 0).all()
    of_gb, of_us = (accents[sides == SIDES.index(side)] for side in ("gb", "us"))
    assert (of_us == 0).float().mean() == pytest.approx(0.3, abs=0.02)
    for lowest in (0.01, 0.3, 0.6, 0.89):
        british_count, american_count = (((each >= lowest) & (each < lowest + 0.1)).sum() for each in (of_gb, of_us))
        assert british_count / (british_count + american_count) == pytest.approx(lowest + 0.05, abs=0.04)


def test_every_british_phone_has_an_american_one_to_start_from() -> None:
    american = phones_en.american_phones()
    for phone in british_phones():
        assert nearest_phone(phone) in american
        assert phone not in american
    assert set(NEAREST) == set(phones_en.BRITISH_VOWELS)
    assert nearest_phone("k") is None


def test_long_square_is_a_vowel_of_its_own() -> None:
    assert phones_en.from_ipa("skwˈɛː", "gb") == ["s", "k", "w", "ˈɛə"]
    assert phones_en.from_ipa("ˈɛː", "us") == ["ˈɛ"]


@pytest.mark.parametrize(
    ("word", "american", "expected"),
    [
        ("car", "k ˈɑ ɹ", "k ˈɑ"),
        ("carry", "k ˈæ ɹ i", "k ˈæ ɹ i"),
        ("water", "w ˈɔ t ɚ", "w ˈɔ t ə"),
        ("hot", "h ˈɑ t", "h ˈɒ t"),
        ("palm", "p ˈɑ m", "p ˈɑ m"),
        ("fire", "f ˈaɪ ɹ", "f ˈaɪ ə"),
        ("near", "n ˈɪ ɹ", "n ˈɪə"),
        ("goat", "ɡ ˈoʊ t", "ɡ ˈəʊ t"),
        ("new", "n ˈu", "n j ˈu"),
        ("noon", "n ˈu n", "n ˈu n"),
        ("murmuring", "m ˈɝ m ɚ ɪ ŋ", "m ˈɜ m ə ɹ ɪ ŋ"),
    ],
)
def test_american_phones_become_british_by_rule(word: str, american: str, expected: str) -> None:
    assert british(american.split(), word) == expected.split()


def test_the_dial_changes_what_a_model_reads(tmp_path: Path) -> None:
    save_untrained(tmp_path / "dial", VOCABULARY, gate=2.0)
    model = load(tmp_path / "dial")
    words = ["bath", "color", "near", "goat"]
    readings = [predict(model, VOCABULARY, words, accent=accent) for accent in (0.0, 0.5, 1.0)]
    assert readings[0] != readings[2]
    assert predict(model, VOCABULARY, words) == readings[0]
    # Without a dial it has no effect.
    plain = untrained_model(VOCABULARY)
    assert predict(plain, VOCABULARY, words, accent=1.0) == predict(plain, VOCABULARY, words)


@pytest.mark.parametrize("accent", [0.0, 0.37, 1.0])
def test_transformers_computes_the_same(tmp_path: Path, accent: float) -> None:
    save_untrained(tmp_path / "dial", VOCABULARY, gate=2.0)
    model, reference = load(tmp_path / "dial"), load_reference(tmp_path / "dial", accent)
    ids = [1, *VOCABULARY.encode_word("bath"), 3, *VOCABULARY.encode_phones(["b", "ˈɑ", "θ"])]
    prefix = 6
    mine = model.lm_head(model.hidden_states(torch.tensor([ids]), torch.tensor([prefix]), accents=torch.tensor([accent])))
    assert torch.allclose(mine[0, prefix - 1 :], reference_logits(reference, ids, prefix), atol=1e-5)


def test_a_run_learns_two_accents() -> None:
    american, english = {"bath": [["b", "ˈæ", "θ"]]}, {"bath": [["b", "ˈɑ", "θ"]]}
    vocabulary = VOCABULARY
    examples = make_examples(american, vocabulary, 100, side="us") + make_examples(english, vocabulary, 100, side="gb")
    recipe = Recipe(hidden=16, layers=2, heads=2, ffn=24, tokens=40, warmup=5, epochs=400, ema=0.9, gate=2.0, british="x")
    run = Run(recipe, examples * 4, vocabulary, torch.device("cpu"))
    for batch in run.remaining():
        run.train_step(batch)
    assert predict(run.average, vocabulary, american) == {"bath": american["bath"][0]}
    assert predict(run.average, vocabulary, american, accent=1.0) == {"bath": english["bath"][0]}


def test_material_has_two_sides_or_a_token() -> None:
    names = {"en": ("cmudict",), "ko": ("ipadict_ko",)}
    sources = "misaki_en_us,wikipron_eng_uk_broad"
    with_dial = Recipe(british=",".join(BRITISH_LEXICA), gate=2.0, sources=sources)
    sides = {material.lexica: (material.source, material.side) for material in read_material(names, with_dial, SAMPLES)}  # type: ignore[arg-type]
    assert sides == {
        ("cmudict",): ("", "us"), ("ipadict_ko",): ("", "none"), ("misaki_en_us",): ("misaki_en_us", "us"),
        ("wikipron_eng_uk_broad",): ("wikipron_eng_uk_broad", "gb"), BRITISH_LEXICA: ("", "gb"),
    }  # fmt: skip
    token = Recipe(british=",".join(BRITISH_LEXICA))
    (american, _, english) = read_material(names, token, SAMPLES)  # type: ignore[arg-type]
    assert (american.side, english.source, english.side) == ("none", "gb", "none")
    assert token.tokens_of_sources == ("gb",)
    assert read_words(BRITISH_LEXICA, "train", SAMPLES) == english.words
