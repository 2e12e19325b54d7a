"""The packed form: the packer in Zig and `train.quantize` give the same bits, and the engine computes with them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from export.build import build_wasm, write_sources
from export.generate import CheckpointError
from tests.wasm_host import WasmHost
from train import phones_en
from train.checkpoint import save_model
from train.model import TinyLlama, make_config
from train.quantize import load_packed, packed, packed_state, quantize
from train.reference import load_reference, reference_logits
from train.vocabulary import BOS_ID, EOS_ID, LATIN, SEP_ID, Vocabulary

TOLERANCE = 1e-3
STRESS = "ˈˌ"
VOCABULARY = Vocabulary.default(("misaki_en_us",))
# What is Korean only is read by rule: a packed model has no rows of it.
ENGLISH = VOCABULARY.encode_phones(
    [phone for phone in VOCABULARY.phones if phone.lstrip(STRESS) in phones_en.CONSONANTS + phones_en.VOWELS]
)
LETTERS = VOCABULARY.encode_word("".join(LATIN))
# Widths that fill no whole panels of the engine, nor bytes with codes.
SHAPE = {"hidden": 24, "layers": 2, "heads": 2, "ffn": 36, "context": 60}


def save_random(folder: Path, storage: str, *, spread: float = 0.3, largest: float = 0.0) -> TinyLlama:
    """A random model's checkpoint. `largest` is put among its weights."""
    torch.manual_seed(11)
    config = make_config(VOCABULARY, **SHAPE)  # type: ignore[arg-type]  # a dict of keywords
    config.storage = storage  # LlamaConfig keeps keys that it does not know
    model = TinyLlama(config)
    with torch.no_grad():
        for parameter in model.parameters():
            torch.nn.init.normal_(parameter, std=spread)
        model.lm_head.weight[EOS_ID, 3] += largest
        model.lm_head.weight[VOCABULARY.first_phone] = 0
    save_model(model.state_dict(), config, VOCABULARY, {}, folder)
    return model


def unpack_codes(data: bytes, count: int, bits: int) -> NDArray[np.int32]:
    """Codes from their bytes, by way of strings of binary digits."""
    digits = "".join(f"{byte:08b}" for byte in reversed(data))
    codes = [int(digits[len(digits) - (at + 1) * bits : len(digits) - at * bits], 2) for at in range(count)]
    assert not int(digits[: len(digits) - count * bits] or "0", 2)
    levels = 2 ** (bits - 1) - 1
    return np.array([code - levels for code in codes], dtype=np.int32)


def stored_order(state: dict[str, torch.Tensor]) -> list[torch.Tensor]:
    """Norms and matrices as `zig/layout.zig` lists them."""
    names = []
    for layer in range(SHAPE["layers"]):
        prefix = f"model.layers.{layer}"
        names += [f"{prefix}.input_layernorm", *(f"{prefix}.self_attn.{part}_proj" for part in "qkvo")]
        names += [f"{prefix}.post_attention_layernorm", *(f"{prefix}.mlp.{part}_proj" for part in ("gate", "up", "down"))]
    read, written = [BOS_ID, SEP_ID, *LETTERS, *ENGLISH], [EOS_ID, *ENGLISH]
    blocks = [state[f"{name}.weight"] for name in names]
    return [*blocks, state["model.embed_tokens.weight"][read], state["model.norm.weight"], state["lm_head.weight"][written]]


@pytest.mark.parametrize("bits", [8, 5])
def test_the_packer_and_python_give_the_same_bits(tmp_path: Path, bits: int) -> None:
    state = save_random(tmp_path / "random", f"int{bits}").state_dict()
    sources = write_sources(tmp_path / "random", tmp_path)
    assert sources.weights is not None
    data = sources.weights.read_bytes()
    for tensor in stored_order(state):
        if tensor.dim() == 1:
            assert data[: 4 * len(tensor)] == tensor.numpy().astype("<f4").tobytes()
            data = data[4 * len(tensor) :]
            continue
        inputs = tensor.shape[1]
        size = 2 + -(-inputs * bits // 8)
        for scale, codes in zip(*quantize(tensor.numpy(), bits), strict=True):
            assert data[:2] == scale.astype("<f2").tobytes()
            assert (unpack_codes(data[2:size], inputs, bits) == codes).all()
            data = data[size:]
    assert not data


@pytest.mark.parametrize("storage", ["int8", "int6"])
def test_the_engine_computes_with_the_packed_weights(tmp_path: Path, storage: str) -> None:
    checkpoint, wasm = tmp_path / "random", tmp_path / "random.wasm"
    save_random(checkpoint, storage)
    build_wasm(checkpoint, wasm)
    host = WasmHost(wasm)
    assert json.loads(host.metadata())["storage"] == storage
    reference = load_reference(checkpoint)
    reference.load_state_dict(load_packed(checkpoint).state_dict())
    written = [EOS_ID, *ENGLISH]
    generator = np.random.default_rng(3)
    for length in (1, 9, 20):
        graphemes = generator.choice(LETTERS, length).tolist()
        phones = generator.choice(ENGLISH, 30).tolist()
        tokens = [BOS_ID, *graphemes, SEP_ID, *phones]
        truth = reference_logits(reference, tokens, length + 2).numpy()
        logits = host.logits(tokens, length + 2, len(VOCABULARY))
        assert np.abs(truth - logits)[:, written].max() < TOLERANCE
        assert np.isneginf(np.delete(logits, written, axis=1)).all()


def test_each_row_is_within_half_a_step_and_nothing_is_clipped() -> None:
    generator = np.random.default_rng(5)
    weights = generator.normal(size=(200, 30)).astype(np.float32) * 10.0 ** generator.integers(-6, 4, (200, 1)).astype(
        np.float32
    )
    weights[7] = 0
    for bits in range(2, 9):
        scales, codes = quantize(weights, bits)
        levels = 2 ** (bits - 1) - 1
        steps = scales.astype(np.float64)[:, None]
        assert (steps * levels >= np.abs(weights).max(axis=1, keepdims=True) * (1 - 1e-6)).all()
        assert (np.abs(codes * steps - weights) <= steps * 0.50001).all()
        assert np.abs(codes).max() <= levels
        assert not codes[7].any()
        assert (packed(torch.from_numpy(weights), bits).numpy() == codes * steps).all()


def test_float32_stays_as_it_is(tmp_path: Path) -> None:
    model = save_random(tmp_path / "random", "float32")
    assert packed_state(model.state_dict(), 32).keys() == model.state_dict().keys()
    for name, tensor in load_packed(tmp_path / "random").state_dict().items():
        assert torch.equal(tensor, model.state_dict()[name])


def test_weights_too_large_for_a_scale_are_refused(tmp_path: Path) -> None:
    save_random(tmp_path / "random", "int8", largest=1e8)
    with pytest.raises(CheckpointError, match=r"model\.safetensors: .*a magnitude beyond 65504 times"):
        write_sources(tmp_path / "random", tmp_path)
    with pytest.raises(ValueError, match="a magnitude beyond 65504 times"):
        load_packed(tmp_path / "random")
