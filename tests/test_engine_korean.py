"""Korean words through the engine: the norm's examples and inflected forms in hangul; rules in Zig against those in Python."""

from __future__ import annotations

import pytest

import hamanlp
from export.models import SHIPPED
from hamanlp.options import Options
from tests.test_train_korean import FORMS
from tests.train_samples import SAMPLES, WHOLE, needs_whole_lexica
from tests.vectors.korean import FILE, rows
from train import korean_reading
from train.dataset import LEXICA, read_words
from train.korean_jamo import to_phones
from train.korean_scores import engine_speller, share_spelled
from train.lexicon import read_korean_norm

VECTORS = [line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("model", SHIPPED)
def test_rules_in_zig_and_in_python_agree(model: str) -> None:
    words = [word for word, _, _ in VECTORS]
    assert hamanlp.Transcriber(lang="ko", model=model)(words) == [ipa for _, ipa, _ in VECTORS]
    spelled = hamanlp.Transcriber(lang="ko", model=model, notation="hangul")(words)
    # After ㅈ, ㅉ, ㅊ there is no j to be written.
    assert [to_phones(text) for text in spelled] == [to_phones(text) for _, _, text in VECTORS]
    assert sum(text == row[2] for text, row in zip(spelled, VECTORS, strict=True)) >= 0.98 * len(VECTORS)


def test_the_vectors_are_up_to_date() -> None:
    assert rows() == VECTORS
    assert len(VECTORS) >= 3000


def test_the_sample_of_the_norm_is_read_in_hangul() -> None:
    """At least 97 of 100 words; the lists were written with the sample known."""
    examples = [(word, spoken) for word, spoken, _ in read_korean_norm(SAMPLES)]
    count, wrong = share_spelled(engine_speller("default"), examples)
    assert count >= 35
    assert len(wrong) <= 0.03 * count, wrong


@needs_whole_lexica
def test_the_whole_sample_of_the_norm_is_read_in_hangul() -> None:
    count, wrong = share_spelled(engine_speller("default"), [(word, spoken) for word, spoken, _ in read_korean_norm(WHOLE)])
    assert count >= 97
    assert len(wrong) <= 0.02 * count, wrong


def test_inflected_forms_are_read_in_hangul() -> None:
    count, wrong = share_spelled(engine_speller("default"), [(word, spoken.split("/")) for word, spoken, *_ in FORMS])
    assert count >= 700
    assert len(wrong) <= 0.01 * count, wrong


@needs_whole_lexica
@pytest.mark.parametrize("model", SHIPPED)
def test_all_words_of_the_lexica_are_read_alike(model: str) -> None:
    """A fingerprint that two words share would show here."""
    words = [word for word in read_words(LEXICA["ko"], "train", WHOLE) if word.isalpha()]
    spoken = hamanlp.Transcriber(lang="ko", model=model)(words)
    assert spoken == ["".join(to_phones(korean_reading.read(word))) for word in words]


@pytest.mark.parametrize(
    ("text", "options", "written"),
    [
        ("꽃이 값을", {}, "꼬치 갑쓸"),
        ("외곬, 희망!", {}, "외골, 히망!"),
        ("꽃이 값을", {"phone_separator": "-", "word_separator": "/"}, "꼬-치/갑-쓸"),
        ("꽃이", {"style": "narrow"}, "꼬치"),
        ("hello 꽃이", {}, "həˈloʊ 꼬치"),
        ("꽃이 hello", {"lang": "ko"}, "꼬치 həˈloʊ"),
        ("\u1101\u1169\u11be\u110b\u1175", {}, "꼬치"),
    ],
)
def test_hangul_notation(text: str, options: Options, written: str) -> None:
    given: Options = {"model": "tiny", "notation": "hangul"}
    assert hamanlp.transcribe(text, **(given | options)) == written


@pytest.mark.parametrize(("text", "ipa"), [("\u1100", "k"), ("\u1162\u11aa", "ɛk"), ("\u1100\u1100\u1161", "kka")])
def test_jamo_that_make_no_syllable_are_read_one_by_one(text: str, ipa: str) -> None:
    assert hamanlp.transcribe(text) == ipa
