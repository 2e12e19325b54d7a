"""`train.stacked`: a stack of runs gives the models that runs of their own give."""

from __future__ import annotations

import copy

import pytest
import torch

from tests.train_samples import SAMPLES
from train import dataset
from train.muon import Muon, orthogonalize
from train.recipe import Recipe
from train.run import Run
from train.stacked import StackedRun
from train.vocabulary import Vocabulary

VOCABULARY = Vocabulary.default()
RECIPE = Recipe(hidden=16, layers=2, heads=2, ffn=24, context=40, tokens=300, warmup=3, epochs=1, rate=0.01)


def halves() -> list[list[dataset.Example]]:
    words = dataset.read_words(("cmudict",), "train", SAMPLES)
    examples = dataset.make_examples(words, VOCABULARY, 40)
    return [examples[0:120], examples[120:230]]


@pytest.mark.parametrize("muon", [True, False])
def test_a_stack_gives_the_models_of_single_runs(muon: bool) -> None:
    torch.set_num_threads(1)
    recipe = Recipe(**(vars(RECIPE) | {"muon": muon}))
    lists = halves()
    stack = StackedRun(recipe, lists, VOCABULARY, torch.device("cpu"))
    singles = [Run(recipe, examples, VOCABULARY, torch.device("cpu")) for examples in lists]
    for batches in stack.remaining():
        for single, batch in zip(singles, batches, strict=True):
            # The schedule of a stack ends with its shortest list.
            single.batches = stack.batches
            single.train_step(batch)
        stack.train_step(batches)
    assert stack.step == singles[0].step == stack.total_steps >= 5
    for model, single in zip(stack.averages(), singles, strict=True):
        for name, weight in model.state_dict().items():
            # Muon orthogonalises in bfloat16, so that the last bits of a gradient may show.
            torch.testing.assert_close(weight, single.average.state_dict()[name], atol=2e-3 if muon else 2e-5, rtol=0)
    first, second = (model.state_dict()["lm_head.weight"] for model in stack.averages())
    assert (first - second).abs().max() > 0.01


def test_muon_on_a_stack_is_muon_on_each_matrix() -> None:
    torch.manual_seed(1)
    for shape in ((3, 16, 48), (3, 48, 16)):
        start, gradients = torch.randn(shape), [torch.randn(shape) for _ in range(3)]
        stack = torch.nn.Parameter(start.clone())
        matrices = [torch.nn.Parameter(matrix.clone()) for matrix in start]
        mine = Muon([stack], lr=0.1, weight_decay=0.2)
        torchs = torch.optim.Muon(matrices, lr=0.1, weight_decay=0.2, adjust_lr_fn="match_rms_adamw")
        for gradient in gradients:
            stack.grad = gradient
            for matrix, part in zip(matrices, gradient, strict=True):
                matrix.grad = part
            mine.step()
            torchs.step()  # type: ignore[no-untyped-call]
        torch.testing.assert_close(stack.detach(), torch.stack([m.detach() for m in matrices]), atol=2e-3, rtol=0)


def test_muon_on_many_matrices_is_muon_on_each_and_takes_up_its_state() -> None:
    torch.manual_seed(3)
    start = [torch.randn(shape) for shape in ((16, 48), (16, 48), (48, 16), (16, 16))]
    mine, theirs = ([torch.nn.Parameter(matrix.clone()) for matrix in start] for _ in range(2))
    torchs = torch.optim.Muon(theirs, lr=0.1, weight_decay=0.2, adjust_lr_fn="match_rms_adamw")
    optimizer = Muon(mine, lr=0.5)
    for step in range(3):
        for left, right in zip(mine, theirs, strict=True):
            left.grad = torch.randn(left.shape)
            right.grad = left.grad.clone()
        torchs.step()  # type: ignore[no-untyped-call]
        if step == 0:  # the first step is torch's, and its state is taken up
            optimizer.load_state_dict(copy.deepcopy(torchs.state_dict()))
            for left, right in zip(mine, theirs, strict=True):
                left.data = right.data.clone()
        else:
            optimizer.step()
    for left, right in zip(mine, theirs, strict=True):
        torch.testing.assert_close(left, right, atol=2e-3, rtol=0)


def test_orthogonalized_matrices_have_singular_values_near_one() -> None:
    torch.manual_seed(2)
    values = torch.linalg.svdvals(orthogonalize(torch.randn(2, 8, 24)).float())
    assert values.min() > 0.6
    assert values.max() < 1.3


def test_a_stack_refuses_what_it_cannot_do() -> None:
    recipe = Recipe(**(vars(RECIPE) | {"dropout": 0.1}))
    with pytest.raises(ValueError, match="no dropout"):
        StackedRun(recipe, halves(), VOCABULARY, torch.device("cpu"))
