"""The recipe of a training run, and its command-line options."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

import click

SCHEDULES = ("cosine", "linear", "constant")

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True)
class Recipe:
    """Everything that decides what a run gives; two runs of one recipe on one machine agree.

    Attributes:
        hidden, layers, heads, ffn, context, tied, prefix: the model's shape, see `train.model.make_config`.
        epochs: passes over the data.
        tokens: tokens a batch.
        rate: peak learning rate.
        schedule: of the learning rate after the warm-up: "cosine" or "linear" to zero over the run, or "constant", for a run
            that another one takes up with `start`.
        warmup: steps of linear warm-up.
        decay: weight decay of the matrices.
        dropout: share of each block's output dropped in training.
        smoothing: label smoothing.
        ema: decay of the averaged weights, which are what is evaluated and shipped.
        muon: orthogonalised updates for the blocks' matrices instead of AdamW.
        bf16: matrix products of the training forward in bfloat16, which is faster where the processor has such (AMX) and the
            model is wide; weights and their updates stay float32.
        start: checkpoint folder whose weights the run starts from; its shape and vocabulary must be the recipe's.
        seed: of initialisation, order and dropout.
        sources: further English lexica to learn from, separated by commas. Each has a token of its own in the place of `<bos>`,
            so that the model learns what they have in common without taking up their manner.
        shares: `NAME=SHARE,…`: how many of the words of a language (en, ko) or source a pass takes; by default all.
        forms: how many Korean forms to make by rule (see `train.korean_forms`) and learn beside the lexica; their share is that
            of the name "forms".
        read: a list of words as a teacher reads them, written by `train.pseudo`; its share is that of the name "read".
        emphasis: how much more often frequent English words come: a word of Zipf frequency z above 4 (once per hundred thousand
            words of text; van Heuven et al. 2014) 1 + emphasis · (z - 4) times a pass.
        teachers: checkpoint folders, separated by commas, whose mean distribution over the next phone is learned beside the
            lexicon's own phone (Hinton et al. 2015, arXiv 1503.02531); their vocabulary must be the recipe's.
        distill: weight of the teachers' distribution; the lexicon's phone has the rest.
        british: British lexica, separated by commas, that the other end of an accent dial is learned from (see `train.accent`);
            their share is that of the name "gb".
        gate: slope of the dial's gates; 0 is a model without a dial, in which the British lexica begin with a token of their
            own, as sources do.
        ends: with a dial, how many examples are at its ends; the accents of the others are drawn.
        reverse: learn pronunciations from their last phone to their first, for a model that decides together with others (Liu
            et al. 2016, aclanthology.org/N16-1046): what one has to guess at the beginning, the other knows at its end.
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
    schedule: str = "cosine"
    warmup: int = 500
    decay: float = 0.01
    dropout: float = 0.0
    smoothing: float = 0.0
    ema: float = 0.999
    muon: bool = True
    bf16: bool = False
    start: str = ""
    seed: int = 1
    sources: str = ""
    shares: str = ""
    forms: int = 0
    read: str = ""
    emphasis: float = 0.0
    teachers: str = ""
    distill: float = 0.5
    british: str = ""
    gate: float = 0.0
    ends: float = 0.3
    reverse: bool = False
    limit: int = 0

    def __post_init__(self) -> None:
        for name in ("hidden", "layers", "heads", "ffn", "context", "epochs", "tokens"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} must be at least 1, not {getattr(self, name)}")
        if self.hidden % (2 * self.heads):
            raise ValueError(f"hidden ({self.hidden}) must be a multiple of twice the heads ({self.heads})")
        if self.schedule not in SCHEDULES:
            raise ValueError(f"schedule must be one of {', '.join(SCHEDULES)}, not {self.schedule!r}")
        for name in ("dropout", "smoothing", "ema", "ends"):
            if not 0 <= getattr(self, name) < 1:
                raise ValueError(f"{name} must be at least 0 and below 1, not {getattr(self, name)}")
        if not 0 <= self.distill <= 1:
            raise ValueError(f"distill must be between 0 and 1, not {self.distill}")
        for name in ("forms", "emphasis", "gate"):
            if getattr(self, name) < 0:
                raise ValueError(f"{name} must not be negative, not {getattr(self, name)}")
        for name, share in self._shares().items():
            if name not in (known := ("en", "ko", "gb", "forms", "read", *self.source_names)):
                raise ValueError(f"shares: {name!r} is not one of {', '.join(known)}")
            if not 0 < share <= 1:
                raise ValueError(f"shares: that of {name} must be above 0 and at most 1, not {share}")

    @property
    def source_names(self) -> tuple[str, ...]:
        """The sources as a tuple."""
        return tuple(name for name in self.sources.split(",") if name)

    @property
    def british_names(self) -> tuple[str, ...]:
        """The British lexica as a tuple."""
        return tuple(name for name in self.british.split(",") if name)

    @property
    def tokens_of_sources(self) -> tuple[str, ...]:
        """What has a token in the place of `<bos>`: the sources, and the British accent if there is no dial for it."""
        return (*self.source_names, *(("gb",) if self.british and not self.gate else ()))

    @property
    def teacher_folders(self) -> tuple[Path, ...]:
        """The teachers as a tuple."""
        return tuple(Path(name) for name in self.teachers.split(",") if name)

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
