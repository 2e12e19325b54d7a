"""The short form of `python -m tests.same`: hosts of the engine give the same bytes, and why they do."""

from __future__ import annotations

import re

import pytest
import wasmtime

from export.models import SHIPPED, WITH_DIAL, Model
from export.zig import CPU, ROOT
from tests.same.__main__ import CSV, compare, difference, digest, read_csv
from tests.same.hosts import HOSTS, MissingHostError, workshop
from tests.same.questions import of_words, question, vectors, words
from tests.wasm_host import WasmHost

QUICK = {
    "tiny": ("wasmtime", "wasmtime-sse2", "wasmtime-scalar", "native-fma", "node", "chromium"),
    "default": ("wasmtime", "wasmtime-sse2", "native-sse4", "node", "chromium"),
}
HOSTS_OWN = re.compile(r"@(mulAdd|exp2?|log2?|log10|sin|cos|tan|setFloatMode)\(|std\.math\.(exp|log|pow|sin|cos|tan)")


@pytest.mark.parametrize("model", list(QUICK))
def test_hosts_give_the_same_bytes(model: str) -> None:
    accents = ("us", "gb") if model in WITH_DIAL else ("us",)
    sets = {"vectors": vectors(accents), "words": of_words(words(None), accents)}
    if model == "default":  # its builds take longer, and `tiny` has had the vectors
        sets["vectors"] = sets["vectors"][::4]
    rows, wrong = compare(model, sets, QUICK[model])
    assert wrong == []
    assert len({(row.set, row.sha256) for row in rows}) == len({row.set for row in rows})


def test_a_difference_is_found_and_named() -> None:
    questions = [question("word", {"format": "jsonl"}), question("one\ntwo", {})]
    with workshop("tiny") as shop:
        expected = HOSTS["wasmtime"][1](shop, questions)
    other = [expected[0].replace(b"0.", b"1.", 1), expected[1]]
    assert difference(questions, expected, expected) == ""
    assert "question 0 ('format\\x00jsonl\\x00'), line 1: " in difference(questions, expected, other)
    assert difference(questions, expected, expected[:1]) == "1 answers instead of 2"
    assert digest(expected) != digest(other)


def test_a_missing_host_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def missing(*_: object) -> list[bytes]:
        raise MissingHostError("wants a moon")

    monkeypatch.setitem(HOSTS, "node", ("", missing))
    assert compare("tiny", {"vectors": [question("a", {})]}, ["node"]) == ([], [])
    assert "tiny\tnode\tnot asked: wants a moon" in capsys.readouterr().out


def test_the_written_table_says_that_all_agree() -> None:
    rows = read_csv(CSV)
    assert {row["host"] for row in rows} == set(HOSTS)
    assert len({(row["model"], row["set"], row["sha256"]) for row in rows}) == len({(row["model"], row["set"]) for row in rows})


@pytest.mark.parametrize("model", SHIPPED.values(), ids=lambda model: model.name)
def test_the_wasm_asks_nothing_of_its_host_that_may_differ(model: Model) -> None:
    """No import, and none of relaxed SIMD's instructions, whose results are the host's choice."""
    config = wasmtime.Config()
    config.wasm_relaxed_simd = False
    assert list(WasmHost(model.wasm(ROOT), config).module.imports) == []


def test_the_engine_computes_without_a_libm_or_fused_multiplication() -> None:
    assert "relaxed" not in CPU
    for path in sorted((ROOT / "zig").glob("*.zig")):
        code = re.sub(r"\n(?:test|fn expect\w*)\b[^\n]*\{\n.*?\n\}\n", "\n", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert HOSTS_OWN.findall(code) == [], path.name
