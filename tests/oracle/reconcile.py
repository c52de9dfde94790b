"""A settlement with payments held against it: what goes back is what was really paid.

    python3 tests/oracle/reconcile.py PROGRAMME.yaml CASE.yaml PAYMENTS.csv [SERIES.yaml ...]
                                      [--on DATE]

prints the settlement as JSON; where the case gets none it prints `refused: KIND: reason` on
standard error and exits with 4. It exits with 1 where something does not match.
"""

from __future__ import annotations

import argparse
import datetime
import sys

from case import Case, check_case
from literals import Refusal, checked_money, parse_date
from matching import Book, Owed
from nodes import Node, load_yaml, parse_yaml
from oracle import to_json
from payments import Payment, read_payments
from programme import Programme, check_programme
from repay import Paid, Repayments
from schedule import Instalment
from series import read_all_series
from settle import Settlement, key_of

MISMATCHED = ("short", "over", "unknown", "ambiguous")


class Reconciliation(Settlement):
    """A settlement, and what became of each payment."""

    keeps_gone = True

    def __init__(
        self, programme: Programme, case: Case, payments: list[Payment], on: datetime.date | None
    ):
        self.payments = payments
        self.book = Book([], on)
        super().__init__(programme, case, on)

    def receipts(self, repayments: Repayments) -> list[Paid]:
        """What was paid of each instalment, by instalment and day."""
        rows = [
            Owed(place, item.workplace, item.day(), item.amount, self.taken(item, repayments))
            for place, item in enumerate(self.instalments)
        ]
        self.book = Book(rows, self.on)
        self.book.take_all(self.payments)
        receipts = sorted(self.book.receipts, key=lambda receipt: receipt.row)
        return [
            Paid(
                receipt.row, receipt.payment.date, receipt.payment.date, receipt.payment.received,
                receipt.kept, receipt.over,
            )
            for receipt in receipts
        ]

    def taken(self, item: Instalment, repayments: Repayments) -> int:
        """What events took of an instalment: of what the caps left, or of what it stood at on its
        day."""
        left = sum(
            found.amount
            for found in self.left_by_caps.get(item.workplace, [])
            if key_of(found) == key_of(item)
        )
        stood = repayments.paid(item) if item.workplace in repayments.closings else 0
        return max(left, stood, item.amount) - item.amount

    # -------------------------------------------------------------------------- report

    @property
    def mismatches(self) -> int:
        """How many payments do not match, and how many instalments are open."""
        outcomes = self.book.outcomes.values()
        return sum(outcome.status in MISMATCHED for outcome in outcomes) + len(self.open_rows())

    def open_rows(self) -> list[Owed]:
        """What is due by the day and not paid."""
        return [
            owed
            for owed in self.book.rows
            if owed.open > 0 and (self.on is None or owed.day <= self.on)
        ]

    def report_events(self) -> dict:
        """What a settlement says, and the payments."""
        return super().report_events() | {"reconciliation": self.report_reconciliation()}

    def report_reconciliation(self) -> dict:
        """What was paid, what became of each payment, and what is open."""
        taken = [item for item in self.payments if self.on is None or item.date <= self.on]
        paid = checked_money(sum(item.amount for item in taken if item.amount > 0))
        returned = checked_money(-sum(item.amount for item in taken if item.amount < 0))
        return {
            "paid": self.money(paid),
            "returned": self.money(returned),
            "balance": self.money(self.due() - paid + returned),
            "payments": [self.report_payment(payment) for payment in self.payments],
            "matches": [
                {
                    "payment": receipt.payment.place,
                    "instalment": receipt.row,
                    "amount": self.money(receipt.kept),
                }
                for receipt in self.book.receipts
                if receipt.kept > 0
            ],
            "candidates": [
                {"payment": place, "candidate": number, "instalment": row}
                for place, outcome in self.book.outcomes.items()
                for number, rows in enumerate(outcome.candidates)
                for row in rows
            ],
            "open": [
                {"instalment": owed.row, "amount": self.money(owed.open)}
                for owed in self.open_rows()
            ],
        }

    def report_payment(self, payment: Payment) -> dict:
        """One payment, as it was given and what became of it."""
        outcome = self.book.outcomes[payment.place]
        workplace = payment.workplace
        return {
            "line": payment.line,
            "date": payment.date.isoformat(),
            "amount": self.money(payment.amount),
            "reference": payment.reference,
            "workplace": self.case.workplaces[workplace].identity if workplace is not None else None,
            "status": outcome.status,
            "matched": self.money(outcome.matched),
            "difference": self.money(outcome.difference),
            "days": outcome.days,
        }


def reconcile(
    programme_root: Node, case_root: Node, payments: str, series_roots: list[Node],
    on: datetime.date | None,
) -> Reconciliation:
    """The payments of a case held against its settlement, or a `Refusal`. Without a day it is that
    of the last payment."""
    programme = check_programme(programme_root, read_all_series(list(series_roots)))
    case = check_case(case_root, programme)
    read = read_payments(payments, programme, case)
    if on is None:
        on = max((payment.date for payment in read), default=None)
    return Reconciliation(programme, case, read, on)


def reconcile_text(
    programme_text: str, case_text: str, payments: str, series_texts: list[str],
    on: datetime.date | None,
) -> tuple[str, int]:
    """The bytes that `pomost reconcile --format json` prints, as text, and its exit status."""
    series = [parse_yaml(text) for text in series_texts]
    found = reconcile(parse_yaml(programme_text), parse_yaml(case_text), payments, series, on)
    return to_json(found.report()), 1 if found.mismatches else 0


def main() -> int:
    """Print the settlement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("programme")
    parser.add_argument("case")
    parser.add_argument("payments")
    parser.add_argument("series", nargs="*")
    parser.add_argument("--on", type=parse_date)
    options = parser.parse_intermixed_args()
    try:
        with open(options.payments, encoding="utf-8", newline="") as file:
            payments = file.read()
        series = [load_yaml(path) for path in options.series]
        programme, case = load_yaml(options.programme), load_yaml(options.case)
        found = reconcile(programme, case, payments, series, options.on)
        text = to_json(found.report())
    except Refusal as refusal:
        print(f"refused: {refusal}", file=sys.stderr)
        return 4
    sys.stdout.buffer.write(text.encode())
    return 1 if found.mismatches else 0


if __name__ == "__main__":
    sys.exit(main())
