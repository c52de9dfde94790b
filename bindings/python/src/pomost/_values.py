# SPDX-License-Identifier: Apache-2.0
"""Days, money and numbers of the library as `date`, `Decimal` and `Fraction`."""

from __future__ import annotations

from datetime import date
from decimal import Context, Decimal
from fractions import Fraction
from typing import Optional, Union

_EPOCH = date(1970, 1, 1).toordinal()
NO_DATE = -(1 << 31)  # POMOST_NO_DATE


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return day.toordinal() - _EPOCH


def day(number: int) -> Optional[date]:
    """The date of a day number; None where there is none."""
    return None if number == NO_DATE else known_day(number)


def known_day(number: int) -> date:
    """The date of a day number, where there is one in any case."""
    return date.fromordinal(number + _EPOCH)


def money(amount: int, digits: int) -> Decimal:
    """An amount of minor units in major units, whatever the context of `decimal`."""
    return Decimal(amount).scaleb(-digits, Context(prec=28))


def exact(text: str) -> Union[Decimal, Fraction]:
    """A number as a document writes it: a percentage or a ratio is a Fraction."""
    if text.endswith("%"):
        return Fraction(text[:-1]) / 100
    return Fraction(text) if "/" in text else Decimal(text)


def explained(text: str) -> Union[Decimal, Fraction, date]:
    """The result of an explanation: a number, a ratio, or a day."""
    return date.fromisoformat(text) if text[4:5] == text[7:8] == "-" else exact(text)
