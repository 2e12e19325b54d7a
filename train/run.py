"""A training run: the model, its averaged weights, the optimisers, and where it stands."""

from __future__ import annotations

import copy
import math
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from train import dataset
from train.accent import SIDES, draw_accents
from train.dataset import Batch, Example
from train.model import TinyLlama, config_of
from train.muon import Muon
from train.recipe import Recipe
from train.starting import Teacher, start_weights
from train.vocabulary import Vocabulary


class Run:
    """One run of a recipe, step by step; what `state` gives, `restore` takes up in a later process.

    Attributes:
        model: in training.
        average: the same with the exponential moving average of the weights, in evaluation mode.
        epoch, batch, step: the pass and the batch in it that come next, and the number of steps made.
        seconds: time spent in training, over all processes.
        log: lines of the run's log so far.
    """

    def __init__(self, recipe: Recipe, examples: list[Example], vocabulary: Vocabulary, device: torch.device) -> None:
        torch.manual_seed(recipe.seed)
        self.recipe, self.examples, self.device = recipe, examples, device
        self.config = config_of(recipe, vocabulary)
        self.model = TinyLlama(self.config, recipe.dropout).to(device)
        if recipe.start:
            self.model.load_state_dict(start_weights(Path(recipe.start), vocabulary, self.config))
        self.teachers = [Teacher(folder, vocabulary, recipe.reverse, device) for folder in recipe.teacher_folders]
        self.average = copy.deepcopy(self.model).eval().requires_grad_(False)
        self.optimizers = make_optimizers(self.model, recipe)
        self.epoch = self.batch = self.step = 0
        self.seconds = 0.0
        self.log: list[str] = []
        self.batches = dataset.count_batches(examples, recipe.tokens, recipe.seed, 0)
        self._losses, self._loss_sum = 0, 0.0

    @property
    def total_steps(self) -> int:
        """Steps of the whole schedule; passes differ by a few batches, so this is what the learning rate counts by."""
        return self.recipe.epochs * self.batches

    @property
    def finished(self) -> bool:
        """Whether every pass is made."""
        return self.epoch >= self.recipe.epochs

    def learning_rate_factor(self) -> float:
        """See `rate_factor`."""
        return rate_factor(self.recipe, self.step, self.total_steps)

    def remaining(self) -> Iterator[Batch]:
        """The batches that are left, over all passes; `epoch` and `batch` always name the next one."""
        for epoch in range(self.epoch, self.recipe.epochs):
            for batch in dataset.epoch_batches(self.examples, self.recipe.tokens, self.recipe.seed, epoch, self.batch):
                self.batch += 1
                yield batch
            self.epoch, self.batch = epoch + 1, 0

    def train_step(self, batch: Batch) -> None:
        """One update of the weights and their average."""
        factor = self.learning_rate_factor()
        for optimizer in self.optimizers:
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * factor
        batch = batch.to(self.device)
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.recipe.bf16):
            accents = draw_accents(batch.sides, self.recipe.ends) if self.recipe.gate else None
            hidden = self.model.hidden_states(batch.ids[:, :-1], batch.prefix_lengths, accents=accents)[batch.is_target]
        targets = batch.ids[:, 1:][batch.is_target]
        logits = self.model.lm_head(hidden.float())
        losses = F.cross_entropy(logits, targets, label_smoothing=self.recipe.smoothing, reduction="none")
        loss = self._taught(losses, logits, batch) if self.teachers else losses.mean()
        self.model.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        for optimizer in self.optimizers:
            optimizer.step()
        self.step += 1
        decay = averaging_decay(self.recipe, self.step)
        with torch.no_grad():
            torch._foreach_lerp_(list(self.average.parameters()), list(self.model.parameters()), 1 - decay)
        self._losses += 1
        self._loss_sum += loss.item()

    def _taught(self, losses: Tensor, logits: Tensor, batch: Batch) -> Tensor:
        """The mean loss, in part by the teachers' mean probabilities, which have no say in what is British.

        Args:
            losses: by the lexica, shape [targets].
            logits: shape [targets, tokens].
            batch: that they are of.
        """
        asked = batch.sides != SIDES.index("gb")
        if not asked.any():
            return losses.mean()
        rows = Batch(batch.ids[asked], batch.prefix_lengths[asked], batch.is_target[asked], batch.sides[asked])
        views = torch.stack([teacher.probabilities(rows) for teacher in self.teachers]).mean(0)
        of_asked = asked[:, None].expand_as(batch.is_target)[batch.is_target]
        change = F.cross_entropy(logits[of_asked], views, reduction="sum") - losses[of_asked].sum()
        return (losses.sum() + self.recipe.distill * change) / len(losses)

    def take_mean_loss(self) -> float:
        """The mean loss, in nats per phone, of the steps since this was last asked."""
        mean = self._loss_sum / max(1, self._losses)
        self._losses, self._loss_sum = 0, 0.0
        return mean

    def state(self) -> dict[str, Any]:
        """Everything that a later process needs to go on as if nothing had happened."""
        cuda = self.device.type == "cuda"
        return {
            "recipe": asdict(self.recipe), "epoch": self.epoch, "batch": self.batch, "step": self.step, "seconds": self.seconds,
            "log": self.log, "losses": self._losses, "loss_sum": self._loss_sum,
            "model": self.model.state_dict(), "average": self.average.state_dict(),
            "optimizers": [optimizer.state_dict() for optimizer in self.optimizers],
            "random": torch.get_rng_state(), "random_cuda": torch.cuda.get_rng_state(self.device) if cuda else None,
        }  # fmt: skip

    def restore(self, state: dict[str, Any]) -> None:
        """Take up the state of an earlier process, which may have run on another device.

        Args:
            state: from `state`, its tensors on the CPU.

        Raises:
            ValueError: it belongs to another recipe; the message names what differs.
        """
        if differences := self.recipe.differences(state["recipe"]):
            raise ValueError(f"the run there has {differences}")
        self.epoch, self.batch, self.step, self.seconds = (state[key] for key in ("epoch", "batch", "step", "seconds"))
        self.log, self._losses, self._loss_sum = list(state["log"]), state["losses"], state["loss_sum"]
        self.model.load_state_dict(state["model"])
        self.average.load_state_dict(state["average"])
        for optimizer, saved in zip(self.optimizers, state["optimizers"], strict=True):
            optimizer.load_state_dict(saved)
        torch.set_rng_state(state["random"])
        if self.device.type == "cuda" and state["random_cuda"] is not None:
            torch.cuda.set_rng_state(state["random_cuda"], self.device)


