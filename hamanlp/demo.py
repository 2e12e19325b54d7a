"""`hamanlp demo`: the page of `web/`, served to this machine's own browser."""

from __future__ import annotations

import webbrowser
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

import click

from .errors import HamaError
from .page import TYPES, page_files
from .signals import StoppedError

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'; "
        "worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-cache",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class DemoError(HamaError):
    """The page cannot be served."""


def server(port: int = 0) -> ThreadingHTTPServer:
    """A server of the page for this machine alone.

    Args:
        port: where it listens; 0 for any that is free.

    Returns:
        The server, which listens but does not answer yet (`serve_forever`).

    Raises:
        DemoError: the port is in use, or the page is not there.
    """
    try:
        files = page_files()
    except FileNotFoundError as error:
        raise DemoError(str(error)) from error

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            file = files.get(unquote(urlsplit(self.path).path))
            try:
                data = file.read_bytes() if file else None
            except OSError:
                data = None
            self.send_response(404 if data is None else 200)
            for name, value in HEADERS.items():
                self.send_header(name, value)
            self.send_header("Content-Type", TYPES[file.suffix] if file and data is not None else "text/plain")
            self.send_header("Content-Length", str(len(data or b"")))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(data or b"")

        do_HEAD = do_GET  # noqa: N815 - the interface's name

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing of each request."""

    try:
        return ThreadingHTTPServer(("127.0.0.1", port), Handler)
    except (OSError, OverflowError) as error:
        raise DemoError(f"port {port}: {getattr(error, 'strerror', None) or error}; give another with --port") from error


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--port", type=int, default=0, metavar="NUMBER", help="Where to listen.  [default: any free port]")
@click.option("--browser/--no-browser", default=True, help="Open the page in the browser.  [default: open it]")
def command(*, port: int, browser: bool) -> None:
    """Serve a page that reads English and Korean as you type, until Ctrl-C.

    It listens on this machine alone, and nothing leaves the browser.
    """
    with server(port) as listening:
        address = f"http://127.0.0.1:{listening.server_address[1]}/"
        click.echo(f"{address} (Ctrl-C ends it)")
        if browser:
            webbrowser.open(address)
        with suppress(KeyboardInterrupt, StoppedError):
            listening.serve_forever()
