"""What a single line looks like by itself: ended, a page header, a byline, a caption, a dateline, a row, a heading.

Everything here takes a line as folded (ASCII digits) and without blanks around it.
"""

from __future__ import annotations

import re
from enum import Enum

import regex  # compiles many classes of Chinese characters ten times as fast as re, which is at start-up

_HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
# A name stops before the next role: 记者王芳通讯员何文. Groups are atomic ((?>...)): there is one way to read
# 文图文图文图, and trying all of them would take minutes.
_NAME = f"(?:(?!记者|通讯员|编辑|摄影|摄$|报道)[{_HAN}]){{2,4}}"
_SPREAD_NAME = f"(?:{_NAME}|[{_HAN}][ \u3000][{_HAN}])"
_NAMES = rf"{_SPREAD_NAME}(?:[、 \u3000/]+{_SPREAD_NAME}){{0,9}}"
_MARK = "[■□●○◆◇▲△★☆◎※*·\\-—]"


class Shape(Enum):
    """What the line is by its look alone; `PLAIN` may be prose or a heading, its surroundings decide."""

    PLAIN = "plain"
    HEADER = "header"
    BYLINE = "byline"
    CAPTION = "caption"
    CREDIT = "credit"
    DATELINE = "dateline"
    ITEM = "item"
    ROW = "row"

    __hash__ = object.__hash__  # that of Enum is slow, and every line asks


# --- how a line ends ---------------------------------------------------------------------------------------------

_STOPS = frozenset("。！？")
_END_MARK = regex.compile(
    rf"""(?: [。！？!?…｡] | (?<=[{_HAN}A-Za-z”’"）)])\. )      # 。 or an English full stop, not the point of 1.⏎8万
         ["'”’」』）)】》]*
         (?: [（(][^（）()]{{1,40}}[）)] )?                      # the author after the last sentence: 说。（李敏）
         $""",
    regex.VERBOSE,
)


def ends_sentence(line: str) -> bool:
    """Whether a line is complete: 出口增长。 and 说。（李敏） are, 目前有1. and 高峰日超过2000 are not."""
    last = line[-1:]
    if last in _STOPS or last.isalnum():  # nearly all lines, and much faster
        return last in _STOPS
    return _END_MARK.search(line, max(0, len(line) - 48)) is not None


# --- what a line is ----------------------------------------------------------------------------------------------

_DATE = (
    r"(?:[12]\d{3}[年./-]\d{1,2}(?:[月./-]\d{1,2})?日?|[12]\d{3}年|\d{1,2}月\d{1,2}日|[〇○零一二三四五六七八九十]{4}年"
    r"[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?)"
)
_HEADER_PART = (
    rf"{_DATE}|\d{{1,2}}[:：]\d\d(?:[:：]\d\d)?|(?:星期|周|礼拜)[一二三四五六日天]|农历[{_HAN}]{{2,12}}"
    rf"|第?[A-Z]?\d{{1,3}}版|第[一二三四五六七八九十]{{1,3}}版|今日[一二三四五六七八九十\d]{{1,3}}版"
    rf"|[A-Z]?\d{{1,3}}(?!\d)|第[\d,]{{1,6}}期|总第?[\d,]{{1,6}}期"
    rf"|[{_HAN}]{{1,8}}(?:日报|晚报|时报|早报|晨报|商报|周报|都市报|青年报|新闻网|在线|周刊)"
    rf"|(?:来源|发布时间|发布日期|时间|日期|更新时间|责任编辑|责编|编辑|美编|校对|版式|版面|值班主任|执行主编|主编|邮箱|电话)"
    rf"[:： \u3000]+[^\s。，]{{1,20}}"
    rf"|(?<=版[ \u3000])[{_HAN}]{{2,6}}|(?<=版[ \u3000]{{2}})[{_HAN}]{{2,6}}"  # the name of the page: 第二版　地方
    rf"|(?:[{_HAN}]{{1,3}}新闻|要闻|综合|国际|国内|经济|财经|体育|文化|社会|教育|科技|生活|时政|评论|理论|副刊|专题|广告|专版|特刊)"
)
_HEADER = regex.compile(rf"{_MARK}?(?>(?>{_HEADER_PART})[\s\u3000|丨｜/·:：—\-]*){{1,9}}+")
_HEADER_SIGN = re.compile(
    rf"{_DATE}|版|星期|发布|来源|责编|编辑|第[\d,]+期|日报|晚报|时报|早报|晨报|^[A-Z]?\d{{1,3}}\D"
)

