"""Months computed anew with another job fraction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from case import Workplace, check_job_fraction
from events import Event
from literals import Refusal
from months import LAST
from schedule import Amounts, GrantedPhase, Schedule


class Anew(Schedule):
    """The amounts of a phase for another job fraction."""

    def check_new_fraction(self, event: Event, workplace: Workplace) -> Workplace:
        """The workplace with the new fraction, which the programme must speak of and allow."""
        fraction = event.job_fraction
        if fraction < 1 and not self.programme.speaks_of(fraction):
            raise Refusal("REFUSED", f"events[{event.place}]: the programme does not speak of it")
        changed = replace(workplace, job_fraction=fraction)
        for need in self.programme.needs:
            if need.get("job-fraction") is not None and self.holds(need.get("requires"), changed):
                check_job_fraction(need, changed)
        return changed

    def amounts_anew(
        self, granted: GrantedPhase, event: Event, changed: Workplace
    ) -> Iterator[tuple[int, int]]:
        """Month number and amount of each month that begins on the day of the event or later."""
        limit = self.limit_day(changed)
        amount = granted.node.need("amount")
        is_flat = amount.get("flat") is not None
        spread = amount.get("spread")
        amounts = None
        rows = list(self.rows(granted.stretch, changed, limit))
        for row in rows:
            if row.first < event.on:
                continue
            if spread is not None and spread.text == "as-claimed":
                raise spread.refuse("REFUSED", "tranches of the case cannot be computed anew")
            if amounts is None:
                claims = None if is_flat else granted.claims
                amounts = Amounts(self, replace(granted, workplace=changed, claims=claims))
            if row.kind == LAST:  # it is what the first part left of the first month's amount
                amounts.price(rows[0])
            yield row.month, amounts.of_row(row, limit)[0]
