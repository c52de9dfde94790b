"""The first step: each workplace's instalments, before caps and financing."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from fractions import Fraction

from documents import MOMENTS, Case, Programme, Workplace, condition_terms
from literals import (
    Refusal,
    checked_money,
    days_after,
    last_day_of_month,
    month_after,
    parse_number,
    parse_whole,
    round_to_whole,
)
from nodes import Node

LAST_MONTH_OF_A_SCHEDULE = 1_200
MOST_INSTALMENTS = 250_000


@dataclass
class Instalment:
    """One sum due for one workplace: its grant (month 0) or one month of a phase."""

    workplace: int
    part: str
    rank: int
    month: int
    first: datetime.date | None
    last: datetime.date | None
    due: datetime.date | None
    amount: int
    own: int
    ceiling: bool
    financing: dict[str, int] = field(default_factory=dict)

    def order(self) -> tuple:
        """The order of section 8: due day (else first day, else first of all), workplace, month,
        then as the parts stand in the programme."""
        return (self.day(), self.workplace, self.month, self.rank)

    def day(self) -> datetime.date:
        """The due day, else the first day, else a day before all others."""
        return self.due or self.first or datetime.date.min


class Schedule:
    """The instalments of a case in the order of section 8, and the paths of the rules used."""

    def __init__(self, programme: Programme, case: Case):
        self.programme = programme
        self.case = case
        self.used_paths: set[str] = set()
        self.requested = 0
        self.instalments: list[Instalment] = []
        for workplace in case.workplaces:
            self.schedule_grant(workplace)
            self.schedule_bridging(workplace)
            if len(self.instalments) > MOST_INSTALMENTS:
                raise Refusal("LIMIT", "more than 250 000 instalments")
        self.instalments.sort(key=Instalment.order)

    # ------------------------------------------------------------- rules and values

    def use(self, node: Node | None) -> None:
        """Remember that the value of this node was used for a figure."""
        if node is not None:
            self.used_paths.update(leaf.path for leaf in node.leaves())

    def value(self, node: Node, workplace: Workplace | None) -> Fraction:
        """A value in major units (or a plain factor), exact."""
        if node.is_mapping:
            if (factors := node.get("times")) is not None:
                product = Fraction(1)
                for factor in factors.items():
                    product *= self.value(factor, workplace)
                return product
            if (choices := node.get("least")) is not None:
                return min(self.value(item, workplace) for item in choices.items())
            return max(self.value(item, workplace) for item in node.need("greatest").items())
        if node.text == "unstated":
            raise node.refuse("UNSTATED", "the source does not say")
        if node.text == "job-fraction":
            return workplace.job_fraction
        return parse_number(node.text)

    def minor_units(self, node: Node, workplace: Workplace | None) -> Fraction:
        """A value as an exact number of minor units, refused where it is negative."""
        exact = self.value(node, workplace) * 10**self.programme.digits
        if exact < 0:
            raise node.refuse("VALUE", "the amount is negative")
        return exact

    def rounded(self, exact: Fraction, node: Node) -> int:
        """Minor units rounded once by the mode in force at `node`; refused where none is."""
        if exact.denominator == 1:
            return exact.numerator
        mode = node.inherited("rounding")
        if mode is None:
            raise node.refuse("REFUSED", "not a whole number of minor units, and no rounding")
        self.use(mode)
        return round_to_whole(exact, mode.text)

    def holds(self, requires: Node | None, workplace: Workplace) -> bool:
        """Whether all terms of a condition hold for the workplace; no condition always holds."""
        if requires is None:
            return True
        true_names = self.case.traits | workplace.traits
        true_names |= {name for name, item in self.case.decisions.items() if item.decided}
        return all((name in true_names) == wanted for name, wanted in condition_terms(requires))

    def moment(self, node: Node, workplace: Workplace) -> datetime.date | None:
        """The day of a moment, or None where the case does not give it."""
        if node.text == "agreement":
            return self.case.agreement
        if node.text == "employment":
            return workplace.employed
        if node.text in MOMENTS:
            raise node.refuse("REFUSED", f"{node.text!r} is no day here")
        return self.case.dates.get(node.text)

    # --------------------------------------------------------------------- schedule

    def pay(self, part: Node, claim: int | None, workplace: Workplace) -> tuple[int, int, bool]:
        """The amount with own, the own contribution, and whether the ceiling was paid for want of a
        claim: value, then claim, then rounding."""
        amount = part.need("amount")
        flat, ceiling = amount.get("flat"), amount.get("up-to")
        rule = flat or ceiling
        self.use(rule)
        exact = self.minor_units(rule, workplace)
        if ceiling is not None and claim is not None:
            exact = min(exact, Fraction(claim))
        sum_with_own = checked_money(self.rounded(exact, rule))
        if flat is not None and claim is not None and claim != sum_with_own:
            raise amount.refuse("REFUSED", f"a claim of {claim} where {sum_with_own} is paid flat")
        own = 0
        if (own_rule := part.get("own")) is not None:
            self.use(own_rule)
            own = self.rounded(self.minor_units(own_rule, workplace), own_rule)
            if own > sum_with_own:
                raise own_rule.refuse("REFUSED", f"own {own} is above the amount {sum_with_own}")
        return sum_with_own, own, ceiling is not None and claim is None

    def schedule_grant(self, workplace: Workplace) -> None:
        """The instalment of month 0, and what was requested."""
        grant, claim = self.programme.grant, workplace.claims.get("grant")
        if grant is None:
            return
        self.use(grant.get("requires"))
        if not self.holds(grant.get("requires"), workplace):
            self.requested += claim or 0
            return
        sum_with_own, own, ceiling = self.pay(grant, claim, workplace)
        self.requested += sum_with_own if claim is None else claim
        self.instalments.append(
            Instalment(
                workplace=workplace.place,
                part="grant",
                rank=0,
                month=0,
                first=None,
                last=None,
                due=self.due_day_of_grant(grant, workplace),
                amount=sum_with_own - own,
                own=own,
                ceiling=ceiling,
            )
        )

    def due_day_of_grant(self, grant: Node, workplace: Workplace) -> datetime.date | None:
        """The agreement, unless `due` names another moment and a number of days after it."""
        due = grant.get("due")
        if due is None:
            return self.case.agreement
        day = self.moment(due.need("from"), workplace)
        days = parse_whole(due.need("days").text)
        if day is None:
            return None
        self.use(due)
        return days_after(day, days)

    def schedule_bridging(self, workplace: Workplace) -> None:
        """The months of every phase that is granted to the workplace."""
        next_place = 1
        claims_taken = dict.fromkeys(self.programme.stages, 0)
        for rank, phase in enumerate(self.programme.phases, start=1):
            start, requires = phase.get("start"), phase.get("requires")
            self.use(requires)
            if not self.holds(requires, workplace):
                continue
            self.use(start)
            own_place = parse_whole(start.text) if start is not None else next_place
            self.use(phase.need("months"))
            if phase.need("months").text == "unstated":
                raise phase.need("months").refuse("UNSTATED", "the source does not say")
            months = parse_whole(phase.need("months").text)
            begin = self.first_month(requires, own_place, workplace)
            if begin + months - 1 > LAST_MONTH_OF_A_SCHEDULE:
                raise phase.refuse("LIMIT", "the schedule is longer than 1 200 months")
            name = phase.need("name").text
            for month in range(begin, begin + months):
                claim = workplace.claims.get(name)
                if isinstance(claim, list):
                    claim = self.claim_of_month(claim, claims_taken[name], phase)
                claims_taken[name] += 1
                self.schedule_month(workplace, phase, rank, month, claim)
            next_place = begin + months
        for name, claim in workplace.claims.items():
            if isinstance(claim, list) and claims_taken[name] not in (0, len(claim)):
                raise Refusal("REFUSED", f"{name}: {len(claim)} sums claimed for fewer months")

    def claim_of_month(self, claims: list[int], place: int, phase: Node) -> int:
        """The claim at `place` of the stage's months, refused where the list is too short."""
        if place >= len(claims):
            raise phase.refuse("REFUSED", f"only {len(claims)} sums claimed for more months")
        return claims[place]

    def schedule_month(
        self, workplace: Workplace, phase: Node, rank: int, month: int, claim: int | None
    ) -> None:
        """One month of a phase."""
        sum_with_own, own, ceiling = self.pay(phase, claim, workplace)
        first = self.month_start(month, workplace)
        last = days_after(self.month_start(month + 1, workplace), -1)
        self.use(self.programme.bridging.need("from"))
        self.instalments.append(
            Instalment(
                workplace=workplace.place,
                part=phase.need("name").text,
                rank=rank,
                month=month,
                first=first,
                last=last,
                due=self.due_day_of_month(first),
                amount=sum_with_own - own,
                own=own,
                ceiling=ceiling,
            )
        )

    def month_start(self, month: int, workplace: Workplace) -> datetime.date:
        """The first day of month 1, 2, …: always counted from the anchor."""
        bridging = self.programme.bridging
        anchor = self.moment(bridging.need("from"), workplace)
        if anchor is None:
            raise bridging.need("from").refuse("REFUSED", "the case does not give this day")
        year, month_of_year = month_after(anchor, month - 1)
        last = last_day_of_month(year, month_of_year)
        if anchor.day <= last:
            return datetime.date(year, month_of_year, anchor.day)
        rule = bridging.get("month-end")
        if rule is None or rule.text == "refuse":
            raise bridging.refuse("REFUSED", f"{anchor} + {month - 1} months does not exist")
        self.use(rule)
        end_of_month = datetime.date(year, month_of_year, last)
        return end_of_month if rule.text == "clamp" else days_after(end_of_month, 1)

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

    def first_month(self, requires: Node | None, own_place: int, workplace: Workplace) -> int:
        """The month with which a granted phase starts: its own place, or later by its decisions."""
        begin = own_place
        for name, wanted in condition_terms(requires) if requires is not None else []:
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
        anchor = self.moment(self.programme.bridging.need("from"), workplace)
        if anchor is None:
            return own_place
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
