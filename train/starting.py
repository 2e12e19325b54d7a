"""Checkpoints that a run starts from, or learns from."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor
from transformers import LlamaConfig

from train.accent import nearest_phone
from train.dataset import Batch
from train.model import TinyLlama, load
from train.vocabulary import PAD_ID, Vocabulary

_SHAPE = (
    "hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size", "max_position_embeddings",
    "tie_word_embeddings", "prefix_attention",
)  # fmt: skip
_TABLES = ("model.embed_tokens.weight", "lm_head.weight")


def start_weights(folder: Path, vocabulary: Vocabulary, config: LlamaConfig) -> dict[str, Tensor]:
    """The weights of a checkpoint for a run to start from.

    Args:
        folder: the checkpoint.
        vocabulary: of the run. It may have more sources and phones than that of the checkpoint: a British phone begins as the
            American one nearest to it, anything else as it would in a new model.
        config: of the run, whose shape the checkpoint must have.

    Returns:
        A state dict for a model of the run.

    Raises:
        FileNotFoundError: the folder is no checkpoint.
        ValueError: its shape is another one, or it has tokens that the run has not.
    """
    model, before = load(folder), Vocabulary.load(folder).tokens
    for name in _SHAPE:
        if getattr(model.config, name) != getattr(config, name):
            raise ValueError(f"{folder} has {name} {getattr(model.config, name)}, not {getattr(config, name)}")
    if missing := sorted(set(before).difference(vocabulary.tokens)):
        raise ValueError(
            f"{folder} has another vocabulary, with {', '.join(missing)}; give the sources that it was trained with"
        )
    state = model.state_dict()
    # A new model's tables give the rows of tokens that are new and like no other.
    new, rows = TinyLlama(config).state_dict(), {token: at for at, token in enumerate(before)}
    for name in _TABLES:
        table = new[name].clone()
        for at, token in enumerate(vocabulary.tokens):
            row = rows.get(token, rows.get(nearest_phone(token) or ""))
            if row is not None:
                table[at] = state[name][row]
        state[name] = table
    return state


class Teacher:
    """A checkpoint whose distributions a run learns from.

    Args:
        folder: the checkpoint.
        vocabulary: of the run, which may have more tokens than the teacher's.
        reverse: whether the run learns pronunciations from their end, as its teachers then must.
        device: of the run.

    Raises:
        FileNotFoundError: the folder is no checkpoint.
        ValueError: it has tokens that the run has not, or writes the other way.
    """

    def __init__(self, folder: Path, vocabulary: Vocabulary, reverse: bool, device: torch.device) -> None:
        self.model = load(folder).to(device)
        if self.model.is_reversed != reverse:
            raise ValueError(f"{folder} reads the other way; a teacher and who learns from it begin at the same end")
        own, of_run = Vocabulary.load(folder).tokens, {token: at for at, token in enumerate(vocabulary.tokens)}
        if missing := sorted(set(own).difference(of_run)):
            raise ValueError(
                f"{folder} has another vocabulary, with {', '.join(missing)}; give the sources that it was trained with"
            )
        self._columns = torch.tensor([of_run[token] for token in own], device=device)
        ids = {token: at for at, token in enumerate(own)}
        self._ids = torch.tensor([ids.get(token, PAD_ID) for token in vocabulary.tokens], device=device)

    @torch.no_grad()
    def probabilities(self, batch: Batch) -> Tensor:
        """What the teacher expects at the targets of a batch, shape [targets, tokens of the run]."""
        ids = self._ids[batch.ids[:, :-1]]
        with torch.autocast(ids.device.type, torch.bfloat16):
            hidden = self.model.hidden_states(ids, batch.prefix_lengths)[batch.is_target]
        own: Tensor = self.model.lm_head(hidden.float()).softmax(-1)
        spread = own.new_zeros(len(own), len(self._ids))
        spread[:, self._columns] = own
        return spread
