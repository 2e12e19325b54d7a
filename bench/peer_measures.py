"""What is measured of a peer: accuracy on held-out words, speed, start and memory."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Self, TypedDict

from bench import peer_symbols
from bench.peer_environments import python_of, variables
from bench.peers import Peer, Variant
from train.score import FOLDS, edit_distance

FOLDER = Path(__file__).resolve().parent
WORDS_A_CALL = 500
SENTENCES_A_CALL = 50
KINDS = {"en": "en39", "gb": "gb39", "ko": "ko-broad"}
STRESS = "en-stress"
FIRST = {"en": "pronunciation", "gb": "pronunciation", "ko": "발음"}


class Sample(TypedDict):
    """The answer to a request: seconds, the process's CPU so far, kilobytes at the most, and what was written."""

    cpu: float
    wall: float
    total_cpu: float
    peak_kb: int
    outputs: list[str]


class WorkerError(Exception):
    """A peer does not start, or fails at a text; the message says why."""


class Worker:
    """A running peer.

    Args:
        peer: which.
        variant: how it is run.
        language: en, gb or ko.
        folder: its environment.

    Raises:
        WorkerError: it cannot be started.
    """

    def __init__(self, peer: Peer, variant: Variant, language: str, folder: Path) -> None:
        given = {
            name: value.format(folder=folder) if isinstance(value, str) else value for name, value in variant.settings.items()
        }
        settings = json.dumps({"reader": variant.reader, "language": language} | given)
        if peer.source == "npm":
            command = [shutil.which("node") or "node", str(FOLDER / "peer_worker.cjs"), settings]
        else:
            # -P keeps this folder off the path of imports: a peer may be named like one of its files.
            command = [str(python_of(folder)), "-P", str(FOLDER / "peer_worker.py"), settings]
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                cwd=folder,
                env=variables(folder),
            )
        except OSError as error:
            raise WorkerError(f"{command[0]}: {error.strerror}") from error

    def run(self, texts: Sequence[str]) -> Sample:
        """Have texts read.

        Raises:
            WorkerError: it stopped.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with suppress(BrokenPipeError):  # it says why below
            self._process.stdin.write(json.dumps({"texts": list(texts)}) + "\n")
            self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            with suppress(BrokenPipeError):
                said = self._process.communicate()[1]
            raise WorkerError(_reason(said))
        sample: Sample = json.loads(line)
        return sample

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe is not None:
                with suppress(BrokenPipeError):
                    pipe.close()


def _reason(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    errors = [line for line in lines if "rror" in line]
    missing = [line for line in lines if line.startswith("Resource ")]
    return (missing or errors[-1:] or lines[-1:] or ["it stopped without a word"])[0][:200]


Row = dict[str, Any]


def words(worker: Worker, variant: Variant, language: str, references: dict[str, list[list[str]]]) -> Iterator[Row]:
    """Accuracy, speed on words that it has not seen in this process, and the memory that took."""
    outputs: list[str] = []
    cpu = wall = 0.0
    peak = 0
    spelled = list(references)
    for at in range(0, len(spelled), WORDS_A_CALL):
        sample = worker.run(spelled[at : at + WORDS_A_CALL])
        outputs += sample["outputs"]
        cpu, wall, peak = cpu + sample["cpu"], wall + sample["wall"], sample["peak_kb"]
    kinds = [KINDS[language], *((STRESS,) if language == "en" and variant.has_stress else ())]
    for kind in kinds:
        per, wer = errors(outputs, list(references.values()), kind, variant.symbols, language)
        yield {"measure": f"PER {kind}", "value": round(per, 2), "unit": "%", "count": len(spelled)}
        yield {"measure": f"WER {kind}", "value": round(wer, 2), "unit": "%", "count": len(spelled)}
    yield {"measure": "fresh words", "value": round(len(spelled) / cpu, 1), "unit": "words/CPU s", "count": len(spelled)}
    yield {"measure": "fresh words, wall", "value": round(len(spelled) / wall, 1), "unit": "words/s", "count": len(spelled)}
    yield {"measure": "peak memory", "value": round(peak / 1024, 1), "unit": "MiB", "count": len(spelled)}
    left_out = "".join(sorted(peer_symbols.unknown(outputs, variant.symbols, language)))
    empty = sum(not output.strip() for output in outputs)
    yield {"measure": "words without output", "value": empty, "unit": "words", "count": len(spelled), "note": left_out}


def errors(
    outputs: Sequence[str], references: Sequence[list[list[str]]], kind: str, symbols: str, language: str
) -> tuple[float, float]:
    """PER and WER in percent; of all readings and references the nearest count, and the longest reference of equals.

    Args:
        outputs: as the peer writes them, one per word.
        references: pronunciations of each word.
        kind: as in `train.score`.
        symbols: the peer's table.
        language: en, gb or ko.
    """
    fold = FOLDS[kind]
    edits = phones = wrong = 0
    for output, known in zip(outputs, references, strict=True):
        guesses = [fold(reading) for reading in peer_symbols.readings(output, symbols, language)]
        pairs = [(edit_distance(guess, reference), -len(reference)) for guess in guesses for reference in map(fold, known)]
        nearest, length = min(pairs)
        edits, phones, wrong = edits + nearest, phones - length, wrong + (nearest > 0)
    return 100 * edits / phones, 100 * wrong / len(outputs)


def text(worker: Worker, sentences: Sequence[str], seconds: float) -> Iterator[Row]:
    """Speed on running text, for so many seconds of CPU or to its end."""
    cpu = wall = 0.0
    count = 0
    for at in range(0, len(sentences), SENTENCES_A_CALL):
        part = sentences[at : at + SENTENCES_A_CALL]
        sample = worker.run(part)
        cpu, wall = cpu + sample["cpu"], wall + sample["wall"]
        count += sum(len(sentence.split()) for sentence in part)
        if max(cpu, wall / 2) >= seconds:
            break
    yield {"measure": "running text", "value": round(count / cpu, 1), "unit": "words/CPU s", "count": count}
    yield {"measure": "running text, wall", "value": round(count / wall, 1), "unit": "words/s", "count": count}


def start(peer: Peer, variant: Variant, language: str, folder: Path, rounds: int) -> Iterator[Row]:
    """From the start of a process to its first word; caches of files and compiled code are warm."""
    cpu, wall = [], []
    for round_ in range(rounds + 1):
        before = time.perf_counter()
        with Worker(peer, variant, language, folder) as worker:
            sample = worker.run([FIRST[language]])
        if round_ or not rounds:
            cpu.append(sample["total_cpu"])
            wall.append(time.perf_counter() - before)
    yield {"measure": "first word", "value": round(statistics.median(cpu), 3), "unit": "CPU s", "count": len(cpu)}
    yield {"measure": "first word, wall", "value": round(statistics.median(wall), 3), "unit": "s", "count": len(wall)}
