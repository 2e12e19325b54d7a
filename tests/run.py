"""Install what the tests need into a virtual environment of their own, and run every check: `python3 tests/run.py`.

The environment is the folder `.venv-test`, or `HAMANLP_VENV`; a second run finds it and is quick. Arguments go to pytest.
This file runs in the Python that is there, before anything is installed.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MINIMUM = (3, 11)
SYSTEM_PACKAGES = {  # program: package
    "valgrind": "valgrind",  # counts the engine's instructions
    "node": "nodejs",  # runs the JavaScript module; its tests want version 20 or newer
    "npm": "npm",  # packs it, and fetches the compiler that checks its types
    "chromium": "chromium",  # shows the page
    "java": "default-jre-headless",  # runs Spark
    "espeak-ng": "espeak-ng",  # what phonemizer runs, and the peer that benchmarks are tested with
    "clang": "clang",  # links libFuzzer with the engine
}
ZIG_TOOL = ("-m", "export.zigtool")
CHECKS = {
    "ruff check": ("-m", "ruff", "check", "."),
    "ruff format": ("-m", "ruff", "format", "--check", "."),
    "mypy": ("-m", "mypy"),
    "zig fmt": (*ZIG_TOOL, "fmt-check"),
    "zig test": (*ZIG_TOOL, "test"),
    "zig test, the speller": (*ZIG_TOOL, "test", "--checkpoint", "models/spell"),
}


def main() -> int:
    """Set up, run the checks and the tests.

    Returns:
        The exit status: 0 if everything passed.
    """
    if sys.version_info < MINIMUM:
        print(f"Python {'.'.join(map(str, MINIMUM))} or newer is needed; this is {sys.version.split()[0]}")
        return 2
    os.chdir(ROOT)
    _system_packages()
    _node_packages()
    python = _environment(Path(os.environ.get("HAMANLP_VENV") or ROOT / ".venv-test"))
    os.environ.setdefault("OMP_NUM_THREADS", str(min(4, os.cpu_count() or 1)))  # the matrices are small
    print(f"OMP_NUM_THREADS: {os.environ['OMP_NUM_THREADS']}")
    print(f"HAMANLP_DATA: {os.environ.get('HAMANLP_DATA') or 'not set; tests of the whole lexica are skipped'}")
    failed = [name for name, command in CHECKS.items() if not _passes(name, python, *command)]
    if not _passes("pytest", python, "-m", "pytest", *sys.argv[1:]):
        failed.append("pytest")
    if failed:
        print(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


def _system_packages() -> None:
    """Install what tests need of Debian's packages, if it is missing and may be installed; those tests are skipped else."""
    missing = [package for program, package in SYSTEM_PACKAGES.items() if shutil.which(program) is None]
    if not missing:
        return
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        _run("apt-get", "update", "-q")
        # libFuzzer is a package that clang recommends, whose name has clang's version.
        _run("apt-get", "install", "-q", "-y", *(package for package in missing if package == "clang"))
        _run("apt-get", "install", "-q", "-y", "--no-install-recommends", *missing)
    else:
        print(f"tests that need {', '.join(missing)} are skipped: apt-get install {' '.join(missing)}")


def _node_packages() -> None:
    """Fetch what tests of `web/` need into `web/node_modules`, if npm is there; those tests are skipped else."""
    npm = shutil.which("npm")
    needs = json.loads(Path("web/package.json").read_text(encoding="utf-8"))["devDependencies"]
    if npm is not None and not all(Path("web/node_modules", name).is_dir() for name in needs):
        quiet = ("--no-package-lock", "--no-audit", "--no-fund", "--loglevel", "error")
        subprocess.run([npm, "install", "--prefix", "web", *quiet], check=False)


def _environment(folder: Path) -> str:
    """Make or update the virtual environment.

    Returns:
        The path of its Python.
    """
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        # Debian has Python without ensurepip; the pip outside then installs into the environment.
        without_pip = () if importlib.util.find_spec("ensurepip") else ("--without-pip",)
        _run(sys.executable, "-m", "venv", *without_pip, str(folder))
    import tomllib  # noqa: PLC0415 - an older Python, which has none, should hear the reason from `main`

    with open("pyproject.toml", "rb") as file:
        project = tomllib.load(file)
    needs = project["build-system"]["requires"]
    # docopt, which num2words needs, and Spark come as source and are built in environments of their own.
    extras = project["project"]["optional-dependencies"]
    apart = [need for need in (*extras["dev"], *extras["spark"]) if need.startswith(("num2words", "pyspark"))]
    inside = subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0
    pip = (str(python), "-m", "pip") if inside else (sys.executable, "-m", "pip", "--python", str(python))
    quiet = ("--quiet", "--disable-pip-version-check")
    _run(*pip, "install", *quiet, *needs, *apart)
    _run(*pip, "install", *quiet, "--no-build-isolation", "--editable", ".[dev]")  # what is built is tested
    return str(python)


def _run(*command: str) -> None:
    print("$", *command, flush=True)
    subprocess.run(command, check=True)


def _passes(name: str, *command: str) -> bool:
    print(f"\n== {name}", flush=True)
    return subprocess.run(command, check=False).returncode == 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as error:
        sys.exit(f"cannot set up the tests: exit status {error.returncode} of: {' '.join(map(str, error.cmd))}")
