"""Word documents, PDFs, web pages and zips: what is read of them, and one line for what cannot be.

Every document is written here by a real library. A row of a table must come out as a line with tabs.
"""

# ruff: noqa: E501 - markup and messages stand on one line

from __future__ import annotations

import gzip
import io
import time
import zipfile
import zlib
from pathlib import Path

import pytest

from extractor.errors import InputError
from extractor.reading import heal
from extractor.reading.inputs import Input, Limits, read_input
from tests.made_files import (
    docx_bytes,
    docx_with,
    encrypted_docx,
    encrypted_zip,
    pdf_bytes,
    picture_pdf,
    saved,
    with_member,
    zip_bytes,
    zip_of,
)
from tests.made_html import DATELINE, PAGES, PARAGRAPHS, TABLE, TITLE, Page

ROWS = ["\t".join(row) for row in TABLE]
TEXT = "全市去年造林1200亩。"


@pytest.fixture
def read(tmp_path: Path):  # type: ignore[no-untyped-def]
    """Write the bytes to a file whose name says nothing, and read it."""

    def read(data: bytes, **options: object) -> list[Input | InputError]:
        path = tmp_path / "page"
        path.write_bytes(data)
        return list(read_input(str(path), **options))  # type: ignore[arg-type]

    return read


def only(pages: list[Input | InputError]) -> Input:
    (page,) = pages
    assert isinstance(page, Input), page
    return page


# --- Word --------------------------------------------------------------------------------------------------------


def test_documents_word(read) -> None:  # type: ignore[no-untyped-def]
    page = only(read(docx_bytes(rows=TABLE)))
    assert page.text.splitlines() == [TITLE, DATELINE, *PARAGRAPHS, *ROWS]
    assert (page.kind, page.encoding, page.notes) == ("docx", "utf-8", ())


P = "<w:p>{}</w:p>"
R = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (P.format(R.format("产量") + R.format("260万吨")), "产量260万吨"),
        (P.format(f"<w:ins>{R.format('新增300户')}</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"), "新增300户"),
        (P.format(f"<w:moveFrom>{R.format('移走')}</w:moveFrom><w:moveTo>{R.format('移来')}</w:moveTo>"), "移来"),
        (P.format(f"<w:hyperlink>{R.format('有链接')}</w:hyperlink>"), "有链接"),
        (P.format("<w:r><w:t>上</w:t><w:br/><w:t>下</w:t><w:noBreakHyphen/><w:tab/><w:t>右</w:t></w:r>"), "上\n下-\t右"),
        (f"<w:sdt><w:sdtContent>{P.format(R.format('控件里的字'))}</w:sdtContent></w:sdt>", "控件里的字"),
        (
            P.format(R.format("正文") + f"<w:r><w:pict><w:txbxContent>{P.format(R.format('框里'))}</w:txbxContent></w:pict></w:r>"),
            "正文\n框里",
        ),
        (
            P.format(
                "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>" + P.format(R.format("框")) + "</w:txbxContent></mc:Choice>"
                "<mc:Fallback><w:txbxContent>" + P.format(R.format("框")) + "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"
            ),
            "框",
        ),
        (P.format(R.format("&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp;")), "<script>alert(1)</script> &amp;"),
    ],
)  # fmt: skip
def test_documents_word_reads_with_all_changes_accepted(read, body: str, text: str) -> None:  # type: ignore[no-untyped-def]
    assert only(read(docx_with(body))).text == text + "\n"


def test_documents_word_tables_that_are_layout_are_paragraphs(read) -> None:  # type: ignore[no-untyped-def]
    from docx import Document

    document = Document()
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip([*table.rows[0].cells, *table.rows[1].cells], ["左" * 130, "右", "下", ""], strict=True):
        cell.text = words
    assert only(read(saved(document))).text.splitlines() == ["左" * 130, "右", "下"]


def test_documents_word_cells_that_cover_others(read) -> None:  # type: ignore[no-untyped-def]
    from docx import Document

    document = Document()
    document.add_paragraph("单位：万吨")
    table = document.add_table(rows=3, cols=3)
    for row, words in zip(
        table.rows, [["地区", "产量", ""], ["", "2022年", "2023年"], ["江苏", "3769", "3797.7"]], strict=True
    ):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    page = only(read(saved(document)))
    (table_read,) = page.tables
    assert [_told(page, cell) for cell in table_read.cells] == [
        ("3769", ["产量", "2022年"], ["江苏"]),
        ("3797.7", ["产量", "2023年"], ["江苏"]),
    ]
    assert [page.text[start:end] for start, end in table_read.above] == ["单位：万吨"]


