"""Kill trainings again and again and see that nothing is lost: `python -m tests.survival --update`.

`train.fit` and `train.grid` are run with a tiny configuration, once undisturbed and then in rounds: a process is killed
(SIGKILL) at a random moment and started again, until one comes to its end. Every round must end with the bytes of the
undisturbed run.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from export.zig import ROOT
from tests.survival import COMMANDS, Survival, survive
from train.files import replace_part

PAGE = ROOT / "docs" / "reliability" / "training.md"


def table(results: list[Survival]) -> str:
    """The results in Markdown."""
    lines = (
        f"| `{each.command}` | {each.kills} | {each.in_writing} | {each.rounds} | {each.same} | {each.seconds[0]} s |"
        for each in results
    )
    head = (
        "| command | kills | of them while a file was written | runs brought to their end | with the same bytes | undisturbed |"
    )
    return "\n".join([head, "|---|---|---|---|---|---|", *lines])


@click.command(help=__doc__)
@click.option("--kills", default=20, show_default=True, type=click.IntRange(1), help="of each command, at least")
@click.option("--seed", default=1, show_default=True, help="of the moments")
@click.option("--update", is_flag=True, help=f"write the table to {PAGE.relative_to(ROOT)}")
def main(kills: int, seed: int, update: bool) -> None:
    """Run."""
    results = []
    for command in COMMANDS:
        with tempfile.TemporaryDirectory(prefix="hamanlp-survival-") as folder:
            results.append(survive(command, kills, seed, Path(folder)))
        click.echo(results[-1])
    if update:
        replace_part(PAGE, "survival", table(results))
    if any(each.same < each.rounds for each in results):
        raise click.ClickException("a training that was killed ended otherwise")


if __name__ == "__main__":
    main()
