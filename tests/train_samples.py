"""What the tests of `train` share: the samples of the lexica, and untrained models."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import torch

from train.checkpoint import save_model
from train.model import TinyLlama, make_config
from train.vocabulary import Vocabulary

torch.set_num_threads(1)  # more only get into each other's way on models this small

SAMPLES = Path(__file__).parent / "data"
WHOLE = Path(os.environ["HAMANLP_DATA"]) if os.environ.get("HAMANLP_DATA") else None

needs_whole_lexica = pytest.mark.skipif(
    WHOLE is None, reason="HAMANLP_DATA is not set: the whole lexica are not part of the project"
)


def untrained_model(
    vocabulary: Vocabulary | None = None, *, tied: bool = False, prefix: bool = True, context: int = 100, gate: float = 0.0
) -> TinyLlama:
    """A small model with random weights, large enough to tell tokens apart."""
    torch.manual_seed(7)
    config = make_config(
        vocabulary or Vocabulary.default(), hidden=16, layers=2, heads=2, ffn=24, context=context, tied=tied,
        prefix_attention=prefix, accent_gate=gate,
    )  # fmt: skip
    model = TinyLlama(config).eval()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.3)
    return model


def save_untrained(folder: Path, vocabulary: Vocabulary | None = None, **options: float) -> TinyLlama:
    """An untrained model, and its checkpoint in a folder."""
    vocabulary = vocabulary or Vocabulary.default()
    model = untrained_model(vocabulary, **options)  # type: ignore[arg-type]
    save_model(model.state_dict(), model.config, vocabulary, {"command": "none"}, folder)
    return model
