"""The training sets: which corpora, how often each, and how sentences become words that respect names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from extractor.language.recipe.corpora import Sentence, read_ner
from extractor.language.recipe.gazetteers import Places
from extractor.language.recipe.harmonise import OPEN_SETS, harmonise_all

# How often a sentence of each set is given in training: news counts most, CVs and social media least.
TRAIN_SETS = {
    "msra": 1,
    "finance_ner": 3,
    "cluener": 2,
    "uner_gsdsimp": 3,
    "aishell_ner": 1,
    "cnerta": 1,
    "resume": 1,
    "weibo": 1,
}
DEV_SETS = ("finance_ner", "uner_gsdsimp", "cluener", "peoples_daily", "aishell_ner", "resume", "weibo")

__all__ = ["DEV_SETS", "OPEN_SETS", "TRAIN_SETS", "fill", "gold", "words_of"]

_TRANSLITERATED = re.compile(
    "[阿埃艾爱安昂奥巴白班邦保鲍贝本比彼毕别宾波博伯布步查茨彻达大戴丹当道德登邓迪蒂丁东杜顿多厄恩尔法凡范方菲费芬丰佛夫弗福富盖甘冈高戈哥格"
    "根古瓜圭果哈海汉豪赫黑亨洪胡华怀霍基吉及加贾简姜杰捷金津京居久卡开凯坎康考科克肯孔库夸宽魁昆拉莱赖兰朗劳勒雷累黎里理立利莉联连良列林琳龙隆"
    "卢鲁路伦罗洛吕律马玛麦迈曼芒毛茂梅门蒙米密敏明莫默姆木穆拿纳娜乃南内嫩能尼涅宁纽农努诺欧帕潘庞佩彭蓬皮平坡珀普齐奇契恰强乔切钦青琼丘屈让热"
    "仁日荣茹儒瑞若萨塞赛桑森沙山珊尚绍舍申生圣施石什史士世舒斯丝思苏绥孙索所塔泰坦汤唐陶特滕提廷通图土托瓦万旺威韦维卫魏温文翁沃乌吾武伍西希锡"
    "夏香肖辛欣兴休修许雪逊雅亚扬尧耶叶伊依以易因英尤于约泽扎詹珍芝治朱祖佐兹]+"
)


def gold(
    corpora: Path, places: Places, part: str = "train", names: Iterable[str] = tuple(TRAIN_SETS)
) -> dict[str, list[Sentence]]:
    """The sets in our convention."""
    return {name: harmonise_all(read_ner(corpora, name, part), places) for name in names}


def words_of(sentence: Sentence, cut: Callable[[str], list[str]]) -> list[str]:
    """The words of a sentence, cut at the edges of its entities; a person's name and a short place are one word."""
    words: list[str] = []
    at = 0
    for start, end, label in sentence.entities:
        words += _cut(sentence.text[at:start], cut)
        name = sentence.text[start:end]
        words += _name_words(name, label) or _cut(name, cut)
        at = end
    return words + _cut(sentence.text[at:], cut)


def _cut(text: str, cut: Callable[[str], list[str]]) -> list[str]:
    return [word for run in text.split() for word in cut(run)]


def _name_words(name: str, label: str) -> list[str]:
    """李小明 and 阿斯塔纳 are one word each, 弗拉基米尔·普京 three; empty for names that are cut like other text."""
    if label == "ORG" or not name.isprintable() or name.isascii() or " " in name:
        return []
    if "·" in name:
        parts = [part for part in re.split("(·)", name) if part]
        return parts if all(len(part) <= 8 for part in parts) else []
    if len(name) <= (4 if label == "PERSON" else 3) or (len(name) <= 8 and _TRANSLITERATED.fullmatch(name)):
        return [name]
    return []


def fill(sentence: Sentence, taught: Mapping[str, Sentence]) -> Sentence:
    """Unknown stretches that the teacher takes for a place are places: the lists and the teacher agree."""
    teacher = taught.get(sentence.text)
    if teacher is None or not sentence.unknown:
        return sentence
    places = {(start, end) for start, end, label in teacher.entities if label == "PLACE"}
    agreed = [(start, end, "PLACE") for start, end in sentence.unknown if (start, end) in places]
    left = tuple(span for span in sentence.unknown if span not in places)
    return replace(sentence, entities=tuple(sorted((*sentence.entities, *agreed))), unknown=left)
