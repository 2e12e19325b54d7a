"""The experiment with lexica of names: its names, its rules, its figures."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner

from train import lexicon_mix
from train.lexicon_mix import MIXES, Origin, Result, best, polish, sweep
from train.sources import MissingDataError
from train.split import part_of


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("kowalski", "k ɔ v ˈɑ l s k i"),
        ("wieczorek", "v j ɛ t͡ʃ ˈɔ ɹ ɛ k"),
        ("nowicki", "n ɔ v ˈi t s k i"),
        ("szczepaniak", "ʃ t͡ʃ ɛ p ˈɑ n j ɑ k"),
        ("rz", "ʒ"),
    ],
)
def test_the_polish_way(name: str, expected: str) -> None:
    assert " ".join(polish(name)) == expected


def test_listed_and_scored_names_are_disjoint() -> None:
    try:
        origins = lexicon_mix.origins()
    except MissingDataError as error:
        pytest.skip(str(error))
    assert list(origins) == [*lexicon_mix.ORIGINS, lexicon_mix.WAY]
    for origin in origins.values():
        assert len(origin.listed) >= 200
        assert {part_of(word) for word in origin.listed} == {"train"}
        assert {part_of(word) for word in origin.scored} == {"dev", "test"}


def test_a_lexicon_of_a_new_manner_teaches_it() -> None:
    names = "kowalski nowicki wojcicki zawadzki jaworski sikorski wolski lewicki janicki wojtowicz dawidowicz jankowski".split()
    listed = {name: polish(name) for name in names}
    scored = {name: [polish(name)] for name in ("jawicki", "wolicki", "nowojski", "dawicki")}
    results = list(sweep("Polish", Origin(listed, scored), len(listed), 1, "tiny"))
    assert [result.mix for result in results] == list(MIXES)
    assert results[-1].per["en39"] < 0.5 * results[0].per["en39"]
    assert best(results, "en39").per["en39"] <= results[-1].per["en39"]
    assert best([Result("", 0.0, {"en39": 2.0}), Result("", 0.5, {"en39": 1.0})], "en39").mix == 0.5


def test_the_figures_of_the_docs_are_complete() -> None:
    with (lexicon_mix.FOLDER / "mix.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["origin"], float(row["mix"])) for row in rows] == [
        (origin, mix) for origin in (*lexicon_mix.ORIGINS, lexicon_mix.WAY) for mix in MIXES
    ]


def test_missing_data_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HAMANLP_DATA", str(tmp_path))
    result = CliRunner().invoke(lexicon_mix.main, [])
    assert result.exit_code == 1
    assert "cmudict" in result.output
