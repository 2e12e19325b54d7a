"""Whether everyone can use the page: rules of axe-core (WCAG 2.2 A and AA, good practice), and the keyboard alone.

axe-core: https://github.com/dequelabs/axe-core, fetched by `npm install --prefix web`.
"""

from __future__ import annotations

from typing import Any

import pytest

import hamanlp
from tests.browser import CHROMIUM, Open, at, becomes, shown
from tests.web import DEVELOPMENT

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not there: apt-get install chromium")

AXE = DEVELOPMENT / "axe-core" / "axe.min.js"
VIEWS: dict[str, dict[str, Any]] = {
    "a word of the model": {"text": "A quibbex", "word": "0.1"},
    "a bent reading": {"text": "A quibbex", "word": "0.1", "temperature": 1.2, "force": "k"},
    "a homograph": {"text": "They read it", "word": "0.1"},
    "a Korean word": {"text": "꽃잎이 값을", "word": "0.0"},
    "a number": {"text": "$3.50", "word": "0.0"},
    "nothing": {"text": ""},
}


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(("scheme", "locale", "width"), [("light", "en-US", 1280), ("dark", "ko-KR", 390)])
def test_no_rule_of_accessibility_is_broken(visit: Open, view: str, scheme: str, locale: str, width: int) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not there: npm install --prefix web")
    page = visit(at(**VIEWS[view]), color_scheme=scheme, locale=locale, viewport={"width": width, "height": 900})
    page.evaluate(AXE.read_text(encoding="utf-8") + "; null")
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    broken = [
        f"{each['id']}: {node['target']} {node['failureSummary']}" for each in found["violations"] for node in each["nodes"]
    ]
    assert broken == []


def test_the_keyboard_reaches_every_control(visit: Open) -> None:
    """One stop for the words and one for the candidates, in which the arrows go on; one for each other control."""
    page = visit(at(text="They read quibbex", word="0.2"))
    code = """() => [...document.querySelectorAll("button, select, input, textarea, summary")]
        .filter((each) => each.checkVisibility() && !each.disabled && each.tabIndex >= 0).map((each) => each.outerHTML)"""
    expected = page.evaluate(code)
    assert sum("candidate" in each for each in expected) == 1
    page.evaluate("document.activeElement.blur()")
    reached = []
    for _ in expected:
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.outerHTML"))
    assert sorted(reached) == sorted(expected)


def test_with_the_keyboard_alone(visit: Open) -> None:
    page = visit(at(text=""))
    page.locator("#text").focus()
    page.keyboard.type("A quibbex 값")
    shown(page, "A quibbex 값")
    while page.evaluate("!document.activeElement.matches('.word')"):
        page.keyboard.press("Tab")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    becomes(page.locator("#inspector h2").inner_text, "quibbex")
    while page.evaluate("!document.activeElement.matches('.candidate')"):
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    forced = page.locator("#steps .step.forced .taken").first.inner_text()
    (trace,) = hamanlp.Transcriber(lang="en", exceptions=False, force=forced).trace("quibbex")
    becomes(page.locator("#bent").inner_text, trace.ipa)


def test_what_a_screen_reader_is_told(visit: Open) -> None:
    page = visit(at(text="They read quibbex", word="0.2"))
    told = page.locator("body").aria_snapshot()
    word = hamanlp.Transcriber().analyze("They read quibbex").words[2]
    assert f'button "quibbex {word.ipa}" [pressed]' in told
    for role in ('textbox "Your text"', 'group "Pronunciation"', 'heading "Step by step"', 'slider "Temperature', 'img "q → '):
        assert role in told
    pieces = page.locator("#reading .word").first.locator("span").all()
    assert [piece.get_attribute("lang") for piece in pieces] == ["en", "en-fonipa"]
