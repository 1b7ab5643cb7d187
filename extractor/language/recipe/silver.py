"""Silver data: today's news labelled by a teacher, cleaned by what the whole of it says.

A teacher errs at random where a name is new to it: 哈尔科夫 is a place in most sentences and a person in some. Votes
over all sentences settle the label of a name, a name that is usually labelled is labelled (or left open) where it was
missed, and what neither votes nor lists confirm is marked unknown, so that the pupil learns nothing from it.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractor.language.recipe.corpora import Sentence, Span, fold, lines, read_items, read_words, split_sentences
from extractor.language.recipe.gazetteers import Places
from extractor.language.recipe.harmonise import harmonise

SHINGLE = 10
_ODD = re.compile(r"[0-9的了是在等把被，。、：；“”‘’《》（）]|.[和与].{0,2}$|^.{0,2}[和与]")
_BODY = re.compile(
    r"(?:国防部|外交部|卫生部|财政部|商务部|内政部|能源部|司法部|农业部|总统府|国防军|军方|议会|众议院|参议院|最高法院|中央银行|央行"
    r"|体育代表团|代表团|代表队|国家队|驻华大使馆|大使馆|警察局|公安局|教育局|人大常委会|市委|省委|县委|区委|自治区党委)"
)
# What teachers get wrong again and again in this decade's news.
_NO_NAMES = frozenset(
    "中华 中方 双方 二中全会 三中全会 四中全会 六中全会 全会 神舟 嫦娥 习主席 林火 亚运会 奥运会 新时代党 土方".split()
)
_FIXED = dict.fromkeys(
    "哈马斯 真主党 胡塞武装 也门胡塞武装 黎巴嫩真主党 黎真主党 杰哈德 塔利班 北约 欧盟 东盟 共和党 民主党".split(),
    "ORG",
)
_FIXED |= dict.fromkeys(
    "顿涅茨克 哈尔科夫 赫尔松 巴赫穆特 加沙 拉美 汗尤尼斯 库尔斯克 敖德萨 波克罗夫斯克 利沃夫 卢甘斯克 扎波罗热"
    " 马里乌波尔 阿夫杰耶夫卡 别尔哥罗德 拉法 代尔拜拉赫 贝鲁特 大马士革 阿勒颇 荷台达 约旦河西岸 克里米亚 苏梅"
    " 第聂伯罗 尼古拉耶夫 阿斯塔纳 曼德勒".split(),
    "PLACE",
)
_BODY_END = re.compile(
    r"(?:公司|集团|银行|大学|学院|医院|法院|检察院|研究院|研究所|委员会|协会|学会|联合会|商会|基金会|中心|政府|人民政府|党委|市委|省委|县委|区委"
    r"|公安局|管理局|总局|分局|部|委|厅|署|办公室|报社|日报|晚报|通讯社|电视台|出版社|国家队|代表团|俱乐部|警察局|议会|军方|国防军)$"
)
_POST = re.compile(r"(?:常委|书记|主席|副主席|委员|部长|副部长|主任|局长|发言人)$")
_SHORT_COUNTRIES = "中美俄日韩朝英法德印欧非乌以伊叙沙巴阿埃土澳加越泰缅老柬菲马新印拉蒙"
_PAIR = re.compile(f"[{_SHORT_COUNTRIES}]{{2,4}}")
_EDGE = "等在与和的"


def sentences_of(corpora: Path, *, without: Path | None = None) -> list[str]:
    """Different sentences of the raw news, without items that share ten characters in a row with `without`."""
    forbidden = (
        _shingles(path.read_text(encoding="utf-8") for path in sorted(without.glob("*.txt"))) if without else set()
    )
    found: dict[str, None] = {}
    for item in read_items(corpora):
        if forbidden and not forbidden.isdisjoint(_shingles(item)):
            continue
        for paragraph in item:
            found.update(dict.fromkeys(text for text in split_sentences(paragraph) if 4 <= len(text) <= 250))
    return list(found)


def other_sentences(corpora: Path) -> list[str]:
    """Headlines, sentences of finance news and some of a balanced corpus: other ways to write than the television's."""
    texts: list[str] = []
    for name in ("thucnews_titles", "toutiao_titles", "finre_sentences"):
        texts += (fold(line).strip() for line in lines(corpora / "raw" / f"{name}.txt.gz"))
    texts += ("".join(words) for words in read_words(corpora, "cnc_part", "train"))
    return [text for text in texts if 4 <= len(text) <= 250]


