"""`python -m bench`: symbols of peers are mapped fairly, a peer is measured, and what cannot be had is told."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

import bench.__main__ as side_by_side
from bench import peer_measures, peer_symbols
from bench.peer_environments import InstallError, install
from bench.peer_measures import Worker, WorkerError, errors
from bench.peers import PEERS, Peer, Variant

DATA = Path(__file__).parent / "data"
needs_espeak = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed (Debian's package)")


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("HAMANLP_DATA", str(DATA))
    monkeypatch.setenv("PIP_NO_INDEX", "1")  # tests need no network
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)


@pytest.mark.parametrize(
    ("output", "symbols", "language", "reference"),
    [
        ("stɹˈɔːbɛɹi", "espeak", "en", "s t ɹ ˈɔ b ɛ ɹ i"),
        ("bˈʌʔn̩", "espeak", "en", "b ˈʌ t ə n"),
        ("bˈæɾɚ", "espeak", "en", "b ˈæ t ɚ"),
        ("lˈædɚ", "espeak", "en", "l ˈæ d ɚ"),
        ("mˈoːɹ", "espeak", "en", "m ˈɔ ɹ"),
        ("fˈɜːɹi", "espeak", "en", "f ˈɝ i"),
        ("ɹˈoʊzᵻz", "espeak", "en", "ɹ ˈoʊ z ə z"),
        ("ɹˈoʊzᵻz", "espeak", "en", "ɹ ˈoʊ z ɪ z"),
        ("mˈeə", "espeak", "gb", "m ˈɛə"),
        ("əˈɹaɪv", "ipa", "en", "ɚ ˈaɪ v"),
        ("əˈɹaɪv", "ipa", "en", "ə ɹ ˈaɪ v"),
        ("ɹˈabɪt", "espeak", "gb", "ɹ ˈæ b ɪ t"),
        ("lˈɪTᵊl", "kokoro", "en", "l ˈɪ t ə l"),
        ("ʤˈʌʤ", "kokoro", "en", "d͡ʒ ˈʌ d͡ʒ"),
        ("skwˈɛː", "kokoro", "gb", "s k w ˈɛə"),
        ("hˈI", "kokoro", "en", "h ˈaɪ"),
        ("HH AH0 L OW1 , W ER1 L D", "arpabet", "en", "h ə l ˈoʊ w ˈɝ l d"),
        ("həˈɫoʊ", "ipa", "en", "h ə l ˈoʊ"),
        ("ˈt͡ʃ ɝ t͡ʃ", "hamanlp", "en", "t͡ʃ ˈɝ t͡ʃ"),
        ("q-ˈɐtʃhi", "espeak", "ko", "k͈ a t͡ɕʰ i"),
        ("ˈikt-ɐ", "espeak", "ko", "i k t͈ a"),
        ("ɡˈuqmuɫ", "espeak", "ko", "k u k m u l"),
        ("annjʌŋhaseyo", "romaja", "ko", "a n n j ʌ ŋ h a s e j o"),
        ("guŋmul", "ipa", "ko", "k u ŋ m u l"),
        ("익따", "hangul", "ko", "i k t͈ a"),
        ("갑", "hangul", "ko", "k a p"),
        ("값", "hangul", "ko", "k a p"),
    ],
)
def test_a_notation_is_no_error(output: str, symbols: str, language: str, reference: str) -> None:
    kind = peer_measures.KINDS[language]
    assert errors([output], [[reference.split()]], kind, symbols, language) == (0, 0)
    if language == "en" and symbols != "ipa":
        assert errors([output], [[reference.split()]], "en-stress", symbols, language) == (0, 0)


def test_errors_are_counted_all_the_same() -> None:
    references = [["k ˈæ t".split()], ["d ˈɔ ɡ".split(), "d ˈɑ ɡ".split()]]
    assert errors(["kˈæd", "dˈɑːɡ"], references, "en39", "espeak", "en") == pytest.approx((100 / 6, 50))
    assert errors(["", "dˈɑːɡ"], references, "en39", "espeak", "en") == (50, 50)
    assert errors(["kæˈt", "dˈɑːɡ"], references, "en-stress", "espeak", "en") == pytest.approx((100 / 6, 50))


def test_letters_in_no_table_are_named() -> None:
    assert peer_symbols.unknown(["kˈæt", "Ж ː"], "espeak", "en") == {"Ж"}
    assert peer_symbols.unknown(["q-ˈɐtʃhi"], "espeak", "ko") == set()


def test_every_variant_has_a_reader_and_symbols() -> None:
    readers = (peer_measures.FOLDER / "peer_worker.py").read_text() + (peer_measures.FOLDER / "peer_worker.cjs").read_text()
    for peer in PEERS:
        for variant in peer.variants:
            assert f"def {variant.reader}(" in readers or f"  {variant.reader}({{" in readers
            for language in variant.languages:
                assert peer_symbols.readings("", variant.symbols, language) == [[]]


def run(*arguments: str, out: Path) -> Result:
    return CliRunner().invoke(side_by_side.main, [*arguments, "--quick", "--out", str(out)])


@needs_espeak
def test_a_peer_is_measured_and_one_that_is_missing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run("--peer", "espeak-ng", "--peer", "g2pkk", out=tmp_path / "out")
    assert result.exit_code == 0, result.output
    table = pd.read_csv(tmp_path / "out" / "peers.csv")
    assert set(table["language"].dropna()) == {"en", "gb", "ko"}
    measures = table.set_index(["language", "measure"])["value"]
    assert 0 < measures["en", "PER en39"] < measures["en", "PER en-stress"] < 60
    for measure in ("fresh words", "running text", "first word", "peak memory"):
        assert measures["en", measure] > 0
    assert (measures["en", "words without output"], measures["ko", "words without output"]) == (0, 0)
    page = (tmp_path / "out" / "peers.md").read_text(encoding="utf-8")
    assert "| g2pkk | not installed: ERROR: " in page
    assert "**espeak-ng** 1." in page
    assert (tmp_path / "out" / "peers.png").read_bytes().startswith(b"\x89PNG")
    # What is measured is not measured again.
    monkeypatch.setattr(side_by_side, "Worker", None)
    again = run("--peer", "espeak-ng", out=tmp_path / "again")
    assert again.exit_code == 0, again.output
    assert pd.read_csv(tmp_path / "again" / "peers.csv").equals(table)


def test_nothing_to_measure_is_an_error(tmp_path: Path) -> None:
    result = run("--peer", "g2pkk", out=tmp_path / "out")
    assert result.exit_code == 1
    assert "nothing could be measured" in result.output


@needs_espeak
def test_what_a_peer_says_when_it_fails_is_told(tmp_path: Path) -> None:
    (espeak,) = (peer for peer in PEERS if peer.name == "espeak-ng")
    installed = install(espeak, tmp_path)
    assert installed.size_mb > 1
    variant = Variant("no voice", "phonemizer", ("en",), "ipa", "espeak", "")
    with (
        Worker(espeak, variant, "en", tmp_path) as worker,
        pytest.raises(WorkerError, match="No module named 'phonemizer'"),
    ):
        worker.run(["a"])


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")
def test_a_peer_in_node_answers_as_one_in_python(tmp_path: Path) -> None:
    module = tmp_path / "node_modules" / "phonemize"
    module.mkdir(parents=True)
    (module / "index.js").write_text("exports.toIPA = (text, { language }) => `${text}ˈ${language}`;")
    (peer,) = (peer for peer in PEERS if peer.name == "phonemize")
    with Worker(peer, peer.variants[0], "gb", tmp_path) as worker:
        sample = worker.run(["a", "b"])
    assert sample["outputs"] == ["aˈen-GB", "bˈen-GB"]
    assert (sample["cpu"] >= 0, sample["peak_kb"] > 1000) == (True, True)


def test_a_peer_of_no_index_cannot_be_installed(tmp_path: Path) -> None:
    with pytest.raises(InstallError, match="No matching distribution"):
        install(Peer("none", "pypi", ("hamanlp-no-such-peer",), ()), tmp_path)


def test_a_journal_survives_a_line_cut_short(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    side_by_side.Journal(path).add("a", [{"measure": "x"}])
    with path.open("a", encoding="utf-8") as file:
        file.write('\n{"rows": [{"measure"')
    journal = side_by_side.Journal(path)
    journal.add("b", [{"measure": "y"}])
    read = side_by_side.Journal(path)
    assert (read.get("a"), read.get("b"), read.get("c")) == ([{"measure": "x"}], [{"measure": "y"}], None)
    assert side_by_side.Journal(path, again=True).get("a") is None
    assert json.loads(path.read_text(encoding="utf-8").splitlines()[1])["key"] == "a"
