"""The `edtf` package as a second opinion on what we print."""

from __future__ import annotations

import warnings
from datetime import date
from typing import Any

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # pyparsing warns at the grammar of edtf 5
    from edtf import parse_edtf


def days_of(edtf: str) -> tuple[date | None, date | None]:
    """First and last day as the package reads it; None where it is open, has no year or lies before the year 1.

    Raises the package's own error for what is no EDTF.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parsed = parse_edtf(edtf)
        return _day(parsed.lower_strict(), edtf), _day(parsed.upper_strict(), edtf)


def _day(moment: Any, edtf: str) -> date | None:
    if edtf.startswith("XXXX") or not hasattr(moment, "tm_year") or moment.tm_year < 1:
        return None
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday)
