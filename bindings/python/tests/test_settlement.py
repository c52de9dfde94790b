# SPDX-License-Identifier: Apache-2.0
"""Settlements: figures worked out by hand, objects that are the JSON, views, threads, errors."""

from __future__ import annotations

import copy
import ctypes
import gc
import json
import pickle
import sys
import threading
import weakref
from datetime import date, datetime, timedelta
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

import golden
import pytest
import shape
import tree

import pomost

SETTLEMENTS = golden.settlements()
by_case = pytest.mark.parametrize("settlement", SETTLEMENTS, ids=lambda each: each.case_id)

TABLES = (
    "settlement",
    "events",
    "changes",
    "claims",
    "repayments",
    "interest",
    "payments",
    "matches",
    "candidates",
    "open",
)

#: JOWES: 1 750.00 for April to September 2017, 1 000.00 for October to December, 500.00 for
#: January to March, each due on the last of its month.
KEPT: dict[str, Any] = {
    "bridging": {"part-months": "calendar-days", "rounding": "half-up"},
    "durability": {"months": 12, "from": "employment"},
    "repayment": {"grant": "by-month", "basic": "none", "extended": "none", "rounding": "half-up"},
}


def jowes_case(overlay: dict[str, Any], *events: dict[str, Any]) -> pomost.Case:
    """A workplace that was employed on 2017-04-01, with a grant of 24 000.00."""
    return pomost.Case.build(
        pomost.Programme.load("jowes").overlay(overlay),
        id="c",
        agreement=date(2017, 3, 15),
        decisions={"extension": date(2017, 9, 20)},
        workplaces=[{"id": "w1", "employed": date(2017, 4, 1), "job-fraction": 1}],
        **({"events": list(events)} if events else {}),
    )


def closed(repayment: dict[str, Any] | None = None) -> pomost.Case:
    """The same, closed on 2017-12-10."""
    overlay = {**KEPT, "repayment": {**KEPT["repayment"], **(repayment or {})}}
    event = {"on": date(2017, 12, 10), "what": "closed", "workplace": "w1"}
    return jowes_case(overlay, event)


@pytest.fixture
def settled() -> pomost.Settlement:
    return closed().settle(on=date(2017, 12, 31), explain=True)


def month(settlement: pomost.Settlement, number: int) -> pomost.Instalment:
    [found] = [each for each in settlement.instalments if each.month == number]
    return found


# Figures


def test_a_closing_pays_the_days_before_it(settled: pomost.Settlement) -> None:
    # 9 of 31 days of December: 1000.00 x 9 / 31 = 290.32...; nothing from January on.
    december = month(settled, 9)
    assert (december.first_day, str(december.amount)) == (date(2017, 12, 1), "290.32")
    # 24000 + 6 x 1750 + 2 x 1000 + 290.32
    assert str(settled.total) == "36790.32"
    assert str(settled.due) == "36790.32"
    assert settled.phases == {"basic": 10500, "extended": Decimal("2290.32")}
    assert settled.on == date(2017, 12, 31)
    assert settled.events == (pomost.Event(date(2017, 12, 10), "closed", "w1", None),)
    place = settled.instalments.index(december)
    cut = [each for each in settled.changes if each.instalment == place]
    assert cut == [pomost.Change(place, 0, Decimal("1000.00"), Decimal("290.32"))]


def test_by_month_what_was_not_kept_goes_back(settled: pomost.Settlement) -> None:
    # Eight months are over, so 4 of 12 of 24000.00.
    [claim] = settled.claims
    assert claim == pomost.Claim(0, Decimal("8000.00"), None, None, Decimal("8000.00"), None)
    [part] = settled.repayments
    assert (part.claim, part.kind, part.share) == (0, "by-month", Fraction(1, 3))
    assert settled.instalments[part.instalment].part == "grant"
    assert (str(part.paid), str(part.amount)) == ("24000.00", "8000.00")
    assert (str(settled.repaid), str(settled.charged)) == ("8000.00", "0.00")
    assert settled.interest == ()


def test_by_day_what_was_not_kept_goes_back() -> None:
    # 10 December to 31 March are 22 + 31 + 28 + 31 = 112 of 365 days.
    settled = closed({"grant": "by-day"}).settle()
    assert settled.on is None
    assert str(settled.repaid) == "7364.38"
    assert settled.repayments[0].share == Fraction(112, 365)


