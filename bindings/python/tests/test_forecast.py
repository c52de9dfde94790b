# SPDX-License-Identifier: Apache-2.0
"""Forecasts: sums worked out by hand, what is added, columns, threads, errors."""

from __future__ import annotations

import copy
import gc
import json
import pickle
import sys
import threading
import weakref
from datetime import date
from decimal import Decimal, localcontext
from typing import Any

import golden
import pytest
import shape
import tree
from test_settlement import KEPT, closed, jowes_case

import pomost


def small_award(programme: pomost.Programme) -> pomost.Award:
    """99.99 on no day, 10.00 for each month of two and 5.00 for the third, the first from
    2017-04-10.
    """
    workplace = {"id": "w", "employed": "2017-04-10", "job-fraction": 1, "requested": "99.99"}
    decisions = {"extension": True}
    case = pomost.Case.build(programme, id="s", decisions=decisions, workplaces=[workplace])
    return case.assess()


def three(by: Any = "month") -> pomost.Forecast:
    """A workplace of JOWES, one that is closed on 2017-12-10, and one of a programme with funds."""
    forecast = pomost.Forecast(by)
    forecast.add(jowes_case(KEPT).assess())
    forecast.add(closed().settle())
    forecast.add(small_award(pomost.Programme.parse(tree.SMALL)))
    return forecast


def lines(forecast: pomost.Forecast) -> list[tuple[str, str, str, str]]:
    return [
        (str(each.month)[:7], each.programme, each.part, str(each.amount))
        for each in forecast.months
    ]


# Figures


def test_three_awards_by_month() -> None:
    forecast = three()
    # 24000 twice; 1750 and 1000 twice each month; of December 1000 and 290.32; then 500 once.
    assert lines(forecast) == [
        ("None", "small", "grant", "99.99"),
        ("2017-03", "jowes", "grant", "48000.00"),
        ("2017-04", "jowes", "basic", "3500.00"),
        ("2017-04", "small", "basic", "10.00"),
        ("2017-05", "jowes", "basic", "3500.00"),
        ("2017-05", "small", "basic", "10.00"),
        ("2017-06", "jowes", "basic", "3500.00"),
        ("2017-06", "small", "more", "5.00"),
        ("2017-07", "jowes", "basic", "3500.00"),
        ("2017-08", "jowes", "basic", "3500.00"),
        ("2017-09", "jowes", "basic", "3500.00"),
        ("2017-10", "jowes", "extended", "2000.00"),
        ("2017-11", "jowes", "extended", "2000.00"),
        ("2017-12", "jowes", "extended", "1290.32"),
        ("2018-01", "jowes", "extended", "500.00"),
        ("2018-02", "jowes", "extended", "500.00"),
        ("2018-03", "jowes", "extended", "500.00"),
    ]
    assert forecast.months[1].month == date(2017, 3, 1)
    assert forecast.months[0].month is None
    # 39000 and 36790.32 and 124.99
    assert str(forecast.total) == "75915.31"
    assert (forecast.awards, forecast.currency, forecast.digits) == (3, "PLN", 2)
    assert forecast.by == "month"


def test_funds() -> None:
    forecast = three()
    # 85 % of 99.99 is 84.9915; of 10 twice and of 5 it is 8.50 twice and 4.25.
    financing = {name: str(amount) for name, amount in forecast.financing.items()}
    assert financing == {"EU": "106.24", "state": "18.75"}
    parts = [each.financing for each in forecast.months if each.programme == "small"]
    assert parts == [
        {"EU": Decimal("84.99"), "state": Decimal("15.00")},
        {"EU": Decimal("8.50"), "state": Decimal("1.50")},
        {"EU": Decimal("8.50"), "state": Decimal("1.50")},
        {"EU": Decimal("4.25"), "state": Decimal("0.75")},
    ]
    # JOWES has no funds.
    others = [each.financing for each in forecast.months if each.programme == "jowes"]
    assert others == [{"EU": 0, "state": 0}] * 13


def test_by_due_day() -> None:
    # No day is due in the small programme; the months of JOWES end in the month they begin in.
    forecast = three("due")
    assert lines(forecast)[:4] == [
        ("None", "small", "grant", "99.99"),
        ("None", "small", "basic", "20.00"),
        ("None", "small", "more", "5.00"),
        ("2017-03", "jowes", "grant", "48000.00"),
    ]
    assert lines(forecast)[4:] == [each for each in lines(three())[2:] if each[1] == "jowes"]
    assert (forecast.by, str(forecast.total)) == ("due", "75915.31")


def test_an_instalment_that_is_due_in_the_next_month() -> None:
    award = jowes_case({"bridging": {"due": {"day": 10, "month": "next"}}}).assess()
    months = {}
    for by in ("month", "due"):
        forecast = pomost.Forecast(by)  # type: ignore[arg-type]
        forecast.add(award)
        months[by] = lines(forecast)
    assert months["month"][:2] == [
        ("2017-03", "jowes", "grant", "24000.00"),
        ("2017-04", "jowes", "basic", "1750.00"),
    ]
    assert months["due"][:2] == [
        ("2017-03", "jowes", "grant", "24000.00"),
        ("2017-05", "jowes", "basic", "1750.00"),
    ]
    assert months["due"][-1] == ("2018-04", "jowes", "extended", "500.00")


