"""The command line: where text comes from, where it goes, and what it looks like on the way."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import hamanlp
from hamanlp.lines import checked, whole_lines
from tests.conftest import COMMAND, Run, refused

LINES = ["cat", "", "물고기, 3!", "the dog", "  ", "값"]


@pytest.fixture
def expected(hama: hamanlp.Transcriber) -> bytes:
    """What `LINES` should become."""
    return "".join(line + "\n" for line in hama(LINES)).encode()


def test_arguments_are_lines(run: Run, expected: bytes) -> None:
    result = run(*LINES)
    assert (result.returncode, result.stdout, result.stderr) == (0, expected, b"")


@pytest.mark.parametrize("end", ["", "\n"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_standard_input(run: Run, expected: bytes, newline: str, end: str) -> None:
    text = newline.join(LINES) + (newline if end else "")
    assert run(stdin=text.encode()).stdout == expected


def test_an_argument_may_have_several_lines(run: Run, expected: bytes) -> None:
    assert run("cat\n\n물고기, 3!\nthe dog", "  \n값\n").stdout == expected


def test_files_follow_each_other(run: Run, expected: bytes, tmp_path: Path) -> None:
    for name, text in {"a": "cat\n", "b": "", "c": "\ufeff\n물고기, 3!\nthe dog\n  "}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    out.write_text("much longer than what will be written, and gone afterwards" * 9)
    a, b, c = (str(tmp_path / name) for name in "abc")
    result = run("-i", a, "--input", b, "-i", c, "-i", "-", "-o", str(out), stdin="값".encode())
    assert (result.returncode, result.stdout, result.stderr) == (0, b"", b"")
    assert out.read_bytes() == expected


@pytest.mark.parametrize(
    ("text", "lines"), [(b"", b""), (b"\xef\xbb\xbf", b""), (b"\n", b"\n"), (b"\xef\xbb\xbf\n\n", b"\n\n")]
)
def test_no_text_and_empty_lines(run: Run, text: bytes, lines: bytes) -> None:
    assert run(stdin=text).stdout == lines


def test_an_empty_argument_is_an_empty_line(run: Run) -> None:
    assert run("", "").stdout == b"\n\n"


@pytest.mark.parametrize(
    ("arguments", "options"),
    [
        (("-l", "en"), {"lang": "en"}),
        (("--lang", "ko"), {"lang": "ko"}),
        (("-n", "arpabet"), {"notation": "arpabet"}),
        (("--notation", "arpabet", "--no-stress"), {"notation": "arpabet", "stress": False}),
        (("--style", "narrow"), {"style": "narrow"}),
        (("-p", " ", "-w", "\t"), {"phone_separator": " ", "word_separator": "\t"}),
        (("--phone-separator", "\\t", "--word-separator="), {"phone_separator": "\\t", "word_separator": ""}),
        (("--no-preserve-punctuation",), {"preserve_punctuation": False}),
        (("--preserve-punctuation", "--stress", "-m", "tiny"), {}),
    ],
)
def test_options_are_those_of_python(run: Run, arguments: tuple[str, ...], options: hamanlp.options.Options) -> None:
    text = "Good morning, 좋은 고기!"
    assert run(*arguments, text).stdout.decode() == hamanlp.transcribe(text, **options) + "\n"


def test_text_that_begins_with_a_hyphen(run: Run, hama: hamanlp.Transcriber) -> None:
    assert run("--", "-5 cats").stdout.decode() == hama("-5 cats") + "\n"


def test_output_is_utf8_in_any_locale(run: Run, expected: bytes) -> None:
    environment = os.environ | {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}
    assert run(stdin="\n".join(LINES).encode(), env=environment).stdout == expected
    assert run(*(line.encode() for line in LINES), env=environment).stdout == expected
    assert "안녕하세요".encode() in run("--help", env=environment).stdout


def test_version(run: Run) -> None:
    assert run("--version").stdout.decode() == f"hamanlp {hamanlp.__version__}\n"


def test_help(run: Run) -> None:
    short, long = run("-h"), run("--help")
    assert short.stdout == long.stdout
    text = long.stdout.decode()
    assert max(map(len, text.splitlines())) <= 80
    for part in (
        "Examples:",
        'hamanlp "Hello, 안녕하세요"',
        "-n arpabet < words.txt",
        "Exit status:",
        "--no-preserve-punctuation",
    ):
        assert part in text


def test_help_without_arguments_on_a_terminal(run: Run) -> None:
    ours, theirs = pty.openpty()
    try:
        result = subprocess.run(COMMAND, stdin=theirs, capture_output=True, check=False, timeout=60)
    finally:
        os.close(ours)
        os.close(theirs)
    assert (result.returncode, result.stdout) == (0, run("--help").stdout)


def test_a_line_comes_out_before_the_next_goes_in(hama: hamanlp.Transcriber) -> None:
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for line in ("first line", "둘째 줄", ""):
            os.write(process.stdin.fileno(), f"{line}\n".encode())
            assert process.stdout.readline().decode() == hama(line) + "\n"
        process.stdin.close()
        assert process.stdout.read() == b""
    assert process.returncode == 0


def test_many_lines_keep_their_order(run: Run, hama: hamanlp.Transcriber) -> None:
    lines = [f"{number} {'-' * (number % 50)} 값" for number in range(5000)]
    assert run(stdin="\n".join(lines).encode()).stdout.decode().splitlines() == hama(lines)


def test_memory_does_not_grow_with_the_text(tmp_path: Path) -> None:
    code = (
        "import sys, hamanlp.cli\n"
        "try: hamanlp.cli.main(['-i', sys.argv[1], '-o', '/dev/null'])\n"
        "finally: print(*(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))\n"
    )
    used = []
    for megabytes in (1, 24):
        path = tmp_path / "text"
        path.write_bytes(b"12345 67890 12345 67890\n" * (megabytes * 1_000_000 // 24))
        command = [sys.executable, "-c", code, str(path)]
        used.append(int(subprocess.run(command, capture_output=True, check=True, timeout=60).stdout))
    assert used[1] - used[0] < 4000  # kilobytes


def test_a_closed_pipe_ends_it_quietly() -> None:
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        os.write(process.stdin.fileno(), b"one\n")
        process.stdout.readline()
        process.stdout.close()
        os.write(process.stdin.fileno(), b"two\n")
        assert process.stderr.read() == b""
        process.stdin.close()
    assert process.returncode == 141


def test_interrupt_leaves_whole_lines(tmp_path: Path, hama: hamanlp.Transcriber) -> None:
    line = "an interrupted line, 중단된 줄"
    (tmp_path / "text").write_text(f"{line}\n" * 20_000, encoding="utf-8")
    with subprocess.Popen([*COMMAND, "-i", str(tmp_path / "text")], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        first = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
        assert b"Traceback" not in process.stderr.read()
    assert process.returncode == 130
    assert set((first + rest).decode().split("\n")) == {hama(line), ""}
    assert (first + rest).endswith(b"\n")
    assert (first + rest).count(b"\n") < 20_000


def test_an_ignored_interrupt_stays_ignored(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("cat\n" * 3000)
    command = ["bash", "-c", 'trap "" INT; "$@"', "bash", *COMMAND, "-i", str(tmp_path / "text")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as process:
        assert process.stdout is not None
        lines = 0
        for _ in process.stdout:
            lines += 1
            if lines % 100 == 1:
                os.killpg(process.pid, signal.SIGINT)
    assert (process.returncode, lines) == (0, 3000)


def test_wrong_usage(run: Run) -> None:
    assert "exclude each other" in refused(run("text", "-i", "file"), 2)
    assert "--klingon" in refused(run("--klingon"), 2)
    assert "see hamanlp --help" in refused(run("--errors", "ignore"), 2)
    assert refused(run("-l"), 2)


@pytest.mark.parametrize("option", ["--lang", "--notation", "--style", "--model"])
def test_a_bad_option_value(run: Run, option: str) -> None:
    message = refused(run(option, "klingon", "text"), 2)
    assert message.startswith(f"{option}: 'klingon'")


@pytest.mark.parametrize("size", range(1, 9))
def test_pieces_may_be_cut_inside_a_character(size: int) -> None:
    data = "\ufeff한a😀\r\nb\n\n끝".encode()
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    assert b"".join(checked(pieces, "text", "strict")).decode() == "한a😀\r\nb\n\n끝\n"


def test_whole_lines() -> None:
    def pieces() -> Iterator[bytes]:
        yield from (b"a", b"", b"b\nc\nd", b"\n", b"e", b"f")

    assert list(whole_lines(pieces())) == [b"ab\nc\n", b"d\n"]
