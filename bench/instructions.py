"""`python -m bench.instructions`: instructions that the engine takes for fixed words and sentences, counted by callgrind.

Unlike seconds they hardly depend on the machine, so a test compares them with `instructions.json` (`--update` writes it). The
engine is built natively for plain SSE, which is close to what a host makes of the wasm.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import click

from export import zig
from export.build import write_sources

FOLDER = Path(__file__).parent
COMMITTED = FOLDER / "instructions.json"
TOLERANCE = 0.05
"""How far a count may be from the committed one. A new model reads some words in more or fewer phones."""


def count(checkpoint: Path) -> dict[str, int]:
    """Count instructions.

    Args:
        checkpoint: the model's folder.

    Returns:
        By measurement: `start` (an empty text), `words` (those of `words.txt`, without the start), `words_again` (the same
        once more, when all are known), `sentences_again` (those of `sentences.txt` when all their words are known).

    Raises:
        FileNotFoundError: valgrind is missing.
        ZigError: the engine does not compile.
    """
    if shutil.which("valgrind") is None:
        raise FileNotFoundError("valgrind is missing; apt-get install valgrind")
    words, sentences = ((FOLDER / name).read_text(encoding="utf-8") for name in ("words.txt", "sentences.txt"))
    with tempfile.TemporaryDirectory(prefix="hamanlp-") as folder:
        program = Path(folder) / "engine"
        zig.compile_native(FOLDER / "native.zig", write_sources(checkpoint, Path(folder)), program, Path(folder) / "cache")
        start, once, twice = (_instructions(program, text) for text in ("", words, words + words))
        read, again = (_instructions(program, text) for text in (sentences, sentences + sentences))
    return {"start": start, "words": once - start, "words_again": twice - once, "sentences_again": again - read}


def _instructions(program: Path, text: str) -> int:
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", str(program)]
    result = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    counted = re.search(rb"Collected : (\d+)", result.stderr)
    if counted is None:
        raise RuntimeError(f"valgrind says nothing of a count: {result.stderr.decode(errors='replace')[-200:]}")
    return int(counted[1])


@click.command(help=__doc__)
@click.option("--checkpoint", type=click.Path(path_type=Path), default=zig.ROOT / "models" / "tiny", help="default models/tiny")
@click.option("--update", is_flag=True, help="write the counts to bench/instructions.json")
def main(checkpoint: Path, update: bool) -> None:
    """Count and compare."""
    committed = json.loads(COMMITTED.read_text(encoding="utf-8")) if COMMITTED.is_file() else {}
    counts = count(checkpoint)
    for name, value in counts.items():
        change = f"{100 * (value / committed[name] - 1):+.2f} %" if name in committed else "new"
        click.echo(f"{name}\t{value:,}\t{change}")
    if update:
        COMMITTED.write_text(json.dumps(counts, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
