"""Interest on what goes back, day by day."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from fractions import Fraction

from literals import checked_money, days_after, round_to_whole
from nodes import Node
from values import Scope

DAYS_OF_A_YEAR = 365


@dataclass(frozen=True)
class Debt:
    """A sum that goes back, and the day on which it was paid."""

    paid: datetime.date
    amount: int


@dataclass
class Accrual:
    """What a sum bore on the days of one row of the series."""

    begin: datetime.date
    end: datetime.date
    days: int
    rate: str
    principal: int
    exact: Fraction


class Interest:
    """Interest up to the day on which it is paid back."""

    def __init__(self, settlement, rule: Node, on: datetime.date):
        self.settlement = settlement
        self.rule = rule
        self.on = on
        self.series = settlement.programme.series[rule.need("series").text]
        settlement.use(rule)

    def days(self, paid: datetime.date) -> list[datetime.date]:
        """The days that bear interest; where the first is also the last, both must count."""
        begin = paid if self.counts("first-day") else days_after(paid, 1)
        end = self.on if self.counts("last-day") else days_after(self.on, -1)
        return [days_after(begin, day) for day in range((end - begin).days + 1)]

    def counts(self, key: str) -> bool:
        """Whether the first or the last day counts."""
        return self.rule.need(key).text == "counts"

    def accruals(self, debt: Debt) -> list[Accrual]:
        """The days of a sum, by row of the series."""
        found: list[Accrual] = []
        row_before = None
        for day in self.days(debt.paid):
            row = self.series.row_on(day)
            of_day = debt.amount * row.value / DAYS_OF_A_YEAR
            if row is not row_before:
                found.append(Accrual(day, day, 0, row.text, debt.amount, Fraction(0)))
                row_before = row
            found[-1].end = day
            found[-1].days += 1
            found[-1].exact += of_day
        return found

    def charged(self, exact: Fraction) -> int:
        """The interest of a claim: nothing up to the floor, else a multiple of the unit."""
        unit = self.value("unit")
        floor = self.value("floor") if self.rule.get("floor") is not None else None
        if unit <= 0:
            raise self.rule.need("unit").refuse("VALUE", "not above zero")
        if floor is not None and exact <= floor:
            return 0
        units = exact / unit
        mode = self.rule.inherited("rounding")
        if units.denominator != 1:
            self.settlement.use(mode)
        charged = round_to_whole(units, mode.text) * unit
        if charged.denominator != 1:
            raise self.rule.need("unit").refuse("VALUE", "not a whole number of minor units")
        return checked_money(charged.numerator)

    def value(self, key: str) -> Fraction:
        """A value in exact minor units; `month` is the day of paying back."""
        return self.settlement.minor_units(self.rule.need(key), Scope(month=self.on))
