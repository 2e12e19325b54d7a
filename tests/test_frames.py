"""Columns of pandas, Polars and Hugging Face data sets, with the real packages."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import hamanlp

TEXTS = ["hello", None, "안녕하세요", "", "two\nlines", "3 cats"]


@pytest.fixture
def expected(hama: hamanlp.Transcriber) -> list[str | None]:
    return [None if text is None else hama(text) for text in TEXTS]


@pytest.mark.parametrize("module", ["pandas", "polars", "ray", "spark", "spacy"])
def test_a_missing_package_is_named(module: str) -> None:
    package = {"spark": "pyspark"}.get(module, module)
    code = f"import sys; sys.modules[{package!r}] = None\nimport hamanlp\ntry: import hamanlp.{module}\n"
    code += "except hamanlp.HamaError as error: assert isinstance(error, ImportError); print(error)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.decode()
    assert shown == f"hamanlp.{module}: need an optional package; pip install 'hamanlp[{module}]'\n"


def test_nothing_optional_is_imported_unasked() -> None:
    code = (
        "import sys, hamanlp, hamanlp.cli, hamanlp.compat, hamanlp.compat.g2p_en; hamanlp.transcribe('a'); print(*sys.modules)"
    )
    modules = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.decode().split()
    assert not {"pandas", "polars", "pyarrow", "spacy", "ray", "pyspark", "datasets", "tqdm", "numpy"} & set(modules)


class TestPandas:
    """`Series.hama`."""

    @pytest.fixture
    def pandas(self) -> Any:
        pandas = pytest.importorskip("pandas")
        importlib.import_module("hamanlp.pandas")
        return pandas

    @pytest.mark.parametrize("kind", ["str", "object", "string"])
    def test_transcribe(self, pandas: Any, expected: list[str | None], kind: str) -> None:
        series = pandas.Series(TEXTS, index=range(10, 16), name="text", dtype=kind)
        read = series.hama.transcribe(threads=2)
        assert read.dtype == series.dtype
        assert read.name == "text"
        assert list(read.index) == list(series.index)
        assert [None if pandas.isna(each) else each for each in read] == expected

    def test_options_and_many_rows(self, pandas: Any) -> None:
        texts = [f"{number} cats" for number in range(5000)]
        read = pandas.Series(texts).hama.transcribe(lang="en", notation="arpabet")
        assert read.tolist() == hamanlp.transcribe(texts, lang="en", notation="arpabet")
        assert pandas.Series([], dtype="str").hama.transcribe().tolist() == []

    def test_analyze(self, pandas: Any, hama: hamanlp.Transcriber) -> None:
        known = pandas.Series(["hello", None, "a b"], dtype=object).hama.analyze().tolist()
        assert known == [hama.analyze("hello"), None, hama.analyze("a b")]

    def test_what_is_no_text_is_refused(self, pandas: Any) -> None:
        with pytest.raises(hamanlp.InputTypeError, match="of type int"):
            pandas.Series(["a", 3], dtype=object).hama.transcribe()
        with pytest.raises(hamanlp.OptionError, match="lang"):
            pandas.Series(["a"]).hama.transcribe(lang="xx")


class TestPolars:
    """The namespace of expressions."""

    @pytest.fixture
    def polars(self) -> Any:
        polars = pytest.importorskip("polars")
        importlib.import_module("hamanlp.polars")
        return polars

    def test_transcribe(self, polars: Any, expected: list[str | None]) -> None:
        frame = polars.DataFrame({"text": TEXTS})
        read = frame.with_columns(ipa=polars.col("text").hama.transcribe())
        assert read["ipa"].to_list() == expected
        assert read.schema["ipa"] == polars.String

    def test_lazy_frames_and_options(self, polars: Any) -> None:
        frame = polars.LazyFrame({"text": ["hello", "cats"], "group": [1, 2]})
        read = frame.with_columns(polars.col("text").hama.transcribe(notation="arpabet").alias("arpabet"))
        assert read.collect_schema()["arpabet"] == polars.String
        wanted = read.filter(polars.col("group") == 2).collect()
        assert wanted["arpabet"].to_list() == [hamanlp.transcribe("cats", notation="arpabet")]

    def test_a_bad_option_is_heard_at_once(self, polars: Any) -> None:
        with pytest.raises(hamanlp.OptionError, match="style"):
            polars.col("text").hama.transcribe(style="xx")


def test_datasets_map(tmp_path: Path, hama: hamanlp.Transcriber) -> None:
    datasets = pytest.importorskip("datasets")
    datasets.disable_progress_bars()
    texts = [f"{number} cats" for number in range(300)]
    data = datasets.Dataset.from_dict({"text": texts})

    def transcribe(batch: dict[str, list[str]]) -> dict[str, list[str]]:
        return {"ipa": hama(batch["text"])}

    caches = []
    for _ in range(2):
        read = data.map(transcribe, batched=True, batch_size=100, cache_file_name=str(tmp_path / "cache.arrow"))
        assert read["ipa"][:] == hama(texts)
        caches.append((tmp_path / "cache.arrow").stat().st_mtime_ns)
    assert caches[0] == caches[1]
