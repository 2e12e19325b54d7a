"""Where the module may stand: under a strict policy, on another host, in one file on the disk, in Deno, installed by npm."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import hamanlp
from export import web
from hamanlp.options import Options
from hamanlp.page import page_files
from tests.browser import CHROMIUM, becomes
from tests.web import DEVELOPMENT, MINIMUM, node, served

HELLO = "Hello, 값"
EMPTY = '<!doctype html><link rel="icon" href="data:,"><title>empty</title>'
POLICY = "script-src 'self' 'wasm-unsafe-eval'"
in_chromium = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not there: apt-get install chromium")
in_node = pytest.mark.skipif(node() is None, reason=f"Node {MINIMUM} or newer is not there: apt-get install nodejs npm")


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the npm package."""
    folder = tmp_path_factory.mktemp("package")
    web.build(folder)
    (folder / "empty.html").write_text(EMPTY, encoding="utf-8")
    return folder


@pytest.fixture
def tab(browser: Any) -> Iterator[Any]:
    """An empty tab, in which nothing may go wrong that a test does not expect."""
    context = browser.new_context()
    page = context.new_page()
    page.wrong = []
    page.on("console", lambda message: page.wrong.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    yield page
    context.close()
    assert page.wrong == []


@in_chromium
@pytest.mark.parametrize(("kind", "streams"), [("application/wasm", 1), ("text/plain", 0), ("application/octet-stream", 0)])
def test_it_compiles_while_the_wasm_comes_where_its_type_is_right(tab: Any, package: Path, kind: str, streams: int) -> None:
    code = """async () => {
        const stream = WebAssembly.instantiateStreaming;
        let streams = 0;
        WebAssembly.instantiateStreaming = (...given) => (streams++, stream(...given));
        const hama = await (await import("./hamanlp.js")).load();
        return [hama.transcribe("값"), streams];
    }"""
    with served(package, wasm_type=kind) as address:
        tab.goto(f"{address}empty.html")
        assert tab.evaluate(code) == ["kap", streams]


@in_chromium
def test_a_policy_that_allows_wasm_and_no_other_evaluation(tab: Any, package: Path) -> None:
    code = """async (text) => {
        const broken = [];
        document.addEventListener("securitypolicyviolation", (event) => broken.push(event.violatedDirective));
        const { load } = await import("./hamanlp.js");
        const inline = await import("./hamanlp.inline.js");
        const { loadWorker } = await import("./worker-client.js");
        const { annotate } = await import("./annotate.js");
        await import("./element.js");
        document.body.innerHTML = `<hama-ipa>${text}</hama-ipa><p>${text}</p>`;
        const rendered = new Promise((done) => document.querySelector("hama-ipa").addEventListener("render", done));
        await Promise.all([rendered, annotate(document.querySelector("p"))]);
        const worker = await loadWorker();
        const read = [(await load()).transcribe(text), (await inline.load()).transcribe(text), await worker.transcribe(text)];
        const roots = [document.querySelector("hama-ipa").shadowRoot, document];
        const rubies = roots.map((root) => root.querySelectorAll("rt").length);
        return { read, rubies, broken };
    }"""
    with served(package, {"Content-Security-Policy": POLICY}) as address:
        tab.goto(f"{address}empty.html")
        expected = [hamanlp.transcribe(HELLO)] * 3
        assert tab.evaluate(code, HELLO) == {"read": expected, "rubies": [2, 2], "broken": []}


@in_chromium
def test_a_policy_that_forbids_wasm_is_named(tab: Any, package: Path) -> None:
    code = """async () => {
        const { load, ModelError } = await import("./hamanlp.js");
        return load().catch((error) => [error instanceof ModelError, error.message]);
    }"""
    with served(package, {"Content-Security-Policy": "script-src 'self'"}) as address:
        tab.goto(f"{address}empty.html")
        is_ours, message = tab.evaluate(code)
        assert is_ours
        assert re.search("hama.wasm: cannot be loaded: .*Content Security Policy", message)
        tab.wrong.clear()  # the browser reports it as well


@in_chromium
def test_all_of_it_comes_from_another_host(tab: Any, package: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_text(EMPTY, encoding="utf-8")
    code = """async ([host, text]) => {
        const { load } = await import(`${host}hamanlp.js`);
        const inline = await import(`${host}hamanlp.inline.js`);
        const worker = await (await import(`${host}worker-client.js`)).loadWorker();
        return [(await load()).transcribe(text), (await inline.load()).transcribe(text), await worker.transcribe(text)];
    }"""
    with served(tmp_path) as own, served(package, {"Access-Control-Allow-Origin": "*"}) as host:
        tab.goto(f"{own}empty.html")
        assert tab.evaluate(code, [host, HELLO]) == [hamanlp.transcribe(HELLO)] * 3


@in_chromium
def test_the_single_file_on_a_page_from_the_disk(tab: Any, package: Path, tmp_path: Path) -> None:
    module = (package / web.INLINE).read_text(encoding="utf-8")
    usage = f"load().then((hama) => {{ document.title = hama.transcribe({json.dumps(HELLO)}); }});"
    (tmp_path / "page.html").write_text(
        f'<meta charset="utf-8"><script type="module">{module}{usage}</script>', encoding="utf-8"
    )
    tab.goto((tmp_path / "page.html").as_uri())
    becomes(tab.title, hamanlp.transcribe(HELLO))


@in_chromium
def test_any_web_server_serves_the_page_in_any_folder(tab: Any, tmp_path: Path) -> None:
    """Nothing has to be built, and no path begins at the root."""
    for path, file in page_files().items():
        if path != "/":
            target = tmp_path / "some" / "folder" / path.removeprefix("/")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
    with served(tmp_path) as address:
        tab.goto(f"{address}some/folder/#text=cat")
        becomes(tab.locator("#reading .word .ipa").all_inner_texts, ["ˈkæt"], 10)


@in_chromium
def test_the_page_opened_from_the_disk_says_what_to_do(tab: Any) -> None:
    tab.goto(page_files()["/index.html"].as_uri())
    becomes(tab.locator("#reading").inner_text, "Browsers run no modules from the disk. Please open it with: hamanlp demo", 10)
    tab.wrong.clear()  # the browser reports it as well


@in_node
def test_installed_by_npm_each_name_can_be_imported(package: Path, tmp_path: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not there: apt-get install npm")
    quiet = ("--offline", "--no-audit", "--no-fund", "--loglevel", "error")
    _run(npm, "pack", "--pack-destination", str(tmp_path), *quiet, folder=package)
    (tarball,) = tmp_path.glob("*.tgz")
    print(f"{tarball.name}: {tarball.stat().st_size} bytes")
    (tmp_path / "package.json").write_text('{"private": true, "type": "module"}', encoding="utf-8")
    _run(npm, "install", str(tarball), *quiet, folder=tmp_path)
    names = json.loads((package / "package.json").read_text(encoding="utf-8"))["exports"]
    modules = [name.replace(".", "hamanlp", 1) for name in names if "*" not in name and not name.endswith(".json")]
    code = f"""
        const found = await Promise.all({json.dumps(modules)}.map((name) => import(name)));
        const hamas = await Promise.all(found.filter((module) => module.load).map((module) => module.load()));
        console.log(JSON.stringify([hamas.map((hama) => hama.transcribe({json.dumps(HELLO)})), found.flatMap(Object.keys)]));
    """
    for conditions in ((), ("--conditions=browser",)):
        read, exported = json.loads(_run(str(node()), *conditions, "--input-type=module", "-e", code, folder=tmp_path))
        assert read == [hamanlp.transcribe(HELLO)] * 2
        assert {"load", "OptionError", "HamaIpa", "annotate", "loadWorker"} <= set(exported)


def test_deno(package: Path, tmp_path: Path) -> None:
    deno = shutil.which("deno") or shutil.which("deno", path=str(DEVELOPMENT / ".bin"))
    if deno is None:
        pytest.skip("Deno is not there: npm install --prefix web")
    program = tmp_path / "program.mjs"
    with served(package) as address:
        names = [f"{place}{file}" for place in (address, f"{package.as_uri()}/") for file in ("hamanlp.js", web.INLINE)]
        workers = [f"{place}worker-client.js" for place in (address, f"{package.as_uri()}/")]
        code = f"""
            const read = [];
            for (const name of {json.dumps(names)}) {{
                const hama = await (await import(name)).load();
                read.push(hama.transcribe({json.dumps(HELLO)}));
            }}
            for (const name of {json.dumps(workers)}) {{
                const worker = await (await import(name)).loadWorker();
                read.push(await worker.transcribe({json.dumps(HELLO)}));
                worker.close();
            }}
            console.log(JSON.stringify(read));
        """
        program.write_text(code, encoding="utf-8")
        host = address.removeprefix("http://").removesuffix("/")
        allowed = ("--quiet", "--no-check", f"--allow-import={host}", f"--allow-net={host}", "--allow-read")
        output = _run(deno, "run", *allowed, str(program), folder=tmp_path, DENO_DIR=str(tmp_path / "cache"))
    assert json.loads(output) == [hamanlp.transcribe(HELLO)] * 6


def test_options_have_the_names_of_python() -> None:
    module = (web.WEB / "hamanlp.js").read_text(encoding="utf-8")
    declared = re.search(r"@typedef \{object\} Options\n(.*?)\*/", module, re.DOTALL)
    assert declared
    names = re.findall(r"@property \{.*?\} \[(\w+)\]", declared[1])
    assert set(names) == set(Options.__annotations__) - {"model", "threads", "time_limit"}  # of load(), and of threads
    described = (web.WEB / "README.md").read_text(encoding="utf-8")
    assert [name for name in names if f"`{name}`" not in described] == []


def _run(*command: str, folder: Path, **environment: str) -> str:
    result = subprocess.run(
        command, cwd=folder, env=os.environ | environment, capture_output=True, text=True, check=False, timeout=120
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout
