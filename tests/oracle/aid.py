"""Aid that an entity may still have under a dated ceiling."""

from __future__ import annotations

import datetime
from fractions import Fraction

from case import Aid
from series import SeriesRow


def is_counted(window: str, day: datetime.date, of_award: datetime.date) -> bool:
    """Whether aid of `day` counts on the day of the award."""
    if day > of_award:
        return False
    if window == "tax-years":
        return day.year >= of_award.year - 2
    is_leap_day = (of_award.month, of_award.day) == (2, 29)
    year = of_award.year - 3
    if year < 1:
        return True
    return day > (datetime.date(year, 2, 28) if is_leap_day else of_award.replace(year=year))


def headroom(row: SeriesRow, had: list[Aid], of_award: datetime.date) -> Fraction:
    """What is left of the ceiling, in its currency."""
    counted = [aid.amount for aid in had if is_counted(row.window, aid.day, of_award)]
    return max(row.value - sum(counted), Fraction(0))
