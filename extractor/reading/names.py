"""Names of two characters that are spread to the width of three: 王　芳 in a list beside 李思敏."""

from __future__ import annotations

import regex

from extractor.reading.lines import Line

# The first characters of most Chinese names; a heading like 通　知 is left as it is.
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜"
    "崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛"
    "樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉"
    "骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗"
)
_HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
_POSTS = (
    *"记者 讯员 编辑 责编 作者 摄影 同志 校对 经理 主任 书记 主席 教授 委员 代表 总裁".split(),
    *"医生 老师 村民 居民 队员 警官".split(),
    "[省市县区部局厅处科院校所站队组社会镇乡村行班事]长",
)
_ROLES = "".join(f"|(?<={post})" for post in _POSTS)
_SAYS = "摄|报道|供图|说|表示|介绍|告诉|认为|指出|称|坦言|回忆"
_SINGLES = regex.compile(
    rf"(?:(?<![{_HAN}]){_ROLES})[{_HAN}](?:[ \u3000]{{1,3}}[{_HAN}](?:(?![{_HAN}])|(?={_SAYS})))+"
)
_HAS_SINGLES = regex.compile("[ \u3000]")


def close_spread_names(line: Line) -> Line:
    """Drop the blank inside 王　芳; 周明远　李思敏 stay two, and so does what begins with no surname."""
    if not _HAS_SINGLES.search(line.text):
        return line
    gaps = [gap for found in _SINGLES.finditer(line.text) for gap in _name_gaps(found)]
    return _without(line, gaps) if gaps else line


def _name_gaps(found: regex.Match[str]) -> list[tuple[int, int]]:
    """The blanks inside names, of single characters that stand in pairs: 王　芳　李　明 are two names."""
    text, start = found.group(), found.start()
    places = [at for at, character in enumerate(text) if character not in " \u3000"]
    if len(places) % 2 or any(text[at] not in _SURNAMES for at in places[::2]):
        return []
    return [(start + first + 1, start + second) for first, second in zip(places[::2], places[1::2], strict=True)]


def _without(line: Line, gaps: list[tuple[int, int]]) -> Line:
    kept, at = [], 0
    for start, end in [*gaps, (len(line.text), len(line.text))]:
        kept.append((at, start))
        at = end
    text = "".join(line.text[start:end] for start, end in kept)
    return Line(text, _cut_runs(line.runs, kept), line.gap, line.indent, line.break_at, line.last, line.cells)


def _cut_runs(runs: list[tuple[int, int]], kept: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The parts of runs that lie in kept stretches of the text; both are in order, one walk does it."""
    found, index, begin = [], 0, 0
    for start, end in kept:
        while index < len(runs) and begin < end:
            offset, length = runs[index]
            left, right = max(start, begin), min(end, begin + length)
            if left < right:
                found.append((offset + left - begin, right - left))
            if begin + length > end:
                break
            begin, index = begin + length, index + 1
    return found
