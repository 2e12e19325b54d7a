"""Choose the words of a model's table of exceptions: `python -m train.exceptions --model default`.

Candidates are the words of CMUdict that wordfreq knows (Speer 2022, github.com/rspeer/wordfreq), whatever part of the split
they belong to: the table tells the engine about words, it does not measure it. The model's own readings come from its installed
wasm, without exceptions. An entry is worth the errors in running text that it saves, by the frequency of its word and of those
with a suffix that are read from it, and costs the bytes that it takes; the best go in until the budget is full.
"""

from __future__ import annotations

from pathlib import Path

import click

from export.exceptions import BRITISH_MARK, FILE, size_of, write_lines
from export.models import SHIPPED as MODELS
from export.models import WITH_DIAL
from export.zig import ROOT
from train.evaluate import engine_predictor
from train.exception_candidates import Candidate, read_british_candidates, read_candidates
from train.exception_choice import Choice, Chooser
from train.files import write_text
from train.lexicon import Phones
from train.suffixes import RULES, SHIPPED

BUDGETS = {"default": 40_000, "tiny": 40_000, "large": 40_000}
"""Bytes of the table in each wasm that ships."""

CURVE = (0, 5_000, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000)

COLUMNS = "budget   bytes  entries  bytes/entry  wrong words in 10,000"


def frequencies() -> dict[str, float]:
    """Spelling → share of English running text, by wordfreq."""
    from wordfreq import get_frequency_dict  # noqa: PLC0415 - only this command needs it

    words: dict[str, float] = get_frequency_dict("en", wordlist="large")
    return words


def _row(budget: int, choice: Choice) -> str:
    size, entries = size_of(choice.table), len(choice.table)
    each = f"{size / entries:.2f}" if entries else "-"
    return f"{budget:>6}  {size:>6}  {entries:>7}  {each:>11}  {10_000 * choice.loss:>21.2f}"


def _readings(model: str, candidates: dict[str, Candidate]) -> dict[str, Phones]:
    return dict(engine_predictor(model)("en", list(candidates)))


def _british_readings(model: str, candidates: dict[str, Candidate]) -> dict[str, Phones]:
    words = {word.removeprefix(BRITISH_MARK): word for word in candidates}
    read = engine_predictor(model, accent="gb")("en", list(words))
    return {marked: read[word] for word, marked in words.items()}


@click.command(help=__doc__)
@click.option("--model", type=click.Choice(list(MODELS)), default="default", show_default=True)
@click.option("--budget", type=click.IntRange(0, 60_000), help="bytes that the table may take; default by model")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help=f"file to write; default models/MODEL/{FILE}")
@click.option("--curve", is_flag=True, help="write nothing, but print what tables of several sizes save")
@click.option("--rules", is_flag=True, help="write nothing, but print what the rules for suffixes save")
@click.option("--british/--no-british", default=True, show_default=True, help="whether British words share the table")
@click.option("--data", type=click.Path(path_type=Path), help="folder of the lexica; default HAMANLP_DATA or the cache")
def main(
    *, model: str, budget: int | None, out: Path | None, curve: bool, rules: bool, british: bool, data: Path | None
) -> None:
    """Run the command."""
    budget = BUDGETS[model] if budget is None else budget
    try:
        candidates = read_candidates(frequencies(), data)
        readings = _readings(model, candidates)
        if british and model in WITH_DIAL:
            misread = [word for word, each in candidates.items() if each.error(readings[word]) == 1]
            candidates |= (added := read_british_candidates(frequencies(), candidates, misread, data))
            readings |= _british_readings(model, added)
        if rules:
            click.echo(f"rules                        {COLUMNS}")
            for names in ((), SHIPPED[:1], SHIPPED, tuple(RULES)):
                click.echo(f"{' '.join(names):<29}{_row(budget, Chooser(candidates, readings, names).choose(budget))}")
            return
        chooser = Chooser(candidates, readings, SHIPPED)
        click.echo(COLUMNS)
        for each in CURVE if curve else (0, budget):
            choice = chooser.choose(each)
            click.echo(_row(each, choice))
        if not curve:
            write_text(write_lines(choice.table), out or ROOT / "models" / model / FILE)
    except (OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error


if __name__ == "__main__":
    main()
