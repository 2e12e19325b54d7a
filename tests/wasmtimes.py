"""The golden vectors under other versions of wasmtime: `python -m tests.wasmtimes`.

Each version, by default the oldest that is allowed and the newest there is, is fetched from the package registry into a folder
of its own, with what it needs.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import tomllib

import click

from export.zig import ROOT

NEWEST = "newest"
_CODE = """
import hashlib, importlib.metadata
import hamanlp
from tests.vectors import MODEL, read
cases = read()
for case in cases:
    assert hamanlp.transcribe(case["text"], **(MODEL | case["options"])) == case["output"], case
words = " ".join(case["text"] for case in cases if not case["options"])
known = [hamanlp.Transcriber(model=name, nbest=3).analyze(words).to_json() for name in ("default", "tiny")]
digest = hashlib.sha256("".join(known).encode()).hexdigest()
print(importlib.metadata.version("wasmtime"), len(cases), digest)
"""


class NoRegistryError(Exception):
    """The package registry cannot be reached."""


def oldest() -> str:
    """The oldest version that pyproject.toml allows."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        needs = tomllib.load(file)["project"]["dependencies"]
    (bound,) = (found[1] for need in needs if (found := re.match(r"wasmtime>=([\d.]+)$", need)))
    return str(bound)


def vectors_with(version: str) -> tuple[str, int, str]:
    """Read the golden vectors with a version of wasmtime.

    Args:
        version: such as `18` (which is 18.0.0) or `18.0.2`, or `newest`.

    Returns:
        The version that was installed, how many vectors were right, and a hash of all that is known about their words.

    Raises:
        NoRegistryError: see there.
        RuntimeError: there is no such version, or it does not work; the message ends with the reason.
    """
    wanted = "wasmtime" if version == NEWEST else f"wasmtime=={version}"
    with tempfile.TemporaryDirectory(prefix="hamanlp-wasmtime-") as folder:
        fetch = [sys.executable, "-m", "pip", "install", "--quiet", "--no-warn-conflicts", "--target", folder, wanted, "click"]
        fetched = subprocess.run(fetch, capture_output=True, text=True, check=False)
        if fetched.returncode != 0:
            if "from versions: none" in fetched.stderr:
                raise NoRegistryError("the package registry cannot be reached")
            raise RuntimeError(fetched.stderr.strip().splitlines()[-1])
        environment = os.environ | {"PYTHONPATH": os.pathsep.join([folder, str(ROOT)])}
        command = [sys.executable, "-W", "error", "-c", _CODE]
        done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(done.stderr.strip().splitlines()[-1])
        installed, cases, digest = done.stdout.split()
        return installed, int(cases), digest


@click.command(help=__doc__)
@click.argument("versions", nargs=-1)
def main(versions: tuple[str, ...]) -> None:
    """Try versions."""
    for version in versions or (oldest(), NEWEST):
        try:
            installed, cases, digest = vectors_with(version)
            click.echo(f"{installed}\t{cases} vectors right\t{digest[:16]}")
        except RuntimeError as error:
            click.echo(f"{version}\tdoes not work: {error}")
        except NoRegistryError as error:
            raise click.ClickException(str(error)) from error


if __name__ == "__main__":
    main()
