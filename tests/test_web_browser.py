"""The page and the module in Debian's Chromium: the same bytes as Python, every control, nothing asked of another host.

`HAMANLP_SCREENSHOTS=docs/img` writes the screenshots that the documentation shows.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

import hamanlp
from hamanlp.page import page_files
from tests.browser import CHROMIUM, Open, shown
from tests.vectors import FOLDER as VECTORS
from tests.vectors import read

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not there: apt-get install chromium")


@pytest.mark.parametrize("worker", [False, True])
def test_the_golden_vectors(visit: Open, worker: bool) -> None:
    page = visit()
    cases = [case for file in ("text", "english_text", "korean_text") for case in read(VECTORS / f"{file}.jsonl")]
    calls = [(case["text"], {name: value for name, value in case["options"].items() if name != "model"}) for case in cases]
    loaded = "(await import('./worker-client.js')).loadWorker" if worker else "(await import('./hamanlp.js')).load"
    code = f"""async (calls) => {{
        const hama = await {loaded}({{ model: "tiny" }});
        return Promise.all(calls.map(([text, options]) => hama.transcribe(text, options)));
    }}"""
    assert page.evaluate(code, calls) == [case["output"] for case in cases]


def test_a_worker_refuses_as_the_module_does(visit: Open) -> None:
    code = """async () => {
        const { loadWorker } = await import("./worker-client.js");
        const { OptionError } = await import("./hamanlp.js");
        const hama = await loadWorker();
        const told = (error) => [error instanceof OptionError, error.option, error.message];
        return hama.analyze("x", { lang: "klingon" }).catch(told);
    }"""
    assert visit().evaluate(code) == [True, "lang", "lang: 'klingon' is not right; give one of auto, en, ko"]


def test_the_first_reading_takes_less_than_a_second(visit: Open) -> None:
    page = visit()
    assert float(page.inner_text("#ready").removesuffix(" ms").replace(",", "")) < 1000
    assert page.inner_text("#bytes") == f"{round(page_files()['/hama.wasm'].stat().st_size / 1000)} KB"
    assert int(page.inner_text("#speed").replace(",", "")) > 0


def test_it_reads_as_one_types(visit: Open) -> None:
    page = visit("#text=")
    page.locator("#text").press_sequentially("Hello, 값")
    shown(page, "Hello, 값")
    page.locator("#text").fill("one\n\n<b>둘</b> 😀 read")
    shown(page, "one\n\n<b>둘</b> 😀 read")
    page.locator("#text").fill("long " * 3000 + "\nend")
    page.locator("#text").fill("cat")
    shown(page, "cat")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("lang", "ko"),
        ("notation", "arpabet"),
        ("notation", "xsampa"),
        ("notation", "kokoro"),
        ("notation", "espeak"),
        ("notation", "hangul"),
        ("notation", "spelling"),
        ("style", "narrow"),
        ("latin", "letters"),
        ("stress", False),
        ("across_words", True),
        ("preserve_punctuation", False),
        ("exceptions", False),
        ("markup", True),
    ],
)
def test_each_option_does_what_it_says(visit: Open, name: str, value: str | bool) -> None:
    text = "할 것을 the KBS, women 고기 [GIF](/dʒɪf/) 오늘 meeting은"
    page = visit()
    page.locator("#text").fill(text)
    shown(page, text)
    control = page.locator(f"#options [name={name}]")
    if isinstance(value, bool):
        control.set_checked(value)
    else:
        control.select_option(value)
    shown(page, text, **{name: value})


def test_the_inspector_shows_the_chosen_word(visit: Open) -> None:
    page = visit("#text=They+read+strength+3&word=0.1")
    inspector = page.locator("#inspector")
    assert inspector.locator("h2").inner_text() == "read"
    readings = hamanlp.Transcriber().analyze("They read strength 3").words[1]
    names = inspector.locator(".bars").first.locator(".name").all_inner_texts()
    assert names == [readings.ipa, *(each.ipa for each in readings.alternatives)]
    page.locator("#reading .word").nth(2).click()
    word = hamanlp.Transcriber().analyze("They read strength 3").words[2]
    assert inspector.locator(".said").inner_text() == word.ipa
    assert inspector.locator("svg .phone").all_text_contents() == [phone.phone for phone in word.phones]
    assert inspector.locator("svg path").count() == sum(phone.end - phone.start for phone in word.phones)
    page.keyboard.press("ArrowRight")
    assert inspector.locator("h2").inner_text() == "3"
    assert "three" in inspector.inner_text()
    assert page.locator("#reading .word[tabindex='0']").count() == 1


def test_another_reading_is_written_into_the_text(visit: Open) -> None:
    page = visit("#text=a+%F0%9F%98%80+read")
    other = hamanlp.Transcriber().analyze("a 😀 read").words[2].alternatives[0].ipa
    page.locator("#reading .word").nth(1).click()
    page.get_by_role("button", name=f"Use: {other}", exact=True).click()
    assert page.input_value("#text") == f"a 😀 [read](/{other}/)"
    shown(page, f"a 😀 [read](/{other}/)", markup=True)


def test_copying_and_sharing(visit: Open) -> None:
    page = visit()
    page.locator("#text").fill("Hello, 값")
    page.locator("#options [name=stress]").set_checked(False)
    for name, notation in (("IPA", "ipa"), ("ARPABET", "arpabet"), ("X-SAMPA", "xsampa")):
        page.get_by_role("button", name=f"Copy {name}").click()
        page.locator("#status", has_text="Copied").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == hamanlp.transcribe("Hello, 값", notation=notation, stress=False)
        page.evaluate("document.querySelector('#status').textContent = ''")
    page.get_by_role("button", name="Copy JSON").click()
    page.locator("#status", has_text="Copied").wait_for()
    known = json.loads(page.evaluate("navigator.clipboard.readText()"))
    assert known == json.loads(hamanlp.Transcriber(stress=False).analyze("Hello, 값").to_json())
    page.get_by_role("button", name="Share link").click()
    other = visit("#" + page.url.partition("#")[2])
    assert other.input_value("#text") == "Hello, 값"
    shown(other, "Hello, 값", stress=False)


def test_every_example_is_read(visit: Open) -> None:
    page = visit()
    buttons = page.locator("#examples button")
    assert buttons.count() == 6
    for at in range(6):
        buttons.nth(at).click()
        shown(page, page.input_value("#text"))


def test_it_speaks_korean_and_remembers_the_colours(visit: Open) -> None:
    page = visit(locale="ko-KR")
    assert page.locator("html").get_attribute("lang") == "ko"
    assert page.get_by_role("button", name="IPA 복사", exact=True).is_visible()
    page.get_by_role("button", name="English", exact=True).click()
    assert page.get_by_role("button", name="Copy IPA").is_visible()
    page.locator("#theme").select_option("dark")
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.get_by_role("button", name="Copy IPA").is_visible()


def test_each_control_has_a_name(visit: Open) -> None:
    unnamed = """() => [...document.querySelectorAll("button, select, input, textarea")]
        .filter((each) => !(each.textContent.trim() && each.matches("button")) && !each.labels?.length && !each.ariaLabel)
        .map((each) => each.outerHTML)"""
    assert visit().evaluate(unnamed) == []


def test_the_element_and_annotations(visit: Open) -> None:
    page = visit()
    code = """async () => {
        await import("./element.js");
        const { annotate } = await import("./annotate.js");
        document.body.innerHTML = `<hama-ipa lang="ko-KR">안녕하세요</hama-ipa>
            <div id="d">They will <b>record</b> it.<p>값<br>을 un<i>do</i></p><script>cat</script></div>`;
        const element = document.querySelector("hama-ipa");
        const rendered = () => new Promise((resolve) => element.addEventListener("render", resolve, { once: true }));
        await rendered();
        const word = (each) => each.firstChild.data + "/" + each.querySelector("rt").textContent;
        const words = (root) => [...root.querySelectorAll("ruby")].map(word);
        const first = words(element.shadowRoot);
        const next = rendered();
        element.textContent = "cat";
        await next;
        const div = document.querySelector("#d");
        const before = div.innerHTML;
        const undo = await annotate(div);
        const during = words(div);
        undo();
        return { first, second: words(element.shadowRoot), during, restored: div.innerHTML === before };
    }"""
    found = page.evaluate(code)
    assert found["first"] == ["안녕하세요/annjʌŋhasejo"]
    assert found["second"] == ["cat/ˈkæt"]
    words = hamanlp.Transcriber().analyze("They will record it.").words[:4]
    assert found["during"] == [*(f"{word.text}/{word.ipa}" for word in words), "값/kap", "을/ɯl"]
    assert found["restored"]


@pytest.mark.parametrize(
    ("name", "width", "height", "scheme", "locale"),
    [
        ("page-light", 1280, 920, "light", "en-US"),
        ("page-dark", 1280, 920, "dark", "en-US"),
        ("page-phone", 390, 844, "light", "ko-KR"),
    ],
)
def test_the_page_fits_its_window(
    visit: Open, tmp_path: Path, *, name: str, width: int, height: int, scheme: str, locale: str
) -> None:
    """HAMANLP_SCREENSHOTS names a folder to keep the pictures in (docs/img)."""
    page = visit(viewport={"width": width, "height": height}, color_scheme=scheme, locale=locale)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    picture = Path(os.environ.get("HAMANLP_SCREENSHOTS", tmp_path)) / f"{name}.png"
    page.screenshot(path=picture)
    assert picture.stat().st_size > 10_000
