"""Checkpoints: the folder that ships, and the state of an unfinished run. Every file is replaced in one step."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save
from torch import Tensor
from transformers import LlamaConfig

from train.files import replacing, write_json
from train.vocabulary import Vocabulary


def save_state(state: dict[str, Any], path: Path) -> None:
    """Write the state of a run."""
    with replacing(path) as temporary, temporary.open("wb") as file:
        torch.save(state, file)


def load_state(path: Path) -> dict[str, Any] | None:
    """Read the state of a run, its tensors on the CPU; None if there is none.

    Raises:
        ValueError: the file is not a whole state.
    """
    if not path.is_file():
        return None
    try:
        state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    except (RuntimeError, EOFError, pickle.UnpicklingError) as error:
        raise ValueError(f"{path} cannot be read as the state of a run; delete it to start anew") from error
    return state


def save_model(
    weights: dict[str, Tensor], config: LlamaConfig, vocabulary: Vocabulary, notes: dict[str, Any], folder: Path
) -> None:
    """Write a checkpoint folder that `LlamaForCausalLM.from_pretrained` opens.

    Args:
        weights: the state dict, float32.
        config: the model's configuration.
        vocabulary: written as tokenizer files.
        notes: how the model came to be (data, split, command); written last, to `training.json`, so that a folder which has
            that file is whole.
        folder: made if needed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "training.json").unlink(missing_ok=True)
    tensors = {name: tensor.detach().cpu().contiguous() for name, tensor in weights.items()}
    if config.tie_word_embeddings:
        tensors.pop("lm_head.weight", None)
    with replacing(folder / "model.safetensors") as temporary:
        temporary.write_bytes(save(tensors, metadata={"format": "pt"}))
    config.architectures = ["LlamaForCausalLM"]
    config.save_pretrained(folder)
    vocabulary.save(folder)
    write_json(notes, folder / "training.json")
