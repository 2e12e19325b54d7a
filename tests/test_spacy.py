"""The component of spaCy's pipelines, with the real package."""

from __future__ import annotations

import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest

import hamanlp

spacy = pytest.importorskip("spacy")

TEXT = "I don't read $3.50 books; they've read  it,\nor \"안녕하세요\"! 😀 state-of-the-art"


@pytest.fixture(scope="module")
def nlp() -> Any:
    entry = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]["spacy_factories"]
    assert EntryPoint("hamanlp", entry["hamanlp"], "spacy_factories").load()  # what spaCy does for an installed package
    pipeline = spacy.blank("en")
    pipeline.add_pipe("hamanlp")
    return pipeline


def test_tokens_have_the_phones_of_their_letters(nlp: Any) -> None:
    read = [(token.text, token._.ipa) for token in nlp("I don't read $3.50 books, 안녕하세요!")]
    assert read == [
        ("I", "ˈaɪ"),
        ("do", "ˈdoʊ"),
        ("n't", "nt"),
        ("read", "ˈɹɛd"),
        ("$", "ˈθɹi ˈdɑlɚz ˈænd ˈfɪfti ˈsɛnts"),
        ("3.50", ""),
        ("books", "ˈbʊks"),
        (",", ","),
        ("안녕하세요", "annjʌŋhasejo"),
        ("!", "!"),
    ]


def test_documents_and_spans_are_their_tokens(nlp: Any, hama: hamanlp.Transcriber) -> None:
    doc = nlp("They read it, don't they?")
    assert doc._.ipa == hama(doc.text)
    assert doc[:3]._.ipa == hama("They read it")
    assert nlp("")._.ipa == ""


def test_nothing_is_lost_or_doubled(nlp: Any, hama: hamanlp.Transcriber) -> None:
    doc = nlp(TEXT)
    assert "".join(doc._.ipa.split()) == "".join(hama(TEXT).split())


def test_many_documents_in_batches_and_processes(nlp: Any, hama: hamanlp.Transcriber) -> None:
    texts = [f"they read {number} books" for number in range(40)]
    expected = hama(texts)
    assert [doc._.ipa for doc in nlp.pipe(texts, batch_size=7)] == expected
    assert [doc._.ipa for doc in nlp.pipe(texts, batch_size=7, n_process=2)] == expected


def test_options_and_a_saved_pipeline(tmp_path: Path) -> None:
    pipeline = spacy.blank("ko", config={"nlp": {"tokenizer": {"@tokenizers": "spacy.Tokenizer.v1"}}})
    pipeline.add_pipe("hamanlp", config={"options": {"notation": "hangul"}})
    assert [token._.ipa for token in pipeline("꽃이 예쁘다")] == ["꼬치", "예쁘다"]
    pipeline.to_disk(tmp_path)
    assert [token._.ipa for token in spacy.load(tmp_path)("꽃이")] == ["꼬치"]
    with pytest.raises(hamanlp.OptionError, match="lang"):
        spacy.blank("en").add_pipe("hamanlp", config={"options": {"lang": "xx"}})
