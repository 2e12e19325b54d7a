"""Broken installations and bad ends: damaged files, folders and disks that take nothing, signals at any moment."""

from __future__ import annotations

import gzip
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import hamanlp
from hamanlp import OptionError, build_lexicon, machine_code
from hamanlp.engine import Engine
from tests.conftest import COMMAND, refused
from tests.test_jobs import LINES, QUICK, read, start

CHANCE = random.Random(9)
ADVICE = "install hamanlp again"
STOPPED = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}


def damaged(data: bytes, count: int) -> Iterator[bytes]:
    """A file with a flipped bit, or cut off, or with other bytes in it."""
    for _ in range(count):
        at = CHANCE.randrange(len(data))
        yield data[:at] + bytes([data[at] ^ 1 << CHANCE.randrange(8)]) + data[at + 1 :]
        yield data[:at]
        yield data[:at] + CHANCE.randbytes(40) + data[at + 40 :]
    yield b""
    yield CHANCE.randbytes(5000)
    yield b"\x7fELF" + bytes(5000)


def test_a_damaged_wasm_file(wasm: Path, tmp_path: Path) -> None:
    code, path = wasm.read_bytes(), tmp_path / "damaged.wasm"
    assert code[-12:-4] == machine_code.SEAL
    for data in damaged(code[:-12], 40):  # in the seal itself nothing of importance can be damaged
        path.write_bytes(data + code[-12:])
        with pytest.raises(hamanlp.ModelError, match=rf"^{path}: .*{ADVICE}.*$"):
            Engine(str(path), {})
    for at in range(len(code) - 12, len(code)):
        for bit in range(8):
            path.write_bytes(code[:at] + bytes([code[at] ^ 1 << bit]) + code[at + 1 :])
            try:
                machine_code.checked(path.read_bytes())
            except machine_code.DamagedError:
                continue


def test_a_damaged_compiled_lexicon(tmp_path: Path) -> None:
    code, path = build_lexicon({"cat": "d ɔ ɡ", "나들": "나뜰", **{f"w{n}": "i" for n in range(50)}}), tmp_path / "words.hlx"
    for data in damaged(code, 30):
        if data in (code, b""):
            continue
        path.write_bytes(data)
        with pytest.raises(OptionError, match=rf"^lexicon: {path}") as caught:
            hamanlp.Transcriber(lexicon=path)
        assert len(str(caught.value).splitlines()) == 1


def with_cache(folder: Path, command: str = "cat", **how: object) -> subprocess.CompletedProcess[bytes]:
    """The command with a cache folder of its own."""
    env = {**os.environ, "XDG_CACHE_HOME": str(folder)}
    return subprocess.run([*COMMAND, command], env=env, capture_output=True, check=False, timeout=60, **how)  # type: ignore[call-overload, no-any-return]


def test_a_damaged_cache_is_made_again(tmp_path: Path) -> None:
    good = with_cache(tmp_path)
    assert (good.returncode, good.stderr) == (0, b"")
    (path,) = (tmp_path / "hamanlp" / "code").iterdir()
    code = path.read_bytes()
    for data in [*list(damaged(code, 2)), code[:19] + code[20:]]:
        path.write_bytes(data)
        result = with_cache(tmp_path)
        assert (result.returncode, result.stdout, result.stderr) == (0, good.stdout, b"")
        assert path.read_bytes()[:15] == code[:15]
        assert machine_code._read(path) is not None


def test_a_cache_of_something_else_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "other.code"
    monkeypatch.setattr(machine_code, "_path", lambda _code: path)
    machine_code._write(path, b"whole, but of another version")
    assert Engine("hama.wasm", {}).memory_bytes() > 0
    for number in range(12):
        machine_code._write(tmp_path / f"{number}.code", b"")
    assert len(list(tmp_path.iterdir())) == machine_code._KEPT


