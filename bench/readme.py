"""Fill the README's measured parts: `python -m bench.readme`, or `--check` to see whether they are up to date.

A part stands between `<!-- measured: NAME -->` and `<!-- end -->`. Commands shown there are run as they stand.
"""

from __future__ import annotations

import csv
import json
import os
import re
import shlex
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click

from export.build import BUDGET

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
WASM = ROOT / "hamanlp" / "hama.wasm"
TINY = ROOT / "models" / "tiny"
PART = re.compile(r"(<!-- measured: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)

FIRST = ['hamanlp "Hello, 안녕하세요"']
COMMANDS = [
    'hamanlp "The quick brown fox jumps over the lazy dog."',
    "hamanlp -l en -n arpabet pronunciation",
    'hamanlp --no-stress -p " " "wonderful strawberries"',
    'hamanlp "값을 깎아 주세요. 꽃잎이 예쁘네요."',
    'hamanlp --style narrow "같이 갑시다, 안녕히 가세요"',
    'printf "K팝 idols\\n\\nnaïve café\\n" | hamanlp',
]

TEXTS = ("fresh English words", "fresh Korean words", "running English text")
KINDS = {
    "en39": ("English", "39 phones, no stress"),
    "en-stress": ("English", "with stress"),
    "ko-broad": ("Korean", "broad"),
}


def run_command(command: str) -> str:
    """What a shell command prints, with the `hamanlp` of this environment in the path."""
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    result = subprocess.run(["sh", "-c", command], env=environment, capture_output=True, check=True)
    return result.stdout.decode()


def session(commands: list[str]) -> str:
    """Commands with their output, as a terminal shows them."""
    return "```console\n" + "".join(f"$ {command}\n{run_command(command)}" for command in commands) + "```\n"


def sizes() -> str:
    """The table of sizes."""
    parameters = json.loads((TINY / "training.json").read_text())["parameters"]
    package = sum(each.stat().st_size for each in (ROOT / "hamanlp").glob("*.py"))
    rows = [
        (
            "`hama.wasm`: engine, text front end, model",
            f"{WASM.stat().st_size:,} bytes ({100 * WASM.stat().st_size / BUDGET:.1f} % of the budget of {BUDGET:,})",
        ),
        ("of which weights, float32", f"{4 * parameters:,} bytes ({parameters:,} parameters)"),
        ("Python host around it", f"{package:,} bytes"),
    ]
    return "| what | size |\n| --- | --- |\n" + "".join(f"| {what} | {size} |\n" for what, size in rows)


def scores() -> str:
    """The table of error rates, from the model's `scores.json`."""
    content = json.loads((TINY / "scores.json").read_text())
    rows = []
    for kind, (language, counted) in KINDS.items():
        score = content["scores"][kind]
        rows.append(f"| {language} | {counted} | {score['words']:,} | {score['per']:.2f} | {score['wer']:.2f} |\n")
    head = "| language | counted | held-out words | phone errors, % | word errors, % |\n| --- | --- | ---: | ---: | ---: |\n"
    command = "python -m train.evaluate --checkpoint models/tiny --json models/tiny/scores.json"
    return head + "".join(rows) + f"\nMeasured by `{command}`.\n"


def speed() -> str:
    """The table of words per second, medians of the samples of `bench.speed`."""
    with (ROOT / "docs" / "benchmarks" / "speed.csv").open(encoding="utf-8", newline="") as file:
        samples = [(row["scenario"], row["system"], float(row["words_per_cpu_s"])) for row in csv.DictReader(file)]
    systems = list(dict.fromkeys(system for scenario, system, _ in samples if scenario == TEXTS[0]))
    rows = []
    for text in TEXTS:
        rates = [
            statistics.median(rate for sample in samples if sample[:2] == (text, each) for rate in sample[2:])
            for each in systems
        ]
        rows.append(f"| {text} | {' | '.join(f'{rate:,.0f}' for rate in rates)} |\n")
    head = f"| words per second of CPU time | {' | '.join(systems)} |\n| --- |{' ---: |' * len(systems)}\n"
    return head + "".join(rows) + "\nMeasured by `python -m bench.speed`.\n"


PARTS: dict[str, Callable[[], str]] = {
    "first": lambda: session(FIRST),
    "session": lambda: session(COMMANDS),
    "sizes": sizes,
    "scores": scores,
    "speed": speed,
}


def render(text: str) -> str:
    """A README with its measured parts filled in."""
    return PART.sub(lambda match: match[1] + PARTS[match[2]]() + match[3], text)


@click.command(help=__doc__)
@click.option("--check", is_flag=True, help="only say whether the file is up to date; exit status 1 if it is not")
def main(check: bool) -> None:
    """Render, and write or compare."""
    old = README.read_text(encoding="utf-8")
    new = render(old)
    if check and new != old:
        raise click.ClickException(f"README.md is not up to date; run {shlex.join(['python', '-m', 'bench.readme'])}")
    if not check:
        README.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    main()
