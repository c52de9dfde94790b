"""Months: where they begin and end, which of them are rows, and the parts of months."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from case import Workplace
from grammar import condition_terms
from literals import Refusal, days_after, last_day_of_month, month_after, parse_whole
from nodes import Node
from values import Rules, Scope

LAST_MONTH_OF_A_SCHEDULE = 1_200
WHOLE, FIRST, LAST = "whole", "first", "last"


@dataclass(frozen=True)
class Row:
    """One row of a phase: its days, and the month amount (from 0) that it takes or parts."""

    month: int
    first: datetime.date
    last: datetime.date
    amount: int
    kind: str = WHOLE


@dataclass(frozen=True)
class Stretch:
    """The granted months of one phase of one workplace."""

    begin: datetime.date
    first_month: int
    months: int
    in_parts: bool


class Months(Rules):
    """The months of a workplace's bridging."""

    def anchor(self, workplace: Workplace) -> datetime.date:
        """The day from which months are counted."""
        bridging = self.programme.bridging
        day = self.moment(bridging.need("from"), Scope(workplace))
        if day is None:
            raise bridging.need("from").refuse("KEY_MISSING", "the case does not give this day")
        if not self.counts_calendar() or day.day == 1:
            return day
        mode = self.part_months()
        if mode == "whole":
            return day.replace(day=1)
        if mode == "none":
            return datetime.date(*month_after(day, 1), 1)
        return day

    def counts_calendar(self) -> bool:
        """Whether `count-months: calendar` holds."""
        rule = self.programme.bridging.get("count-months")
        return rule is not None and rule.text == "calendar"

    def part_months(self) -> str:
        """The rule for parts of months, which must be there."""
        rule = self.programme.bridging.get("part-months")
        if rule is None:
            raise self.programme.bridging.refuse("UNSTATED", "part-months: the source does not say")
        self.use(rule)
        return rule.text

    def month_start(self, month: int, workplace: Workplace) -> datetime.date:
        """The first day of month 1, 2, …: always counted from the anchor."""
        return self.months_after(self.anchor(workplace), month - 1)

    def limit_day(self, workplace: Workplace) -> datetime.date:
        """The first day that `until` leaves unpaid; the last day of all where there is none."""
        until = self.programme.bridging.get("until")
        if until is None:
            return datetime.date.max
        self.use(until)
        day = self.needed_moment(until.need("from"), Scope(workplace))
        return self.months_after(day, parse_whole(until.need("months").text))

    # ------------------------------------------------------------------------- rows

    def stretch(
        self, workplace: Workplace, first_month: int, months: int, after: datetime.date | None
    ) -> Stretch:
        """Where a phase begins; `after` is the last day of the phase that it follows."""
        begin = self.month_start(first_month, workplace)
        in_parts = self.counts_calendar() and self.anchor(workplace).day != 1
        if in_parts and after is not None:
            begin = max(begin, days_after(after, 1))
        return Stretch(begin, first_month, months, in_parts)

    def last_day(self, stretch: Stretch, workplace: Workplace) -> datetime.date:
        """The last day of a phase that is counted in calendar months with parts."""
        if stretch.begin.day == 1:
            year, month = month_after(stretch.begin, stretch.months - 1)
            return datetime.date(year, month, last_day_of_month(year, month))
        after = self.month_start(stretch.first_month + stretch.months, workplace)
        return days_after(after, -1)

    def rows(
        self, stretch: Stretch, workplace: Workplace, limit: datetime.date
    ) -> Iterator[Row]:
        """The rows of a phase that begin before the limit, not yet cut."""
        self.use(self.programme.bridging.need("from"))
        self.use(self.programme.bridging.get("count-months"))
        if stretch.in_parts:
            for row in self.calendar_rows(stretch, workplace):
                if row.first >= limit:
                    return
                yield row
            return
        for place in range(stretch.months):
            month = stretch.first_month + place
            first = self.month_start(month, workplace)
            if first >= limit:
                return
            last = days_after(self.month_start(month + 1, workplace), -1)
            yield Row(month, first, last, place)

    def calendar_rows(self, stretch: Stretch, workplace: Workplace) -> Iterator[Row]:
        """Calendar months from the first day to the last; a phase that begins inside a month has
        a first and a last part."""
        begin, end = stretch.begin, self.last_day(stretch, workplace)
        place = 0
        while begin <= end:
            last = min(begin.replace(day=last_day_of_month(begin.year, begin.month)), end)
            kind = WHOLE
            if stretch.begin.day != 1 and place in (0, stretch.months):
                kind = FIRST if place == 0 else LAST
            amount = 0 if kind == LAST else place
            yield Row(stretch.first_month + place, begin, last, amount, kind)
            begin, place = days_after(last, 1), place + 1

    def row_after(self, stretch: Stretch, workplace: Workplace, place: int) -> Row:
        """The row of month 0, 1, … after the end of a phase, as the phase would go on."""
        month = stretch.first_month + stretch.months + place
        begins_inside = stretch.in_parts and stretch.begin.day != 1
        if stretch.in_parts and not begins_inside:
            first = datetime.date(*month_after(stretch.begin, stretch.months + place), 1)
            last = first.replace(day=last_day_of_month(first.year, first.month))
        else:
            first = self.month_start(month, workplace)
            last = days_after(self.month_start(month + 1, workplace), -1)
        number = month + 1 if begins_inside else month
        if number > LAST_MONTH_OF_A_SCHEDULE:
            raise Refusal("LIMIT", "the schedule is longer than 1 200 months")
        return Row(number, first, last, 0)

    def due_day_of_month(self, first: datetime.date) -> datetime.date | None:
        """The day that `bridging.due` names, in the calendar month of the first day or the next."""
        due = self.programme.bridging.get("due")
        if due is None:
            return None
        self.use(due)
        year, month = month_after(first, 1 if due.need("month").text == "next" else 0)
        last = last_day_of_month(year, month)
        day = due.need("day").text
        return datetime.date(year, month, last if day == "last" else min(int(day), last))

    # ------------------------------------------------------------------------ parts

    def share(self, first: datetime.date, days: int, whole: int) -> Fraction:
        """The running share F of the first `days` of `whole` days that begin on `first`."""
        if days == 0:
            return Fraction(0)
        if days == whole:
            return Fraction(1)
        mode = self.part_months()
        if mode == "calendar-days":
            return Fraction(days, whole)
        if mode == "thirtieths":
            return Fraction(min(days, 30), 30)
        worked = [self.is_working_day(days_after(first, day)) for day in range(whole)]
        if not any(worked):
            return Fraction(0)
        return Fraction(sum(worked[:days]), sum(worked))

    def is_working_day(self, day: datetime.date) -> bool:
        """Monday to Friday, without the holidays of the series."""
        if day.weekday() >= 5:
            return False
        holidays = self.programme.bridging.need("holidays")
        self.use(holidays)
        if holidays.text == "none":
            return True
        return not self.programme.series[holidays.text].is_holiday(day)

    # --------------------------------------------------------------------- decisions

    def first_month(self, requires: Node | None, own_place: int, workplace: Workplace) -> int:
        """The month with which a granted phase starts: its own place, or later by its decisions."""
        begin = own_place
        for name, wanted in condition_terms(requires):
            decision = self.case.decisions.get(name)
            if not wanted or decision is None or not decision.decided:
                continue
            month = own_place
            if decision.starts is not None:
                month = max(self.month_near(decision.starts, own_place, workplace) - 1, own_place)
                while self.month_start(month + 1, workplace) <= decision.starts:
                    month = self.next_month(month)
            elif decision.day is not None:
                month = self.month_near(decision.day, own_place, workplace)
                while self.month_start(month, workplace) < decision.day:
                    month = self.next_month(month)
            begin = max(begin, month)
        return begin

    def month_near(self, day: datetime.date, own_place: int, workplace: Workplace) -> int:
        """A month from which to look for that of a day: no month before it can be the one, and
        months that get no instalment need not exist. Not before the phase's own place."""
        anchor = self.anchor(workplace)
        rule = self.programme.bridging.get("month-end")
        month = (day.year - anchor.year) * 12 + day.month - anchor.month
        if rule is None or rule.text != "next":
            month += 1
        return min(max(month, own_place), LAST_MONTH_OF_A_SCHEDULE)

    def next_month(self, month: int) -> int:
        """The number after `month`, refused where a schedule ends."""
        if month >= LAST_MONTH_OF_A_SCHEDULE:
            raise Refusal("LIMIT", "the schedule is longer than 1 200 months")
        return month + 1
