"""Repayment: what goes back when a workplace was not kept."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field, replace
from fractions import Fraction

from interest import Accrual, Debt, Interest
from literals import Refusal, checked_money, days_after, parse_whole
from nodes import Node
from schedule import ENTITY, Instalment
from spans import Closing
from values import Scope

AFTER_CLOSING = "after-closing"


@dataclass(frozen=True)
class Row:
    """What of one instalment goes back."""

    instalment: int
    kind: str
    share: Fraction
    paid: int
    amount: int
    day: datetime.date | None
    bears_from: datetime.date | None

    def order(self) -> tuple:
        """By instalment, what was too much after the shares."""
        return (self.instalment, self.kind == AFTER_CLOSING)


@dataclass(frozen=True)
class Paid:
    """A sum that was paid of an instalment: of what now stands, and what is over; the day to tell,
    those of payment and of receipt."""

    instalment: int
    day: datetime.date | None
    paid_on: datetime.date | None
    received: datetime.date | None
    kept: int
    over: int


@dataclass
class Claim:
    """All that goes back because of one event."""

    event: int
    rows: list[Row] = field(default_factory=list)
    accruals: list[Accrual] = field(default_factory=list)
    exact: Fraction = Fraction(0)
    interest: int | None = None
    deadline: datetime.date | None = None

    @property
    def repaid(self) -> int:
        """The sum without interest."""
        return checked_money(sum(row.amount for row in self.rows))


class Repayments:
    """What goes back of a settlement."""

    def __init__(self, settlement, closings: dict[int, Closing]):
        self.settlement = settlement
        self.on = settlement.on
        self.closings = closings
        self.rule: Node | None = settlement.programme.root.get("repayment")

    # -------------------------------------------------------------------- what was paid

    def paid(self, item: Instalment) -> int:
        """What was paid of an instalment: as it stood on its day, by the day of the settlement.
        Without a day it was paid before all events."""
        day = item.due or item.first
        if day is not None and self.on is not None and day > self.on:
            return 0
        standing = self.settlement.standing(item.workplace, day or datetime.date.min)
        return standing.amount_of(item)

    def presumed(self) -> list[Paid]:
        """Each instalment taken as paid on its day."""
        found: list[Paid] = []
        if self.rule is None:
            return found
        for place, item in enumerate(self.settlement.instalments):
            paid = self.paid(item) if item.workplace in self.closings else 0
            kept = min(paid, item.amount)
            day = item.due or item.first
            found.append(Paid(place, day, item.due, item.due, kept, paid - kept))
        return found

    def paid_and_gone(self) -> list[Instalment]:
        """Months added to a closed workplace that were paid on their day and are no more: they
        stay, with nothing."""
        if self.rule is None and not self.settlement.keeps_gone:
            return []
        gone = {}
        for place in self.closings:
            now = {(item.rank, item.month) for item in self.now(place, self.on)}
            for event in self.settlement.events():
                for item in self.now(place, event.on):
                    key = (item.rank, item.month)
                    if key not in now and self.paid(item) > 0:
                        gone[place, *key] = replace(item, amount=0)
        return list(gone.values())

    def now(self, place: int, on: datetime.date | None) -> list[Instalment]:
        """The instalments of a workplace on a day."""
        return self.settlement.standing(place, on).items

    # --------------------------------------------------------------------------- claims

    def claims(self, receipts: list[Paid]) -> list[Claim]:
        """The claims by event, those of nothing left out. Receipts are by instalment, then by
        day."""
        if self.rule is None:
            return []
        claims = {
            closing.event: Claim(closing.event)
            for closing in sorted(self.closings.values(), key=lambda closing: closing.event)
        }
        shares: dict[tuple[int, str], tuple[str, Fraction]] = {}
        running: dict[tuple[int, str], int] = {}
        for paid in receipts:
            item = self.settlement.instalments[paid.instalment]
            if item.workplace not in self.closings or paid.kept + paid.over == 0:
                continue
            claim = claims[self.closings[item.workplace].event]
            part = (item.workplace, item.part)
            if part not in shares:
                shares[part] = self.share(item.part, item.workplace)
            kind, share = shares[part]
            had = running.get(part, 0)
            running[part] = had + paid.kept
            amount = self.back(item, share, had, paid.kept)
            self.add(claim, paid, kind, share, paid.kept, amount)
            self.add(claim, paid, AFTER_CLOSING, Fraction(1), paid.over, paid.over)
        for claim in claims.values():
            claim.rows.sort(key=Row.order)
        return [self.with_interest(claim) for claim in claims.values() if claim.rows]

    def add(
        self, claim: Claim, paid: Paid, kind: str, share: Fraction, sum_paid: int, amount: int
    ) -> None:
        """One row, unless it is of nothing."""
        if amount > 0:
            interest = self.rule.get("interest")
            of_receipt = interest is not None and interest.need("from").text == "receipt"
            bears_from = paid.received if of_receipt else paid.paid_on
            row = Row(paid.instalment, kind, share, sum_paid, amount, paid.day, bears_from)
            claim.rows.append(row)

    def back(self, item: Instalment, share: Fraction, had: int, kept: int) -> int:
        """What an instalment gives back: the share of the running total less what those before it
        gave back."""
        if share == 0 or kept == 0:
            return 0
        node = self.rule.need(item.part)
        rounded = self.settlement.rounded
        return rounded(share * (had + kept), node) - rounded(share * had, node)

    # --------------------------------------------------------------------------- shares

    def share(self, part: str, place: int) -> tuple[str, Fraction]:
        """The kind and the share of what was paid of one part of one workplace."""
        rule = self.rule.get(part)
        if rule is None:
            raise self.rule.refuse("UNSTATED", f"{part}: the source does not say")
        self.settlement.use(rule)
        if rule.text == "none":
            return rule.text, Fraction(0)
        durability = self.settlement.programme.root.get("durability")
        if durability is None:
            raise self.rule.refuse("UNSTATED", "durability: the source does not say")
        self.settlement.use(durability)
        return rule.text, self.share_of_span(rule.text, durability, place)

    def share_of_span(self, kind: str, durability: Node, place: int) -> Fraction:
        """The share of the span of durability that was not kept."""
        closed = self.closings[place].day
        begin = self.begin(durability, place)
        months = parse_whole(durability.need("months").text)
        after = self.settlement.months_after(begin, months)
        if closed >= after or months == 0:
            return Fraction(0)
        if kind == "whole":
            return Fraction(1)
        if kind == "by-day":
            return Fraction((after - max(closed, begin)).days, (after - begin).days)
        return Fraction(months - self.months_completed(begin, closed), months)

    def months_completed(self, begin: datetime.date, closed: datetime.date) -> int:
        """The months of the span that were over before the day of the closing. Only the month that
        would begin in its calendar month is looked for."""
        if closed <= begin:
            return 0
        months = (closed.year - begin.year) * 12 + closed.month - begin.month
        return months if self.settlement.months_after(begin, months) <= closed else months - 1

    def begin(self, durability: Node, place: int) -> datetime.date:
        """The first day of the span. The entity has its first workplace's day of employment, and
        the bridging of all."""
        settlement = self.settlement
        rule = durability.need("from")
        months = [item for item in settlement.instalments if place in (ENTITY, item.workplace)]
        last = max((item.last for item in months if item.is_month), default=None)
        workplace = settlement.case.workplaces[0 if place == ENTITY else place]
        scope = Scope(workplace, bridging_end=last)
        day = settlement.needed_moment(rule, scope)
        return days_after(day, 1) if rule.text == "bridging-end" else day

    # ------------------------------------------------------------------------- interest

    def with_interest(self, claim: Claim) -> Claim:
        """The claim with its deadline and its interest."""
        if self.on is None:
            return claim
        if (within := self.rule.get("within")) is not None:
            self.settlement.use(within)
            claim.deadline = self.settlement.term_after(within, self.on)
        if (rule := self.rule.get("interest")) is not None:
            if any(row.bears_from is None for row in claim.rows):
                raise Refusal("UNSTATED", "interest: no day says when it was paid")
            interest = Interest(self.settlement, rule, self.on)
            debts: dict[datetime.date, int] = {}
            for row in claim.rows:
                debts[row.bears_from] = debts.get(row.bears_from, 0) + row.amount
            for day in sorted(debts):
                claim.accruals += interest.accruals(Debt(day, debts[day]))
            claim.exact = sum((item.exact for item in claim.accruals), Fraction(0))
            claim.interest = interest.charged(claim.exact)
        return claim
