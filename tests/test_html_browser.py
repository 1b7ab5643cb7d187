"""The HTML page in a real Chromium: what it marks, how it leads from row to mark and back, what it does not obey."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extractor import Document, extract
from extractor.reading.fold import BLANKS, fold
from extractor.writing.records import identified
from extractor.writing.writers import open_writer
from tests.browser import set_screen, started
from tests.conftest import SAMPLES
from tests.made_documents import dated, document, figure, name, quantity


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with started(tmp_path_factory.mktemp("browser")) as driver:
        yield driver


def opened(browser: Any, path: Path, *documents: Document) -> Any:
    """The browser with these documents on its page, as wide as a desk."""
    with open_writer("html", path) as writer:
        for page in documents:
            writer.write(page)
    set_screen(browser, 1280, 900)
    browser.get("about:blank")
    browser.get_log("performance")
    browser.get(path.as_uri())
    return browser


@pytest.fixture(scope="module")
def samples() -> list[Document]:
    return [
        extract((SAMPLES / name).read_text(encoding="utf-8"), unread=True, doc=name)
        for name in ("harbour.txt", "newspaper_page.txt")
    ]


@pytest.fixture
def page(browser: Any, samples: list[Document], tmp_path: Path) -> Any:
    return opened(browser, tmp_path / "page.html", *samples)


def key(identity: str, number: int = 1) -> str:
    return f"d{number}-" + identity.replace(":", "-").replace("#", "-")


MARKS = """
const found = {};
for (const mark of document.querySelectorAll("mark"))
    found[mark.dataset.key] = (found[mark.dataset.key] || "") + mark.textContent;
