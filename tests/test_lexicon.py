"""A user's own pronunciations: what is listed is read exactly as listed, what is not is not touched or follows."""

from __future__ import annotations

import doctest
import pickle
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import hamanlp
from bench.lexicon import made_up
from hamanlp import OptionError, Transcriber, build_lexicon, transcribe
from tests.conftest import Run

NAMES = {"Kowalski": "koʊˈvɑlski", "Nowak": "ˈnoʊvɑk", "Wolska": "ˈvoʊlskə"}


@pytest.fixture(scope="module")
def listed() -> dict[str, str]:
    return made_up(3000)


@pytest.mark.parametrize("mix", [0.51, 0.8, 1.0])
def test_listed_words_are_read_exactly_as_listed(listed: dict[str, str], mix: float) -> None:
    hama = Transcriber(lang="en", lexicon=listed, mix=mix, model="tiny")
    for text in (" ".join(listed), " ".join(map(str.capitalize, listed)), " ".join(listed)):
        words = hama.analyze(text).words
        assert [" ".join(phone.phone for phone in word.phones) for word in words] == list(listed.values())
        assert {(word.source, word.probability) for word in words} == {("lexicon", 1.0)}
        assert hama(text) == " ".join(word.ipa for word in words)


def test_words_that_are_not_listed_are_untouched_at_1(listed: dict[str, str]) -> None:
    words = made_up(3300).keys() - listed.keys()
    text = "I read 3 books; the 값이 3,000원! " + " ".join(sorted(words))
    assert transcribe(text, lexicon=listed, model="tiny") == transcribe(text, model="tiny")
    assert transcribe(text, lexicon=listed, mix=0, model="tiny") == transcribe(text, model="tiny")


@pytest.mark.parametrize(
    ("text", "lexicon", "expected"),
    [
        ("I read it.", {"read": "ɹæd"}, "ˈaɪ ɹæd ˈɪt."),  # a homograph
        ("of DESIGN3D, DESIGN 3D", {"DESIGN3D": "dɪˈzaɪn"}, "ˈʌv dɪˈzaɪn, dɪˈzaɪn ˈθɹi ˈdi"),  # a name with a digit
        ("3 33 3D", {"3": "ˈtɹi"}, "ˈtɹi ˈθɝtiˈθɹi ˈθɹi ˈdi"),  # a number, but not in others
        ("the cat, the end", {"the": "ˈðʌ"}, "ˈðʌ ˈkæt, ˈðʌ ˈɛnd"),  # the article
        ("Dr. No", {"Dr.": "dɹ", "no": "nʌ"}, "dɹ nʌ"),  # an abbreviation, with its point
        ("polish Polish POLISH", {"polish": "p", "Polish": "b"}, "p b p"),  # as written, or else in lower case
        ("Łódź Łódź’s łódź", {"Łódź": "wudʒ", "lodz": "lɑdz"}, "wud͡ʒ ˈlɑdzɪz lɑdz"),  # or else without accents
        ("café", {"café": "kæf", "cafe": "keɪf"}, "kæf"),
        ("don’t", {"don't": "dɑnt"}, "dɑnt"),
        ("Ｋowalski", {"Kowalski": "kɔ"}, "kɔ"),
        ("Smith-Kowalski", {"Kowalski": "kɔ"}, "ˈsmɪθ-kɔ"),
        ("x-ray", {"x-ray": "ɪks", "ray": "ɹ"}, "ɪks"),
        ("C++ C+", {"C++": "si"}, "si ˈsi ˈplʌs"),
        ("カナ", {"カナ": "ˈkɑnə"}, "ˈkɑnə"),
        ("서울은 서울역 서울", {"서울": "sʌl"}, "sʌlɯn sʌulljʌk sʌl"),
        ("꽃이 꽃밭 꽃만", {"꽃": "k͈ot"}, "k͈ot͡ɕʰi k͈otp͈at k͈onman"),
        ("꽃이", {"꽃": "pʰɯl"}, "pʰɯli"),
        ("넷플릭스로", {"넷플릭스": "넫플릭쓰"}, "netpʰɯlliks͈ɯlo"),
        ("LG는", {"LG": "eltɕi"}, "elt͡ɕinɯn"),
        ("값", {"값": "K AE1 P"}, "ˈkæp"),
    ],
)
def test_what_is_listed_wins(text: str, lexicon: dict[str, str], expected: str) -> None:
    assert transcribe(text, lexicon=lexicon) == expected


