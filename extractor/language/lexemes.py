"""What the network sees of a word besides the word: its characters, its kind, and whether lists know it.

spaCy's own prefix and suffix suit alphabets (a suffix of three characters is a whole Chinese word). The packaged
pipeline names `extractor.lexemes` in its config; its vocabulary brings the table of listed words (`lexeme_norm`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

NAME = "extractor.lexemes"  # as the config of the packaged pipeline calls it

TRANSLITERATION = frozenset(
    "阿埃艾爱安昂奥巴白班邦保鲍贝本比彼毕别宾波博伯布茨彻达大戴丹当道德登邓迪蒂丁东杜顿多厄恩尔法凡范菲费芬丰佛弗福富盖甘冈高戈哥格根古瓜圭果哈海汉豪赫"
    "黑亨洪胡华怀霍基吉加贾简姜杰捷金津居久卡开凯坎康考科克肯孔库夸宽魁昆拉莱赖兰朗劳勒雷累黎里理立利莉联连良列林琳龙隆卢鲁路伦罗洛吕律马玛麦迈曼芒毛茂"
    "梅门蒙米密敏明莫默姆木穆拿纳娜乃南内嫩能尼涅宁纽农努诺欧帕潘庞佩彭蓬皮平坡珀普齐奇契恰强乔切钦青琼丘热仁茹儒瑞若萨塞赛桑森沙珊尚绍舍申圣施什史士世舒"
    "斯丝思苏绥孙索所塔泰坦汤唐陶特滕提廷通图土托瓦万旺威韦维卫魏温文翁沃乌吾伍西希锡香肖辛欣休修雪逊雅亚扬尧耶叶伊依以易因英尤于约泽扎詹珍芝治朱祖佐兹"
)
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿两几")


def first(word: str) -> str:
    return word[:1]


def last(word: str) -> str:
    return word[-1:]


def last_two(word: str) -> str:
    return word[-2:]


def nothing(word: str) -> str:
    """The list that knows a word, where none does; the pipeline's own table comes before this."""
    return "-" if len(word) > 1 else ""


def kind(word: str) -> str:
    """The kinds of the first characters: 普京 tt, 12月 ddc, NBA XXX, ， itself."""
    return "".join(map(_kind, word[:5]))


def _kind(character: str) -> str:
    if character in TRANSLITERATION:
        return "t"
    if character in _NUMERALS:
        return "n"
    if "\u4e00" <= character <= "\u9fff":
        return "c"
    if character.isdigit():
        return "d"
    if character.isalpha():
        return "X" if character.isupper() else "x"
    return character


def use_lexemes() -> Callable[[Any], Any]:
    """Make the callback that the config names: it changes what the pipeline's vocabulary says of a word."""

    def change(nlp: Any) -> Any:
        from spacy.attrs import LOWER, NORM, PREFIX, SHAPE, SUFFIX

        nlp.vocab.lex_attr_getters = {
            **nlp.vocab.lex_attr_getters,
            PREFIX: first,
            SUFFIX: last,
            LOWER: last_two,
            SHAPE: kind,
            NORM: nothing,
        }
        return nlp

    return change


def register() -> None:
    """Tell spaCy's registry of the callback; must be called before a pipeline of ours is loaded."""
    from spacy.util import registry

    if not registry.has("callbacks", NAME):
        registry.callbacks(NAME, func=use_lexemes)
