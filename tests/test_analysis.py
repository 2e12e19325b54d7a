"""The structured result: offsets, spans, sources, and the same pronunciation as the plain call gives."""

from __future__ import annotations

import json

import pytest

import hamanlp
from hamanlp import OptionError, Transcriber
from tests.conftest import Run

TEXTS = [
    "",
    " \n\n",
    "Hello, 안녕하세요!",
    "don’t  well-known  Æsop cafe\u0301 ‘so’",
    "\u1100\u1161\u11a8하 값을",
    'Привет 世界 👩‍👧 "quoted" back\\slash tab\there',
    "the apple, the dog\nthe end",
    "a" * 100 + "-" + "b" * 1500,
    "3개 12 3.14 $5 ㅋㅋ %",
]


@pytest.fixture(scope="module")
def hama() -> Transcriber:
    return Transcriber(model="tiny")


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: repr(text)[:30])
@pytest.mark.parametrize("notation", ["ipa", "arpabet", "spelling"])
def test_it_is_what_the_plain_call_gives_with_all_characters_accounted_for(text: str, notation: str) -> None:
    hama = Transcriber(model="tiny", notation=notation)
    result = hama.analyze(text)
    assert result.text == text
    assert result.ipa == hama(text)
    at = 0
    for word in result.words:
        assert not text[at : word.start].strip()
        assert text[word.start : word.end] == word.text
        at = word.end
        assert (word.lang is None) == (word.source == "passed") == (word.probability is None)
        for phone in word.phones:
            assert word.start <= phone.start < phone.end <= word.end
            assert 0 <= phone.probability <= 1
    assert not text[at:].strip()


def test_phones_come_from_their_letters_in_order(hama: Transcriber) -> None:
    for text in ("knight", "through", "안녕하세요", "값을", "Straße"):
        (word,) = hama.analyze(text).words
        starts = [phone.start for phone in word.phones]
        assert starts == sorted(starts)
        assert word.phones[0].start == 0
    (knight,) = hama.analyze("knight").words
    assert [(phone.start, phone.end) for phone in knight.phones] == [(0, 2), (2, 5), (5, 6)]


def test_probabilities_are_those_of_the_model(hama: Transcriber) -> None:
    (sure,) = hama.analyze("cat").words
    (unsure,) = hama.analyze("xqzjvwk").words
    assert sure.probability is not None
    assert unsure.probability is not None
    assert 0.5 < sure.probability < 1
    assert unsure.probability < sure.probability
    # The word is as probable as all its phones and its end.
    product = 1.0
    for phone in sure.phones:
        product *= phone.probability
    assert product * 0.9 < sure.probability < product


def test_it_does_not_depend_on_what_was_read_before(hama: Transcriber) -> None:
    first = hama.analyze("some words 값을")
    hama("some words 값을 and more")
    assert hama.analyze("some words 값을") == first


def test_lists_and_lines(hama: Transcriber) -> None:
    one, two = hama.analyze(["a\ncat", "dog"])
    assert one.words[1].text == "cat"
    assert one.words[1].start == 2
    assert two == hama.analyze("dog")
    assert hama.analyze([]) == []


def test_an_item_larger_than_any_buffer_is_not_lost(hama: Transcriber) -> None:
    text = " ".join(["word" * 60, "9" * 500, "가나다라" * 80, "-".join("abc" * 100)] * 40)
    result = hama.analyze(text)
    assert "".join(word.text for word in result.words) == text.replace(" ", "")


def test_bad_input(hama: Transcriber) -> None:
    with pytest.raises(hamanlp.InputTypeError, match="pass a str"):
        hama.analyze(7)  # type: ignore[call-overload]
    with pytest.raises(hamanlp.InputError, match="lone surrogate"):
        hama.analyze(["a", "\ud800"])
    with pytest.raises(OptionError, match=r"^format: 'xml' is not right"):
        next(hama.stream([b""], format="xml"))


def test_the_command_writes_a_line_of_json_for_each_line(run: Run) -> None:
    result = run("-m", "tiny", "--format", "jsonl", stdin="Hello, 안녕\n\nlast".encode())
    lines = [json.loads(line) for line in result.stdout.decode().splitlines()]
    assert [line["text"] for line in lines] == ["Hello, 안녕", "", "last"]
    assert lines[0]["words"][2] | {"phones": []} == {
        "text": "안녕",
        "start": 7,
        "end": 9,
        "normalized": "안녕",
        "lang": "ko",
        "ipa": lines[0]["words"][2]["ipa"],
        "source": "rule",
        "probability": 1.0,
        "phones": [],
        "alternatives": [],
    }
