"""The reference date of a page: dateline, header, else none."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.mentions.dates import propose_dates
from extractor.mentions.reference import find_reference
from extractor.reading import heal
from extractor.rulebook import Rulebook

PROSE = "港务局说，新泊位已经投用，集装箱吞吐量创下新高，后方堆场同步扩建完成，首批货物顺利装船发往海外各地。"


@pytest.mark.parametrize(
    ("page", "reference"),
    [
        (f"泊位投用\n\n新华社上海2023年11月26日电　{PROSE}", (date(2023, 11, 26), "dateline")),
        (f"2023年11月27日　星期一\n\n泊位投用\n\n新华社上海11月26日电　{PROSE}", (date(2023, 11, 26), "dateline")),
        (f"2024年1月2日　第三版\n\n泊位投用\n\n本报上海12月30日讯　{PROSE}", (date(2023, 12, 30), "dateline")),
        (f"2023年11月27日　星期一\n\n泊位投用\n\n{PROSE}", (date(2023, 11, 27), "header")),
        (f"泊位投用\n\n发布时间：2023-11-27 09:30\n\n{PROSE}", (date(2023, 11, 27), "header")),
        (f"泊位投用\n\n中新社上海1月8日电　{PROSE}工程于2024年12月完工。", (date(2025, 1, 8), "dateline")),
        (f"泊位投用\n\n新华社上海11月26日电　{PROSE}", None),
        (f"泊位投用\n\n{PROSE}工程于2023年11月26日完工。", None),
        (f"泊位投用\n\n{PROSE}", None),
    ],
)
def test_reference_date_of_a_page(page: str, reference: tuple[date, str] | None, rulebook: Rulebook) -> None:
    text = heal(page)
    assert find_reference(text, propose_dates(text.healed, rulebook)) == reference
