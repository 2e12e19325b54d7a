"""The model's fused operations: the same values and derivatives as the plain expressions."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from torch import Tensor
from torch.nn import functional as F

from train.fused import RMSNorm, rotate_halves, swiglu

ANGLES = torch.linspace(0, 3, 15, dtype=torch.float64).reshape(5, 3)


def plain_rotation(x: Tensor) -> Tensor:
    cosines, sines = (torch.cat([part, part], dim=-1) for part in (ANGLES.cos(), ANGLES.sin()))
    first, second = x.chunk(2, dim=-1)
    return x * cosines + torch.cat([-second, first], dim=-1) * sines


def plain_swiglu(x: Tensor) -> Tensor:
    gate, up = x.chunk(2, dim=-1)
    return F.silu(gate) * up


def fused_norm(x: Tensor) -> Tensor:
    norm = RMSNorm(6, 1e-5).double()
    with torch.no_grad():
        norm.weight.copy_(torch.linspace(0.5, 2, 6))
    return norm(x)  # type: ignore[no-any-return]


def plain_norm(x: Tensor) -> Tensor:
    return F.rms_norm(x, (6,), torch.linspace(0.5, 2, 6, dtype=torch.float64), 1e-5)


@pytest.mark.parametrize(
    ("fused", "plain"),
    [
        (fused_norm, plain_norm),
        (lambda x: rotate_halves(x, ANGLES.cos(), ANGLES.sin()), plain_rotation),
        (swiglu, plain_swiglu),
    ],
    ids=["norm", "rotation", "swiglu"],
)
def test_values_and_derivatives_are_those_of_the_plain_expression(
    fused: Callable[[Tensor], Tensor], plain: Callable[[Tensor], Tensor]
) -> None:
    torch.manual_seed(1)
    x = torch.randn(2, 5, 6, dtype=torch.float64, requires_grad=True)
    weights = torch.randn_like(plain(x))
    torch.testing.assert_close(fused(x), plain(x))
    (one,) = torch.autograd.grad((fused(x) * weights).sum(), x)
    (other,) = torch.autograd.grad((plain(x) * weights).sum(), x)
    torch.testing.assert_close(one, other)


def test_the_norms_weight_learns() -> None:
    torch.manual_seed(1)
    x = torch.randn(2, 5, 6)
    fused = RMSNorm(6, 1e-5)
    plain = torch.ones(6, requires_grad=True)
    fused(x).pow(3).sum().backward()  # type: ignore[no-untyped-call]
    F.rms_norm(x, (6,), plain, 1e-5).pow(3).sum().backward()
    torch.testing.assert_close(fused.weight.grad, plain.grad)
