"""Every code block of README and docs is run, or says why not."""

from __future__ import annotations

import ast
import doctest
import importlib
import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from bench.blocks import DATA, PAGES, ROOT, RUN, Block, blocks, of_kind
from bench.cli_page import commands
from bench.guides import GUIDES, render
from export import web
from tests.browser import CHROMIUM
from tests.web import MINIMUM, node, served

README = ROOT / "README.md"
PACKAGES = {"data-frames.md": ("pandas", "polars", "datasets", "spacy"), "own-language.md": ("torch", "ziglang")}
"""Optional packages that the blocks of a page need."""
RESULT = re.compile(r"^(?P<call>hama\..*); // (?P<value>[\"\[{].*)$", re.MULTILINE)


def pages(kind: str) -> list[Any]:
    """The pages that have a block of a kind."""
    return [pytest.param(page, id=str(page.relative_to(ROOT))) for page in PAGES if of_kind(page, kind)]


def test_every_block_is_of_a_known_kind_and_few_are_not_run() -> None:
    every = [block for page in PAGES for block in blocks(page)]
    assert len(every) > 50
    assert [block.name for block in every if block.kind not in (*DATA, *RUN) and not README.samefile(block.page)] == []
    assert [block.name for block in every if block.kind == "sh" and not block.reason and block.page != README] == []
    assert len([block for block in every if block.reason]) <= 10


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.name)
def test_commands_print_what_is_shown(page: Path, wasm: Path) -> None:  # noqa: ARG001 - the clearer message if it is missing
    for package in PACKAGES.get(page.name, ()):
        pytest.importorskip(package)
    text = page.read_text(encoding="utf-8")
    assert render(text) == text, "python -m bench.guides writes what they print now"


@pytest.mark.parametrize("page", pages("python"))
def test_python_gives_what_is_shown(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for package in PACKAGES.get(page.name, ()):
        pytest.importorskip(package)
        if package == "spacy":
            importlib.import_module("hamanlp.spacy")  # installing the package makes its name known; the checkout may be older
    monkeypatch.setenv("HF_DATASETS_CACHE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    namespace: dict[str, Any] = {"__name__": "__main__"}
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    for block in of_kind(page, "python"):
        if ">>> " in block.text:
            test = doctest.DocTestParser().get_doctest(block.text, {}, block.name, str(page), block.line)
            test.globs = namespace
            assert runner.run(test, clear_globs=False).failed == 0, block.name
        else:
            exec(compile(asserted(block.text), block.name, "exec"), namespace)


def asserted(text: str) -> str:
    """A block as a program that fails where a line does not give the value in its comment."""

    def check(match: re.Match[str]) -> str:
        try:
            ast.parse(match["call"], mode="eval")
            value = ast.literal_eval(match["value"])
        except (ValueError, SyntaxError):  # a remark
            return match[0]
        return f"shown = {match['call']}\nassert shown == {value!r}, shown"

    return re.sub(r"^(?P<call>\w.*\S)  # (?P<value>\S.*)$", check, text, flags=re.MULTILINE)


@pytest.fixture(scope="module")
def package(wasm: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the npm package in it, as installed."""
    folder = tmp_path_factory.mktemp("blocks")
    target = folder / "node_modules" / "hamanlp"
    target.parent.mkdir()
    shutil.copytree(web.WEB, target, ignore=shutil.ignore_patterns("node_modules", "*.wasm"))
    shutil.copy(wasm, target)
    return folder


@pytest.mark.skipif(node() is None, reason=f"Node {MINIMUM} or newer is not there: apt-get install nodejs")
@pytest.mark.parametrize("page", pages("js"))
def test_javascript_gives_what_is_shown(page: Path, package: Path) -> None:
    program = node()
    assert program is not None
    for block in of_kind(page, "js"):
        script = package / "block.mjs"
        script.write_text(checked(block), encoding="utf-8")
        done = subprocess.run([program, script.name], cwd=package, capture_output=True, text=True, check=False, timeout=60)
        assert done.returncode == 0, f"{block.name}: {done.stderr}"


def checked(block: Block) -> str:
    """A block as a program that fails where a line does not give what its comment says."""

    def check(match: re.Match[str]) -> str:
        try:
            value = json.dumps(json.loads(match["value"]))
        except ValueError:  # it is shortened, for people
            return match[0]
        return f"assert.deepEqual({match['call']}, {value});"

    text = RESULT.sub(check, block.text)
    if "load(" not in text:  # it goes on from a block before
        text = 'import { load } from "hamanlp";\nconst hama = await load();\n' + text
    return f'import assert from "node:assert/strict";\n{text}'


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not there: apt-get install chromium")
@pytest.mark.parametrize("page", pages("html"))
def test_pages_show_pronunciations(page: Path, package: Path, browser: Any) -> None:
    site = package / "node_modules"
    for number, block in enumerate(of_kind(page, "html")):
        (site / f"{number}.html").write_text(f"<!doctype html><meta charset=utf-8><body>{block.text}", encoding="utf-8")
        with served(site) as address:
            tab = browser.new_page()
            wrong: list[str] = []
            tab.on("pageerror", lambda error, wrong=wrong: wrong.append(str(error)))
            tab.goto(f"{address}{number}.html")
            find = "() => [document, ...[...document.querySelectorAll('*')].map((each) => each.shadowRoot)]"
            find += ".some((root) => root?.querySelector('rt')?.textContent)"
            tab.wait_for_function(find, timeout=10_000)
            tab.close()
            assert wrong == [], block.name


def test_what_is_not_run_is_at_least_well_formed() -> None:
    for block in (block for page in PAGES for block in blocks(page) if block.reason or block.kind == "sh"):
        if block.kind == "python":
            ast.parse(block.text)
        elif block.kind == "sh":
            subprocess.run(["bash", "-n"], input=block.text.encode(), check=True)
            for line in block.text.replace("\\\n", "").splitlines():
                check_options(shlex.split(line, comments=True), block)


def check_options(words: list[str], block: Block) -> None:
    """Refuse options that a command of this project does not have."""
    if words[:1] == ["hamanlp"]:
        name = max((name for name in commands() if " ".join(words).startswith(name)), key=len)
        parameters = commands()[name].params
        known = {name for parameter in parameters for name in (*parameter.opts, *parameter.secondary_opts)}
    elif words[:2] == ["python", "-m"] and words[2].split(".")[0] in ("train", "export", "bench"):
        # Read, not imported, which takes seconds.
        files = [ROOT / f"{words[2].replace('.', '/')}.py", ROOT / words[2] / "__main__.py"]
        known = set(re.findall('"(--?[a-z-]+)', next(path for path in files if path.is_file()).read_text(encoding="utf-8")))
    else:
        return
    options = {word.partition("=")[0] for word in words if re.match("--?[a-z]", word)} - {"-m"}
    assert options <= {*known, "--help"}, f"{block.name}: {options - known}"
