"""The fenced code blocks of README and docs, and what is done with each kind.

`console`: lines that begin with `$ ` are commands; what follows is what they print (`bench.guides`), where `…` is anything.
`python`: run, those of a page one after the other in one namespace; with `>>> ` what follows is what they print. `js`: run in
Node, and a comment `// JSON` at a line's end is what the line gives. `html`: opened in Chromium. `sh`: commands that are not
run, but their options are checked. Blocks of other kinds (`text`, `json`, …) are no code to run.

A block that cannot be run stands after a line `*Not run by the tests: REASON.*`, which readers see too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = (ROOT / "README.md", ROOT / "web" / "README.md", *sorted(DOCS.rglob("*.md")))
NOT_RUN = re.compile(r"\*Not run by the tests: (.+)\.\*")
DATA = ("text", "json", "tsv", "zig", "xml")
RUN = ("console", "python", "js", "html", "sh")

_FENCE = re.compile(r"(?P<before>[^\n]*)\n+```(?P<kind>\w*)[^\n]*\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A code block.

    Attributes:
        page: where it stands.
        line: its first line there, counted from 1.
        kind: the language of the fence.
        text: its lines.
        reason: why it is not run; empty for those that are.
    """

    page: Path
    line: int
    kind: str
    text: str
    reason: str = ""

    @property
    def name(self) -> str:
        """Where it stands, for people."""
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def blocks(page: Path) -> list[Block]:
    """The blocks of a page, in order."""
    text = "\n" + page.read_text(encoding="utf-8")
    found = []
    for match in _FENCE.finditer(text):
        line = text.count("\n", 0, match.start("text"))
        reason = NOT_RUN.fullmatch(match["before"].strip())
        found.append(Block(page, line, match["kind"], match["text"], reason[1] if reason else ""))
    return found


def of_kind(page: Path, kind: str) -> list[Block]:
    """The blocks of a kind that are run."""
    return [block for block in blocks(page) if block.kind == kind and not block.reason]
