"""The two programs over the targets: one that libFuzzer drives, one that tries inputs again without it."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from export import zig
from export.build import write_sources
from tests.fuzz.inputs import FOLDER

BUILD = zig.ROOT / "build" / "fuzz"
FUZZER = BUILD / "fuzzer"
REPLAY = BUILD / "replay"
CHECKPOINT = zig.ROOT / "models" / "default"


class FuzzError(RuntimeError):
    """Something that fuzzing needs is missing."""


def build(*, with_fuzzer: bool = True, checkpoint: Path = CHECKPOINT, folder: Path = BUILD) -> None:
    """Compile the programs with the engine's safety checks (`ReleaseSafe`).

    Args:
        with_fuzzer: whether also the one that libFuzzer drives, which clang links.
        checkpoint: the model's folder.
        folder: where the programs go.

    Raises:
        FuzzError: clang or libFuzzer is missing.
        ZigError: the engine does not compile.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="hamanlp-") as temporary:
        sources = write_sources(checkpoint, Path(temporary))
        built = Path(temporary) / "built"
        cache = Path(temporary) / "cache"
        _compile(["build-exe", "-target", "x86_64-linux-musl"], "replay.zig", sources, built, cache)
        # A run that has the old one open keeps it.
        shutil.copy(built, folder / "replay.new")
        os.replace(folder / "replay.new", folder / "replay")
        if not with_fuzzer:
            return
        if shutil.which("clang") is None:
            raise FuzzError("clang is missing; apt-get install clang")
        instrumented = ["build-obj", "-target", "x86_64-linux-gnu", "-ffuzz", "-fPIC", "-lc", "-fcompiler-rt"]
        _compile(instrumented, "libfuzzer.zig", sources, built.with_suffix(".o"), cache)
        command = ["clang", "-fsanitize=fuzzer", "-o", str(folder / "fuzzer.new"), str(built.with_suffix(".o"))]
        linked = subprocess.run(command, capture_output=True, text=True, check=False)
        if linked.returncode != 0:
            raise FuzzError(
                f"libFuzzer does not link: {linked.stderr.strip()[-300:]}; apt-get install clang, with what it recommends"
            )
        os.replace(folder / "fuzzer.new", folder / "fuzzer")


def _compile(how: list[str], main: str, sources: zig.Sources, out: Path, cache: Path) -> None:
    common = ["-mcpu=x86_64_v2", "-O", "ReleaseSafe", f"-femit-bin={out}"]
    root = ["--dep", "engine", f"-Mroot={FOLDER / main}"]
    zig.run([*how, *common, *root, *sources.dependencies, f"-Mengine={zig.ENGINE}", *sources.modules], cache)


def replay(target: str, inputs: Sequence[bytes], *, program: Path = REPLAY, timeout: float = 300) -> tuple[int, str]:
    """Try inputs again.

    Args:
        target: its name.
        inputs: what it gets, one after the other.
        program: what `build` made.
        timeout: seconds for all of them.

    Returns:
        How many passed before one that did not, and what the program said of that one; or all of them, and nothing.
    """
    frames = b"".join(struct.pack("<I", len(data)) + data for data in inputs)
    try:
        result = subprocess.run([program, target], input=frames, capture_output=True, check=False, timeout=timeout)
    except subprocess.TimeoutExpired as stopped:
        return len(stopped.stdout or b""), f"not done after {timeout:g} seconds"
    return len(result.stdout), result.stderr.decode(errors="replace") if len(result.stdout) < len(inputs) else ""
