"""Large files on the command line: compressed, shared by workers, interrupted and gone on with."""

from __future__ import annotations

import gzip
import os
import pty
import random
import re
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

import hamanlp
from hamanlp.compression import zstandard
from tests.conftest import Run, refused

LINES = [f"{number % 500} cats, 고양이 {number % 70}" for number in range(4000)]
QUICK = """
import hamanlp.cli as cli, hamanlp.job as job, hamanlp.streams as streams, time
job.SECONDS, streams._CHUNK = 0.0, 1024
class Slow(job.Output):
    def write(self, data):
        super().write(data)
        time.sleep(0.02)
job.Output = Slow
"""
"""Small blocks, each a while after the other, and a checkpoint after every one."""


def read(path: Path) -> bytes:
    """What is in a file that may be compressed."""
    data = path.read_bytes()
    if path.suffix == ".gz":
        return gzip.decompress(data)
    return bytes(zstandard().decompress(data)) if path.suffix == ".zst" else data


def write(path: Path, data: bytes) -> Path:
    """Make a file that may be compressed."""
    if path.suffix == ".gz":
        data = gzip.compress(data[:1000]) + gzip.compress(data[1000:])  # two members, as parallel tools write them
    if path.suffix == ".zst":
        data = zstandard().compress(data[:1000]) + zstandard().compress(data[1000:])
    path.write_bytes(data)
    return path


@pytest.fixture(scope="module")
def expected(hama: hamanlp.Transcriber) -> bytes:
    return "".join(f"{line}\n" for line in hama(LINES)).encode()


@pytest.fixture
def text(tmp_path: Path) -> Path:
    return write(tmp_path / "text", "".join(f"{line}\n" for line in LINES).encode())


