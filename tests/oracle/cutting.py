"""What of a month is not paid, and because of what."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from itertools import groupby

from literals import checked_money, days_after
from months import Months
from nodes import Node
from schedule import Instalment
from spans import History


@dataclass(frozen=True)
class Piece:
    """A part of a month that is not paid: the event, whether it is paid later, and how much."""

    event: int
    moves: bool
    amount: int


@dataclass(frozen=True)
class Run:
    """Days of a month, one after the other, that share one cause (None: they are paid)."""

    begin: int
    end: int
    cause: tuple[int, bool] | None


def runs_of(first: datetime.date, last: datetime.date, history: History) -> list[Run]:
    """The days of a month, counted from 0, `end` not belonging to the run."""
    days = range((last - first).days + 1)
    runs = []
    for cause, group in groupby(days, lambda day: history.cause(days_after(first, day))):
        places = list(group)
        runs.append(Run(places[0], places[-1] + 1, cause))
    return runs


class Cutting(Months):
    """Cuts months by the spans of their workplace."""

    def rule_of(self, item: Instalment) -> Node:
        """The value by whose mode the months of a phase are rounded."""
        amount = self.programme.phases[item.cut_rank - 1].need("amount")
        return amount.get("flat") or amount.need("up-to")

    def pieces(self, item: Instalment, history: History) -> list[Piece]:
        """What of a month is not paid, by the days on which it acts."""
        if item.amount == 0:
            return []
        runs = runs_of(item.first, item.last, history)
        unpaid = [run for run in runs if run.cause is not None]
        if not unpaid:
            return []
        if len(runs) == 1:
            return [Piece(*unpaid[0].cause, item.amount)]
        mode = self.mode_of_parts(wholly=len(unpaid) == len(runs))
        if mode in ("whole", "none"):
            if mode == "whole" and len(unpaid) < len(runs):
                return []
            return [Piece(*unpaid[0].cause, item.amount)]
        return [Piece(*run.cause, self.part_of(item, run)) for run in unpaid]

    def mode_of_parts(self, wholly: bool) -> str:
        """The rule for parts of months. A month of which nothing is paid needs none: then, as under
        `none`, the first day says what happened to it."""
        rule = self.programme.bridging.get("part-months")
        if wholly and (rule is None or rule.text in ("whole", "none")):
            return "none"
        return self.part_months()

    def part_of(self, item: Instalment, run: Run) -> int:
        """The difference of the rounded running shares."""
        return self.up_to(item, run.end) - self.up_to(item, run.begin)

    def up_to(self, item: Instalment, days: int) -> int:
        """What the first days of a month are paid."""
        whole = (item.last - item.first).days + 1
        exact = item.amount * self.share(item.first, days, whole)
        return checked_money(self.rounded(exact, self.rule_of(item)))
