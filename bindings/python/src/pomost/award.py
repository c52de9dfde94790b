# SPDX-License-Identifier: Apache-2.0
"""Awards: the computed result for a case."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cached_property

from ._call import call_for_text
from ._tables import Tables
from ._values import day, explained
from .rows import Assumption, Cap, Difference, Explanation, Instalment, Workplace

__all__ = ["Award"]


class Award(Tables):
    """What a programme pays for a case. Immutable; threads may use one together.

    Made by `Case.assess`. It owns its memory; a view of a column keeps that memory after the
    award itself is gone. Money is `Decimal` in major units, with the digits of the currency.

    Tables: "award", "parts", "workplaces", "instalments", "financing", "caps", "assumptions",
    "explanations"; a `Settlement` has more, which are empty in an award. The workplace of an
    instalment is its place in "workplaces", and -1 for what is paid once for the entity.
    """

    _object = "award"

    # Reports

    def json(self) -> str:
        """The award as JSON, by the schema `pomost.award/1`; ends in LF."""
        return self._report("json")

    def csv(self) -> str:
        """The instalments as CSV."""
        return self._report("csv")

    def text(self) -> str:
        """The award for people."""
        return self._report("text")

    def diff(self, other: Award) -> list[Difference]:
        """What differs: each sum, workplace and instalment that is not the same in both awards, or
        that only one of them has. Empty where nothing differs.

        This award is the left one. Raises MismatchError where the other is of another currency.
        """
        report = call_for_text("pomost_award_diff", self._handle, other._handle, b"json")
        rows = json.loads(report)["differences"]
        return [Difference(row["figure"], row["left"], row["right"]) for row in rows]

    # The award as a whole

    @cached_property
    def programme_id(self) -> str:
        """The id of the programme."""
        return self._word("programme")

    @cached_property
    def case_id(self) -> str:
        """The id of the case."""
        return self._word("case")

    @cached_property
    def currency(self) -> str:
        """The code of the currency, of ISO 4217."""
        return self._word("currency")

    @cached_property
    def requested(self) -> Decimal:
        """The claims for the grant, with the ceiling or flat amount where nothing was claimed."""
        return self._sum("requested")

    @cached_property
    def grant(self) -> Decimal:
        """All grants."""
        return self._sum("grant")

    @cached_property
    def bridging(self) -> Decimal:
        """The bridging support of all workplaces."""
        return self._sum("bridging")

    @cached_property
    def total(self) -> Decimal:
        """All that is awarded."""
        return self._sum("total")

    def _parts(self, kind: str) -> dict[str, Decimal]:
        names = self.text_column("parts", "name")
        kinds = self.text_column("parts", "kind")
        amounts = self._amounts("parts", "amount")
        return {name: amount for name, its, amount in zip(names, kinds, amounts) if its == kind}

    @cached_property
    def phases(self) -> dict[str, Decimal]:
        """What each phase of bridging comes to, by its name, in the programme's order."""
        return self._parts("phase")

    @cached_property
    def components(self) -> dict[str, Decimal]:
        """What each component comes to, by its name, in the programme's order."""
        return self._parts("component")

    @cached_property
    def financing(self) -> dict[str, Decimal]:
        """What each fund pays, by its name, in the programme's order; empty without funds."""
        return self._fund_sums()

    # Rows as objects

    @cached_property
    def workplaces(self) -> tuple[Workplace, ...]:
        """The workplaces in the order of the case.

        Where something is paid once for the entity, they are less than the sums of the award.
        """
        names = ("grant", "bridging", "components", "total")
        ids = self.text_column("workplaces", "id")
        return tuple(map(Workplace, ids, *(self._amounts("workplaces", name) for name in names)))

    @cached_property
    def instalments(self) -> tuple[Instalment, ...]:
        """The instalments by the day when they are due."""
        column = {
            name: self.column("instalments", name)
            for name in ("workplace", "part", "month", "from", "to", "due", "ceiling")
        }
        ids = self.text_column("workplaces", "id")
        parts = self.text_column("parts", "name")
        return tuple(
            map(
                Instalment,
                (ids[place] if place >= 0 else None for place in column["workplace"]),
                (parts[place] for place in column["part"]),
                column["month"],
                map(day, column["from"]),
                map(day, column["to"]),
                map(day, column["due"]),
                self._amounts("instalments", "amount"),
                map(bool, column["ceiling"]),
                self._fund_parts("instalments"),
            )
        )

    @cached_property
    def caps(self) -> tuple[Cap, ...]:
        """The caps of the case in their order, also those that took nothing."""
        return tuple(
            map(
                Cap,
                self.text_column("caps", "rule"),
                self._amounts("caps", "before"),
                self._amounts("caps", "after"),
            )
        )

    @cached_property
    def assumptions(self) -> tuple[Assumption, ...]:
        """The assumptions that the figures rest on."""
        texts = self.text_column("assumptions", "text")
        return tuple(map(Assumption, self.text_column("assumptions", "rule"), texts))

    @cached_property
    def explanations(self) -> tuple[Explanation, ...]:
        """Where each figure comes from; empty unless the case was assessed with `explain`."""
        names = ("figure", "rule", "source", "inputs", "exact", "mode", "result")
        texts = [self.text_column("explanations", name) for name in names]
        return tuple(
            Explanation(
                figure=figure,
                rule=rule or None,
                source=source or None,
                inputs=json.loads(inputs),
                exact=exact,
                mode=mode or None,
                result=explained(result),
            )
            for figure, rule, source, inputs, exact, mode, result in zip(*texts)
        )

    def __repr__(self) -> str:
        return (
            f"<{type(self).__name__} {self.programme_id} {self.case_id}: "
            f"{self.total} {self.currency}>"
        )