def test_a_deadline_counts_from_the_day() -> None:
    case = closed({"within": {"days": 30}})
    assert case.settle(on=date(2018, 1, 15)).claims[0].deadline == date(2018, 2, 14)
    assert case.settle().claims[0].deadline is None


def interest_case(first: str, last: str, start: str = "payment") -> pomost.Case:
    """24 000.00 due on 2025-04-01, to be paid back as tax arrears since 2025-12-01."""
    rules = {
        "series": "tax-arrears-interest",
        "from": start,
        "first-day": first,
        "last-day": last,
        "unit": 1,
        "rounding": "half-up",
    }
    programme = pomost.Programme.parse(
        "{pomost: 1, id: p, name: P, currency: PLN, source: r, "
        "sources: {r: {title: the rules, seen: 2026-11-22}}, grant: {amount: {flat: 24000}}, "
        "durability: {months: 12, from: employment}, repayment: {grant: whole, interest: "
        + json.dumps(rules)
        + "}}",
        series=pomost.Series.installed(),
    )
    day = date(2025, 4, 1)
    return pomost.Case.build(
        programme,
        id="c",
        agreement=day,
        workplaces=[{"id": "w1", "employed": day, "job-fraction": 1}],
        events=[{"on": date(2025, 12, 1), "what": "closed", "workplace": "w1"}],
    )


def interest(first: str, last: str) -> pomost.Settlement:
    """The same as it was paid on the day when it was due, and paid back on 2025-12-15."""
    return interest_case(first, last).settle(on=date(2025, 12, 15))


@pytest.mark.parametrize(
    ("first", "last", "days", "percents", "charged"),
    [
        # The products of days and percents are 3324.5: 24000 x 33.245 / 365 = 2185.97...
        ("free", "counts", [36, 56, 63, 35, 28, 28, 12], "3324.5", "2186.00"),
        # One day of 14.5 more, one of 11 less: 24000 x 33.28 / 365 = 2188.27...
        ("counts", "free", [37, 56, 63, 35, 28, 28, 11], "3328", "2188.00"),
        # 24000 x 33.39 / 365 = 2195.50...
        ("counts", "counts", [37, 56, 63, 35, 28, 28, 12], "3339", "2196.00"),
    ],
)
def test_interest(first: str, last: str, days: list[int], percents: str, charged: str) -> None:
    settled = interest(first, last)
    rates = [Fraction(each) / 100 for each in ("14.5", "13.5", "13", "12.5", "12", "11.5", "11")]
    assert [each.days for each in settled.interest] == days
    assert [each.rate for each in settled.interest] == rates
    for each in settled.interest:
        assert (each.last_day - each.first_day).days + 1 == each.days
        assert str(each.sum) == "24000.00"
        assert Fraction(each.exact) == 24000 * each.days * Fraction(each.rate) / 365
    [claim] = settled.claims
    assert Fraction(claim.exact or "") == 24000 * Fraction(percents) / 100 / 365
    assert (str(claim.interest), str(settled.charged)) == (charged, charged)
    assert claim.total == 24000 + Decimal(charged)


@pytest.mark.parametrize(("shifts", "added"), [(False, []), (True, ["875.00"])])
def test_a_vacancy(shifts: bool, added: list[str]) -> None:
    # 525.00 for 1 to 9 June, and 1750.00 - 1400.00 for 25 to 30: 15 days of 30 are not paid.
    vacancy = {"refill-within": {"days": 30}, "while-vacant": "unpaid", "shifts-schedule": shifts}
    settled = jowes_case(
        {**KEPT, "vacancy": vacancy},
        {"on": date(2017, 6, 10), "what": "vacated", "workplace": "w1"},
        {"on": date(2017, 6, 25), "what": "refilled", "workplace": "w1"},
    ).settle()
    basic = [each for each in settled.instalments if each.part == "basic"]
    amounts = ["1750.00", "1750.00", "875.00", "1750.00", "1750.00", "1750.00", *added]
    assert [str(each.amount) for each in basic] == amounts
    assert [each.month for each in basic] == list(range(1, 7 + len(added)))
    assert settled.claims == ()


