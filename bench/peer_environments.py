"""Environments of peers: each in a folder of its own, outside the repository.

What is in such a folder: `peer.json` (an `Installed` or why there is none), `env` (a virtual environment), `data` (models and
corpora that the peer fetches or that are made for it) and `node_modules`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from bench.peers import Peer
from train import lexicon
from train.split import part_of

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 900  # seconds that a command of an installation may take
PATIENCE_FOR_DATA = 60


class InstallError(Exception):
    """A peer cannot be installed; the message says why."""


@dataclass(frozen=True)
class Installed:
    """A peer that is there.

    Attributes:
        versions: of its packages, itself first.
        size_mb: megabytes that it takes beyond an empty environment, with what it fetches and without its interpreter.
        notes: what of it could not be had.
    """

    versions: dict[str, str]
    size_mb: float
    notes: list[str] = field(default_factory=list)


def cache_folder() -> Path:
    """Where environments and finished measurements are kept."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "hamanlp" / "peers"


def install(peer: Peer, folder: Path, *, again: bool = False) -> Installed:
    """Install a peer, if it is not there yet.

    Args:
        peer: which.
        folder: its own.
        again: whether also if it is there.

    Raises:
        InstallError: it cannot be had here.
    """
    record = folder / "peer.json"
    if record.is_file() and not again:
        return Installed(**json.loads(record.read_text(encoding="utf-8")))
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "data").mkdir(parents=True)
    notes: list[str] = []
    if peer.source == "debian":
        _run([sys.executable, "-m", "venv", "--without-pip", str(folder / "env")])  # what calls its library
        versions, size = _debian(peer)
    elif peer.source == "npm":
        versions, size = _npm(peer, folder)
    else:
        versions = _pypi(peer, folder)
        if peer.prepare:
            notes = PREPARATIONS[peer.prepare](folder)
        size = _megabytes(_site_packages(folder)) + _megabytes(folder / "data")
    installed = Installed(versions, round(size, 1), notes)
    record.write_text(json.dumps(asdict(installed), ensure_ascii=False), encoding="utf-8")
    return installed


def python_of(folder: Path) -> Path:
    """The interpreter of a peer's environment."""
    return folder / "env" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def variables(folder: Path) -> dict[str, str]:
    """The environment variables under which a peer runs: its own data, and one thread."""
    one = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    own = {"NLTK_DATA": str(folder / "data"), "NODE_PATH": str(folder / "node_modules")}
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")}
    return kept | one | own


