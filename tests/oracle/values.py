"""Values: what a rule is worth for a workplace or the entity, and which rules were used for it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from fractions import Fraction

from case import Case, Workplace
from grammar import condition_terms, read_number_or_band
from literals import (
    Refusal,
    days_after,
    last_day_of_month,
    month_after,
    parse_date,
    parse_number,
    round_to_whole,
)
from nodes import Node
from programme import Programme


@dataclass(frozen=True)
class Scope:
    """For whom and when a value is looked up. Without a workplace it is the entity's."""

    workplace: Workplace | None = None
    requires: Node | None = None
    month: datetime.date | None = None
    bridging_end: datetime.date | None = None
    length: int | None = None


def start_of(row: Node) -> datetime.date | None:
    """The first day of a row of a table, where it has one."""
    start = row.get("from")
    return parse_date(start.text) if start is not None else None


class Rules:
    """A programme applied to a case, and the paths of the rules used."""

    def __init__(self, programme: Programme, case: Case):
        self.programme = programme
        self.case = case
        self.used_paths: set[str] = set()

    def use(self, node: Node | None) -> None:
        """Remember that the value of this node was used for a figure."""
        if node is not None:
            self.used_paths.update(leaf.path for leaf in node.leaves())

    # ----------------------------------------------------------------------- values

    def value(self, node: Node, scope: Scope) -> Fraction:
        """A value in major units (or a plain factor), exact."""
        if node.is_mapping:
            if (table := node.get("table")) is not None:
                return self.value_of_table(node, table.items(), scope)
            if (name := node.get("series")) is not None:
                day = self.moment_of_value(node, scope)
                return self.programme.series[name.text].row_on(day).value
            if (factors := node.get("times")) is not None:
                product = Fraction(1)
                for factor in factors.items():
                    product *= self.value(factor, scope)
                return product
            if (choices := node.get("least")) is not None:
                return min([self.value(item, scope) for item in choices.items()])
            return max([self.value(item, scope) for item in node.need("greatest").items()])
        if node.text == "unstated":
            raise node.refuse("UNSTATED", "the source does not say")
        if node.text == "job-fraction":
            return scope.workplace.job_fraction
        return parse_number(node.text)

    def value_of_table(self, node: Node, rows: list[Node], scope: Scope) -> Fraction:
        """The value of the first row in force that matches."""
        starts = [start_of(row) for row in rows]
        latest, later = None, []
        if any(start is not None for start in starts):
            day = self.moment_of_value(node, scope)
            latest = max((start for start in starts if start and start <= day), default=None)
            later = [row for row, start in zip(rows, starts) if start and start > day]
        in_force = [row for row, start in zip(rows, starts) if start == latest]
        if any(row.get("months") is not None for row in in_force) and scope.length is None:
            raise node.refuse("KEY_MISSING", "the workplace has no months")
        for row in in_force:
            if self.row_matches(row, scope):
                self.use(row)
                if later:
                    self.use(later[0].need("from"))
                return self.value(row.need("value"), scope)
        raise node.refuse("REFUSED", "no row matches")

    def row_matches(self, row: Node, scope: Scope) -> bool:
        """Whether the job fraction, the months and the condition of a row hold."""
        fraction, months = row.get("job-fraction"), row.get("months")
        if fraction is not None and not read_number_or_band(fraction).holds(
            scope.workplace.job_fraction
        ):
            return False
        if months is not None and not read_number_or_band(months, whole=True).holds(scope.length):
            return False
        return self.holds(row.get("requires"), scope.workplace)

    def minor_units(self, node: Node, scope: Scope) -> Fraction:
        """A value as an exact number of minor units, refused where it is negative."""
        self.use(node)
        exact = self.value(node, scope) * 10**self.programme.digits
        if exact < 0:
            raise node.refuse("VALUE", "the amount is negative")
        return exact

    def rounded(self, exact: Fraction, node: Node, kind: str = "UNSTATED") -> int:
        """Minor units rounded once by the mode in force at `node`; refused where none is."""
        if exact.denominator == 1:
            return exact.numerator
        mode = node.inherited("rounding")
        if mode is None:
            raise node.refuse(kind, "not a whole number of minor units, and no rounding")
        self.use(mode)
        return round_to_whole(exact, mode.text)

    def holds(self, requires: Node | None, workplace: Workplace | None) -> bool:
        """Whether all terms of a condition hold for the workplace, or for the entity; no condition
        always holds."""
        true_names = self.case.traits | (workplace.traits if workplace else set())
        true_names |= {name for name, item in self.case.decisions.items() if item.decided}
        return all((name in true_names) == wanted for name, wanted in condition_terms(requires))

    # ---------------------------------------------------------------------- moments

    def moment_of_value(self, node: Node, scope: Scope) -> datetime.date:
        """The day that the nearest `at` names, which the case must give."""
        at = node.inherited("at")
        self.use(at)
        return self.needed_moment(at, scope)

    def needed_moment(self, node: Node, scope: Scope) -> datetime.date:
        """The day of a moment, or a refusal where the case does not give it."""
        day = self.moment(node, scope)
        if day is None:
            raise node.refuse("KEY_MISSING", f"there is no day for {node.text!r}")
        return day

    def moment(self, node: Node, scope: Scope) -> datetime.date | None:
        """The day of a moment, or None where the case does not give it."""
        if node.text == "agreement":
            return self.case.agreement
        if node.text == "employment":
            return scope.workplace.employed
        if node.text == "month":
            return scope.month
        if node.text == "bridging-end":
            return scope.bridging_end
        if node.text == "decision":
            return self.decision_of(scope.requires, "day")
        return self.case.dates.get(node.text)

    def decision_of(self, requires: Node | None, what: str):
        """The first thing of this kind that the decisions required give, in their order."""
        for name, wanted in condition_terms(requires):
            decision = self.case.decisions.get(name)
            if wanted and decision is not None and decision.decided:
                if (found := getattr(decision, what)) is not None:
                    return found
        return None

    def months_after(self, anchor: datetime.date, months: int) -> datetime.date:
        """The day so many months after the anchor, by `month-end` where it does not exist."""
        year, month = month_after(anchor, months)
        last = last_day_of_month(year, month)
        if anchor.day <= last:
            return datetime.date(year, month, anchor.day)
        bridging = self.programme.bridging
        rule = bridging.get("month-end") if bridging is not None else None
        if rule is None or rule.text == "refuse":
            kind = "UNSTATED" if rule is None else "REFUSED"
            raise Refusal(kind, f"month-end: {anchor} + {months} months does not exist")
        self.use(rule)
        end_of_month = datetime.date(year, month, last)
        return end_of_month if rule.text == "clamp" else days_after(end_of_month, 1)