def _told(page: Input, cell) -> tuple[str, list[str], list[str]]:  # type: ignore[no-untyped-def]
    heads, sides = ([page.text[start:end] for start, end in spans] for spans in (cell.heads, cell.sides))
    return page.text[cell.start : cell.end], heads, sides


# --- PDF ---------------------------------------------------------------------------------------------------------


def test_documents_pdf_reads_column_by_column(read) -> None:  # type: ignore[no-untyped-def]
    page = only(read(pdf_bytes()))
    healed = heal(page.text).healed
    assert healed.splitlines() == [TITLE, DATELINE, *PARAGRAPHS, *ROWS]
    assert page.kind == "pdf"


def test_documents_pdf_tables_keep_their_heads(read) -> None:  # type: ignore[no-untyped-def]
    page = only(read(pdf_bytes()))
    (table,) = page.tables
    assert [_told(page, cell) for cell in table.cells] == [
        ("1,234.5", ["吞吐量（万吨）"], ["煤炭"]),
        ("8.1", ["同比增长（%）"], ["煤炭"]),
        ("806.2", ["吞吐量（万吨）"], ["铁矿石"]),
        ("-3.4", ["同比增长（%）"], ["铁矿石"]),
    ]


def test_documents_pdf_that_is_odd_says_nothing_on_standard_error(read, capfd) -> None:  # type: ignore[no-untyped-def]
    read(pdf_bytes(rows=()).replace(b"00000 n", b"00x00 n", 1))
    assert capfd.readouterr().err == ""


# --- web pages ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("made", PAGES, ids=lambda page: page.name.split(":")[0])
def test_documents_web_page_gives_the_article(read, made: Page) -> None:  # type: ignore[no-untyped-def]
    page = only(read(made.data))
    lines = [line.strip() for line in page.text.splitlines()]
    assert [line for line in lines if line in made.wanted] == list(made.wanted)
    assert not [words for words in made.noise if words in page.text]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<html><body><p>产量达到<b>260</b>万吨，<!--不见-->增长4.5%。</p>", "产量达到260万吨，增长4.5%。"),
        ("<html><body><p>全长86\n   公里。</p><p>&lt;script&gt;超过9万&lt;/script&gt;。</p>", "全长86公里。\n<script>超过9万</script>。"),
        ("<html><body><p>ABC\n def说。</p>", "ABC def说。"),
        (
            "<html><body><div><p>各县产量昨天公布，全省丰收。</p><table><tr><th>县<th>产量<tr><td>青岚<td>12.5</table></div>",
            "各县产量昨天公布，全省丰收。\n县\t产量\n青岚\t12.5",
        ),
        ("<html><body><p>见。</p><p style='display: none'>不见。</p><p hidden>不见。</p>", "见。"),
        ("<p>一行。<br>二行。", "一行。\n二行。"),
        ("<!-- saved from url --><html><title>标题</title><body><p>正文有内容，很长很长的一段话。</p>", "标题\n正文有内容，很长很长的一段话。"),
    ],
)  # fmt: skip
def test_documents_web_page_reads_as_a_browser_shows_it(read, html: str, text: str) -> None:  # type: ignore[no-untyped-def]
    assert only(read(html.encode())).text == text + "\n"


def test_documents_web_page_whose_article_is_in_a_side(read) -> None:  # type: ignore[no-untyped-def]
    script = "<script>" + "var shown = '更多新闻';" * 500 + "</script>"
    html = f"<html><title>x</title><body><div class='side more'>{script}<p>{PARAGRAPHS[0]}</p></div><div class='more'>更多</div>"
    assert only(read(html.encode())).text == f"x\n{PARAGRAPHS[0]}\n"


def test_documents_web_page_without_the_buttons_around_the_article(read) -> None:  # type: ignore[no-untyped-def]
    html = (
        f"<html><title>{TITLE}_青岚网</title><body><div><div>返回首页</div><h1>{TITLE}</h1><div>{DATELINE}</div><div>打印</div>"
        f"<div>字号：大 中 小</div><p>{PARAGRAPHS[0]}</p><p><strong>小标题</strong></p><p>{PARAGRAPHS[1]}</p>"
        "<div>（责任编辑：王一）</div><div>收藏</div><div>点赞 128</div></div></body></html>"
    )
    lines = [TITLE, DATELINE, PARAGRAPHS[0], "小标题", PARAGRAPHS[1], "（责任编辑：王一）"]
    assert only(read(html.encode())).text.splitlines() == lines


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>产量260万吨。", "<王某>说。", "a < b，<b>粗体</b>。", "文件以%PDF-开头。"]
)
def test_documents_text_with_angle_brackets_stays_text(read, text: str) -> None:  # type: ignore[no-untyped-def]
    page = only(read(text.encode()))
    assert (page.text, page.kind) == (text, "text")


