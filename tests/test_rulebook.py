"""Rule files: what is wrong with them is said by line, all at once; what is right is found where it should be."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.errors import RulebookError
from extractor.rulebook import Rulebook, load_folders, load_rulebook

UNIT = """
- id: mu
  names: [亩]
  dimension: area
  factor: 2000/3
  must_match: [{text: 流转土地1200亩, span: 1200亩}]
  must_not_match: [亩产创新高]
"""


def write(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def faults(folder: Path) -> list[str]:
    with pytest.raises(RulebookError) as caught:
        load_folders([folder, folder / "seeds"])
    return [str(fault).removeprefix(f"{folder}/") for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("name", "content", "wanted"),
    [
        ("units.yaml", UNIT.replace("factor", "factr"),
         "units.yaml:5:3: [mu] unknown key 'factr', did you mean 'factor'?"),
        ("units.yaml", UNIT.replace("span: 1200亩", "spam: 1"),
         "units.yaml:6:34: [mu] unknown key 'spam', did you mean 'span'?"),
        ("units.yaml", UNIT.replace("2000/3", "2000/"), "units.yaml:2:3: [mu] '2000/' is not a number"),
        ("units.yaml", UNIT.replace("2000/3", "x"),
         "units.yaml:2:3: [mu] 'x' is not a number: write 1000, 0.5 or 2000/3"),
        ("units.yaml", UNIT.replace("  names: [亩]\n", ""), "units.yaml:2:3: [mu] key 'names' is missing"),
        ("units.yaml", UNIT + UNIT, "units.yaml:9:7: id 'mu' is given already in units.yaml:2"),
        ("units.yaml", UNIT + "  id: again\n", "units.yaml:8:3: key 'id' is given twice"),
        ("units.yaml", "id: mu\n", "units.yaml:1:1: a rule file is a list of entries, each beginning with '- id:'"),
        ("units.yaml", "- [x\n", "units.yaml:2:1: not YAML: did not find expected ',' or ']'"),
        ("units.yaml", "- 亩\n", "units.yaml:1:3: an entry is a mapping that begins with 'id:'"),
        ("dates.yaml", "- {id: d, kind: date, pattern: '{no}月', must_match: [], must_not_match: []}\n",
         "dates.yaml:1:32: [d] no fragment 'no' in fragments.yaml"),
        ("dates.yaml", "- {id: d, kind: date, pattern: '{@no}月', must_match: [], must_not_match: []}\n",
         "dates.yaml:1:32: [d] no lexicon 'no' in seeds/"),
        ("dates.yaml", "- {id: d, kind: date, pattern: '(月', must_match: [], must_not_match: []}\n",
         "dates.yaml:1:32: [d] bad pattern: missing ) at position 2"),
        ("dates.yaml", "- {id: d, kind: dat, pattern: 月, must_match: [], must_not_match: []}\n",
         "dates.yaml:1:17: [d] kind: Input should be"),
        ("fragments.yaml", "- {id: a, pattern: '{b}'}\n- {id: b, pattern: '{a}'}\n",
         "fragments.yaml:1:20: [a] fragments stand inside each other without end"),
        ("seeds/titles.yaml", "- {id: titles, words: 主任 局长, must_match: [厅长], must_not_match: [主任]}\n",
         "seeds/titles.yaml:1:42: [titles] does not hold '厅长'"),
    ],
)  # fmt: skip
def test_rulebook_faults(tmp_path: Path, name: str, content: str, wanted: str) -> None:
    write(tmp_path, name, content)
    assert any(fault.startswith(wanted) for fault in faults(tmp_path)), faults(tmp_path)


def test_rulebook_gives_all_faults_at_once_in_order(tmp_path: Path) -> None:
    second = UNIT.replace("- id: mu", "- id: sq").replace("亩", "")
    write(tmp_path, "units.yaml", UNIT.replace("factor", "factr") + second)
    write(tmp_path, "dates.yaml", "- {id: d, kind: date, pattern: '(', must_match: [], must_not_match: []}\n")
    write(tmp_path, "hedges.yaml", "- [x\n")
    found = faults(tmp_path)
    assert [fault.split(":")[0] for fault in found] == ["dates.yaml", "hedges.yaml", "units.yaml"]


def test_rulebook_every_value_is_a_string(tmp_path: Path) -> None:
    write(tmp_path, "periods.yaml", "- {id: no, names: [12:30], edtf: 2021-02, must_match: [], must_not_match: [no]}\n")
    (period,) = load_folders([tmp_path]).periods
    assert (period.id, period.names, period.edtf) == ("no", ("12:30",), "2021-02")


def test_rulebook_fragments_and_lexicons_in_patterns(tmp_path: Path) -> None:
    day = "- {id: day, pattern: '[1-3]?\\d(?:{month}x)?'}\n"
    write(tmp_path, "fragments.yaml", f"- {{id: month, pattern: '1[0-2]|[1-9]'}}\n{day}")
    pattern = "'{month}月{day=first}日至{:day}日\\p{Han}{2}{@who=who}'"
    write(tmp_path, "dates.yaml", f"- {{id: d, kind: date, pattern: {pattern}, must_match: [], must_not_match: []}}\n")
    write(tmp_path, "seeds/who.yaml", "- {id: who, words: 王 王局, must_match: 王, must_not_match: 局}\n")
    (rule,) = load_folders([tmp_path, tmp_path / "seeds"]).rules("date")
    found = rule.pattern.search("他12月5日至7日访问王局")
    assert found is not None
    assert found.groupdict() == {"month": "12", "first": "5", "who": "王局"}


def test_rulebook_user_rules_lie_over_ours(tmp_path: Path) -> None:
    write(tmp_path / "ours", "units.yaml", UNIT)
    write(tmp_path / "seeds", "titles.yaml", "- {id: titles, words: 主任, must_match: 主任, must_not_match: 局}\n")
    write(tmp_path / "mine", "units.yaml", UNIT.replace("2000/3", "600"))
    write(tmp_path / "mine", "seeds/titles.yaml", "- {id: titles, words: 片长, must_match: 片长, must_not_match: 局}\n")
    book = load_folders([tmp_path / "ours", tmp_path / "seeds"], tmp_path / "mine")
    assert [unit.factor for unit in book.units] == ["600"]
    assert book.lexicon("titles") == {"主任", "片长"}
    assert book.version != load_folders([tmp_path / "ours", tmp_path / "seeds"]).version


def test_rulebook_from_the_cache_is_the_same(tmp_path: Path) -> None:
    write(tmp_path, "units.yaml", UNIT)
    first, second = load_folders([tmp_path]), load_folders([tmp_path])
    assert first.units == second.units
    assert first.origins() == second.origins() == [("units", "mu", "units.yaml:2")]


def test_rulebook_a_broken_cache_is_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    write(tmp_path / "rules", "units.yaml", UNIT)
    first = load_folders([tmp_path / "rules"])
    for file in (tmp_path / "cache" / "extract").iterdir():
        file.write_text('{"sections": {"units": [3]}}')
    assert load_folders([tmp_path / "rules"]).units == first.units


def test_rulebook_without_a_cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(write(tmp_path, "file", "in the way")))
    write(tmp_path / "rules", "units.yaml", UNIT)
    assert load_folders([tmp_path / "rules"]).units[0].id == "mu"


def test_rulebook_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(RulebookError, match="no such folder of rules"):
        load_rulebook(tmp_path / "nowhere")


def test_rulebook_every_entry_shows_what_it_takes_and_leaves(rulebook: Rulebook) -> None:
    bare = [
        f"{origin} [{id_}]"
        for section, id_, origin in rulebook.origins()
        for entry in rulebook.section(section)
        if entry.id == id_ and hasattr(entry, "must_match") and not (entry.must_match and entry.must_not_match)
    ]
    assert not bare