def test_a_job_fraction(small: pomost.Programme) -> None:
    # 10 a month by job fraction; the second month begins on 2017-02-01.
    workplace = {"id": "w1", "employed": "2017-01-01", "job-fraction": 1}
    event = {"on": "2017-01-20", "what": "job-fraction", "to": Fraction(1, 2)}
    case = pomost.Case.build(small, id="c", workplaces=[workplace], events=[event])
    settled = case.settle()
    assert [str(each.amount) for each in settled.instalments if each.month] == ["10.00", "5.00"]
    [found] = settled.events
    assert (found.workplace, found.to) == (None, Fraction(1, 2))


def test_the_day_as_a_text_and_as_a_date() -> None:
    case = closed()
    # The closing was not yet: 24000 and 6 x 1750 and October and November.
    for on in (date(2017, 12, 9), "2017-12-09"):
        settled = case.settle(on)
        assert (settled.on, settled.events, settled.claims) == (date(2017, 12, 9), (), ())
        assert str(settled.due) == "36500.00"
        assert str(settled.total) == "39000.00"
    assert len(case.settle("2017-12-10").claims) == 1
    assert case.settle(date.min).due == 0
    assert case.settle(date.max).on == date.max


def test_a_correction(settled: pomost.Settlement) -> None:
    case = closed()
    earlier = case.settle(on="2017-12-09")
    found = {each.figure: (each.left, each.right) for each in settled.since(earlier)}
    # December is cut, January to March of 500.00 are gone: 709.68 and 1500.00 less.
    assert found["total"] == ("39000.00", "36790.32")
    assert found["bridging.phases.extended"] == ("4500.00", "2290.32")
    assert settled.since(earlier) == earlier.diff(settled)
    assert settled.since(case.settle(on="2017-12-31")) == []
    assert [each.figure for each in settled.since(case.assess())] == list(found)


def test_without_events_it_is_the_award() -> None:
    case = jowes_case(KEPT)
    settled, award = case.settle(), case.assess()
    assert isinstance(settled, pomost.Award)
    assert award.diff(settled) == []
    assert settled.instalments == award.instalments
    assert (settled.due, settled.changes, settled.claims) == (award.total, (), ())


# Objects, columns and reports


@by_case
def test_the_objects_are_the_json(settlement: pomost.Settlement) -> None:
    assert shape.settlement(settlement) == shape.exactly(json.loads(settlement.json()))


@by_case
def test_the_sums_are_sums(settlement: pomost.Settlement) -> None:
    assert settlement.total == sum(each.amount for each in settlement.instalments)
    assert settlement.repaid == sum(each.repaid for each in settlement.claims)
    assert settlement.charged == sum(each.interest or 0 for each in settlement.claims)
    for place, claim in enumerate(settlement.claims):
        assert claim.total == claim.repaid + (claim.interest or 0)
        parts = [each.amount for each in settlement.repayments if each.claim == place]
        assert claim.repaid == sum(parts)
        exact = [Fraction(each.exact) for each in settlement.interest if each.claim == place]
        assert Fraction(claim.exact or 0) == sum(exact)
        assert 0 <= claim.event < len(settlement.events)
    for change in settlement.changes:
        assert 0 <= change.instalment < len(settlement.instalments)
        assert 0 <= change.event < len(settlement.events)


def check_columns(settlement: pomost.Settlement) -> None:
    """Every column of every table has its rows, its kind, and is read-only."""
    for table in TABLES:
        assert list(settlement.columns(table)) == list(settlement.kinds(table))
        for name, kind in settlement.kinds(table).items():
            column = settlement.columns(table)[name]
            assert len(column) == settlement.rows(table), (table, name)
            if isinstance(column, memoryview):
                assert column.format == {"i64": "q", "i32": "i", "date": "i"}[kind]
                assert column.readonly and column.c_contiguous
            else:
                assert kind == "text"


@by_case
def test_every_column_of_every_table(settlement: pomost.Settlement) -> None:
    check_columns(settlement)


def test_the_columns_are_the_objects(settled: pomost.Settlement) -> None:
    assert list(settled.column("claims", "repaid")) == [800000]
    assert list(settled.column("repayments", "paid")) == [2400000]
    assert settled.text_column("repayments", "share") == ["1/3"]
    [day] = settled.column("settlement", "on")
    assert date(1970, 1, 1) + timedelta(days=day) == settled.on
    assert list(settled.column("events", "workplace")) == [0]


