"""`hamanlp inspect`: what it shows is what the library knows, in colours on a terminal only."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import hamanlp
from hamanlp.inspect_command import shown
from hamanlp.inspection import inspect
from tests.conftest import COMMAND, Run, refused

ESCAPE = "\x1b["


def test_a_word_of_the_model_has_letters_candidates_and_accents() -> None:
    hama = hamanlp.Transcriber(exceptions=False, nbest=3)
    (known,) = inspect("strawberry", hama)
    assert known.word == hama.analyze("strawberry").words[0]
    assert "".join(phone.letters for phone in known.phones) == "strawberry"
    assert [phone.phone for phone in known.phones] == [phone.phone for phone in known.word.phones]
    arpabet = hamanlp.transcribe("strawberry", exceptions=False, notation="arpabet")
    assert " ".join(phone.arpabet for phone in known.phones) == arpabet
    assert [phone.stress for phone in known.phones if phone.stress] == ["primary", "secondary", "none"]
    for phone in known.phones:
        assert phone.candidates[0].phone == phone.phone
        assert phone.candidates[0].probability == pytest.approx(phone.probability, abs=2e-4)
    assert known.accents == {
        accent: hamanlp.transcribe("strawberry", exceptions=False, accent=accent) for accent in ("us", "gb")
    }
    assert (known.model, known.said, known.narrow) == (None, None, None)


def test_what_tables_read_has_the_models_reading_beside_it() -> None:
    (known,) = inspect("tomato", hamanlp.Transcriber())
    assert known.word.source == "exception"
    assert known.model is not None
    assert known.model.ipa == hamanlp.transcribe("tomato", exceptions=False) != known.word.ipa
    (listed,) = inspect("zorblatt", hamanlp.Transcriber(lexicon={"zorblatt": "z uː"}))
    assert (listed.word.source, listed.model and listed.model.ipa) == ("lexicon", hamanlp.transcribe("zorblatt"))
    assert all(not phone.candidates for phone in listed.phones)


def test_korean_has_what_the_rules_make_of_it() -> None:
    first, second = inspect("국물 꽃잎이", hamanlp.Transcriber())
    assert (first.said, second.said) == ("궁물", "꼰니피")
    assert first.narrow == hamanlp.transcribe("국물", style="narrow")
    assert not first.accents
    assert [phone.arpabet for phone in first.phones] == [""] * 6
    assert "".join(dict.fromkeys(phone.letters for phone in second.phones)) == "꽃잎이"


def test_sentences_have_their_words_and_what_is_not_read(hama: hamanlp.Transcriber) -> None:
    text = "They read 25 zorblatts, 안녕 😀!"
    found = inspect(text, hama)
    assert tuple(known.word for known in found) == hama.analyze(text).words
    by_word = {known.word.text: known for known in found}
    assert by_word["read"].word.source == "homograph"
    assert by_word["25"].word.normalized == "twenty-five"
    assert len(by_word["25"].phones[0].candidates) == len(by_word["zorblatts"].phones[0].candidates) == 8
    assert all(not phone.letters for phone in by_word["25"].phones)
    assert next(iter(shown(by_word["😀"]))).endswith("not read")


def test_a_lexicon_mixed_in_changes_what_could_have_been() -> None:
    (known,) = inspect("zorblats", hamanlp.Transcriber(lexicon={"zorblat": "z ˈu ɹ b l ˈɑ t"}, mix=0.9))
    assert any(each.mixed != each.probability for phone in known.phones for each in phone.candidates)


def test_a_model_without_a_dial_has_one_accent() -> None:
    (known,) = inspect("zorblatt", hamanlp.Transcriber(model="tiny"))
    assert list(known.accents) == ["us"]


def test_the_command_writes_lines_without_colours_and_json(run: Run) -> None:
    result = run("inspect", "strawberry", "국물")
    assert (result.returncode, result.stderr) == (0, b"")
    lines = result.stdout.decode().splitlines()
    assert ESCAPE not in result.stdout.decode()
    assert re.match(r"strawberry  \S+  \d+\.\d%  by the model$", lines[0])
    assert re.search(r"^  aw +ˈɔ +AO1 +█\S+ +9\d\.\d%", result.stdout.decode(), re.MULTILINE)
    assert "  said     궁 물" in lines
    assert not any(line.endswith(" ") for line in lines)
    first, second = run("inspect", "--json", "strawberry", "국물").stdout.decode().splitlines()
    known = json.loads(first)
    assert known["ipa"] == hamanlp.transcribe("strawberry")
    assert {"phone", "letters", "arpabet", "stress", "probability", "candidates"} == set(known["phones"][0])
    assert json.loads(second)["said"] == "궁물"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind")
@pytest.mark.parametrize(("variable", "is_colored"), [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True)])
def test_colours_are_for_terminals(variable: dict[str, str], is_colored: bool) -> None:
    import pty  # noqa: PLC0415 - Windows has none

    terminal, end = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"} | variable
    with subprocess.Popen([*COMMAND, "inspect", "국물"], stdin=end, stdout=end, stderr=end, env=environment) as process:
        os.close(end)
        written = b""
        try:
            while more := os.read(terminal, 4096):
                written += more
        except OSError:  # the other end is closed
            pass
        os.close(terminal)
        assert process.wait(30) == 0
    assert ("궁" in written.decode(), ESCAPE in written.decode()) == (True, is_colored)


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("-a", "xx", "a"), 2, "--accent: 'xx' is not right"),
        (("-N", "0", "a"), 2, "--nbest"),
        (("--lexicon", "no-such-file", "a"), 2, "no-such-file"),
        (("--json",), 2, "Missing argument"),
    ],
)
def test_what_is_wrong_is_said(run: Run, arguments: tuple[str, ...], status: int, message: str) -> None:
    assert message in refused(run("inspect", *arguments), status)


def test_the_word_inspect_is_read_too(run: Run, tmp_path: Path) -> None:
    read = hamanlp.transcribe("inspect") + "\n"
    assert run("inspect").stdout.decode() == run("--", "inspect").stdout.decode() == read
    assert run("--", "inspect", "it").stdout.decode() == read + hamanlp.transcribe("it") + "\n"
    (tmp_path / "a").write_text("inspect\n", encoding="utf-8")
    assert run("-i", str(tmp_path / "a")).stdout.decode() == read
    assert b"Usage: hamanlp inspect" in run("inspect", "--help").stdout