@pytest.mark.parametrize("what", ["file", "proc", "read-only", "relative", "no home"])
def test_a_cache_that_cannot_be_written(tmp_path: Path, hama: hamanlp.Transcriber, what: str) -> None:
    folder = {"proc": Path("/proc/nowhere"), "relative": Path("relative")}.get(what, tmp_path / "cache")
    how: dict[str, object] = {}
    env = {**os.environ, "XDG_CACHE_HOME": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    if what == "file":
        folder.write_bytes(b"")
    elif what == "read-only":
        folder.mkdir(mode=0o500)
        if os.geteuid() == 0:
            pytest.skip("root may write everywhere")
    elif what == "relative":
        env["HOME"] = str(tmp_path)
    elif what == "no home":
        env.update(XDG_CACHE_HOME="", HOME="/nonexistent/home")
    result = subprocess.run([*COMMAND, "cat"], env=env, capture_output=True, check=False, timeout=60, **how)  # type: ignore[call-overload]
    assert (result.returncode, result.stdout.decode(), result.stderr) == (0, hama("cat") + "\n", b"")
    assert not Path("relative").exists()


@pytest.mark.parametrize("name", ["out", "out.gz", "out.zst", "-"])
def test_a_full_disk_has_whole_lines(tmp_path: Path, hama: hamanlp.Transcriber, name: str) -> None:
    text, out = tmp_path / "text", tmp_path / name
    text.write_text("".join(f"{line}\n" for line in LINES), encoding="utf-8")
    expected = "".join(f"{line}\n" for line in hama(LINES))
    size = 9001 if name.endswith(("gz", "zst")) else 50_001
    limits = f"hamanlp.Transcriber()\nresource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))\nstreams._MEMBER = 20_000"
    code = f"import resource, hamanlp\n{QUICK}\n{limits}\ncli.main({['-i', str(text), '-o', str(out)]!r})"
    if name == "-":
        code = code.replace(f"'-o', {str(out)!r}", "")
    with open(tmp_path / "standard", "wb") as standard:
        command = [sys.executable, "-W", "error", "-c", code]
        result = subprocess.run(command, stdout=standard, stderr=subprocess.PIPE, check=False, timeout=60)
    path = tmp_path / "standard" if name == "-" else out
    assert "File too large; the lines before are written" in refused(result, 1)
    written = read(path).decode()
    assert written.endswith("\n")
    assert expected.startswith(written)
    assert 10_000 < len(written) < len(expected)
    if name != "-":
        process = start("import hamanlp.cli as cli", "-i", text, "-o", out, "--resume")
        assert process.communicate() == (b"", b"")
        assert read(out).decode() == expected


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kilobytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    command = [str(mount), "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if mount is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("only root can mount a disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_without_room(small_disk: Path, tmp_path: Path, hama: hamanlp.Transcriber) -> None:
    text, out = tmp_path / "text", small_disk / "out"
    text.write_text("".join(f"{line}\n" for line in LINES), encoding="utf-8")
    result = subprocess.run([*COMMAND, "-i", text, "-o", out], capture_output=True, check=False, timeout=60)
    assert "No space left on device; the lines before are written" in refused(result, 1)
    written = out.read_text()
    assert written.endswith("\n")
    assert len(written) > 30_000
    assert "".join(f"{line}\n" for line in hama(LINES)).startswith(written)


def test_a_reader_that_goes(tmp_path: Path, hama: hamanlp.Transcriber) -> None:
    (tmp_path / "text").write_text("".join(f"{line}\n" for line in LINES), encoding="utf-8")
    shell = f'{" ".join(COMMAND)} -i text "$@" | head -n 3; echo ${{PIPESTATUS[0]}}'
    for options in ((), ("-j", "2")):
        result = subprocess.run(
            ["bash", "-c", shell, "bash", *options],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(Path(hamanlp.__file__).parent.parent)},
            capture_output=True,
            check=False,
            timeout=60,
        )
        assert result.stdout.decode() == "".join(f"{line}\n" for line in hama(LINES[:3])) + "141\n"
        assert result.stderr == b""


MODULE_LEFT_OPEN = re.compile(
    r"Exception ignored in: <_io\.FileIO name='[^'\n]*\.pyc'[^\n]*\n(Traceback[^\n]*\n(  [^\n]*\n)+)?ResourceWarning: [^\n]*\n"
)
"""What `-W error` makes Python say of a module's file that it was reading itself, for an import, when the signal came."""


@pytest.mark.parametrize(
    ("name", "jobs", "number"),
    [("out", 1, signal.SIGTERM), ("out.gz", 1, signal.SIGINT), ("out.zst", 2, signal.SIGTERM), ("out", 2, signal.SIGHUP)],
)
def test_signals_at_any_moment(tmp_path: Path, hama: hamanlp.Transcriber, name: str, jobs: int, number: signal.Signals) -> None:
    text, out = tmp_path / "text", tmp_path / name
    text.write_text("".join(f"{line}\n" for line in LINES), encoding="utf-8")
    expected = "".join(f"{line}\n" for line in hama(LINES))
    chance = random.Random(number)
    ends: list[int] = []
    ready = f"{QUICK}import os, pathlib; pathlib.Path({str(tmp_path / 'ready')!r}).touch()"
    latest = 0.5
    while len(ends) < 3:
        (tmp_path / "ready").unlink(missing_ok=True)
        process = start(ready, "-i", text, "-o", out, "-j", jobs, *(["--resume"] if ends else []))
        while not (tmp_path / "ready").exists():
            time.sleep(0.001)
        time.sleep(0.02 + chance.random() * latest)
        process.send_signal(number)
        message = MODULE_LEFT_OPEN.sub("", process.communicate(timeout=60)[1].decode())
        if process.returncode == 0 and not ends and latest > 0.01:  # it was done before it could be stopped: a quick machine
            latest /= 2
            out.unlink()
            continue
        ends.append(process.returncode)
        if process.returncode == 0:
            break
        assert process.returncode == STOPPED[number], message
        assert message == f"hamanlp: error: stopped by {number.name}; the lines before are written\n"
        if out.exists():
            written = read(out).decode() if out.stat().st_size else ""
            assert written == "" or written.endswith("\n")
            assert expected.startswith(written)
    assert STOPPED[number] in ends
    if ends[-1] != 0:
        process = start("import hamanlp.cli as cli", "-i", text, "-o", out, "-j", jobs, "--resume")
        assert process.communicate(timeout=60) == (b"", b"")
    assert read(out).decode() == expected


def test_signals_on_a_stream(tmp_path: Path, hama: hamanlp.Transcriber) -> None:
    (tmp_path / "text").write_text("".join(f"{line}\n" for line in LINES) * 10, encoding="utf-8")
    expected = hama(LINES)
    for wait in (0.0, 0.05, 0.2):
        with subprocess.Popen([*COMMAND, "-i", tmp_path / "text"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            first = process.stdout.readline()
            time.sleep(wait)
            process.send_signal(signal.SIGTERM)
            text = (first + process.stdout.read()).decode()
            assert process.stderr.read() == b"hamanlp: error: stopped by SIGTERM; the lines before are written\n"
        assert process.returncode == 143
        assert text.endswith("\n")
        assert text.split("\n")[:-1] == (expected * 10)[: text.count("\n")]


def test_a_signal_in_a_destructor_is_not_lost(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("cat\n", encoding="utf-8")
    slow = """import hamanlp.cli as cli, signal, time
class Late:
    def __del__(self):
        signal.raise_signal(signal.SIGTERM)
def written(*_):
    Late()
    yield b"before\\n"
    time.sleep(30)
    yield b"after\\n"
cli.written = written"""
    process = start(slow, "-i", tmp_path / "text")
    lines, message = process.communicate(timeout=20)
    assert lines == b"before\n"
    assert message == b"hamanlp: error: stopped by SIGTERM; the lines before are written\n"
    assert process.returncode == 143


def test_a_damaged_compressed_input_keeps_the_lines_before(tmp_path: Path) -> None:
    path = tmp_path / "text.gz"
    path.write_bytes(gzip.compress(b"cat\n" * 50_000)[:-30])
    result = subprocess.run([*COMMAND, "-i", path], capture_output=True, check=False, timeout=60)
    assert "is cut short" in refused(result, 1)
    assert set(result.stdout.split(b"\n")[:-1]) <= {result.stdout.split(b"\n")[0]}
