"""The first step: the instalments of workplaces and entity, before caps and financing."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field, replace
from fractions import Fraction

from case import Case, Workplace, check_count, check_job_fraction
from grammar import read_band
from literals import Refusal, checked_money, days_after, last_day_of_month, parse_whole
from months import LAST, LAST_MONTH_OF_A_SCHEDULE, WHOLE, Months, Row, Stretch
from nodes import Node
from programme import Lump, Programme
from values import Scope

MOST_INSTALMENTS = 250_000
ENTITY = -1


@dataclass
class Instalment:
    """One sum due: a grant or component (month 0), or one month of a phase."""

    workplace: int
    part: str
    rank: int
    cut_rank: int
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

    @property
    def is_month(self) -> bool:
        """Whether it is a month of the bridging."""
        return self.month > 0


@dataclass
class Price:
    """A month amount, exact, and whether a ceiling was paid for want of a claim."""

    exact: Fraction
    ceiling: bool


@dataclass(frozen=True)
class GrantedPhase:
    """A phase as a workplace has it."""

    workplace: Workplace
    node: Node
    rank: int
    stretch: Stretch
    claims: int | list[int] | None


class Schedule(Months):
    """The instalments of a case in the order of section 8."""

    def __init__(self, programme: Programme, case: Case):
        super().__init__(programme, case)
        self.requested = 0
        self.instalments: list[Instalment] = []
        self.bridging_ends: dict[int, datetime.date] = {}
        self.granted: set[tuple[int, str]] = set()
        self.granted_phases: list[GrantedPhase] = []
        self.judge_needs()
        for workplace in case.workplaces:
            self.schedule_bridging(workplace)
            if len(self.instalments) > MOST_INSTALMENTS:
                raise Refusal("LIMIT", "more than 250 000 instalments")
        for lump in programme.lumps:
            for workplace in [None] if lump.per_entity else case.workplaces:
                self.schedule_lump(lump, workplace)
        self.instalments.sort(key=Instalment.order)

    def judge_needs(self) -> None:
        """What the programme needs of entity and workplaces."""
        for need in self.programme.needs:
            self.use(need.get("requires"))
            if need.get("job-fraction") is None:
                if self.holds(need.get("requires"), None):
                    self.use(need)
                    check_count(need, self.case)
                continue
            for workplace in self.case.workplaces:
                if self.holds(need.get("requires"), workplace):
                    self.use(need)
                    check_job_fraction(need, workplace)

    def price(self, rule_of: Node, claim: int | None, scope: Scope) -> tuple[Node, Price]:
        """The rule and the exact amount: value, then claim. A claim on a flat amount must equal the
        rounded sum."""
        amount = rule_of.need("amount")
        flat, ceiling = amount.get("flat"), amount.get("up-to")
        rule = flat or ceiling
        for key in ("per", "spread"):
            self.use(amount.get(key))
        exact = self.minor_units(rule, scope)
        if ceiling is not None and claim is not None:
            exact = min(exact, Fraction(claim))
        if flat is not None and claim is not None and claim != self.rounded(exact, rule):
            raise amount.refuse("VALUE", f"a claim of {claim} where {exact} is paid flat")
        return rule, Price(exact, ceiling is not None and claim is None)

    # ----------------------------------------------------------- grant and components

    def schedule_lump(self, lump: Lump, workplace: Workplace | None) -> None:
        """The instalment of month 0, and what was requested of the grant."""
        node = lump.node
        claim = (workplace.claims if workplace else self.case.claims).get(lump.name)
        if lump.name not in self.case.without:
            self.use(node.get("requires"))
        if lump.name in self.case.without or not self.holds(node.get("requires"), workplace):
            self.requested += (claim or 0) if lump.name == "grant" else 0
            return
        self.use(node.get("per"))
        place = workplace.place if workplace else ENTITY
        scope = Scope(
            workplace=workplace,
            requires=node.get("requires"),
            bridging_end=self.bridging_ends.get(place),
            length=workplace.months if workplace else None,
        )
        due = self.due_day_of_lump(node, scope)
        scope = replace(scope, month=due)
        rule, price = self.price(node, claim, scope)
        sum_with_own = checked_money(self.rounded(price.exact, rule))
        own = self.own_of(node, sum_with_own, scope)
        if lump.name == "grant":
            self.requested += sum_with_own if claim is None else claim
        self.granted.add((place, lump.name))
        cut_rank = lump.rank + len(self.programme.phases) if lump.rank else 0
        self.instalments.append(
            Instalment(
                workplace=place,
                part=lump.name,
                rank=lump.rank,
                cut_rank=cut_rank,
                month=0,
                first=None,
                last=None,
                due=due,
                amount=sum_with_own - own,
                own=own,
                ceiling=price.ceiling,
            )
        )

    def own_of(self, node: Node, sum_with_own: int, scope: Scope) -> int:
        """The own contribution to an amount."""
        rule = node.get("own")
        if rule is None:
            return 0
        own = self.rounded(self.minor_units(rule, scope), rule)
        if own > sum_with_own:
            raise rule.refuse("VALUE", f"own {own} is above the amount {sum_with_own}")
        return own

    def due_day_of_lump(self, node: Node, scope: Scope) -> datetime.date | None:
        """The agreement, unless `due` names another moment and a number of days after it."""
        due = node.get("due")
        if due is None:
            return self.case.agreement
        day = self.moment(due.need("from"), scope)
        days = parse_whole(due.need("days").text)
        if day is None:
            return None
        self.use(due)
        return days_after(day, days)

    # ------------------------------------------------------------------------ bridging

    def schedule_bridging(self, workplace: Workplace) -> None:
        """The months of every phase that is granted to the workplace."""
        next_place, after = 1, None
        taken = dict.fromkeys(self.programme.stages, 0)
        for rank, phase in enumerate(self.programme.phases, start=1):
            start, requires = phase.get("start"), phase.get("requires")
            name = phase.need("name").text
            if name in self.case.without:
                continue
            self.use(requires)
            if not self.holds(requires, workplace):
                continue
            self.use(start)
            self.check_application(phase, workplace)
            months, at_its_end = self.length(phase, workplace)
            own_place = parse_whole(start.text) if start is not None else next_place
            begin = self.first_month(requires, own_place, workplace)
            if begin + months - 1 > LAST_MONTH_OF_A_SCHEDULE:
                raise phase.refuse("LIMIT", "the schedule is longer than 1 200 months")
            self.granted.add((workplace.place, name))
            claims = self.claims_of_phase(phase, workplace, taken[name], months)
            taken[name] += months
            stretch = self.stretch(workplace, begin, months, after if start is None else None)
            granted = GrantedPhase(workplace, phase, rank, stretch, claims)
            self.granted_phases.append(granted)
            after = self.schedule_phase(granted, at_its_end)
            next_place = begin + months
        for name, claim in workplace.claims.items():
            if isinstance(claim, list) and taken[name] not in (0, len(claim)):
                raise Refusal("VALUE", f"{name}: {len(claim)} sums claimed for fewer months")

    def check_application(self, phase: Node, workplace: Workplace) -> None:
        """An application before its day is refused."""
        rule = phase.get("apply-after")
        if rule is None:
            return
        self.use(rule)
        applied = self.decision_of(phase.get("requires"), "applied")
        if applied is None:
            raise rule.refuse("KEY_MISSING", "no decision says when it was applied for")
        day = self.needed_moment(rule.need("from"), Scope(workplace))
        if applied < self.months_after(day, parse_whole(rule.need("months").text)):
            raise rule.refuse("REFUSED", f"{applied} is too early")

    def length(self, phase: Node, workplace: Workplace) -> tuple[int, bool]:
        """The months of a granted phase, and whether they are the upper end of a range."""
        rule = phase.need("months")
        self.use(rule)
        if not rule.is_mapping:
            if rule.text == "unstated":
                raise rule.refuse("UNSTATED", "the source does not say")
            return parse_whole(rule.text), False
        band = read_band(rule, whole=True)
        given = [
            workplace.months,
            self.decision_of(phase.get("requires"), "months"),
            self.case.months.get(phase.need("name").text),
        ]
        number = next((number for number in given if number is not None), None)
        if number is None:
            if band.most() is None:
                raise rule.refuse("KEY_MISSING", "the case gives no number of months")
            return band.most(), True
        if not band.holds(number):
            raise rule.refuse("REFUSED", f"{number} months are outside the range")
        return number, False

    def claims_of_phase(
        self, phase: Node, workplace: Workplace, taken: int, months: int
    ) -> int | list[int] | None:
        """The claim for each month or for the whole phase; of a list, this phase's own sums."""
        claim = workplace.claims.get(phase.need("name").text)
        spread = phase.need("amount").get("spread")
        if spread is not None and spread.text == "as-claimed" and not isinstance(claim, list):
            raise spread.refuse("KEY_MISSING", "the case gives no list of tranches")
        if isinstance(claim, list):
            if spread is not None and spread.text != "as-claimed":
                raise spread.refuse("TYPE", "one sum is claimed for the whole phase")
            claim = claim[taken : taken + months]
            if len(claim) < months:
                raise phase.refuse("VALUE", "fewer sums are claimed than there are months")
        return claim

    def schedule_phase(self, granted: GrantedPhase, at_its_end: bool) -> datetime.date | None:
        """The instalments of one phase; gives its last day where the next one must know it."""
        workplace, stretch = granted.workplace, granted.stretch
        limit = self.limit_day(workplace)
        if stretch.begin >= limit:
            return None
        amounts = Amounts(self, granted)
        for row in self.rows(stretch, workplace, limit):
            amount, ceiling = amounts.of_row(row, limit)
            last = min(row.last, days_after(limit, -1))
            ends = self.bridging_ends
            ends[workplace.place] = max(ends.get(workplace.place, last), last)
            self.instalments.append(
                Instalment(
                    workplace=workplace.place,
                    part=granted.node.need("name").text,
                    rank=len(self.programme.components) + granted.rank,
                    cut_rank=granted.rank,
                    month=row.month,
                    first=row.first,
                    last=last,
                    due=self.due_day_of_month(row.first),
                    amount=checked_money(amount),
                    own=0,
                    ceiling=ceiling or at_its_end,
                )
            )
        return self.last_day(stretch, workplace) if stretch.in_parts else None


