"""The vocabulary and the tokenizer files beside a checkpoint."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from transformers import PreTrainedTokenizerFast

from train.vocabulary import BOS_ID, EOS_ID, PAD_ID, SEP_ID, Vocabulary

VOCABULARY = Vocabulary.default()


def test_ids_are_dense_and_distinct() -> None:
    assert len(set(VOCABULARY.tokens)) == len(VOCABULARY.tokens) == len(VOCABULARY)
    assert (PAD_ID, BOS_ID, EOS_ID, SEP_ID) == (0, 1, 2, 3)
    assert VOCABULARY.tokens[VOCABULARY.first_phone] == VOCABULARY.phones[0]


@pytest.mark.parametrize("word", ["hello", "o'clock", "x-ray", "안녕", "값", "뷁", "쌍둥이"])
def test_words_round_trip(word: str) -> None:
    ids = VOCABULARY.encode_word(word)
    assert unicodedata.normalize("NFC", "".join(VOCABULARY.tokens[token][1:-1] for token in ids)) == word
    assert ids == VOCABULARY.encode_word(unicodedata.normalize("NFD", word))


def test_every_hangul_syllable_can_be_written() -> None:
    for code in range(ord("가"), ord("힣") + 1):
        assert len(VOCABULARY.encode_word(chr(code))) in (2, 3)


def test_phones_round_trip() -> None:
    phones = list(VOCABULARY.phones)
    ids = VOCABULARY.encode_phones(phones)
    assert VOCABULARY.decode_phones(ids) == phones
    assert VOCABULARY.decode_phones([BOS_ID, *VOCABULARY.encode_word("a"), ids[3], EOS_ID]) == [phones[3]]


def test_what_is_not_in_the_vocabulary_is_named() -> None:
    with pytest.raises(ValueError, match=r"'7' \(in 'b7'\) is not among the model's graphemes"):
        VOCABULARY.encode_word("b7")
    with pytest.raises(ValueError, match=r"'ɒ' \(in 'b ɒ'\) is not among the model's phones"):
        VOCABULARY.encode_phones(["b", "ɒ"])


def test_files_round_trip_and_transformers_opens_them(tmp_path: Path) -> None:
    VOCABULARY.save(tmp_path)
    assert Vocabulary.load(tmp_path) == VOCABULARY
    tokenizer = PreTrainedTokenizerFast.from_pretrained(tmp_path)
    assert len(tokenizer) == len(VOCABULARY)
    text = " ".join(
        ["<bos>", *(f"<{letter}>" for letter in unicodedata.normalize("NFD", "안녕")), "<sep>", "t͡ɕ͈", "ˈoʊ", "<eos>"]
    )
    ids = tokenizer(text, add_special_tokens=False)["input_ids"]
    expected = [BOS_ID, *VOCABULARY.encode_word("안녕"), SEP_ID, *VOCABULARY.encode_phones(["t͡ɕ͈", "ˈoʊ"]), EOS_ID]
    assert ids == expected
    assert tokenizer.convert_ids_to_tokens(list(range(len(VOCABULARY)))) == VOCABULARY.tokens
    assert (tokenizer.pad_token_id, tokenizer.bos_token_id, tokenizer.eos_token_id) == (PAD_ID, BOS_ID, EOS_ID)


def test_a_tokenizer_in_another_order_is_refused(tmp_path: Path) -> None:
    VOCABULARY.save(tmp_path)
    path = tmp_path / "tokenizer.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    vocab = content["model"]["vocab"]
    vocab["<a>"], vocab["b"] = vocab["b"], vocab["<a>"]
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(ValueError, match="specials, sources, graphemes, phones"):
        Vocabulary.load(tmp_path)


def test_sources_have_tokens_of_their_own_in_the_place_of_bos(tmp_path: Path) -> None:
    plain, vocabulary = Vocabulary.default(), Vocabulary.default(("misaki_en_us",))
    assert vocabulary.begin("misaki_en_us") not in (vocabulary.begin(), plain.begin("misaki_en_us"))
    assert vocabulary.begin() == plain.begin("misaki_en_us") == BOS_ID
    assert vocabulary.tokens[vocabulary.begin("misaki_en_us")] == "<source:misaki_en_us>"
    assert vocabulary.decode_phones(vocabulary.encode_phones(["h", "ˈaɪ"])) == ["h", "ˈaɪ"]
    vocabulary.save(tmp_path)
    assert Vocabulary.load(tmp_path) == vocabulary
