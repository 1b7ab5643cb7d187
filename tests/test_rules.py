"""Every example of every rule, one test each: `units.yaml::mu::1`."""

from __future__ import annotations

import pytest

from extractor.checking import Case, check, find_cases
from extractor.rulebook import Rulebook, load_rulebook


@pytest.mark.parametrize("case", list(find_cases(load_rulebook())), ids=lambda case: case.name)
def test_rules_example(case: Case, rulebook: Rulebook) -> None:
    failure = check(case, rulebook)
    assert failure is None, str(failure)
