"""What all runs together did, by target: kept beside the programs, and in `docs/reliability/` when asked for."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

from export.zig import ROOT
from tests.fuzz.inputs import TARGETS
from tests.fuzz.programs import BUILD

RUNNING = BUILD / "figures.json"
COMMITTED = ROOT / "docs" / "reliability" / "fuzzing.json"


PAGES = (ROOT / "docs" / "reliability.md", ROOT / "docs" / "reliability" / "any-bytes.md")
"""Where the table stands, between two comments."""


@dataclass
class Figures:
    """Of one target.

    Attributes:
        executions: inputs tried.
        cpu_seconds: processor time of the fuzzer.
        edges: of the control flow graph, reached by the inputs that were kept.
        edges_in_all: of engine and target together; each target reaches a part.
        slowest_seconds: processor time of the slowest input, with coverage counted and safety checks.
        findings: inputs that broke a property.
        findings_open: those that still do.
    """

    executions: int = 0
    cpu_seconds: float = 0.0
    edges: int = 0
    edges_in_all: int = 0
    slowest_seconds: float = 0.0
    findings: int = 0
    findings_open: int = 0

    def add(self, log: str, cpu_seconds: float) -> None:
        """Add a run by what libFuzzer wrote."""
        self.executions += _number(r"stat::number_of_executed_units:\s+(\d+)", log)
        self.cpu_seconds = round(self.cpu_seconds + cpu_seconds, 1)
        self.edges = max(self.edges, _number(r".*cov: (\d+) ft:", log))
        slowest = [int(time) for time in re.findall(r"slowest: (\d+) us", log)]
        self.slowest_seconds = max(self.slowest_seconds, *(round(time / 1e6, 2) for time in slowest), 0.0)
        self.edges_in_all = _number(r"\((\d+) inline 8-bit counters\)", log) or self.edges_in_all


def _number(pattern: str, log: str) -> int:
    found = re.search(pattern, log, re.DOTALL)
    return int(found[1]) if found else 0


@dataclass
class AllFigures:
    """Of all targets."""

    targets: dict[str, Figures] = field(default_factory=lambda: {target: Figures() for target in TARGETS})

    @classmethod
    def read(cls, path: Path = RUNNING) -> AllFigures:
        """The figures so far."""
        figures = cls()
        if path.is_file():
            kept = json.loads(path.read_text(encoding="utf-8"))
            names = {each.name for each in fields(Figures)}
            figures.targets |= {
                target: Figures(**{name: value for name, value in kept[target].items() if name in names})
                for target in TARGETS
                if target in kept
            }
        return figures

    def write(self, path: Path = RUNNING) -> None:
        """Replace the file in one step."""
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".partial")
        partial.write_text(
            json.dumps({name: asdict(of) for name, of in self.targets.items()}, indent=1) + "\n", encoding="utf-8"
        )
        partial.replace(path)

    def show(self) -> None:
        """Put the table where it stands in the docs."""
        for page in PAGES:
            if page.is_file():
                text = page.read_text(encoding="utf-8")
                begin, end = "<!-- fuzzing -->\n", "<!-- /fuzzing -->"
                shown = re.sub(f"(?s)(?<={begin}).*(?={end})", lambda _: self.table(), text)
                page.write_text(shown, encoding="utf-8")

    def table(self) -> str:
        """The figures in Markdown."""
        rows = [
            "| target | inputs tried | processor hours | edges reached | slowest input | findings | open |",
            "| --- |" + " ---: |" * 6,
        ]
        for name, of in self.targets.items():
            rows.append(
                f"| {name} | {of.executions:,} | {of.cpu_seconds / 3600:.2f} | {of.edges:,} of {of.edges_in_all:,} | "
                f"{of.slowest_seconds:.2f} s | {of.findings} | {of.findings_open} |"
            )
        hours = sum(of.cpu_seconds for of in self.targets.values()) / 3600
        rows.append(
            f"| all | {sum(of.executions for of in self.targets.values()):,} | {hours:.2f} | | | "
            f"{sum(of.findings for of in self.targets.values())} | {sum(of.findings_open for of in self.targets.values())} |"
        )
        return "\n".join(rows) + "\n"
