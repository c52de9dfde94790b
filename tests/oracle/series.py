"""Dated series: values, or ceilings of aid."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from fractions import Fraction

from literals import Refusal, currency_digits, parse_date, parse_decimal, parse_number
from nodes import Node


@dataclass(frozen=True)
class SeriesRow:
    """One row; `value` is None where it is unknown, and the ceiling in a series of aid."""

    begin: datetime.date
    end: datetime.date | None
    value: Fraction | None
    currency: str = ""
    window: str = ""
    text: str = ""


@dataclass(frozen=True)
class Series:
    """One file: what is known, and up to which day."""

    name: str
    known_to: datetime.date
    rows: tuple[SeriesRow, ...]
    of_aid: bool

    def row_on(self, day: datetime.date) -> SeriesRow:
        """The row in force on a day, or a refusal that names the gap."""
        begun = [row for row in self.rows if row.begin <= day]
        if not begun:
            raise self.gap(day, "begins later")
        if day > self.known_to:
            raise self.gap(day, f"is known up to {self.known_to}")
        row = begun[-1]
        if row.end is not None and day > row.end:
            raise self.gap(day, f"has nothing after {row.end}")
        if row.value is None:
            raise self.gap(day, "says unknown")
        return row

    def is_holiday(self, day: datetime.date) -> bool:
        """Whether a row covers the day with a value other than 0; a row without `to` is one day."""
        if not self.rows or day < self.rows[0].begin or day > self.known_to:
            raise self.gap(day, "does not say")
        for row in self.rows:
            if row.begin <= day <= (row.end or row.begin):
                if row.value is None:
                    raise self.gap(day, "says unknown")
                return row.value != 0
        return False

    def gap(self, day: datetime.date, reason: str) -> Refusal:
        """The refusal for a day of which the series does not know."""
        return Refusal("UNSTATED", f"the series {self.name} on {day}: it {reason}")


def read_series(root: Node) -> Series:
    """The series of a file, or the refusal of the first thing that is wrong with it."""
    root.allow("pomost", "series", "unit", "source", "known-to", "rows")
    if root.need("pomost").text != "1":
        raise root.refuse("VALUE", "only pomost: 1 is known")
    for key in ("series", "unit", "source"):
        _ = root.need(key).text
    nodes = root.need("rows").items()
    if len(nodes) > 10_000:
        raise root.refuse("LIMIT", "more than 10 000 rows")
    kinds = {row.get("ceiling") is not None for row in nodes}
    if len(kinds) > 1:
        raise root.refuse("VALUE", "a series is of values or of aid")
    rows = [read_aid_row(row) if True in kinds else read_value_row(row) for row in nodes]
    for row, later in zip(rows, rows[1:]):
        if later.begin <= (row.end or row.begin):
            raise root.refuse("VALUE", f"the row of {later.begin} begins too early")
    known_to = parse_date(root.need("known-to").text)
    return Series(root.need("series").text, known_to, tuple(rows), True in kinds)


def read_span(row: Node) -> tuple[datetime.date, datetime.date | None]:
    """`from` and `to` of a row, in this order."""
    begin, end = parse_date(row.need("from").text), row.get("to")
    if end is None:
        return begin, None
    if parse_date(end.text) < begin:
        raise row.refuse("VALUE", "ends before it begins")
    return begin, parse_date(end.text)


def read_value_row(row: Node) -> SeriesRow:
    """{from!, to, value!: number | unknown, source}"""
    row.allow("from", "to", "value", "source")
    if (source := row.get("source")) is not None:
        _ = source.text
    text = row.need("value").text
    value = None if text == "unknown" else parse_number(text)
    return SeriesRow(*read_span(row), value, text=text)


def read_aid_row(row: Node) -> SeriesRow:
    """{from!, to, ceiling!, currency!, window!, source}"""
    row.allow("from", "to", "ceiling", "currency", "window", "source")
    ceiling = parse_decimal(row.need("ceiling").text)
    if ceiling < 0:
        raise row.refuse("VALUE", "the ceiling is negative")
    currency_digits(row.need("currency").text)
    window = row.need("window").text
    if window not in ("three-years", "tax-years"):
        raise row.refuse("VALUE", f"{window!r} is no window")
    return SeriesRow(*read_span(row), ceiling, row.need("currency").text, window)


def read_all_series(roots: list[Node]) -> dict[str, Series]:
    """Several files by name; a name may stand once."""
    found: dict[str, Series] = {}
    for root in roots:
        series = read_series(root)
        if series.name in found:
            raise Refusal("VALUE", f"the series {series.name!r} stands twice")
        found[series.name] = series
    return found
