"""Phones that the model is made to write, before it goes on by itself."""

from __future__ import annotations

import pytest

from hamanlp import OptionError, Transcriber
from tests.conftest import Run


def reader(**options: object) -> Transcriber:
    return Transcriber(**{"model": "tiny", "exceptions": False, **options})  # type: ignore[arg-type]


def test_a_word_begins_with_it_and_goes_on() -> None:
    word = reader(force="z ˈɑ").analyze("banana").words[0]
    assert [phone.phone for phone in word.phones[:2]] == ["z", "ˈɑ"]
    assert len(word.phones) > 3
    assert word.phones[0].probability < 0.05 < word.phones[3].probability


def test_what_the_model_says_anyway_changes_nothing() -> None:
    (trace,) = reader().trace("banana zorblatt")[:1]
    for count in range(1, len(trace.steps)):
        force = " ".join(step.phone for step in trace.steps[:count])
        assert reader(force=force).trace("banana") == [trace]
    whole = " ".join(step.phone for step in trace.steps)
    assert reader(force=f"{whole}#").trace("banana") == [trace]


def test_the_rest_of_a_draw_stays_as_it_was() -> None:
    drawn = reader(temperature=2.0, seed=5)
    (trace,) = drawn.trace("zorblatt")
    force = " ".join(step.phone for step in trace.steps[:3])
    assert reader(temperature=2.0, seed=5, force=force).trace("zorblatt") == [trace]


def test_the_end_can_be_forced() -> None:
    assert reader(force="z ˈɑ #")("banana") == "ˈzɑ"
    assert len(reader(force="t ʃ #").analyze("banana").words[0].phones) == 2
    assert len(reader(force="tʃ#").analyze("banana").words[0].phones) == 1


def test_tables_rules_and_homographs_have_no_part_in_it() -> None:
    text = "값이 live colonel"
    plain = Transcriber(model="tiny")
    assert Transcriber(model="tiny", force="z")(text) == plain(text)
    assert Transcriber(model="tiny", force="m")("zorblatt") != plain("zorblatt")


def test_korean_letters_that_the_model_reads_keep_their_own_phones() -> None:
    assert reader(force="θ")("ㅋㅋ") == reader()("ㅋㅋ")


@pytest.mark.parametrize("value", ["#", "ʁ", "a#b", "k##", "t" * 200, 7])
def test_what_is_no_phone_is_refused(value: object) -> None:
    with pytest.raises(
        OptionError, match=r"^force: '.*' is not right; give at most 100 English phones of the model in IPA, and #"
    ):
        reader(force=value)


def test_the_command(run: Run) -> None:
    result = run("-m", "tiny", "--no-exceptions", "--force", "z ˈɑ #", "banana zorblatt")
    assert result.stdout.decode() == "ˈzɑ ˈzɑ\n"
    refused = run("--force", "ʁ", "x")
    assert refused.returncode == 2
    assert "--force: 'ʁ' is not right" in refused.stderr.decode()
