"""The files of the page that `hamanlp demo` serves."""

from __future__ import annotations

from pathlib import Path

from .options import MODELS

PACKAGE = Path(__file__).parent
FOLDERS = (PACKAGE / "web", PACKAGE.parent / "web")  # in a wheel, in a source tree
PARTS = ("", "page")
BUILT = "hamanlp.inline.js"  # for others' pages
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
}


def sources(folder: Path) -> dict[str, Path]:
    """What the page needs of a folder; the wasm comes from the package.

    Args:
        folder: `web/` of a source tree or of a wheel.

    Returns:
        Paths as browsers ask for them, and the files.
    """
    files = sorted(file for part in PARTS for file in (folder / part).glob("*.*"))
    wanted = [file for file in files if file.suffix in TYPES and file.suffix != ".wasm" and file.name != BUILT]
    return {f"/{file.relative_to(folder).as_posix()}": file for file in wanted}


def page_files() -> dict[str, Path]:
    """All that the page consists of.

    Returns:
        Paths as browsers ask for them, and the files.

    Raises:
        FileNotFoundError: the page is not there.
    """
    for folder in FOLDERS:
        if (folder / "index.html").is_file():
            files = sources(folder)
            return files | {"/": files["/index.html"]} | {f"/{name}": PACKAGE / name for name in MODELS.values()}
    raise FileNotFoundError("the page is not in the hamanlp package; install it again (pip install --force-reinstall hamanlp)")