@pytest.mark.parametrize("declared", ["utf-8", "big5", "no-such-thing"])
def test_documents_web_page_that_lies_about_its_encoding(read, declared: str) -> None:  # type: ignore[no-untyped-def]
    html = f"<html><head><meta charset={declared}></head><body><p>{PARAGRAPHS[0]}</p></body></html>"
    page = only(read(html.encode("gb18030")))
    assert (page.text, page.encoding, len(page.notes)) == (PARAGRAPHS[0] + "\n", "gb18030", 1)


# --- zip ---------------------------------------------------------------------------------------------------------


def test_documents_zip_gives_every_page_in_it(read, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    inner = zip_bytes(inner_txt=TEXT.encode("gbk"))
    pages = read(zip_bytes(a_txt=TEXT.encode(), b_docx=docx_bytes([TEXT]), c_bin=b"\x7fELF\0", d_zip=inner, e_txt=b""))
    shown = [str(page) if isinstance(page, InputError) else (page.doc, page.text.strip(), page.kind) for page in pages]
    path = f"{tmp_path}/page"
    assert shown == [
        (f"{path}/a.txt", TEXT, "text"),
        (f"{path}/b.docx", TEXT, "docx"),
        f"{path}/c.bin: a program, not a text. Give the page itself",
        (f"{path}/d.zip/inner.txt", TEXT, "text"),
        f"{path}/e.txt: empty, nothing to read",
    ]


def test_documents_zip_names_below_it_whatever_they_say(read, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    data = zip_of([("../../etc/a.txt", b"1"), ("/b.txt", b"2"), ("x\\..\\c.txt", b"3"), ("__MACOSX/._a.txt", b"\0")])
    assert [page.doc for page in read(data)] == [
        f"{tmp_path}/page/{name}" for name in ("etc/a.txt", "b.txt", "x/c.txt")
    ]


def test_documents_zip_of_chinese_windows(read, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    data = zip_of([("XXXXXXXX.txt", TEXT.encode())]).replace(b"XXXXXXXX", "头版要闻".encode("gbk"))
    assert only(read(data)).doc == f"{tmp_path}/page/头版要闻.txt"


# --- what cannot be read, a line each ------------------------------------------------------------------------------

PDF, DOCX, ZIP = pdf_bytes(), docx_bytes(), zip_bytes(page_txt=TEXT.encode() * 50)
ENCRYPTED = "encrypted. Open it with its password and save it without one"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (encrypted_docx(), ENCRYPTED),
        (pdf_bytes(password="secret"), ENCRYPTED),
        (encrypted_zip(), "/page.txt: encrypted. Unpack it with its password first"),
        (DOCX[: len(DOCX) // 2], "a damaged zip, or half of one. Fetch it again"),
        (docx_with("<w:p>"), "a damaged Word document. Open it in Word and save it again"),
        (PDF[: len(PDF) // 3], "a damaged PDF, or half of one. Fetch it again, or print it to a new PDF"),
        (b"%PDF-1.7\n", "a damaged PDF, or half of one. Fetch it again, or print it to a new PDF"),
        (ZIP[:60] + b"\0" * 20 + ZIP[80:], "/page.txt: damaged in its zip, or packed in an unusual way. Unpack it first"),
        (docx_bytes([]), "empty, nothing to read"),
        (picture_pdf(), "no text layer, its pages are pictures. Recognise its text first: ocrmypdf -l chi_sim"),
        (b"<html><body><script>1</script></body></html>", "empty, nothing to read"),
        (zip_bytes(), "empty, nothing to read"),
        (zip_of([("xl/workbook.xml", b"<x/>")]), "an .xlsx file, and those are not read. Save it as .docx, .pdf or text"),
        (zip_of([("mimetype", b"x"), ("content.xml", b"")]), "an .odt file, and those are not read. Save it as .docx, .pdf or text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "an old Office file (.doc, .xls). Open it in Word or LibreOffice and save it as .docx"),
        (b"{\\rtf1\\ansi }", "rich text (.rtf). Open it in Word or LibreOffice and save it as .docx"),
        (gzip.compress(b"x"), "packed with gzip. Unpack it first: gunzip"),
        (b"\xff\xd8\xff\xe0" + bytes(range(256)), "a picture. Its text has to be recognised (OCR) first"),
        (b"\x89PNG\r\n\x1a\n\0", "a picture. Its text has to be recognised (OCR) first"),
        (b"MIME-Version: 1.0\r\n", "a web archive (.mhtml). Open it in a browser and save it as a web page (.html)"),
    ],
)  # fmt: skip
def test_documents_what_cannot_be_read_is_one_line(read, tmp_path: Path, data: bytes, said: str) -> None:  # type: ignore[no-untyped-def]
    (error,) = read(data)
    assert isinstance(error, InputError)
    assert str(error).endswith(said) and str(error).startswith(f"{tmp_path}/page")
    assert "\n" not in str(error)


@pytest.mark.parametrize(
    ("data", "what", "library"),
    [(DOCX, "a Word document", "docx"), (PDF, "a PDF", "pdfplumber"), (b"<html><p>x", "a web page", "lxml")],
)
def test_documents_a_missing_library_is_named(read, monkeypatch, data: bytes, what: str, library: str) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setitem(__import__("sys").modules, library, None)
    (error,) = read(data)
    wanted = f": {what}, and the libraries for those are missing. Run: pip install 'extractor[documents]'"
    assert str(error).endswith(wanted)


# --- bombs -------------------------------------------------------------------------------------------------------

MEGA = 1_000_000


def test_documents_a_zip_bomb_is_not_unpacked(read) -> None:  # type: ignore[no-untyped-def]
    (error,) = read(zip_bytes(page_txt=b"0" * 50 * MEGA))
    assert str(error).endswith("/page.txt: packed more than 200 to one, as no text is. Not unpacked")


def test_documents_many_files_that_are_large_together(read) -> None:  # type: ignore[no-untyped-def]
    part = TEXT.encode() * 10_000
    data = zip_of([(f"{number}.txt", part + str(number).encode()) for number in range(20)])
    pages = read(data, limits=Limits(bytes=MEGA // 2))
    assert 2 < sum(isinstance(page, Input) for page in pages) < 8
    assert str(pages[-1]).endswith("it unpacks to more than is read of one file. Unpack it and give its folder")


def test_documents_zips_in_zips(read) -> None:  # type: ignore[no-untyped-def]
    data = TEXT.encode()
    for _ in range(6):
        data = zip_bytes(page_zip=data)
    (error,) = read(data)
    assert str(error).endswith("zips in zips in zips. Unpack it first")


def test_documents_more_members_than_anyone_has(read) -> None:  # type: ignore[no-untyped-def]
    (error,) = read(zip_of([(f"{number}", b"1") for number in range(10_001)]))
    assert str(error).endswith("more than 10,000 files in it. Unpack it and give its folder")


def test_documents_a_zip_that_lies_about_its_sizes(read) -> None:  # type: ignore[no-untyped-def]
    data = bytearray(zip_bytes(page_txt=bytes(range(256)) * 8000))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (100).to_bytes(4, "little")
    assert all(isinstance(page, InputError) for page in read(bytes(data)))


LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))


def test_documents_word_with_a_billion_laughs(read) -> None:  # type: ignore[no-untyped-def]
    xml = docx_with(P.format(R.format("&a11;")))
    with zipfile.ZipFile(io.BytesIO(xml)) as archive:
        body = archive.read("word/document.xml").decode()
    bomb = body.replace("<w:document", f'<!DOCTYPE w [<!ENTITY a0 "哈">{LAUGHS}]><w:document', 1)
    started = time.process_time()
    (page,) = read(with_member(xml, "word/document.xml", bomb.encode()))
    assert time.process_time() - started < 20
    assert isinstance(page, InputError)


def test_documents_web_page_with_a_billion_laughs(read) -> None:  # type: ignore[no-untyped-def]
    html = f'<!DOCTYPE html [<!ENTITY a0 "哈">{LAUGHS}]><html><body><p>笑。&a11;</p></body></html>'
    (page,) = read(html.encode())
    assert isinstance(page, InputError) or len(page.text) < 2000


def test_documents_web_page_nested_without_end(read) -> None:  # type: ignore[no-untyped-def]
    (page,) = read(b"<html>" + b"<div>" * 100_000 + "深处。".encode())
    assert isinstance(page, (Input, InputError))


def pdf_drawn_by(drawing: bytes, length: int) -> bytes:
    """A PDF whose one page is drawn by a stream, packed, that has so many bytes unpacked."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(drawing) for _ in range(length // len(drawing))) + packer.flush()
    head = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n"
    )
    stream = b"4 0 obj<</Filter/FlateDecode/Length " + str(len(packed)).encode() + b">>stream\n" + packed
    return head + stream + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


@pytest.mark.parametrize(("megas", "more"), [(30, 1_000_000_000), (400, 200_000_000)])
def test_documents_pdf_that_unpacks_to_more_than_a_page(read, monkeypatch, megas: int, more: int) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("extractor.reading.guard.MORE", more)
    (error,) = read(pdf_drawn_by(b" " * MEGA, megas * MEGA))
    assert str(error).endswith(": it unpacks to more than any page holds. Not read")
