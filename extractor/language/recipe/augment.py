"""Other names of the same kind for sentences seen more than once: the network is to learn where names stand."""

from __future__ import annotations

import random
from pathlib import Path

from extractor.language.recipe.corpora import Sentence, Span, read_column
from extractor.language.recipe.gazetteers import lower_divisions

# Our own lists: common surnames and characters of given names.
_SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万"
    "钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁房滕屈饶解牟艾尤"
)
_COMPOUND = ("欧阳", "上官", "诸葛", "司马", "皇甫", "令狐", "夏侯", "慕容", "东方", "尉迟")
_GIVEN = (
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉红建国华志永春梅海燕玉雪林峰鹏飞宇浩然子轩梓涵欣怡佳思雨晨阳博文俊凯旭东亮云龙波斌琳倩颖洁莹慧琴香月凤莲素珍贞瑞祥福生贵富昌盛德才"
    "仁义礼智信忠孝廉耀祖光宗继承学礼振兴中正安邦定宏达立新长青少华若曦楚雄泽民向前怀远景行知远守仁笑天问渠乐山觉非望舒星野一鸣可欣语桐诗涵奕辰沐尘云舒"
)
_SHARE = 0.5


class Swapper:
    """Call it with a sentence: about half of its persons and places are replaced by names of the same kind."""

    def __init__(self, corpora: Path, seed: int) -> None:
        self._random = random.Random(seed)
        self._foreign = [name for name in read_column(corpora, "foreign_person_names") if 2 <= len(name) <= 6]
        self._divisions = lower_divisions(corpora)

    def __call__(self, sentence: Sentence) -> Sentence:
        text, spans, unknown = [], list[Span](), []
        at = shift = 0
        marks = sorted(
            [*((s, e, label) for s, e, label in sentence.entities), *((s, e, "") for s, e in sentence.unknown)]
        )
        for start, end, label in marks:
            if start < at:
                continue
            name = self._other(sentence.text[start:end], label)
            text += [sentence.text[at:start], name]
            new = (start + shift, start + shift + len(name))
            if label:
                spans.append((*new, label))
            else:
                unknown.append(new)
            shift += len(name) - (end - start)
            at = end
        return Sentence("".join(text) + sentence.text[at:], tuple(spans), tuple(unknown), sentence.source)

    def _other(self, name: str, label: str) -> str:
        if self._random.random() > _SHARE or name.isascii():
            return name
        if label == "PERSON" and len(name) > 1:
            return self._foreigner() if "·" in name or len(name) > 3 else self._person()
        if label == "PLACE" and name[-1] in "县区镇乡市" and len(name) > 2:
            return self._random.choice(self._divisions)
        return name

    def _person(self) -> str:
        surname = self._random.choice(_COMPOUND) if self._random.random() < 0.02 else self._random.choice(_SURNAMES)
        length = 1 if self._random.random() < 0.2 else 2
        return surname + "".join(self._random.choice(_GIVEN) for _ in range(length))

    def _foreigner(self) -> str:
        count = self._random.choice((1, 2, 2, 2, 3))
        return "·".join(self._random.choice(self._foreign) for _ in range(count))
