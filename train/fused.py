"""The model's small operations, each as one pass forward and one pass back.

At these widths a CPU spends more time on normalising, rotating, masking and gating than on matrix products, most of it on
reading and writing. Here derivatives are written out, so that what belongs together is one function; `compile_kernels` has
PyTorch's compiler make one loop of each, which takes a C++ compiler and half a minute at the start. Values are computed in
float32 whatever the type of the arguments; each function equals the plain expression in its docstring.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import torch
from torch import Tensor, nn
from torch.nn import functional as F

# Kernels on plain tensors; `compile_kernels` replaces them.


def _normalized(x: Tensor, weight: Tensor, epsilon: float) -> tuple[Tensor, Tensor]:
    factor = torch.rsqrt((x * x).mean(-1, keepdim=True) + epsilon)
    return x * factor * weight, factor


def _normalized_back(gradient: Tensor, x: Tensor, factor: Tensor, weight: Tensor) -> tuple[Tensor, Tensor]:
    normal = x * factor
    of_normal = gradient.float() * weight
    along = (of_normal * normal).mean(-1, keepdim=True)
    return (of_normal - normal * along) * factor, (gradient.float() * normal).flatten(0, -2).sum(0)


def _added(x: Tensor, change: Tensor, kept: Tensor, weight: Tensor, epsilon: float) -> tuple[Tensor, Tensor, Tensor]:
    x = x + change.float() * kept
    normal, factor = _normalized(x, weight, epsilon)
    return x, normal.to(change.dtype), factor


def _added_back(  # noqa: PLR0917 - the kernels take tensors only
    of_sum: Tensor, of_normal: Tensor, x: Tensor, factor: Tensor, weight: Tensor, kept: Tensor
) -> tuple[Tensor, Tensor, Tensor]:
    through_norm, of_weight = _normalized_back(of_normal, x, factor, weight)
    of_x = of_sum + through_norm
    return of_x, (of_x * kept).to(of_normal.dtype), of_weight


def _rotated(x: Tensor, cosines: Tensor, sines: Tensor) -> Tensor:
    first, second = x.float().chunk(2, dim=-1)
    return torch.cat([first * cosines - second * sines, second * cosines + first * sines], dim=-1)


def _split(qkv: Tensor, cosines: Tensor, sines: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    turned = _rotated(qkv[:, :, :2], cosines[:, None, None], sines[:, None, None]).to(qkv.dtype)
    q, k = turned.permute(2, 0, 3, 1, 4).contiguous()
    return q, k, qkv[:, :, 2].transpose(1, 2).contiguous()


def _split_back(of_q: Tensor, of_k: Tensor, of_v: Tensor, cosines: Tensor, sines: Tensor) -> Tensor:
    turned = [_rotated(of, cosines, -sines).to(of.dtype) for of in (of_q, of_k)]
    return torch.stack([*turned, of_v], dim=2).permute(0, 3, 2, 1, 4).contiguous()


def _weights(scores: Tensor, bias: Tensor) -> Tensor:
    return (scores.float() + bias).softmax(-1).to(scores.dtype)


def _weights_back(gradient: Tensor, weights: Tensor) -> Tensor:
    product = gradient.float() * weights.float()
    return (product - weights.float() * product.sum(-1, keepdim=True)).to(gradient.dtype)


def _gated(gate_up: Tensor) -> Tensor:
    gate, up = gate_up.float().chunk(2, dim=-1)
    return (F.silu(gate) * up).to(gate_up.dtype)


def _gated_back(gradient: Tensor, gate_up: Tensor) -> Tensor:
    gate, up = gate_up.float().chunk(2, dim=-1)
    opened = torch.sigmoid(gate)
    of_gate = gradient.float() * up * opened * (1 + gate * (1 - opened))
    return torch.cat([of_gate, gradient.float() * gate * opened], dim=-1).to(gate_up.dtype)


_KERNELS = {
    kernel.__name__: kernel
    for kernel in (
        _normalized, _normalized_back, _added, _added_back, _split, _split_back, _weights, _weights_back, _gated, _gated_back
    )
}  # fmt: skip


def compile_kernels() -> None:
    """Compile the kernels for all models of this process; each is compiled when it is first called.

    The results differ from the uncompiled ones in the last bits.
    """
    # Without this, dimensions that happen to be equal at first are taken for the same, and others compile everything again.
    torch.fx.experimental._config.use_duck_shape = False
    for name, kernel in _KERNELS.items():
        globals()[name] = torch.compile(kernel, dynamic=True, fullgraph=True)


_by_autograd = False


@contextmanager
def differentiated_by_autograd() -> Iterator[None]:
    """Leave the derivatives to autograd in this block, for `torch.func`, which cannot see into the written-out ones."""
    global _by_autograd  # noqa: PLW0603 - a switch for all models, like the kernels themselves
    before, _by_autograd = _by_autograd, True
    try:
        yield
    finally:
        _by_autograd = before


class _Normalize(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor, weight: Tensor, epsilon: float) -> Tensor:
        normal, factor = _normalized(x, weight, epsilon)
        ctx.save_for_backward(x, factor, weight)
        return normal

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor, Tensor, None]:
        return *_normalized_back(gradients[0], *ctx.saved_tensors), None


class _AddNormalize(torch.autograd.Function):
    @staticmethod
    def forward(  # noqa: PLR0917 - the interface's signature
        ctx: Any, x: Tensor, change: Tensor, kept: Tensor, weight: Tensor, epsilon: float
    ) -> tuple[Tensor, Tensor]:
        x, normal, factor = _added(x, change, kept, weight, epsilon)
        ctx.save_for_backward(x, factor, weight, kept)
        return x, normal

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor, Tensor, None, Tensor, None]:
        of_x, of_change, of_weight = _added_back(*gradients, *ctx.saved_tensors)
        return of_x, of_change, None, of_weight, None


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
        """x: [..., width], float32 → the same shape."""
        if _by_autograd:
            return _normalized(x, self.weight, self.epsilon)[0]
        return cast(Tensor, _Normalize.apply(x, self.weight, self.epsilon))  # type: ignore[no-untyped-call]

    def add(self, x: Tensor, change: Tensor, kept: Tensor) -> tuple[Tensor, Tensor]:
        """The sum x + change · kept, and its norm in the type of `change`.

        Args:
            x: the stream, shape [batch, length, width], float32.
            change: what is added, of the same shape, float32 or bfloat16.
            kept: factors of the change (dropout), shape [batch or 1, 1, width].
        """
        if _by_autograd:
            return _added(x, change, kept, self.weight, self.epsilon)[:2]
        result = _AddNormalize.apply(x, change, kept, self.weight, self.epsilon)  # type: ignore[no-untyped-call]
        return cast(tuple[Tensor, Tensor], result)


class _Split(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, qkv: Tensor, cosines: Tensor, sines: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        ctx.save_for_backward(cosines, sines)
        return _split(qkv, cosines, sines)

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor, None, None]:
        return _split_back(*(each.contiguous() for each in gradients), *ctx.saved_tensors), None, None


def split_heads(qkv: Tensor, cosines: Tensor, sines: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Queries and keys, rotated (Su et al. 2021, arXiv 2104.09864), and values.

    Rotated is x₁·cos - x₂·sin beside x₂·cos + x₁·sin, where x₁ and x₂ are the halves of the last dimension.

    Args:
        qkv: shape [batch, length, 3, heads, head width].
        cosines: of the angles, shape [length, head width / 2].
        sines: likewise.

    Returns:
        Three tensors of shape [batch, heads, length, head width].
    """
    if _by_autograd:
        return _split(qkv, cosines, sines)
    return cast(tuple[Tensor, Tensor, Tensor], _Split.apply(qkv, cosines, sines))  # type: ignore[no-untyped-call]


