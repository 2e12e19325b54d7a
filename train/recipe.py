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
        sources: further English lexica to learn from, separated by commas. Each has a token of its own in the place of `<bos>`,
            so that the model learns what they have in common without taking up their manner.
        shares: `NAME=SHARE,…`: how many of the words of a language (en, ko) or source a pass takes; by default all.
        limit: most words per language or source, for quick tests; 0 takes all.
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
    sources: str = ""
    shares: str = ""
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
        for name, share in self._shares().items():
            if name not in ("en", "ko", *self.source_names):
                raise ValueError(f"shares: {name!r} is not en, ko or one of the sources")
            if not 0 < share <= 1:
                raise ValueError(f"shares: that of {name} must be above 0 and at most 1, not {share}")

    @property
    def source_names(self) -> tuple[str, ...]:
        """The sources as a tuple."""
        return tuple(name for name in self.sources.split(",") if name)

    def share(self, name: str) -> float:
        """How many of the words of a language or source a pass takes."""
        return self._shares().get(name, 1.0)

    def _shares(self) -> dict[str, float]:
        shares = {}
        for entry in filter(None, self.shares.split(",")):
            name, _, share = entry.partition("=")
            try:
                shares[name] = float(share)
            except ValueError:
                raise ValueError(f"shares: {entry!r} is not NAME=SHARE") from None
        return shares

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
