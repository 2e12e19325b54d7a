"""Ray and Spark, real ones on this machine: a worker is killed in the midst of its work, and nothing is lost."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

import hamanlp

parquet = pytest.importorskip("pyarrow.parquet")
pyarrow = pytest.importorskip("pyarrow")

LINES = 8000


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lines in several files, some of them missing."""
    folder = tmp_path_factory.mktemp("clusters") / "text"
    folder.mkdir()
    for first in range(0, LINES, 1000):
        texts = [None if number % 97 == 0 else f"{number} cats, 고양이 {number}" for number in range(first, first + 1000)]
        parquet.write_table(pyarrow.table({"id": range(first, first + 1000), "text": texts}), folder / f"{first}.parquet")
    return folder


@pytest.fixture(scope="module")
def expected(source: Path, hama: hamanlp.Transcriber) -> Any:
    table = parquet.read_table(source).sort_by("id")
    return table.append_column("ipa", pyarrow.array([text and hama(text) for text in table.column("text").to_pylist()]))


@pytest.mark.parametrize("system", ["hamanlp -j", "Ray", "Spark"])
def test_a_killed_worker_loses_nothing(system: str, source: Path, expected: Any) -> None:
    if system == "Ray":
        pytest.importorskip("ray")
    if system == "Spark":
        pytest.importorskip("pyspark")
        if shutil.which("java") is None:
            pytest.skip("there is no java: apt-get install default-jre-headless")
    from bench.clusters import faults, run  # noqa: PLC0415 - it wants the packages above

    told = run(system, source, 2, kill_after=0.2)
    assert told["killed"] == 1
    assert faults(told["target"], expected) == {"lost": 0, "doubled": 0, "different": 0}


def test_faults_are_found(source: Path, expected: Any, tmp_path: Path) -> None:
    from bench.clusters import faults  # noqa: PLC0415 - as above

    assert source.is_dir()
    for name, table, found in (
        ("lost", expected.slice(3), {"lost": 3, "doubled": 0, "different": 3}),
        ("doubled", pyarrow.concat_tables([expected, expected.slice(0, 2)]), {"lost": 0, "doubled": 2, "different": 1}),
        ("different", expected.set_column(2, "ipa", expected["text"]), {"lost": 0, "doubled": 0, "different": 1}),
    ):
        parquet.write_table(table, tmp_path / name)
        assert faults(tmp_path / name, expected) == found


def test_the_actor_of_ray_takes_arrow_tables() -> None:
    pytest.importorskip("ray")
    from hamanlp.ray import Transcribe, transcribe  # noqa: PLC0415 - an extra

    actor = Transcribe("words", "phones", notation="arpabet")
    table = pyarrow.table({"words": ["cat", None], "phones": [1, 2]})
    read = [hamanlp.transcribe("cat", notation="arpabet"), None]
    assert actor(table).to_pydict() == {"words": ["cat", None], "phones": read}
    assert actor(table.drop(["phones"])).to_pydict() == {"words": ["cat", None], "phones": read}
    with pytest.raises(hamanlp.OptionError, match="lang"):
        transcribe(None, lang="xx")


def test_spark_hears_a_bad_option_at_once() -> None:
    pytest.importorskip("pyspark")
    from hamanlp.spark import transcriber  # noqa: PLC0415 - an extra

    with pytest.raises(hamanlp.OptionError, match="lang"):
        transcriber(lang="xx")
