"""Write the manual page: `python -m bench.manual` makes `docs/hamanlp.1` of the commands' own help.

The page is in the man macros (man(7)); `man docs/hamanlp.1` shows it, and the wheel installs it.
"""

from __future__ import annotations

from pathlib import Path

import click

from hamanlp import cli, dictionary, inspect_command, spelling_command

PAGE = Path(__file__).resolve().parent.parent / "docs" / "hamanlp.1"
COMMANDS = {
    "hamanlp": cli.command,
    "hamanlp dict": dictionary.command,
    "hamanlp inspect": inspect_command.command,
    "hamanlp spell": spelling_command.command,
}


def escaped(text: str) -> str:
    """Text as roff reads it: backslashes and hyphens are characters, and no line is a request."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join(f"\\&{line}" if line.startswith((".", "'")) else line for line in text.split("\n"))


def paragraphs(text: str) -> str:
    """Paragraphs parted by empty lines; those that click does not wrap (after a line with a backspace) stay as they are."""
    written = []
    for part in text.strip().split("\n\n"):
        body = escaped(part.removeprefix("\b\n"))
        written.append(f".PP\n.nf\n{body}\n.fi" if part.startswith("\b") else f".PP\n{body}")
    return "\n".join(written)


def options(command: click.Command) -> str:
    """The options of a command with their help."""
    written = []
    context = click.Context(command, info_name="hamanlp")
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if isinstance(parameter, click.Option) and record is not None:
            names, text = record
            written.append(f".TP\n.B {escaped(names)}\n{escaped(' '.join(text.split()))}")
    return "\n".join(written)


def page() -> str:
    """The manual page."""
    written = ['.TH HAMANLP 1 "" hamanlp', ".SH NAME", "hamanlp \\- write the pronunciation of English and Korean text"]
    for name, command in COMMANDS.items():
        usage = " ".join(command.collect_usage_pieces(click.Context(command)))
        written += [f".SH {name.upper() if ' ' in name else 'SYNOPSIS'}", f".B {name}", escaped(usage)]
        written += [".SH DESCRIPTION" if " " not in name else ".PP", paragraphs(command.help or "")]
        written += [".SH OPTIONS" if " " not in name else ".PP", options(command)]
        written += [".SH EXAMPLES" if " " not in name else ".PP", paragraphs(command.epilog or "")]
    return "\n".join(written) + "\n"


@click.command(help=__doc__)
def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
