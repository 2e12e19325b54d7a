"""Fetch the lexica: `python -m train.download [NAMES…]`.

Without NAMES everything that has an address is fetched, into the data folder (HAMANLP_DATA, or the cache). Addresses are
pinned to a commit; the checksum of every file is recorded at its first download, in SHA256SUMS beside it, and verified ever
after.
"""

from __future__ import annotations

import csv
import hashlib
import http.client
import io
import json
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import click
from tqdm import tqdm

from train.checksums import record, verify
from train.files import replacing
from train.lexicon import LEXICA, read
from train.sources import SOURCES, Source, data_folder, path_of
from train.split import part_of

ATTEMPTS = 4
RETRY_SECONDS = 1.0
TIMEOUT_SECONDS = 30.0
_CHUNK = 1 << 16

Progress = Callable[[int], object]


def _unnoticed(_count: int) -> None:
    pass


class DownloadError(Exception):
    """A file could not be fetched; the message names it, the reason and the way out."""


def fetch(url: str, progress: Progress = _unnoticed) -> bytes:
    """The body behind an address. What may pass (no connection, a broken one, server errors) is tried again.

    Args:
        url: http or https.
        progress: called with the number of bytes of each piece received; negative when a broken attempt is taken back.

    Raises:
        DownloadError: it could not be fetched.
    """
    reason = ""
    for attempt in range(ATTEMPTS):
        if attempt:
            time.sleep(RETRY_SECONDS * 2 ** (attempt - 1))
        body = bytearray()
        try:
            with urllib.request.urlopen(url, timeout=TIMEOUT_SECONDS) as response:
                while piece := response.read(_CHUNK):
                    body += piece
                    progress(len(piece))
                expected = response.headers.get("Content-Length")
            if expected is None or len(body) == int(expected):
                return bytes(body)
            reason = f"it broke off after {len(body)} of {expected} bytes"
        except urllib.error.HTTPError as error:
            reason = f"the server answered {error.code} {error.reason}"
            error.close()
            if error.code < 500 and error.code != http.HTTPStatus.TOO_MANY_REQUESTS:
                break
        except (OSError, http.client.HTTPException) as error:
            reason = str(getattr(error, "reason", None) or error or type(error).__name__)
        progress(-len(body))
    raise DownloadError(f"cannot fetch {url}: {reason}")


def convert(original: bytes, source: Source) -> bytes:
    """An original as the file in the data folder.

    Raises:
        DownloadError: it is not what it should be.
    """
    try:
        if source.form == "json-lexicon":
            lexicon = json.loads(original)
            if not isinstance(lexicon, dict):
                raise ValueError("no object of words")
            return "".join(f"{word}\t{json.dumps(spoken, ensure_ascii=False)}\n" for word, spoken in lexicon.items()).encode()
        if source.form == "comma-separated":
            rows = (line.split(",", 1) for line in original.decode().splitlines() if line.strip())
            return "".join(f"{word.strip()}\t{phones.strip()}\n" for word, phones in rows).encode()
    except ValueError as error:
        raise DownloadError(f"{source.url} is not in the expected form ({source.form}): {error}") from error
    return original


def _homographs(folder: Path, progress: Progress) -> list[str]:
    name = "homograph_wordids"
    path = folder / SOURCES[name].file
    if not path.is_file():
        download(name, folder, progress)
    with path.open(encoding="utf-8", newline="") as file:
        return list(dict.fromkeys(row["homograph"] for row in csv.DictReader(file, delimiter="\t")))


def _join(pieces: list[bytes]) -> bytes:
    joined = io.BytesIO()
    for at, piece in enumerate(pieces):
        lines = piece.splitlines(keepends=True)
        joined.writelines(lines[1:] if at else lines)
        if lines and not lines[-1].endswith(b"\n"):
            joined.write(b"\n")
    return joined.getvalue()