def test_an_award_has_no_rows_of_a_settlement() -> None:
    award = closed().assess()
    for table in TABLES:
        assert award.rows(table) == 0
        assert all(len(column) == 0 for column in award.columns(table).values())
    assert not isinstance(award, pomost.Settlement)


def test_reports(settled: pomost.Settlement) -> None:
    assert json.loads(settled.json())["schema"] == "pomost.settlement/1"
    assert settled.csv().count("\n") == 1 + len(settled.instalments)
    assert "36 790.32 PLN" in settled.text()
    assert repr(settled) == "<Settlement jowes c: 36790.32 PLN>"


def test_explanations(settled: pomost.Settlement) -> None:
    assert closed().settle(on="2017-12-31").explanations == ()
    results = {each.figure: each.result for each in settled.explanations}
    assert results["total"] == settled.total
    assert results["bridging.awarded"] == settled.bridging
    assert len(results) > len(settled.instalments)


def test_money_does_not_depend_on_the_context() -> None:
    with localcontext() as context:
        context.prec = 2
        settled = closed({"grant": "by-day"}).settle()
        assert str(settled.repaid) == "7364.38"
        assert str(settled.repayments[0].amount) == "7364.38"


def test_rows_are_frozen_and_equal_by_value() -> None:
    def tables() -> list[Any]:
        settled = interest("free", "counts")
        return [
            *(settled.events, settled.claims, settled.repayments, settled.interest),
            closed().settle().changes,
        ]

    for rows, others in zip(tables(), tables()):
        assert rows and rows == others
        assert hash(rows) == hash(others)
        assert pickle.loads(pickle.dumps(rows)) == rows
        with pytest.raises(AttributeError):
            rows[0].on = None


# Views and threads


def test_views_are_not_copied(settled: pomost.Settlement) -> None:
    first, second = (settled.column("changes", "after") for _ in range(2))
    with pytest.raises(TypeError):
        first[0] = 1
    assert ctypes.addressof(first.obj) == ctypes.addressof(second.obj)  # type: ignore[arg-type]


def test_a_view_keeps_the_settlement() -> None:
    settled = closed().settle()
    view = settled.column("changes", "before")
    offsets, names = settled.text_views("events", "what")
    wanted = view.tolist()
    handle = settled._handle
    freed: list[object] = []
    free = handle._free

    def record(address: object) -> None:
        freed.append(address)
        free(address)

    handle._free = record
    gone = weakref.ref(settled)
    del settled, handle
    gc.collect()
    assert gone() is None
    # Work that would use the memory again if it had been given back.
    for _ in range(50):
        closed().settle()
    assert not freed
    assert view.tolist() == wanted != []
    assert names.tobytes() == b"closed"
    del view, names
    gc.collect()
    assert not freed
    assert offsets.tolist() == [0, 6]
    del offsets
    gc.collect()
    assert len(freed) == 1


def test_no_memory_is_lost() -> None:
    """After a warm-up the process does not grow with the number of settlements."""
    resource = pytest.importorskip("resource")
    programme = pomost.Programme.load("jowes").overlay(KEPT)
    case = pomost.Case.build(
        programme,
        id="c",
        agreement="2017-03-15",
        workplaces=[{"count": 5, "employed": "2017-04-01", "job-fraction": 1}] * 100,
        events=[{"on": "2017-08-10", "what": "agreement-ended"}],
    )
    payments = [{"date": "2017-04-30", "amount": 875000, "reference": "x" * 64}] * 200

    def work(count: int) -> int:
        for _ in range(count):
            case.reconcile(payments, explain=True).column("payments", "amount")
            with pytest.raises(pomost.PomostError):
                case.reconcile([{}] * 20)
        peak: int = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak

    before = work(10)
    # One explained settlement of 500 workplaces is over 500 KiB; 30 of them would be seen.
    assert work(30) - before < 8 * 1024 * (1024 if sys.platform == "darwin" else 1)


def test_a_settlement_is_used_by_many_threads(settled: pomost.Settlement) -> None:
    fresh = copy.copy(settled)
    wanted = (settled.json(), settled.claims, settled.changes)
    found: list[Any] = []

    def work() -> None:
        for _ in range(20):
            found.append((fresh.json(), fresh.claims, fresh.changes))

    run_threads(work)
    assert found == [wanted] * 160