_ROLE = (
    r"(?:(?:首席|特约|特派|见习|实习|驻[^\s。，]{1,8}|全媒体|融媒体|视频|摄影(?=记者)|文字(?=记者)|体育)*"
    r"(?:记者|通讯员|评论员|观察员|撰稿人?|作者|编辑|编译|摄影|供图|文图|图文|文字|整理|策划|统筹|采访|责编|责任编辑|海报|设计))"
)
_OUTLET = (
    rf"(?:本报|本刊|本台|本网|本社|[{_HAN}A-Za-z]{{1,8}}?(?:社|报|网|台|客户端|周刊|新闻))?"
)
_ROLE_SIGN = re.compile("[记员者编摄图文理划筹访报计稿]")
_BYLINE = regex.compile(
    rf"{_MARK}*[ \u3000]*[（(【\[]?[ \u3000]*"
    rf"(?>(?>{_OUTLET}{_ROLE}|供图|[文图]|本报综合)[:：/丨｜ \u3000]*(?>{_NAMES})?[/、 \u3000]*){{1,6}}+"
    rf"(?:发自[{_HAN}]{{2,8}}|[{_HAN}]{{2,8}}(?:报道|电|讯))?[ \u3000]*[）)】\]]?"
)
_SIGNED = regex.compile(rf"{_MARK}+[ \u3000]*{_NAMES}")
_NAME_LIST = regex.compile(rf"(?:{_SPREAD_NAME})(?:[、 \u3000]+(?:{_SPREAD_NAME})){{1,15}}")

_SHOT = (
    r"(?:摄(?:影)?(?:报道)?|供图|资料照片|资料图片?|资料图|视频截图|影像中国|人民视觉|视觉中国|新华社发|中新社发|图片来源[:：][^。]{1,12})"
)
# Not the end of a sentence: 系列片停止拍摄。
_CREDIT_END = re.compile(
    rf"(?<!拍){_SHOT}[ \u3000]*(?:[）)】\]][。.]?)?$|(?:记者|通讯员|新华社发)[^。，]{{1,16}}(?<!拍)摄[）)]?。$"
)
_CREDIT = regex.compile(
    rf"{_MARK}*[ \u3000]*[（(【\[]?(?:{_OUTLET}(?:{_ROLE})?[/:： \u3000]*(?:{_NAMES})?[/:： \u3000]*"
    rf"{_SHOT}[（(]?[^。，（(）)]{{0,14}}?(?:摄)?[）)】\]]?|新华社发[（(][^。，]{{2,12}}摄[）)]"
    rf"|(?:图|摄影|图片|供图)[/:：丨｜ \u3000]+[^。，]{{2,16}})[。.]?"
)
_CAPTION_START = re.compile(
    r"(?:[（(【\[]?[上下左右本][左右]?图(?:[:：，,]|[①-⑨\d]|[为是（(])"
    r"|[（(【\[]?图(?:为|[①-⑨]|\d{1,2}[:：、 \u3000]|[:：]|片[:：说])"
    r"|资料图(?:片)?[:：]|图片说明|[▲△▼▽↑↓←→◀▶]|[^。]{0,24}(?:资料图|示意图)[:：])"
)
_PICTURED = re.compile(r"^(?:这是|图为)[^。]{2,60}(?:拍摄|摄)的")

