# SPDX-License-Identifier: Apache-2.0
"""Payments held against settlements: what became of each, how they are given, and their errors."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
import shape
import tree
from test_settlement import check_columns, closed, interest_case, jowes_case

import pomost

HEAD = "date,amount,reference"


def paid(*lines: str, head: str = HEAD) -> str:
    return "\n".join((head, *lines, ""))


#: Of a workplace that was employed on 2017-04-01: 24 000.00 are due on 2017-03-15, and 1 750.00 on
#: the last of each month from April to September.
PAYMENTS = paid(
    "2017-03-15,24000.00,grant",
    "2017-04-30,1750.00,April",
    "2017-06-10,1750.00,May",
    "2017-06-30,1000.00,June",
    "2017-07-31,2000.00,July",
    "2017-08-15,5000.00,much",
    "2017-08-20,-4250.00,back",
    "2017-09-30,1750.00,September",
)


@pytest.fixture
def case() -> pomost.Case:
    return jowes_case({})


@pytest.fixture
def reconciled(case: pomost.Case) -> pomost.Settlement:
    return case.reconcile(PAYMENTS, on=date(2017, 8, 31), file="payments.csv")


# Figures


def test_what_became_of_each_payment(reconciled: pomost.Settlement) -> None:
    found = [
        (each.reference, each.status, str(each.matched), str(each.difference), each.days)
        for each in reconciled.payments
    ]
    assert found == [
        ("grant", "matched", "24000.00", "0.00", 0),
        ("April", "matched", "1750.00", "0.00", 0),
        # Due on 31 May.
        ("May", "late", "1750.00", "0.00", 10),
        ("June", "short", "1000.00", "-750.00", 0),
        ("July", "over", "1750.00", "250.00", 0),
        # 750.00 of 30 June are open: 1 July to 15 August are 46 days.
        ("much", "over", "750.00", "4250.00", 46),
        ("back", "returned", "0.00", "0.00", 0),
        ("September", "later", "0.00", "0.00", 0),
    ]
    assert [each.line for each in reconciled.payments] == list(range(2, 10))
    assert reconciled.payments[2].date == date(2017, 6, 10)
    assert {each.workplace for each in reconciled.payments} == {None}


def test_the_sums_of_payments(reconciled: pomost.Settlement) -> None:
    # 24000 and April to August of 1750.
    assert str(reconciled.due) == "32750.00"
    assert (str(reconciled.paid), str(reconciled.returned)) == ("35500.00", "4250.00")
    # August is open, July was paid 250.00 over.
    assert str(reconciled.balance) == "1500.00"
    [missing] = reconciled.open
    assert reconciled.instalments[missing.instalment].due == date(2017, 8, 31)
    assert str(missing.amount) == "1750.00"
    # One short, two over, one open.
    assert (reconciled.mismatches, reconciled.reconciled) == (4, False)


def test_what_pays_what(reconciled: pomost.Settlement) -> None:
    months = [each.month for each in reconciled.instalments]
    found = [(each.payment, months[each.instalment], each.amount) for each in reconciled.matches]
    assert sorted(found) == [
        (0, 0, 24000),
        (1, 1, 1750),
        (2, 2, 1750),
        (3, 3, 1000),
        (4, 4, 1750),
        (5, 3, 750),
    ]


def test_the_day_is_that_of_the_last_payment(case: pomost.Case) -> None:
    lines = paid("2017-04-30,1750.00,April", "2017-03-15,24000.00,grant")
    reconciled = case.reconcile(lines)
    assert reconciled.on == date(2017, 4, 30)
    assert (reconciled.balance, reconciled.mismatches, reconciled.reconciled) == (0, 0, True)
    assert reconciled.open == ()
    assert case.reconcile(lines, on="2017-05-31").balance == 1750


def test_a_payment_for_nothing(case: pomost.Case) -> None:
    lines = paid("2017-03-15,24000.00,grant", "2018-05-01,15000,rest", "2018-05-02,1,x")
    # 6 x 1750 + 3 x 1000 + 3 x 500 were open.
    [_, rest, unknown] = case.reconcile(lines).payments
    assert (rest.status, str(rest.matched)) == ("late", "15000.00")
    assert (unknown.status, str(unknown.difference)) == ("unknown", "1.00")


def test_an_ambiguous_payment(small: pomost.Programme) -> None:
    due = small.overlay({"bridging": {"due": {"day": "last", "month": "same"}}})
    case = pomost.Case.build(
        due,
        id="c",
        agreement="2017-01-01",
        workplaces=[
            {"id": "w1", "employed": "2017-01-01", "job-fraction": 1, "requested": 1},
            {"id": "w2", "employed": "2017-01-01", "job-fraction": 1, "requested": 2},
        ],
    )
    head = HEAD + ",workplace"
    reconciled = case.reconcile(paid("2017-01-31,10,x,", head=head))
    assert reconciled.payments[0].status == "ambiguous"
    workplaces = [each.workplace for each in reconciled.instalments]
    found = [(e.payment, e.candidate, workplaces[e.instalment]) for e in reconciled.candidates]
    assert found == [(0, 0, "w1"), (0, 1, "w2")]
    assert reconciled.matches == ()
    reconciled = case.reconcile(paid("2017-01-31,10,x,w2", head=head))
    [payment] = reconciled.payments
    assert (payment.status, payment.workplace) == ("matched", "w2")
    [match] = reconciled.matches
    assert workplaces[match.instalment] == "w2"
    assert reconciled.candidates == ()


def test_what_was_paid_goes_back() -> None:
    case = closed()
    # 4 of 12 of what was paid.
    assert str(case.reconcile(paid("2017-03-15,12000,half")).repaid) == "0.00"
    assert str(case.reconcile(paid("2017-03-15,12000,half"), on="2017-12-31").repaid) == "4000.00"
    # December now pays 290.32; what was paid beyond goes back whole.
    # All months up to November come to 6 x 1750 + 2 x 1000.
    lines = paid("2017-03-15,24000,grant", "2017-11-30,12500,months", "2017-12-31,1000,December")
    reconciled = case.reconcile(lines)
    assert [each.status for each in reconciled.payments] == ["matched", "late", "over"]
    over = reconciled.payments[2]
    assert (str(over.matched), str(over.difference)) == ("290.32", "709.68")
    kinds = {each.kind: (each.share, str(each.amount)) for each in reconciled.repayments}
    assert kinds == {
        "by-month": (Fraction(1, 3), "8000.00"),
        "after-closing": (1, "709.68"),
    }
    assert str(reconciled.repaid) == "8709.68"


def test_interest_from_receipt() -> None:
    # As if paid on 2025-04-01: 2185.97... by hand in test_settlement.
    case = interest_case("free", "counts", start="receipt")
    payments = [
        {
            "date": date(2025, 3, 28),
            "amount": 24000,
            "reference": "grant",
            "received": date(2025, 4, 1),
        }
    ]
    reconciled = case.reconcile(payments, on=date(2025, 12, 15))
    assert str(reconciled.charged) == "2186.00"
    assert reconciled.interest[0].first_day == date(2025, 4, 2)


def test_a_settlement_without_payments(case: pomost.Case) -> None:
    settled = case.settle()
    assert (settled.paid, settled.returned, settled.balance) == (None, None, None)
    assert (settled.mismatches, settled.reconciled) == (None, None)
    assert settled.payments == settled.matches == settled.candidates == settled.open == ()


# How payments are given


def test_the_objects_are_the_json(reconciled: pomost.Settlement) -> None:
    assert shape.settlement(reconciled) == shape.exactly(json.loads(reconciled.json()))
    check_columns(reconciled)
    assert list(reconciled.column("payments", "amount"))[-2:] == [-425000, 175000]
    assert repr(reconciled) == "<Settlement jowes c: 39000.00 PLN>"


def mappings() -> Iterator[dict[str, Any]]:
    """The same as PAYMENTS."""
    for line in PAYMENTS.splitlines()[1:]:
        day, amount, reference = line.split(",")
        yield {"amount": Decimal(amount), "reference": reference, "date": date.fromisoformat(day)}


@pytest.mark.parametrize(
    "payments",
    [
        PAYMENTS,
        PAYMENTS.encode(),
        PAYMENTS.replace("\n", "\r\n"),
        "\ufeff" + PAYMENTS,
        mappings(),
        list(mappings()),
        tuple({**each, "workplace": None, "currency": "PLN"} for each in mappings()),
        [{key: str(value) for key, value in each.items()} for each in mappings()],
    ],
    ids=["text", "bytes", "CR LF", "mark", "generator", "list", "more columns", "texts"],
)
def test_text_bytes_and_mappings(
    case: pomost.Case, reconciled: pomost.Settlement, payments: Any
) -> None:
    assert case.reconcile(payments, on="2017-08-31").json() == reconciled.json()


def test_rows_with_columns_of_their_own(case: pomost.Case) -> None:
    payments: list[dict[str, Any]] = [
        {"date": "2017-03-15", "amount": 24000, "reference": "a", "received": date(2017, 3, 16)},
        {"workplace": "w1", "reference": "b", "amount": Decimal("1750.00"), "date": "2017-04-30"},
        {"currency": "PLN", "date": "2017-05-31", "amount": Fraction(1750), "reference": "c"},
    ]
    reconciled = case.reconcile(payments)
    assert [each.workplace for each in reconciled.payments] == [None, "w1", None]
    assert reconciled.reconciled is True


@pytest.mark.parametrize(
    "reference",
    ["a,b", 'say "x"', '"', ",", '","', "'", "żółw 🐢", "=1+1", " space ", "a\\b", "x;y", "date"],
)
def test_any_reference_passes_through(case: pomost.Case, reference: str) -> None:
    payments = [{"date": "2017-03-15", "amount": 24000, "reference": reference}] * 2
    reconciled = case.reconcile(payments)
    assert [each.reference for each in reconciled.payments] == [reference] * 2
    assert [each.line for each in reconciled.payments] == [2, 3]
    assert shape.settlement(reconciled) == shape.exactly(json.loads(reconciled.json()))


@pytest.mark.parametrize("reference", ["two\nlines", "two\r\nlines", "cr\r", "nul\0", "\ud800", ""])
def test_what_no_reference_may_hold(case: pomost.Case, reference: str) -> None:
    payments = [{"date": "2017-03-15", "amount": 24000, "reference": reference}]
    with pytest.raises(pomost.PomostError) as caught:
        case.reconcile(payments)
    assert type(caught.value) in (pomost.InvalidValueError, pomost.DocumentSyntaxError)
    assert (caught.value.file, caught.value.line, caught.value.column) == (None, 0, 0)


def test_explained(case: pomost.Case) -> None:
    assert case.reconcile(PAYMENTS).explanations == ()
    explained = case.reconcile(PAYMENTS, explain=True)
    assert explained.explanations
    assert explained.payments == case.reconcile(PAYMENTS).payments


# Errors

RECEIVED = HEAD + ",received"
WORKPLACE = HEAD + ",workplace"
CURRENCY = HEAD + ",currency"

#: Payments, the error, and its line and column. A day takes columns 1 to 10.
WRONG: list[tuple[Any, type[pomost.PomostError], int, int]] = [
    (paid("2017-04-31,1,x"), pomost.DateError, 2, 1),
    (paid("2017-04-30,1,x", "30.04.2017,1,x"), pomost.DateError, 3, 1),
    (paid("2017-04-30,one,x"), pomost.NumberError, 2, 12),
    (paid('2017-04-30,"1,50",x'), pomost.NumberError, 2, 12),
    (paid("2017-04-30,1.005,x"), pomost.InvalidValueError, 2, 12),
    (paid("2017-04-30,0.00,x"), pomost.InvalidValueError, 2, 12),
    (paid("2017-04-30,1,x", head="date,amount,refrence"), pomost.UnknownKeyError, 1, 13),
    (paid("2017-04-30,1", head="date,amount"), pomost.MissingKeyError, 1, 1),
    (paid("2017-04-30,,x"), pomost.MissingKeyError, 2, 1),
    (paid("2017-04-30,1,x,2", head=HEAD + ",date"), pomost.DuplicateKeyError, 1, 27),
    (paid("2017-04-30,1"), pomost.DocumentSyntaxError, 2, 1),
    (paid("2017-04-30,1,x,y"), pomost.DocumentSyntaxError, 2, 1),
    (paid('2017-04-30,1,a"b'), pomost.DocumentSyntaxError, 2, 15),
    (b"date,amount,reference\n2017-04-30,1,\xff\n", pomost.DocumentSyntaxError, 2, 14),
    ("", pomost.DocumentSyntaxError, 1, 1),
    (paid("2017-04-30,1,x,w9", head=WORKPLACE), pomost.UnknownNameError, 2, 16),
    (paid("2017-04-30,1,x,EUR", head=CURRENCY), pomost.MismatchError, 2, 16),
    (paid("2017-04-30,1,x,2017-04-29", head=RECEIVED), pomost.InvalidValueError, 2, 16),
]


@pytest.mark.parametrize(("payments", "kind", "line", "column"), WRONG)
def test_wrong_payments(
    case: pomost.Case,
    payments: Any,
    kind: type[pomost.PomostError],
    line: int,
    column: int,
) -> None:
    with pytest.raises(pomost.PomostError) as caught:
        case.reconcile(payments, file="dir/payments.csv")
    error = caught.value
    assert type(error) is kind
    assert (error.file, error.line, error.column) == ("dir/payments.csv", line, column)
    with pytest.raises(kind) as unnamed:
        case.reconcile(payments)
    assert (unnamed.value.file, unnamed.value.line) == (None, line)


def test_faults_are_told_together(case: pomost.Case) -> None:
    with pytest.raises(pomost.PomostError) as caught:
        case.reconcile(paid("2017-04-31,1,x", "2017-04-30,one,x"), file="payments.csv")
    told = [(type(each), each.line, each.path) for each in caught.value.all]
    assert told == [
        (pomost.DateError, 2, "payments[0].date"),
        (pomost.NumberError, 3, "payments[1].amount"),
    ]


def test_too_long(case: pomost.Case) -> None:
    with pytest.raises(pomost.LimitError):
        case.reconcile(PAYMENTS + "2017-04-30,1,x\n" * 70000)


@pytest.mark.parametrize(
    ("change", "kind", "path"),
    [
        ({"date": "2017-04-31"}, pomost.DateError, "payments[1].date"),
        ({"amount": "one"}, pomost.NumberError, "payments[1].amount"),
        ({"amount": Fraction(1, 3)}, pomost.NumberError, "payments[1].amount"),
        ({"amount": 0}, pomost.InvalidValueError, "payments[1].amount"),
        ({"amount": Decimal("NaN")}, pomost.NumberError, ""),
        ({"amount": None}, pomost.MissingKeyError, "payments[1]"),
        ({"workplace": "w9"}, pomost.UnknownNameError, "payments[1].workplace"),
        ({"currency": "EUR"}, pomost.MismatchError, "payments[1].currency"),
        ({"refrence": "x"}, pomost.UnknownKeyError, "refrence"),
        ({"": "x"}, pomost.DocumentSyntaxError, ""),
    ],
)
def test_wrong_mappings(
    case: pomost.Case, change: dict[str, Any], kind: type[Exception], path: str
) -> None:
    good: dict[str, Any] = {"date": "2017-03-15", "amount": 24000, "reference": "grant"}
    with pytest.raises(pomost.PomostError) as caught:
        case.reconcile([good, {**good, **change}], file="payments.csv")
    assert type(caught.value) is kind
    error = caught.value
    assert (error.file, error.line, error.column, error.path or "") == (None, 0, 0, path)


def test_no_payments(case: pomost.Case) -> None:
    for nothing in ([], HEAD + "\n"):
        reconciled = case.reconcile(nothing, on="2017-04-30")
        # The grant and April were due.
        assert (reconciled.payments, reconciled.paid, reconciled.balance) == ((), 0, 25750)
        assert [str(each.amount) for each in reconciled.open] == ["24000.00", "1750.00"]


@pytest.mark.parametrize(
    "payments",
    [
        None,
        1,
        ["date"],
        [None],
        [1],
        {"date": "2017-03-15", "amount": 1, "reference": "x"},
        [{"date": "2017-03-15", "amount": 1.5, "reference": "x"}],
        [{"date": datetime(2017, 3, 15), "amount": 1, "reference": "x"}],
        [{"date": "2017-03-15", "amount": 1, "reference": b"x"}],
        [{1: 2}],
        bytearray(b"date,amount,reference\n"),
    ],
)
def test_what_are_no_payments(case: pomost.Case, payments: Any) -> None:
    with pytest.raises(TypeError):
        case.reconcile(payments)


def test_errors_of_the_case_keep_their_file(small: pomost.Programme) -> None:
    text = tree.SMALL_CASE + "events: [{on: 2017-01-20, what: vacated}]\n"
    case = pomost.Case.parse(small, text, "case.yaml")
    with pytest.raises(pomost.UnstatedError) as caught:
        case.reconcile([{"date": "2017-03-15", "amount": 1, "reference": "x"}])
    assert caught.value.file == "case.yaml"