def test_threads_wait_for_one_another() -> None:
    case = closed()
    wanted = case.settle().json()
    found: list[bool] = []

    def work() -> None:
        for _ in range(20):
            found.append(case.settle().json() == wanted)
            found.append(case.reconcile("date,amount,reference\n2017-03-15,1,x\n").due == 24000)

    run_threads(work)
    assert found == [True] * 320


def run_threads(work: Any) -> None:
    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


# Errors


@pytest.mark.parametrize("on", ["2017-02-30", "2017-2-3", "2017-12-31 ", "", "0000-01-01", "today"])
def test_a_day_that_is_none(on: str) -> None:
    with pytest.raises(pomost.DateError):
        closed().settle(on=on)
    with pytest.raises(pomost.DateError):
        closed().reconcile([], on=on)


@pytest.mark.parametrize("on", [datetime(2017, 12, 31), 17531, 2017.5, b"2017-12-31", True])
def test_what_is_no_day(on: Any) -> None:
    with pytest.raises(TypeError):
        closed().settle(on=on)


def test_a_day_with_nul() -> None:
    with pytest.raises(pomost.ArgumentError):
        closed().settle(on="2017-12-31\0")


OUT_OF_ORDER = (
    tree.SMALL_CASE
    + """events:
  - {on: 2017-06-10, what: closed, workplace: w1}
  - {on: 2017-06-09, what: job-fraction, workplace: w1, to: 1/2}
"""
)


def test_events_out_of_order(small: pomost.Programme) -> None:
    with pytest.raises(pomost.InvalidValueError) as caught:
        pomost.Case.parse(small, OUT_OF_ORDER, "case.yaml")
    assert (caught.value.file, caught.value.line) == ("case.yaml", 7)
    assert (caught.value.path or "").startswith("events[1]")
    events = [
        {"on": "2017-06-10", "what": "closed", "workplace": "w1"},
        {"on": "2017-06-09", "what": "closed", "workplace": "w1"},
    ]
    with pytest.raises(pomost.InvalidValueError) as built:
        jowes_case(KEPT, *events)
    assert (built.value.file, built.value.line, built.value.column) == (None, 0, 0)


def test_events_out_of_order_by_path(case: pomost.Case) -> None:
    for on in (date(2017, 6, 10), date(2017, 6, 9)):
        place = case.add("events")
        case.set(f"events[{place}].on", on)
        case.set(f"events[{place}].what", "closed")
    for call in (case.settle, case.check, case.assess):
        with pytest.raises(pomost.InvalidValueError):
            call()


def test_a_rule_that_is_not_stated(small: pomost.Programme) -> None:
    workplace = {"id": "w1", "employed": "2017-01-01", "job-fraction": 1}
    event = {"on": "2017-01-10", "what": "vacated", "workplace": "w1"}
    case = pomost.Case.build(small, id="c", workplaces=[workplace], events=[event])
    assert case.assess().total == 120
    with pytest.raises(pomost.UnstatedError) as caught:
        case.settle()
    assert (caught.value.file, caught.value.line) == (None, 0)
    assert case.settle(on="2017-01-09").total == 120


def test_a_rate_that_is_not_known() -> None:
    case = pomost.Case.build(
        pomost.Programme.parse(
            tree.SMALL
            + "at: agreement\ndurability: {months: 12, from: employment}\n"
            + "repayment: {grant: whole, basic: none, interest: {series: rates, from: payment, "
            + "first-day: free, last-day: counts, unit: 1}}\n",
            series=rates(),
        ),
        id="c",
        agreement="2014-01-02",
        workplaces=[{"id": "w1", "employed": "2014-01-02", "job-fraction": 1}],
        events=[{"on": "2014-02-02", "what": "closed", "workplace": "w1"}],
    )
    assert case.settle().claims
    # 2014 is unknown.
    with pytest.raises(pomost.UnstatedError):
        case.settle(on="2014-03-01")


def rates() -> pomost.Series:
    series = pomost.Series()
    series.add(tree.SERIES)
    return series


def test_what_does_not_pickle(settled: pomost.Settlement) -> None:
    with pytest.raises(TypeError, match="cannot be copied or pickled"):
        pickle.dumps(settled)
