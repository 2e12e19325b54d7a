"""The homograph classifier while it learns: a small network of PyTorch whose weights are rounded as they will be stored.

    token      = sum of the rows of its keys and its shape; NEARBY numbers that say what it is, TOPIC numbers what it is about
    hidden     = clamp(sum over places of token . place's matrix + case of the homograph), HIDDEN numbers
    topic      = clamp(sum over the window / 4), TOPIC numbers
    logit      = [hidden, topic] . weights of the reading + bias of the reading and case; 0 for a word's first reading

Words share all but the last line, and in that line noun and verb pairs share a direction, `verb`. Rounding passes gradients
straight through (Bengio et al. 2013, arXiv 1308.3432); steps are powers of two, so that the stored integers compute the same
numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from train.homograph_features import NEAR, SHAPES, UNLISTED, WINDOW, Context, Table, case

NEARBY, TOPIC, HIDDEN = 8, 8, 24
CASES = 3

ROW_BITS, PLACE_BITS, READING_BITS, BIAS_BITS = 4, 8, 8, 8
ROW_STEP, PLACE_STEP, HIDDEN_STEP, READING_STEP = 2.0**-4, 2.0**-6, 2.0**-6, 2.0**-5
BIAS_STEP = 2.0**-5
TOPIC_SHARE = 0.25
MOST_HIDDEN = round(1 / HIDDEN_STEP) - 1


@dataclass(frozen=True)
class Words:
    """The homographs and how many readings each has.

    A reading but the first of its word has an entry: a row of the last matrix. Word `i` has the entries from `first[i]` up to
    `first[i + 1]`.
    """

    names: tuple[str, ...]
    readings: tuple[int, ...]

    @property
    def first(self) -> list[int]:
        """Index of each word's first entry, and the number of all entries at the end."""
        at = [0]
        for readings in self.readings:
            at.append(at[-1] + readings - 1)
        return at


@dataclass(frozen=True)
class Batch:
    """Examples as tensors of row numbers; rows are padded with `rows` of the table, an empty row.

    Attributes:
        word: [examples] index of the homograph.
        case: [examples] as `homograph_features.case`.
        near: [examples, 2 * NEAR, 4], the places before the word first, the nearest first.
        window: [examples, 2 * WINDOW, 4].
        label: [examples] index of the reading.
    """

    word: Tensor
    case: Tensor
    near: Tensor
    window: Tensor
    label: Tensor

    def __len__(self) -> int:
        return len(self.word)

    def take(self, chosen: Tensor) -> Batch:
        """Some of the examples."""
        parts = (self.word, self.case, self.near, self.window, self.label)
        return Batch(*(part[chosen] for part in parts))


def make_batch(contexts: Sequence[Context], words: Sequence[int], labels: Sequence[int], table: Table) -> Batch:
    """Look all tokens up."""

    def rows(tokens: Sequence[str], places: int, absent: tuple[int, ...]) -> list[list[int]]:
        found = [table.of(token) for token in tokens[:places]]
        found += [absent] * (places - len(found))
        return [[*each, *[table.rows] * (4 - len(each))] for each in found]

    outside = (SHAPES.index("none"),)
    near = [[*rows(each.before, NEAR, outside), *rows(each.after, NEAR, outside)] for each in contexts]
    window = [[*rows(each.before, WINDOW, ()), *rows(each.after, WINDOW, ())] for each in contexts]
    cases = [case(each.word) for each in contexts]
    return Batch(*(torch.tensor(each) for each in (list(words), cases, near, window, list(labels))))


