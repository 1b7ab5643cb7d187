"""Who holds which post: the sentences of cases/roles.yaml, and what a record of a role points at."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from extractor.facts.page import Page
from extractor.facts.roles import RoleFact, find_roles
from extractor.facts.stated import state_facts
from extractor.model import Role
from extractor.pipeline import extract
from extractor.reading import heal
from extractor.rulebook import Rulebook, load_rulebook
from extractor.writing.records import records
from extractor.writing.table import print_tables
from tests.made_documents import full_page
from tests.made_pages import made_page

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases" / "roles.yaml").read_text("utf-8"))


def written(page: Page, role: RoleFact) -> str:
    words = page.text.healed[role.start : role.end]
    return "|".join((role.person, role.title, role.organization or "", role.status or "", words))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:24])
def test_roles_cases(case: dict[str, Any], rulebook: Rulebook) -> None:
    page = replace(made_page(case["text"], case["names"], rulebook), words=case.get("words", ""))
    assert sorted(written(page, role) for role in find_roles(page)) == sorted(case["roles"])


def test_roles_keep_the_fullest_names_and_their_places(rulebook: Rulebook) -> None:
    made = made_page("宏达公司董事长韩立群到会。", {"person": "韩立群", "organization": "宏达公司"}, rulebook)
    full = {(0, 4): "江城宏达机械有限公司"}
    page = Page(**{name: getattr(made, name) for name in Page.__slots__} | {"full": full})
    (role,) = find_roles(page)
    assert (role.organization, role.organization_at) == ("江城宏达机械有限公司", (0, 4))
    assert (role.person_at, role.title_at, role.named) == ((7, 10), (4, 7), True)


def test_roles_of_a_pronoun_point_at_the_pronoun(rulebook: Rulebook) -> None:
    page = made_page("韩立群回到江城。他出任董事长。", {"person": "韩立群"}, rulebook)
    (role,) = state_facts(page)
    assert isinstance(role, Role)
    assert (role.person, role.person_text, role.person_named) == ("韩立群", "他", False)


def test_roles_count_in_the_original_across_line_breaks(rulebook: Rulebook) -> None:
    text = "宏达公司董事长韩\n\n立群昨天到会，并且说了很长很长的一番话给大家听。"
    page = made_page(text, {"person": "韩立群", "organization": "宏达公司"}, rulebook)
    for fact in state_facts(page):
        pieces = fact.at.segments or ((fact.at.start, fact.at.end),)
        assert "".join(text[start:end] for start, end in pieces).replace("\n", "") == fact.text.replace("\n", "")


@given(st.text("韩立群宏达公司董事长、和，任当选（）原 \n。", max_size=40))
def test_roles_stand_inside_the_text(text: str) -> None:
    page = made_page(text, {"person": "韩立群", "organization": "宏达公司"}, load_rulebook())
    for role in find_roles(page):
        assert 0 <= role.start < role.end <= len(page.text.healed)
        assert role.title


def test_roles_and_quotes_have_tables_of_their_own(rulebook: Rulebook) -> None:
    text = "宏达公司董事长韩立群说：“新厂已投产。”"
    page = made_page(text, {"person": "韩立群", "organization": "宏达公司"}, rulebook)
    document = replace(full_page(), facts=tuple(state_facts(page)))
    console = Console(file=StringIO(), width=100)
    print_tables([document], console=console, only={"role", "quote"})
    shown = console.file.getvalue()  # type: ignore[attr-defined]
    assert "职务 共 1 处" in shown and "宏达公司" in shown
    assert "引语 共 1 处" in shown and "“新厂已投产。”" in shown


def test_roles_and_quotes_point_at_records_and_places(rulebook: Rulebook) -> None:
    text = (
        "新华社江城6月18日电（记者 秦岚）江城宏达机械有限公司董事长韩立群18日说：“新厂已投产。”\n"
        "韩立群曾任江城市副市长。他表示，\n今年产量将超过300万台。“我们有信心，”他说，“也有办法。”\n"
        "江城海关相关负责人介绍，出口稳中有升。该负责人说：“下半年会更好。”\n"
    )
    document = extract(text, rulebook=rulebook)
    found = list(records(document))
    ids = {record["id"] for record in found if "id" in record}
    facts = [record for record in found if record["type"] in ("role", "quote")]
    pointers = [record[key] for record in facts for key in ("person_id", "speaker_id") if key in record]
    assert len(pointers) == 4 and set(pointers) <= ids
    for record in facts:
        for slot, (start, end) in record["slots_at"].items():
            said = record.get(f"{slot}_text", record[slot])
            assert heal(text[start:end]).healed == said or slot == "organization" and said.endswith(text[start:end])
