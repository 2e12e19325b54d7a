"""The hosts of the engine that must all give the same bytes."""

from __future__ import annotations

import json
import platform
import shutil
import struct
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

import wasmtime

from export import zig
from export.build import write_sources
from export.models import SHIPPED
from tests.browser import CHROMIUM, FLAGS
from tests.same.questions import Question
from tests.wasm_host import WasmHost
from tests.web import node, served

FOLDER = Path(__file__).parent
WITHOUT_SIMD = zig.CPU.replace("+simd128", "")
NATIVE = platform.machine() == "x86_64" and platform.system() == "Linux"


class MissingHostError(Exception):
    """A host is not there; the message says what it wants."""


@dataclass
class Workshop:
    """A folder for what is built of a model, each thing once.

    Attributes:
        model: that ships, e.g. `"default"`.
        folder: an existing one.
    """

    model: str
    folder: Path
    _sources: list[zig.Sources] = field(default_factory=list)

    @property
    def shipped(self) -> Path:
        """The wasm as it is installed."""
        return SHIPPED[self.model].wasm(zig.ROOT)

    @property
    def sources(self) -> zig.Sources:
        """What the engine is compiled with."""
        if not self._sources:
            self._sources.append(write_sources(SHIPPED[self.model].checkpoint(zig.ROOT), self.folder))
        return self._sources[0]

    def native(self, target: str, cpu: str, mode: str) -> Path:
        """A program that answers questions."""
        out = self.folder / f"{target}-{cpu}-{mode}"
        if not out.exists():
            cache = self.folder / "cache"
            zig.compile_native(FOLDER / "native.zig", self.sources, out, cache, target=target, cpu=cpu, mode=mode)
        return out

    def without_simd(self) -> Path:
        """The wasm without a SIMD instruction."""
        out = self.folder / "scalar.wasm"
        if not out.exists():
            zig.compile_wasm(self.sources, out, self.folder / "cache", cpu=WITHOUT_SIMD)
        return out


