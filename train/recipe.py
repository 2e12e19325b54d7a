"""The recipe of a training run, and its command-line options."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True)
class Recipe:
    """Everything that decides what a run gives; two runs of one recipe on one machine agree.

    Attributes:
        hidden, layers, heads, ffn, context, tied, prefix: the model's shape, see `train.model.make_config`.
        epochs: passes over the data; the learning rate falls to zero over them.
        tokens: tokens a batch.
        rate: peak learning rate.
        warmup: steps of linear warm-up.
        decay: weight decay of the matrices.
        dropout: share of each block's output dropped in training.
        smoothing: label smoothing.
        ema: decay of the averaged weights, which are what is evaluated and shipped.
        muon: orthogonalised updates for the blocks' matrices instead of AdamW.
        seed: of initialisation, order and dropout.
        limit: most words per language, for quick tests; 0 takes all.
    """

    hidden: int = 64
    layers: int = 2
    heads: int = 2
    ffn: int = 128
    context: int = 100
    tied: bool = False
    prefix: bool = True
    epochs: int = 60
    tokens: int = 4096
    # After 4/3 passes over the data: AdamW at 4e-3 left 15.9 % of English phones wrong, Muon at 1e-2 12.8 %.
    rate: float = 1e-2
    warmup: int = 500
    decay: float = 0.01
    dropout: float = 0.0
    smoothing: float = 0.0
    ema: float = 0.999
    muon: bool = True
    seed: int = 1
    limit: int = 0

    def __post_init__(self) -> None:
        for name in ("hidden", "layers", "heads", "ffn", "context", "epochs", "tokens"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} must be at least 1, not {getattr(self, name)}")
        if self.hidden % (2 * self.heads):
            raise ValueError(f"hidden ({self.hidden}) must be a multiple of twice the heads ({self.heads})")
        for name in ("dropout", "smoothing", "ema"):
            if not 0 <= getattr(self, name) < 1:
                raise ValueError(f"{name} must be at least 0 and below 1, not {getattr(self, name)}")

    def differences(self, other: dict[str, Any]) -> str:
        """What another recipe, as a dict, has otherwise: `epochs=4 instead of 60`; empty if they agree."""
        mine = asdict(self)
        names = [name for name in {**other, **mine} if other.get(name) != mine.get(name)]
        return ", ".join(f"{name}={other.get(name)} instead of {mine.get(name)}" for name in names)


def recipe_options(command: Command) -> Command:
    """Give a click command one option per field of `Recipe`."""
    for field in reversed(fields(Recipe)):
        name = f"--{field.name}"
        if isinstance(field.default, bool):
            command = click.option(f"{name}/--no-{field.name}", default=field.default, show_default=True)(command)
        else:
            command = click.option(name, type=type(field.default), default=field.default, show_default=True)(command)
    return command