class Amounts:
    """The amounts of the rows of one phase of one workplace."""

    def __init__(self, schedule: Schedule, granted: GrantedPhase):
        phase, stretch = granted.node, granted.stretch
        self.schedule = schedule
        self.phase = phase
        self.scope = Scope(
            workplace=granted.workplace, requires=phase.get("requires"), length=stretch.months
        )
        self.stretch = stretch
        self.claims = granted.claims
        amount = phase.need("amount")
        self.rule = amount.get("flat") or amount.get("up-to")
        self.spread = amount.get("spread")
        self.prices: dict[int, Price] = {}
        if self.spread is not None:
            self.prices = dict(enumerate(self.price_of_phase()))

    def price_of_phase(self) -> list[Price]:
        """The total, rounded once, spread over the months."""
        scope = replace(self.scope, month=self.stretch.begin)
        months = self.stretch.months
        if isinstance(self.claims, list):
            claim = sum(self.claims)
            _, price = self.schedule.price(self.phase, None, scope)
            total = checked_money(self.schedule.rounded(price.exact, self.rule))
            is_flat = self.phase.need("amount").get("flat") is not None
            if claim > total or (is_flat and claim != total):
                raise self.phase.refuse("VALUE", f"the tranches make {claim}, not {total}")
            return [Price(Fraction(sum_claimed), False) for sum_claimed in self.claims]
        _, price = self.schedule.price(self.phase, self.claims, scope)
        total = checked_money(self.schedule.rounded(price.exact, self.rule))
        each, rest = divmod(total, months)
        parts = [each] * months
        if self.spread.text == "rest-last":
            parts[-1] += rest
        elif self.spread.text == "rest-first":
            parts[0] += rest
        else:
            parts = [each + (1 if place < rest else 0) for place in range(months)]
        return [Price(Fraction(part), price.ceiling) for part in parts]

    def price(self, row: Row) -> Price:
        """The month amount that a row takes or parts; `month` is its first day."""
        if row.amount not in self.prices:
            claim = self.claims[row.amount] if isinstance(self.claims, list) else self.claims
            scope = replace(self.scope, month=row.first)
            _, self.prices[row.amount] = self.schedule.price(self.phase, claim, scope)
        return self.prices[row.amount]

    def rounded(self, exact: Fraction) -> int:
        """Minor units by the mode of the amount."""
        return checked_money(self.schedule.rounded(exact, self.rule, "UNSTATED"))

    def of_row(self, row: Row, limit: datetime.date) -> tuple[int, bool]:
        """The amount of a row, cut where the limit falls into it."""
        price = self.price(row)
        exact = price.exact
        if row.kind != WHOLE:
            exact = Fraction(self.part(row.kind, exact))
        if limit > row.last:
            return checked_money(self.schedule.rounded(exact, self.rule)), price.ceiling
        mode = self.schedule.part_months()
        if mode == "whole":
            return self.rounded(exact), price.ceiling
        if mode == "none":
            return 0, price.ceiling
        days, whole = (limit - row.first).days, (row.last - row.first).days + 1
        return self.rounded(exact * self.schedule.share(row.first, days, whole)), price.ceiling

    def part(self, kind: str, exact: Fraction) -> int:
        """The first part of month amount 1, or what it left for the last part."""
        begin = self.stretch.begin
        whole = last_day_of_month(begin.year, begin.month)
        before = self.schedule.share(begin.replace(day=1), begin.day - 1, whole)
        left = self.rounded(exact * before)
        return left if kind == LAST else self.rounded(exact) - left
