"""Literals of the two file formats: numbers, money, dates, whole numbers, rounding.

Everything here is exact: a number is a `fractions.Fraction`, a sum of money is an `int` of minor
units. There is no float and no rounding but `round_to_whole`.
"""

import calendar
import datetime
import re
from fractions import Fraction

INT64_MAX = 2**63 - 1

ROUNDING_MODES = ("half-up", "half-even", "half-down", "up", "down", "ceiling", "floor")

# Currencies of ISO 4217 whose minor unit is not the hundredth part.
DIGITS_OF_CURRENCY = {
    **dict.fromkeys(
        "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(), 0
    ),
    **dict.fromkeys("BHD IQD JOD KWD LYD OMR TND".split(), 3),
    **dict.fromkeys("CLF UYW".split(), 4),
}


class Refusal(Exception):
    """A file or a case that gets no award; `kind` is the last word of the library's status."""

    def __init__(self, kind: str, reason: str):
        super().__init__(f"{kind}: {reason}")
        self.kind = kind


def currency_digits(code: str) -> int:
    """The digits after the point that the currency has; any three capitals count as a currency."""
    if not re.fullmatch(r"[A-Z]{3}", code):
        raise Refusal("VALUE", f"currency: {code!r} is not a code of ISO 4217")
    return DIGITS_OF_CURRENCY.get(code, 2)


def parse_decimal(text: str) -> Fraction:
    """`-`? digits (`.` digits)?; no leading zero; at most 64 digits, 32 of them after the point."""
    match = re.fullmatch(r"-?(0|[1-9][0-9]*)(?:\.([0-9]+))?", text, re.ASCII)
    if match is None:
        raise Refusal("NUMBER", f"{text!r} is not a number")
    whole, after_point = match.group(1), match.group(2) or ""
    if len(whole) + len(after_point) > 64 or len(after_point) > 32:
        raise Refusal("LIMIT", f"{text!r} has too many digits")
    return Fraction(text)


def parse_number(text: str) -> Fraction:
    """A decimal (`1.5`), a ratio of two whole numbers (`3/4`) or a percentage (`85%`)."""
    if text.endswith("%"):
        return parse_decimal(text[:-1]) / 100
    if "/" in text:
        above, below = text.split("/", 1)
        if "." in text or below.startswith("-"):
            raise Refusal("NUMBER", f"{text!r} is not a ratio of whole numbers")
        if parse_decimal(below) == 0:
            raise Refusal("DIVISION", f"{text!r} divides by zero")
        return parse_decimal(above) / parse_decimal(below)
    return parse_decimal(text)


def parse_whole(text: str, least: int = 0) -> int:
    """A whole number without sign, not below `least`."""
    if not re.fullmatch(r"0|[1-9][0-9]{0,17}", text, re.ASCII):
        raise Refusal("NUMBER", f"{text!r} is not a whole number")
    if int(text) < least:
        raise Refusal("VALUE", f"{text} is less than {least}")
    return int(text)


def parse_money(text: str, digits: int) -> int:
    """A sum of money that the case states, in minor units: never negative, never a fraction."""
    minor = parse_decimal(text) * 10**digits
    if minor < 0:
        raise Refusal("VALUE", f"{text} is negative")
    if len(text.partition(".")[2]) > digits:
        raise Refusal("VALUE", f"{text} has more digits than the currency")
    if minor.denominator != 1:
        raise Refusal("VALUE", f"{text} is not a whole number of minor units")
    return checked_money(minor.numerator)


def checked_money(minor: int) -> int:
    """The same sum, refused where an `int64_t` cannot hold it."""
    if abs(minor) > INT64_MAX:
        raise Refusal("LIMIT", f"{minor} minor units are more than an int64_t holds")
    return minor


def format_money(minor: int, digits: int) -> str:
    """`2400000` with two digits is `24000.00`; with none there is no point."""
    checked_money(minor)
    if digits == 0:
        return str(minor)
    text = str(abs(minor)).rjust(digits + 1, "0")
    return ("-" if minor < 0 else "") + text[:-digits] + "." + text[-digits:]


def parse_date(text: str) -> datetime.date:
    """`2017-04-01`: four, two and two digits, a day that exists, years 1 to 9999."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text, re.ASCII):
        raise Refusal("DATE", f"{text!r} is not a date")
    try:
        return datetime.date(int(text[:4]), int(text[5:7]), int(text[8:]))
    except ValueError:
        raise Refusal("DATE", f"{text!r} does not exist") from None


def days_after(day: datetime.date, days: int) -> datetime.date:
    """The date `days` later (or earlier); refused outside the years 1 to 9999."""
    try:
        return day + datetime.timedelta(days=days)
    except OverflowError:
        raise Refusal("LIMIT", f"{days} days from {day} is outside the calendar") from None


def month_after(day: datetime.date, months: int) -> tuple[int, int]:
    """Year and month of the calendar month that lies `months` after the month of `day`."""
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    if not 1 <= year <= 9999:
        raise Refusal("LIMIT", f"{months} months from {day} is outside the calendar")
    return year, month


def last_day_of_month(year: int, month: int) -> int:
    """28, 29, 30 or 31 in the proleptic Gregorian calendar."""
    return calendar.monthrange(year, month)[1]


def round_to_whole(exact: Fraction, mode: str) -> int:
    """`exact` rounded to a whole number by one of `ROUNDING_MODES`."""
    below = exact.numerator // exact.denominator
    rest = exact - below
    if rest == 0:
        return below
    towards_zero = below if exact > 0 else below + 1
    away_from_zero = below + 1 if exact > 0 else below
    nearest = below if rest < Fraction(1, 2) else below + 1
    tie = rest == Fraction(1, 2)
    return {
        "half-up": away_from_zero if tie else nearest,
        "half-down": towards_zero if tie else nearest,
        "half-even": (below if below % 2 == 0 else below + 1) if tie else nearest,
        "up": away_from_zero,
        "down": towards_zero,
        "ceiling": below + 1,
        "floor": below,
    }[mode]