def test_markup_wins_over_the_lexicon() -> None:
    assert transcribe("[cat](/dɔɡ/) cat", lexicon={"cat": "kɑt"}, markup=True) == "dɔɡ kɑt"


@pytest.mark.parametrize(
    "written",
    [
        "cat\tkɑt\n",
        "cat\tK AA0 T",
        "cat  K AA T\r\n",
        "\ufeffcat\tkɑt\n\n",
        "cat\t0.99\t0.2\t1.0\tk ɑ t\n",
        "cat\tkɑt\ncat\tdɔɡ\n",
    ],
)
def test_ways_to_write_an_entry(written: str) -> None:
    assert transcribe("cat", lexicon=written.encode()) == "kɑt"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("cat", "line 2: 'cat' has no pronunciation"),
        ("cat\t", "line 2: 'cat' has no pronunciation"),
        ("\tkæt", "has no pronunciation, or no word before it"),
        ("cat\tkøt", "line 2: 'øt' is none of the phones"),
        ("cat\tK XX T", "line 2: 'XX' is none of the phones"),
        ("New York\tnu", "line 2: 'New York' has a space; list its words one by one"),
        (f"{'a' * 256}\tæ", "is longer than 255 bytes"),
        (f"cat\t{'æ' * 300}", "line 2: 'cat' has a pronunciation of more than 255 bytes"),
        (f"cat\t{'t' * 101}", "has a pronunciation of more than 100 phones or 19 syllables"),
        (f"cat\t{'T ' * 101}", "has a pronunciation of more than 100 phones"),
        ("a\v\x01b c\tæ", "line 2: 'a  b c' has a space"),
        (f"{'a' * 50} b{'가' * 50}\tæ", f"line 2: '{'a' * 50} b{'가' * 9}' has a space"),
        (f"값\t{'갑' * 20}", "has a pronunciation of more than 100 phones"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_is_left_or_loaded(tmp_path: Path, line: str, problem: str) -> None:
    path = tmp_path / "words.tsv"
    path.write_text(f"dog\tdɑɡ\n{line}\ncow\tkoʊ\n", encoding="utf-8")
    with pytest.raises(OptionError, match="words.tsv, line 2: ") as caught:
        Transcriber(lexicon=path)
    assert problem in str(caught.value)
    assert caught.value.option == "lexicon"
    hama = Transcriber(lexicon=path, lexicon_errors="skip")
    assert len(hama.skipped_lines) == 1
    assert problem in hama.skipped_lines[0]
    assert hama("dog cow") == "dɑɡ koʊ"


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"mix": 1.01}, "mix: '1.01' is not right; give a number from 0 to 1"),
        ({"mix": -0.5}, "mix: '-0.5' is not right; give a number from 0 to 1"),
        ({"lexicon": {}, "lexicon_errors": "warn"}, "lexicon_errors: 'warn' is not right; give one of fail, skip"),
        ({"lexicon": {"a\tb": "æ"}}, "lexicon: 'a\\\\tb' is not right"),
        ({"lexicon": {"a": 3}}, "lexicon: 3 is not right"),
        ({"lexicon": {"a": ""}}, "lexicon: '' is not right"),
        ({"lexicon": {"\ud800": "æ"}}, "lone surrogate"),
        ({"lexicon": 7}, "lexicon: a int is not right; give a path, bytes or a dict"),
        ({"lexicon": "no/such/file.tsv"}, "lexicon: no/such/file.tsv: No such file"),
    ],
)
def test_bad_values_are_refused(options: dict[str, object], problem: str) -> None:
    with pytest.raises(OptionError, match=problem):
        Transcriber(**options)  # type: ignore[arg-type]


