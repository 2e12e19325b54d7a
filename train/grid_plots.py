"""Plots and a page of a grid search: `python -m train.grid_plots` writes them beside `docs/grid/grid.csv`."""

from __future__ import annotations

from pathlib import Path

import click

from train.files import write_text
from train.grid_cells import LANGUAGES
from train.grid_figures import draw_all
from train.grid_page import SHIPPED, cell_of_model, page
from train.grid_summary import PREDECESSOR, cell_means
from train.grid_table import CSV, read_protocol, read_table


@click.command(help=__doc__)
@click.option("--folder", default=Path("docs/grid"), show_default=True, type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--models", default=Path("models"), show_default=True, type=click.Path(path_type=Path, file_okay=False), help="shipped ones"
)
def main(folder: Path, models: Path) -> None:
    """Draw, and write the page."""
    try:
        table, protocol = read_table(folder / CSV), read_protocol(folder)
        means = {language: cell_means(table, language) for language in LANGUAGES}
        marked = {f"shape of `{name}`".replace("`", ""): cell_of_model(models / name) for name in SHIPPED}
        marked = {name + (" (the predecessor's)" if cell == PREDECESSOR else ""): cell for name, cell in marked.items()}
        figures = draw_all(means, marked, folder)
        write_text(page(table, means, protocol, figures, models), folder / "README.md")
    except (OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"wrote {folder / 'README.md'} and {len(figures)} plots", err=True)


if __name__ == "__main__":
    main()