def test_a_settlement_of_one_day_counts_as_it_stands() -> None:
    forecast = pomost.Forecast()
    case = closed()
    forecast.add(case.settle(on="2017-12-09"))
    # The closing was not yet.
    assert str(forecast.total) == "39000.00"
    forecast.add(case.settle(on="2017-12-10"))
    assert str(forecast.total) == "75790.32"


def test_nothing() -> None:
    forecast = pomost.Forecast()
    assert (forecast.awards, forecast.total, forecast.digits) == (0, 0, 0)
    assert (forecast.currency, forecast.financing, forecast.months) == (None, {}, ())
    assert repr(forecast) == "<Forecast by month: 0 awards, 0>"
    assert shape.forecast(forecast) == json.loads(forecast.report("json"))
    for table in ("forecast", "financing", "months"):
        assert all(len(column) == 0 for column in forecast.columns(table).values())


def test_all_golden_awards_and_settlements() -> None:
    forecasts: dict[str, pomost.Forecast] = {}
    sums: dict[str, Decimal] = {}
    for each in (*golden.awards(), *golden.settlements()):
        if each.currency == "PLN" and each.total < 10**12:
            forecasts.setdefault("PLN", pomost.Forecast("due")).add(each)
            sums["PLN"] = sums.get("PLN", Decimal(0)) + each.total
    [forecast] = forecasts.values()
    assert forecast.total == sums["PLN"] == sum(each.amount for each in forecast.months)
    assert shape.forecast(forecast) == json.loads(forecast.report("json"))
    for fund, amount in forecast.financing.items():
        assert amount == sum(each.financing[fund] for each in forecast.months)


# Objects, columns and reports


@pytest.mark.parametrize("by", ["month", "due"])
def test_the_objects_are_the_json(by: str) -> None:
    forecast = three(by)
    assert shape.forecast(forecast) == json.loads(forecast.report("json"))


def test_reports() -> None:
    forecast = three()
    table = forecast.report("csv").splitlines()
    assert table[0] == "month,programme,part,amount,financing.EU,financing.state"
    assert table[1:3] == [
        ",small,grant,99.99,84.99,15.00",
        "2017-03,jowes,grant,48000.00,0.00,0.00",
    ]
    assert len(table) == 18
    assert "total of 3 awards" in forecast.report() == forecast.report("text")
    for format in ("xml", "JSON", ""):
        with pytest.raises(pomost.ArgumentError):
            forecast.report(format)
    assert repr(forecast) == "<Forecast by month: 3 awards, 75915.31 PLN>"


def test_every_column_of_every_table() -> None:
    forecast = three()
    for table in ("forecast", "financing", "months"):
        columns = forecast.columns(table)
        assert list(columns) == list(forecast.kinds(table)) != []
        for name, kind in forecast.kinds(table).items():
            column = columns[name]
            assert len(column) == forecast.rows(table), (table, name)
            if isinstance(column, memoryview):
                assert column.format == {"i64": "q", "i32": "i", "date": "i"}[kind]
                assert column.readonly and column.c_contiguous
            else:
                assert kind == "text"
    assert list(forecast.column("months", "amount"))[:2] == [9999, 4800000]
    assert list(forecast.column("months", "financing.EU"))[:2] == [8499, 0]
    # 2017-03-01 is 17226 days after 1970-01-01.
    assert list(forecast.column("months", "month"))[:2] == [-(2**31), 17226]
    for table, name in (("instalments", "amount"), ("months", "part"), ("months", "financing.x")):
        with pytest.raises(pomost.ArgumentError):
            forecast.column(table, name)
    with pytest.raises(TypeError):
        forecast.column("months", "amount")[0] = 1


def test_columns_stay_as_they_are() -> None:
    """The library makes its columns anew after an award is added."""
    forecast = three()
    amounts, days = forecast.column("months", "amount"), forecast.column("months", "month")
    offsets, names = forecast.text_views("months", "part")
    rows = forecast.months
    before = [amounts.tolist(), days.tolist(), offsets.tolist(), names.tobytes()]
    for _ in range(50):
        forecast.add(jowes_case(KEPT).assess())
        assert len(forecast.months) == 17
    assert [amounts.tolist(), days.tolist(), offsets.tolist(), names.tobytes()] == before
    assert str(rows[1].amount) == "48000.00"
    assert str(forecast.months[1].amount) == "1248000.00"
    del forecast
    gc.collect()
    assert amounts.tolist() == before[0]


def test_money_does_not_depend_on_the_context() -> None:
    with localcontext() as context:
        context.prec = 2
        forecast = three()
        assert str(forecast.total) == "75915.31"
        assert str(forecast.months[1].amount) == "48000.00"


def test_rows_are_frozen_and_equal_by_value() -> None:
    rows, others = three().months, three().months
    assert rows == others and hash(rows) == hash(others)
    assert pickle.loads(pickle.dumps(rows)) == rows
    with pytest.raises(AttributeError):
        rows[0].amount = Decimal(0)  # type: ignore[misc]
    for fail in (pickle.dumps, copy.copy):
        with pytest.raises(TypeError, match="cannot be copied or pickled"):
            fail(three())  # type: ignore[operator]


