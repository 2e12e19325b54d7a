"""Phones drawn at a temperature: the same for a seed, whatever else is read, and as the options say."""

from __future__ import annotations

import pickle

import pytest

from hamanlp import OptionError, Transcriber, transcribe

TEXT = "zorblatt banana quixotic through\nbanana zorblatt, 값이 3 live"


def drawing(**options: object) -> Transcriber:
    return Transcriber(**{"model": "tiny", "exceptions": False, "temperature": 1.5, **options})  # type: ignore[arg-type]


def test_a_seed_gives_the_same_and_another_something_else() -> None:
    first = drawing(seed=1)(TEXT)
    assert drawing(seed=1)(TEXT) == first
    assert len({drawing(seed=seed)(TEXT) for seed in range(5)}) == 5
    assert drawing(temperature=0)(TEXT) == Transcriber(model="tiny", exceptions=False)(TEXT)


def test_what_is_drawn_is_the_same_everywhere() -> None:
    # Given by the weights of the tiny model, and by nothing of the machine.
    drawn = [drawing(seed=seed, temperature=3)("zorblatt") for seed in range(4)]
    assert drawn == ["zoʊjɔɹæˈtit", "ˈɑsɹbˈpɑlɚtt", "ˈzɝˈbjætfʊˌeɪt", "zɚˈibɔt"]


def test_it_does_not_depend_on_what_else_is_read() -> None:
    hama = drawing(seed=3)
    lines = TEXT.split("\n")
    together = hama(TEXT).split("\n")
    assert [hama(line) for line in lines] == together
    assert hama(lines[::-1]) == together[::-1]
    assert drawing(seed=3, threads=2)([*lines, *lines]) == [*together, *together]
    assert hama(TEXT) == "\n".join(together)
    assert [line.ipa for line in hama.analyze(lines)] == together
    for size in (1, 7, 4096):
        data = TEXT.encode()
        pieces = (data[at : at + size] for at in range(0, len(data), size))
        assert b"".join(hama.stream(pieces)).decode() == "\n".join(together)


def test_a_long_line_goes_on_where_the_output_was_full() -> None:
    line = " ".join(["zorblatt"] * 9000)
    hama = drawing(seed=5, phone_separator="-" * 16)
    whole = hama(line)
    assert whole == b"".join(hama.stream([line[:30_000].encode(), line[30_000:].encode()])).decode()
    assert len(set(whole.split())) > 100  # each occurrence is drawn by itself
    assert [word.ipa for word in hama.analyze(line).words] == whole.split()


def test_korean_homographs_and_tables_are_read_as_always() -> None:
    text = "값이 live colonel 꽃잎을"
    assert transcribe(text, model="tiny", temperature=5.0) == transcribe(text, model="tiny")


def test_filters() -> None:
    greedy = Transcriber(model="tiny", exceptions=False)(TEXT)
    assert drawing(top_k=1)(TEXT) == greedy
    assert drawing(top_p=0)(TEXT) == greedy
    assert drawing(temperature=0.001)(TEXT) == greedy
    assert drawing(temperature=10, top_k=2)(TEXT) != drawing(temperature=10)(TEXT)


def test_a_boost_raises_a_phone_and_lowers_another() -> None:
    plain = {"model": "tiny", "exceptions": False}
    assert "ɹ" not in transcribe("banana", model="tiny", exceptions=False)
    assert "ɹ" in Transcriber(**plain, boost={"ɹ": 12})("banana")  # type: ignore[arg-type]
    assert "n" not in Transcriber(**plain, boost={"n": -100})("banana")  # type: ignore[arg-type]
    lowered = Transcriber(**plain, boost={"æ": -50.5, "ə": -50})("banana")  # type: ignore[arg-type]
    assert not {"æ", "ə"} & set(lowered)


def test_boost_can_be_pickled_hashed_and_passed_to_the_function() -> None:
    hama = Transcriber(model="tiny", boost={"ɹ": 2.3})
    assert pickle.loads(pickle.dumps(hama)) == hama
    assert isinstance(hash(hama), int)
    assert transcribe("word", model="tiny", boost={"ɹ": 2.3}) == hama("word")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"nbest": 0}, "nbest: '0' is not right; give a whole number from 1 to 20"),
        ({"nbest": 2.5}, "nbest: '2.5' is not right; give a whole number from 1 to 20"),
        ({"temperature": -0.5}, "temperature: '-0.5' is not right; give a number from 0 to 10"),
        ({"temperature": float("nan")}, "temperature: 'nan' is not right; give a number from 0 to 10"),
        ({"top_k": 0}, "top_k: '0' is not right; give a whole number from 1 to 1000"),
        ({"top_p": 1.01}, "top_p: '1.01' is not right; give a number from 0 to 1"),
        ({"seed": 2**32}, "seed: '4294967296' is not right; give a whole number from 0 to 4294967295"),
        ({"seed": True}, "seed: 'true' is not right; give a whole number from 0 to 4294967295"),
        ({"boost": {"ɹ": 101}}, "boost: 'ɹ=101' is not right; give phones of the model, each with a number from -100 to 100"),
        ({"boost": {"7": 1}}, "boost: '7=1' is not right; give phones of the model, each with a number from -100 to 100"),
    ],
)
def test_bad_values_are_refused_with_their_range(options: dict[str, object], message: str) -> None:
    with pytest.raises(OptionError) as caught:
        Transcriber(model="tiny", **options)  # type: ignore[arg-type]
    assert str(caught.value) == message
    assert caught.value.option == next(iter(options))
