"""Saved news pages as the sites make them, each with what a reader wants of it and what surrounds that.

The ways of building a page are those of large Chinese sites; every word is made up.
"""

# ruff: noqa: E501 - pages stand on long lines

from __future__ import annotations

from dataclasses import dataclass, field

TITLE = "青岚港二期码头昨日投产"
DATELINE = "2023年11月26日08:12　来源：青岚日报"
PARAGRAPHS = (
    "本报青岚11月26日电（记者何秋白）青岚港二期码头昨日正式投产，年吞吐能力由3200万吨提高到4800万吨，可停靠20万吨级散货船。",
    "港务局副局长罗定安介绍，二期工程去年3月开工，总投资46.8亿元，建成5个泊位，岸线长1860米。",
    "“过去一条船要等两天，现在当天就能靠泊。”船长潘立群说。",
    "今年前10个月，全港完成货物吞吐量2760万吨，同比增长7.4%；集装箱吞吐量58.3万标箱，同比下降1.2%。",
    "下一步，青岚港将建设铁路专用线。",
)
SUBHEADING = "数说青岚港"
TABLE = (
    ("货种", "吞吐量（万吨）", "同比增长（%）"),
    ("煤炭", "1,234.5", "8.1"),
    ("铁矿石", "806.2", "-3.4"),
)
#: What stands around it, and must not be read.
NOISE = (
    "首页", "青岚新闻网首页", "滚动新闻", "图片频道", "登录", "下载客户端", "相关阅读", "澜江大桥明年合龙 全长2.6公里", "石磨岭隧道贯通 较计划提前45天",
    "一周热榜", "超过300万人看过这条视频", "网友评论(128)", "沙发：恭喜恭喜，期待早日通车", "版权所有 青岚日报社", "互联网新闻信息服务许可证1234567890",
    "关于我们", "联系我们：0531-8888888", "分享到微信", "广告 限时特惠每平方米8999元起",
)  # fmt: skip


@dataclass(frozen=True)
class Page:
    """`html` as saved; `wanted` in order, each on a line of its own; `encoding` of the bytes."""

    name: str
    html: str
    wanted: tuple[str, ...]
    encoding: str = "utf-8"
    noise: tuple[str, ...] = field(default=NOISE)

    @property
    def data(self) -> bytes:
        return self.html.encode(self.encoding, "xmlcharrefreplace")


def _links(words: tuple[str, ...]) -> str:
    return "".join(f'<li><a href="/x{number}.html">{word}</a></li>' for number, word in enumerate(words))


def _p(paragraphs: tuple[str, ...] = PARAGRAPHS, **attributes: str) -> str:
    extra = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return "\n".join(f"<p{extra}>　　{paragraph}</p>" for paragraph in paragraphs)


def _rows(head: str = "td") -> str:
    first, *others = TABLE
    cells = "<tr>" + "".join(f"<{head}>{cell}</{head}>" for cell in first) + "</tr>"
    return cells + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in others)


_NAV = f'<div class="nav"><ul>{_links(NOISE[:6])}</ul></div>'
_RELATED = f'<div class="related"><h3>{NOISE[6]}</h3><ul>{_links(NOISE[7:9])}</ul></div>'
_SIDE = f'<div class="rank"><h3>{NOISE[9]}</h3><p>{NOISE[10]}</p><p>{NOISE[18]}</p></div>'
_COMMENTS = f'<div id="comments"><h3>{NOISE[11]}</h3><p>{NOISE[12]}</p></div>'
_FOOT = f'<div class="footer"><p>{NOISE[13]}　{NOISE[14]}</p><p>{NOISE[15]}　{NOISE[16]}</p></div>'
_SHARE = f'<div class="share"><span>{NOISE[17]}</span></div>'
_SCRIPT = (
    '<script>var title = "石磨岭隧道"; document.write("<p>超过9000万</p>");</script><style>.a{width:300px}</style>'
)
_WANTED = (TITLE, DATELINE, *PARAGRAPHS)


def _page(body: str, *, head: str = '<meta charset="utf-8">', title: str = f"{TITLE}--青岚新闻网") -> str:
    return (
        f"<!DOCTYPE html>\n<html lang='zh'><head>{head}<title>{title}</title>{_SCRIPT}</head><body>{body}</body></html>"
    )


