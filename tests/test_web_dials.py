"""The dials of the page in Debian's Chromium: what they change is changed and marked at once, as Python has it."""

from __future__ import annotations

from typing import Any

import pytest

import hamanlp
from tests.browser import CHROMIUM, Open, at, becomes, ipa, shown, slide

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not there: apt-get install chromium")

TEXT = "I can't dance after water. 값을 read"


def changed(page: Any) -> list[bool]:
    """Which words are marked."""
    return ["changed" in (each.get_attribute("class") or "").split() for each in page.locator("#reading .word").all()]


def words(**options: Any) -> list[str]:
    """What Python makes of the text."""
    return [word.ipa for word in hamanlp.Transcriber(**options).analyze(TEXT).words if word.lang]


@pytest.mark.parametrize("accent", [0.35, 0.5, 1])
def test_the_accent_changes_words_and_marks_them(visit: Open, accent: float) -> None:
    page = visit(at(text=TEXT))
    assert not any(changed(page))
    assert page.inner_text("#differ") == ""
    slide(page, "accent", accent)
    shown(page, TEXT, accent=accent)
    differs = [one != other for one, other in zip(words(accent=accent), words(), strict=True)]
    assert changed(page) == differs
    assert page.inner_text("#differ") == f"words changed: {sum(differs)}"
    assert page.locator("#accent-dial .value").inner_text() == f"{accent:.2f}"
    slide(page, "accent", 0)
    shown(page, TEXT)
    assert not any(changed(page))


def test_british_english_differs_and_korean_does_not(visit: Open) -> None:
    page = visit(at(text=TEXT, accent=1))
    marks = changed(page)
    assert marks[2]
    assert not marks[5]
    dance = page.locator("#reading .word").nth(2)
    assert dance.get_attribute("title") == f"before: {words()[2]}"
    assert page.locator("#accent").get_attribute("aria-valuetext") == "British"


def test_the_keyboard_turns_the_dial(visit: Open) -> None:
    page = visit(at(text=TEXT))
    page.get_by_label("English accent").focus()
    page.keyboard.press("ArrowRight")
    shown(page, TEXT, accent=0.05)
    page.keyboard.press("End")
    shown(page, TEXT, accent=1)


def test_the_steps_follow_the_accent(visit: Open) -> None:
    page = visit(at(text="bougham", accent=0.9))
    (trace,) = hamanlp.Transcriber(lang="en", exceptions=False, accent=0.9).trace("bougham")
    becomes(page.locator("#bent").inner_text, trace.ipa)
    slide(page, "accent", 0)
    (trace,) = hamanlp.Transcriber(lang="en", exceptions=False).trace("bougham")
    becomes(page.locator("#bent").inner_text, trace.ipa)


def test_a_word_is_shown_along_the_dial(visit: Open) -> None:
    page = visit(at(text=TEXT, word="0.2"))
    rows = page.locator("#inspector .along button")
    readings = [hamanlp.transcribe("dance", lang="en", accent=step / 20) for step in range(21)]
    distinct = [one for one, before in zip(readings, [None, *readings], strict=False) if one != before]
    assert rows.locator(".name").all_inner_texts() == distinct
    assert rows.first.get_attribute("aria-pressed") == "true"
    rows.last.click()
    shown(page, TEXT, accent=1)
    assert rows.last.get_attribute("aria-pressed") == "true"


def test_the_address_keeps_the_accent(visit: Open) -> None:
    page = visit(at(text=TEXT))
    slide(page, "accent", 0.65)
    page.get_by_role("button", name="Share link").click()
    other = visit("#" + page.url.partition("#")[2])
    shown(other, TEXT, accent=0.65)
    assert "accent=0.65" in other.url
    for nonsense in ("x", -1, 7):
        shown(visit(at(text=TEXT, accent=nonsense)), TEXT)


def test_a_long_text_follows_while_one_drags(visit: Open) -> None:
    text = "\n".join([TEXT] * 60)
    page = visit(at(text=text))
    for step in range(21):
        slide(page, "accent", step / 20)
    becomes(lambda: ipa(page)[:7], words(accent=1))
    shown(page, text, accent=1)
