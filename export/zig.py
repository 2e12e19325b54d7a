"""The Zig compiler of the PyPI package `ziglang`, and how this project calls it."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENGINE = ROOT / "zig" / "root.zig"
EXPORTS = (
    "abi_version", "metadata", "metadata_length", "input", "input_capacity", "output", "output_length", "configure",
    "transcribe", "statistics", "logits", "lexicon_room", "lexicon_load", "lexicon_compile",
    "lexicon_address",
)  # fmt: skip
SPELLER = ENGINE.with_name("speller_root.zig")
SPELLER_EXPORTS = (
    "abi_version", "metadata", "metadata_length", "input", "input_capacity", "output", "output_length", "spell",
)  # fmt: skip
CPU = "generic+simd128-bulk_memory-bulk_memory_opt"
"""SIMD, but no `memory.copy`: hosts call out of the code for it, which takes far longer than copying a short row."""
MAX_MEMORY = 288 << 20
"""Bytes that an instance may ever have: what it begins with, and the 256 MiB of `zig/memory.zig` for a lexicon."""


@dataclass(frozen=True)
class Sources:
    """What is generated for the engine.

    Attributes:
        model: the module `model` (see `export.generate`).
        weights: the packed weights, the module `packed`; None if the engine takes those in `model`.
        homographs: the module `homograph_data` (see `export.homographs`); None for what has no need of it.
        spells: whether the model is one that spells, which has an engine of its own.
    """

    model: Path
    weights: Path | None = None
    homographs: Path | None = None
    spells: bool = False

    @property
    def dependencies(self) -> list[str]:
        """Arguments that stand before the module that imports them."""
        return [argument for name in self._files for argument in ("--dep", name)]

    @property
    def modules(self) -> list[str]:
        """Arguments that say where the modules are."""
        return [f"-M{name}={path}" for name, path in self._files.items()]

    @property
    def _files(self) -> dict[str, Path]:
        files = {"model": self.model, "packed": self.weights, "homograph_data": self.homographs}
        return {name: path for name, path in files.items() if path is not None}


class ZigError(RuntimeError):
    """The compiler is missing or reported errors; the message holds them."""


def run(arguments: list[str], cache: Path) -> None:
    """Run `zig` with its caches in one folder.

    Args:
        arguments: the command line without `zig` itself.
        cache: folder for the compiler's caches, made if needed.

    Raises:
        ZigError: see there.
    """
    if importlib.util.find_spec("ziglang") is None:
        raise ZigError("the Zig compiler is missing; pip install ziglang==0.17.0")
    cache.mkdir(parents=True, exist_ok=True)
    folders = {"ZIG_GLOBAL_CACHE_DIR": str(cache / "global"), "ZIG_LOCAL_CACHE_DIR": str(cache / "local")}
    command = [sys.executable, "-m", "ziglang", *arguments]
    result = subprocess.run(command, env=os.environ | folders, capture_output=True, text=True, check=False, cwd=ROOT)
    if result.returncode != 0:
        raise ZigError(f"zig {arguments[0]} failed:\n{result.stderr.strip() or result.stdout.strip()}")


def compile_wasm(sources: Sources, out: Path, cache: Path, *, cpu: str = CPU) -> None:
    """Compile the engine with a generated model to wasm32-freestanding, without imports, with SIMD128 unless told otherwise.

    Optimised for size: the loops that matter are unrolled by hand, so it is 5 % slower than `ReleaseFast`, but a host compiles
    it in two thirds of the time.
    """
    main, exports = (SPELLER, SPELLER_EXPORTS) if sources.spells else (ENGINE, EXPORTS)
    _compile_wasm(main, sources, exports, out, cache, cpu=cpu)


def compile_packer(model: Path, out: Path, cache: Path) -> None:
    """Compile the packer with a generated model, in the way of the engine."""
    _compile_wasm(ENGINE.with_name("pack.zig"), Sources(model), ("address", "pack"), out, cache)


def compile_homographs(data: Path, model: Path, out: Path, cache: Path) -> None:
    """Compile the homograph classifier alone, in the way of the engine: for tests, and to know its size."""
    exports = ("input", "find", "choose", "choose_at", "probability", "phones")
    sources = Sources(model, homographs=data)
    arguments = [*sources.dependencies, f"-Mroot={ENGINE.with_name('homograph_probe.zig')}", *sources.modules]
    _compile(arguments, exports, out, cache)


def _compile_wasm(main: Path, sources: Sources, exports: tuple[str, ...], out: Path, cache: Path, *, cpu: str = CPU) -> None:
    _compile([*sources.dependencies, f"-Mroot={main}", *sources.modules], exports, out, cache, cpu=cpu)


def _compile(modules: list[str], exports: tuple[str, ...], out: Path, cache: Path, *, cpu: str = CPU) -> None:
    """Compile and link in two steps: only the linker itself can be told not to give five bytes to each call and address."""
    compiled = out.with_suffix(".o")
    run(
        [
            "build-obj", "-target", "wasm32-freestanding", f"-mcpu={cpu}", "-O", "ReleaseSmall", "-fstrip", "-fcompiler-rt",
            f"-femit-bin={compiled}", *modules,
        ],
        cache,
    )  # fmt: skip
    run(
        [
            "wasm-ld", "--no-entry", "--stack-first", "-z", "stack-size=65536", "--gc-sections", "--strip-all",
            "--compress-relocations", f"--max-memory={MAX_MEMORY}", *(f"--export={name}" for name in exports),
            "-o", str(out), str(compiled),
        ],
        cache,
    )  # fmt: skip
    compiled.unlink()


def compile_native(
    main: Path, sources: Sources, out: Path, cache: Path, *, target: str = "x86_64-linux-musl", cpu: str = "x86_64_v2",
    mode: str = "ReleaseSmall",
) -> None:  # fmt: skip
    """Compile a program over the engine (the module `engine`), unless told otherwise for x86-64 Linux with SSE4 and no more."""
    run(
        [
            "build-exe", "-target", target, f"-mcpu={cpu}", "-O", mode, f"-femit-bin={out}",
            "--dep", "engine", f"-Mroot={main}", *sources.dependencies, f"-Mengine={ENGINE.with_name('engine.zig')}",
            *sources.modules,
        ],
        cache,
    )  # fmt: skip


def test(sources: Sources, cache: Path) -> None:
    """Run the engine's own tests natively, with safety checks on."""
    root = SPELLER if sources.spells else ENGINE
    run(["test", "-O", "ReleaseSafe", *sources.dependencies, f"-Mroot={root}", *sources.modules], cache)


def check_format(paths: list[Path]) -> None:
    """Check that the Zig files are formatted as `zig fmt` would."""
    run(["fmt", "--check", *map(str, paths)], ROOT / "build" / "cache")
