"""`python -m bench`: this project beside its peers, on one machine, on the same words.

Each peer is installed in an environment of its own (under ~/.cache/hamanlp/peers, or XDG_CACHE_HOME), from PyPI, npm or Debian.
Measured are errors on the held-out words (`train.split`), words per second (fresh words, and running English text), the time
from a process's start to its first word, peak memory, and installed size. Every finished measurement is written down at once,
and a second run goes on from there; --again measures anew. What the peers write serves for these figures and nothing else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from bench import peer_measures, peer_report, workloads
from bench.peer_environments import ROOT, Installed, InstallError, cache_folder, install
from bench.peer_measures import Row, Worker, WorkerError
from bench.peers import PEERS, Peer, Variant
from train.accent import BRITISH_LEXICA
from train.dataset import LEXICA, read_words

References = dict[str, list[list[str]]]
QUICK_WORDS = 200
ROUNDS = 3
FAILED = "failed"


def test_words(limit: int | None) -> dict[str, References]:
    """The held-out words with their pronunciations, by language; at most so many, spread evenly, the same ones in every run."""
    lexica = {"en": LEXICA["en"], "gb": BRITISH_LEXICA, "ko": LEXICA["ko"]}
    found: dict[str, References] = {}
    for language, names in lexica.items():
        every = sorted(read_words(names, "test").items())
        step = max(1, len(every) // limit) if limit else 1
        found[language] = dict(every[::step][:limit])
    return found


class Journal:
    """Finished measurements, a line of JSON each.

    Args:
        path: the file; made at the first measurement.
        again: whether to forget what is in it.
    """

    def __init__(self, path: Path, *, again: bool = False) -> None:
        self._path = path
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() and not again else []
        entries = [json.loads(line) for line in lines if line.endswith("}")]  # the last one may be cut short
        self._found: dict[str, list[Row]] = {entry["key"]: entry["rows"] for entry in entries}

    def get(self, key: str) -> list[Row] | None:
        """The rows of a measurement that is done."""
        return self._found.get(key)

    def add(self, key: str, rows: list[Row]) -> None:
        """Write a measurement down."""
        self._found[key] = rows
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(f"\n{json.dumps({'rows': rows, 'key': key}, ensure_ascii=False)}")


@dataclass(frozen=True)
class Plan:
    """What is measured.

    Attributes:
        words: by language, with their pronunciations.
        sentences: of running English text.
        seconds: of CPU on that.
        rounds: how often a process is started.
    """

    words: Mapping[str, References]
    sentences: list[str]
    seconds: float
    rounds: int


def measure(peer: Peer, installed: Installed, folder: Path, plan: Plan, journal: Journal) -> Iterator[tuple[str, list[Row]]]:
    """Measure a peer.

    Args:
        peer: which.
        installed: what is known of it.
        folder: its environment.
        plan: what to measure.
        journal: where finished measurements are found and kept.

    Yields:
        What was done, and its rows: from the journal where they are there.
    """
    for variant in peer.variants:
        for language in variant.languages:
            what = [installed.versions, str(variant), sorted(plan.words[language]), plan.seconds, plan.rounds, _code(peer)]
            key = f"{variant.name} {language} {hashlib.sha256(json.dumps(what).encode()).hexdigest()[:16]}"
            rows = journal.get(key)
            if rows is None:
                rows = list(_measured(peer, variant, language, folder, plan))
                if rows[-1]["measure"] != FAILED:
                    journal.add(key, rows)
            common = {"peer": peer.name, "system": variant.name, "version": next(iter(installed.versions.values()))}
            yield f"{variant.name}, {language}", [common | {"language": language, "seen": variant.seen} | row for row in rows]


def _measured(peer: Peer, variant: Variant, language: str, folder: Path, plan: Plan) -> Iterator[Row]:
    try:
        with Worker(peer, variant, language, folder) as worker:
            yield from peer_measures.words(worker, variant, language, plan.words[language])
        if language == "en" and variant.reads_text:
            with Worker(peer, variant, language, folder) as worker:
                yield from peer_measures.text(worker, plan.sentences, plan.seconds)
        if language == variant.languages[0]:
            yield from peer_measures.start(peer, variant, language, folder, plan.rounds)
    except WorkerError as error:
        yield {"measure": FAILED, "value": 0, "unit": "", "count": 0, "note": str(error)}


def _code(peer: Peer) -> str:
    """What tells versions of the measuring apart, and builds of this project."""
    files = sorted((ROOT / "bench").glob("peer_[msw]*"))  # measures, symbols, workers
    if peer.source == "project":
        files += sorted((ROOT / "hamanlp").glob("*.wasm"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


@click.command(help=__doc__)
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("docs/benchmarks"), show_default=True, help="folder to write"
)
@click.option("--peer", "names", multiple=True, type=click.Choice([peer.name for peer in PEERS]), help="only this; repeatable")
@click.option("--quick", is_flag=True, help=f"{QUICK_WORDS} words of each language, and less text: to try it out")
@click.option("--seconds", default=5.0, show_default=True, help="CPU seconds of running text for each")
@click.option("--again", is_flag=True, help="measure again what is written down")
@click.option("--reinstall", is_flag=True, help="install again what is installed")
@click.option("--install-only", is_flag=True, help="measure nothing")
def main(
    *, out: Path, names: tuple[str, ...], quick: bool, seconds: float, again: bool, reinstall: bool, install_only: bool
) -> None:
    """Install, measure, write."""
    folder = cache_folder()
    found: dict[str, Installed] = {}
    missing: dict[str, str] = {}
    for peer in PEERS:
        if names and peer.name not in names:
            continue
        click.echo(f"installing {peer.name}", err=True)
        try:
            # This project is what is measured: its source may have changed.
            found[peer.name] = install(peer, folder / peer.name, again=reinstall or peer.source == "project")
        except InstallError as error:
            missing[peer.name] = str(error)
            click.echo(f"  cannot be installed: {error}", err=True)
        else:
            for note in found[peer.name].notes:
                click.echo(f"  {note}", err=True)
    if install_only:
        return
    try:
        words, sentences = test_words(QUICK_WORDS if quick else None), workloads.english_sentences(14_000)
        plan = Plan(words, sentences, 0.5 if quick else seconds, 0 if quick else ROUNDS)
    except (OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    journal = Journal(folder / "measured.jsonl", again=again)
    rows: list[dict[str, Any]] = []
    for peer in PEERS:
        if peer.name not in found or peer.needs in missing:
            continue
        installed = found[peer.name]
        for what, measured in measure(peer, installed, folder / peer.name, plan, journal):
            rows += measured
            failed = [row["note"] for row in measured if row["measure"] == FAILED]
            click.echo(f"{what}: {failed[0] if failed else 'done'}", err=True)
        size = {"measure": "installed size", "value": installed.size_mb, "unit": "MB", "count": 1, "language": "", "seen": ""}
        rows.append({"peer": peer.name, "system": peer.name, "version": next(iter(installed.versions.values()))} | size)
        peer_report.write(rows, found, missing, out, quick=quick, command=_command(quick))
    if not rows:
        raise click.ClickException("nothing could be measured")
    click.echo((out / "peers.md").read_text(encoding="utf-8"))


def _command(quick: bool) -> str:
    return f"python -m bench{' --quick' if quick else ''}"


if __name__ == "__main__":
    main()
