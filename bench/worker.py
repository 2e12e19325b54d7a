"""One system under measurement, in a process of its own: `python worker.py SYSTEM`, then a JSON request a line on stdin.

It needs nothing but the standard library and the system it runs, so that it also works with another environment's interpreter.

    {"texts": ["one", "two"]}                    → {"cpu": 0.1, "wall": 0.1, "peak_kb": 40000, "digest": "…"}
    {"texts": […], "batch": 16}                  the texts in lists of 16; without it all in one list
    {"texts": […], "threads": 2}                 shared among threads
    {"texts": […], "repeat": 100}                the same texts again and again
"""

from __future__ import annotations

import ctypes
import functools
import hashlib
import importlib
import json
import resource
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

Transcribe = Callable[[list[str]], list[str]]


def ours(model: str) -> Transcribe:
    """This project, through its Python interface, with one of its models."""
    import hamanlp  # noqa: PLC0415 - only the system asked for is there

    return hamanlp.Transcriber(model=model)


def espeak() -> Transcribe:
    """espeak-ng's library, called in this process."""
    library = ctypes.CDLL("libespeak-ng.so.1")
    synchronous, utf8, ipa = 2, 1, 2
    if library.espeak_Initialize(synchronous, 0, None, 0) < 0:
        raise RuntimeError("espeak-ng does not start")
    convert = library.espeak_TextToPhonemes
    convert.restype = ctypes.c_char_p
    convert.argtypes = [ctypes.POINTER(ctypes.c_char_p), ctypes.c_int, ctypes.c_int]
    library.espeak_SetVoiceByName(b"en-us")

    def one(text: str) -> str:
        rest = ctypes.c_char_p(text.encode())
        clauses = []
        while rest.value is not None:
            clauses.append(convert(ctypes.byref(rest), utf8, ipa))
        return b" ".join(clauses).decode()

    def transcribe(texts: list[str]) -> list[str]:
        # The voice belongs to the language of the texts, which are all of one.
        hangul = any("가" <= letter <= "힣" for letter in texts[0])
        library.espeak_SetVoiceByName(b"ko" if hangul else b"en-us")
        return [one(text) for text in texts]

    return transcribe


def hama() -> Transcribe:
    """The PyPI package `hama`, which this project succeeds."""
    model = importlib.import_module("hama").G2PModel()
    return lambda texts: [model.predict(text).ipa for text in texts]


SYSTEMS: dict[str, Callable[[], Transcribe]] = {
    "hamanlp tiny": functools.partial(ours, "tiny"),
    "hamanlp default": functools.partial(ours, "default"),
    "hamanlp large": functools.partial(ours, "large"),
    "espeak-ng": espeak,
    "hama 1.7.0": hama,
}


def answer(transcribe: Transcribe, request: dict[str, object]) -> dict[str, object]:
    """Do one request and say what it took."""
    texts = [str(text) for text in request["texts"]]  # type: ignore[attr-defined]
    batch = int(request.get("batch") or len(texts) or 1)  # type: ignore[call-overload]
    threads = int(request.get("threads") or 1)  # type: ignore[call-overload]
    batches = [texts[at : at + batch] for at in range(0, len(texts), batch)]
    digest = hashlib.sha256()
    cpu, wall = time.process_time(), time.perf_counter()
    for _ in range(int(request.get("repeat") or 1)):  # type: ignore[call-overload]
        if threads == 1:
            results = [transcribe(part) for part in batches]
        else:
            with ThreadPoolExecutor(threads) as pool:
                results = list(pool.map(transcribe, batches))
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    digest.update("\n".join(line for part in results for line in part).encode())
    return {"cpu": cpu, "wall": wall, "peak_kb": peak_kb(), "digest": digest.hexdigest()}


def peak_kb() -> int:
    """The most memory this process has had; what getrusage says on Linux includes its parent's at the time of the fork."""
    status = Path("/proc/self/status")
    if status.is_file():
        peaks = [line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM:")]
        if peaks:
            return int(peaks[0])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> None:
    """Serve requests until standard input ends."""
    transcribe = SYSTEMS[sys.argv[1]]()
    for line in sys.stdin:
        print(json.dumps(answer(transcribe, json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
