"""The model: a Llama of `transformers.LlamaConfig`, with a training forward written for speed.

The architecture is Llama 2 (Touvron et al. 2023, arXiv 2307.09288): RMSNorm, rotary positions, SwiGLU, no biases. The
parameters carry the names of `LlamaForCausalLM`, so a state dict moves between the two unchanged. The sequence is
`<bos> graphemes <sep> phones <eos>`; with `prefix_attention` in the config, the positions up to and including `<sep>` attend
to each other in both directions (a prefix language model, Raffel et al. 2020, arXiv 1910.10683, section 3.2.1).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F
from transformers import LlamaConfig

from train.accent import gates
from train.attention import Attention, Past, attention_mask, rotary_tables
from train.fused import RMSNorm, swiglu
from train.recipe import Recipe
from train.vocabulary import BOS_ID, EOS_ID, PAD_ID, Vocabulary


def make_config(
    vocabulary: Vocabulary,
    *,
    hidden: int = 64,
    layers: int = 2,
    heads: int = 2,
    ffn: int = 128,
    context: int = 100,
    tied: bool = False,
    prefix_attention: bool = True,
    accent_gate: float = 0.0,
    reversed_phones: bool = False,
) -> LlamaConfig:
    """A LlamaConfig of this project.

    Args:
        vocabulary: gives the number of tokens.
        hidden: width of the residual stream.
        layers: number of blocks.
        heads: attention heads; each is hidden / heads wide.
        ffn: width of the feed-forward layer.
        context: the longest sequence in tokens.
        tied: whether input and output embeddings are one matrix.
        prefix_attention: whether the graphemes see each other in both directions; kept in the config under this name.
        accent_gate: slope of the gates of an accent dial (see `train.accent`), likewise; 0 for a model without one.
        reversed_phones: whether the phones come from the last to the first, likewise.
    """
    # These are this project's own, so they go the way of all keys that LlamaConfig does not know: along.
    own: dict[str, Any] = {"prefix_attention": prefix_attention, "attn_implementation": "eager"}
    own |= {"accent_gate": accent_gate} if accent_gate else {}
    own |= {"reversed_phones": True} if reversed_phones else {}
    return LlamaConfig(
        vocab_size=len(vocabulary),
        hidden_size=hidden,
        num_hidden_layers=layers,
        num_attention_heads=heads,
        num_key_value_heads=heads,
        intermediate_size=ffn,
        max_position_embeddings=context,
        tie_word_embeddings=tied,
        rms_norm_eps=1e-5,
        initializer_range=0.02,
        pad_token_id=PAD_ID,
        bos_token_id=BOS_ID,
        eos_token_id=EOS_ID,
        **own,
    )


def config_of(recipe: Recipe, vocabulary: Vocabulary) -> LlamaConfig:
    """The LlamaConfig of a recipe's model."""
    return make_config(
        vocabulary, hidden=recipe.hidden, layers=recipe.layers, heads=recipe.heads, ffn=recipe.ffn, context=recipe.context,
        tied=recipe.tied, prefix_attention=recipe.prefix, accent_gate=recipe.gate, reversed_phones=recipe.reverse,
    )  # fmt: skip


class FeedForward(nn.Module):
    """SwiGLU (Shazeer 2020, arXiv 2002.05202)."""

    def __init__(self, config: LlamaConfig) -> None:
        super().__init__()
        self.gate_proj = nn.Linear(config.hidden_size, config.intermediate_size, bias=False)
        self.up_proj = nn.Linear(config.hidden_size, config.intermediate_size, bias=False)
        self.down_proj = nn.Linear(config.intermediate_size, config.hidden_size, bias=False)

    def forward(self, x: Tensor, opened: Tensor | None = None) -> Tensor:
        """x: [batch, length, hidden] → the same shape; `opened`: factors of the neurons, [batch or 1, 1, ffn]."""
        gate_up = F.linear(x, torch.cat([self.gate_proj.weight, self.up_proj.weight]))
        inner = swiglu(gate_up)
        return cast(Tensor, self.down_proj(inner if opened is None else inner * opened.to(inner.dtype)))


class Block(nn.Module):
    """Attention and feed-forward with the norms of what they read."""

    def __init__(self, config: LlamaConfig) -> None:
        super().__init__()
        self.input_layernorm = RMSNorm(config.hidden_size, config.rms_norm_eps)
        self.self_attn = Attention(config)
        self.post_attention_layernorm = RMSNorm(config.hidden_size, config.rms_norm_eps)
        self.mlp = FeedForward(config)


class Backbone(nn.Module):
    """Embedding, blocks, final norm: what `LlamaForCausalLM` calls `model`."""

    def __init__(self, config: LlamaConfig) -> None:
        super().__init__()
        self.embed_tokens = nn.Embedding(config.vocab_size, config.hidden_size, padding_idx=PAD_ID)
        self.layers = nn.ModuleList(Block(config) for _ in range(config.num_hidden_layers))
        self.norm = RMSNorm(config.hidden_size, config.rms_norm_eps)


