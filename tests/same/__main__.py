"""Ask every host of the engine the same and compare the bytes: `python -m tests.same --update`.

The golden vectors, each also with all that is known about its words, and held-out words with their probabilities go to the wasm
in wasmtime (with SIMD in various ways, and without), Node and Chromium, and to native builds of the engine.
"""

from __future__ import annotations

import csv
import hashlib
import io
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import click

from export.models import WITH_DIAL
from export.zig import ROOT
from tests.same.hosts import HOSTS, SLOW, MissingHostError, workshop
from tests.same.questions import WORDS, Question, of_words, some, vectors, words
from train.files import replace_part, write_text
from train.sources import data_folder

CSV = ROOT / "docs" / "reliability" / "same-bytes.csv"
PAGE = CSV.with_suffix(".md")
MODELS = ("default", "tiny")


@dataclass(frozen=True)
class Row:
    """What a host made of a set of questions.

    Attributes:
        model: that it ran.
        host: its name.
        set: of questions: `vectors`, `words`, or `some words`, which slow hosts are asked instead.
        texts, lines: asked.
        bytes, sha256: of all answers, each after its length in eight bytes.
        seconds: from the first question to the last answer, with the start of the host and what was built for it.
    """

    model: str
    host: str
    set: str
    texts: int
    lines: int
    bytes: int
    sha256: str
    seconds: float


def digest(answers: Iterable[bytes]) -> str:
    """The hash of all answers, each after its length."""
    total = hashlib.sha256()
    for answer in answers:
        total.update(len(answer).to_bytes(8, "big") + answer)
    return total.hexdigest()


def difference(questions: list[Question], expected: list[bytes], answers: list[bytes]) -> str:
    """Where two hosts part for the first time, in words; empty if nowhere."""
    if len(expected) != len(answers):
        return f"{len(answers)} answers instead of {len(expected)}"
    for number, (question, right, other) in enumerate(zip(questions, expected, answers, strict=True)):
        if right == other:
            continue
        for line, (one, two) in enumerate(zip(right.split(b"\n"), other.split(b"\n"), strict=False), 1):
            if one != two:
                return f"question {number} ({question.record!r}), line {line}: {two.decode()!r} instead of {one.decode()!r}"
        return f"question {number} ({question.record!r}): {len(other)} bytes instead of {len(right)}"
    return ""


def compare(model: str, sets: dict[str, list[Question]], names: Iterable[str]) -> tuple[list[Row], list[str]]:
    """Ask hosts, and compare each with the first.

    Args:
        model: that ships.
        sets: of questions, by name.
        names: of hosts.

    Returns:
        A row for each host and set, and what went wrong: hosts that differ.
    """
    rows, wrong = [], []
    first: dict[str, list[bytes]] = {}
    with workshop(model) as shop:
        for name in names:
            for of_what, questions in sets.items():
                if name in SLOW and of_what == "words":
                    continue
                started = time.monotonic()
                try:
                    answers = HOSTS[name][1](shop, questions)
                except MissingHostError as error:
                    click.echo(f"{model}\t{name}\tnot asked: {error}")
                    break
                lines = sum(question.text.count("\n") or 1 for question in questions)
                row = Row(
                    model, name, of_what, len(questions), lines, sum(map(len, answers)), digest(answers),
                    round(time.monotonic() - started, 1),
                )  # fmt: skip
                rows.append(row)
                click.echo("\t".join(map(str, asdict(row).values())))
                if problem := difference(questions, first.setdefault(of_what, answers), answers):
                    wrong.append(f"{model}, {name}: {problem}")
    return rows, wrong


def table(rows: list[Row]) -> str:
    """The rows as a table in Markdown: a line for each host, a column for each model and set."""
    columns = list(dict.fromkeys((row.model, row.set) for row in rows))
    cells = {(row.host, row.model, row.set): f"`{row.sha256[:12]}`" for row in rows}
    sizes = {(row.model, row.set): f"{row.texts:,} texts, {row.lines:,} lines, {row.bytes:,} bytes" for row in rows}
    lines = [
        "| host | what it is | " + " | ".join(f"{model}, {of_what}" for model, of_what in columns) + " |",
        "|---|---|" + "---|" * len(columns),
        *(
            f"| {name} | {HOSTS[name][0]} | " + " | ".join(cells.get((name, *column), "–") for column in columns) + " |"
            for name in dict.fromkeys(row.host for row in rows)
        ),
        "| | asked and answered | " + " | ".join(sizes[column] for column in columns) + " |",
    ]
    return "\n".join(lines)


def written(rows: list[Row]) -> str:
    """The rows as CSV."""
    text = io.StringIO()
    writer = csv.DictWriter(text, [field.name for field in fields(Row)], lineterminator="\n")
    writer.writeheader()
    writer.writerows(map(asdict, rows))
    return text.getvalue()


def read_csv(path: Path) -> list[dict[str, str]]:
    """The rows of the file that `--update` writes."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def merged(rows: list[Row]) -> list[Row]:
    """The rows with those of the file that were not asked for again, in the order of the hosts."""
    former = read_csv(CSV) if CSV.is_file() else []
    every = {(row["model"], row["host"], row["set"]): row for row in former}
    every |= {(row.model, row.host, row.set): {name: str(value) for name, value in asdict(row).items()} for row in rows}
    places = [*HOSTS]
    kept = sorted(
        (row for row in every.values() if row["host"] in HOSTS), key=lambda row: (row["model"], places.index(row["host"]))
    )
    return [
        Row(
            row["model"], row["host"], row["set"], int(row["texts"]), int(row["lines"]), int(row["bytes"]), row["sha256"],
            float(row["seconds"]),
        )
        for row in kept
    ]  # fmt: skip


@click.command(help=__doc__)
@click.option("--host", "names", multiple=True, type=click.Choice(list(HOSTS)), help="only these")
@click.option("--model", "models", multiple=True, type=click.Choice(["default", "tiny", "large"]), default=MODELS)
@click.option("--samples", is_flag=True, help="the words of the samples in tests/data instead of the lexica")
@click.option("--update", is_flag=True, help=f"into {CSV.relative_to(ROOT)} and the table beside it")
def main(names: tuple[str, ...], models: tuple[str, ...], samples: bool, update: bool) -> None:
    """Compare."""
    folder: Path | None = None if samples else data_folder()
    chosen = words(folder, WORDS)
    click.echo(" and ".join(f"{len(listed):,} {language}" for language, listed in chosen.items()) + " held-out words")
    rows, wrong = [], []
    for model in models:
        accents = ("us", "0.3", "gb") if model in WITH_DIAL else ("us",)
        sets = {
            "vectors": vectors(accents),
            "words": of_words(chosen, accents),
            "some words": of_words(some(chosen), accents),
        }
        more, problems = compare(model, sets, names or HOSTS)
        rows += more
        wrong += problems
    if update:
        CSV.parent.mkdir(parents=True, exist_ok=True)
        rows = merged(rows)
        write_text(written(rows), CSV)
        replace_part(PAGE, "same-bytes", table(rows))
    if wrong:
        raise click.ClickException("\n".join(wrong))
    click.echo(f"{len(rows)} answers agree" if rows else "no host was asked")


if __name__ == "__main__":
    main()