class _Attend(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, scores: Tensor, bias: Tensor) -> Tensor:
        weights = _weights(scores, bias)
        ctx.save_for_backward(weights)
        return weights

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor, None]:
        return _weights_back(gradients[0], *ctx.saved_tensors), None


def attention_weights(scores: Tensor, bias: Tensor) -> Tensor:
    """softmax(scores + bias) over the last dimension.

    Args:
        scores: shape [batch, heads, queries, keys].
        bias: 0 where a query may see a key, else -∞; shape [batch, 1, queries, keys].
    """
    if _by_autograd:
        return _weights(scores, bias)
    return cast(Tensor, _Attend.apply(scores, bias))  # type: ignore[no-untyped-call]


class _SwiGLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, gate_up: Tensor) -> Tensor:
        ctx.save_for_backward(gate_up)
        return _gated(gate_up)

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> Tensor:
        return _gated_back(gradients[0], *ctx.saved_tensors)


def swiglu(gate_up: Tensor) -> Tensor:
    """silu(gate) · up (Shazeer 2020, arXiv 2002.05202).

    Args:
        gate_up: gate beside up, shape [..., 2 · width].

    Returns:
        Shape [..., width].
    """
    if _by_autograd:
        return _gated(gate_up)
    return cast(Tensor, _SwiGLU.apply(gate_up))  # type: ignore[no-untyped-call]
