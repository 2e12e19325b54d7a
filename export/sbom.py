"""`python -m export.sbom WHEEL`: the bill of materials of a wheel, with its own hash and that of each file in it."""

from __future__ import annotations

import zipfile
from email import message_from_string
from pathlib import Path

import click

from export.bill import bill


def of_wheel(path: Path) -> str:
    """The bill of a wheel, with every file in it.

    Raises:
        OSError: it cannot be read.
        zipfile.BadZipFile: it is no wheel.
    """
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    (metadata,) = (data for name, data in files.items() if name.endswith(".dist-info/METADATA"))
    message = message_from_string(metadata.decode())
    return bill(message["Version"], message.get_all("Requires-Dist", []), files, path.read_bytes())


@click.command(help=__doc__)
@click.argument("wheel", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def main(wheel: Path) -> None:
    """Print the bill of a wheel."""
    try:
        click.echo(of_wheel(wheel), nl=False)
    except zipfile.BadZipFile as error:
        raise click.ClickException(f"{wheel}: {error}") from error


if __name__ == "__main__":
    main()
