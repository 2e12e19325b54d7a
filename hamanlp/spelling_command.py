"""`hamanlp spell`: spellings of pronunciations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from .errors import InputError
from .lines import checked, whole_lines
from .spelling import MOST, SCRIPTS, Spelling, spell
from .streams import STANDARD, Input, Output

HELP = """Write how pronunciations are probably spelled: the way back.

The pronunciations are the IPA arguments, or the lines of standard input. Of each up to K spellings are written, a line each:
the pronunciation, a tab, a spelling, a tab, its probability. A line that cannot be read is named on standard error, and left
out.
"""

EPILOG = """\b
Examples:
  hamanlp spell kəmˈpjuːtɚ
  hamanlp spell -N 1 "həˈloʊ wɝld"
  hamanlp spell -l ko annjʌŋhasejo
  hamanlp -l en < names.txt | hamanlp spell -N 3
"""


@click.command(help=HELP, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("ipa", nargs=-1)
@click.option("-o", "--output", metavar="FILE", default=STANDARD, help="Write FILE instead of standard output.")
@click.option("-l", "--lang", type=click.Choice(list(SCRIPTS)), default="auto", show_default=True, help="Letters or hangul.")
@click.option(
    "-N", "--nbest", type=click.IntRange(1, MOST), default=5, show_default=True, metavar="K", help="At most K of each."
)
def command(*, ipa: Sequence[str], output: str, lang: str, nbest: int) -> None:
    """Read the pronunciations and write their spellings (`HELP` is what people see)."""
    failed = False
    with Output(output, []) as out:
        for given in ipa or _lines():
            try:
                spellings = spell(given, lang=lang, nbest=nbest)
            except InputError as error:
                click.echo(f"hamanlp: {given!r}: {error}; left out", err=True)
                failed = True
                continue
            out.write("".join(_row(given, spelling) for spelling in spellings).encode())
    if failed and ipa:
        raise InputError("not everything could be spelled")


def _row(given: str, spelling: Spelling) -> str:
    return f"{' '.join(given.split())}\t{spelling.text}\t{spelling.probability:.4f}\n"


def _lines() -> Iterator[str]:
    for piece in whole_lines(checked(Input(STANDARD).chunks(), "standard input", "strict")):
        yield from filter(str.strip, piece.decode().splitlines())
