"""The inspector in Debian's Chromium: the steps of a reading and what bends it are the engine's, as Python has it."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest

import hamanlp
from hamanlp.analysis import Trace
from tests.browser import CHROMIUM, Open, at, becomes, shown, slide

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not there: apt-get install chromium")

SHOWN = 5  # candidates of a step


def traced(word: str, **options: object) -> Trace:
    """How the model alone reads a word."""
    (trace,) = hamanlp.Transcriber(lang="en", exceptions=False, **options).trace(word)  # type: ignore[arg-type]
    return trace


def expect(page: Any, trace: Trace) -> None:
    """The page shows these steps."""
    becomes(page.locator("#bent").text_content, trace.ipa)
    assert page.locator("#steps .taken").all_inner_texts() == [step.phone or "end" for step in trace.steps]
    columns = page.locator("#steps .step")
    for number, step in enumerate(trace.steps):
        names = columns.nth(number).locator(".candidate .name").all_inner_texts()
        expected = [candidate.phone or "end" for candidate in step.candidates[:SHOWN]]
        assert names == (expected if (step.phone or "end") in expected else [*expected[:-1], step.phone or "end"])


def test_the_steps_are_those_of_the_model(visit: Open) -> None:
    page = visit(at(text="quibbex"))
    trace = traced("quibbex")
    expect(page, trace)
    first = trace.steps[0].candidates[0]
    exact = page.locator("#steps .candidate").first
    assert exact.get_attribute("title") == f"{first.phone}: {100 * first.probability:.1f} % · click to force it"
    assert exact.locator(".hidden").text_content() == " %; taken"
    assert page.locator("#steps .candidate.chosen").count() == len(trace.steps)
    assert page.locator("#straight").is_disabled()
    assert page.locator("#instead").inner_text() == ""


def test_the_sliders_and_again(visit: Open) -> None:
    page = visit(at(text="quibbex"))
    assert page.locator("#dials [name=top_k]").is_disabled()
    slide(page, "temperature", 1.5)
    expect(page, traced("quibbex", temperature=1.5))
    assert page.locator("#drawn").is_visible()
    page.get_by_role("button", name="Again").click()
    expect(page, traced("quibbex", temperature=1.5, seed=1))
    slide(page, "top_k", 3)
    expect(page, traced("quibbex", temperature=1.5, seed=1, top_k=3))
    slide(page, "top_p", 0.5)
    expect(page, traced("quibbex", temperature=1.5, seed=1, top_k=3, top_p=0.5))
    page.get_by_role("button", name="Back to the model's own").click()
    expect(page, traced("quibbex"))
    page.get_by_role("button", name="Again").click()
    expect(page, traced("quibbex", temperature=1.0))


def test_a_boosted_phone_bends_the_reading(visit: Open) -> None:
    page = visit(at(text="bougham"))
    trace = traced("bougham")
    others = [each for step in trace.steps for each in step.candidates if each.phone not in {"", step.phone}]
    hottest = max(others, key=lambda each: each.probability).phone
    assert page.locator("#dials [name=boosted]").input_value() == hottest
    slide(page, "boost", 4)
    bent = traced("bougham", boost={hottest: 4.0})
    expect(page, bent)
    assert bent.ipa != trace.ipa
    assert page.locator("#instead").inner_text() == f"instead of {trace.ipa}"
    page.locator("#dials [name=boosted]").select_option("ɡ")
    expect(page, traced("bougham", boost={"ɡ": 4.0}))


def test_a_candidate_is_forced_and_let_go(visit: Open) -> None:
    page = visit(at(text="bougham"))
    trace = traced("bougham")
    other = next(each.phone for each in trace.steps[1].candidates if each.phone not in {"", trace.steps[1].phone})
    page.locator(f"#steps .candidate[data-step='1'][data-phone='{other}']").click()
    forced = traced("bougham", force=f"{trace.steps[0].phone} {other}")
    expect(page, forced)
    assert page.locator("#steps .step.forced").count() == 2
    assert page.evaluate("document.activeElement.dataset.phone") == other  # the keyboard goes on from there
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.dataset.step") == "2"
    page.keyboard.press("Enter")
    page.locator("#steps .step.forced").nth(2).wait_for()
    third = page.locator("#steps .taken").nth(2).inner_text().replace("end", "#")
    expect(page, traced("bougham", force=f"{trace.steps[0].phone} {other} {third}"))
    page.locator(f"#steps .candidate[data-step='1'][data-phone='{other}']").click()
    expect(page, trace)
    page.locator("#steps .candidate[data-phone='']").last.click()
    whole = " ".join(step.phone for step in trace.steps[:-1])
    expect(page, traced("bougham", force=f"{whole} #"))


def test_a_bent_reading_is_put_into_the_text_and_kept(visit: Open) -> None:
    page = visit(at(text="A bougham", boosted="f", boost=6))
    ipa = page.locator("#bent").inner_text()
    assert ipa == traced("bougham", boost={"f": 6.0}).ipa
    page.get_by_role("button", name="Keep it").click()
    assert page.input_value("#lexicon") == f"bougham\t{ipa}\n"
    page.get_by_role("button", name="Put it into the text").click()
    assert page.input_value("#text") == f"A [bougham](/{ipa}/)"
    shown(page, f"A [bougham](/{ipa}/)", markup=True)
    slide(page, "boost", 0)
    page.get_by_role("button", name="Keep it").click()
    assert page.input_value("#lexicon") == f"bougham\t{traced('bougham').ipa}\n"
    page.get_by_role("button", name="Put it into the text").click()
    assert page.input_value("#text") == f"A [bougham](/{traced('bougham').ipa}/)"
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert page.input_value("#lexicon") == f"bougham\t{traced('bougham').ipa}\n"


def test_the_kept_readings_are_copied_and_go_through_files(visit: Open, tmp_path: Any) -> None:
    page = visit()
    page.locator("#lexicon").fill("gif\tdʒɪf\n값\tkap\n")
    page.locator("#copy-lexicon").click()
    page.locator("#status", has_text="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "gif\tdʒɪf\n값\tkap\n"
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a file").click()
    saved = tmp_path / download.value.suggested_filename
    download.value.save_as(saved)
    assert saved.read_bytes() == "gif\tdʒɪf\n값\tkap\n".encode()
    saved.write_bytes("# mine\r\ngif\tɡɪf\r\nnew\tnu\r\n".encode())
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Open a file").click()
    chooser.value.set_files(saved)
    becomes(lambda: page.input_value("#lexicon"), "gif\tɡɪf\n값\tkap\n# mine\nnew\tnu\n")


def test_kept_readings_are_read(visit: Open) -> None:
    page = visit(at(text="A bougham"))
    page.locator("#lexicon").fill("bougham\tkæt\nbad\n")
    page.locator("#reading .word", has_text="kæt").click()
    assert "your own pronunciations" in page.locator("#inspector .from").inner_text()


def test_korean_is_shown_as_written_and_as_said(visit: Open) -> None:
    page = visit(at(text="꽃잎이 나무 20살은"))
    assert page.locator("#play").is_hidden()
    assert "by rule" in page.locator("#note").inner_text()
    written = page.locator("#rules .syllables li span:first-child")
    assert "".join(written.all_inner_texts()) == "꽃잎이"
    said = "".join(page.locator("#rules .said").all_inner_texts())
    assert said == hamanlp.transcribe("꽃잎이", notation="hangul")
    assert page.locator("#rules .changed").count() == 3
    forms = page.locator("#rules dd").all_inner_texts()
    assert forms == [hamanlp.transcribe("꽃잎이", style=style) for style in ("broad", "narrow")]
    page.locator("#reading .word").nth(1).click()
    assert page.locator("#rules .changed").count() == 0
    page.locator("#reading .word").nth(2).click()
    assert "".join(page.locator("#rules .said").all_text_contents()) == "스무 사른"


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("read", "The words around it decide"),
        ("the", "no part in this word"),
        ("colonel", "comes from a table"),
        ("$3", "Read as words"),
    ],
)
def test_it_says_where_the_model_has_no_part(visit: Open, text: str, note: str) -> None:
    page = visit(at(text=text))
    assert note in page.locator("#note").inner_text()
    assert page.locator("#play").is_visible() == (text in {"colonel", "$3"})


def test_a_number_is_read_word_by_word(visit: Open) -> None:
    page = visit(at(text="$3.50"))
    parts = page.locator("#parts button")
    assert parts.all_inner_texts() == ["three", "dollars", "and", "fifty", "cents"]
    expect(page, traced("three"))
    assert page.locator("#use").is_hidden()
    assert page.locator("#inspector svg").count() == 0
    parts.nth(3).click()
    expect(page, traced("fifty"))
    assert parts.nth(3).get_attribute("aria-pressed") == "true"


def test_the_address_keeps_how_a_reading_is_bent(visit: Open) -> None:
    page = visit(at(text="cat quibbex bougham"))
    page.locator("#reading .word").nth(1).click()
    slide(page, "temperature", 0.8)
    slide(page, "top_k", 4)
    page.locator("#dials [name=boosted]").select_option("ˈɪ")
    slide(page, "boost", -2.5)
    page.locator("#steps .candidate[data-step='0']").nth(1).click()
    bent = page.locator("#bent").inner_text()
    page.get_by_role("button", name="Share link").click()
    other = visit("#" + page.url.partition("#")[2])
    assert other.locator("#inspector h2").inner_text() == "quibbex"
    assert other.locator("#bent").inner_text() == bent
    assert re.search(r"word=0.1&temperature=0.8&top_k=4&boost=-2.5&boosted=", other.url)
    assert other.locator("#steps .step.forced").count() == 1


def test_another_address_on_the_open_page(visit: Open) -> None:
    page = visit(at(text="cat quibbex"))
    page.evaluate("fragment => { location.hash = fragment }", at(text="bougham", force="b ˈʌ"))
    expect(page, traced("bougham", force="b ˈʌ"))


def test_an_address_with_nonsense_is_harmless(visit: Open) -> None:
    page = visit(at(text="quibbex", force="ʁ 7", boosted="!", boost=999, word="9.9", temperature="x"))
    expect(page, traced("quibbex"))


def test_another_word_is_not_forced_to_begin_like_the_last(visit: Open) -> None:
    page = visit(at(text="quibbex bougham", force="z", word="0.0"))
    expect(page, traced("quibbex", force="z"))
    page.locator("#reading .word").nth(1).click()
    expect(page, traced("bougham"))


@pytest.mark.parametrize("width", [390, 1280])
def test_the_steps_fit_the_window(visit: Open, tmp_path: Path, width: int) -> None:
    """HAMANLP_SCREENSHOTS names a folder to keep the picture in (docs/img)."""
    fragment = at(text="Prof. Bougham", word="0.1", force="b ˈʌ")
    page = visit(fragment, viewport={"width": width, "height": 900}, color_scheme="light")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    folder = os.environ.get("HAMANLP_SCREENSHOTS") if width == 1280 else None
    picture = Path(folder or tmp_path) / "page-steps.png"
    page.locator("#generation").screenshot(path=picture)
    assert picture.stat().st_size > 10_000
