"""The notes beside a checkpoint, `training.json`: what went in, how, and how long it took."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch

from train.material import Material
from train.recipe import Recipe
from train.split import RULE


def word_lists(materials: list[Material]) -> list[dict[str, Any]]:
    """What names the words of a run exactly."""
    return [material.describe() for material in materials]


def notes(
    recipe: Recipe, *, command: str, parameters: int, steps: int, seconds: float, device: str, words: list[dict[str, Any]]
) -> dict[str, Any]:
    """The notes of a run.

    Args:
        recipe: of the run. The notes of the checkpoint that it started from are taken along as `stages`, its teachers named.
        command: that repeats the run.
        parameters: of the model.
        steps: made.
        seconds: of training.
        device: "cpu" or "cuda".
        words: from `word_lists`.

    Raises:
        OSError: the checkpoint that the run started from, or a teacher, is gone.
        ValueError: the notes of the former cannot be read.
    """
    content: dict[str, Any] = {
        "command": command, "recipe": asdict(recipe), "parameters": parameters, "steps": steps,
        "training_seconds": round(seconds), "device": device, "torch": torch.__version__, "split": RULE,
        "training_words": words,
    }  # fmt: skip
    if recipe.start:
        content["stages"] = _stages(Path(recipe.start))
    if recipe.teacher_folders:
        content["teachers"] = [{"folder": str(each), "sha256": _weights_hash(each)} for each in recipe.teacher_folders]
    return content


def _stages(folder: Path) -> list[dict[str, Any]]:
    """The notes of a checkpoint, after those of the stages before it."""
    content: dict[str, Any] = json.loads((folder / "training.json").read_text(encoding="utf-8"))
    return [*content.pop("stages", []), content]


def _weights_hash(folder: Path) -> str:
    return hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
