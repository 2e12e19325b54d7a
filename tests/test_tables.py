"""Columns of tables on the command line: CSV, TSV and Parquet."""

from __future__ import annotations

import csv
import io
import json
import signal
import time
from pathlib import Path

import pytest

import hamanlp
from tests.conftest import Run, refused
from tests.test_jobs import QUICK, read, start, write

ROWS = [
    ["1", "good morning", "x"],
    ["2", 'say "고기", please', "y"],
    ["3", "", ""],
    ["4", "two\nlines", "z"],
    ["5", "1,000 cats", "w"],
]


def as_csv(rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


@pytest.fixture
def added(hama: hamanlp.Transcriber) -> list[list[str]]:
    """`ROWS` with the column that is added."""
    return [[*row, hama(row[1])] for row in ROWS]


@pytest.mark.parametrize("names", ["a.csv b.csv", "a.csv.gz b.csv.zst", "a.csv b"])
def test_csv_by_name(run: Run, tmp_path: Path, names: str, added: list[list[str]]) -> None:
    source, target = (tmp_path / name for name in names.split())
    write(source, as_csv([["id", "text", "note"], *ROWS]))
    result = run("-i", str(source), "-o", str(target), "--column", "text")
    assert (result.returncode, result.stderr) == (0, b"")
    assert list(csv.reader(io.StringIO(read(target).decode()))) == [["id", "text", "note", "ipa"], *added]


def test_csv_by_number_has_no_header(run: Run, tmp_path: Path, added: list[list[str]]) -> None:
    source = write(tmp_path / "a.csv", as_csv(ROWS))
    assert run("-i", str(source), "--column", "2", "-j", "2").stdout == as_csv(added)


def test_tsv_on_standard_streams_knows_no_quotes(run: Run, hama: hamanlp.Transcriber) -> None:
    rows = ['word\tsaid "so', 'cat\t"', "dog\t", "고기"]
    out = run("--column", "word", stdin="\r\n".join(rows).encode()).stdout.decode()
    cat, dog, meat = hama(["cat", "dog", "고기"])
    assert out == f'word\tsaid "so\tipa\ncat\t"\t{cat}\ndog\t\t{dog}\n고기\t\t{meat}\n'


def test_a_table_as_tsv_and_as_json(run: Run, tmp_path: Path, hama: hamanlp.Transcriber) -> None:
    source = str(write(tmp_path / "a.csv", as_csv([["text"], ["cat"], ["two\nlines"]])))
    cat, lines = hama(["cat", "two lines"])
    assert run("-i", source, "-o", str(tmp_path / "b.tsv"), "--column", "text", "-n", "ipa").returncode == 0
    assert (tmp_path / "b.tsv").read_text() == f"text\tipa\ncat\t{cat}\ntwo lines\t{lines}\n"
    told = run("-i", source, "--column", "text", "-f", "jsonl").stdout.decode().splitlines()
    assert [json.loads(line)["text"] for line in told] == ["cat", "two\nlines"]
    assert told == [each.to_json() for each in hama.analyze(["cat", "two\nlines"])]


def test_several_tables_are_one(run: Run, tmp_path: Path, hama: hamanlp.Transcriber) -> None:
    for name, words in {"a": ["cat"], "b": ["dog", "cow"]}.items():
        write(tmp_path / f"{name}.csv", as_csv([["text"], *([word] for word in words)]))
    out = run("-i", str(tmp_path / "a.csv"), "-i", str(tmp_path / "b.csv"), "--column", "text").stdout
    assert out == as_csv([["text", "ipa"], *([word, hama(word)] for word in ("cat", "dog", "cow"))])


@pytest.mark.parametrize(
    ("content", "options", "message"),
    [
        (b"a,b\n1,2\n", ("--column", "c"), "--column: 'c' is not right; give one of 'a', 'b'"),
        (b"a,b\n1,2\n", ("--column", "3"), "--column: '3' is not right"),
        (b"", ("--column", "c"), "give one of none"),
        (b"a,ipa\n1,2\n", ("--column", "a"), "there is one named ipa already"),
        (b"a\n1\n", ("--column", "a", "--below", "0.5"), "--below: cannot be given with a column"),
    ],
)
def test_columns_that_cannot_be(run: Run, tmp_path: Path, content: bytes, options: tuple[str, ...], message: str) -> None:
    path = write(tmp_path / "a.csv", content)
    assert message in refused(run("-i", str(path), *options), 2)


def test_rows_before_a_wrong_one_are_written(run: Run, tmp_path: Path, hama: hamanlp.Transcriber) -> None:
    path, out = str(write(tmp_path / "a.csv", b"n,text\n1,cat\n2\n3,dog\n")), tmp_path / "b.csv"
    assert "a.csv, line 3: has 1 columns, not 2" in refused(run("-i", path, "-o", str(out), "--column", "text"), 1)
    assert out.read_bytes() == as_csv([["n", "text", "ipa"], ["1", "cat", hama("cat")]])
    write(tmp_path / "c.csv", b"other\ncat\n")
    assert "has other columns" in refused(run("-i", path, "-i", str(tmp_path / "c.csv"), "--column", "text"), 1)
    path = str(write(tmp_path / "a.csv", b"text\ncat\nb\xff\n"))
    assert "line 3, byte 2" in refused(run("-i", path, "--column", "text"), 1)


def interrupted(tmp_path: Path, target: str, *options: object) -> None:
    """Kill a job three times in its midst, and finish it."""
    journal = tmp_path / f"{target}.journal"
    for _ in range(3):
        before = journal.read_bytes() if journal.exists() else b""
        process, deadline = start(QUICK, *options, "-o", tmp_path / target, "--resume"), time.monotonic() + 30
        while process.poll() is None and time.monotonic() < deadline:
            if journal.exists() and journal.read_bytes() != before and b'"position": [0, 0' not in journal.read_bytes():
                break
            time.sleep(0.002)
        process.kill()
        process.communicate()
        assert process.returncode == -signal.SIGKILL
    process = start(QUICK, *options, "-o", tmp_path / target, "--resume")
    assert process.communicate() == (b"", b"")


@pytest.mark.parametrize("target", ["b.csv.gz", "b.parquet"])
def test_a_killed_table_goes_on(tmp_path: Path, added: list[list[str]], target: str) -> None:
    source = write(tmp_path / "a.csv.gz", as_csv([["id", "text", "note"], *(ROWS * 2000)]))
    if target == "b.parquet":
        parquet = pytest.importorskip("pyarrow.parquet")
    interrupted(tmp_path, target, "-i", source, "--column", "text")
    if target == "b.parquet":
        rows = parquet.read_table(tmp_path / target).to_pylist()
        assert [list(row.values()) for row in rows] == added * 2000
        assert list(rows[0]) == ["id", "text", "note", "ipa"]
    else:
        assert read(tmp_path / target) == as_csv([["id", "text", "note", "ipa"], *(added * 2000)])
    assert {each.name for each in tmp_path.iterdir()} == {"a.csv.gz", target}


class TestParquet:
    """Parquet in and out."""

    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        """Rows of several kinds in groups of three, one text missing."""
        arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
        texts = ["cat", None, "고기", "", "two\nlines", "dog", "1,000"] * 1000
        table = arrow.table({"id": range(7000), "text": texts, "at": [0.5] * 7000})
        parquet.write_table(table, tmp_path / "a.parquet", row_group_size=900)
        return tmp_path / "a.parquet"

    def test_to_parquet_columns_keep_their_types(self, run: Run, path: Path, hama: hamanlp.Transcriber) -> None:
        parquet = pytest.importorskip("pyarrow.parquet")
        out = path.with_name("b.parquet")
        result = run("-i", str(path), "-o", str(out), "--column", "text", "-j", "2")
        assert (result.returncode, result.stderr) == (0, b"")
        before, after = parquet.read_table(path), parquet.read_table(out)
        assert after.drop(["ipa"]).equals(before)
        assert after["ipa"].to_pylist() == [text and hama(text) for text in before["text"].to_pylist()]

    def test_a_killed_job_goes_on(self, path: Path, tmp_path: Path, run: Run) -> None:
        parquet = pytest.importorskip("pyarrow.parquet")
        assert run("-i", str(path), "-o", str(tmp_path / "c.parquet"), "--column", "2").returncode == 0
        interrupted(tmp_path, "b.parquet", "-i", path, "--column", "text")
        assert parquet.read_table(tmp_path / "b.parquet").equals(parquet.read_table(tmp_path / "c.parquet"))

    def test_to_text_and_json(self, run: Run, path: Path, hama: hamanlp.Transcriber) -> None:
        lines = run("-i", str(path), "--column", "text").stdout.decode().splitlines()
        assert lines[:3] == ["id\ttext\tat\tipa", f"0\tcat\t0.5\t{hama('cat')}", "1\t\t0.5\t"]
        told = run("-i", str(path), "--column", "text", "-f", "jsonl").stdout.decode().splitlines()
        assert len(told) == 7000
        assert told[:2] == [hama.analyze("cat").to_json(), "null"]

    def test_lines_to_parquet(self, run: Run, tmp_path: Path) -> None:
        parquet = pytest.importorskip("pyarrow.parquet")
        source, out = write(tmp_path / "a.gz", b"cat\n\ndog"), tmp_path / "b.parquet"
        assert run("-i", str(source), "-o", str(out), "-n", "arpabet").returncode == 0
        read_back = parquet.read_table(out).to_pydict()
        assert read_back == {"text": ["cat", "", "dog"], "arpabet": hamanlp.transcribe(["cat", "", "dog"], notation="arpabet")}
        assert run("-o", str(out), stdin=b"").returncode == 0
        assert parquet.read_table(out).num_rows == 0

    @pytest.mark.parametrize(
        ("options", "message"),
        [
            (("--column", "id"), "column id is of type int64; name one of strings"),
            (("--column", "no"), "--column: 'no' is not right; give one of 'id', 'text', 'at'"),
            ((), "--column: is missing"),
        ],
    )
    def test_what_cannot_be(self, run: Run, path: Path, options: tuple[str, ...], message: str) -> None:
        result = run("-i", str(path), *options)
        assert message in refused(result, result.returncode or 9)
        if options == ("--column", "no"):
            assert "is also the input" in refused(run("-i", str(path), "--column", "text", "-o", str(path)), 1)
        path.write_bytes(b"PAR1 and nothing more")
        assert "is no Parquet" in refused(run("-i", str(path), "--column", "text"), 1)

    def test_the_package_is_named(self, path: Path) -> None:
        code = "import sys; sys.modules['pyarrow'] = None; import hamanlp.cli as cli"
        assert b"pip install 'hamanlp[parquet]'" in start(code, "-i", path, "--column", "text").communicate()[1]
