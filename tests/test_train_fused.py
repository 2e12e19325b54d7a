"""The model's fused operations: the same values and derivatives as the plain expressions."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable

import pytest
import torch
from torch import Tensor
from torch.nn import functional as F

from train import fused
from train.fused import RMSNorm, attention_weights, split_heads, swiglu

Operation = Callable[[Tensor], Tensor]

ANGLES = torch.linspace(0, 3, 15).reshape(5, 3)


def fused_rotation(x: Tensor) -> Tensor:
    return torch.stack(split_heads(x.view(2, 5, 3, 2, 6), ANGLES.cos(), ANGLES.sin()))


def plain_rotation(x: Tensor) -> Tensor:
    cosines, sines = (torch.cat([part, part], dim=-1) for part in (ANGLES.cos(), ANGLES.sin()))
    qkv = x.view(2, 5, 3, 2, 6).permute(2, 0, 3, 1, 4)
    first, second = qkv[:2].chunk(2, dim=-1)
    return torch.cat([qkv[:2] * cosines + torch.cat([-second, first], dim=-1) * sines, qkv[2:]])


def plain_swiglu(x: Tensor) -> Tensor:
    gate, up = x.chunk(2, dim=-1)
    return F.silu(gate) * up


BIAS = torch.zeros(2, 1, 5, 36).masked_fill(torch.arange(36) > torch.arange(5)[:, None] + 20, float("-inf"))


def norm() -> RMSNorm:
    module = RMSNorm(36, 1e-5)
    with torch.no_grad():
        module.weight.copy_(torch.linspace(0.5, 2, 36))
    return module


def fused_norm(x: Tensor) -> Tensor:
    return norm()(x)  # type: ignore[no-any-return]


def plain_norm(x: Tensor) -> Tensor:
    return F.rms_norm(x, (36,), norm().weight, 1e-5)


KEPT = torch.linspace(0, 2, 72).reshape(2, 1, 36)


def plain_sum(x: Tensor) -> Tensor:
    total = x + x.sin() * KEPT
    return torch.stack([total, plain_norm(total)])


OPERATIONS: dict[str, tuple[Operation, Operation]] = {
    "norm": (fused_norm, plain_norm),
    "sum": (lambda x: torch.stack(norm().add(x, x.sin(), KEPT)), plain_sum),
    "rotation": (fused_rotation, plain_rotation),
    "attention": (lambda x: attention_weights(x[:, None], BIAS), lambda x: (x[:, None] + BIAS).softmax(-1)),
    "swiglu": (swiglu, plain_swiglu),
}


def compare(operation: Operation, plain: Operation) -> None:
    torch.manual_seed(1)
    x = torch.randn(2, 5, 36, requires_grad=True)
    weights = torch.randn_like(plain(x))
    torch.testing.assert_close(operation(x), plain(x))
    (one,) = torch.autograd.grad((operation(x) * weights).sum(), x)
    (other,) = torch.autograd.grad((plain(x) * weights).sum(), x)
    torch.testing.assert_close(one, other)


@pytest.mark.parametrize("name", OPERATIONS)
def test_values_and_derivatives_are_those_of_the_plain_expression(name: str) -> None:
    compare(*OPERATIONS[name])


@pytest.mark.skipif(shutil.which(os.environ.get("CXX", "g++")) is None, reason="there is no C++ compiler")
# PyTorch's compiler imports deprecated parts of PyTorch, asks tensors for gradients that they do not have, and imports
# distutils and setuptools, which warn about each other by what was imported before: none of this is ours.
@pytest.mark.filterwarnings("ignore")
def test_compiled_kernels_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, kernel in fused._KERNELS.items():
        monkeypatch.setattr(fused, name, kernel)  # so that they are put back
    fused.compile_kernels()
    assert all(getattr(fused, name) is not kernel for name, kernel in fused._KERNELS.items())
    for operations in OPERATIONS.values():
        compare(*operations)


def test_the_norms_weight_learns() -> None:
    torch.manual_seed(1)
    x = torch.randn(2, 5, 36)
    module = RMSNorm(36, 1e-5)
    plain = torch.ones(36, requires_grad=True)
    (one,) = torch.autograd.grad(module(x).pow(3).sum(), module.weight)
    (other,) = torch.autograd.grad(F.rms_norm(x, (36,), plain, 1e-5).pow(3).sum(), plain)
    torch.testing.assert_close(one, other)
