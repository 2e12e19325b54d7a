"""The docs as a site: it builds without a warning, its links lead somewhere, and it asks nothing of the network."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from bench.blocks import DOCS, PAGES, ROOT
from tests.browser import CHROMIUM
from tests.web import served

pytest.importorskip("mkdocs", reason="mkdocs is not installed: pip install '.[docs]'")
pytest.importorskip("mkdocstrings", reason="mkdocstrings is not installed: pip install '.[docs]'")

FENCE = re.compile(r"^```.*?^```$|`[^`\n]+`", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"(?<!\\)\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)
FROM_ELSEWHERE = re.compile(r'(?:src|srcset)="(?:https?:)?//|<link[^>]+href="(?:https?:)?//|url\(["]?(?:https?:)?//|@import')


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-W", "error::UserWarning", "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}  # a notice of the theme about its successor
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return folder


def test_it_has_every_page(site: Path) -> None:
    for page in DOCS.rglob("*.md"):
        path = site / page.relative_to(DOCS)
        assert (path.with_name("index.html") if page.name == "README.md" else path.with_suffix(".html")).is_file(), page
    assert (site / "models" / "default" / "index.html").is_file()
    assert (site / "web" / "index.html").is_file()


def test_the_reference_is_made_of_the_docstrings(site: Path) -> None:
    text = (site / "api.html").read_text(encoding="utf-8")
    for part in ('id="hamanlp.Transcriber.analyze"', "how many pronunciations", 'id="hamanlp.errors.OptionError"'):
        assert part in text


def test_it_needs_nothing_from_elsewhere(site: Path) -> None:
    for path in [*site.rglob("*.html"), *site.rglob("*.css")]:
        found = FROM_ELSEWHERE.search(path.read_text(encoding="utf-8"))
        assert found is None, f"{path.relative_to(site)}: {found}"


def test_it_can_be_searched(site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    places = [entry["location"] for entry in index["docs"] if "phonemizer" in entry["text"]]
    assert any(place.startswith("compat.html") for place in places)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    for target in LINK.findall(text):
        parts = urlsplit(target)
        if parts.scheme:
            assert parts.scheme == "https", f"{page.name}: {target}"
            assert re.fullmatch(r"[\w-]+(\.[\w-]+)+", parts.netloc), f"{page.name}: {target}"
            continue
        file = (page.parent / unquote(parts.path)).resolve() if parts.path else page
        assert file.exists(), f"{page.name}: {target}"
        assert file.is_relative_to(ROOT), f"{page.name}: {target}"
        if parts.fragment:
            assert parts.fragment in anchors(file), f"{page.name}: {target}"


def anchors(page: Path) -> set[str]:
    """What the headings of a page are called in links, on GitHub as on the site."""
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    headings = (re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", heading) for heading in HEADING.findall(text))
    return {re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not there: apt-get install chromium")
@pytest.mark.parametrize("width", [390, 1280])
def test_it_fits_its_window_and_finds_what_is_searched(site: Path, browser: Any, width: int) -> None:
    with served(site) as address:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme="dark")
        tab = context.new_page()
        wrong: list[str] = []
        tab.on("pageerror", lambda error: wrong.append(str(error)))
        tab.on("request", lambda request: None if request.url.startswith(address) else wrong.append(request.url))
        for name in ("index", "how-it-works", "api", "cli", "guide-learners"):
            tab.goto(f"{address}{name}.html")
            assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, name
            assert tab.evaluate("[...document.images].filter((image) => !image.naturalWidth).map((image) => image.src)") == []
        assert tab.evaluate("document.body.getAttribute('data-md-color-scheme')") == "slate"
        if width > 1000:
            tab.goto(f"{address}index.html")
            tab.click("input.md-search__input")
            tab.wait_for_load_state("networkidle")  # the index
            tab.locator("input.md-search__input").press_sequentially("phonemizer", delay=20)
            tab.wait_for_selector(".md-search-result__item", timeout=20_000)
        context.close()
        assert wrong == []
