"""Lists of names that the recipe trains and checks with; only lists under permissive licences (MIT, Apache, WTFPL)."""

from __future__ import annotations

import csv
import gzip
from dataclasses import dataclass
from pathlib import Path

from extractor.language.recipe.corpora import read_column

_DIVISION_ENDS = (
    "特别行政区",
    "壮族自治区",
    "回族自治区",
    "维吾尔自治区",
    "自治区",
    "自治州",
    "地区",
    "省",
    "市",
    "盟",
)
# Short names that are also everyday words.
_COMMON_WORDS = frozenset(
    {
        "平安",
        "安康",
        "保山",
        "大同",
        "海东",
        "百色",
        "文山",
        "和平",
        "多哥",
        "安顺",
        "吉安",
        "东方",
        "资阳",
        "通化",
        "广安",
        "临沧",
        "长治",
        "保定",
    }
)


@dataclass(frozen=True, slots=True)
class Places:
    """Names of countries (level 0), provinces (1) and cities (2), short and full."""

    countries: frozenset[str]
    provinces: frozenset[str]
    cities: frozenset[str]

    @property
    def names(self) -> frozenset[str]:
        return (self.countries | self.provinces | self.cities) - _COMMON_WORDS

    def level(self, name: str) -> int | None:
        levels = (self.countries, self.provinces, self.cities)
        return next((level for level, names in enumerate(levels) if name in names), None)


def _split(values: list[str]) -> set[str]:
    return {part for value in values for part in value.split("/") if len(part) > 1}


def read_places(corpora: Path) -> Places:
    countries = {
        *read_column(corpora, "country_names"),
        *read_column(corpora, "world_places", "country"),
        *read_column(corpora, "world_places", "full_name"),
        "沙特",
        "阿联酋",
        "刚果（金）",
        "波黑",
        "苏联",
    } - {"中非"}
    abroad = _split(read_column(corpora, "world_places", "capital")) | _split(
        read_column(corpora, "world_places", "cities")
    )
    provinces, cities = _divisions(corpora)
    return Places(
        frozenset(name for name in countries if len(name) > 1) - provinces,
        frozenset(provinces),
        frozenset((abroad | cities) - provinces),
    )


def _divisions(corpora: Path) -> tuple[set[str], set[str]]:
    levels: tuple[set[str], set[str]] = (set(), set())
    with gzip.open(corpora / "gazetteers" / "china_location_alias.tsv.gz", "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["depth"] in ("0", "1"):
                found = {row["name"], row["short_name"] or row["name"]}
                levels[int(row["depth"])].update(name for name in found if len(name) > 1 and name not in _DIVISION_ENDS)
    return levels


def lower_divisions(corpora: Path) -> list[str]:
    """Districts, counties and towns, full names: 汶川县."""
    return sorted({name for name in read_column(corpora, "admin_divisions") if 2 < len(name) < 8})


# Which list stands for which kind of word; the first that knows a word decides.
_FOREIGN, _KNOWN_PERSON, _LOWER_DIVISION, _KNOWN_PLACE = "外", "人", "县", "地"
_LEVELS = ("国", "省", "市")


def listed_words(corpora: Path, places: Places, everyday: frozenset[str]) -> dict[str, str]:
    """Word -> kind of list that knows it, for words that are not everyday words: 汶川县 -> 县, 普京 -> 外."""
    kinds = {
        _LOWER_DIVISION: [name for name in lower_divisions(corpora) if name[-1] in "县区旗"],
        _FOREIGN: read_column(corpora, "foreign_person_names"),
        _KNOWN_PERSON: read_column(corpora, "thuocl_lishimingren", "word"),
        _KNOWN_PLACE: [word for word in read_column(corpora, "thuocl_diming", "word")[:20_000] if len(word) > 2],
    }
    table = {name: _LEVELS[level] for name in places.names if (level := places.level(name)) is not None}
    for kind, words in kinds.items():
        for word in words:
            if 2 <= len(word) <= 8 and word not in everyday:
                table.setdefault(word, kind)
    return dict(sorted(table.items()))
