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
from typing import Any

import click

from export.models import SHIPPED, Model
from export.storage import storage_name

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
PART = re.compile(r"(<!-- measured: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)

FIRST = ['hamanlp "Hello, 안녕하세요"']
COMMANDS = [
    'hamanlp "The quick brown fox jumps over the lazy dog."',
    "hamanlp 'They read that Dr. Lee paid $3.50 for it on Nov 20, 2026.'",
    'hamanlp "사과 3개를 3,000원에 샀다. KBS가 6월 6일에 알렸다."',
    "hamanlp -n spelling 'GPT-4 costs $20 a month.' '20살은 3시 30분에 5km를 뛴다.'",
    "hamanlp -l en -n arpabet pronunciation",
    'hamanlp --no-stress -p " " "wonderful strawberries"',
    'hamanlp "값을 깎아 주세요. 꽃잎이 예쁘네요."',
    'hamanlp --style narrow "같이 갑시다, 안녕히 가세요"',
    'hamanlp -a gb "The car is near the square. Z"',
    "hamanlp --format jsonl cat",
    'printf "K팝 idols\\n\\nnaïve café\\n" | hamanlp',
]

TEXTS = ("fresh English words", "fresh Korean words", "running English text")
KINDS = {
    "en39": "English, 39 phones, no stress",
    "en-stress": "English with stress",
    "gb39": "English, British accent, no stress",
    "ko-broad": "Korean, broad",
}


def run_command(command: str) -> str:
    """What a shell command prints, with the `hamanlp` of this environment in the path."""
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    result = subprocess.run(["sh", "-c", command], env=environment, capture_output=True, check=True)
    return result.stdout.decode()


def session(commands: list[str]) -> str:
    """Commands with their output, as a terminal shows them."""
    return "```console\n" + "".join(f"$ {command}\n{run_command(command)}" for command in commands) + "```\n"


def _read(model: Model, name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((model.checkpoint(ROOT) / name).read_text(encoding="utf-8"))
    return content


def sizes() -> str:
    """The table of sizes."""
    rows = []
    for model in SHIPPED.values():
        size = model.wasm(ROOT).stat().st_size
        parameters, storage = _read(model, "training.json")["parameters"], storage_name(_read(model, "config.json"))
        share = f"{100 * size / model.budget:.1f} % of {model.budget:,}"
        rows.append(f"| `{model.name}` | {parameters:,} | {storage} | {size:,} bytes | {share} |\n")
    head = "| model | parameters | weights stored as | wasm: engine, text front end, model | of its budget |\n"
    package = sum(each.stat().st_size for each in (ROOT / "hamanlp").glob("*.py"))
    return f"{head}| --- | ---: | --- | ---: | --- |\n{''.join(rows)}\nThe Python host around them has {package:,} bytes.\n"


def scores() -> str:
    """The table of error rates, from the models' `scores.json`, and what packing does to them."""
    reports = {name: _read(model, "scores.json") for name, model in SHIPPED.items()}
    rows = []
    for kind, counted in KINDS.items():
        of_kind = [report["scores"].get(kind) for report in reports.values()]
        rates = " | ".join(f"{score['per']:.2f} / {score['wer']:.2f}" if score else "" for score in of_kind)
        words = next(score["words"] for score in of_kind if score)
        rows.append(f"| {counted} | {words:,} | {rates} |\n")
    names = " | ".join(f"`{name}`" for name in reports)
    head = f"| phone errors / word errors, % | held-out words | {names} |\n| --- | ---: |{' ---: |' * len(reports)}\n"
    command = "python -m train.evaluate --checkpoint models/NAME --packed --json models/NAME/scores.json"
    return head + "".join(rows) + f"\nMeasured by `{command}`.\n" + "".join(map(_packing, reports, reports.values()))


def _packing(name: str, report: dict[str, Any]) -> str:
    """What packing does to a model's phone errors, if it is packed."""
    if "float32_scores" not in report:
        return ""
    changes = [f"{report['scores'][kind]['per'] - row['per']:+.2f}" for kind, row in report["float32_scores"].items()]
    return f"Packing the weights of `{name}` in {report['weights']} changes its phone errors by {', '.join(changes)}.\n"


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
