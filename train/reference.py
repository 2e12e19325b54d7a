"""The model as `transformers` computes it: the reference that every other implementation is held against."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import torch
from torch import Tensor
from transformers import LlamaForCausalLM

from train.accent import gates
from train.attention import attention_mask
from train.dataset import prefix_of
from train.vocabulary import EOS_ID, Vocabulary


def load_reference(folder: Path, accent: float = 0.0) -> LlamaForCausalLM:
    """Open a checkpoint folder with `LlamaForCausalLM.from_pretrained`, in float32, ready for inference.

    Args:
        folder: the checkpoint.
        accent: 0 to 1. The gates of an accent dial, which transformers knows nothing of, go into the weights behind them.
    """
    model = LlamaForCausalLM.from_pretrained(folder, dtype=torch.float32, attn_implementation="eager", local_files_only=True)
    set_accent(model, accent)
    return cast(LlamaForCausalLM, model.train(False))


@torch.no_grad()
def set_accent(model: LlamaForCausalLM, accent: float) -> None:
    """Multiply the columns of the feed-forward layers' last matrices with the gates of an accent, if the model has a dial."""
    if slope := getattr(model.config, "accent_gate", 0):
        place = accent * getattr(model.config, "accent_span", 1.0)
        opened = gates(torch.tensor(place), model.config.intermediate_size, slope)
        for block in model.model.layers:
            block.mlp.down_proj.weight *= opened


@torch.no_grad()
def reference_logits(model: LlamaForCausalLM, ids: list[int], prefix_length: int) -> Tensor:
    """Logits for every phone of a sequence and for what would follow it.

    Args:
        model: from `load_reference`.
        ids: `<bos> graphemes <sep>` and any phones after it, of any number.
        prefix_length: tokens up to and including `<sep>`.

    Returns:
        Shape [len(ids) - prefix_length + 1, tokens]: from position prefix_length - 1, which predicts the first phone, on.
    """
    visible = attention_mask(torch.tensor([prefix_length]), len(ids), prefix_attention=model.config.prefix_attention)
    # transformers takes a mask of four dimensions as it stands, and adds it to the attention scores.
    mask = torch.zeros(visible.shape).masked_fill(~visible, torch.finfo(torch.float32).min)
    logits = model(torch.tensor([ids]), attention_mask=mask, use_cache=False).logits
    return cast(Tensor, logits[0, prefix_length - 1 :])


def reference_greedy(model: LlamaForCausalLM, vocabulary: Vocabulary, word: str) -> list[str]:
    """Phones of a word by greedy decoding, until `<eos>` or until the context is full.

    Args:
        model: from `load_reference`.
        vocabulary: the model's.
        word: a spelling in the vocabulary's characters, lower case.
    """
    ids = prefix_of(word, vocabulary)
    prefix_length = len(ids)
    while len(ids) < model.config.max_position_embeddings:
        token = int(reference_logits(model, ids, prefix_length)[-1].argmax())
        if token == EOS_ID:
            break
        ids.append(token)
    phones = vocabulary.decode_phones(ids[prefix_length:])
    return phones[::-1] if getattr(model.config, "reversed_phones", False) else phones