PAGES = (
    Page(
        "portal: divisions named for what they hold, a side column, comments",
        _page(
            f'{_NAV}<div class="layout"><h1>{TITLE}</h1><div class="col-1-1">{DATELINE}</div>{_SHARE}'
            f'<div class="rm_txt_con cf">{_p()}<div class="edit">(责编：王一、李二)</div></div>{_RELATED}{_COMMENTS}'
            f"{_SIDE}</div>{_FOOT}"
        ),
        _WANTED,
    ),
    Page(
        "agency: names that say nothing, spans in paragraphs, a date of its own",
        _page(
            f'<div class="a1">{_NAV}</div><div class="b2"><div class="b3"><span class="t">{TITLE}</span></div>'
            f'<div class="b4"><span>2023年11月26日08:12</span>　<span>来源：青岚日报</span></div><div class="b5">'
            + "".join(f'<p><span style="font-size:16px">　　{text}</span></p>' for text in PARAGRAPHS)
            + f"</div></div><div class='b6'>{_SIDE}{_RELATED}</div>{_FOOT}"
        ),
        _WANTED,
    ),
    Page(
        "government of 2005: tables for layout, line breaks for paragraphs, GB2312",
        _page(
            f"<table width=100%><tr><td>{_NAV}</td></tr><tr><td width=20%>{_SIDE}</td><td><table><tr><td align=center>"
            f"<b><font size=5>{TITLE}</font></b></td></tr><tr><td align=center>{DATELINE}</td></tr><tr><td class=p14>"
            + "<br><br>\n".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{text}" for text in PARAGRAPHS)
            + f"</td></tr></table></td></tr><tr><td colspan=2>{_FOOT}</td></tr></table>",
            head='<meta http-equiv="Content-Type" content="text/html; charset=gb2312">',
        ),
        _WANTED,
        "gbk",
    ),
    Page(
        "semantic: article, header, time, aside, footer",
        _page(
            f"<header><nav><ul>{_links(NOISE[:6])}</ul></nav></header><main><article><header><h1>{TITLE}</h1>"
            f'<p><time datetime="2023-11-26T08:12">{DATELINE}</time></p></header>{_p(PARAGRAPHS[:2])}'
            f"<blockquote><p>{PARAGRAPHS[2]}</p></blockquote>{_p(PARAGRAPHS[3:])}</article>"
            f"<aside>{_RELATED}{_SIDE}</aside><section class='comments'>{_COMMENTS}</section></main><footer>{_FOOT}</footer>"
        ),
        _WANTED,
    ),
    Page(
        "social: sections in sections, no paragraphs, scripts in between",
        _page(
            f'<div id="page-content"><h2 id="activity-name">{TITLE}</h2><div id="meta_content"><em>{DATELINE}</em></div>'
            '<div id="js_content">'
            + "".join(f"<section><section><span>{text}</span></section></section>" for text in PARAGRAPHS)
            + f"{_SCRIPT}</div></div><div class='qr'>{NOISE[5]}</div>{_COMMENTS}{_RELATED}"
        ),
        _WANTED,
    ),
    Page(
        "newspaper online: kicker, headline, sub-headline, a list of the edition",
        _page(
            f"<div class='list'><ul>{_links(NOISE[:9])}</ul></div><div class='article'><h3>港口建设</h3><h1>{TITLE}</h1>"
            f"<h2>年吞吐能力提高一半</h2><p class='sec'>{DATELINE}</p><div id='ozoom'>{_p()}</div></div>{_FOOT}"
        ),
        ("港口建设", TITLE, "年吞吐能力提高一半", DATELINE, *PARAGRAPHS),
    ),
    Page(
        "a table in the article, and one with links around it",
        _page(
            f"{_NAV}<table class='menu'><tr><td>{NOISE[0]}</td><td>{NOISE[2]}</td></tr></table><h1>{TITLE}</h1>"
            f"<p class='date'>{DATELINE}</p><div class='content'>{_p(PARAGRAPHS[:4])}<h2>{SUBHEADING}</h2>"
            f"<table border=1>{_rows()}</table>{_p(PARAGRAPHS[4:])}</div>{_RELATED}{_FOOT}"
        ),
        (TITLE, DATELINE, *PARAGRAPHS[:4], SUBHEADING, *("\t".join(row) for row in TABLE), PARAGRAPHS[4]),
    ),
    Page(
        "flash: one short paragraph",
        _page(
            f"{_NAV}<div class='wrap'><h1>{TITLE}</h1><div class='info'>{DATELINE}</div><div class='txt'>{_p(PARAGRAPHS[4:])}"
            f"</div></div>{_RELATED}{_SIDE}{_COMMENTS}{_FOOT}"
        ),
        (TITLE, DATELINE, PARAGRAPHS[4]),
    ),
    Page(
        "Taiwan: Big5, traditional",
        _page(
            "<div id='menu'><a href='/'>首頁</a><a href='/m'>會員登入</a></div><h1>港區新碼頭啟用</h1><div>2023-11-26 08:12</div>"
            "<div class='story'><p>港務公司今天表示，新碼頭面積12公頃，年處理量可達80萬個貨櫃。</p><p>總經理林文傑說，下個月起每週增開3班船。</p></div>"
            "<div id='foot'><p>版權所有，未經同意不得轉載</p></div>",
            head='<meta http-equiv="Content-Type" content="text/html; charset=big5">',
            title="港區新碼頭啟用",
        ),
        (
            "港區新碼頭啟用",
            "2023-11-26 08:12",
            "港務公司今天表示，新碼頭面積12公頃，年處理量可達80萬個貨櫃。",
            "總經理林文傑說，下個月起每週增開3班船。",
        ),
        "cp950",
        ("首頁", "會員登入", "版權所有"),
    ),
)
