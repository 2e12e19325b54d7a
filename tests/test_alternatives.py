"""Several pronunciations of a word, their probabilities, and the trace of how the model reads."""

from __future__ import annotations

import pytest

from hamanlp import InputTypeError, Transcriber
from hamanlp.analysis import Word
from tests.conftest import Run

WORDS = ["banana", "zorblatt", "through", "xqzjvwk", "a", "strengths"]


def word_of(text: str, **options: object) -> Word:
    (word,) = Transcriber(model="tiny", **options).analyze(text).words  # type: ignore[arg-type]
    return word


@pytest.mark.parametrize("text", WORDS)
@pytest.mark.parametrize("nbest", [2, 5, 20])
def test_they_are_distinct_sorted_and_no_more_than_asked_for(text: str, nbest: int) -> None:
    word = word_of(text, nbest=nbest, exceptions=False)
    assert word.probability is not None
    assert len(word.alternatives) == nbest - 1
    said = [word.ipa, *(other.ipa for other in word.alternatives)]
    assert len(set(said)) == nbest
    probabilities = [other.probability for other in word.alternatives]
    assert probabilities == sorted(probabilities, reverse=True)
    assert sum(probabilities) + word.probability <= 1.002  # four decimals each


@pytest.mark.parametrize("options", [{"stress": False}, {"notation": "arpabet"}, {"phone_separator": '"'}])
def test_they_differ_in_what_is_written(options: dict[str, object]) -> None:
    for text in WORDS:
        word = word_of(text, nbest=10, exceptions=False, **options)
        said = [word.ipa, *(other.ipa for other in word.alternatives)]
        assert len(set(said)) == len(said) > 4
        assert not any("ˈ" in each for each in said if options.get("stress") is False)


def test_a_longer_list_begins_as_a_shorter_one() -> None:
    for text in ("banana", "through"):
        most = word_of(text, nbest=20, exceptions=False)
        assert word_of(text, nbest=3, exceptions=False).alternatives == most.alternatives[:2]


def test_nothing_else_changes() -> None:
    text = "The banana, 꽃잎 and 12 zorblatts live on.\nread it"
    one, more = (Transcriber(model="tiny", nbest=nbest) for nbest in (1, 5))
    assert one(text) == more(text)
    for before, after in zip(one.analyze(text).words, more.analyze(text).words, strict=True):
        assert before.ipa == after.ipa
        assert before.probability == after.probability
        assert before.phones == after.phones


def test_tables_and_rules() -> None:
    colonel = word_of("colonel", nbest=4)
    assert (colonel.ipa, colonel.source, colonel.probability) == ("ˈkɝnəl", "exception", 1.0)
    assert len(colonel.alternatives) == 3
    assert "ˈkɝnəl" not in {other.ipa for other in colonel.alternatives}
    assert word_of("값이", nbest=5).alternatives == ()
    live = word_of("live", nbest=5)
    assert {live.ipa, *(other.ipa for other in live.alternatives)} == {"ˈlɪv", "ˈlaɪv"}
    assert live.probability is not None
    assert abs(live.probability + live.alternatives[0].probability - 1) < 0.0002
    assert word_of("zorblatt", nbest=5, notation="spelling").alternatives == ()


def test_many_words_of_many_alternatives_fill_any_buffer_in_any_pieces() -> None:
    text = " ".join(f"{word}{letter}" for letter in "abcdefgh" for word in WORDS)
    hama = Transcriber(model="tiny", nbest=20, exceptions=False, phone_separator='"' * 16)
    words = hama.analyze(text).words
    assert [word.text for word in words] == text.split()
    assert all(len(word.alternatives) == 19 for word in words)
    pieces = b"".join(hama.stream((bytes([byte]) for byte in text.encode()), format="jsonl"))
    assert pieces.decode() == hama.analyze(text).to_json() + "\n"


def test_the_trace_has_a_step_for_each_phone_and_the_end() -> None:
    hama = Transcriber(model="tiny", exceptions=False)
    (trace,) = hama.trace("banana, 값!")
    (word,) = hama.analyze("banana").words
    assert (trace.text, trace.ipa) == ("banana", word.ipa)
    assert [step.phone for step in trace.steps] == [*(phone.phone for phone in word.phones), ""]
    for step, phone in zip(trace.steps, word.phones, strict=False):
        assert step.candidates[0].phone == step.phone
        assert step.candidates[0].probability == phone.probability
        assert [candidate.filtered for candidate in step.candidates] == [1.0] + [0.0] * (len(step.candidates) - 1)
    assert hama.trace("값 colonel 123") == Transcriber(model="tiny", exceptions=False).trace("값 colonel 123")
    assert [trace.text for trace in Transcriber(model="tiny").trace("colonel 값")] == []
    with pytest.raises(InputTypeError):
        hama.trace(7)  # type: ignore[arg-type]


def test_the_trace_shows_what_filters_and_boost_do() -> None:
    (trace,) = Transcriber(model="tiny", exceptions=False, temperature=2.0, top_k=2).trace("banana")
    for step in trace.steps:
        kept = [candidate.filtered for candidate in step.candidates if candidate.filtered > 0]
        assert len(kept) <= 2
        assert abs(sum(kept) - 1) < 0.0002
    (boosted,) = Transcriber(model="tiny", exceptions=False, boost={"ɹ": 100}).trace("banana")
    assert {(step.candidates[0].phone, step.candidates[0].filtered) for step in boosted.steps} == {("ɹ", 1.0)}


def test_the_command_writes_them_between_marks_one_line_for_each_line(run: Run) -> None:
    result = run("-m", "tiny", "-N", "3", stdin="live, 꽃잎\n\nbanana\n!".encode())
    lines = result.stdout.decode().split("\n")
    assert len(lines) == 5
    live, flower = lines[0].split("\t")
    assert sorted(each.split()[0] for each in live.split(" | ")) == ["ˈlaɪv", "ˈlɪv"]
    assert flower == "k͈onnip 1.0000"
    assert lines[1] == lines[3] == lines[4] == ""
    hama = Transcriber(model="tiny", nbest=3)
    (word,) = hama.analyze("banana").words
    assert lines[2].split(" | ")[0] == f"{word.ipa} {word.probability:.4f}"
    assert len(lines[2].split(" | ")) == 3


def test_the_command_lists_unsure_words(run: Run) -> None:
    text = "cat xqzjvwk 값\n\nxqzjvwk colonel"
    result = run("-m", "tiny", "--below", "0.3", stdin=text.encode())
    (word,) = Transcriber(model="tiny").analyze("xqzjvwk").words
    assert result.stdout.decode() == f"xqzjvwk\t{word.ipa} {word.probability:.4f}\n" * 2
    assert run("-m", "tiny", "--below", "0", stdin=text.encode()).stdout == b""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--below", "0.5", "--format", "jsonl"], "--below and --format jsonl exclude each other"),
        (["--below", "1.5"], "0<=x<=1"),
        (["-N", "21"], "--nbest: '21' is not right; give a whole number from 1 to 20"),
        (["--boost", "ɹ"], "--boost: 'ɹ' is not right; give PHONE=NUMBER"),
        (["--top-p", "2"], "--top-p: '2' is not right; give a number from 0 to 1"),
    ],
)
def test_bad_options_are_named_with_their_range(run: Run, arguments: list[str], message: str) -> None:
    result = run(*arguments, "word")
    assert result.returncode == 2
    assert message in result.stderr.decode()
