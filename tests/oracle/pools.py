"""Pools: what there is to hand out in a call, or in all calls."""

from __future__ import annotations

from case import Case, Workplace
from literals import Refusal, checked_money, format_money, parse_whole, round_to_whole
from nodes import Node
from oracle import Assessment
from programme import Programme
from schedule import ENTITY, Instalment
from values import Rules, Scope


class Pool:
    """One cap `per: programme`, or one `per: call` in one round."""

    def __init__(self, cap: Node, programme: Programme, number: int | None):
        self.cap = cap
        self.programme = programme
        self.round = number
        self.counts = cap.get("workplaces") is not None
        self.limit = limit_of(cap, programme)
        self.used = 0
        self.financing: dict[str, int] = {}

    @property
    def left(self) -> int:
        """Minor units or workplaces that are left."""
        return self.limit - self.used

    def items(self, assessment: Assessment, kept: list[Workplace]) -> list[Instalment]:
        """The instalments that count: of the workplaces, and the entity's own, for which the
        condition holds."""
        requires = self.cap.get("requires")
        places = {item.place for item in kept if assessment.holds(requires, item)}
        if assessment.holds(requires, None):
            places.add(ENTITY)
        return assessment.capped(self.cap, places)

    def needed(self, assessment: Assessment, kept: list[Workplace]) -> int:
        """What an application needs of the pool."""
        items = self.items(assessment, kept)
        if self.counts:
            return len({item.workplace for item in items if item.amount > 0} - {ENTITY})
        return sum(item.amount for item in items)

    def take(self, assessment: Assessment, kept: list[Workplace]) -> None:
        """Take what an application gets; `assessment` has been split between the funds."""
        self.used += self.needed(assessment, kept)
        for item in self.items(assessment, kept):
            for fund, part in item.financing.items():
                self.financing[fund] = checked_money(self.financing.get(fund, 0) + part)

    def text(self, measure: int) -> str:
        """Money in major units, or a number."""
        return str(measure) if self.counts else format_money(measure, self.programme.digits)


def limit_of(cap: Node, programme: Programme) -> int:
    """The limit, which needs no case: cut down to minor units."""
    if (workplaces := cap.get("workplaces")) is not None:
        return parse_whole(workplaces.text)
    amount = cap.need("amount")
    for node in amount.walk():
        if node.is_mapping and any(node.get(key) for key in ("series", "requires", "from")):
            raise Refusal("VALUE", f"{node.path}: the limit of a pool needs no case")
    rules = Rules(programme, Case("", None, {}, None))
    return checked_money(round_to_whole(rules.minor_units(amount, Scope()), "floor"))