class HomographNetwork(nn.Module):
    """See the module's docstring.

    Args:
        words: the homographs.
        verbs: [entries] 1 where the entry's reading is a verb and the word's first is none, -1 the other way round, else 0.
        rows: of the table.
    """

    def __init__(self, words: Words, verbs: Tensor, rows: int) -> None:
        super().__init__()
        first = torch.tensor(words.first)
        most = max(words.readings) - 1
        self.entry: Tensor
        self.verbs: Tensor
        self.absent: Tensor
        # Entries of each word, filled up with its last one, and where that is only filling.
        places = torch.arange(most)[None] + first[:-1, None]
        self.register_buffer("absent", places >= first[1:, None])
        self.register_buffer("entry", torch.minimum(places, first[1:, None] - 1))
        self.register_buffer("verbs", verbs[:, None])
        entries = int(first[-1])
        self.row = nn.Parameter(torch.randn(rows, NEARBY + TOPIC) * 0.1)
        self.place = nn.Parameter(torch.randn(2 * NEAR * NEARBY, HIDDEN) * 0.1)
        self.case = nn.Parameter(torch.zeros(CASES, HIDDEN))
        self.reading = nn.Parameter(torch.cat([torch.randn(entries, HIDDEN) * 0.03, torch.randn(entries, TOPIC) * 0.1], 1))
        self.verb = nn.Parameter(torch.randn(HIDDEN + TOPIC) * 0.3)
        self.bias = nn.Parameter(torch.zeros(entries, CASES))

    def stored(self) -> dict[str, Tensor]:
        """The weights as they are stored, in integers: rows, places, cases, readings, biases."""
        return {
            "rows": codes(self.row, ROW_STEP, ROW_BITS),
            "places": codes(self.place, PLACE_STEP, PLACE_BITS),
            "cases": codes(self.case, ROW_STEP * PLACE_STEP, 16),
            "readings": codes(self.reading + self.verbs * self.verb, READING_STEP, READING_BITS),
            "biases": codes(self.bias, BIAS_STEP, BIAS_BITS),
        }

    def forward(self, batch: Batch, dropout: float = 0.0, unlisted: float = 0.0) -> Tensor:
        """Logits.

        Args:
            batch: the examples.
            dropout: share of token numbers and of hidden numbers that is left out (Srivastava et al. 2014).
            unlisted: share of the near tokens whose spelling is forgotten, as if the table did not list it.

        Returns:
            [examples, most readings of a word], very low where a word has no such reading.
        """
        row = rounded(self.row, ROW_STEP, ROW_BITS)
        row = torch.cat([row, row.new_zeros(1, row.shape[1])])
        seen = batch.near
        if unlisted:
            forgotten = (torch.rand(seen.shape[:2]) < unlisted) & (seen[..., 1] < len(row) - 1)
            seen = torch.cat([seen[..., :1], seen[..., 1:2].masked_fill(forgotten[..., None], UNLISTED), seen[..., 2:]], 2)
        near = F.embedding(seen, row[:, :NEARBY]).sum(2)
        topic = F.embedding(batch.window, row[:, NEARBY:]).sum((1, 2)) * TOPIC_SHARE
        place, by_case = rounded(self.place, PLACE_STEP, PLACE_BITS), rounded(self.case, ROW_STEP * PLACE_STEP, 16)
        hidden = F.dropout(near.flatten(1), dropout) @ place + by_case[batch.case]
        both = torch.cat([passed(hidden), passed(topic)], 1)
        reading = rounded(self.reading + self.verbs * self.verb, READING_STEP, READING_BITS)
        bias = rounded(self.bias, BIAS_STEP, BIAS_BITS)
        entry = self.entry[batch.word]
        logits = (reading[entry] * F.dropout(both, dropout)[:, None]).sum(2) + bias[entry, batch.case[:, None]]
        logits = logits.masked_fill(self.absent[batch.word], -1e4)
        return torch.cat([logits.new_zeros(len(batch), 1), logits], 1)


def codes(weights: Tensor, step: float, bits: int) -> Tensor:
    """Weights as integers of so many bits, symmetric about zero."""
    most = 2 ** (bits - 1) - 1
    return (weights / step).round().clamp(-most, most)


def rounded(weights: Tensor, step: float, bits: int) -> Tensor:
    """The numbers that the codes stand for; gradients pass as if nothing had been rounded."""
    return weights + (codes(weights, step, bits) * step - weights).detach()


def passed(sums: Tensor) -> Tensor:
    """Clamp to -1 and 1, and round down to whole steps; gradients pass where nothing was clamped."""
    clamped = sums.clamp(-1, 1)
    return clamped + ((clamped / HIDDEN_STEP).floor().clamp(-MOST_HIDDEN, MOST_HIDDEN) * HIDDEN_STEP - clamped).detach()
