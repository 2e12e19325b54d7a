"""Write everything in the docs that is generated from what lies in the repository: `python -m bench.docs`.

With `--check` nothing is written, and what is not up to date is named with the command that writes it. Pages whose figures come
from data or measurements that are not in the repository (`bench.speed`, `bench.clusters`, `train.accuracy`,
`train.accent_curve`) keep their own commands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from bench import cli_page, crawl, figures, guides, manual, readme
from bench.blocks import ROOT
from train import spell_card


@dataclass(frozen=True)
class Generator:
    """What writes some files of the docs.

    Attributes:
        command: the module that writes them alone.
        render: gives their content as it should be now.
    """

    command: str
    render: Callable[[], dict[Path, str]]

    def stale(self) -> Iterator[tuple[Path, str]]:
        """The files that are not as they should be, and how they should be."""
        for path, content in self.render().items():
            if not path.is_file() or path.read_text(encoding="utf-8") != content:
                yield path, content


def _page(path: Path, render: Callable[[str], str]) -> Callable[[], dict[Path, str]]:
    """Of a page whose text goes into its own rendering."""
    return lambda: {path: render(path.read_text(encoding="utf-8"))}


def _cards() -> dict[Path, str]:
    from train.card import card  # noqa: PLC0415 - training needs more packages than the other pages

    folders = [path.parent for path in sorted(ROOT.glob("models/*/training.json"))]
    return {folder / "README.md": card(folder) for folder in folders if folder != spell_card.FOLDER}


GENERATORS = (
    Generator("bench.manual", lambda: {manual.PAGE: manual.page()}),
    Generator("bench.cli_page", lambda: {cli_page.PAGE: cli_page.page()}),
    Generator("bench.crawl", _page(crawl.DOC, crawl.render)),
    Generator("bench.figures", figures.render),
    Generator("train.card models/NAME", _cards),
    Generator(
        "train.spell_card", lambda: {spell_card.FOLDER / "README.md": spell_card.card(), spell_card.PAGE: spell_card.page()}
    ),
    Generator("bench.readme", _page(readme.README, readme.render)),
    Generator("bench.guides", lambda: {page: guides.render(page.read_text(encoding="utf-8")) for page in guides.GUIDES}),
)


@click.command(help=__doc__)
@click.option("--check", is_flag=True, help="only say what is not up to date; exit status 1 if there is any")
def main(check: bool) -> None:
    """Render all, and write or compare."""
    found = [(generator, *each) for generator in GENERATORS for each in generator.stale()]
    for generator, path, content in found:
        if not check:
            path.write_text(content, encoding="utf-8")
        click.echo(f"{path.relative_to(ROOT)}: {'run' if check else 'written, as by'} python -m {generator.command}")
    if check and found:
        raise click.exceptions.Exit(1)


if __name__ == "__main__":
    main()
