"""What the grid search trains: the cells of the grid, and the protocol that all of them follow."""

from __future__ import annotations

import hashlib
import itertools
import json
import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace

from train.lexicon import Language
from train.recipe import Recipe

HIDDEN = (32, 64, 128, 256)
LAYERS = (1, 2, 3, 4)
FFN = (32, 64, 128, 256)
HEAD_WIDTH = 32
LANGUAGES: tuple[Language, ...] = ("en", "ko")


@dataclass(frozen=True, order=True)
class Cell:
    """The shape of a model.

    Attributes:
        hidden: width of the residual stream.
        layers: number of blocks.
        ffn: width of the feed-forward layer.
        heads: attention heads.
    """

    hidden: int
    layers: int
    ffn: int
    heads: int

    @classmethod
    def parse(cls, text: str) -> Cell:
        """A cell from `HIDDENxLAYERSxFFN` or `HIDDENxLAYERSxFFNxHEADS`.

        Raises:
            ValueError: the text is neither; the message says what is wanted.
        """
        try:
            numbers = [int(number) for number in text.split("x")]
        except ValueError:
            numbers = []
        if len(numbers) not in (3, 4) or min(numbers) < 1:
            raise ValueError(f"{text!r} is not HIDDENxLAYERSxFFN or HIDDENxLAYERSxFFNxHEADS, e.g. 64x2x128")
        hidden, layers, ffn, *heads = numbers
        return cls(hidden, layers, ffn, heads[0] if heads else heads_of(hidden))

    def __str__(self) -> str:
        return f"{self.hidden}x{self.layers}x{self.ffn}"

    @property
    def cost(self) -> float:
        """About how long a training takes beside others, fitted to the times of the reduced protocol on one core."""
        return 1.2 + self.layers * (0.5 + 0.02 * self.hidden + 0.004 * self.ffn)


def heads_of(hidden: int) -> int:
    """Heads of a cell that names none: each is 32 wide, as in the predecessor's configuration (64 / 2)."""
    return max(1, hidden // HEAD_WIDTH)


def grid(hidden: Iterable[int] = HIDDEN, layers: Iterable[int] = LAYERS, ffn: Iterable[int] = FFN) -> list[Cell]:
    """Every combination, small cells first."""
    return [Cell(h, n, f, heads_of(h)) for h, n, f in itertools.product(hidden, layers, ffn)]


@dataclass(frozen=True)
class Protocol:
    """How each cell is trained and scored.

    Attributes:
        name: for people.
        folds: into how many parts the words are split, by a hash of the spelling.
        run: how many of them are held out in turn; at most `folds`.
        english, korean: words of each language that take part, chosen by a hash of the spelling; 0 takes all.
        scored: most held-out words of each language that are scored in a fold; 0 scores all.
        rate: peak learning rate at width 64; others have it times √(64 / width), since wider models want less.
        epochs, tokens, schedule, warmup, decay, ema, context, seed: as in `train.recipe.Recipe`.
        bf16_from: width from which on matrix products are in bfloat16; 0 never.
    """

    name: str = "full"
    folds: int = 5
    run: int = 5
    english: int = 0
    korean: int = 0
    scored: int = 0
    epochs: int = 20
    tokens: int = 4096
    rate: float = 0.01
    schedule: str = "linear"
    warmup: int = 200
    decay: float = 0.01
    ema: float = 0.998
    context: int = 64
    seed: int = 1
    bf16_from: int = 0

    def __post_init__(self) -> None:
        if self.folds < 2:
            raise ValueError(f"folds must be at least 2, not {self.folds}")
        if not 1 <= self.run <= self.folds:
            raise ValueError(f"run must be between 1 and the {self.folds} folds, not {self.run}")
        for name in ("english", "korean", "scored", "bf16_from"):
            if getattr(self, name) < 0:
                raise ValueError(f"{name} must not be negative, not {getattr(self, name)}")
        self.recipe(grid()[0])  # The rest is checked there.

    def recipe(self, cell: Cell) -> Recipe:
        """The recipe of a cell's runs."""
        return Recipe(
            hidden=cell.hidden, layers=cell.layers, heads=cell.heads, ffn=cell.ffn, context=self.context, epochs=self.epochs,
            tokens=self.tokens, rate=self.rate * math.sqrt(64 / cell.hidden), schedule=self.schedule, warmup=self.warmup,
            decay=self.decay, ema=self.ema, bf16=0 < self.bf16_from <= cell.hidden, seed=self.seed,
        )  # fmt: skip

    def words_of(self, language: Language) -> int:
        """How many words of a language take part; 0 is all."""
        return self.english if language == "en" else self.korean

    def changed(self, changes: Iterable[str]) -> Protocol:
        """The protocol with some settings changed, each given as `NAME=VALUE`.

        Raises:
            ValueError: a change is not of that form, or names no setting, or its value does not fit.
        """
        types = {field.name: type(getattr(self, field.name)) for field in fields(Protocol)}
        values = {}
        for change in changes:
            name, _, value = change.partition("=")
            if name not in types:
                raise ValueError(f"{change!r} names no setting; there are {', '.join(types)}")
            try:
                values[name] = types[name](value)
            except ValueError:
                raise ValueError(f"{change!r}: {name} takes a value like {getattr(self, name)}") from None
        return replace(self, **values)

    @property
    def digest(self) -> str:
        """Eight hexadecimal digits that change with any setting; rows of a table carry them."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()[:8]


# Two hours of one core with --compile. A sixth of it, tried first, was too short for wide and deep cells: docs/decisions.md.
REDUCED = Protocol(
    name="reduced", run=2, english=40_000, korean=16_000, scored=1000, epochs=2, tokens=1024, warmup=100, ema=0.99,
    bf16_from=128,
)  # fmt: skip
PROTOCOLS = {"full": Protocol(), "reduced": REDUCED}


@dataclass(frozen=True, order=True)
class Unit:
    """What one worker does at a time: a cell with some folds held out, one model for each.

    Attributes:
        folds: numbers of the folds; several are trained as one stack.
        cell: the shape.
    """

    folds: tuple[int, ...]
    cell: Cell
