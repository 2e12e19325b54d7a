"""What is shipped: a source distribution that builds, and a wheel that needs no compiler and runs by itself."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from email import message_from_string
from pathlib import Path

import pytest

import hamanlp
from export.models import BUILT
from hamanlp.page import sources

ROOT = Path(__file__).parent.parent


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
    assert sorted(each for each in requirements if "extra ==" not in each) == ["click>=8.1", "wasmtime>=25"]


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
