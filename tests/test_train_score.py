"""Error rates, by cases worked out by hand."""

from __future__ import annotations

import pytest

from train.score import NOTHING, Score, align, compare, confusions, edit_distance, score

ENGLISH = {
    "read": [["ɹ", "ˈɛ", "d"], ["ɹ", "ˈi", "d"]],
    "about": [["ə", "b", "ˈaʊ", "t"]],
    "bird": [["b", "ˈɝ", "d"]],
}


@pytest.mark.parametrize(
    ("first", "second", "distance"),
    [("", "", 0), ("a", "", 1), ("", "ab", 2), ("abc", "abc", 0), ("abc", "axc", 1), ("abc", "ac", 1),
     ("kitten", "sitting", 3), ("ab", "ba", 2)],
)  # fmt: skip
def test_edit_distance(first: str, second: str, distance: int) -> None:
    assert edit_distance(first, second) == edit_distance(second, first) == distance


def test_all_right() -> None:
    predictions = {word: pronunciations[-1] for word, pronunciations in ENGLISH.items()}
    assert score(predictions, ENGLISH, "en-stress") == Score(words=3, phones=10, edits=0, wrong=0)


def test_stress_and_reduced_vowels() -> None:
    predictions = {"read": ["ɹ", "ˌi", "d"], "about": ["ʌ", "b", "aʊ", "t"], "bird": ["b", "ɚ", "d"]}
    assert score(predictions, ENGLISH, "en39") == Score(words=3, phones=10, edits=0, wrong=0)
    # read, about, bird each have one stress wrong; that ʌ is no ə is not counted
    exact = score(predictions, ENGLISH, "en-stress")
    assert exact == Score(words=3, phones=10, edits=3, wrong=3)
    assert exact.per == pytest.approx(30.0)
    assert exact.wer == pytest.approx(100.0)


def test_the_nearest_reference_counts_and_of_two_the_longer() -> None:
    references = {"w": [["a", "b"], ["a", "b", "c", "d"], ["x", "y", "z"]]}
    # at distance 1 from the first, 1 from the second
    assert score({"w": ["a", "b", "c"]}, references, "en-stress") == Score(words=1, phones=4, edits=1, wrong=1)
    assert score({"w": ["x", "y"]}, references, "en-stress") == Score(words=1, phones=3, edits=1, wrong=1)


def test_a_missing_word_is_wholly_wrong() -> None:
    assert score({}, {"bird": ENGLISH["bird"]}, "en39") == Score(words=1, phones=3, edits=3, wrong=1)


def test_korean_broad() -> None:
    references = {"의자": [["ɰ", "i", "t͡ɕ", "a"]], "개": [["k", "ɛ"]], "꽃": [["k͈", "o", "t"]]}
    predictions = {"의자": ["ɯ", "i", "t͡ɕ", "a"], "개": ["k", "e"], "꽃": ["k", "o", "t"]}
    result = score(predictions, references, "ko-broad")
    assert result == Score(words=3, phones=9, edits=1, wrong=1)
    assert str(result) == "3 words  PER 11.11  WER 33.33"


def test_nothing_to_score() -> None:
    with pytest.raises(ValueError, match="no words to score"):
        score({}, {}, "en39")


def test_alignment_and_confusions() -> None:
    assert align("abcd", "axd") == [("a", "a"), ("b", NOTHING), ("c", "x"), ("d", "d")]
    assert align("", "a") == [(NOTHING, "a")]
    outcomes = compare({"read": ["ɹ", "ˈɪ", "d", "z"], "about": ["b", "ˈaʊ", "t"]}, ENGLISH, "en39")
    assert [outcome.edits for outcome in outcomes] == [2, 1, 3]
    counted = confusions(outcomes)
    assert counted[("z", NOTHING)] == 1
    assert counted[(NOTHING, "ə")] == 1
    assert counted[(NOTHING, "ɚ")] == 1
    assert sum(counted.values()) == 6