class TinyLlama(nn.Module):
    """A Llama for short sequences, equal to `LlamaForCausalLM` in names and numbers.

    Args:
        config: the shape.
        dropout: share of the channels of each attention's and feed-forward's output dropped in training, the same at all
            positions of a sequence (Gal and Ghahramani 2016, arXiv 1512.05287), which takes a twentieth of the random numbers.
    """

    def __init__(self, config: LlamaConfig, dropout: float = 0.0) -> None:
        super().__init__()
        self.config = config
        self.dropout = dropout
        self.model = Backbone(config)
        self.lm_head = nn.Linear(config.hidden_size, config.vocab_size, bias=False)
        if config.tie_word_embeddings:
            self.lm_head.weight = self.model.embed_tokens.weight
        cosines, sines = rotary_tables(config)
        self.register_buffer("cosines", cosines, persistent=False)
        self.register_buffer("sines", sines, persistent=False)
        self.apply(self._initialize)

    def _initialize(self, module: nn.Module) -> None:
        if isinstance(module, nn.Linear | nn.Embedding):
            nn.init.normal_(module.weight, std=self.config.initializer_range)

    @property
    def is_reversed(self) -> bool:
        """Whether the last phone comes first."""
        return bool(getattr(self.config, "reversed_phones", False))

    def hidden_states(
        self, ids: Tensor, prefix_lengths: Tensor, past: list[Past] | None = None, accents: Tensor | None = None
    ) -> Tensor:
        """The final hidden states.

        Args:
            ids: tokens, shape [batch, length], padded at the end.
            prefix_lengths: tokens up to and including `<sep>`, shape [batch].
            past: per block the keys and values of the tokens before these, to which those of these are added; empty lists
                at first.
            accents: of each sequence, shape [batch] or [1]; 0 for all if not given; without effect if the model has no dial.

        Returns:
            Shape [batch, length, hidden].
        """
        start = past[0][0].shape[2] if past and past[0] else 0
        end = start + ids.shape[1]
        mask = attention_mask(prefix_lengths, end, prefix_attention=self.config.prefix_attention)[:, :, start:]
        bias = torch.zeros(mask.shape, device=ids.device).masked_fill(~mask, float("-inf"))
        angles = cast(Tensor, self.cosines)[start:end], cast(Tensor, self.sines)[start:end]
        opened = None
        if slope := getattr(self.config, "accent_gate", 0):
            accents = torch.zeros(1, device=ids.device) if accents is None else accents
            opened = gates(accents, self.config.intermediate_size, slope)[:, None]
        x = self.model.embed_tokens(ids)
        blocks = cast(list[Block], list(self.model.layers))
        normal = blocks[0].input_layernorm(x)
        for at, block in enumerate(blocks):
            change = block.self_attn(normal, bias, angles, past[at] if past is not None else None)
            x, normal = block.post_attention_layernorm.add(x, change, self._kept(x))
            after = blocks[at + 1].input_layernorm if at + 1 < len(blocks) else self.model.norm
            x, normal = after.add(x, block.mlp(normal, opened), self._kept(x))
        return cast(Tensor, normal)

    def _kept(self, x: Tensor) -> Tensor:
        """Factors of what is added to the stream: dropout, or ones."""
        if not self.training or self.dropout == 0:
            return x.new_ones(1, 1, x.shape[2])
        return (torch.rand(len(x), 1, x.shape[2], device=x.device) >= self.dropout) / (1 - self.dropout)

    def forward(self, ids: Tensor, prefix_lengths: Tensor) -> Tensor:
        """Logits, shape [batch, length, tokens]; arguments as for `hidden_states`."""
        return cast(Tensor, self.lm_head(self.hidden_states(ids, prefix_lengths)))

    @torch.no_grad()
    def generate(self, ids: Tensor, accent: float = 0.0) -> list[list[int]]:
        """Greedy phones for a batch of prefixes of one length, each until `<eos>` or until the context is full.

        Args:
            ids: `<bos> graphemes <sep>`, shape [batch, length], all of one length.
            accent: 0 to 1, if there is a dial.

        Returns:
            For each row the generated tokens, without `<eos>`; the last phone first if the model was trained so.
        """
        rows = torch.arange(len(ids), device=ids.device)
        prefix_lengths = torch.full((len(ids),), ids.shape[1], device=ids.device)
        generated: list[list[int]] = [[] for _ in ids]
        # The dial's end is where British dev words are read best, which need not be where the gates end.
        accents = torch.tensor([accent * getattr(self.config, "accent_span", 1.0)], device=ids.device)
        past: list[Past] = [[] for _ in self.model.layers]
        for _ in range(self.config.max_position_embeddings - ids.shape[1]):
            tokens = self.lm_head(self.hidden_states(ids, prefix_lengths, past, accents)[:, -1]).argmax(-1)
            # Finished rows leave the batch, so that a few long words do not keep the others busy.
            going = tokens != EOS_ID
            rows, prefix_lengths, ids = rows[going], prefix_lengths[going], tokens[going, None]
            if not len(rows):
                break
            for keys_and_values in past:
                keys_and_values[:] = [tensor[going] for tensor in keys_and_values]
            for row, token in zip(rows.tolist(), ids[:, 0].tolist(), strict=True):
                generated[row].append(token)
        return generated


def load(folder: Path) -> TinyLlama:
    """Open a checkpoint folder with the fast forward, ready for inference.

    Args:
        folder: has `config.json` and `model.safetensors`, e.g. `models/tiny`.

    Raises:
        FileNotFoundError: it has not; the message names the missing file.
    """
    for name in ("config.json", "model.safetensors"):
        if not (folder / name).is_file():
            raise FileNotFoundError(f"{folder} is no checkpoint: it has no {name}")
    config = LlamaConfig.from_pretrained(folder)
    model = TinyLlama(config)
    state = load_file(folder / "model.safetensors")
    if config.tie_word_embeddings:
        state.setdefault("lm_head.weight", state["model.embed_tokens.weight"])
    model.load_state_dict(state)
    return model.eval()
