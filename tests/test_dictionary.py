"""Dictionaries for aligners, SSML, and the shell's completion: what is written can be read back."""

from __future__ import annotations

import os
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import hamanlp
from hamanlp.dictionary import entries, readings_of, transcriber
from hamanlp.ssml import ssml_of
from tests.conftest import Run, refused

WORDS = "record hello tomato 물고기\nlive well-known 3 hello\n\n"


def test_an_aligners_dictionary_can_be_read_back(run: Run, tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text(WORDS, encoding="utf-8")
    out = tmp_path / "my.dict"
    result = run("dict", str(tmp_path / "words.txt"), "-o", str(out))
    assert (result.returncode, result.stdout, result.stderr) == (0, b"", b"")
    rows = [line.split("\t") for line in out.read_text(encoding="utf-8").splitlines()]
    assert [row[0] for row in rows] == sorted((row[0] for row in rows), key=str.encode)
    assert {row[0] for row in rows} == set(WORDS.split())
    assert all(len(row) == 3 and 0.1 <= float(row[1]) <= 1 for row in rows)
    best = {word: phones for word, probability, phones in reversed(rows) if float(probability) == 1}
    assert {word: phones.replace(" ", "") for word, phones in best.items() if word not in ("live", "record")} == {
        word: hamanlp.transcribe(word, stress=False) for word in set(WORDS.split()) - {"live", "record"}
    }
    assert len({row[2] for row in rows if row[0] == "tomato"}) > 1


def test_what_a_dictionary_says_can_be_given_to_the_engine(hama: hamanlp.Transcriber) -> None:
    marked = hamanlp.Transcriber(markup=True, stress=False)
    for word, readings in entries(transcriber(), ["tomato", "strawberry", "물고기"], 0.1):
        for phones, _ in readings:
            assert marked(f"[{word}](/{''.join(phones)}/)") == "".join(phones)
    assert hama("tomato")


def test_kaldis_lexica(run: Run) -> None:
    with_probabilities = run("dict", "-f", "kaldi-p", "-n", "arpabet", stdin=b"cat live").stdout.decode().splitlines()
    assert with_probabilities[0] == "cat 1.0000 K AE1 T"
    assert {line.split(" ", 2)[0] for line in with_probabilities} == {"cat", "live"}
    assert {line.split(" ", 2)[2] for line in with_probabilities[1:]} >= {"L IH1 V", "L AY1 V"}
    one = run("dict", "-f", "kaldi", "-n", "arpabet", "-N", "1", stdin=b"cat live").stdout.decode()
    assert one.splitlines() == ["cat K AE1 T", with_probabilities[1].replace("1.0000 ", "")]
    assert run("dict", "-f", "kaldi", "--least", "1", stdin=b"tomato").stdout.count(b"\n") == 1


def test_words_that_cannot_be_read_are_named(run: Run) -> None:
    result = run("dict", stdin="cat 😀".encode())
    assert result.returncode == 0
    assert result.stdout == "cat\t1.0000\tk æ t\n".encode()
    assert result.stderr.decode() == "hamanlp: 😀: cannot be read, left out\n"
    assert run("dict", stdin=b"").stdout == b""


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("-n", "xx"), 2, "--notation: 'xx' is not right"),
        (("-N", "0"), 2, "--nbest"),
        (("no-such-file",), 1, "no-such-file: No such file"),
    ],
)
def test_what_is_wrong_is_said(run: Run, arguments: tuple[str, ...], status: int, message: str) -> None:
    assert message in refused(run("dict", *arguments, stdin=b"cat"), status)
    assert "line 2, byte 1: 0xff is not UTF-8" in refused(run("dict", stdin=b"cat\n\xff\n"), 1)


def test_an_entry_of_several_words_has_their_combinations() -> None:
    hama = transcriber(nbest=3)
    known = hama.analyze("tomato tomato")
    alone = readings_of(hama.analyze("tomato"), 0.0, 3)
    both = readings_of(known, 0.0, 3)
    assert both[0] == (alone[0][0] * 2, 1.0)
    assert both[1][1] == pytest.approx(alone[1][1])
    assert len(both) == 3


def test_ssml_is_the_text_with_its_pronunciation(hama: hamanlp.Transcriber) -> None:
    text = 'Hello, <안녕하세요> & "3" cats  😀'
    known = hama.analyze(text)
    root = ET.fromstring(f"<speak>{ssml_of(known)}</speak>")
    assert "".join(root.itertext()) == text
    assert [each.get("ph") for each in root] == [word.ipa for word in known.words if word.probability is not None]
    assert {each.get("alphabet") for each in root} == {"ipa"}


def test_ssml_is_what_the_engine_reads(run: Run, tmp_path: Path, hama: hamanlp.Transcriber) -> None:
    text = "They record the record.\n\n안녕하세요, 3 cats!\n"
    told = run("-f", "ssml", stdin=text.encode()).stdout.decode()
    assert told.count("\n") == text.count("\n")
    assert hamanlp.transcribe(told, markup=True) == hama(text)
    (tmp_path / "a").write_text(text, encoding="utf-8")
    run("-i", str(tmp_path / "a"), "-f", "ssml", "-o", str(tmp_path / "b"), "-j", "2")
    assert (tmp_path / "b").read_text(encoding="utf-8") == told
    assert "--format ssml is for lines in IPA" in refused(run("-f", "ssml", "-n", "arpabet", "a"), 2)
    assert "--below and --format ssml" in refused(run("-f", "ssml", "--below", "0.5", "a"), 2)


def test_shells_complete_options(run: Run) -> None:
    asked = {"COMP_WORDS": "hamanlp --resu", "COMP_CWORD": "1", "_HAMANLP_COMPLETE": "bash_complete"}
    assert run(env=os.environ | asked).stdout == b"plain,--resume\n"
    assert b"complete -o nosort -F" in run(env=os.environ | {"_HAMANLP_COMPLETE": "bash_source"}).stdout