def download(name: str, folder: Path, progress: Progress = _unnoticed) -> None:
    """Fetch a source into a folder, and record its checksum.

    Args:
        name: a key of `train.sources.SOURCES`.
        folder: made if needed.
        progress: as for `fetch`.

    Raises:
        DownloadError: it could not be fetched, or is not what it should be.
        ChecksumError: it is not what was fetched before; the file in the folder, if any, stays.
    """
    source = SOURCES[name]
    if source.url is None:
        raise DownloadError(
            f"{source.file} has no download address ({source.attribution}); set HAMANLP_DATA to a folder that has it"
        )
    folder.mkdir(parents=True, exist_ok=True)
    if source.form == "per-homograph":
        words = _homographs(folder, progress)
        original = _join([fetch(source.url.format(homograph=word), progress) for word in words])
    else:
        original = fetch(source.url, progress)
    found = hashlib.sha256(original).hexdigest()
    if source.sha256 not in (None, found):
        raise DownloadError(
            f"{source.url} has changed: sha256 {found}, expected {source.sha256}. "
            "Try again later; if it stays so, the manifest train/sources.py needs a new commit and checksum."
        )
    content = convert(original, source)
    known = verify(folder, source.file, content)
    with replacing(folder / source.file) as temporary:
        temporary.write_bytes(content)
    if not known:
        record(folder, source.file, content)


def parts_of(name: str, folder: Path) -> Counter[str]:
    """How many words of a lexicon fall in each part of the split of `train.split`."""
    return Counter(part_of(word) for word in read(name, folder).words)


def _list() -> None:
    for name, source in SOURCES.items():
        click.echo(f"{name}\t{source.licence}\t{source.url or 'no download address'}\t{source.attribution}")


def _fetch_missing(names: tuple[str, ...], folder: Path) -> None:
    wanted = names or tuple(name for name, source in SOURCES.items() if source.url)
    for name in wanted:
        path = folder / SOURCES[name].file
        if path.is_file():
            known = verify(folder, path.name, path.read_bytes())
            click.echo(f"{path}: kept, {'as recorded' if known else 'no checksum recorded'}", err=True)
            continue
        with tqdm(desc=name, unit="B", unit_scale=True, disable=None, leave=False) as bar:
            download(name, folder, bar.update)
        click.echo(f"{path}: fetched, {path.stat().st_size} bytes", err=True)


def _check(names: tuple[str, ...], folder: Path) -> None:
    present = [name for name, source in SOURCES.items() if (folder / source.file).is_file()]
    if not names and not present:
        raise DownloadError(f"there is no data file in {folder}; fetch them with `python -m train.download`")
    for name in names or present:
        path = path_of(name, folder)
        known = verify(folder, path.name, path.read_bytes())
        click.echo(f"{path}: {'as recorded' if known else 'no checksum recorded'}")


def _known(_context: click.Context, _parameter: click.Parameter, names: tuple[str, ...]) -> tuple[str, ...]:
    for name in names:
        if name not in SOURCES:
            raise click.BadParameter(f"{name!r} is not one of {', '.join(SOURCES)}")
    return names


@click.command(help=__doc__)
@click.argument("names", nargs=-1, callback=_known)
@click.option("--to", type=click.Path(path_type=Path, file_okay=False), help="folder; default HAMANLP_DATA or the cache")
@click.option("--list", "listing", is_flag=True, help="print name, licence, address and attribution of each, and fetch nothing")
@click.option("--check", is_flag=True, help="verify the files that are there, and fetch nothing")
def main(names: tuple[str, ...], to: Path | None, listing: bool, check: bool) -> None:
    """Run the command."""
    if listing:
        _list()
        return
    folder = to or data_folder()
    try:
        if check:
            _check(names, folder)
            return
        _fetch_missing(names, folder)
        click.echo("words per part of the split (dev and test are never trained on):")
        for name in (name for lexica in LEXICA.values() for name in lexica):
            if (folder / SOURCES[name].file).is_file() and (not names or name in names):
                parts = parts_of(name, folder)
                click.echo(f"{name:<24} train {parts['train']:>7}  dev {parts['dev']:>6}  test {parts['test']:>6}")
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}" if error.filename else str(error)) from error
    except (DownloadError, ValueError) as error:
        raise click.ClickException(str(error)) from error


if __name__ == "__main__":
    main()
