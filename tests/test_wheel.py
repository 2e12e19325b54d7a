"""What is shipped: a source distribution that builds, and a wheel that needs no compiler and runs by itself, anywhere."""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import json
import os
import subprocess
import sys
import tarfile
import zipfile
from email import message_from_string
from pathlib import Path
from typing import Any

import pytest

import hamanlp
from export.models import BUILT
from export.sbom import of_wheel
from hamanlp.page import sources

ROOT = Path(__file__).parent.parent
COMPILED = (b"\x7fELF", b"MZ", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"!<arch>")
"""How programs and libraries of Linux, Windows and macOS begin."""


def build(target: str, source: Path, out: Path) -> Path:
    """Run the build backend as pip does; the one file it makes."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(out)]
    result = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False, timeout=300)
    assert result.returncode == 0, result.stderr
    (built,) = out.iterdir()
    return built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the unpacked source distribution: nothing but what that holds can get into it."""
    folder = tmp_path_factory.mktemp("build")
    with tarfile.open(build("sdist", ROOT, folder / "sdist")) as archive:
        assert not [name for name in archive.getnames() if name.endswith((".wasm", ".inputs", ".pyc"))]
        archive.extractall(folder / "source", filter="data")
    (source,) = (folder / "source").iterdir()
    return build("wheel", source, folder / "wheel")


def test_one_wheel_for_every_machine(wheel: Path) -> None:
    assert wheel.name == f"hamanlp-{hamanlp.__version__}-py3-none-any.whl"


def test_it_holds_the_package_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        licences = {Path(name).name for name in archive.namelist() if ".dist-info/licenses/" in name}
    files = (path.relative_to(ROOT).as_posix() for path in (ROOT / "hamanlp").rglob("*") if path.suffix in {".py", ".typed"})
    package = {name for name in files if not name.startswith("hamanlp/web/")}
    page = {f"hamanlp/web{path}" for path in sources(ROOT / "web")}
    manual = {f"hamanlp-{hamanlp.__version__}.data/data/share/man/man1/hamanlp.1"}
    assert {"hamanlp/web/index.html", "hamanlp/web/hamanlp.js", "hamanlp/web/page/main.js"} <= page
    assert names == package | {f"hamanlp/{model.file}" for model in BUILT.values()} | {"hamanlp/py.typed"} | page | manual
    assert licences == {"LICENSE", "NOTICE"}


def test_it_needs_two_packages(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        requirements = message_from_string(archive.read(name).decode()).get_all("Requires-Dist", [])
    assert sorted(each for each in requirements if "extra ==" not in each) == ["click>=8.1", "wasmtime>=18"]


def test_it_runs_alone(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    code = "import hamanlp.__main__; print(hamanlp.__file__); hamanlp.__main__.main()"
    command = [sys.executable, "-c", code, "안녕하세요"]
    result = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False, timeout=60)
    path, line = result.stdout.decode().splitlines()
    assert path == str(tmp_path / "hamanlp" / "__init__.py")
    assert line == "annjʌŋhasejo"


def test_another_folder_gives_the_same_bytes(wheel: Path, tmp_path: Path) -> None:
    """One was built from the unpacked source distribution in a temporary folder, one is built from the checkout."""
    again = build("wheel", ROOT, tmp_path)
    assert hashlib.sha256(again.read_bytes()).hexdigest() == hashlib.sha256(wheel.read_bytes()).hexdigest()


def test_nothing_is_compiled_but_the_wasm(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    assert not [name for name, data in files.items() if data.startswith(COMPILED) or name.endswith((".pyc", ".so", ".pyd"))]
    wasm = {name for name, data in files.items() if data.startswith(b"\0asm")}
    assert wasm == {f"hamanlp/{model.file}" for model in BUILT.values()}


def bill(wheel: Path) -> dict[str, Any]:
    """The bill of materials in a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if ".dist-info/sboms/" in name)  # where PEP 770 wants it
        content: dict[str, Any] = json.loads(archive.read(name))
    return content


def test_the_bill_of_materials_is_that_of_the_wheel(wheel: Path) -> None:
    content = bill(wheel)
    hashes = {each["name"]: each["hashes"][0]["content"] for each in content["components"] if each["type"] == "file"}
    with zipfile.ZipFile(wheel) as archive:
        assert hashes == {name: hashlib.sha256(archive.read(name)).hexdigest() for name in hashes}
    assert set(hashes) == {f"hamanlp/{model.file}" for model in BUILT.values()}
    needed = {
        each["name"] for each in content["components"] if each.get("purl", "").startswith("pkg:pypi/") and "scope" in each
    }
    assert needed == {"wasmtime", "click"}
    whole = json.loads(of_wheel(wheel))
    assert whole["metadata"]["component"]["hashes"][0]["content"] == hashlib.sha256(wheel.read_bytes()).hexdigest()
    with zipfile.ZipFile(wheel) as archive:
        assert {each["name"] for each in whole["components"] if each["type"] == "file"} == set(archive.namelist())


@pytest.mark.parametrize("inside", [True, False])
def test_the_bill_of_materials_follows_the_standard(wheel: Path, inside: bool) -> None:
    validation = pytest.importorskip("cyclonedx.validation.json", reason="pip install 'cyclonedx-python-lib[json-validation]'")
    schema = pytest.importorskip("cyclonedx.schema")
    text = json.dumps(bill(wheel)) if inside else of_wheel(wheel)
    assert validation.JsonStrictValidator(schema.SchemaVersion.V1_6).validate_str(text) is None


def test_it_installs_where_nothing_is(wheel: Path, tmp_path: Path) -> None:
    if importlib.util.find_spec("ensurepip") is None:
        pytest.skip("this Python makes no environments with pip: apt-get install python3-venv")
    subprocess.run([sys.executable, "-m", "venv", tmp_path], check=True, timeout=120)
    programs = tmp_path / ("Scripts" if os.name == "nt" else "bin")
    environment = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME"}}
    pip = (str(programs / "python"), "-m", "pip")
    command = [*pip, "install", "--quiet", "--only-binary", ":all:", str(wheel)]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=300)
    if "from versions: none" in result.stderr:
        pytest.skip("the package registry cannot be reached")
    assert result.returncode == 0, result.stderr
    said = subprocess.run([programs / "hamanlp", "값"], env=environment, capture_output=True, check=True, timeout=60)
    assert said.stdout.decode() == "kap\n"
    listed = subprocess.run([*pip, "list", "--format", "json"], env=environment, capture_output=True, check=True, timeout=60)
    names = {each["name"].lower() for each in json.loads(listed.stdout)} - {"pip", "setuptools", "wheel"}
    assert names - {"colorama", "importlib_resources"} == {"hamanlp", "wasmtime", "click"}


def test_no_hole_is_known_in_what_it_needs(tmp_path: Path) -> None:
    if importlib.util.find_spec("pip_audit") is None:
        pytest.skip("pip-audit is not installed: pip install pip-audit")
    needs = tmp_path / "needs.txt"
    needs.write_text("".join(f"{name}=={importlib.metadata.version(name)}\n" for name in ("wasmtime", "click")), "utf-8")
    command = [sys.executable, "-m", "pip_audit", "--strict", "--no-deps", "--disable-pip", "--requirement", str(needs)]
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    if result.returncode != 0 and ("not found on PyPI" in result.stderr or "onnect" in result.stderr):
        pytest.skip("the registry's advisories cannot be reached")
    assert result.returncode == 0, result.stdout + result.stderr
