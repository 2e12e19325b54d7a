"""The readings that someone keeps, mixed in: what they change on the page is changed and marked at once, as Python has it."""

from __future__ import annotations

import pytest

import hamanlp
from tests.browser import CHROMIUM, Open, at, becomes, shown, slide

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not there: apt-get install chromium")

TEXT = "A Bougham and Loughams and 값"
LEXICON = "bougham\tˈbʌfəm\nlougham\tˈlʌfəm\n값\tkas\n"


@pytest.mark.parametrize("mix", [1, 0.8, 0.4, 0])
def test_the_mix_changes_words_and_marks_them(visit: Open, mix: float) -> None:
    page = visit(at(text=TEXT))
    shown(page, TEXT)
    page.locator("#lexicon").fill(LEXICON)
    slide(page, "mix", mix)
    options = {"lexicon": LEXICON.encode(), "mix": mix}
    shown(page, TEXT, **options)
    words, before = (
        [each.ipa for each in hamanlp.Transcriber(**given).analyze(TEXT).words if each.lang]  # type: ignore[arg-type]
        for given in (options, {})
    )
    differs = [one != other for one, other in zip(words, before, strict=True)]
    marks = ["changed" in str(each.get_attribute("class")).split() for each in page.locator("#reading .word").all()]
    assert marks == differs
    assert any(differs) == (mix > 0)
    assert page.inner_text("#differ") == (f"words changed: {sum(differs)}" if mix else "")


def test_bad_lines_are_told_and_the_rest_is_read(visit: Open) -> None:
    page = visit(at(text=TEXT))
    page.locator("#lexicon").fill(f"{LEXICON}bad\n")
    shown(page, TEXT, lexicon=LEXICON.encode())
    skipped = hamanlp.Transcriber(lexicon=f"{LEXICON}bad\n".encode(), lexicon_errors="skip").skipped_lines
    becomes(page.locator("#bad-lines").inner_text, "\n".join(skipped))


def test_the_steps_follow_the_mix(visit: Open) -> None:
    page = visit(at(text="Boughamer"))
    page.locator("#lexicon").fill(LEXICON)
    for mix in (0.9, 0.5):
        slide(page, "mix", mix)
        (trace,) = hamanlp.Transcriber(lang="en", exceptions=False, lexicon=LEXICON.encode(), mix=mix).trace("boughamer")
        becomes(page.locator("#bent").inner_text, trace.ipa)


def test_of_a_listed_word_the_model_s_own_steps_are_shown(visit: Open) -> None:
    page = visit(at(text="Bougham"))
    page.locator("#lexicon").fill(LEXICON)
    shown(page, "Bougham", lexicon=LEXICON.encode())
    (trace,) = hamanlp.Transcriber(lang="en", exceptions=False).trace("bougham")
    becomes(page.locator("#bent").inner_text, trace.ipa)
    assert "Listed in your readings" in page.locator("#note").inner_text()


def test_the_address_keeps_the_mix(visit: Open) -> None:
    page = visit(at(text=TEXT))
    slide(page, "mix", 0.35)
    page.get_by_role("button", name="Share link").click()
    becomes(lambda: "mix=0.35" in page.url, expected=True)
    assert visit("#" + page.url.partition("#")[2]).locator("#mix").input_value() == "0.35"
