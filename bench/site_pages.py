"""Pages of the site that do not lie in `docs/`: a hook of MkDocs (`hooks` in `mkdocs.yml`).

Model cards, the JavaScript module's README, the changelog and the licence become pages at their own path. Links between them
and `docs/`, which are written so that they work in the repository, are rewritten for the site.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parent.parent
DOCS = "docs"
MODELS = tuple(f"models/{path.parent.name}/README.md" for path in sorted(ROOT.glob("models/*/README.md")))
PAGES = (*MODELS, "web/README.md", "CHANGELOG.md")
ICON = "img/icon.svg"
AS_THEY_ARE = {"LICENSE": "LICENSE.txt", "NOTICE": "NOTICE.txt", f"web/page/{Path(ICON).name}": ICON}
"""Files that are no pages → their path on the site."""

LINK = re.compile(r"((?<!\\)\]\()(?!\w+:|#)([^)#\s]+)((?:#[^)\s]*)?\))")
FENCE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages and files."""
    for path in (*PAGES, *AS_THEY_ARE):
        files.append(File.generated(config, AS_THEY_ARE.get(path, path), abs_src_path=str(ROOT / path)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001 - MkDocs' names
    """Rewrite the links of a page."""
    return site_links(markdown, page.file.src_uri)


def site_links(markdown: str, uri: str) -> str:
    """A page's text with links as the site has them; code blocks stay.

    Args:
        markdown: its text in the repository.
        uri: its path on the site.
    """
    source = uri if uri in PAGES else f"{DOCS}/{uri}"

    def rewrite(match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(source), match[2]))
        on_site = AS_THEY_ARE.get(target, target.removeprefix(f"{DOCS}/"))
        return match[1] + posixpath.relpath(on_site, posixpath.dirname(uri) or ".") + match[3]

    kept = FENCE.findall(markdown)
    rest = FENCE.split(markdown)
    return "".join(LINK.sub(rewrite, text) + block for text, block in zip(rest, [*kept, ""], strict=True))