def start(code: str, *arguments: object) -> subprocess.Popen[bytes]:
    """The command in a process of its own, after some Python."""
    command = [sys.executable, "-W", "error", "-c", f"{code}\ncli.main({[str(each) for each in arguments]!r})"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("names", ["a b.zst", "a.gz b", "a.txt.zst b.txt.gz"])
def test_compressed_files_by_workers(run: Run, tmp_path: Path, expected: bytes, names: str, jobs: str) -> None:
    source, target = names.split()
    write(tmp_path / source, "\n".join(LINES).encode())
    result = run("-i", str(tmp_path / source), "-o", str(tmp_path / target), "-j", jobs)
    assert (result.returncode, result.stderr) == (0, b"")
    assert read(tmp_path / target) == expected
    assert sorted(os.listdir(tmp_path)) == sorted([source, target])


def test_compressed_input_to_standard_output(run: Run, tmp_path: Path, expected: bytes) -> None:
    path = write(tmp_path / "a.gz", "\n".join(LINES).encode())
    assert run("-i", str(path)).stdout == expected
    assert run("-j", "2", stdin="\n".join(LINES).encode()).stdout == expected


def test_json_by_the_name_of_the_output(run: Run, tmp_path: Path, hama: hamanlp.Transcriber) -> None:
    path = write(tmp_path / "a", "\n".join(LINES[:200]).encode())
    assert run("-i", str(path), "-o", str(tmp_path / "b.jsonl.gz"), "-j", "2").returncode == 0
    assert read(tmp_path / "b.jsonl.gz").decode() == "".join(f"{each.to_json()}\n" for each in hama.analyze(LINES[:200]))


@pytest.mark.parametrize("name", ["a.gz", "a.zst"])
def test_damaged_files(run: Run, tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, "\n".join(LINES).encode())
    path.write_bytes(path.read_bytes()[:-20])
    assert "is cut short" in refused(run("-i", str(path)), 1)
    path.write_bytes(b"this is no compressed file at all")
    assert f"not what {path.suffix} says" in refused(run("-i", str(path)), 1)


def test_a_missing_package_is_named(tmp_path: Path) -> None:
    path = write(tmp_path / "a.zst", b"cat\n")
    code = "import sys; sys.modules['backports.zstd'] = sys.modules['compression.zstd'] = None; import hamanlp.cli as cli"
    process = start(code, "-i", path)
    assert b"pip install 'hamanlp[zstd]'" in process.communicate()[1]
    assert process.returncode == 1


@pytest.mark.parametrize(
    ("target", "jobs", "source"), [("b", 1, "a"), ("b.gz", 1, "a.gz"), ("b.zst", 2, "a"), ("b.jsonl", 1, "a.zst")]
)
def test_killed_again_and_again_it_goes_on(
    tmp_path: Path, hama: hamanlp.Transcriber, target: str, jobs: int, source: str
) -> None:
    lines = LINES[:1000] if target == "b.jsonl" else LINES
    path, out = write(tmp_path / source, "\n".join(lines).encode()), tmp_path / target
    options = ["-i", path, "-o", out, "-j", jobs, "--resume"]
    chance, journal, kills = random.Random(5), tmp_path / f"{target}.journal", 0
    for _ in range(3):
        before = journal.stat().st_mtime_ns if journal.exists() else 0
        process, deadline = start(QUICK, *options), time.monotonic() + 30
        while process.poll() is None and time.monotonic() < deadline:
            if journal.exists() and journal.stat().st_mtime_ns != before and b'"position": [0, 0' not in journal.read_bytes():
                break
            time.sleep(0.002)
        time.sleep(chance.random() * 0.05)
        process.kill()
        process.communicate()
        kills += process.returncode == -signal.SIGKILL
    assert kills >= 2
    process = start(QUICK, *options)
    assert process.communicate() == (b"", b"")
    if target == "b.jsonl":
        assert read(out).decode() == "".join(f"{each.to_json()}\n" for each in hama.analyze(lines))
    else:
        assert read(out).decode() == "".join(f"{line}\n" for line in hama(lines))
    assert not journal.exists()


def test_interrupt_and_go_on(tmp_path: Path, expected: bytes, text: Path) -> None:
    out = tmp_path / "b.gz"
    process = start(QUICK, "-i", text, "-o", out)
    while not out.exists() or not (tmp_path / "b.gz.journal").exists():
        time.sleep(0.01)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    assert b"Traceback" not in process.communicate()[1]
    assert process.returncode == 130
    assert expected.startswith(read(out))
    process = start(QUICK, "-i", text, "-o", out, "--resume")
    assert process.communicate() == (b"", b"")
    assert read(out) == expected


def test_lines_before_what_is_not_utf8_are_kept_and_it_can_go_on(run: Run, tmp_path: Path, hama: hamanlp.Transcriber) -> None:
    path, out = tmp_path / "a", tmp_path / "b"
    path.write_bytes(b"\xef\xbb\xbfcat\ndog\nb\xff d\nend\n")
    assert "line 3, byte 2" in refused(run("-i", str(path), "-o", str(out)), 1)
    assert out.read_text() == "".join(f"{line}\n" for line in hama(["cat", "dog"]))
    assert run("-i", str(path), "-o", str(out), "--resume", "--errors", "replace").returncode == 0
    assert out.read_text() == "".join(f"{line}\n" for line in hama(["cat", "dog", "b\ufffd d", "end"]))


def test_it_goes_on_only_with_the_same_job(run: Run, tmp_path: Path) -> None:
    path, out = str(tmp_path / "a"), str(tmp_path / "b")
    Path(path).write_bytes(b"cat\n\xff\n")
    assert "only files with names" in refused(run("--resume", stdin=b"cat"), 1)
    refused(run("-i", path, "-o", out), 1)
    assert "lang was 'auto' and is now 'en'" in refused(run("-i", path, "-o", out, "--resume", "-l", "en"), 1)
    Path(path).write_bytes(b"cat\ndog\n")
    assert "the inputs have changed" in refused(run("-i", path, "-o", out, "--resume"), 1)
    assert run("-i", path, "-o", out).returncode == 0
    assert "has no journal" in refused(run("-i", path, "-o", out, "--resume"), 1)
    (tmp_path / "b.journal").write_text("[]")
    assert "is no journal" in refused(run("-i", path, "-o", out, "--resume"), 1)


def children(process: int) -> list[int]:
    """The worker processes of a command."""
    try:
        every = " ".join(each.read_text() for each in Path(f"/proc/{process}/task").glob("*/children")).split()
        return [int(each) for each in every if b"spawn_main" in Path(f"/proc/{each}/cmdline").read_bytes()]
    except FileNotFoundError:
        return []


def test_a_killed_worker_is_replaced_and_nothing_lost(tmp_path: Path, expected: bytes) -> None:
    path, out = write(tmp_path / "a", "\n".join(LINES).encode()), tmp_path / "b"
    process, killed = start(QUICK, "-i", path, "-o", out, "-j", "2"), 0
    while process.poll() is None and killed < 2:
        if out.exists() and out.stat().st_size and (workers := children(process.pid)):
            os.kill(workers[0], signal.SIGKILL)
            killed += 1
        time.sleep(0.05)
    assert process.communicate() == (b"", b"")
    assert killed == 2
    assert out.read_bytes() == expected


def test_workers_end_with_their_parent(tmp_path: Path) -> None:
    path = write(tmp_path / "a", "\n".join(LINES).encode())
    process = start(QUICK, "-i", path, "-o", tmp_path / "b", "-j", "2")
    while len(workers := children(process.pid)) < 2:
        assert process.poll() is None
        time.sleep(0.02)
    process.kill()
    process.communicate()
    deadline = time.monotonic() + 20
    while any(Path(f"/proc/{worker}").exists() for worker in workers):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_worker_that_always_dies_is_an_error(tmp_path: Path, text: Path) -> None:
    code = f"""{QUICK}
class Dies(job.LineTask):
    __reduce__ = lambda self: (__import__("os")._exit, (3,))
job.LineTask = Dies
"""
    process = start(code, "-i", text, "-o", tmp_path / "b", "-j", "2")
    assert b"a worker process ended 3 times on the same lines" in process.communicate()[1]
    assert process.returncode == 1


def test_memory_is_flat_in_all_processes(tmp_path: Path) -> None:
    peak = """
import atexit, hamanlp.cli as cli, resource
def tell():
    own = (line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
    print(*own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
atexit.register(tell)
"""
    used = []
    for megabytes in (2, 12):
        path = write(tmp_path / "a.zst", b"12345 67890 12345 67890\n" * (megabytes * 1_000_000 // 24))
        process = start(peak, "-i", path, "-o", tmp_path / "b.zst", "-j", "2")
        used.append([int(each) for each in process.communicate()[0].split()])
    assert max(after - before for before, after in zip(*used, strict=True)) < 6000  # kilobytes


def test_progress_in_a_log(run: Run, tmp_path: Path, text: Path) -> None:
    result = run("-i", str(text), "-o", str(tmp_path / "b"), "--progress")
    assert re.fullmatch(r"hamanlp: 4,000 lines, 100\.0 %, [\d,]+ lines/s, done in 0:\d\d:\d\d\n", result.stderr.decode())
    result = run("--progress", stdin=b"cat\n\xff")
    assert re.match(r"hamanlp: 1 lines, [\d,]+ lines/s, stopped after 0:00:\d\d\nhamanlp: error:", result.stderr.decode())


def test_progress_now_and_then_has_the_time_left(tmp_path: Path, text: Path) -> None:
    now = "import hamanlp.cli as cli, hamanlp.progress as progress\nprogress.Log.__init__.__defaults__ = (0.0,)"
    process = start(now, "-i", text, "-o", tmp_path / "b", "--progress")
    assert re.match(rb"hamanlp: [\d,]+ lines, \d+\.\d %, [\d,]+ lines/s, 0:\d\d:\d\d left\n", process.communicate()[1])


def test_a_bar_on_a_terminal(tmp_path: Path, text: Path) -> None:
    pytest.importorskip("tqdm")
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 100))
    command = [sys.executable, "-m", "hamanlp", "-i", str(text), "-o", str(tmp_path / "b"), "--progress"]
    try:
        subprocess.run(command, stderr=theirs, check=True, timeout=60)
        shown = os.read(ours, 100_000).decode()
    finally:
        os.close(ours)
        os.close(theirs)
    assert "100%" in shown
    assert "4,000 lines" in shown
