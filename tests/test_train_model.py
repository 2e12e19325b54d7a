"""`TinyLlama` against `LlamaForCausalLM`: the same numbers, from the same files."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from tests.train_samples import save_untrained, untrained_model
from train.attention import attention_mask
from train.dataset import make_batch, prefix_of
from train.model import TinyLlama, load
from train.predict import predict
from train.reference import load_reference, reference_greedy, reference_logits
from train.vocabulary import EOS_ID, Vocabulary

VOCABULARY = Vocabulary.default()
WORDS = ["a", "hello", "안녕", "o'clock", "한국어", "x-ray", "pronunciation"]
PHONES = VOCABULARY.encode_phones(["h", "ə", "l", "ˈoʊ", "t͡ɕ͈"])


def logits(model: TinyLlama, ids: list[int], prefix_length: int) -> torch.Tensor:
    with torch.no_grad():
        result: torch.Tensor = model(torch.tensor([ids]), torch.tensor([prefix_length]))[0, prefix_length - 1 :]
    return result


@pytest.mark.parametrize("tied", [True, False])
@pytest.mark.parametrize("prefix", [True, False])
def test_logits_equal_those_of_transformers(tmp_path: Path, tied: bool, prefix: bool) -> None:
    model = save_untrained(tmp_path, tied=tied, prefix=prefix)
    reference, opened = load_reference(tmp_path), load(tmp_path)
    assert (reference.lm_head.weight is reference.model.embed_tokens.weight) == tied
    for word in WORDS:
        start = prefix_of(word, VOCABULARY)
        expected = reference_logits(reference, start + PHONES, len(start))
        assert expected.shape == (len(PHONES) + 1, len(VOCABULARY))
        assert expected.std() > 0.1
        for mine in (model, opened):
            assert (logits(mine, start + PHONES, len(start)) - expected).abs().max() < 2e-5


def test_the_prefix_mask_matters(tmp_path: Path) -> None:
    model = save_untrained(tmp_path, prefix=True)
    ids = prefix_of("hello", VOCABULARY)
    seen = logits(model, ids, len(ids))
    model.config.prefix_attention = False
    assert (logits(model, ids, len(ids)) - seen).abs().max() > 1e-3


@pytest.mark.parametrize("prefix", [True, False])
def test_padding_does_not_matter(prefix: bool) -> None:
    model = untrained_model(prefix=prefix)
    pairs = [(tuple(prefix_of(word, VOCABULARY)), (*PHONES, EOS_ID)) for word in WORDS]
    batch = make_batch(pairs)
    with torch.no_grad():
        together = model(batch.ids, batch.prefix_lengths)
    for row, (start, target) in enumerate(pairs):
        alone = logits(model, [*start, *target], len(start))
        end = len(start) + len(target)
        assert (together[row, len(start) - 1 : end] - alone).abs().max() < 1e-5


def test_the_mask_by_hand() -> None:
    mask = attention_mask(torch.tensor([2, 1]), 3, prefix_attention=True)
    assert mask[0, 0].int().tolist() == [[1, 1, 0], [1, 1, 0], [1, 1, 1]]
    assert mask[1, 0].int().tolist() == [[1, 0, 0], [1, 1, 0], [1, 1, 1]]
    causal = attention_mask(torch.tensor([2, 1]), 3, prefix_attention=False)
    assert causal[0, 0].int().tolist() == causal[1, 0].int().tolist() == [[1, 0, 0], [1, 1, 0], [1, 1, 1]]


@pytest.mark.parametrize("prefix", [True, False])
def test_greedy_decoding_equals_that_of_transformers(tmp_path: Path, prefix: bool) -> None:
    model = save_untrained(tmp_path, prefix=prefix, context=20)
    reference = load_reference(tmp_path)
    predictions = predict(model, VOCABULARY, WORDS, batch=2)
    assert list(predictions) == WORDS
    for word in WORDS:
        assert predictions[word] == reference_greedy(reference, VOCABULARY, word)
    assert any(predictions.values())


def test_rows_that_finish_early_keep_their_phones() -> None:
    model = untrained_model(context=30)
    with torch.no_grad():  # so that <eos> comes now and then
        model.lm_head.weight[EOS_ID] *= 3
    ids = torch.tensor([prefix_of(word, VOCABULARY) for word in ("abcd", "efgh", "ijkl", "mnop", "qrst", "uvwx")])
    together = model.generate(ids)
    assert together == [model.generate(row[None])[0] for row in ids]
    assert len({len(row) for row in together}) > 2
    assert all(len(row) <= 30 - ids.shape[1] and EOS_ID not in row for row in together)


def test_a_word_that_does_not_fit_is_named() -> None:
    with pytest.raises(ValueError, match=r"'abcdefghi' is too long: with its marks it has 11 tokens, the context 10"):
        predict(untrained_model(context=10), VOCABULARY, ["abcdefghi"])


def test_a_word_that_fills_the_context_has_no_phones() -> None:
    assert predict(untrained_model(context=10), VOCABULARY, ["abcdefgh"]) == {"abcdefgh": []}


@pytest.mark.parametrize("missing", ["config.json", "model.safetensors"])
def test_a_folder_that_is_no_checkpoint_is_named(tmp_path: Path, missing: str) -> None:
    save_untrained(tmp_path)
    (tmp_path / missing).unlink()
    with pytest.raises(FileNotFoundError, match=f"is no checkpoint: it has no {missing}"):
        load(tmp_path)
