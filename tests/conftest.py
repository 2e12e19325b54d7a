"""What the tests share: the built wasm, a transcriber, and the command as people run it."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import hamanlp
from hamanlp.options import MODELS
from tests.browser import address, browser, visit

__all__ = ["address", "browser", "visit"]  # fixtures, for the tests of the page

# A shell that starts the tests in the background has them ignore Ctrl-C, and nohup the end of the terminal, as would all that
# they start and stop.
signal.signal(signal.SIGINT, signal.default_int_handler)
if hasattr(signal, "SIGHUP"):  # Windows has none
    signal.signal(signal.SIGHUP, signal.SIG_DFL)

Run = Callable[..., subprocess.CompletedProcess[bytes]]

COMMAND = (sys.executable, "-W", "error", "-m", "hamanlp")


@pytest.fixture(scope="session")
def wasm() -> Path:
    """The default model's wasm file, which installing the package has built."""
    path = Path(hamanlp.__file__).parent / MODELS["default"]
    assert path.is_file(), f"{path} is missing; installing builds it: pip install --editable '.[dev]'"
    return path


@pytest.fixture(scope="session")
def hama(wasm: Path) -> hamanlp.Transcriber:  # noqa: ARG001 - the clearer message if the file is missing
    """A transcriber with the default options."""
    return hamanlp.Transcriber()


@pytest.fixture(scope="session")
def run(wasm: Path) -> Run:  # noqa: ARG001 - the same
    """Run the command in a process of its own: `run("-l", "en", stdin=b"text")`."""

    def start(
        *arguments: str | bytes, stdin: bytes = b"", env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run([*COMMAND, *arguments], input=stdin, env=env, capture_output=True, check=False, timeout=60)

    return start


def refused(result: subprocess.CompletedProcess[bytes], status: int) -> str:
    """Check that a command failed as it should: this exit status, and one line on standard error.

    Returns:
        The line, without its prefix.
    """
    message = result.stderr.decode()
    assert result.returncode == status, message
    assert message.count("\n") == 1, message
    assert message.startswith("hamanlp: error: "), message
    return message.removeprefix("hamanlp: error: ").removesuffix("\n")
