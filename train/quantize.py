"""A model's weights as the engine has them after packing. `zig/quantize.zig` describes the form; a test compares the two."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from export.storage import FLOAT32_BITS, storage_bits, storage_name
from train.model import TinyLlama, load


def quantize(weights: NDArray[np.float32], bits: int) -> tuple[NDArray[np.float16], NDArray[np.int32]]:
    """Round each row of a matrix to steps of a scale of its own.

    Args:
        weights: shape [rows, inputs].
        bits: of a code, 2 to 8.

    Returns:
        Scales, shape [rows]; codes from -levels to levels, levels = 2^(bits - 1) - 1, shape [rows, inputs].

    Raises:
        ValueError: a weight is so large that its row's scale is beyond float16.
    """
    levels = 2 ** (bits - 1) - 1
    exact = np.abs(weights).max(axis=1) / np.float32(levels)
    with np.errstate(over="ignore"):
        nearest = exact.astype(np.float16)
        scales = np.where(nearest < exact, np.nextafter(nearest, np.float16(np.inf)), nearest)
    if not np.isfinite(scales).all():
        raise ValueError("a row of weights has a magnitude beyond 65504 times the number of its steps")
    steps = scales.astype(np.float32)[:, None]
    # A half goes away from zero, which neither numpy nor torch offers; in float64 the sum with it is exact.
    ratios = (weights / np.where(steps > 0, steps, np.float32(1))).astype(np.float64)
    codes = np.copysign(np.floor(np.abs(ratios) + 0.5), ratios) * (steps > 0)
    return scales, codes.clip(-levels, levels).astype(np.int32)


def packed(weights: Tensor, bits: int) -> Tensor:
    """What the engine makes of a matrix packed in so many bits; shape [rows, inputs], float32 on the CPU."""
    scales, codes = quantize(weights.detach().cpu().numpy(), bits)
    return torch.from_numpy(codes.astype(np.float32) * scales.astype(np.float32)[:, None])


def packed_state(state: dict[str, Tensor], bits: int) -> dict[str, Tensor]:
    """A state dict after packing.

    Args:
        state: of a `TinyLlama` or a `LlamaForCausalLM`, float32.
        bits: as `storage_bits` gives them; with 32 nothing changes.

    Returns:
        The same names; matrices as the engine expands them, norms as they were.
    """
    if bits == FLOAT32_BITS:
        return state
    return {name: packed(tensor, bits) if tensor.dim() == 2 else tensor for name, tensor in state.items()}


def load_packed(folder: Path) -> TinyLlama:
    """Open a checkpoint folder with the weights that its wasm computes with.

    Raises:
        FileNotFoundError: it is no checkpoint.
        ValueError: its `storage` is none that the engine has, or a weight is too large for it.
    """
    model = load(folder)
    model.load_state_dict(packed_state(model.state_dict(), storage_bits(model.config.to_dict())))
    return model


def storage_of(folder: Path) -> str:
    """How a checkpoint's `config.json` says that its weights are stored: `"float32"`, `"int8"` and so on."""
    return storage_name(json.loads((folder / "config.json").read_text(encoding="utf-8")))