def _pypi(peer: Peer, folder: Path) -> dict[str, str]:
    _run([sys.executable, "-m", "venv", "--without-pip", str(folder / "env")])
    packages = peer.packages
    if peer.source == "project":
        _run([*_pip(), "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder / "wheel"), str(ROOT)])
        packages = tuple(str(wheel) for wheel in (folder / "wheel").iterdir())
    python = str(python_of(folder))
    _run([*_pip(), "--python", python, "install", "--quiet", "--no-compile", "--prefer-binary", *packages])
    listing = json.loads(_run([*_pip(), "--python", python, "list", "--format", "json"]))
    versions = {each["name"]: each["version"] for each in listing}
    own = _plain(peer.packages[0].partition("[")[0])
    first = {name: version for name, version in versions.items() if _plain(name) == own}
    return first | versions


def _npm(peer: Peer, folder: Path) -> tuple[dict[str, str], float]:
    for program in ("npm", "node"):
        if shutil.which(program) is None:
            raise InstallError(f"{program} is missing (Debian's package npm)")
    _run(["npm", "install", "--prefix", str(folder), "--no-audit", "--no-fund", "--loglevel", "error", *peer.packages])
    modules = folder / "node_modules"
    manifests = sorted(modules.glob("*/package.json"), key=lambda path: path.parent.name != peer.packages[0])
    found = [json.loads(path.read_text(encoding="utf-8")) for path in manifests]
    versions = {each["name"]: each["version"] for each in found}
    return versions | {"node": _run(["node", "--version"]).strip()}, _megabytes(modules)


def _debian(peer: Peer) -> tuple[dict[str, str], float]:
    if shutil.which(peer.packages[0]) is None:
        if shutil.which("apt-get") is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
            raise InstallError(f"it is not installed, and only root may do that: apt-get install {peer.packages[0]}")
        _run(["apt-get", "update", "-q"])
        _run(["apt-get", "install", "-q", "-y", "--no-install-recommends", peer.packages[0]])
    if shutil.which("dpkg-query") is None:
        return {peer.name: _run([peer.packages[0], "--version"]).strip()}, 0.0
    form = "${Package}\t${Version}\t${Installed-Size}\n"
    command = ["dpkg-query", "-W", "-f", form, *peer.packages]
    # A package that this release of Debian lacks makes the status 1, and the others are listed.
    listed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    rows = [line.split("\t") for line in listed.splitlines() if line.split("\t")[2:] and line.split("\t")[1]]
    return {name: version for name, version, _ in rows}, sum(int(kilobytes) for *_, kilobytes in rows) / 1024


def _nltk(*names: str) -> Callable[[Path], list[str]]:
    def prepare(folder: Path) -> list[str]:
        notes = []
        for name in names:
            command = [str(python_of(folder)), "-c", f"import nltk; assert nltk.download({name!r}, raise_on_error=True)"]
            reason = _fails(command, folder)
            if reason:
                notes.append(f"NLTK's {name} could not be fetched: {reason}")
        return notes

    return prepare


def _spacy_english(folder: Path) -> list[str]:
    """The tagger that misaki fetches when it first runs, as spaCy would."""
    import_ = "import sys, spacy.about as a, spacy.cli.download; d = sys.modules['spacy.cli.download']"
    find = "v = d.get_version('en_core_web_sm', d.get_compatibility()); print(d.get_model_filename('en_core_web_sm', v, False))"
    ask = [str(python_of(folder)), "-c", f"{import_}; {find}; print(a.__download_url__)"]
    reason = _fails(ask, folder)
    if not reason:
        name, url = _run(ask, folder).split()[-2:]
        install_ = [*_pip(), "--python", str(python_of(folder)), "install", "--quiet", "--no-deps", "--no-compile"]
        reason = _fails([*install_, f"{url}/{name}"], folder)
    lost = "every word is tagged as a noun, and running text is faster than with it"
    return [f"spaCy's en_core_web_sm could not be fetched ({reason}): {lost}"] if reason else []


def _phonetisaurus_model(folder: Path) -> list[str]:
    """Train on CMUdict's words of the training part; none of the others is seen."""
    listing = folder / "train.lex"
    words = lexicon.read("cmudict").words
    rows = [f"{word} {' '.join(phones)}\n" for word, known in words.items() if part_of(word) == "train" for phones in known]
    listing.write_text("".join(rows), encoding="utf-8")
    model = folder / "data" / "g2p.fst"
    _run([str(python_of(folder)), "-m", "phonetisaurus", "train", "--model", str(model), str(listing)], folder)
    listing.unlink()
    return []


PREPARATIONS: dict[str, Callable[[Path], list[str]]] = {
    "nltk_english": _nltk("cmudict", "averaged_perceptron_tagger", "averaged_perceptron_tagger_eng"),
    "nltk_korean": _nltk("cmudict"),
    "spacy_english": _spacy_english,
    "phonetisaurus_model": _phonetisaurus_model,
}


def _pip() -> list[str]:
    python = sys.executable
    # Not by `find_spec`: setuptools takes that question as the sign that pip runs here, and withdraws its `distutils`.
    if not Path(sysconfig.get_path("purelib"), "pip").is_dir():  # then the Python that the environment was made from has one
        python = getattr(sys, "_base_executable", python)
    return [python, "-m", "pip"]


def _run(command: list[str], folder: Path | None = None) -> str:
    """What a command prints.

    Raises:
        InstallError: it fails; the message has the last line that it said.
    """
    try:
        result = subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=True,
            timeout=PATIENCE,
            cwd=folder,
            env=variables(folder) if folder else None,
        )
    except FileNotFoundError as error:
        raise InstallError(f"{error.filename} is missing") from error
    except subprocess.TimeoutExpired as error:
        raise InstallError(f"it took longer than {PATIENCE} seconds: {' '.join(command[:4])}") from error
    except subprocess.CalledProcessError as error:
        raise InstallError(_reason(error.stderr or error.stdout or str(error))) from error
    return result.stdout


def _fails(command: list[str], folder: Path) -> str:
    """Why a command that fetches data fails; nothing if it does not."""
    try:
        result = subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=PATIENCE_FOR_DATA, env=variables(folder)
        )
    except subprocess.TimeoutExpired:
        return f"no answer within {PATIENCE_FOR_DATA} seconds"
    return _reason(result.stderr or result.stdout or "failed") if result.returncode else ""


def _reason(said: str) -> str:
    """The line of what a command said that tells most."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    telling = [line for line in lines if "rror" in line and not line.startswith("Traceback")]
    return (telling or lines or ["it says nothing"])[-1][:200]


def _site_packages(folder: Path) -> Path:
    return next((folder / "env").rglob("site-packages"))


def _megabytes(folder: Path) -> float:
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def _plain(name: str) -> str:
    return name.lower().replace("_", "-")
