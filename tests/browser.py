"""Debian's Chromium on the page that `hamanlp demo` serves: fixtures, and what the tests of the page share."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

import pytest

import hamanlp
from hamanlp import demo

CHROMIUM = shutil.which("chromium")
FLAGS = ["no-sandbox", "disable-gpu", "disable-background-networking", "disable-component-update", "disable-sync"]
Open = Callable[..., Any]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A browser with a profile of its own."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install playwright")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=[f"--{flag}" for flag in FLAGS])
        yield started
        started.close()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where `hamanlp demo` serves the page."""
    with demo.server() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@pytest.fixture
def visit(browser: Any, address: str) -> Iterator[Open]:
    """Open the page; afterwards, nothing may have gone wrong in it and no other host been asked."""
    contexts, wrong = [], []

    def visit(fragment: str = "", **settings: Any) -> Any:
        context = browser.new_context(**({"locale": "en-US"} | settings))
        contexts.append(context)
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: wrong.append(message.text) if message.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda request: None if request.url.startswith(address) else wrong.append(request.url))
        page.goto(address + fragment)
        page.wait_for_selector("html[data-ready]")
        return page

    yield visit
    for context in contexts:
        context.close()
    assert wrong == []


def at(**fields: object) -> str:
    """The part of an address that says what is shown."""
    return "#" + urlencode({name: str(value) for name, value in fields.items()})


def ipa(page: Any) -> list[str]:
    """The pronunciations under the words."""
    return page.locator("#reading .word .ipa").all_text_contents()  # type: ignore[no-any-return]


def becomes(read: Callable[[], object], expected: object, seconds: float = 5) -> None:
    """Wait until what is read is what is expected; Playwright's own way evaluates text, which the page's policy forbids."""
    deadline = time.monotonic() + seconds
    while read() != expected and time.monotonic() < deadline:
        time.sleep(0.02)
    assert read() == expected


def shown(page: Any, text: str, **options: Any) -> None:
    """Wait until the page shows what Python makes of a text."""
    words = [word for word in hamanlp.Transcriber(**options).analyze(text).words if word.lang]
    becomes(lambda: ipa(page), [word.ipa for word in words])


def slide(page: Any, name: str, value: float) -> None:
    """Move a slider."""
    page.locator(f"input[type=range][name={name}]").evaluate(
        "(slider, value) => { slider.value = value; slider.dispatchEvent(new Event('input', { bubbles: true })) }", str(value)
    )