class TestCompiled:
    """Lexica compiled to a file."""

    @pytest.fixture
    def data(self, listed: dict[str, str]) -> bytes:
        return build_lexicon(listed, model="tiny")

    def test_reads_as_its_source(self, listed: dict[str, str], data: bytes) -> None:
        text = " ".join(made_up(3300))
        for mix in (0.4, 0.9, 1.0):
            assert transcribe(text, lexicon=data, mix=mix, model="tiny") == transcribe(
                text, lexicon=listed, mix=mix, model="tiny"
            )
        assert build_lexicon(data, model="tiny") == data

    def test_damage_is_found(self, data: bytes) -> None:
        for at in (4, 10, 20, 33, len(data) // 2, len(data) - 1):
            with pytest.raises(OptionError, match="damaged|other phones"):
                Transcriber(lexicon=data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :], model="tiny")
        for length in (4, 31, 32, len(data) - 4):
            with pytest.raises(OptionError, match="damaged"):
                Transcriber(lexicon=data[:length], model="tiny")
        with pytest.raises(OptionError, match="damaged"):
            Transcriber(lexicon=data + b"\0\0\0\0", model="tiny")

    def test_the_command(self, run: Run, tmp_path: Path) -> None:
        source, compiled = tmp_path / "words.tsv", tmp_path / "words.hlx"
        source.write_text("cat\tkɑt\nbad\n", encoding="utf-8")
        result = run("lexicon", "build", str(source), "-o", str(compiled))
        assert (result.returncode, result.stdout) == (1, b"")
        assert result.stderr.decode().startswith(f"hamanlp: error: lexicon: {source}, line 2: 'bad' has no pronunciation")
        result = run("lexicon", "build", str(source), "-o", str(compiled), "--lexicon-errors", "skip")
        assert (result.returncode, result.stdout) == (0, b"")
        assert result.stderr.decode().startswith(f"hamanlp: left out: {source}, line 2: 'bad' has no pronunciation")
        assert run("--lexicon", str(compiled), "cat").stdout.decode() == "kɑt\n"
        result = run("--lexicon", str(source), "cat")
        assert (result.returncode, result.stdout) == (2, b"")
        assert b"--lexicon: " in result.stderr
        assert run("lexicon").stdout.decode() == "ˈlɛksɪˌkɑn\n"


def test_it_loads_100_000_entries_in_a_second() -> None:
    words = made_up(100_000)
    lines = "".join(f"{word}\t{phones}\n" for word, phones in words.items()).encode()
    # What else runs on the processor's core can double the time, so the quickest of several goes counts.
    code = (
        "import sys, time, hamanlp\n"
        "from hamanlp.engine import Engine\n"
        "from hamanlp.lexicon import Source\n"
        "data = sys.stdin.buffer.read()\n"
        "hamanlp.transcribe('a', model='tiny')\n"
        "for _ in range(8):\n"
        "    begun = time.process_time()\n"
        "    engine = Engine('hama-tiny.wasm', {'mix': '0.5'}, Source('', data))\n"
        "    taken = time.process_time() - begun\n"
        "    print(taken)\n"
        "    if taken < 1: break\n"
        "    time.sleep(2)\n"
    )
    result = subprocess.run([sys.executable, "-c", code], input=lines, capture_output=True, check=True)
    assert min(map(float, result.stdout.split())) < 1


def test_a_lexicon_beyond_the_memory_is_an_error_and_no_trap() -> None:
    with pytest.raises(OptionError, match="^lexicon: there is not enough memory for it; the most is 256 MiB$"):
        Transcriber(lexicon=b"a\tb\n" * (1 << 26), model="tiny")


@pytest.mark.parametrize("size", [(1 << 28) + 1, (1 << 32) + 4])
def test_a_lexicon_that_is_longer_than_the_memory_says_how_long_it_may_be(size: int) -> None:
    with pytest.raises(OptionError, match=f"^lexicon: has {size} bytes; the most is 256 MiB$"):
        Transcriber(lexicon=bytes(size), model="tiny")


