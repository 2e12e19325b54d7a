"""`hamanlp lexicon build`: a lexicon compiled to a file."""

from __future__ import annotations

from pathlib import Path

import click

from .errors import HamaError
from .lexicon import Source, compiled


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Your own pronunciations (see --lexicon of hamanlp)."""


@command.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("source", metavar="FILE")
@click.option("-o", "--output", metavar="FILE", required=True, help="Write the compiled lexicon to FILE.")
@click.option("--lexicon-errors", metavar="NAME", default="fail", help="Bad lines: fail, or skip.  [default: fail]")
@click.option("-m", "--model", metavar="NAME", default="default", help="default, tiny or large.  [default: default]")
def build(*, source: str, output: str, lexicon_errors: str, model: str) -> None:
    """Compile a lexicon, so that it loads faster; what --lexicon takes, this takes."""
    data, skipped = compiled(Source.of(source), lexicon_errors, model)
    try:
        Path(output).write_bytes(data)
    except (OSError, ValueError) as error:
        raise HamaError(f"{output}: {getattr(error, 'strerror', None) or error}") from error
    for line in skipped:
        click.echo(f"hamanlp: left out: {line}", err=True)
