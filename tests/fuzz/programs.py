"""The programs over the targets, two for each engine: one that libFuzzer drives, one that tries inputs again without it."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from export import zig
from export.build import write_sources
from tests.fuzz.inputs import FOLDER

BUILD = zig.ROOT / "build" / "fuzz"


@dataclass(frozen=True)
class Engine:
    """What is fuzzed as one program.

    Attributes:
        name: of the checkpoint's folder in `models`; what its programs are named after.
        main: the Zig file whose exports are called.
        targets: the Zig file of its targets.
    """

    name: str
    main: Path
    targets: Path

    @property
    def fuzzer(self) -> str:
        """The name of the program that libFuzzer drives."""
        return f"fuzzer-{self.name}"

    @property
    def replay(self) -> str:
        """The name of the one that tries inputs again."""
        return f"replay-{self.name}"


READER = Engine("default", zig.ENGINE, FOLDER / "targets.zig")
SPELLER = Engine("spell", zig.SPELLER, FOLDER / "speller_targets.zig")


def engine_of(target: str) -> Engine:
    """The engine that a target is for."""
    return SPELLER if target == "spell" else READER


class FuzzError(RuntimeError):
    """Something that fuzzing needs is missing."""


def build(engine: Engine, *, with_fuzzer: bool = True, folder: Path = BUILD) -> None:
    """Compile the programs of an engine with its safety checks (`ReleaseSafe`).

    Args:
        engine: which one.
        with_fuzzer: whether also the one that libFuzzer drives, which clang links.
        folder: where the programs go.

    Raises:
        FuzzError: clang or libFuzzer is missing.
        ZigError: the engine does not compile.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="hamanlp-") as temporary:
        sources = write_sources(zig.ROOT / "models" / engine.name, Path(temporary))
        built = Path(temporary) / "built"
        _compile(["build-exe", "-target", "x86_64-linux-musl"], "replay.zig", engine, sources, built)
        # A run that has the old one open keeps it.
        shutil.copy(built, folder / f"{engine.replay}.new")
        os.replace(folder / f"{engine.replay}.new", folder / engine.replay)
        if not with_fuzzer:
            return
        if shutil.which("clang") is None:
            raise FuzzError("clang is missing; apt-get install clang")
        instrumented = ["build-obj", "-target", "x86_64-linux-gnu", "-ffuzz", "-fPIC", "-lc", "-fcompiler-rt"]
        _compile(instrumented, "libfuzzer.zig", engine, sources, built.with_suffix(".o"))
        new = folder / f"{engine.fuzzer}.new"
        command = ["clang", "-fsanitize=fuzzer", "-o", str(new), str(built.with_suffix(".o"))]
        linked = subprocess.run(command, capture_output=True, text=True, check=False)
        if linked.returncode != 0:
            raise FuzzError(
                f"libFuzzer does not link: {linked.stderr.strip()[-300:]}; apt-get install clang, with what it recommends"
            )
        os.replace(new, folder / engine.fuzzer)


def _compile(how: list[str], main: str, engine: Engine, sources: zig.Sources, out: Path) -> None:
    common = ["-mcpu=x86_64_v2", "-O", "ReleaseSafe", f"-femit-bin={out}"]
    root = ["--dep", "targets", f"-Mroot={FOLDER / main}", "--dep", "engine", f"-Mtargets={engine.targets}"]
    zig.run([*how, *common, *root, *sources.dependencies, f"-Mengine={engine.main}", *sources.modules], out.with_name("cache"))


def replay(target: str, inputs: Sequence[bytes], *, build: Path = BUILD, timeout: float = 300) -> tuple[int, str]:
    """Try inputs again.

    Args:
        target: its name.
        inputs: what it gets, one after the other.
        build: the folder of the programs.
        timeout: seconds for all of them.

    Returns:
        How many passed before one that did not, and what the program said of that one; or all of them, and nothing.
    """
    frames = b"".join(struct.pack("<I", len(data)) + data for data in inputs)
    try:
        program = build / engine_of(target).replay
        result = subprocess.run([program, target], input=frames, capture_output=True, check=False, timeout=timeout)
    except subprocess.TimeoutExpired as stopped:
        return len(stopped.stdout or b""), f"not done after {timeout:g} seconds"
    return len(result.stdout), result.stderr.decode(errors="replace") if len(result.stdout) < len(inputs) else ""