return found;
"""


def test_html_the_marks_are_the_records(page: Any, samples: list[Document]) -> None:
    marks = page.execute_script(MARKS)
    expected = {}
    for number, made in enumerate(samples, 1):
        for identity, found in identified(made):
            spans = found.at.segments or ((found.at.start, found.at.end),)
            expected[key(identity, number)] = "".join(made.text[start:end] for start, end in spans)
            assert _solid(fold(expected[key(identity, number)])) == _solid(found.text)
    assert {mark: _solid(text) for mark, text in marks.items()} == {k: _solid(text) for k, text in expected.items()}


def _solid(text: str) -> str:
    """Without blanks: those at the cut of a line are not shown."""
    return "".join(character for character in text if character not in BLANKS)


def test_html_a_quote_over_paragraphs_and_a_caption_inside_keep_their_text(browser: Any, tmp_path: Path) -> None:
    quote = "“春耕不能误。\n“路也不能停。”青岚县县长冯玉洁说，占用的耕地约12"
    text = f"{quote}\n\n3月16日，工人在检查轨道。\n\n00亩已经补偿。\n"
    made = extract(text, doc="page.txt")
    marks = opened(browser, tmp_path / "page.html", made).execute_script(MARKS)
    for identity, found in identified(made):
        assert _solid(marks[key(identity)]) == _solid(found.text)
    assert browser.execute_script("return document.querySelectorAll('mark[data-more]').length") > 0


def test_html_every_type_can_be_switched_off(page: Any) -> None:
    shown = """
        const [kind] = arguments;
        const section = document.querySelector(`.found.t-${kind}`);
        const tag = document.querySelector(`mark.t-${kind} > .tag`);
        return [section, tag].map((element) => element.offsetParent !== null);
    """
    kinds = page.execute_script("return [...document.querySelectorAll('.chip input')].map((box) => box.value)")
    assert kinds == ["figure", "date", "person", "organization", "place", "role", "quote", "unread"]
    for kind in kinds:
        box = page.find_element("css selector", f".chip input[value={kind}]")
        assert page.execute_script(shown, kind) == [True, True]
        box.click()
        assert page.execute_script(shown, kind) == [False, False]
        box.click()
    assert page.execute_script(shown, "figure") == [True, True]


def in_view(page: Any, selector: str) -> bool:
    return bool(
        page.execute_script(
            "const box = document.querySelector(arguments[0]).getBoundingClientRect();"
            "return box.top >= 0 && box.bottom <= innerHeight",
            selector,
        )
    )


def test_html_a_row_leads_to_its_mark_and_back(page: Any) -> None:
    page.execute_script("document.documentElement.style.scrollBehavior = 'auto'")
    row = page.find_element("css selector", "#d2 .t-figure tbody tr:last-child")
    target = row.find_element("css selector", "a").get_attribute("href").partition("#")[2]
    page.execute_script("arguments[0].scrollIntoView({behavior: 'instant', block: 'center'})", row)
    row.find_element("css selector", "td:nth-child(2)").click()
    assert page.execute_script("return document.activeElement.id") == target
    assert in_view(page, f"mark[data-key={target}]")
    assert page.current_url.endswith(f"#{target}")
    page.switch_to.active_element.send_keys("\ue007")  # Enter
    assert page.execute_script("return document.activeElement.closest('tr').id") == f"r-{target}"


def test_html_the_keyboard_goes_from_mark_to_mark_and_reads_the_card(page: Any) -> None:
    first = page.find_element("css selector", ".text .tag")
    page.execute_script("arguments[0].focus()", first)
    card = page.find_element("id", "card")
    assert card.is_displayed() and first.get_attribute("aria-describedby") == "card"
    page.switch_to.active_element.send_keys("\ue014")  # arrow right
    second = page.switch_to.active_element
    assert second.get_attribute("class") == "tag" and second != first
    second.send_keys("\ue00c")  # Escape
    assert not card.is_displayed()
    stops = "return [...document.querySelectorAll('#d1 .text .tag')].filter((tag) => tag.tabIndex === 0).length"
    assert page.execute_script(stops) == 1


def test_html_a_figure_shows_its_value_and_measure(page: Any, samples: list[Document]) -> None:
    identity = next(identity for identity, found in identified(samples[0]) if found.text == "1.23亿吨")
    mark = page.find_element("css selector", f"mark[data-key={key(identity)}]")
    from selenium.webdriver import ActionChains
    from selenium.webdriver.support.wait import WebDriverWait

    ActionChains(page).move_to_element(mark).perform()
    card = page.find_element("id", "card")
    WebDriverWait(page, 5).until(lambda _: card.is_displayed())
    said = card.text
    for words in ("123,000,000 t", "临澜港", "货物吞吐量", "今年前三季度", "2023-01/2023-09", "units."):
        assert words in said, said
    about = "return [...document.querySelectorAll('.slot.on')].map((slot) => slot.textContent)"
    assert page.execute_script(about) == ["临澜港务集团有限公司", "今年前三季度", "临澜港", "货物吞吐量"]


def test_html_a_tap_on_a_telephone_shows_the_card_at_the_foot(page: Any) -> None:
    set_screen(page, 360, 740, is_phone=True)
    page.find_element("css selector", "mark.t-figure").click()
    box = page.find_element("id", "card").rect
    assert (box["x"], box["width"]) == (0, 360)


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_html_fits_every_width(page: Any, width: int) -> None:
    set_screen(page, width, 740, is_phone=width < 700)
    page.execute_script("for (const drawer of document.querySelectorAll('details')) drawer.open = true")
    assert page.execute_script("return document.documentElement.scrollWidth") <= width


HOSTILE = (
    "<script>window.owned=1</script><img src=x onerror=owned=1> \"'`=` </style></title><!-- --> javascript:owned=1"
)


def test_html_what_a_page_holds_stays_text(browser: Any, tmp_path: Path) -> None:
    evil = f"{HOSTILE} 12\u202e5\u202c万吨 王\u200b芳 &amp; {{{{7*7}}}}"
    made = document(
        name("person", "王\u200b芳", text=evil, full=HOSTILE),
        figure("12\u202e5\u202c万吨", quantity(5, unit=HOSTILE, unit_text="吨"), text=evil, slots={"subject": HOSTILE}),
        dated("&amp;", HOSTILE, text=evil),
        text=evil,
        title=HOSTILE,
        doc=HOSTILE,
    )
    page = opened(browser, tmp_path / "page.html", made)
    assert page.execute_script("return window.owned") is None
    assert page.execute_script("return [document.scripts.length, document.images.length]") == [1, 0]
    assert page.title == HOSTILE
    assert HOSTILE in page.execute_script("return document.querySelector('.text').textContent")
    assert "{{7*7}}" in page.execute_script("return document.querySelector('.text').textContent")
    everything = page.execute_script("return document.documentElement.textContent")
    assert not {"\u202e", "\u202c", "\u200b"} & set(everything)
    codes = "return [...document.querySelectorAll('.unseen')].map((sign) => sign.dataset.code)"
    assert page.execute_script(codes) == ["202E", "202C", "200B"]


def test_html_asks_no_host_and_runs_no_script_but_its_own(page: Any) -> None:
    sent = [json.loads(entry["message"])["message"] for entry in page.get_log("performance")]
    asked = [event["params"]["request"]["url"] for event in sent if event["method"] == "Network.requestWillBeSent"]
    assert [url for url in asked if not url.startswith(("file:", "about:"))] == []
    page.execute_script(
        "const bad = document.createElement('script'); bad.textContent = 'window.owned = 1'; document.body.append(bad);"
    )
    assert page.execute_script("return window.owned") is None
    # That one was refused by the page's policy; it is the only thing the browser had to say.
    said = [entry["message"] for entry in page.get_log("browser")]
    assert len(said) == 1 and "Content Security Policy" in said[0]
