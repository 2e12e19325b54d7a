"""Runs of libFuzzer: which inputs it begins with, how long, and what it leaves."""

from __future__ import annotations

import hashlib
import os
import subprocess
import tempfile
import threading
from pathlib import Path

from tests.fuzz import inputs, seeds
from tests.fuzz.figures import AllFigures
from tests.fuzz.programs import BUILD, engine_of, replay

LONGEST_INPUT = 4096  # bytes
SECONDS_PER_INPUT = 120
"""More is a hang. This is real time, on a machine that may be busy; of processor time an input may take 10 seconds."""
_counting = threading.Lock()  # targets may run side by side
_known: set[str] = set()  # findings that were counted


def working(target: str, build: Path = BUILD) -> Path:
    """The folder of the inputs that runs have found so far, filled with the kept ones, or else the first."""
    folder = build / "corpus" / target
    unpack(folder, inputs.kept(target))
    if not inputs.read(inputs.CORPUS / f"{target}.txt"):
        unpack(folder, seeds.seeds(target))
    return folder


def unpack(folder: Path, data: list[bytes]) -> None:
    """Write inputs as the files that libFuzzer wants."""
    folder.mkdir(parents=True, exist_ok=True)
    for one in data:
        (folder / hashlib.sha1(one, usedforsecurity=False).hexdigest()).write_bytes(one)


def findings(target: str, build: Path = BUILD) -> Path:
    """The folder for inputs that break a property."""
    folder = build / "findings" / target
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def run(target: str, seconds: int, *, runs: int = -1, build: Path = BUILD, folder: Path = BUILD) -> str:
    """Fuzz one target for so many seconds, or until it finds something, and add what was done to the figures.

    Args:
        target: its name.
        seconds: beyond the time that the inputs take which are there.
        runs: inputs to try at the most; -1 for any number.
        build: the folder of the programs.
        folder: where inputs, findings and figures are kept.

    Returns:
        The last lines of libFuzzer's log.
    """
    words = folder / "words.dict"
    words.write_text(seeds.dictionary(), encoding="ascii")
    program = build / engine_of(target).fuzzer
    command = [
        *(
            str(program),
            f"-max_total_time={seconds}",
            f"-runs={runs}",
            f"-timeout={SECONDS_PER_INPUT}",
            f"-max_len={LONGEST_INPUT}",
        ),
        *(
            "-rss_limit_mb=2048",
            "-print_final_stats=1",
            "-reload=0",
            "-entropic=0",
            "-report_slow_units=1000",
            f"-dict={words}",
        ),
        *(f"-artifact_prefix={findings(target, folder)}/", str(working(target, folder))),
    ]
    with tempfile.TemporaryFile() as file:
        process = subprocess.Popen(command, stderr=file, stdout=file, env=os.environ | {"HAMANLP_FUZZ_TARGET": target})
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        file.seek(0)
        log = file.read().decode(errors="replace")
    found = _found(target, folder, build) if process.returncode else 0
    with _counting:
        figures = AllFigures.read(folder / "figures.json")
        of_target = figures.targets[target]
        of_target.add(log, usage.ru_utime + usage.ru_stime)
        of_target.findings += found
        figures.write(folder / "figures.json")
    lines = log.splitlines()
    return "\n".join(line for line in lines[-60:] if not line.startswith(("stat::", "#", "0x")))


def _found(target: str, folder: Path, build: Path) -> int:
    """How many findings the last run left; one that is late only where the machine is busy is none, and is removed."""
    new = [path for path in findings(target, folder).iterdir() if path.stem not in _known]
    for path in new:
        is_late = path.name.startswith(("timeout-", "slow-unit-"))
        if is_late and replay(target, [path.read_bytes()], build=build, timeout=SECONDS_PER_INPUT)[0]:
            path.unlink()
    new = [path for path in new if path.is_file()]
    _known.update(path.stem for path in new)
    return len(new)


def count_open() -> dict[str, list[str]]:
    """Try again what broke a property, and note in the figures how many inputs still do.

    Returns:
        By target, what each of these says.
    """
    figures = AllFigures.read()
    still: dict[str, list[str]] = {}
    for target, of_target in figures.targets.items():
        still[target] = []
        for path in sorted(findings(target).iterdir()):
            passed, problem = replay(target, [path.read_bytes()], timeout=SECONDS_PER_INPUT)
            if not passed:
                still[target].append(f"{path.name}: {next(iter(problem.splitlines()), 'stopped')}")
        of_target.findings_open = len(still[target])
    figures.write()
    return still


def minimise(target: str, most_bytes: int) -> int:
    """Keep in the repository the fewest inputs that reach all edges that the found ones reach.

    Returns:
        How many inputs that are.
    """
    with tempfile.TemporaryDirectory(prefix="hamanlp-") as folder:
        # Edges alone: how often each is passed would ask for ten times as many inputs.
        command = [
            str(BUILD / engine_of(target).fuzzer),
            "-merge=1",
            "-use_counters=0",
            f"-timeout={SECONDS_PER_INPUT}",
            f"-max_len={LONGEST_INPUT}",
            folder,
        ]
        environment = os.environ | {"HAMANLP_FUZZ_TARGET": target}
        result = subprocess.run([*command, str(working(target))], capture_output=True, check=False, env=environment)
        if result.returncode != 0:
            raise RuntimeError(result.stderr.decode(errors="replace")[-1000:])
        data = sorted((path.read_bytes() for path in Path(folder).iterdir()), key=len)
    total, few = 0, []
    for one in data:
        total += len(inputs.escape(one).encode()) + 1
        if total <= most_bytes:
            few.append(one)
    inputs.write(inputs.CORPUS / f"{target}.txt", few, "Written by `python -m tests.fuzz merge`.")
    return len(few)
