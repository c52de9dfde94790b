"""The payments of a case: a line of names, then a payment a line."""

from __future__ import annotations

import csv
import datetime
import io
from dataclasses import dataclass

from case import Case
from literals import Refusal, parse_date, parse_money
from programme import Programme

NEEDED = ("date", "amount", "reference")
COLUMNS = {*NEEDED, "workplace", "currency", "received"}


@dataclass(frozen=True)
class Payment:
    """One payment; below zero it is money that came back."""

    place: int
    line: int
    date: datetime.date
    amount: int
    reference: str
    workplace: int | None
    received: datetime.date


def read_payments(text: str, programme: Programme, case: Case) -> list[Payment]:
    """The payments in the order of the file."""
    lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    if not lines:
        raise Refusal("SYNTAX", "the payments have no line of names")
    columns = lines[0]
    if len(set(columns)) < len(columns) or set(columns) - COLUMNS:
        raise Refusal("KEY_UNKNOWN", "a column is not known, or stands twice")
    if set(NEEDED) - set(columns):
        raise Refusal("KEY_MISSING", "a column is missing")
    if any(len(line) != len(columns) for line in lines):
        raise Refusal("SYNTAX", "a line has more or fewer fields than the first")
    places = {workplace.identity: workplace.place for workplace in case.workplaces}
    return [
        read_payment(place, dict(zip(columns, line)), programme, places)
        for place, line in enumerate(lines[1:])
    ]


def read_payment(
    place: int, fields: dict[str, str], programme: Programme, places: dict[str, int]
) -> Payment:
    """One payment; an empty field is as if its column were not there."""
    if not all(fields[name] for name in NEEDED):
        raise Refusal("KEY_MISSING", f"line {place + 2}: a field is empty")
    date = parse_date(fields["date"])
    received = parse_date(fields["received"]) if fields.get("received") else date
    if received < date:
        raise Refusal("VALUE", f"line {place + 2}: received before it was paid")
    if (fields.get("currency") or programme.currency) != programme.currency:
        raise Refusal("MISMATCH", f"line {place + 2}: another currency")
    workplace = fields.get("workplace") or None
    if workplace is not None and workplace not in places:
        raise Refusal("REFERENCE", f"line {place + 2}: there is no workplace {workplace!r}")
    return Payment(
        place, place + 2, date, parse_amount(fields["amount"], programme.digits),
        fields["reference"], places.get(workplace), received,
    )


def parse_amount(text: str, digits: int) -> int:
    """Money of either sign, in minor units, never zero."""
    amount = parse_money(text.removeprefix("-"), digits)
    if amount == 0:
        raise Refusal("VALUE", "a payment of nothing")
    return -amount if text.startswith("-") else amount
