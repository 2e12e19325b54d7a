"""How the words of a table of exceptions are chosen, and how running text is scored."""

from __future__ import annotations

import pytest

from export.exceptions import size_of
from tests.train_samples import SAMPLES
from train import running_text
from train.exception_candidates import STRESS_SHARE, Candidate, choose_reading, read_candidates
from train.exception_choice import Chooser, phones_of
from train.letter_shares import align
from train.phones_en import fold39, fold_reduced
from train.suffixes import SHIPPED, read_with_suffix, with_d, with_s


def phones(written: str) -> list[str]:
    return written.split()


def candidate(word: str, frequency: float, written: str) -> Candidate:
    listed, listed_stress = (frozenset([tuple(fold(phones(written)))]) for fold in (fold39, fold_reduced))
    return Candidate(word, frequency, phones(written), listed, listed_stress)


def test_letters_get_the_phones_that_they_stand_for() -> None:
    words = {"night": "n ˈaɪ t", "box": "b ˈɑ k s", "nit": "n ˈɪ t", "tin": "t ˈɪ n", "bob": "b ˈɑ b", "ax": "ˈæ k s"}
    table = align({word: phones(written) for word, written in words.items()} | {"w": phones("d ˈʌ b ə l j u")})
    assert table["box"] == (("b",), ("ˈɑ",), ("k", "s"))
    assert table["tin"] == (("t",), ("ˈɪ",), ("n",))
    assert phones_of(table)["night"] == phones("n ˈaɪ t")
    assert "w" not in table


def test_the_stored_reading_is_the_first_unless_another_lexicon_prefers_one() -> None:
    been = [phones("b ɪ n"), phones("b ə n"), phones("b ˈɪ n")]
    assert choose_reading(been, []) == been[0]
    assert choose_reading(been, [phones("b ə n")]) == been[1]
    assert choose_reading(been, [phones("b ˈɪ n")]) == been[2]
    assert choose_reading(been, [phones("b ˌɪ n")]) == been[0]
    assert choose_reading(been, [phones("b ˈi n")]) == been[0]


def test_a_wrong_stress_counts_less_than_a_wrong_phone() -> None:
    word = candidate("into", 0.5, "ˈɪ n t u")
    assert word.loss(phones("ˈɪ n t u")) == 0
    assert word.loss(phones("ɪ n t ˈu")) == 0.5 * STRESS_SHARE
    assert word.loss(phones("ˈɪ n t ə")) == 0.5


def test_suffixes() -> None:
    assert with_s(phones("d ˈɔ ɡ"))[-1] == "z"
    assert with_s(phones("k ˈæ t"))[-1] == "s"
    assert with_s(phones("b ˈʌ s"))[-2:] == ["ɪ", "z"]
    assert with_d(phones("w ˈɑ n t"))[-2:] == ["ɪ", "d"]
    assert with_d(phones("w ˈɔ k"))[-1] == "t"
    table = {"dog": phones("d ˈɔ ɡ"), "as": phones("æ z"), "bas": phones("b ˈɑ")}
    assert read_with_suffix("dog's", table, SHIPPED) == read_with_suffix("dogs", table, SHIPPED) == phones("d ˈɔ ɡ z")
    assert read_with_suffix("ass", table, SHIPPED) is None
    assert read_with_suffix("bass", table, SHIPPED) is None


def test_the_choice_saves_the_most_errors_in_its_bytes() -> None:
    candidates = {
        "the": candidate("the", 0.05, "ð ə"),
        "colonel": candidate("colonel", 0.01, "k ˈɝ n ə l"),
        "colonels": candidate("colonels", 0.001, "k ˈɝ n ə l z"),
        "cat": candidate("cat", 0.02, "k ˈæ t"),
    }
    readings = {word: each.phones for word, each in candidates.items()}
    readings |= {"colonel": phones("k ˈɑ l ə n ə l"), "colonels": phones("k ˈɑ l ə n ə l z")}
    chooser = Chooser(candidates, readings, SHIPPED)
    choice = chooser.choose(2000)
    assert set(choice.table) == {"the", "colonel"}
    assert choice.loss == 0
    assert size_of(choice.table) <= 2000
    assert chooser.choose(0).table == {}
    assert chooser.choose(0).loss == pytest.approx(0.011 / 0.081)
    assert set(Chooser(candidates, readings, ()).choose(2000).table) == {"the", "colonel", "colonels"}


def test_candidates_are_used_words_that_are_no_homographs() -> None:
    candidates = read_candidates({"abstract": 0.1, "the": 0.1}, SAMPLES)
    assert "abstract" not in candidates
    assert all(each.frequency > 0 for each in candidates.values())


def test_words_of_a_sentence() -> None:
    listed = {word: frozenset([("x",)]) for word in ("don't", "well", "known", "t-shirt", "a", "th")}
    sentence = "A 19th well-known T-shirt: don’t 'a' x2a"
    assert running_text.words_of(sentence, listed) == ["a", "well", "known", "t-shirt", "don't", "a"]
    assert running_text.words_of(sentence, listed, parts=False) == ["a", "t-shirt", "don't", "a"]


def test_running_text_is_scored_by_word_and_by_sentence() -> None:
    listed = {"cat": frozenset([("k", "æ", "t")]), "dog": frozenset([("d", "ɔ", "ɡ")]), "fox": frozenset([("n", "oʊ")])}
    sentences = ["The cat, 7 dogs, a dog and a fox.", "Fox cat"]
    for score in (running_text.score_words, running_text.score_sentences):
        result = score(sentences, listed)
        assert (result.words, result.misses.total()) == (5, 2)
        assert result.share == pytest.approx(0.6)
        assert {word for word, _ in result.misses} == {"fox"}