@contextmanager
def workshop(model: str) -> Iterator[Workshop]:
    """A workshop in a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="hamanlp-same-") as folder:
        yield Workshop(model, Path(folder))


Answer = Callable[[Workshop, list[Question]], list[bytes]]


def _native(cpu: str, mode: str) -> Answer:
    def answer(shop: Workshop, questions: list[Question]) -> list[bytes]:
        if not NATIVE:
            raise MissingHostError("wants x86-64 Linux")
        if cpu == "x86_64_v3" and "avx2" not in Path("/proc/cpuinfo").read_text(encoding="utf-8"):
            raise MissingHostError("wants a processor with AVX2 and FMA")
        return _asked([str(shop.native("x86_64-linux-musl", cpu, mode))], questions)

    return answer


def _arm(shop: Workshop, questions: list[Question]) -> list[bytes]:
    """A 64-bit ARM, which has fused multiply-add as a matter of course, emulated."""
    emulator = shutil.which("qemu-aarch64") or shutil.which("qemu-aarch64-static")
    if emulator is None:
        raise MissingHostError("wants qemu-aarch64: apt-get install qemu-user")
    return _asked([emulator, str(shop.native("aarch64-linux-musl", "generic", "ReleaseFast"))], questions)


def _asked(command: list[str], questions: list[Question]) -> list[bytes]:
    """The answers of a native program; `native.zig` has the form."""
    fields = (part.encode() for question in questions for part in (question.record, question.lexicon, question.text))
    data = b"".join(struct.pack("<I", len(part)) + part for part in fields)
    written = subprocess.run(command, input=data, capture_output=True, check=True).stdout
    answers, pieces, at = [], [], 0
    while at < len(written):
        (length,) = struct.unpack_from("<I", written, at)
        pieces.append(written[at + 4 : at + 4 + length])
        at += 4 + length
        if length == 0:
            answers.append(b"".join(pieces))
            pieces.clear()
    return answers


def _wasmtime(configure: Callable[[wasmtime.Config], None], *, with_simd: bool = True) -> Answer:
    def answer(shop: Workshop, questions: list[Question]) -> list[bytes]:
        config = wasmtime.Config()
        try:
            configure(config)
            host = WasmHost(shop.shipped if with_simd else shop.without_simd(), config)
        except (AttributeError, wasmtime.WasmtimeError) as error:
            raise MissingHostError(f"this wasmtime has no such thing ({error})") from error
        return [_ask(host, question) for question in questions]

    return answer


def _ask(host: WasmHost, question: Question) -> bytes:
    words = question.lexicon.encode()
    host.memory.write(host.store, words, host.call("lexicon_room", len(words)))
    assert host.call("lexicon_load", len(words), 0) == 0, host.output().decode()
    host.write(question.record.encode())
    assert host.call("configure", len(question.record.encode())) == 0, host.output().decode()
    rest, output, capacity = question.text.encode(), [], host.call("input_capacity")
    while rest:
        piece = rest[:capacity]
        host.write(piece)
        done = 0
        while done < len(piece):
            consumed = host.call("transcribe", done, len(piece) - done, int(len(piece) == len(rest)))
            output.append(host.output())
            done += consumed
            if not consumed and not output[-1]:
                assert done, "the engine does not get on"
                break
        rest = rest[done:]
    return b"".join(output)


def _without_new_instructions(config: wasmtime.Config) -> None:
    config.target = "x86_64-unknown-linux-gnu" if NATIVE else _none("wants x86-64 Linux")


def _none(reason: str) -> str:
    raise MissingHostError(reason)


def _pulley(config: wasmtime.Config) -> None:
    config.target = "pulley64"


def _refuse_simd(config: wasmtime.Config) -> None:
    config.wasm_relaxed_simd = False
    config.wasm_simd = False


def _plain(_config: wasmtime.Config) -> None:
    """As it is."""


def _node(*flags: str) -> Answer:
    def answer(shop: Workshop, questions: list[Question]) -> list[bytes]:
        program = node() or _none("wants Node 20 or newer: apt-get install nodejs")
        command = [program, *flags, str(FOLDER / "host.mjs"), str(shop.shipped)]
        asked = json.dumps([asdict(question) for question in questions]).encode()
        answers: list[str] = json.loads(subprocess.run(command, input=asked, capture_output=True, check=True).stdout)
        return [answer.encode() for answer in answers]

    return answer


def _chromium(shop: Workshop, questions: list[Question]) -> list[bytes]:
    if CHROMIUM is None:
        raise MissingHostError("wants Chromium: apt-get install chromium")
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - may be missing
    except ModuleNotFoundError as error:
        raise MissingHostError("wants playwright: pip install playwright") from error
    folder = shop.folder / "page"
    folder.mkdir(exist_ok=True)
    shutil.copy(FOLDER / "host.mjs", folder)
    shutil.copy(shop.shipped, folder / "hama.wasm")
    (folder / "empty.html").write_text("<!doctype html><title>same</title>", encoding="utf-8")
    code = """async (questions) => {
        const { answers } = await import("./host.mjs");
        return answers(await (await fetch("hama.wasm")).arrayBuffer(), questions);
    }"""
    with served(folder) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=[f"--{flag}" for flag in FLAGS])
        page = browser.new_page()
        page.set_default_timeout(0)
        page.goto(f"{address}empty.html")
        answers: list[str] = page.evaluate(code, [asdict(question) for question in questions])
        browser.close()
    return [answer.encode() for answer in answers]


HOSTS: dict[str, tuple[str, Answer]] = {
    "wasmtime": ("the wasm, SIMD, this processor's instructions", _wasmtime(_plain)),
    "wasmtime-sse2": ("the wasm, SIMD by SSE2 alone: no SSE4, AVX, FMA", _wasmtime(_without_new_instructions)),
    "wasmtime-pulley": ("the wasm, interpreted: no SIMD of the processor's", _wasmtime(_pulley)),
    "wasmtime-scalar": ("the engine compiled without SIMD; wasmtime refuses SIMD", _wasmtime(_refuse_simd, with_simd=False)),
    "native-sse4": ("native, x86-64-v2, for size", _native("x86_64_v2", "ReleaseSmall")),
    "native-fma": ("native, x86-64-v3 (AVX2, FMA), for speed", _native("x86_64_v3", "ReleaseFast")),
    "native-safe": ("native, x86-64-v2, with every safety check", _native("x86_64_v2", "ReleaseSafe")),
    "native-arm": ("native, 64-bit ARM, for speed, emulated", _arm),
    "node": ("the wasm in V8 as it comes", _node()),
    "node-baseline": ("the wasm in V8, its first compiler alone", _node("--liftoff-only")),
    "node-sse4": ("the wasm in V8 without AVX and FMA", _node("--no-enable-avx", "--no-enable-fma3")),
    "chromium": ("the wasm in the browser", _chromium),
}
"""By name: what each is, and how it is asked. The first is what the others are compared with."""

SLOW = ("wasmtime-pulley", "native-safe", "native-arm", "node-baseline")
"""Those that are asked a part of the words only."""
