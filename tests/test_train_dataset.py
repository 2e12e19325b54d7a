"""Examples and batches."""

from __future__ import annotations

import pytest
import torch

from tests.train_samples import SAMPLES
from train import dataset
from train.vocabulary import EOS_ID, PAD_ID, SEP_ID, Vocabulary

VOCABULARY = Vocabulary.default()


@pytest.fixture(scope="module")
def examples() -> list[dataset.Example]:
    words = dataset.read_words(dataset.LEXICA["en"], "train", SAMPLES) | dataset.read_words(
        dataset.LEXICA["ko"], "train", SAMPLES
    )
    return dataset.make_examples(words, VOCABULARY, 100)


def rows(batches: list[dataset.Batch]) -> list[tuple[int, ...]]:
    return [tuple(row) for batch in batches for row in batch.ids.tolist()]


def without_padding(row: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(token for token in row if token != PAD_ID)


@pytest.mark.parametrize("epoch", [0, 1, 5])
def test_a_pass_has_each_word_once(examples: list[dataset.Example], epoch: int) -> None:
    batches = list(dataset.epoch_batches(examples, 512, seed=1, epoch=epoch))
    assert len(batches) == dataset.count_batches(examples, 512, seed=1, epoch=epoch)
    seen = sorted(without_padding(row) for row in rows(batches))
    possible = {example.prefix: {example.prefix + target for target in example.targets} for example in examples}
    prefixes = [row[: row.index(SEP_ID) + 1] for row in seen]
    assert sorted(prefixes) == sorted(possible)
    assert all(row in possible[prefix] for row, prefix in zip(seen, prefixes, strict=True))


def test_passes_and_seeds_differ_and_repeat(examples: list[dataset.Example]) -> None:
    first = rows(list(dataset.epoch_batches(examples, 512, seed=1, epoch=0)))
    assert first == rows(list(dataset.epoch_batches(examples, 512, seed=1, epoch=0)))
    assert first != rows(list(dataset.epoch_batches(examples, 512, seed=1, epoch=1)))
    assert first != rows(list(dataset.epoch_batches(examples, 512, seed=2, epoch=0)))
    assert first[-20:] == rows(list(dataset.epoch_batches(examples, 512, seed=1, epoch=0, start=3)))[-20:]


def test_words_of_like_length_are_together(examples: list[dataset.Example]) -> None:
    for batch in dataset.epoch_batches(examples, 512, seed=1, epoch=0):
        assert batch.ids.numel() <= 1.3 * 512
        assert (batch.ids != PAD_ID).float().mean() > 0.7


def test_a_batch_by_hand() -> None:
    batch = dataset.make_batch([((1, 10, 3), (90, 91, EOS_ID)), ((1, 10, 11, 3), (92, EOS_ID))])
    assert batch.ids.tolist() == [[1, 10, 3, 90, 91, 2], [1, 10, 11, 3, 92, 2]]
    assert batch.prefix_lengths.tolist() == [3, 4]
    assert batch.is_target.int().tolist() == [[0, 0, 1, 1, 1], [0, 0, 0, 1, 1]]
    short = dataset.make_batch([((1, 10, 3), (90, EOS_ID)), ((1, 3), (EOS_ID,))])
    assert short.ids.tolist() == [[1, 10, 3, 90, 2], [1, 3, 2, PAD_ID, PAD_ID]]
    assert short.is_target.int().tolist() == [[0, 0, 1, 1], [0, 1, 0, 0]]
    assert torch.equal(short.to(torch.device("cpu")).ids, short.ids)


def test_variants_are_all_heard() -> None:
    (example,) = dataset.make_examples({"read": [["ɹ", "ˈɛ", "d"], ["ɹ", "ˈi", "d"]]}, VOCABULARY, 100)
    seen = [rows(list(dataset.epoch_batches([example], 512, seed=1, epoch=epoch)))[0] for epoch in range(40)]
    firsts = seen.count(example.prefix + example.targets[0])
    assert 10 <= firsts <= 30
    assert set(seen) == {example.prefix + target for target in example.targets}


def test_what_does_not_fit_is_left_out() -> None:
    words = {"abc": [["b"], ["b", "b", "b", "b"]], "abcdef": [["b", "b"]]}
    (example,) = dataset.make_examples(words, VOCABULARY, 8)
    assert example.prefix == tuple(dataset.prefix_of("abc", VOCABULARY))
    assert example.targets == ((*VOCABULARY.encode_phones(["b"]), EOS_ID),)


def test_a_foreign_phone_is_named() -> None:
    with pytest.raises(ValueError, match="'ɒ' .* is not among the model's phones"):
        dataset.make_examples({"bob": [["b", "ɒ", "b"]]}, VOCABULARY, 100)


def test_a_digest_names_the_words_alone() -> None:
    assert dataset.digest({"b": [["b"]], "a": []}) == dataset.digest({"a": [["ə"]], "b": []})
    assert dataset.digest({"ab": []}) != dataset.digest({"a": [], "b": []})
    # printf 'a\nb\n' | sha256sum
    assert dataset.digest({"a": [], "b": []}) == "911169ddaaf146aff539f58c26c489af3b892dff0fe283c1c264c65ae5aa59a2"
