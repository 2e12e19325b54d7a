"""What the tests of the JavaScript module share: the package as it is published, Node to run it, and servers for it."""

from __future__ import annotations

import functools
import json
import shutil
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from export.web import WEB

FOLDER = Path(__file__).parent
MINIMUM = 20
DEVELOPMENT = WEB / "node_modules"  # what `npm install --prefix web` fetches


def node() -> str | None:
    """The program of Node, if it is there and new enough."""
    program = shutil.which("node")
    if program is None:
        return None
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True, timeout=60).stdout
    return program if int(version.removeprefix("v").partition(".")[0]) >= MINIMUM else None


def ask(script: str, *arguments: str | Path, questions: object = None) -> Any:
    """Run a script of this folder in Node.

    Args:
        script: its name.
        *arguments: what it is given.
        questions: JSON that it reads from standard input.

    Returns:
        The JSON that it prints.
    """
    program = node()
    assert program is not None
    command = [program, str(FOLDER / script), *map(str, arguments)]
    data = json.dumps(questions).encode()
    result = subprocess.run(command, input=data, capture_output=True, check=False, timeout=60)
    assert result.returncode == 0, result.stderr.decode()
    return json.loads(result.stdout)


@contextmanager
def served(folder: Path, headers: Mapping[str, str] | None = None, wasm_type: str = "application/wasm") -> Iterator[str]:
    """Serve a folder as any web server does.

    Args:
        folder: what is served.
        headers: what each answer has besides.
        wasm_type: what the server calls wasm files.

    Yields:
        The address, with a slash at its end.
    """

    class Handler(SimpleHTTPRequestHandler):
        extensions_map = SimpleHTTPRequestHandler.extensions_map | {".wasm": wasm_type}

        def end_headers(self) -> None:
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            super().end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing of each request."""

    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