def rate_factor(recipe: Recipe, step: int, total_steps: int) -> float:
    """The share of the peak learning rate at a step: linear warm-up, then the recipe's schedule."""
    if step < recipe.warmup:
        return (step + 1) / recipe.warmup
    progress = min(1.0, (step - recipe.warmup) / max(1, total_steps - recipe.warmup))
    if recipe.schedule == "constant":
        return 1.0
    return 1 - progress if recipe.schedule == "linear" else 0.5 * (1 + math.cos(math.pi * progress))


def averaging_decay(recipe: Recipe, step: int) -> float:
    """The decay of the averaged weights after so many steps: a young average follows quickly, to be of use from the start."""
    return min(recipe.ema, (1 + step) / (10 + step))


def make_optimizers(model: TinyLlama, recipe: Recipe) -> list[torch.optim.Optimizer]:
    """AdamW for embeddings and norms (and for everything without `recipe.muon`), Muon for the blocks' matrices.

    Muon (Jordan et al. 2024, kellerjordan.github.io/posts/muon) is scaled so that one learning rate serves both.
    """
    matrices = [p for p in model.model.layers.parameters() if p.ndim == 2]
    tables = [p for name, p in model.named_parameters() if p.ndim == 2 and not name.startswith("model.layers")]
    vectors = [p for p in model.parameters() if p.ndim == 1]
    groups: list[dict[str, Any]] = [{"params": tables + vectors, "weight_decay": 0.0}]
    optimizers: list[torch.optim.Optimizer] = []
    if recipe.muon:
        optimizers.append(Muon(matrices, lr=recipe.rate, weight_decay=recipe.decay))
    else:
        groups.append({"params": matrices, "weight_decay": recipe.decay})
    optimizers.append(torch.optim.AdamW(groups, lr=recipe.rate, betas=(0.9, 0.98), foreach=True))
    for optimizer in optimizers:
        for group in optimizer.param_groups:
            group["peak"] = recipe.rate
    return optimizers
