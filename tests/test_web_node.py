"""The JavaScript module in Node: the same bytes as Python, the same errors, and a package with what it needs in it."""

from __future__ import annotations

import dataclasses
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

import hamanlp
from export import web
from export.models import SHIPPED
from tests.vectors import FOLDER as VECTORS
from tests.vectors import read
from tests.web import FOLDER, MINIMUM, ask, node

pytestmark = pytest.mark.skipif(node() is None, reason=f"Node {MINIMUM} or newer is not there: apt-get install nodejs npm")

TEXTS = [
    "Hello, 안녕하세요",
    "",
    "\n",
    "I read 3 books, 값이 3,000원!\n😀 né\r\n😀😀 값",
    "can't\u2028stop\x85x\n\n물고기",
    "a\0b \ufeff",
]
OPTIONS: list[dict[str, Any]] = [
    {},
    {"lang": "ko", "style": "narrow", "phone_separator": "·"},
    {"notation": "arpabet", "stress": False, "word_separator": None},
    {"exceptions": False, "preserve_punctuation": False},
    {"notation": "xsampa", "style": "narrow"},
    {"exceptions": False, "force": "z ˈɑ", "temperature": 1.5, "seed": 2},
]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the npm package."""
    folder = tmp_path_factory.mktemp("web")
    web.build(folder)
    return folder


@pytest.mark.parametrize("file", ["text.jsonl", "english_text.jsonl", "korean_text.jsonl"])
def test_the_golden_vectors(package: Path, file: str) -> None:
    cases = read(VECTORS / file)
    calls = [{name: value for name, value in case["options"].items() if name != "model"} for case in cases]
    assert {case["options"].get("model", "tiny") for case in cases} == {"tiny"}
    questions = [{"method": "transcribe", "parameters": [case["text"], call]} for case, call in zip(cases, calls, strict=True)]
    answers = ask("answers.mjs", package / "hamanlp.js", "tiny", questions=questions)
    assert [answer.get("value") for answer in answers] == [case["output"] for case in cases]


@pytest.mark.parametrize("module", ["hamanlp.js", web.INLINE])
def test_calls_give_what_python_gives(package: Path, module: str) -> None:
    questions = [
        {"method": method, "parameters": [text, options]}
        for method in ("transcribe", "analyze")
        for options in OPTIONS
        for text in (*TEXTS, TEXTS)
    ]
    expected: list[Any] = []
    for options in OPTIONS:
        expected += [*hamanlp.transcribe(TEXTS, **options), hamanlp.transcribe(TEXTS, **options)]
    for options in OPTIONS:
        hama = hamanlp.Transcriber(**options)
        alone = [dataclasses.asdict(hama.analyze(text)) for text in TEXTS]
        expected += [*alone, alone]
    answers = ask("answers.mjs", package / module, "default", questions=questions)
    assert [answer.get("value") for answer in answers] == json.loads(json.dumps(expected))


def test_traces_are_what_python_gives(package: Path) -> None:
    text = "banana 값\nzorblatt"
    calls: list[dict[str, Any]] = [
        {},
        {"exceptions": False, "temperature": 0.8, "top_k": 5, "top_p": 0.9, "seed": 7, "boost": {"ɹ": 2.5, "ˈi": -1}},
        {"exceptions": False, "force": "z ˈɑ", "notation": "xsampa"},
    ]
    questions = [{"method": "trace", "parameters": [text, call]} for call in calls]
    answers = ask("answers.mjs", package / "hamanlp.js", "default", questions=questions)
    for call, answer in zip(calls, answers, strict=True):
        traces = [dataclasses.asdict(trace) for trace in hamanlp.Transcriber(**call).trace(text)]
        assert answer["value"] == json.loads(json.dumps(traces))


def test_a_long_text_is_the_sum_of_its_lines(package: Path) -> None:
    lines = [f"{word} {number}, 값" for number in range(700) for word in ("cat", "물", "…" * 40)] + ["word " * 30_000]
    assert len("\n".join(lines).encode()) > 3 * 65536
    questions = [{"method": "transcribe", "parameters": [text]} for text in (lines, "\n".join(lines))]
    apart, together = ask("answers.mjs", package / "hamanlp.js", "tiny", questions=questions)
    assert apart["value"] == together["value"].split("\n") == hamanlp.transcribe(lines, model="tiny")


@pytest.mark.parametrize(
    ("name", "value"),
    [("lang", "klingon"), ("stress", 7), ("notation", "a\nb"), ("phone_separator", "." * 17), ("style", "x" * 100_000)],
)
def test_a_bad_option_is_refused_with_the_same_words(package: Path, name: str, value: object) -> None:
    with pytest.raises(hamanlp.OptionError) as refused:
        hamanlp.Transcriber(**{name: value})  # type: ignore[arg-type]
    question = {"method": "analyze", "parameters": ["x", {name: value}]}
    good = {"method": "transcribe", "parameters": ["cat", {"lang": "en"}]}
    bad, after = ask("answers.mjs", package / "hamanlp.js", "default", questions=[question, good])
    assert bad == {"error": "OptionError", "name": "OptionError", "message": str(refused.value), "option": name}
    assert after["value"] == hamanlp.transcribe("cat", lang="en")


@pytest.mark.parametrize(
    ("parameters", "error", "pattern"),
    [
        ([["a", "b\ud800"]], "InputError", r"^item 1, character 1 \(counted from 0\): lone surrogate U\+D800 is no character"),
        (["😀\udc00"], "InputError", r"^character 1 \("),
        ([7], "InputTypeError", "of type number; pass a string"),
        ([None], "InputTypeError", "of type null"),
        ([["a", None]], "InputTypeError", r"^item 1 \(counted from 0\) is of type null"),
        (["a", {"colour": "red"}], "OptionError", "^colour: 'red' is not right; give one of the options lang"),
        (["a", {"format": "jsonl"}], "OptionError", "^format: .*analyze"),
        (["a", {"trace": True}], "OptionError", r"^trace: .*trace\(\)"),
        (["a", {"model": "tiny"}], "OptionError", r"^model: .*load\(\)"),
        (["a", {"lang": "\ud800"}], "OptionError", "^lang: .* lone surrogate"),
        (["a", {"lang": "en\0style\0narrow"}], "OptionError", r"^lang: .* U\+0000"),
    ],
)
def test_bad_input_is_refused(package: Path, parameters: list[object], error: str, pattern: str) -> None:
    for method in ("transcribe", "analyze", "trace"):
        question = {"method": method, "parameters": parameters}
        (answer,) = ask("answers.mjs", package / "hamanlp.js", "tiny", questions=[question])
        assert answer["error"] == error
        assert re.search(pattern, answer["message"])


def test_the_wasm_may_come_from_anywhere(package: Path) -> None:
    size = (package / "hama.wasm").stat().st_size
    answers = ask("wasm_sources.mjs", package)
    assert all(answers.pop(name) == ["kap", size] for name in ("right", "wrong", "bytes", "buffer", "response"))
    assert re.search("missing.wasm: the server answers 404", answers["missing"])
    assert re.search("^the wasm: cannot be loaded: ", answers["damaged"])


def test_the_bundle_refuses_two_of_one_name(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text('import { b } from "./b.js";\n\nfunction same() {}\n')
    (tmp_path / "b.js").write_text("export const b = 1;\nfunction same() {}\n")
    with pytest.raises(web.BundleError, match=r"a\.js and b\.js both define same"):
        web.bundle(tmp_path / "a.js", {})


def test_what_npm_packs(package: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not there: apt-get install npm")
    command = [npm, "pack", "--dry-run", "--json", "--offline"]
    result = subprocess.run(command, cwd=package, capture_output=True, text=True, check=True, timeout=60)
    (packed,) = json.loads(result.stdout)
    names = {file["path"] for file in packed["files"]}
    modules = {file.name for file in web.WEB.glob("*.js")} | {web.INLINE}
    types = {f"types/{file.name}" for file in (web.WEB / "types").glob("*.d.ts")}
    wasm = {model.file for model in SHIPPED.values()}
    assert names == modules | types | wasm | {"package.json", "README.md", "LICENSE", "NOTICE"}
    assert packed["version"] == hamanlp.__version__
    print(f"tarball: {packed['size']} bytes; unpacked: {packed['unpackedSize']}")
    assert packed["size"] < 3_300_000


def test_what_the_package_exports_is_there(package: Path) -> None:
    exports = json.loads((package / "package.json").read_text(encoding="utf-8"))["exports"]
    files = [file for target in exports.values() for file in (target.values() if isinstance(target, dict) else [target])]
    assert {"node", "browser", "types", "default"} == set(exports["."])
    assert [file for file in files if "*" not in file and not (package / file).is_file()] == []


def test_the_types_of_the_page() -> None:
    compiler = web.WEB / "node_modules" / ".bin" / "tsc"
    if not compiler.exists():
        pytest.skip("TypeScript is not there: npm install --prefix web")
    _compile(str(compiler), "-p", str(web.WEB / "tsconfig.page.json"))


def test_the_types(package: Path, tmp_path: Path) -> None:
    compiler = web.WEB / "node_modules" / ".bin" / "tsc"
    if not compiler.exists():
        pytest.skip("TypeScript is not there: npm install --prefix web")
    types = tmp_path / "types"
    _compile(str(compiler), "-p", str(web.WEB), "--outDir", str(types))
    written = {file.name: file.read_text(encoding="utf-8") for file in types.iterdir()}
    committed = {file.name: file.read_text(encoding="utf-8") for file in (web.WEB / "types").iterdir()}
    assert written == committed, "write them again: npm run types --prefix web"
    shutil.copytree(package, tmp_path / "node_modules" / "hamanlp")
    usage = str(shutil.copy(FOLDER / "usage.ts", tmp_path))
    (tmp_path / "package.json").write_text('{"type": "module"}')
    flags = ("--strict", "--noEmit", "--module", "nodenext", "--target", "es2022", "--lib", "es2022,dom")
    _compile(str(compiler), *flags, "--types", "", usage)


def _compile(*command: str) -> None:
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert result.returncode == 0, result.stdout + result.stderr
