"""`train.download`, against a server on this machine: nothing here asks the network."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.train_samples import SAMPLES
from train import download, sources
from train.checksums import recorded
from train.split import part_of

CMUDICT = (SAMPLES / "cmudict.dict").read_bytes()


class Server(ThreadingHTTPServer):
    """Serves what is in `bodies`; `troubles` are statuses (or 0: break off in the middle) to answer with first."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.bodies: dict[str, bytes] = {}
        self.troubles: list[int] = []
        self.asked: list[str] = []


class Handler(BaseHTTPRequestHandler):
    """Answers for `Server`."""

    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        trouble = self.server.troubles.pop(0) if self.server.troubles else None
        body = self.server.bodies.get(self.path)
        status = trouble or (404 if body is None else 200)
        content = body if body is not None and status == 200 else b"sorry"
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[: len(content) // 2] if trouble == 0 else content)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server in the place of every address of the manifest: `/<source name>`."""
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        address = f"http://127.0.0.1:{server.server_address[1]}"
        for name, source in sources.SOURCES.items():
            if source.url:
                ending = "/{homograph}" if source.form == "per-homograph" else ""
                monkeypatch.setitem(sources.SOURCES, name, replace(source, url=f"{address}/{name}{ending}"))
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        monkeypatch.setattr(download, "RETRY_SECONDS", 0.01)
        server.bodies["/cmudict"] = CMUDICT
        yield server
        server.shutdown()
        thread.join()


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(download.main, [*arguments, "--to", str(folder)])


def refused(result: Result) -> str:
    assert result.exit_code in (1, 2), result.output
    assert "Traceback" not in result.output
    last: str = result.output.strip().splitlines()[-1]
    assert last.startswith("Error: ")
    return last


def test_every_address_is_pinned_and_every_source_attributed() -> None:
    for name, source in sources.SOURCES.items():
        assert source.licence, name
        assert source.attribution, name
        if source.url:
            assert any(len(piece) == 40 and set(piece) <= set("0123456789abcdef") for piece in source.url.split("/")), name


@pytest.mark.usefixtures("server")
def test_a_file_is_fetched_recorded_and_counted(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    result = run(folder, "cmudict")
    assert result.exit_code == 0, result.output
    assert (folder / "cmudict.dict").read_bytes() == CMUDICT
    assert recorded(folder) == {"cmudict.dict": hashlib.sha256(CMUDICT).hexdigest()}
    words = {line.split()[0].split("(")[0] for line in CMUDICT.decode().splitlines()}
    counts = {part: sum(part_of(word) == part for word in words) for part in ("train", "dev", "test")}
    assert all(counts.values())
    assert result.stdout.splitlines()[-1].split() == [
        "cmudict", "train", str(counts["train"]), "dev", str(counts["dev"]), "test", str(counts["test"])
    ]  # fmt: skip


def test_a_file_that_is_there_is_kept(server: Server, tmp_path: Path) -> None:
    (tmp_path / "cmudict.dict").write_bytes(b"word W ER1 D\n")
    result = run(tmp_path, "cmudict")
    assert result.exit_code == 0
    assert "kept, no checksum recorded" in result.output
    assert (tmp_path / "cmudict.dict").read_bytes() == b"word W ER1 D\n"
    assert not server.asked


def test_without_names_everything_with_an_address_is_fetched(server: Server, tmp_path: Path) -> None:
    for name, source in sources.SOURCES.items():
        if source.url and source.form == "as-is":
            server.bodies[f"/{name}"] = (SAMPLES / source.file).read_bytes()
    server.bodies["/homograph_wordids"] = b'"homograph"\t"wordid"\n"live"\t"live_vrb"\n"live"\t"live_adj"\n"read"\t"read_prs"\n'
    header = b'"homograph"\t"wordid"\t"sentence"\t"start"\t"end"\n'
    server.bodies["/homographs_train/live"] = header + b'"live"\t"live_vrb"\t"We live."\t3\t7'
    server.bodies["/homographs_train/read"] = header + b'"read"\t"read_prs"\t"I read."\t2\t6\n'
    server.bodies["/misaki_en_us"] = json.dumps({"Hello": "həlˈO", "live": {"DEFAULT": "lˈɪv", "ADJ": "lˈIv"}}).encode()
    server.bodies["/misaki_en_gb"] = json.dumps({"cause": "kˈɔːz"}).encode()
    server.bodies["/britfone_en_uk"] = "READ(1), ɹ ˈiː d\nREAD(2), ɹ ˈɛ d\n".encode()
    result = run(tmp_path)
    assert result.exit_code == 0, result.output
    files = {source.file for source in sources.SOURCES.values() if source.url}
    assert {path.name for path in tmp_path.iterdir()} == files | {"SHA256SUMS"}
    assert set(recorded(tmp_path)) == files
    assert (tmp_path / "misaki_en_us.tsv").read_text(encoding="utf-8") == (
        'Hello\t"həlˈO"\nlive\t{"DEFAULT": "lˈɪv", "ADJ": "lˈIv"}\n'
    )
    assert (tmp_path / "britfone_en_uk.tsv").read_text(encoding="utf-8") == "READ(1)\tɹ ˈiː d\nREAD(2)\tɹ ˈɛ d\n"
    assert (tmp_path / "homographs_train.tsv").read_bytes() == (
        header + b'"live"\t"live_vrb"\t"We live."\t3\t7\n"read"\t"read_prs"\t"I read."\t2\t6\n'
    )
    assert server.asked.count("/homographs_train/live") == 1
    again = run(tmp_path)
    assert again.exit_code == 0
    assert again.output.count("kept, as recorded") == len(files)


def test_passing_troubles_are_tried_again(server: Server, tmp_path: Path) -> None:
    server.troubles = [503, 0, 429]
    assert run(tmp_path, "cmudict").exit_code == 0
    assert (tmp_path / "cmudict.dict").read_bytes() == CMUDICT
    assert len(server.asked) == 4


def test_a_missing_page_is_not_asked_for_again(server: Server, tmp_path: Path) -> None:
    message = refused(run(tmp_path, "ipadict_ko"))
    assert "/ipadict_ko: the server answered 404 Not Found" in message
    assert len(server.asked) == 1
    assert not list(tmp_path.iterdir())


def test_a_body_that_always_breaks_off_leaves_nothing(server: Server, tmp_path: Path) -> None:
    server.troubles = [0] * download.ATTEMPTS
    message = refused(run(tmp_path, "cmudict"))
    assert f"it broke off after {len(CMUDICT) // 2} of {len(CMUDICT)} bytes" in message
    assert not list(tmp_path.iterdir())


def test_no_network(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = replace(sources.SOURCES["cmudict"], url="http://127.0.0.1:1/cmudict")
    monkeypatch.setitem(sources.SOURCES, "cmudict", closed)
    assert "cannot fetch http://127.0.0.1:1/cmudict: " in (message := refused(run(tmp_path, "cmudict")))
    assert "Connection refused" in message
    assert not server.asked


@pytest.mark.usefixtures("server")
def test_an_original_with_another_checksum_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pinned = replace(sources.SOURCES["cmudict"], sha256="0" * 64)
    monkeypatch.setitem(sources.SOURCES, "cmudict", pinned)
    message = refused(run(tmp_path, "cmudict"))
    assert f"/cmudict has changed: sha256 {hashlib.sha256(CMUDICT).hexdigest()}, expected {'0' * 64}" in message
    assert not (tmp_path / "cmudict.dict").exists()
    monkeypatch.setitem(sources.SOURCES, "cmudict", replace(pinned, sha256=hashlib.sha256(CMUDICT).hexdigest()))
    assert run(tmp_path, "cmudict").exit_code == 0


def test_a_later_download_must_be_as_recorded(server: Server, tmp_path: Path) -> None:
    assert run(tmp_path, "cmudict").exit_code == 0
    sums = (tmp_path / "SHA256SUMS").read_bytes()
    (tmp_path / "cmudict.dict").unlink()
    server.bodies["/cmudict"] = changed = CMUDICT + b"more M AO1 R\n"
    message = refused(run(tmp_path, "cmudict"))
    for part in (
        "cmudict.dict",
        hashlib.sha256(CMUDICT).hexdigest(),
        hashlib.sha256(changed).hexdigest(),
        "delete its line from",
    ):
        assert part in message
    assert not (tmp_path / "cmudict.dict").exists()
    assert (tmp_path / "SHA256SUMS").read_bytes() == sums


def test_check(server: Server, tmp_path: Path) -> None:
    assert "there is no data file in" in refused(run(tmp_path, "--check"))
    assert "python -m train.download ipadict_ko" in refused(run(tmp_path, "--check", "ipadict_ko"))
    assert run(tmp_path, "cmudict").exit_code == 0
    assert "cmudict.dict: as recorded" in run(tmp_path, "--check").output
    (tmp_path / "cmudict.dict").write_bytes(b"changed")
    for arguments in (("--check",), ("--check", "cmudict"), ("cmudict",)):
        assert "is not what was recorded" in refused(run(tmp_path, *arguments))
    assert len(server.asked) == 1


@pytest.mark.parametrize(("name", "body"), [("misaki_en_us", b"[1]"), ("misaki_en_us", b"{"), ("britfone_en_uk", b"no comma")])
def test_an_original_in_another_form_is_refused(server: Server, tmp_path: Path, name: str, body: bytes) -> None:
    server.bodies[f"/{name}"] = body
    assert f"/{name} is not in the expected form" in refused(run(tmp_path, name))
    assert not list(tmp_path.iterdir())


def test_other_refusals(tmp_path: Path) -> None:
    assert "'cmu' is not one of cmudict, misaki_en_us" in refused(run(tmp_path, "cmu"))
    assert "no download address" in refused(run(tmp_path, "ko_standard_pronunciation_sample"))
    (tmp_path / "file").touch()
    assert "Not a directory" in refused(run(tmp_path / "file" / "folder", "cmudict"))


def test_the_list_names_everything(tmp_path: Path) -> None:
    result = run(tmp_path, "--list")
    assert result.exit_code == 0
    rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert [row[0] for row in rows] == list(sources.SOURCES)
    assert all(len(row) == 4 for row in rows)
