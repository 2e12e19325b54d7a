"""Muon for many matrices at once: those of one shape are orthogonalised in one batch.

`torch.optim.Muon` takes one matrix at a time, which for matrices as small as these costs a quarter of a training step. The
constants are those of the method's page (Jordan et al. 2024, kellerjordan.github.io/posts/muon); state dicts of the two
move from one to the other.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import torch
from torch import Tensor

_A, _B, _C = 3.4445, -4.7750, 2.0315
_ITERATIONS = 5
_EPSILON = 1e-7


def orthogonalize(stack: Tensor) -> Tensor:
    """Each matrix with its singular values brought near 1 by Newton-Schulz iterations, computed in bfloat16.

    Args:
        stack: shape [matrices, rows, columns].
    """
    tall = stack.shape[1] > stack.shape[2]
    x = stack.bfloat16()
    if tall:
        x = x.mT
    x = x / x.norm(dim=(1, 2), keepdim=True).clamp(min=_EPSILON)
    for _ in range(_ITERATIONS):
        gram = x @ x.mT
        x = torch.baddbmm(x, torch.baddbmm(gram, gram, gram, beta=_B, alpha=_C), x, beta=_A)
    return x.mT if tall else x


class Muon(torch.optim.Optimizer):
    """Nesterov momentum, then orthogonalised updates of AdamW's root mean square (Liu et al. 2025, arXiv 2502.16982).

    Args:
        matrices: parameters of shape [rows, columns], or stacks of the same matrix of many models, [models, rows, columns].
        lr: learning rate.
        weight_decay: decoupled.
        momentum: of the averaged gradient.
    """

    def __init__(self, matrices: Iterable[Tensor], *, lr: float, weight_decay: float = 0.1, momentum: float = 0.95) -> None:
        super().__init__(list(matrices), {"lr": lr, "weight_decay": weight_decay, "momentum": momentum})

    @torch.no_grad()
    def step(self, closure: Any = None) -> None:  # type: ignore[override]  # noqa: ARG002 - the interface's signature
        """Update every matrix that has a gradient."""
        for group in self.param_groups:
            by_shape: defaultdict[tuple[int, ...], list[Tensor]] = defaultdict(list)
            for parameter in group["params"]:
                if parameter.grad is not None:
                    by_shape[tuple(parameter.shape)].append(parameter)
            for shape, parameters in by_shape.items():
                self._update(parameters, shape[-2:], group)

    def _update(self, parameters: list[Tensor], shape: tuple[int, ...], group: dict[str, Any]) -> None:
        gradients = [parameter.grad for parameter in parameters if parameter.grad is not None]
        buffers: list[Tensor] = []
        for parameter in parameters:
            state = self.state[parameter]
            if "momentum_buffer" not in state:
                state["momentum_buffer"] = torch.zeros_like(parameter)
            buffers.append(state["momentum_buffer"])
        torch._foreach_lerp_(buffers, gradients, 1 - group["momentum"])
        ahead = torch.stack(torch._foreach_lerp(gradients, buffers, group["momentum"]))
        updates = orthogonalize(ahead.view(-1, *shape)).float().view_as(ahead)
        torch._foreach_mul_(parameters, 1 - group["lr"] * group["weight_decay"])
        torch._foreach_add_(parameters, list(updates.unbind()), alpha=-group["lr"] * 0.2 * math.sqrt(max(shape)))
