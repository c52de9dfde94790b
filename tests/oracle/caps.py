"""The second and third step: caps lower instalments, then parts that go together are linked."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from aid import headroom
from case import Case
from literals import checked_money, parse_whole, round_to_whole
from nodes import Node
from programme import Programme
from schedule import ENTITY, Instalment, Schedule
from values import Scope


@dataclass
class CapResult:
    """What one cap found and left."""

    rule: str
    before: int
    after: int


@dataclass
class Group:
    """Instalments that share one limit, and for what it is looked up."""

    items: list[Instalment]
    scope: Scope


class Caps(Schedule):
    """The instalments after the caps."""

    def __init__(self, programme: Programme, case: Case):
        super().__init__(programme, case)
        self.caps: list[CapResult] = []
        checked_money(sum(item.amount for item in self.instalments))
        for cap in programme.caps:
            if cap.need("per").text in ("workplace", "entity", "entity-month"):
                self.apply_cap(cap)
        self.link_parts()

    def apply_cap(self, cap: Node) -> None:
        """Lower the instalments of each group to the cap's limit."""
        for key in ("on", "per", "requires", "amount", "workplaces", "aid"):
            self.use(cap.get(key))
        groups = self.groups(cap)
        before = sum(item.amount for group in groups for item in group.items)
        for group in groups:
            self.apply_to_group(cap, group)
        after = sum(item.amount for group in groups for item in group.items)
        self.caps.append(CapResult(cap.path, before, after))

    def groups(self, cap: Node) -> list[Group]:
        """The groups of a cap, each in the order of section 8."""
        per, requires = cap.need("per").text, cap.get("requires")
        scope = [item for item in self.case.workplaces if self.holds(requires, item)]
        if per == "workplace":
            return [
                Group(
                    self.capped(cap, {workplace.place}),
                    Scope(
                        workplace=workplace,
                        bridging_end=self.bridging_ends.get(workplace.place),
                        length=workplace.months,
                    ),
                )
                for workplace in scope
            ]
        places = {workplace.place for workplace in scope}
        if self.holds(requires, None):
            places.add(ENTITY)
        items = self.capped(cap, places)
        if per == "entity":
            for_entity = any(item.workplace == ENTITY for item in self.instalments)
            concerns_someone = bool(scope) or (ENTITY in places and for_entity)
            return [Group(items, Scope())] if concerns_someone else []
        months = sorted({month for item in items if (month := calendar_month(item)) is not None})
        return [
            Group([item for item in items if calendar_month(item) == month], Scope(month=month))
            for month in months
        ]

    def capped(self, cap: Node, places: set[int]) -> list[Instalment]:
        """The instalments of these workplaces that `on` names, in the order of section 8."""
        on = cap.need("on").text
        return [
            item
            for item in self.instalments
            if item.workplace in places
            and (on in ("total", item.part) or (on == "bridging" and item.is_month))
        ]

    def apply_to_group(self, cap: Node, group: Group) -> None:
        """Lower the instalments of one group to the cap's limit."""
        trim_rule = cap.get("trim")
        trim = trim_rule.text if trim_rule is not None else "refuse"
        limit = self.limit(cap, group)
        counts_workplaces = cap.get("workplaces") is not None
        excess = measure(group.items, counts_workplaces) - limit
        if excess <= 0:
            return
        self.use(trim_rule)
        if trim == "refuse":
            raise cap.refuse("REFUSED", f"the limit is exceeded by {excess}")
        if trim == "whole-workplaces":
            self.drop_workplaces(cap, group.items, limit, counts_workplaces)
        elif trim == "last-first":
            cut_last_first(group.items, excess)
        else:
            cut_proportionally(group.items, limit)

    def limit(self, cap: Node, group: Group) -> int:
        """Minor units or workplaces that the group may have, after what the entity had earlier."""
        per_entity = cap.need("per").text == "entity"
        if (workplaces := cap.get("workplaces")) is not None:
            earlier = self.case.earlier_workplaces if per_entity else 0
            return max(parse_whole(workplaces.text) - earlier, 0)
        if (aid := cap.get("aid")) is not None:
            return self.aid_limit(aid)
        exact = self.minor_units(cap.need("amount"), group.scope)
        if per_entity:
            exact -= self.case.earlier.get(cap.need("on").text, 0)
        return max(round_to_whole(exact, "floor"), 0)

    def aid_limit(self, aid: Node) -> int:
        """The headroom on the day of the agreement, cut down to minor units."""
        day = self.case.agreement
        if day is None:
            raise aid.refuse("KEY_MISSING", "the case has no agreement")
        row = self.programme.series[aid.text].row_on(day)
        left = headroom(row, self.case.aid, day)
        if row.currency != self.programme.currency:
            if self.case.rate is None:
                raise aid.refuse("KEY_MISSING", "the case has no rate")
            left *= self.case.rate
        return round_to_whole(left * 10**self.programme.digits, "floor")

    def drop_workplaces(
        self, cap: Node, items: list[Instalment], limit: int, count: bool
    ) -> None:
        """Drop workplaces with all their parts, the last of the case first, until the rest fits;
        what the entity itself gets is never dropped."""
        places = {item.workplace for item in items if item.amount > 0} - {ENTITY}
        for place in sorted(places, reverse=True):
            if measure(items, count) <= limit:
                return
            for item in self.instalments:
                if item.workplace == place:
                    item.amount = 0
        if measure(items, count) > limit:
            raise cap.refuse("REFUSED", "what is for the entity alone exceeds the limit")

    # ----------------------------------------------------------------------- linked

    def link_parts(self) -> None:
        """Where a part of `together` has nothing left, the others of the workplace go to zero."""
        together = self.programme.together
        self.use(self.programme.root.get("together"))
        for workplace in self.case.workplaces:
            items = [
                item
                for item in self.instalments
                if item.workplace == workplace.place and item.part in together
            ]
            with_something = {item.part for item in items if item.amount > 0}
            if set(together) - with_something:
                for item in items:
                    item.amount = 0


