"""What the homograph classifier learns before it sees a label: to tell a token of the training sentences from its neighbours.

Rows, places and the hidden layer start from a model that predicts every token's own row, its spelling's if that is listed and
else its ending's, from the five tokens on either side, in the manner of Mnih and Hinton (2007), "Three new graphical models for
statistical language modelling". So words that stand in the same places get like rows, of which the labels would teach less.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from train.homograph_features import NEAR, NONE, UNLISTED, Table, tokens
from train.homograph_network import HIDDEN, NEARBY, HomographNetwork

RATE, BATCH, DROPOUT, DECAY = 5e-3, 512, 0.1, 0.01
SHARPNESS = 3.0
"""Logits are this many times what hidden numbers between -1 and 1 give."""
FREQUENT = 2e-3
"""Tokens more frequent than this share are seen less, by the square root of the ratio (Mikolov et al. 2013)."""


def neighbourhoods(sentences: Sequence[str], table: Table) -> tuple[Tensor, Tensor]:
    """All tokens with a row of their own, among their neighbours.

    Returns:
        The neighbours' rows, [tokens, 2 * NEAR, 4] as `Batch.near`, and the tokens' own rows, [tokens].
    """
    empty = table.rows
    outside = [[NONE, empty, empty, empty]] * NEAR
    near, own = [], []
    for sentence in sentences:
        rows = [table.of(token) for token in tokens(sentence)]
        padded = [*outside, *([*each, *[empty] * (4 - len(each))] for each in rows), *outside]
        for at, each in enumerate(rows):
            listed = [row for row in each[1:] if row != UNLISTED]
            if listed:
                near.append([*padded[at : at + NEAR][::-1], *padded[at + NEAR + 1 : at + 2 * NEAR + 1]])
                own.append(listed[0])
    return torch.tensor(near, dtype=torch.int32), torch.tensor(own)


def pretrain(model: HomographNetwork, sentences: Sequence[str], table: Table, epochs: int) -> None:
    """Give rows, places and cases of a network their start; PyTorch's random state decides the order.

    Args:
        model: its rows are those of the table.
        sentences: of the training part only, if the model is to be measured.
        table: the listed keys.
        epochs: passes over the sentences; 0 leaves the model alone.
    """
    near, own = neighbourhoods(sentences, table)
    counts = torch.bincount(own, minlength=table.rows).clamp(min=1)
    share = (FREQUENT * len(own) / counts).sqrt().clamp(max=1)[own]
    output = nn.Linear(HIDDEN, table.rows)
    learned = [model.row, model.place, model.case, *output.parameters()]
    optimizer = torch.optim.AdamW(learned, lr=RATE, betas=(0.9, 0.99), weight_decay=DECAY)
    batches = [batch for _ in range(epochs) for batch in _shuffled(share)]
    for step, chosen in enumerate(batches):
        for group in optimizer.param_groups:
            group["lr"] = RATE * min(1, (step + 1) / 50) * (1 - step / len(batches))
        rows = torch.cat([model.row, model.row.new_zeros(1, model.row.shape[1])])
        seen = F.embedding(near[chosen].long(), rows[:, :NEARBY]).sum(2)
        hidden = (F.dropout(seen.flatten(1), DROPOUT) @ model.place + model.case[0]).clamp(-1, 1)
        loss = F.cross_entropy(output(hidden) * SHARPNESS, own[chosen])
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()


def _shuffled(share: Tensor) -> Sequence[Tensor]:
    """Batches of some of the tokens, each taken with its probability."""
    taken = torch.nonzero(torch.rand(len(share)) < share)[:, 0]
    order = taken[torch.randperm(len(taken))]
    return [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
