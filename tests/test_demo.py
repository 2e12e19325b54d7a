"""`hamanlp demo`: the page and nothing else, for this machine alone."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from hamanlp import demo, page
from tests.conftest import COMMAND, Run, refused


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with demo.server() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def test_it_serves_the_page_with_a_strict_policy(address: str) -> None:
    for path, file in page.page_files().items():
        with urllib.request.urlopen(address + path, timeout=10) as answer:
            assert answer.read() == file.read_bytes()
            assert answer.headers["Content-Type"] == page.TYPES[file.suffix]
            assert "default-src 'none'; script-src 'self' 'wasm-unsafe-eval';" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/../hamanlp/cli.py", "/%2e%2e/pyproject.toml", "/package.json", "/page", "/x\u00e9"])
def test_it_serves_nothing_else(address: str, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as refusal, urllib.request.urlopen(address + quote(path, safe="/%")):
        pass
    assert refusal.value.code == 404
    refusal.value.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_the_command_says_where_and_ends_with_control_c() -> None:
    with subprocess.Popen([*COMMAND, "demo", "--no-browser"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        try:
            line = process.stdout.readline().decode()
            found = re.fullmatch(r"(http://127\.0\.0\.1:\d+/) \(Ctrl-C ends it\)\n", line)
            assert found
            with urllib.request.urlopen(found[1], timeout=10) as answer:
                assert b"<!doctype html>" in answer.read()
            process.send_signal(signal.SIGINT)
            assert (process.wait(10), process.stderr.read()) == (0, b"")
        finally:
            process.kill()  # or whatever fails above would wait for it


def test_a_port_in_use_is_named(run: Run, address: str) -> None:
    port = address.rpartition(":")[2]
    assert re.match(rf"port {port}: .* give another with --port$", refused(run("demo", "--no-browser", "--port", port), 1))


def test_the_word_demo_is_read_too(run: Run) -> None:
    assert run("--", "demo").stdout.decode() == run(stdin=b"demo\n").stdout.decode() != ""
