"""Many models of one shape, trained as one: their weights are stacked, and every step is one pass for all of them.

A small model leaves a GPU idle between its many small operations; `torch.func.vmap` makes one operation of those of all the
models (Bradbury et al. 2018's `vmap`, as torch has it). Each model has words of its own. What a step does is what
`train.run.Run` does in one, so a stack gives the models that runs of their own would have given, up to rounding.
"""

from __future__ import annotations

import copy
import itertools
from collections.abc import Iterator

import torch
from torch import Tensor
from torch.func import functional_call, stack_module_state
from torch.nn import functional as F

from train import dataset
from train.dataset import Batch, Example
from train.fused import differentiated_by_autograd
from train.model import TinyLlama, config_of
from train.muon import Muon
from train.recipe import Recipe
from train.run import averaging_decay, rate_factor
from train.vocabulary import PAD_ID, Vocabulary

_IGNORED = -100


class StackedRun:
    """Runs of one recipe on several lists of examples.

    Args:
        recipe: of each; without dropout, teachers or another checkpoint to start from.
        examples: of each model.
        vocabulary: of all.
        device: of all.

    Attributes:
        averages: per model the moving average of its weights, in evaluation mode; of use when the training is over.
        step: number of steps made.

    Raises:
        ValueError: the recipe has what a stack cannot do.
    """

    def __init__(self, recipe: Recipe, examples: list[list[Example]], vocabulary: Vocabulary, device: torch.device) -> None:
        if recipe.dropout or recipe.teachers or recipe.start or recipe.smoothing:
            raise ValueError("a stack of runs has no dropout, smoothing, teachers or checkpoint to start from")
        self.recipe, self.examples, self.device, self.step = recipe, examples, device, 0
        self.config = config_of(recipe, vocabulary)
        models = []
        for _ in examples:
            torch.manual_seed(recipe.seed)
            models.append(TinyLlama(self.config).to(device))
        self.base = copy.deepcopy(models[0]).to("meta")
        self.weights, self.buffers = stack_module_state(models)
        self.average = {name: weight.detach().clone() for name, weight in self.weights.items()}
        self.optimizers = self._optimizers()
        # A pass ends with the shortest list, so that all models make the same steps.
        self.batches = min(dataset.count_batches(each, recipe.tokens, recipe.seed, 0) for each in examples)

    @property
    def total_steps(self) -> int:
        """Steps of the whole schedule."""
        return self.recipe.epochs * self.batches

    def _optimizers(self) -> list[torch.optim.Optimizer]:
        recipe = self.recipe
        inside = {name: weight for name, weight in self.weights.items() if name.startswith("model.layers") and weight.ndim == 3}
        matrices = list(inside.values())
        others = [weight for name, weight in self.weights.items() if name not in inside]
        adam = [{"params": others, "weight_decay": 0.0}]
        optimizers: list[torch.optim.Optimizer] = []
        if recipe.muon:
            optimizers.append(Muon(matrices, lr=recipe.rate, weight_decay=recipe.decay))
        else:
            adam.append({"params": matrices, "weight_decay": recipe.decay})
        optimizers.append(torch.optim.AdamW(adam, lr=recipe.rate, betas=(0.9, 0.98), foreach=True))
        return optimizers

    def remaining(self) -> Iterator[list[Batch]]:
        """For each step of the run a batch for each model."""
        recipe = self.recipe
        for epoch in range(recipe.epochs):
            passes = [dataset.epoch_batches(each, recipe.tokens, recipe.seed, epoch) for each in self.examples]
            yield from map(list, itertools.islice(zip(*passes, strict=False), self.batches))

    def train_step(self, batches: list[Batch]) -> None:
        """One update of the weights of all models and their averages.

        Args:
            batches: one for each model.
        """
        factor = rate_factor(self.recipe, self.step, self.total_steps)
        for optimizer in self.optimizers:
            for group in optimizer.param_groups:
                group["lr"] = self.recipe.rate * factor
        ids, prefix_lengths, targets = (tensor.to(self.device) for tensor in _stack(batches))
        with differentiated_by_autograd(), torch.autocast(self.device.type, torch.bfloat16, enabled=self.recipe.bf16):
            losses = torch.vmap(self._loss)(self.weights, self.buffers, ids, prefix_lengths, targets)
        for weight in self.weights.values():
            weight.grad = None
        losses.sum().backward()  # type: ignore[no-untyped-call]
        self._clip()
        for optimizer in self.optimizers:
            optimizer.step()
        self.step += 1
        with torch.no_grad():
            torch._foreach_lerp_(
                list(self.average.values()), list(self.weights.values()), 1 - averaging_decay(self.recipe, self.step)
            )

    def _loss(
        self, weights: dict[str, Tensor], buffers: dict[str, Tensor], ids: Tensor, prefix_lengths: Tensor, targets: Tensor
    ) -> Tensor:
        logits = functional_call(self.base, (weights, buffers), (ids, prefix_lengths))
        return F.cross_entropy(logits.flatten(0, 1).float(), targets.flatten(), ignore_index=_IGNORED)

    def _clip(self) -> None:
        """Clip the gradient of each model to norm 1, as `torch.nn.utils.clip_grad_norm_` does."""
        gradients = [weight.grad for weight in self.weights.values() if weight.grad is not None]
        norms = torch.stack([gradient.flatten(1).norm(dim=1) for gradient in gradients]).norm(dim=0)
        factors = (1.0 / (norms + 1e-6)).clamp(max=1.0)
        for gradient in gradients:
            gradient.mul_(factors.view(-1, *(1,) * (gradient.ndim - 1)))

    def averages(self) -> list[TinyLlama]:
        """The averaged models, in evaluation mode."""
        models: list[TinyLlama] = []
        for at in range(len(self.examples)):
            model = TinyLlama(self.config).to(self.device)
            model.load_state_dict({name: weight[at] for name, weight in self.average.items()})
            models.append(model.eval())
        return models


def _stack(batches: list[Batch]) -> tuple[Tensor, Tensor, Tensor]:
    """Batches padded to one shape: inputs, prefix lengths, and targets where there is one; the first dimension is the model."""
    rows, length = max(len(batch.ids) for batch in batches), max(batch.ids.shape[1] for batch in batches)
    inputs = torch.full((len(batches), rows, length - 1), PAD_ID)
    # A row of padding alone still needs something to attend to.
    prefix_lengths = torch.ones((len(batches), rows), dtype=torch.long)
    targets = torch.full((len(batches), rows, length - 1), _IGNORED)
    for at, batch in enumerate(batches):
        height, width = batch.ids.shape[0], batch.ids.shape[1] - 1
        inputs[at, :height, :width] = batch.ids[:, :-1]
        prefix_lengths[at, :height] = batch.prefix_lengths
        targets[at, :height, :width] = batch.ids[:, 1:].masked_fill(~batch.is_target, _IGNORED)
    return inputs, prefix_lengths, targets