def calendar_month(item: Instalment) -> datetime.date | None:
    """The first day of the calendar month to which an instalment belongs."""
    day = item.first or item.due
    return day.replace(day=1) if day is not None else None


def measure(instalments: Iterable[Instalment], count: bool) -> int:
    """The workplaces that have something left, or the money."""
    if count:
        return len({item.workplace for item in instalments if item.amount > 0} - {ENTITY})
    return sum(item.amount for item in instalments)


def cut_last_first(instalments: list[Instalment], excess: int) -> None:
    """Take `excess` from the latest day back; on one day from the last workplace back (the entity
    last), and in it from components over the phase written last to the grant."""
    backwards = sorted(
        instalments,
        key=lambda item: (item.day(), item.workplace, item.cut_rank, item.month),
        reverse=True,
    )
    for item in backwards:
        taken = min(item.amount, excess)
        item.amount -= taken
        excess -= taken


def cut_proportionally(instalments: list[Instalment], limit: int) -> None:
    """Share `limit` among the workplaces, then each one's part among its instalments."""
    places = sorted({item.workplace for item in instalments})
    had = [sum(item.amount for item in instalments if item.workplace == place) for place in places]
    for place, part in zip(places, largest_remainder(limit, had)):
        own = [item for item in instalments if item.workplace == place]
        for item, amount in zip(own, largest_remainder(part, [item.amount for item in own])):
            item.amount = amount


def largest_remainder(whole: int, weights: list[int]) -> list[int]:
    """Parts of `whole` by weight, cut down; what is left goes, one each, to the largest remainders,
    of equal ones to the earlier."""
    total = sum(weights)
    if total == 0:
        return [0] * len(weights)
    parts = [whole * weight // total for weight in weights]
    remainders = [whole * weight % total for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda place: -remainders[place])
    for place in by_remainder[: whole - sum(parts)]:
        parts[place] += 1
    return parts