# Memory and threads


def test_the_awards_may_be_gone() -> None:
    programme = pomost.Programme.parse(tree.SMALL)
    award = small_award(programme)
    handles = (award._handle, programme._handle)
    freed: list[object] = []

    def record(address: object, free: Any) -> None:
        freed.append(address)
        free(address)

    for handle in handles:
        handle._free = lambda address, free=handle._free: record(address, free)
    forecast = pomost.Forecast()
    forecast.add(award)
    gone = weakref.ref(award)
    del award, programme, handles, handle
    gc.collect()
    assert gone() is None and len(freed) == 2
    for _ in range(50):
        closed().settle()
    assert lines(forecast)[0] == ("None", "small", "grant", "99.99")
    assert list(forecast.financing) == ["EU", "state"]
    assert forecast.currency == "PLN"
    forecast.add(small_award(pomost.Programme.parse(tree.SMALL)))
    assert str(forecast.total) == "249.98"


def test_no_memory_is_lost() -> None:
    """After a warm-up the process does not grow with the number of forecasts and awards."""
    resource = pytest.importorskip("resource")
    award = jowes_case(KEPT).assess()

    def work(count: int) -> int:
        for _ in range(count):
            forecast = pomost.Forecast()
            for _ in range(100):
                forecast.add(award)
                forecast.columns("months")
        peak: int = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak

    before = work(3)
    # The columns of one forecast are over 300 bytes; 3000 of them and their views would be seen.
    assert work(30) - before < 1024 * (1024 if sys.platform == "darwin" else 1)


def test_threads_wait_for_one_another() -> None:
    forecast = pomost.Forecast()
    award = jowes_case(KEPT).assess()
    found: list[bool] = []

    def work() -> None:
        for _ in range(30):
            forecast.add(award)
            # A sum of whole awards, whichever were added.
            found.append(sum(each.amount for each in forecast.months) % 39000 == 0)
            found.append(sum(forecast.column("months", "amount")) % 3900000 == 0)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [True] * 480
    assert (forecast.awards, forecast.total) == (240, 240 * 39000)


# Errors


def test_another_currency() -> None:
    forecast = three()
    before = forecast.report("json")
    euro = small_award(pomost.Programme.parse(tree.SMALL.replace("PLN", "EUR")))
    with pytest.raises(pomost.MismatchError, match="PLN and EUR"):
        forecast.add(euro)
    assert forecast.report("json") == before
    other = pomost.Forecast()
    other.add(euro)
    assert (other.currency, str(other.total)) == ("EUR", "124.99")


def flat(amount: str) -> pomost.Award:
    """A grant of so much for one workplace."""
    programme = pomost.Programme.parse(
        "{pomost: 1, id: p, name: P, currency: PLN, source: r, "
        "sources: {r: {title: the rules, seen: 2026-11-22}}, "
        f"grant: {{amount: {{flat: {amount}}}}}}}"
    )
    workplace = {"id": "w", "employed": "2017-04-10", "job-fraction": 1}
    return pomost.Case.build(programme, id="c", workplaces=[workplace]).assess()


def test_a_sum_that_does_not_fit() -> None:
    forecast = pomost.Forecast()
    forecast.add(flat("92233720368547758.06"))
    forecast.add(flat("0.01"))
    before = forecast.report("json")
    with pytest.raises(pomost.LimitError):
        forecast.add(flat("0.01"))
    assert forecast.report("json") == before
    assert str(forecast.total) == "92233720368547758.07"


def test_too_many_funds() -> None:
    forecast = pomost.Forecast()

    def add(first: int, count: int) -> None:
        shares = [f"{{name: f{number}, share: 1%}}" for number in range(first, first + count - 1)]
        funds = ", ".join([*shares, f"{{name: f{first + count - 1}, share: rest}}"])
        text = tree.SMALL[: tree.SMALL.index("financing:")] + f"financing: [{funds}]\n"
        forecast.add(
            small_award(pomost.Programme.parse(text.replace("id: small", f"id: p{first}")))
        )

    for first in range(0, 240, 16):
        add(first, 16)
    add(240, 10)
    before = forecast.report("json")
    with pytest.raises(pomost.LimitError):
        add(250, 16)
    assert forecast.report("json") == before
    add(250, 6)
    assert len(forecast.financing) == 256


@pytest.mark.parametrize("award", [None, 1, "award", pomost.Award])
def test_what_is_no_award(award: Any) -> None:
    with pytest.raises(TypeError):
        pomost.Forecast().add(award)


def test_a_case_is_no_award() -> None:
    with pytest.raises(TypeError):
        pomost.Forecast().add(closed())  # type: ignore[arg-type]


@pytest.mark.parametrize("by", ["", "Month", "day", None, 1])
def test_what_no_month_goes_by(by: Any) -> None:
    with pytest.raises(pomost.ArgumentError):
        pomost.Forecast(by)
