"""Input that is no text, files that cannot be used, and wasm that is broken: a result or a clear error, never a traceback."""

from __future__ import annotations

import os
import pickle
import re
import stat
import subprocess
import threading
from pathlib import Path

import pytest
import wasmtime

import hamanlp
from hamanlp import options
from hamanlp.engine import Engine
from tests.conftest import COMMAND, Run, refused

ADVICE = "convert the text (iconv -f LATIN1 -t UTF-8) or pass --errors replace"


@pytest.mark.parametrize(
    ("text", "good", "place"),
    [
        (b"cat\nkat\nsixteen letters_\xff\nno\n", 2, "line 3, byte 17: 0xff"),
        (b"\xff", 0, "line 1, byte 1: 0xff"),
        (b"\xef\xbb\xbfa\xe9", 0, "line 1, byte 5: 0xe9"),
        (b"cat\n\xea\xb0", 1, "line 2, byte 1: 0xea"),
        (b"cat\r\n\xed\xa0\x80\n", 1, "line 2, byte 1: 0xed"),
        (b"1\n" * 40_000 + b"a" * 9 + b"\xc0\xaf", 40_000, "line 40001, byte 10: 0xc0"),
        (b"cat\n" + b"1" * 200_000 + b"\x80", 1, "line 2, byte 200001: 0x80"),
    ],
)
def test_bytes_that_are_not_utf8(run: Run, hama: hamanlp.Transcriber, text: bytes, good: int, place: str) -> None:
    result = run(stdin=text)
    assert refused(result, 1) == f"standard input, {place} is not UTF-8; {ADVICE}"
    assert result.stdout.decode() == "".join(f"{line}\n" for line in hama(text.decode(errors="replace").splitlines()[:good]))


