"""The HTML page without a browser: how marks nest, where charts stand, colours to be read, links that lead."""

from __future__ import annotations

import io
import re
from datetime import date
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor import Document
from extractor.model import Role
from extractor.writing.html import HtmlWriter
from extractor.writing.html.charts import figure_charts, timeline
from extractor.writing.html.scales import DayAxis, number_axis
from extractor.writing.html.typeset import Evidence, Spot, typeset
from tests.made_documents import PAGE, dated, document, figure, full_page, name, place, quantity

ASSETS = Path(str(files("extractor.writing.html") / "assets"))


def written(*documents: Document, only: frozenset[str] | None = None, context: bool = False) -> str:
    stream = io.StringIO()
    writer = HtmlWriter(stream, only, context)
    for made in documents:
        writer.write(made)
    writer.close()
    return stream.getvalue()


class Elements(HTMLParser):
    """Every start tag of a page with its attributes, and the text outside style and script."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._inside = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self._inside not in ("style", "script"):
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def spot(key: str, kind: str, *segments: tuple[int, int]) -> Spot:
    return Spot(key, f"r-{key}", kind, "字", "字", segments, "rule")


def brief(html: str) -> str:
    """Marks as `[key ...]`, what is no text as `⏎` and `<code>`."""
    html = re.sub(r"<a class=\"tag\"[^>]*></a>", "", html)
    html = re.sub(r'<mark [^>]*data-key="(\w+)"[^>]*>', r"[\1 ", html).replace("</mark>", "]")
    html = re.sub(r'<span class="unseen"[^>]*data-code="(\w+)"></span>', r"<\1>", html)
    return html.replace('<span class="soft"></span>', "⏎")


@pytest.mark.parametrize(
    ("text", "spots", "shown"),
    [
        ("产量260万辆。", [("f", "figure", (2, 7))], ["产量[f 260万辆]。"]),
        (
            "宏达公司董事长王芳说。",
            [("r", "role", (0, 9)), ("p", "person", (7, 9))],
            ["[r 宏达公司董事长[p 王芳]]说。"],
        ),
        # The same stretch: the fact stands outside.
        ("王芳。", [("p", "person", (0, 2)), ("q", "quote", (0, 2))], ["[q [p 王芳]]。"]),
        # Crossing stretches are cut, none is lost.
        ("甲乙丙丁戊。", [("r", "role", (0, 3)), ("f", "figure", (2, 5))], ["[r 甲乙[f 丙]][f 丁戊]。"]),
        ("客流2000\n\n万人次。", [("f", "figure", (2, 11))], ["客流[f 2000⏎万人次]。"]),
        ("产量达到３６万吨。", [("f", "figure", (4, 8))], ["产量达到[f ３６万吨]。"]),
        # A quote over two paragraphs is one record in two marks.
        ("“好。\n“再来。”", [("q", "quote", (1, 8))], ["“[q 好。]", "[q “再来。]”"]),
        ("王\u200b芳<b>。", [("p", "person", (0, 3))], ["[p 王<200B>芳]&lt;b&gt;。"]),
        ("金额\u202e12万元。", [("f", "figure", (3, 7))], ["金额[f <202E>12万元]。"]),
    ],
)
def test_html_typeset_marks(text: str, spots: list[tuple[str, str, tuple[int, int]]], shown: list[str]) -> None:
    made = typeset(text, [spot(key, kind, segment) for key, kind, segment in spots])
    assert [brief(str(paragraph.html)) for paragraph in made] == shown


SOUND = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)), max_size=12)


@settings(deadline=None)
@given(st.text("产量2６万 \n。“\u200b<&", min_size=1, max_size=40), SOUND)
def test_html_typeset_loses_no_character_and_closes_what_it_opens(text: str, spans: list[tuple[int, int]]) -> None:
    if not text.strip(" \n\u200b"):
        return
    spots = [
        spot(f"k{number}", ("figure", "role", "quote")[number % 3], (start, min(start + length, len(text))))
        for number, (start, length) in enumerate(spans)
        if start < len(text)
    ]
    html = "".join(str(paragraph.html) for paragraph in typeset(text, spots))
    assert html.count("<mark") == html.count("</mark>")
    assert html.count('class="tag"') == len(spots)
    solid = [character for character in text if character not in " \n\u200b"]
    assert [character for character in Elements(html).text if character != " "] == solid


def test_html_typeset_evidence_stands_inside_marks_and_is_no_mark() -> None:
    spots = [spot("f", "figure", (9, 13)), spot("p", "place", (0, 3))]
    (made,) = typeset("临澜港货物吞吐量达12万吨。", [*spots, Evidence(("f", "g"), (0, 3)), Evidence(("f",), (3, 8))])
    html = re.sub(r"<a class=\"tag\"[^>]*></a>|<mark[^>]*>|</mark>", "", str(made.html))
    assert html == (
        '<span class="slot" data-of="f g">临澜港</span><span class="slot" data-of="f">货物吞吐量</span>达12万吨。'
    )
    assert str(made.html).index("<mark") < str(made.html).index("<span")


def test_html_a_thousand_stretches_over_each_other_are_no_trouble() -> None:
    text = "产" * 3000
    made = typeset(text, [spot(f"k{at}", "quote", (at, 3000 - at)) for at in range(1000)])
    assert str(made[0].html).count("<mark") == 1000


def test_html_ids_are_unique_and_every_link_leads_somewhere() -> None:
    page = Elements(written(full_page(), _with_roles(), full_page()))
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = [attributes["href"] for tag, attributes in page.tags if tag == "a"]
    assert links and {str(link).removeprefix("#") for link in links} <= set(ids)
    labels = {attributes["aria-labelledby"] for _, attributes in page.tags if "aria-labelledby" in attributes}
    assert labels <= set(ids)
    assert sum(tag == "h1" for tag, _ in page.tags) == 1
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on") or name == "style"]


def _with_roles() -> Document:
    person = place(PAGE, "王芳")
    role = Role(
        text="记者王芳",
        at=place(PAGE, "记者王芳"),
        rule="roles.test",
        person="王芳",
        person_text="王芳",
        person_at=(person.start, person.end),
        title="记者",
        title_at=(person.start - 2, person.start),
        status="former",
    )
    return document(name("person", "王芳"), facts=(role, role))


def test_html_every_record_has_a_row_and_a_mark() -> None:
    page = Elements(written(_with_roles()))
    rows = [attributes["id"] for tag, attributes in page.tags if tag == "tr" and "id" in attributes]
    marks = [attributes["data-key"] for tag, attributes in page.tags if tag == "mark"]
    assert rows == ["r-d1-person-22-24", "r-d1-role-20-24", "r-d1-role-20-24-2"]
    assert sorted(str(mark) for mark in marks) == ["d1-person-22-24", "d1-role-20-24", "d1-role-20-24-2"]


def test_html_of_some_types_only() -> None:
    page = written(full_page(), only=frozenset({"figure"}))
    assert 'class="found t-figure"' in page and 't-date"' not in page


def test_html_without_the_text_says_so_and_shows_the_sentences() -> None:
    made = document(figure("数百人", quantity(None, 100, 999, bound="several")), characters=99)
    gone = Document(**{field: getattr(made, field) for field in made.__slots__} | {"text": ""})
    page = Elements(written(gone))
    assert "原文不在手边" in page.text
    assert "宏达公司在青屿市的新厂占地约1.48平方公里，可安置数百人。" in page.text
    assert not any(tag == "mark" for tag, _ in page.tags)


def test_html_of_nothing_found() -> None:
    assert "这一页上什么也没有找到" in Elements(written(document())).text


CSS = (ASSETS / "page.css").read_text(encoding="utf-8")
SCHEMES = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
TYPES = ("figure", "date", "person", "organization", "place", "role", "quote", "unread")


@pytest.mark.parametrize("scheme", [0, 1, 2], ids=["light", "dark", "print"])
@pytest.mark.parametrize("colour", ["ink", "soft", *TYPES])
def test_html_colours_can_be_read(scheme: int, colour: str) -> None:
    """WCAG 2.2 AA: 4.5 to 1 against every ground it stands on, a sign against the tint of its own mark too."""
    palette = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{3,6}|[0-9]+%)", SCHEMES[scheme]))
    grounds = [_rgb(palette[ground]) for ground in ("paper", "sheet", "hover") if ground in palette]
    if colour in TYPES:
        share = float(palette["tint"].rstrip("%")) / 100
        grounds += [_mixed(_rgb(palette[colour]), ground, share) for ground in grounds]
    for ground in grounds:
        assert _contrast(_rgb(palette[colour]), ground) >= 4.5


def _rgb(colour: str) -> tuple[float, ...]:
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    return tuple(int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))


def _mixed(one: tuple[float, ...], other: tuple[float, ...], share: float) -> tuple[float, ...]:
    return tuple(share * left + (1 - share) * right for left, right in zip(one, other, strict=True))


def _contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    lights = sorted((_light(one), _light(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _light(colour: tuple[float, ...]) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def test_html_charts_compare_what_has_one_unit() -> None:
    text = "投资45亿元、3000万元和60元，面积1.48平方公里。"
    money = {"unit": "CNY", "unit_text": "元", "dimension": "money", "factor": 1, "si_unit": "CNY"}
    figures = [
        ("a", figure("45亿元", quantity(4500000000, **money), text=text)),
        ("b", figure("3000万元", quantity(30000000, 30000000, None, bound="over", **money), text=text)),
        ("c", figure("60元", quantity(60, None, 60, bound="at_most", **money), text=text)),
        ("d", figure("1.48平方公里", quantity("1.48", unit="km2", factor=1000000, si_unit="m2", dimension="area"))),
    ]
    (chart,) = figure_charts(figures)
    assert (chart.title, chart.is_log) == ("金额 · CNY", True)
    assert [(bar.key, bar.opens) for bar in chart.bars] == [("a", None), ("b", "right"), ("c", "left")]
    assert [bar.x1 for bar in chart.bars] == sorted((bar.x1 for bar in chart.bars), reverse=True)


def test_html_charts_leave_out_what_no_axis_needs() -> None:
    text = "产量3吨和5吨和9吨。"
    sizes = {"unit": "t", "unit_text": "吨", "dimension": "mass", "factor": 1000, "si_unit": "kg"}
    made = [
        ("a", figure("3吨", quantity(3, **sizes), text=text)),
        ("b", figure("5吨", quantity(5, **sizes), text=text)),
    ]
    huge = ("c", figure("9吨", quantity(10**400, **sizes), text=text))
    assert [bar.key for bar in figure_charts([*made, huge])[0].bars] == ["b", "a"]
    same = ("d", figure("3吨", quantity(3, **sizes), text=text))
    assert figure_charts([made[0], same]) == []


def test_html_timeline_draws_each_date_once_in_order() -> None:
    found = [
        ("a", dated("昨天", "2023-11-26", earliest=date(2023, 11, 26), latest=date(2023, 11, 26))),
        ("b", dated("前三季度", "2023-01/2023-09", earliest=date(2023, 1, 1), latest=date(2023, 9, 30))),
        ("c", dated("11月26日", "2023-11-26", earliest=date(2023, 11, 26), latest=date(2023, 11, 26))),
        ("d", dated("王芳", "2010/..", earliest=date(2010, 1, 1))),
        ("e", dated("宏达", None)),
    ]
    chart = timeline(found)
    assert chart is not None
    assert [(bar.key, bar.opens) for bar in chart.bars] == [("d", "right"), ("b", None), ("a", None)]
    assert chart.left_out == 1 and len(chart.breaks) == 1
    assert timeline(found[:1]) is None


@settings(deadline=None)
@given(st.lists(st.dates(), min_size=2, max_size=12))
def test_html_days_keep_their_order_on_the_axis(days: list[date]) -> None:
    axis = DayAxis.of(days, 6, 354)
    places = [axis.place(day) for day in sorted(days)]
    assert places == sorted(places) and 6 <= places[0] and places[-1] <= 354.001
    assert all(left.right < right.left for left, right in zip(axis.ticks(), axis.ticks()[1:], strict=False))


@settings(deadline=None)
@given(st.lists(st.floats(-1e12, 1e12), min_size=1, max_size=12))
def test_html_numbers_keep_their_order_on_the_axis(numbers: list[float]) -> None:
    axis = number_axis(numbers, 6, 340)
    places = [axis.place(number) for number in sorted(numbers)]
    assert places == sorted(places) and 5.999 <= places[0] and places[-1] <= 340.001
