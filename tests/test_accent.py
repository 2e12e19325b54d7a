"""The accent dial through the package: what it changes, what it leaves, and what it refuses."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest

import hamanlp
from export.models import SHIPPED, WITH_DIAL
from tests.conftest import Run, refused
from tests.train_samples import SAMPLES, WHOLE, needs_whole_lexica
from tests.wasm_host import WasmHost
from train import dataset, phones_en
from train.accent import BRITISH_LEXICA
from train.accent_curve import TENTHS, differing_words
from train.evaluate import engine_predictor, phones_of
from train.homograph_pronunciations import read_readings
from train.score import BRITISH_KIND, score

ROOT = Path(__file__).parent.parent
KOREAN = "값을 치르고 3월에 만나요. ㅋㅋ 꽃잎이"
BRITISH = {
    "car": "ˈkɑː", "water": "ˈwɔːtə", "goat": "ˈɡəʊt", "hot": "ˈhɒt", "near": "ˈnɪə", "square": "ˈskwɛə", "nurse": "ˈnɜːs",
    "happy": "ˈhæpi", "fleece": "ˈfliːs", "bath": "ˈbɑːθ",
}  # fmt: skip


@pytest.mark.parametrize("word", BRITISH)
def test_common_words_are_read_in_both_accents(word: str) -> None:
    assert hamanlp.transcribe(word, accent="gb") == BRITISH[word]
    american = hamanlp.transcribe(word, accent="us")
    assert american == hamanlp.transcribe(word)
    assert "ː" not in american
    assert word == "happy" or american != BRITISH[word]


def test_names_and_numbers_mean_the_same() -> None:
    text = "The teacher asked for a bottle of water."
    assert hamanlp.transcribe(text, accent="gb") == hamanlp.transcribe(text, accent=1) == hamanlp.transcribe(text, accent=1.0)
    assert hamanlp.transcribe(text, accent="us") == hamanlp.transcribe(text, accent=0) == hamanlp.transcribe(text, accent=0.0)
    between = {hamanlp.transcribe(text, accent=accent) for accent in TENTHS}
    assert len(between) > 3


@pytest.mark.parametrize("accent", ["us", 0.37, "gb"])
@pytest.mark.parametrize("format", ["text", "jsonl"])
def test_korean_is_the_same_in_every_accent(accent: str | float, format: str) -> None:
    (ours,) = hamanlp.Transcriber(accent=accent).stream([KOREAN.encode()], format=format)
    (other,) = hamanlp.Transcriber().stream([KOREAN.encode()], format=format)
    assert ours == other


@pytest.mark.parametrize("accent", ["uk", "-0.1", 1.01, 2, "", "0,5", "gb ", True])
def test_what_is_no_accent_is_refused(accent: str | float) -> None:
    with pytest.raises(hamanlp.OptionError, match=r"accent: '.*' is not right; give us, gb or a number from 0 to 1") as error:
        hamanlp.Transcriber(accent=accent)
    assert error.value.option == "accent"


@pytest.mark.parametrize("model", sorted(SHIPPED.keys() - set(WITH_DIAL)))
def test_a_model_without_a_dial_says_so(model: str) -> None:
    for american in ("us", 0, 0.0):
        assert hamanlp.transcribe("car", model=model, accent=american) == hamanlp.transcribe("car", model=model)
    with pytest.raises(hamanlp.OptionError, match="give us: this model has no accent dial"):
        hamanlp.Transcriber(model=model, accent="gb")


def test_letters_homographs_and_suffixes_are_british() -> None:
    british = hamanlp.Transcriber(accent="gb")
    assert british("ZR, CD") == "ˌzɛdˈɑː, ˌsiːˈdiː"
    assert british("They record a record.").split()[1::2] == ["ɹɪˈkɔːd", "ˈɹɛkɔːd."]
    assert british("the door's")[-1] == "z"
    assert british("in the U.S.A. an A–Z") != hamanlp.transcribe("in the U.S.A. an A–Z")


def test_every_homograph_has_a_british_reading() -> None:
    known = json.loads((ROOT / "models" / "homographs" / "readings.json").read_text(encoding="utf-8"))
    american = set(phones_en.AMERICAN_VOWELS) - {"oʊ", "ɚ", "ɝ"}
    allowed = set(phones_en.CONSONANTS) | set(phones_en.BRITISH_VOWELS) | american
    for readings in known.values():
        for reading in readings:
            assert {phone.lstrip("ˈˌ") for phone in reading["british"].split()} <= allowed, reading
        assert len({reading["british"] for reading in readings}) == len(readings)


@needs_whole_lexica
def test_the_british_homographs_are_up_to_date() -> None:
    known = json.loads((ROOT / "models" / "homographs" / "readings.json").read_text(encoding="utf-8"))
    made = read_readings(WHOLE)
    for word, readings in known.items():
        assert [reading["british"].split() for reading in readings] == [reading.british for reading in made[word]]


def test_american_words_have_american_phones_only() -> None:
    words = list(dataset.read_words(BRITISH_LEXICA, "train", SAMPLES)) + [
        f"{a}{b}{c}" for a in "bkst" for b in "aeiou" for c in ("re", "ar", "th")
    ]
    hama = hamanlp.Transcriber(lang="en", phone_separator=" ", exceptions=False, stress=False)
    said = {phone for spoken in hama(words) for phone in spoken.split()}
    assert not said & set(phones_en.BRITISH_VOWELS)
    boosted = hamanlp.transcribe("fair hot", lang="en", boost={"ɛə": 100.0, "ɒ": 100.0}, exceptions=False)
    assert not set(phones_en.BRITISH_VOWELS) & set(boosted)


def test_the_cache_does_not_mix_accents() -> None:
    host = WasmHost(SHIPPED["default"].wasm(ROOT))
    for accent, expected in itertools.chain.from_iterable([(("us", "ˈwɔtɚ"), ("gb", "ˈwɔːtə"))] * 2):
        host.configure(accent=accent)
        for _ in range(2):
            assert host.transcribe("water") == expected


def test_arpabet_of_british_english_is_that_of_beep() -> None:
    assert hamanlp.transcribe("hot near nurse", accent="gb", notation="arpabet") == "HH OH1 T  N IA1  N ER1 S"


def test_the_command_takes_an_accent(run: Run) -> None:
    assert run("-a", "gb", "car").stdout.decode() == "ˈkɑː\n"
    assert run("--accent", "0.0", "car").stdout.decode() == "ˈkɑɹ\n"
    assert "accent: 'scots' is not right" in refused(run("-a", "scots", "car"), 2)


def test_the_shipped_dial_is_as_accurate_as_it_says_on_the_sample() -> None:
    """The words of the sample are too few to be held out; the bounds are wide. The whole lexica are scored below."""
    american = dataset.read_words(("cmudict",), "train", SAMPLES)
    british = dataset.read_words(BRITISH_LEXICA, "train", SAMPLES)
    assert score(engine_predictor()("en", list(american)), american, "en39").per < 8
    assert score(engine_predictor(accent="gb")("en", list(british)), british, BRITISH_KIND).per < 8


@needs_whole_lexica
def test_held_out_words_in_both_accents() -> None:
    """What the dial promises: British PER at most 7.5, and at most 40 % of the British errors of the American setting."""
    american = dataset.read_words(("cmudict",), "test", WHOLE)
    british = dataset.read_words(BRITISH_LEXICA, "test", WHOLE)
    at_gb = engine_predictor(accent="gb")("en", list(british))
    assert score(at_gb, british, BRITISH_KIND).per <= 7.5
    differing = differing_words(american, british)
    raw = hamanlp.Transcriber(lang="en", phone_separator=" ", preserve_punctuation=False, exceptions=False)
    at_us = {word: phones_of(ipa, "en") for word, ipa in zip(differing, raw(list(differing)), strict=True)}
    assert score(at_gb, differing, BRITISH_KIND).edits <= 0.4 * score(at_us, differing, BRITISH_KIND).edits