_DATELINE = regex.compile(
    rf"(?:[（(【\[]?(?:新华社|中新社|中新网|新华网|人民网|央视网|央广网|中国网|本报|本刊|本台|本网|本社|[{_HAN}]{{2,6}}(?:社|网|报|台))"
    rf"[^。，；]{{0,24}}?(?:电|讯|报道|专电|消息)|[【\[][^。】\]]{{2,12}}(?:讯|电|报道|消息)[】\]])"
)
_DATELINE_ONLY = regex.compile(rf"{_DATELINE.pattern}[ \u3000]*(?:[（(][^（）()。]{{1,40}}[）)])?[ \u3000]*")

_ITEM = re.compile(
    r"(?:[（(][一二三四五六七八九十百\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}[、.．]|\d{1,3}(?:[、）)]|[.．](?![\d]))"
    r"|[①-⑳⑴-⒛㈠-㈩❶-❿]|第[一二三四五六七八九十百\d]{1,4}[章节条款项](?=[ \u3000:：])"
    r"|[•●■◆▲★◇○□※✓☑→]|[-*+–][ \u3000])"
)
_ROW = regex.compile(
    r"[^。，；]{1,30}?(?:[ \u3000\t|]+[-+−±~约]?[$¥￥]?\d[\d,.]*(?:%|‰|[万亿]?[^\s\d。，；]{0,4}))+[ \u3000|]*"
)
_CELLS = re.compile(r"\t|[|│┃]|[ \u3000]{2,}\S+[ \u3000]{2,}")

_CLAUSES = re.compile("[，；]|。.")  # none of the short shapes has two clauses
_PICTURE_SIGN = re.compile("[图摄]|社发|视觉|影像中国|^[▲△▼▽↑↓←→◀▶]")
_LONGEST_SHAPE = 80  # a header, byline or credit line on its own is shorter
_LONGEST_CAPTION = 220


def shape_of(line: str) -> Shape:
    """What a line is by its look: ■本报记者 王小明 a byline, 本报记者 李敏摄 a credit, 1. 加强领导 an item."""
    if len(line) <= _LONGEST_SHAPE and not _CLAUSES.search(line):
        short = _short_shape(line)
        if short is not Shape.PLAIN:
            return short
    if len(line) <= _LONGEST_CAPTION and _is_caption(line):
        return Shape.CAPTION
    return Shape.ITEM if _ITEM.match(line) else Shape.PLAIN


def _short_shape(line: str) -> Shape:
    if _HEADER_SIGN.search(line) and _HEADER.fullmatch(line):
        return Shape.HEADER
    if _PICTURE_SIGN.search(line) and _CREDIT.fullmatch(line):
        return Shape.CREDIT
    if (_ROLE_SIGN.search(line) and _BYLINE.fullmatch(line)) or _SIGNED.fullmatch(line):
        return Shape.BYLINE
    if _DATELINE_ONLY.fullmatch(line):
        return Shape.DATELINE
    if _ROW.fullmatch(line) or (_CELLS.search(line) and not re.search("[。，；]", line)):
        return Shape.ROW
    return Shape.PLAIN


def _is_caption(line: str) -> bool:
    if not _PICTURE_SIGN.search(line):
        return False
    if _CREDIT_END.search(line, max(0, len(line) - 30)) is not None:
        return True
    return _CAPTION_START.match(line) is not None or _PICTURED.match(line) is not None


def is_name_list(line: str) -> bool:
    """Whether a line holds names of two to four characters and nothing else: 李小萌、荣欣、张健勇."""
    return len(line) <= _LONGEST_SHAPE and _NAME_LIST.fullmatch(line) is not None


def starts_dateline(line: str) -> bool:
    """Whether a line opens a story with its source: 新华社上海5月2日电（记者李敏）……."""
    return _DATELINE.match(line) is not None