class TestMixing:
    """What lies between 0 and 1."""

    def test_related_words_follow(self) -> None:
        alone = transcribe("Kowalska Kowalskis")
        assert "v" not in alone
        assert transcribe("Kowalska Kowalskis", lexicon=NAMES) == alone
        followed = transcribe("Kowalska Kowalskis", lexicon=NAMES, mix=0.8).split()
        assert all(ipa.startswith("koʊˈvɑlsk") for ipa in followed)

    def test_others_do_not(self) -> None:
        words = "strawberry thorough hat bird"
        assert transcribe(words, lexicon=NAMES, mix=0.6) == transcribe(words)

    def test_korean_goes_by_rule_below_one_half(self) -> None:
        assert transcribe("서울은", lexicon={"서울": "sʌl"}, mix=0.5) == transcribe("서울은")
        assert transcribe("서울은", lexicon={"서울": "sʌl"}, mix=0.51) == "sʌlɯn"

    def test_sources_and_probabilities(self) -> None:
        hama = Transcriber(lexicon=NAMES, mix=0.8, nbest=3)
        word, other = hama.analyze("Kowalski Kowalska").words
        assert (word.source, word.probability, word.normalized) == ("lexicon", 1, "Kowalski")
        assert all(phone.probability == 1 for phone in word.phones)
        assert len(word.alternatives) == 2
        assert other.source == "model"
        assert other.probability is not None
        assert other.probability < 1
        best = max(other.alternatives, key=lambda alternative: alternative.probability)
        assert best.probability <= other.probability + 1e-3

    def test_the_trace_shows_the_mixture(self) -> None:
        (trace,) = Transcriber(lexicon=NAMES, mix=0.8).trace("Kowalski Kowalska")
        assert trace.text == "Kowalska"
        found = {candidate.phone: candidate for candidate in trace.steps[2].candidates}
        assert found["v"].probability < 0.1
        assert found["v"].mixed > 0.5
        assert found["v"].filtered == 1
        (plain,) = Transcriber().trace("Kowalska")
        assert all(candidate.mixed == candidate.probability for step in plain.steps for candidate in step.candidates)

    def test_sampling_draws_from_the_mixture(self) -> None:
        drawn = [transcribe("Kowalska", lexicon=NAMES, mix=0.7, temperature=1, seed=seed) for seed in range(20)]
        assert 5 < sum("v" in ipa for ipa in drawn) < 20
        alone = [transcribe("Kowalska", temperature=1, seed=seed) for seed in range(20)]
        assert sum("v" in ipa for ipa in alone) < 5


def test_lexica_do_not_leak_into_each_other(tmp_path: Path) -> None:
    path = tmp_path / "words.tsv"
    for spoken in ("kɑt", "kɔt", "kɛt"):
        path.write_text(f"cat\t{spoken}\n", encoding="utf-8")
        assert transcribe("cat", lexicon=path) == spoken
        assert transcribe("cats", lexicon=str(path), mix=0.9) == transcribe("cats", lexicon={"cat": spoken}, mix=0.9)
    assert transcribe("cat") == "ˈkæt"


@pytest.mark.parametrize("given", [{"cat": "kɑt"}, "cat\tkɑt\n".encode()])
def test_threads_and_pickles(given: dict[str, str] | bytes) -> None:
    hama = Transcriber(lexicon=given, threads=3)
    texts = [f"cat {number}" for number in range(20)]
    assert all(line.startswith("kɑt ") for line in hama(texts))
    assert pickle.loads(pickle.dumps(hama))("cat") == "kɑt"
    assert all(result.words[0].source == "lexicon" for result in hama.analyze(texts))


def test_streams_of_any_pieces() -> None:
    hama = Transcriber(lexicon={"DESIGN3D": "di", "서울": "sʌl"})
    data = "DESIGN3D 서울은\nDESIGN3D".encode()

    def pieces(size: int) -> Iterator[bytes]:
        for at in range(0, len(data), size):
            yield data[at : at + size]

    assert {b"".join(hama.stream(pieces(size))).decode() for size in range(1, len(data))} == {"di sʌlɯn\ndi"}


def test_any_bytes_are_a_lexicon_or_an_error() -> None:
    chance = random.Random(3)
    for _ in range(200):
        data = bytes(chance.choices(b"\0\t\n\r aK\xc9\x94\xed\xb0\xa1\xff", k=chance.randint(0, 60)))
        hama = Transcriber(lexicon=data, lexicon_errors="skip", mix=0.7, model="tiny")
        assert isinstance(hama("a K\u0254 \uac12은"), str)
    assert hamanlp.transcribe("a", model="tiny")


def test_the_examples_of_the_docs_give_what_they_show() -> None:
    result = doctest.testfile(str(Path(__file__).parent.parent / "docs" / "lexicon.md"), module_relative=False)
    assert result.attempted >= 5
    assert result.failed == 0
