"""Attention over short sequences: who sees whom, positions, and the mixing itself."""

from __future__ import annotations

from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from transformers import LlamaConfig

from train.fused import attention_weights, split_heads


def attention_mask(prefix_lengths: Tensor, length: int, *, prefix_attention: bool) -> Tensor:
    """Which position may look at which.

    Args:
        prefix_lengths: number of tokens up to and including `<sep>`, shape [batch].
        length: length of the padded sequences.
        prefix_attention: whether the prefix is seen whole.

    Returns:
        Boolean, shape [batch, 1, length, length]: true where a query (row) may attend to a key (column). Padding follows a
        sequence's end, so no real position sees it.
    """
    position = torch.arange(length, device=prefix_lengths.device)
    causal = position[None, :] <= position[:, None]
    if not prefix_attention:
        return causal.expand(len(prefix_lengths), 1, length, length)
    return (causal[None] | (position[None, None, :] < prefix_lengths[:, None, None]))[:, None]


def rotary_tables(config: LlamaConfig, device: torch.device | None = None) -> tuple[Tensor, Tensor]:
    """Cosines and sines of the rotary embedding (Su et al. 2021, arXiv 2104.09864), each of shape [context, head width / 2]."""
    width = config.hidden_size // config.num_attention_heads
    theta = cast(dict[str, float], config.rope_parameters)["rope_theta"]
    frequencies = 1.0 / (theta ** (torch.arange(0, width, 2, dtype=torch.float32, device=device) / width))
    angles = torch.outer(torch.arange(config.max_position_embeddings, dtype=torch.float32, device=device), frequencies)
    return angles.cos(), angles.sin()


# Keys and values of the tokens before, each [batch, heads, tokens, head width]; empty before the first.
Past = list[Tensor]


class Attention(nn.Module):
    """Multi-head self-attention with rotary positions."""

    def __init__(self, config: LlamaConfig) -> None:
        super().__init__()
        hidden = config.hidden_size
        self.heads = config.num_attention_heads
        self.q_proj = nn.Linear(hidden, hidden, bias=False)
        self.k_proj = nn.Linear(hidden, hidden, bias=False)
        self.v_proj = nn.Linear(hidden, hidden, bias=False)
        self.o_proj = nn.Linear(hidden, hidden, bias=False)

    def forward(self, x: Tensor, bias: Tensor, angles: tuple[Tensor, Tensor], past: Past | None = None) -> Tensor:
        """The mixed values.

        Args:
            x: shape [batch, length, hidden].
            bias: see `train.fused.attention_weights`; shape [batch, 1, length, past + length].
            angles: cosines and sines of the positions, each [length, head width / 2].
            past: taken up and extended.
        """
        batch, length, hidden = x.shape
        # The scores' scale goes into the small matrix instead of the large scores.
        scale = (hidden // self.heads) ** -0.5
        weight = torch.cat([self.q_proj.weight * scale, self.k_proj.weight, self.v_proj.weight])
        q, k, v = split_heads(F.linear(x, weight).view(batch, length, 3, self.heads, hidden // self.heads), *angles)
        if past is not None:
            if past:
                k, v = torch.cat([past[0], k], dim=2), torch.cat([past[1], v], dim=2)
            past[:] = k, v
        # Written out: at these lengths a CPU trains faster so than with scaled_dot_product_attention.
        mixed = attention_weights(q @ k.transpose(2, 3), bias) @ v
        return cast(Tensor, self.o_proj(mixed.transpose(1, 2).reshape(batch, length, hidden)))