def _shingles(texts: Iterable[str]) -> set[str]:
    plain = (re.sub(r"\s", "", fold(text)) for text in texts)
    return {text[i : i + SHINGLE] for text in plain for i in range(len(text) - SHINGLE + 1)}


def read_labelled(path: Path, source: str = "silver") -> Iterator[Sentence]:
    """What a teacher wrote: `{"text", "entities"}` a line."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            yield Sentence(record["text"], tuple((s, e, label) for s, e, label in record["entities"]), (), source)


@dataclass(slots=True)
class Votes:
    """How often each string was given each label."""

    labels: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, sentence: Sentence) -> None:
        for start, end, label in sentence.entities:
            self.labels[sentence.text[start:end]][label] += 1

    def winner(self, name: str) -> tuple[str | None, int, float]:
        """The commonest label of a name, how often it was given, and its share."""
        counted = self.labels.get(name)
        if not counted:
            return None, 0, 0.0
        label, times = counted.most_common(1)[0]
        return label, times, times / counted.total()


class Cleaner:
    """Cleans labelled sentences by the votes of all of them."""

    def __init__(self, labelled: list[Sentence], places: Places) -> None:
        self._places = places
        self._votes = Votes()
        for sentence in labelled:
            self._votes.add(sentence)
        self._usual = self._usual_names(labelled)

    def _usual_names(self, labelled: list[Sentence]) -> dict[str, str]:
        """Names so often labelled that an unlabelled one was missed: at least 60 % of all their occurrences."""
        often = {name for name in self._votes.labels if self._votes.winner(name)[1] >= 8 and 2 <= len(name) <= 12}
        seen: Counter[str] = Counter()
        for sentence in labelled:
            for size in range(2, 13):
                seen.update(
                    part for i in range(len(sentence.text) - size + 1) if (part := sentence.text[i : i + size]) in often
                )
        usual = {}
        for name in often:
            label, times, share = self._votes.winner(name)
            if label and share >= 0.9 and times >= 0.6 * seen[name] and name not in _NO_NAMES:
                usual[name] = label
        return usual

    def clean(self, sentence: Sentence) -> Sentence:
        spans: list[Span] = []
        unknown: list[tuple[int, int]] = []
        for span in sentence.entities:
            start, end, label = self._trim(sentence.text, span)
            settled = self._settle(sentence.text[start:end], label)
            if settled == "unknown":
                unknown.append((start, end))
            elif settled:
                spans.append((start, end, settled))
        spans = _with_bodies(sentence.text, spans)
        spans, more = self._missed(sentence.text, spans, unknown)
        cleaned = Sentence(sentence.text, tuple(spans), (*unknown, *more), sentence.source)
        return _join_owners(harmonise(cleaned, self._places))

    def _trim(self, text: str, span: Span) -> Span:
        """韩正在 -> 韩正, where the shorter name is far commoner."""
        start, end, label = span
        post = _POST.search(text, start, end) if label == "ORG" else None
        if post and post.start() - start > 2:
            return start, post.start(), label
        if end - start > 2 and text[end - 1] in _EDGE:
            longer, shorter = self._votes.winner(text[start:end])[1], self._votes.winner(text[start : end - 1])
            if shorter[0] == label and shorter[1] > 4 * longer:
                return start, end - 1, label
        return span

    def _settle(self, name: str, label: str) -> str | None:
        """The label of a name, "unknown", or None for what is no name."""
        if name in _NO_NAMES or (len(name) == 2 and name[1] == "方"):
            return None
        if name in _FIXED:
            return _FIXED[name]
        if _PAIR.fullmatch(name) and name not in self._places.names:
            return label if len(name) == 1 else "unknown"
        if self._places.level(name) is not None:
            return "PLACE"
        winner, times, share = self._votes.winner(name)
        if _ODD.search(name) or (label == "PERSON" and (len(name) == 1 or len(name) > 12)):
            return "unknown"
        if winner != label:
            return winner if share >= 0.8 and times >= 5 else "unknown"
        return label if share >= 0.75 else "unknown"

    def _missed(
        self, text: str, spans: list[Span], unknown: list[tuple[int, int]]
    ) -> tuple[list[Span], list[tuple[int, int]]]:
        taken = bytearray(len(text))
        for start, end in [*((s, e) for s, e, _ in spans), *unknown]:
            taken[start:end] = b"\1" * (end - start)
        found, more = list(spans), []
        for size in range(min(12, len(text)), 1, -1):
            for i in range(len(text) - size + 1):
                label = self._usual.get(text[i : i + size])
                if label and not any(taken[i : i + size]):
                    taken[i : i + size] = b"\1" * size
                    # A person's name of two characters may be part of a word: leave it open.
                    if label == "PERSON" and size < 3 or size < 3 and label == "ORG":
                        more.append((i, i + size))
                    else:
                        found.append((i, i + size, label))
        return sorted(found), more


def _with_bodies(text: str, spans: list[Span]) -> list[Span]:
    """加沙地带 + 卫生部, of which the teacher labels only the place, is one organization."""
    extended = []
    for i, (start, end, label) in enumerate(spans):
        room = spans[i + 1][0] if i + 1 < len(spans) else len(text)
        found = _BODY.match(text, end, room) if label == "PLACE" else None
        extended.append((start, found.end(), "ORG") if found else (start, end, label))
    return extended


def _join_owners(sentence: Sentence) -> Sentence:
    """巴勒斯坦 + 伊斯兰圣战组织: the whole name with its place."""
    joined: list[Span] = []
    for span in sentence.entities:
        last = joined[-1] if joined else None
        if (
            last
            and last[2] == "PLACE"
            and span[2] == "ORG"
            and last[1] == span[0]
            and span[1] - span[0] > 2
            and last[1] - last[0] > 1
        ):
            if not sentence.text[span[0] :].startswith(
                ("联合国", "全国", "国务院", "北约", "欧盟", "中国", "党中央", "中共")
            ):
                joined[-1] = (last[0], span[1], "ORG")
                continue
        joined.append(span)
    return Sentence(sentence.text, tuple(joined), sentence.unknown, sentence.source)


def build(labelled: list[Sentence], places: Places) -> list[Sentence]:
    """Cleaned silver sentences; those with more unknown stretches than names are left out."""
    cleaner = Cleaner(labelled, places)
    return [sentence for sentence in map(cleaner.clean, labelled) if _mostly_known(sentence)]


def agreed(cleaned: list[Sentence], found: Iterable[list[Span]]) -> list[Sentence]:
    """`cleaned` as a first network sees it too, see `agree`."""
    votes = Votes()
    for sentence in cleaned:
        votes.add(sentence)
    both = (agree(sentence, spans, votes) for sentence, spans in zip(cleaned, found, strict=True))
    return [sentence for sentence in both if _mostly_known(sentence)]


def _mostly_known(sentence: Sentence) -> bool:
    return len(sentence.unknown) <= len(sentence.entities) + 1


def agree(sentence: Sentence, found: list[Span], votes: Votes) -> Sentence:
    """What teacher and pupil say together; where they differ, the better founded of the two or nothing.

    `found` are the names of a first network, which has learnt whole names from the corpora; `votes` those of the
    teacher over all sentences.
    """
    taught = set(sentence.entities)
    kept = taught.intersection(found)
    doubts: list[tuple[int, int]] = []
    for span in sorted({*taught, *found} - kept, key=lambda span: span[0] - span[1]):
        if any(_overlap(span, other) for other in kept):
            continue
        if any(_overlap(span, open_) for open_ in sentence.unknown):
            doubts.append(span[:2])
        elif _founded(sentence.text, span, span in taught, votes):
            kept.add(span)
        else:
            doubts.append(span[:2])
    open_spans = [span for span in (*sentence.unknown, *doubts) if not any(_overlap(span, other) for other in kept)]
    return Sentence(sentence.text, tuple(sorted(kept)), tuple(open_spans), sentence.source)


def _overlap(a: Sequence[Any], b: Sequence[Any]) -> bool:
    return bool(a[0] < b[1] and b[0] < a[1])


def _founded(text: str, span: Span, by_teacher: bool, votes: Votes) -> bool:
    """Whether one of the two alone is to be believed: a name that is common under this label, or a whole body."""
    start, end, label = span
    name = text[start:end]
    winner, times, share = votes.winner(name)
    common = winner == label and share >= 0.9
    if by_teacher:
        return common and times >= 4
    whole_body = label == "ORG" and end - start > 3 and bool(_BODY_END.search(name)) and not _ODD.search(name)
    return (common and times >= 8 and end - start > 2) or whole_body