def test_the_error_names_the_file_or_the_argument(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_bytes(b"ok\n\xfe\n")
    assert refused(run("-i", str(path)), 1).startswith(f"{path}, line 2, byte 1: 0xfe")
    assert refused(run("fine", b"caf\xe9"), 1).startswith("argument 2, line 1, byte 4: 0xe9")


def test_replacement(run: Run) -> None:
    assert run("--errors", "replace", stdin=b"~\xff~\n\xea\xb0").stdout.decode() == "~\ufffd~\n\ufffd\n"
    assert run("--errors=replace", b"\xff").stdout.decode() == "\ufffd\n"


@pytest.mark.parametrize(
    "text",
    ["\0", "a\0b", "😀👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿", "\u202eabc\u0301\u0301", "\r", "\x1b[0m", "𝔘𝔫𝔦", "ᄒ", "ㅋㅋㅋ", "\ufeff", "…" * 3000],
)
def test_any_character_gives_a_line(run: Run, hama: hamanlp.Transcriber, text: str) -> None:
    assert "\n" not in hama(text)
    assert run(stdin=f"{text}\ncat".encode()).stdout.decode() == f"{hama(text)}\n{hama('cat')}\n"


def test_a_word_of_5000_letters(run: Run) -> None:
    result = run("a" * 5000, "가" * 5000)
    assert result.returncode == 0
    assert [bool(line) for line in result.stdout.decode().split("\n")] == [True, True, False]


def test_a_line_of_ten_megabytes(run: Run, hama: hamanlp.Transcriber) -> None:
    line = ("cat " + "3.14, " * 1700) * 1000
    assert len(line) > 10_000_000
    result = run(stdin=f"{line}\ndog\n".encode())
    part = hama("cat " + "3.14, " * 1700)
    assert result.stdout.decode() == " ".join([part] * 1000) + f"\n{hama('dog')}\n"


def test_lone_surrogates(hama: hamanlp.Transcriber) -> None:
    with pytest.raises(hamanlp.InputError, match=r"^character 4 .*lone surrogate U\+D800") as one:
        hama("good\ud800")
    assert (one.value.item, one.value.position) == (None, 4)
    with pytest.raises(hamanlp.InputError, match=r"^item 3, character 17 .*U\+DCFF") as several:
        hama(["a", "b\n", "", "seventeen letters\udcff"])
    assert (several.value.item, several.value.position) == (3, 17)
    assert hama("still works")


@pytest.mark.parametrize("text", [None, 7, b"bytes", {"a": 1}, {"a"}, iter(["a"])])
def test_what_is_not_text(hama: hamanlp.Transcriber, text: object) -> None:
    with pytest.raises(hamanlp.InputTypeError, match="pass a str") as caught:
        hama(text)  # type: ignore[call-overload]
    assert isinstance(caught.value, TypeError)
    assert isinstance(caught.value, hamanlp.HamaError)


@pytest.mark.parametrize("text", [None, 7, b"bytes", ["a"]])
def test_what_is_no_text_in_a_list(hama: hamanlp.Transcriber, text: object) -> None:
    with pytest.raises(hamanlp.InputTypeError, match=r"^item 1 ") as caught:
        hama(["a", text])  # type: ignore[list-item]
    assert caught.value.item == 1


def test_errors_cross_process_borders() -> None:
    for error in (
        hamanlp.OptionError("lang: no", option="lang"),
        hamanlp.InputError("no", item=1, position=2),
        hamanlp.DecodeError("no", source="file", line=3, byte=4),
    ):
        twin = pickle.loads(pickle.dumps(error))
        assert (type(twin), str(twin), vars(twin)) == (type(error), str(error), vars(error))


def test_inputs_that_cannot_be_read(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert refused(run("-i", "missing.txt", "-o", str(out)), 1).startswith("missing.txt: No such file or directory; check")
    assert refused(run("-i", str(tmp_path), "-o", str(out)), 1).startswith(f"{tmp_path}: Is a directory; name a file")
    assert refused(run("-i", ""), 1).startswith("'': No such file")
    assert refused(run("-i", "missing\nfile"), 1).startswith("'missing\\nfile': ")
    assert refused(run("-i", "a\ud800".encode("utf-8", "surrogatepass")), 1)
    assert not out.exists()


def test_a_file_that_fails_while_it_is_read(run: Run) -> None:
    assert refused(run("-i", "/proc/self/mem"), 1).startswith("/proc/self/mem: ")


def test_outputs_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    assert refused(run("-o", str(tmp_path), "cat"), 1).startswith(f"{tmp_path}: Is a directory; ")
    assert "check the name and that its folder exists" in refused(run("-o", str(tmp_path / "no" / "file"), "cat"), 1)
    assert re.match(
        "/sys/file: (Permission denied; change|Read-only)", refused(run("-o", "/sys/file", "cat"), 1)
    )  # also to root
    assert refused(run("-o", "/dev/full", "cat"), 1).startswith("/dev/full: No space left on device; ")
    with open("/dev/full", "wb") as full:
        for argument in ("cat", "--help"):
            result = subprocess.run([*COMMAND, argument], stdout=full, stderr=subprocess.PIPE, check=False, timeout=60)
            assert refused(result, 1).startswith("standard output: No space left on device")


def test_the_output_must_not_be_the_input(run: Run, tmp_path: Path) -> None:
    path, link = tmp_path / "text", tmp_path / "link"
    path.write_text("cat\n")
    link.symlink_to(path)
    for output in (path, link):
        assert "is also the input" in refused(run("-i", str(path), "-o", str(output)), 1)
    with open(path, "rb") as source:
        result = subprocess.run([*COMMAND, "-o", str(path)], stdin=source, capture_output=True, check=False, timeout=60)
    assert "is also the input standard input" in refused(result, 1)
    with open(path, "ab") as end:
        command = [*COMMAND, "-i", str(path)]
        result = subprocess.run(command, stdout=end, stderr=subprocess.PIPE, check=False, timeout=60)
    assert "is also the input" in refused(result, 1)
    assert path.read_text() == "cat\n"


@pytest.mark.parametrize(("redirection", "name"), [("<&-", "standard input"), (">&-", "standard output")])
def test_closed_descriptors(redirection: str, name: str) -> None:
    command = ["bash", "-c", f'"$@" {redirection}', "bash", *COMMAND, "-i", "-"]
    result = subprocess.run(command, input=b"cat\n", capture_output=True, check=False, timeout=60)
    assert refused(result, 1).startswith(f"{name}: it is closed")


def test_special_files_may_be_both(run: Run) -> None:
    assert run("-i", "/dev/null", "-o", "/dev/null").returncode == 0


def test_a_named_pipe_is_an_input(tmp_path: Path, run: Run, hama: hamanlp.Transcriber) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_bytes, args=(b"cat\n",))
    writer.start()
    assert run("-i", str(path)).stdout.decode() == hama("cat") + "\n"
    writer.join()
    assert stat.S_ISFIFO(path.stat().st_mode)


FUNCTIONS = {
    "abi_version": "(result i32) i32.const 1",
    "input": "(result i32) i32.const 1024",  # at 0 is the word that stops a call
    "input_capacity": "(result i32) i32.const 65536",
    "output": "(result i32) i32.const 65536",
    "output_length": "(result i32) i32.const 0",
    "configure": "(param i32) (result i32) i32.const 0",
    "transcribe": "(param i32 i32 i32) (result i32) i32.const 0",
}


def module(folder: Path, **changes: str) -> str:
    """A wasm file with the engine's interface, in which some functions differ (or, if empty, are missing)."""
    functions = "".join(f'(func (export "{name}") {body})' for name, body in (FUNCTIONS | changes).items() if body)
    path = folder / "test.wasm"
    path.write_bytes(wasmtime.wat2wasm(f'(module (memory (export "memory") 2) {functions})'))
    return str(path)


def test_a_broken_wasm_file(wasm: Path, tmp_path: Path) -> None:
    truncated = tmp_path / "truncated.wasm"
    truncated.write_bytes(wasm.read_bytes()[:5000])
    for path in (truncated, tmp_path / "missing.wasm", tmp_path):
        with pytest.raises(hamanlp.ModelError, match=rf"^{path}: .*; install hamanlp again \(.*\)$"):
            Engine(str(path), {})


def test_another_interface(tmp_path: Path) -> None:
    with pytest.raises(hamanlp.ModelError, match="has interface version 7, not 1; install"):
        Engine(module(tmp_path, abi_version="(result i32) i32.const 7"), {})


def test_a_missing_function(tmp_path: Path) -> None:
    with pytest.raises(hamanlp.ModelError, match="does not export 'transcribe'; install"):
        Engine(module(tmp_path, transcribe=""), {})


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("(param i32 i32 i32) (result i32) unreachable", "unreachable"),
        ("(param i32 i32 i32) (result i32) i32.const -4 i32.load", "out of bounds"),
        (FUNCTIONS["transcribe"], "takes none of"),
    ],
)
def test_an_engine_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str, message: str) -> None:
    monkeypatch.setitem(options.MODELS, "broken", module(tmp_path, transcribe=body))
    hama = hamanlp.Transcriber(model="broken")
    for _ in range(2):
        with pytest.raises(hamanlp.EngineError, match=rf"{message}.*please report this") as caught:
            hama("cat")
        assert len(str(caught.value).splitlines()) == 1


def test_an_engine_that_loses_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(options.MODELS, "broken", module(tmp_path, transcribe="(param i32 i32 i32) (result i32) local.get 1"))
    with pytest.raises(hamanlp.EngineError, match="2 lines became 1"):
        hamanlp.Transcriber(model="broken")(["one", "two"])
