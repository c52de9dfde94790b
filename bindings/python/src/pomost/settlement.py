# SPDX-License-Identifier: Apache-2.0
"""Settlements: an award as it stands after its events, what goes back, and payments."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Optional

from ._call import Handle
from ._values import day, exact, known_day
from .award import Award
from .rows import (
    Candidate,
    Change,
    Claim,
    Difference,
    Event,
    InterestPeriod,
    Match,
    OpenInstalment,
    Payment,
    Repayment,
)

__all__ = ["Settlement"]


class Settlement(Award):
    """An award as it stands after the events of its case. Immutable; threads may use one together.

    Made by `Case.settle`, and by `Case.reconcile` with payments. Its sums, workplaces, instalments
    and financing are those that now stand. Rows name other rows by their places, from 0. It has the
    tables of an award, and "settlement", "events", "changes", "claims", "repayments", "interest",
    "payments", "matches", "candidates" and "open".
    """

    def __init__(self, handle: Handle, with_payments: bool) -> None:
        super().__init__(handle)
        self._with_payments = with_payments

    def json(self) -> str:
        """The settlement as JSON, by the schema `pomost.settlement/1`; ends in LF."""
        return super().json()

    def since(self, earlier: Award) -> list[Difference]:
        """A correction: what differs from an earlier settlement of the case, or from its award,
        which is the left one. Raises as `diff`.
        """
        return earlier.diff(self)

    # The settlement as a whole

    def _figure(self, name: str) -> Decimal:
        [amount] = self._amounts("settlement", name)
        return amount

    def _of_payments(self, name: str) -> Optional[Decimal]:
        return self._figure(name) if self._with_payments else None

    @cached_property
    def on(self) -> Optional[date]:
        """The day as of which it is settled; None where all events were taken."""
        [number] = self.column("settlement", "on")
        return day(number)

    @cached_property
    def due(self) -> Decimal:
        """What was due by the day, of the instalments that stand; of all of them without a day."""
        return self._figure("due")

    @cached_property
    def repaid(self) -> Decimal:
        """What goes back of all claims, without interest."""
        return self._figure("repaid")

    @cached_property
    def charged(self) -> Decimal:
        """The interest that is charged on all claims; 0 where none is computed."""
        return self._figure("interest")

    @cached_property
    def paid(self) -> Optional[Decimal]:
        """All payments above zero that were taken; None where none were given to hold against."""
        return self._of_payments("paid")

    @cached_property
    def returned(self) -> Optional[Decimal]:
        """What came back, above zero; None as for `paid`."""
        return self._of_payments("returned")

    @cached_property
    def balance(self) -> Optional[Decimal]:
        """What was due less what was paid and did not come back: below zero, too much was paid.
        None as for `paid`.
        """
        return self._of_payments("balance")

    @cached_property
    def mismatches(self) -> Optional[int]:
        """How many payments are short, over, unknown or ambiguous, and how many instalments are
        open; None as for `paid`.
        """
        [count] = self.column("settlement", "mismatches")
        return int(count) if self._with_payments else None

    @cached_property
    def reconciled(self) -> Optional[bool]:
        """Whether nothing is a mismatch; None as for `paid`."""
        return None if self.mismatches is None else self.mismatches == 0

    # Rows as objects

    def _workplace_names(self, table: str) -> list[Optional[str]]:
        ids = self.text_column("workplaces", "id")
        return [ids[at] if at >= 0 else None for at in self.column(table, "workplace")]

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The events that were taken, in the order of the case."""
        fractions = self.text_column("events", "to")
        return tuple(
            map(
                Event,
                map(known_day, self.column("events", "on")),
                self.text_column("events", "what"),
                self._workplace_names("events"),
                (exact(text) if text else None for text in fractions),
            )
        )

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What events changed, by instalment; empty where they changed nothing."""
        return tuple(
            map(
                Change,
                self.column("changes", "instalment"),
                self.column("changes", "event"),
                self._amounts("changes", "before"),
                self._amounts("changes", "after"),
            )
        )

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """What is to be paid back, a claim for each event that asks for it."""
        exacts = [text or None for text in self.text_column("claims", "exact")]
        interest = self._amounts("claims", "interest")
        return tuple(
            map(
                Claim,
                self.column("claims", "event"),
                self._amounts("claims", "repaid"),
                exacts,
                (amount if text else None for text, amount in zip(exacts, interest)),
                self._amounts("claims", "total"),
                map(day, self.column("claims", "deadline")),
            )
        )

    @cached_property
    def repayments(self) -> tuple[Repayment, ...]:
        """Of what the claims are made up, an instalment each, in the order of the claims."""
        return tuple(
            map(
                Repayment,
                self.column("repayments", "claim"),
                self.column("repayments", "instalment"),
                self.text_column("repayments", "kind"),
                map(Fraction, self.text_column("repayments", "share")),
                self._amounts("repayments", "paid"),
                self._amounts("repayments", "amount"),
                map(day, self.column("repayments", "day")),
            )
        )

    @cached_property
    def interest(self) -> tuple[InterestPeriod, ...]:
        """The days and rates of which interest is made up, in the order of the claims; empty
        without a day, or where the programme asks for no interest.
        """
        return tuple(
            map(
                InterestPeriod,
                self.column("interest", "claim"),
                map(known_day, self.column("interest", "from")),
                map(known_day, self.column("interest", "to")),
                self.column("interest", "days"),
                map(exact, self.text_column("interest", "rate")),
                self._amounts("interest", "sum"),
                self.text_column("interest", "exact"),
            )
        )

    @cached_property
    def payments(self) -> tuple[Payment, ...]:
        """The payments in the order in which they were given."""
        return tuple(
            map(
                Payment,
                self.column("payments", "line"),
                map(known_day, self.column("payments", "date")),
                self._amounts("payments", "amount"),
                self.text_column("payments", "reference"),
                self._workplace_names("payments"),
                self.text_column("payments", "status"),
                self._amounts("payments", "matched"),
                self._amounts("payments", "difference"),
                self.column("payments", "days"),
            )
        )

    @cached_property
    def matches(self) -> tuple[Match, ...]:
        """Which payment pays which instalments."""
        return tuple(
            map(
                Match,
                self.column("matches", "payment"),
                self.column("matches", "instalment"),
                self._amounts("matches", "amount"),
            )
        )

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """What the ambiguous payments might be for."""
        names = ("payment", "candidate", "instalment")
        return tuple(map(Candidate, *(self.column("candidates", name) for name in names)))

    @cached_property
    def open(self) -> tuple[OpenInstalment, ...]:
        """What was due by the day and is not paid; empty also where no payments were given."""
        places = self.column("open", "instalment")
        return tuple(map(OpenInstalment, places, self._amounts("open", "amount")))
