"""The wasm against `LlamaForCausalLM`, both computing live: same logits, same strings."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

import hamanlp
from export.build import build_wasm
from export.models import SHIPPED
from tests.wasm_host import WasmHost
from train import korean_reading, lexicon, phones_en
from train.checkpoint import save_model
from train.dataset import prefix_of
from train.korean_jamo import to_phones
from train.model import TinyLlama, make_config
from train.reference import load_reference, reference_greedy, reference_logits
from train.vocabulary import Vocabulary

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "tests" / "data"
TINY = ROOT / "models" / "tiny"
TOLERANCE = 1e-4
ARPABET = {phone: symbol for symbol, phone in (phones_en.ARPABET_CONSONANTS | phones_en.ARPABET_VOWELS).items()}
ARPABET |= {"ʌ": "AH", "ə": "AH", "ɝ": "ER", "ɚ": "ER"}


def to_arpabet(phones: list[str]) -> str:
    """Phones as the engine's ARPABET notation writes them."""
    symbols = []
    for phone in phones:
        bare = phone.lstrip("ˈˌ")
        digit = "1" if phone.startswith("ˈ") else "2" if phone.startswith("ˌ") else "0"
        symbols.append(ARPABET[bare] + (digit if bare in phones_en.VOWELS else ""))
    return " ".join(symbols)


def spread(words: list[str], count: int) -> list[str]:
    """About `count` of the words, from all over the list."""
    return words[:: max(1, len(words) // count)]


@pytest.fixture(scope="module")
def host() -> WasmHost:
    return WasmHost(SHIPPED["tiny"].wasm(ROOT))


@pytest.mark.parametrize(
    ("source", "options"), [("cmudict", {"notation": "arpabet"}), ("ipadict_ko", {"phone_separator": " "})]
)
def test_logits_and_strings_equal_the_reference(host: WasmHost, source: str, options: dict[str, str]) -> None:
    vocabulary = Vocabulary.load(TINY)
    model = load_reference(TINY)
    # The engine takes a word's outer apostrophes for quotes; inside it reads them.
    words = [word for word in lexicon.read(source, SAMPLES).words if word == word.strip("'")]
    engine = hamanlp.Transcriber(model="tiny", exceptions=False)
    words = [word for word in spread(words, 160) if engine.analyze(word).words[0].source in {"model", "rule"}]
    assert len(words) >= 140
    expected = []
    furthest = 0.0
    for word in words:
        phones = reference_greedy(model, vocabulary, word)
        # The engine reads Korean words by rule, without the model; its logits are for words that the rules do not know.
        expected.append(to_arpabet(phones) if source == "cmudict" else " ".join(to_phones(korean_reading.read(word))))
        prefix = prefix_of(word, vocabulary)
        tokens = prefix + vocabulary.encode_phones(phones)
        truth = reference_logits(model, tokens, len(prefix)).numpy()
        furthest = max(furthest, float(np.abs(truth - host.logits(tokens, len(prefix), len(vocabulary))).max()))
    assert furthest < TOLERANCE
    host.configure(exceptions="false", **options)
    assert host.transcribe("\n".join(words)).split("\n") == expected


@pytest.mark.parametrize(
    "shape",
    [
        {"hidden": 32, "layers": 3, "heads": 4, "ffn": 48, "tied": True, "prefix_attention": False},
        {"hidden": 80, "layers": 1, "heads": 4, "ffn": 36, "context": 60, "tied": False, "prefix_attention": True},
    ],
)
def test_any_shape_is_exported(tmp_path: Path, shape: dict[str, int]) -> None:
    vocabulary = Vocabulary.default(("misaki_en_us",))
    torch.manual_seed(7)
    config = make_config(vocabulary, **shape)  # type: ignore[arg-type]  # a mixed dict of keywords
    model = TinyLlama(config)
    for parameter in model.parameters():
        torch.nn.init.normal_(parameter, std=0.3)
    checkpoint = tmp_path / "random"
    save_model(model.state_dict(), config, vocabulary, {}, checkpoint)
    build_wasm(checkpoint, tmp_path / "random.wasm")
    host = WasmHost(tmp_path / "random.wasm")
    reference = load_reference(checkpoint)
    generator = np.random.default_rng(3)
    for length in (1, 2, 9, 20):
        graphemes = generator.integers(vocabulary.first_grapheme, vocabulary.first_phone, length).tolist()
        phones = generator.integers(vocabulary.first_phone, len(vocabulary), 30).tolist()
        tokens = [1, *graphemes, 3, *phones]
        truth = reference_logits(reference, tokens, length + 2).numpy()
        assert np.abs(truth - host.logits(tokens, length + 2, len(vocabulary))).max() < TOLERANCE
    # A random model ends words late or never; the context bounds them, and nothing traps.
    host.configure(phone_separator=" ")
    assert len(host.transcribe("hello 안녕하세요 " + "x" * 5000).split()) > 50


def test_bad_logits_requests_are_answered_with_a_message(host: WasmHost) -> None:
    for tokens, count, prefix in (([1, 3], 0, 0), ([1, 3], 2, 3), ([1, 60000, 3], 3, 3), ([1], 101, 1)):
        host.write(np.array(tokens, dtype="<u2").tobytes())
        assert host.call("logits", count, prefix) == 1
        assert host.output().startswith(b"logits: ")
