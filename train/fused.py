"""The model's small operations with their derivatives written out, so that training passes over the activations less often.

At these widths a CPU spends more time on normalising, rotating and gating than on matrix products. Each function equals the
plain expression in its docstring; derivatives are exact.
"""

from __future__ import annotations

from typing import Any, cast

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class _RMSNorm(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor, weight: Tensor, epsilon: float) -> Tensor:
        norm = torch.linalg.vector_norm(x, dim=-1, keepdim=True)
        factor = torch.rsqrt(norm * norm / x.shape[-1] + epsilon)
        normal = x * factor
        ctx.save_for_backward(normal, factor, weight)
        return normal * weight

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor, Tensor, None]:
        normal, factor, weight = ctx.saved_tensors
        (gradient,) = gradients
        of_weight = (gradient * normal).flatten(0, -2).sum(0)
        of_normal = gradient * weight
        along = torch.linalg.vecdot(of_normal, normal).unsqueeze(-1) / normal.shape[-1]
        return torch.addcmul(of_normal, normal, along, value=-1).mul_(factor), of_weight, None


class RMSNorm(nn.Module):
    """x / √(mean(x²) + ε) · weight (Zhang and Sennrich 2019, arXiv 1910.07467), over the last dimension.

    Args:
        width: of the last dimension.
        epsilon: added to the mean square.
    """

    def __init__(self, width: int, epsilon: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))
        self.epsilon = epsilon

    def forward(self, x: Tensor) -> Tensor:
        """x: [..., width] → the same shape."""
        return cast(Tensor, _RMSNorm.apply(x, self.weight, self.epsilon))  # type: ignore[no-untyped-call]


def _rotated(x: Tensor, cosines: Tensor, sines: Tensor, direction: float) -> Tensor:
    first, second = x.chunk(2, dim=-1)
    out = torch.empty(x.shape, dtype=x.dtype, device=x.device)
    out_first, out_second = out.chunk(2, dim=-1)
    torch.mul(first, cosines, out=out_first).addcmul_(second, sines, value=-direction)
    torch.mul(second, cosines, out=out_second).addcmul_(first, sines, value=direction)
    return out


class _Rotate(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor, cosines: Tensor, sines: Tensor) -> Tensor:
        ctx.save_for_backward(cosines, sines)
        return _rotated(x, cosines, sines, 1)

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor, None, None]:
        cosines, sines = ctx.saved_tensors
        return _rotated(gradients[0], cosines, sines, -1), None, None


def rotate_halves(x: Tensor, cosines: Tensor, sines: Tensor) -> Tensor:
    """x₁·cos - x₂·sin beside x₂·cos + x₁·sin, where x₁ and x₂ are the halves of the last dimension.

    Args:
        x: shape [..., length, width].
        cosines: of the angles, shape [length, width / 2].
        sines: likewise.
    """
    cosines, sines = cosines.to(x.dtype), sines.to(x.dtype)
    return cast(Tensor, _Rotate.apply(x, cosines, sines))  # type: ignore[no-untyped-call]


class _SwiGLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, gate_up: Tensor) -> Tensor:
        ctx.save_for_backward(gate_up)
        gate, up = gate_up.chunk(2, dim=-1)
        return F.silu(gate).mul_(up)

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> Tensor:
        (gate_up,) = ctx.saved_tensors
        (gradient,) = gradients
        gate, up = gate_up.chunk(2, dim=-1)
        out = torch.empty_like(gate_up)
        of_gate, of_up = out.chunk(2, dim=-1)
        torch.mul(F.silu(gate), gradient, out=of_up)
        torch.ops.aten.silu_backward.grad_input(gradient * up, gate, grad_input=of_gate)
        return out


def swiglu(gate_up: Tensor) -> Tensor:
    """silu(gate) · up.

    Args:
        gate_up: gate beside up, shape [..., 2 · width].

    Returns:
        Shape [..., width].
    """
    return cast(Tensor, _SwiGLU.apply(gate_up))  # type: ignore[no-untyped-call]
