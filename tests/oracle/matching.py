"""Payments held against instalments, one after the other. Nothing is matched by guess."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from payments import Payment

NO_DAY = datetime.date.min  # of what is due at once, and never late


@dataclass
class Owed:
    """What of one instalment is open, and what events took of it that nobody paid yet."""

    row: int
    workplace: int
    day: datetime.date
    open: int
    taken: int

    @property
    def awarded(self) -> int:
        """What would be open had events taken nothing."""
        return self.open + self.taken


@dataclass(frozen=True)
class Receipt:
    """What a payment paid of an instalment: of what now stands, and of what events took."""

    row: int
    payment: Payment
    kept: int
    over: int


@dataclass
class Outcome:
    """What became of a payment."""

    status: str
    matched: int = 0
    difference: int = 0
    days: int = 0
    candidates: list[list[int]] = field(default_factory=list)


Group = list[Owed]
Measure = Callable[[Owed], int]


def what_is_open(owed: Owed) -> int:
    """The measure of most groups."""
    return owed.open


def what_was_awarded(owed: Owed) -> int:
    """With what events took."""
    return owed.awarded


def total(group: Iterable[Owed], measure: Measure) -> int:
    """The sum of a group."""
    return sum(measure(owed) for owed in group)


class Book:
    """The instalments of a settlement while payments come in."""

    def __init__(self, rows: list[Owed], on: datetime.date | None):
        self.rows = rows
        self.on = on
        self.receipts: list[Receipt] = []
        self.outcomes: dict[int, Outcome] = {}

    def take_all(self, payments: list[Payment]) -> None:
        """The payments by date, then by line."""
        for payment in sorted(payments, key=lambda payment: (payment.date, payment.line)):
            self.outcomes[payment.place] = self.take(payment)

    def take(self, payment: Payment) -> Outcome:
        """One payment."""
        if self.on is not None and payment.date > self.on:
            return Outcome("later")
        if payment.amount < 0:
            return Outcome("returned")
        groups, measure = Search(self.rows, payment).find()
        if not groups:
            return Outcome("unknown", difference=payment.amount)
        if len(groups) > 1:
            rows = [[owed.row for owed in group if measure(owed) > 0] for group in groups]
            return Outcome("ambiguous", candidates=rows)
        return self.pay(payment, groups[0])

    def pay(self, payment: Payment, group: Group) -> Outcome:
        """Pay what is open of a group in the order of the rows, then what events took of it."""
        owed_now = total(group, what_is_open)
        matched = min(payment.amount, owed_now)
        day = min((owed.day for owed in group if owed.day > NO_DAY), default=payment.date)
        days = max((payment.date - day).days, 0)
        status = "late" if days > 0 else "matched"
        if payment.amount != owed_now:
            status = "short" if payment.amount < owed_now else "over"
        kept_left, over_left = matched, payment.amount - matched
        for owed in group:
            kept, over = min(owed.open, kept_left), min(owed.taken, over_left)
            kept_left, over_left = kept_left - kept, over_left - over
            owed.open -= kept
            owed.taken -= over
            if kept or over:
                self.receipts.append(Receipt(owed.row, payment, kept, over))
        return Outcome(status, matched, payment.amount - owed_now, days)


class Search:
    """Looks for the instalments that a payment may be for."""

    def __init__(self, rows: list[Owed], payment: Payment):
        self.payment = payment
        self.names_one = payment.workplace is not None
        self.rows = [
            owed for owed in rows if not self.names_one or owed.workplace == payment.workplace
        ]

    def find(self) -> tuple[list[Group], Measure]:
        """The groups of the first step that finds any, and what of them the payment may be for."""
        steps: list[tuple[Callable[[], list[Group]], Measure]] = [
            (lambda: self.exact(self.own_day(), what_is_open), what_is_open),
            (lambda: self.exact(self.before(), what_is_open), what_is_open),
            (self.all_up_to_the_day, what_is_open),
            (lambda: self.exact(self.own_day(), what_was_awarded), what_was_awarded),
            (lambda: self.exact(self.before(), what_was_awarded), what_was_awarded),
            (lambda: self.exact(self.next_day(what_is_open), what_is_open), what_is_open),
            (
                lambda: self.exact(self.next_day(what_was_awarded), what_was_awarded),
                what_was_awarded,
            ),
            (lambda: self.whole_days(self.own_day()), what_is_open),
            (lambda: self.whole_days(self.before()), what_is_open),
            (lambda: self.whole_days(self.next_whole_day()), what_is_open),
        ]
        for step, measure in steps:
            if groups := step():
                return groups, measure
        return [], what_is_open

    # ---------------------------------------------------------------------------- days

    def own_day(self) -> list[Owed]:
        """What is due on the day of the payment."""
        return [owed for owed in self.rows if owed.day == self.payment.date]

    def before(self) -> list[Owed]:
        """What was due before it."""
        return [owed for owed in self.rows if owed.day < self.payment.date]

    def next_day(self, measure: Measure) -> list[Owed]:
        """What is due on the first day after it on which there is anything."""
        later = [owed for owed in self.rows if owed.day > self.payment.date and measure(owed) > 0]
        first = min((owed.day for owed in later), default=None)
        return [owed for owed in later if owed.day == first]

    def next_whole_day(self) -> list[Owed]:
        """All that is due on the first day after it on which something is open."""
        days = {owed.day for owed in self.next_day(what_is_open)}
        return [owed for owed in self.rows if owed.day in days]

    # -------------------------------------------------------------------------- groups

    def exact(self, rows: list[Owed], measure: Measure) -> list[Group]:
        """The groups of which the payment is the sum, by their rows: days, workplaces on a day,
        instalments."""
        found: dict[tuple[int, ...], Group] = {}
        for group in self.days_and_parts(rows, measure):
            if total(group, measure) == self.payment.amount:
                found.setdefault(tuple(owed.row for owed in group), group)
        return [found[rows] for rows in sorted(found)]

    def days_and_parts(self, rows: list[Owed], measure: Measure) -> list[Group]:
        """All groups."""
        groups = []
        for day in self.days(rows, measure):
            groups.append(day)
            if not self.names_one:
                for place in sorted({owed.workplace for owed in day}):
                    groups.append([owed for owed in day if owed.workplace == place])
            groups += [[owed] for owed in day]
        return groups

    def days(self, rows: list[Owed], measure: Measure) -> list[Group]:
        """What is left by a measure, a group for each day."""
        by_day: dict[datetime.date, Group] = {}
        for owed in rows:
            if measure(owed) > 0:
                by_day.setdefault(owed.day, []).append(owed)
        return [by_day[day] for day in sorted(by_day)]

    def all_up_to_the_day(self) -> list[Group]:
        """All that is open up to the day, if that is the payment."""
        group = [owed for owed in self.before() + self.own_day() if owed.open > 0]
        return [group] if total(group, what_is_open) == self.payment.amount else []

    def whole_days(self, rows: list[Owed]) -> list[Group]:
        """Each day on which something is open, with what events took of it."""
        days = self.days(rows, what_was_awarded)
        return [day for day in days if total(day, what_is_open) > 0]
