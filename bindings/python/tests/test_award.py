# SPDX-License-Identifier: Apache-2.0
"""Awards: objects and columns that say the same, and views that keep what they look at."""

from __future__ import annotations

import copy
import csv
import ctypes
import gc
import io
import json
import pickle
import subprocess
import sys
import threading
import weakref
from datetime import date, timedelta
from decimal import Decimal, localcontext
from typing import Any

import golden
import pytest
import shape
import tree

import pomost

TABLES = (
    "award",
    "parts",
    "workplaces",
    "instalments",
    "financing",
    "caps",
    "assumptions",
    "explanations",
)


AWARDS = golden.awards()


@pytest.mark.parametrize("award", AWARDS, ids=lambda award: award.case_id)
def test_the_objects_are_the_json(award: pomost.Award) -> None:
    assert shape.award(award) == json.loads(award.json())


@pytest.mark.parametrize("award", AWARDS, ids=lambda award: award.case_id)
def test_the_columns_are_the_objects(award: pomost.Award) -> None:
    unit = Decimal(1).scaleb(-award.digits)

    def days(column: memoryview) -> list[Any]:
        epoch = date(1970, 1, 1)
        return [None if n == -(2**31) else epoch + timedelta(days=n) for n in column]

    table: Any = award.columns("instalments")
    ids = award.text_column("workplaces", "id")
    parts = award.text_column("parts", "name")
    rows = award.instalments
    names = [None if place == -1 else ids[place] for place in table["workplace"]]
    assert names == [each.workplace for each in rows]
    assert [parts[place] for place in table["part"]] == [each.part for each in rows]
    assert list(table["month"]) == [each.month for each in rows]
    assert days(table["from"]) == [each.first_day for each in rows]
    assert days(table["to"]) == [each.last_day for each in rows]
    assert days(table["due"]) == [each.due for each in rows]
    assert [n * unit for n in table["amount"]] == [each.amount for each in rows]
    assert list(table["ceiling"]) == [each.ceiling for each in rows]
    for fund in award.financing:
        column = table[f"financing.{fund}"]
        assert [n * unit for n in column] == [each.financing[fund] for each in rows]
    for name in ("grant", "bridging", "components", "total"):
        column = award.column("workplaces", name)
        assert [n * unit for n in column] == [getattr(each, name) for each in award.workplaces]
    for name in ("before", "after"):
        column = award.column("caps", name)
        assert [n * unit for n in column] == [getattr(each, name) for each in award.caps]


@pytest.mark.parametrize("award", AWARDS, ids=lambda award: award.case_id)
def test_the_sums_are_sums(award: pomost.Award) -> None:
    assert award.total == sum(each.amount for each in award.instalments)
    entity = sum(each.amount for each in award.instalments if each.workplace is None)
    assert award.total == sum(each.total for each in award.workplaces) + entity
    for each in award.workplaces:
        assert each.total == each.grant + each.bridging + each.components
    assert award.total == award.grant + award.bridging + sum(award.components.values())
    assert award.bridging == sum(award.phases.values())
    if award.financing:
        own = award.financing.get("own", Decimal(0))
        assert sum(award.financing.values()) - own == award.total


@pytest.mark.parametrize("award", AWARDS, ids=lambda award: award.case_id)
def test_the_csv_has_the_instalments(award: pomost.Award) -> None:
    rows = list(csv.DictReader(io.StringIO(award.csv())))
    assert [row["amount"] for row in rows] == [str(each.amount) for each in award.instalments]
    workplaces = [each.workplace or "" for each in award.instalments]
    assert [row["workplace"] for row in rows] == workplaces


@pytest.mark.parametrize(
    ("agreement", "fraction", "month", "last"),
    [
        # 29 026 / 12 is 2418.83 and 2/3 of a grosz: the last month takes what is left.
        ("2024-07-01", "3/4", "2418.83", "2418.87"),
        # 28 634 / 12 is 2386.16 and 2/3.
        ("2024-06-30", "3/4", "2386.16", "2386.24"),
        # 38 700 / 12
        ("2024-07-01", "1", "3225.00", "3225.00"),
    ],
)
def test_a_unit_rate(agreement: str, fraction: str, month: str, last: str) -> None:
    programme = pomost.Programme.parse(tree.UNIT_RATE)
    workplace = {"id": "w1", "employed": "2024-08-31", "job-fraction": fraction}
    case = pomost.Case.build(programme, id="c", agreement=agreement, workplaces=[workplace])
    award = programme.assess(case)
    [grant, *months] = award.instalments
    assert (grant.part, str(grant.amount)) == ("grant", "35212.00")
    assert [str(each.amount) for each in months] == [month] * 11 + [last]
    assert [each.month for each in months] == list(range(1, 13))
    assert (months[0].first_day, months[6].first_day) == (date(2024, 8, 31), date(2025, 2, 28))
    rates = {
        ("2024-07-01", "3/4"): 29026,
        ("2024-06-30", "3/4"): 28634,
        ("2024-07-01", "1"): 38700,
    }
    assert award.phases == {"maintenance": rates[agreement, fraction]}
    assert award.total == 35212 + rates[agreement, fraction]


def test_what_is_paid_once_for_the_entity() -> None:
    components = [
        {"name": "start", "amount": {"up-to": 1000}, "per": "entity"},
        {"name": "tools", "amount": {"flat": 30}},
    ]
    programme = pomost.Programme.parse(tree.SMALL).overlay({"components": components})
    workplaces = [{"count": 2, "employed": "2017-01-01", "job-fraction": 1}]
    case = pomost.Case.build(
        programme,
        id="c",
        agreement="2016-12-01",
        entity={"id": "e", "requested": {"start": "900.50"}},
        workplaces=workplaces,
    )
    award = case.assess(explain=True)
    assert award.components == {"start": Decimal("900.50"), "tools": Decimal("60.00")}
    assert [each.components for each in award.workplaces] == [30, 30]
    [once] = [each for each in award.instalments if each.workplace is None]
    assert once is award.instalments[0]
    assert (once.part, once.month, str(once.amount)) == ("start", 0, "900.50")
    assert (once.first_day, once.last_day, once.due) == (None, None, date(2016, 12, 1))
    assert award.column("instalments", "workplace")[0] == -1
    # Two grants, capped at 150; 2 months of 10 each; 30 each; and what is paid once.
    assert award.total == 150 + 40 + 60 + Decimal("900.50")
    assert sum(each.total for each in award.workplaces) == award.total - once.amount
    assert json.loads(award.json())["instalments"][0]["workplace"] is None
    assert sum(once.financing.values()) == once.amount


def test_every_column_of_every_table(award: pomost.Award) -> None:
    for table in TABLES:
        rows = award.rows(table)
        columns = award.columns(table)
        assert list(columns) == list(award.kinds(table))
        for name, kind in award.kinds(table).items():
            column = columns[name]
            assert len(column) == rows, (table, name)
            if isinstance(column, memoryview):
                assert column.format == {"i64": "q", "i32": "i", "date": "i"}[kind]
                assert column.readonly
                assert column.c_contiguous
            else:
                assert kind == "text"
                assert all(isinstance(text, str) for text in column)


def test_tables_without_rows() -> None:
    programme = pomost.Programme.parse(tree.SMALL[: tree.SMALL.index("caps:")])
    workplace = {"count": 1, "employed": "2017-01-01", "job-fraction": 1}
    award = pomost.Case.build(programme, id="c", workplaces=[workplace]).assess()
    for table in ("caps", "financing", "explanations", "assumptions"):
        assert award.rows(table) == 0
        for name, column in award.columns(table).items():
            assert len(column) == 0, name
            if isinstance(column, memoryview):
                assert column.readonly
    assert not (award.caps or award.explanations or award.assumptions)
    assert award.financing == {}


def test_text_views(award: pomost.Award) -> None:
    offsets, data = award.text_views("workplaces", "id")
    assert (offsets.format, data.format) == ("i", "B")
    assert offsets.tolist() == [0, 2, 4]
    assert data.tobytes() == b"w1w2"
    assert offsets.readonly and data.readonly
    with pytest.raises(TypeError):
        data[0] = 0


def test_no_such_table_or_column(award: pomost.Award) -> None:
    for call in (award.rows, award.kinds, award.columns):
        with pytest.raises(pomost.ArgumentError):
            call("none")
    for table, name in (("none", "amount"), ("instalments", "none"), ("caps", "rule")):
        with pytest.raises(pomost.ArgumentError):
            award.column(table, name)
    for table, name in (("none", "id"), ("caps", "none"), ("caps", "before")):
        with pytest.raises(pomost.ArgumentError):
            award.text_column(table, name)
    for wrong in ("caps\0", "\ud800"):
        with pytest.raises(pomost.ArgumentError):
            award.rows(wrong)
        with pytest.raises(pomost.ArgumentError):
            award.column("caps", wrong)


def test_views_are_read_only_and_not_copied(award: pomost.Award) -> None:
    first = award.column("instalments", "amount")
    second = award.column("instalments", "amount")
    with pytest.raises(TypeError):
        first[0] = 1
    assert ctypes.addressof(first.obj) == ctypes.addressof(second.obj)  # type: ignore[arg-type]


def test_a_view_keeps_the_award(small: pomost.Programme, case: pomost.Case) -> None:
    award = case.assess()
    wanted = award.column("instalments", "amount").tolist()
    view = award.column("instalments", "amount")[1:]
    names = award.text_views("assumptions", "text")
    texts = award.text_column("assumptions", "text")
    handle = award._handle
    freed: list[object] = []
    free = handle._free

    def record(address: object) -> None:
        freed.append(address)
        free(address)

    handle._free = record
    gone = weakref.ref(award)
    del award, case, small, handle
    gc.collect()
    assert gone() is None
    # Work that would use the memory again if it had been given back.
    for _ in range(200):
        pomost.Programme.parse(tree.SMALL)
    assert not freed
    assert view.tolist() == wanted[1:]
    assert names[1].tobytes().decode() == "".join(texts)
    del view
    gc.collect()
    assert not freed
    del names
    gc.collect()
    assert len(freed) == 1


def test_an_award_outlives_its_case_and_programme(award: pomost.Award) -> None:
    wanted = award.json()
    gc.collect()
    assert award.json() == wanted
    assert award.text_column("caps", "rule") == ["caps.entity"]


def test_objects_are_freed_once() -> None:
    code = (
        "import gc, pomost, tree\n"
        "views = []\n"
        "for _ in range(300):\n"
        "    programme = pomost.Programme.parse(tree.SMALL)\n"
        "    case = pomost.Case.build(programme, id='c', workplaces=[\n"
        "        {'count': 1, 'employed': '2017-01-01', 'job-fraction': 1}])\n"
        "    award = case.assess(True)\n"
        "    views.append(award.column('instalments', 'amount'))\n"
        "    award.instalments, award.explanations\n"
        "    try:\n"
        "        case.set('none', 'x')\n"
        "    except pomost.PomostError as error:\n"
        "        kept = error\n"
        "print(sum(view[0] for view in views))\n"
    )
    path = f"import sys; sys.path[:0] = {sys.path!r}\n"
    run = subprocess.run(
        [sys.executable, "-X", "dev", "-W", "error", "-c", path + code],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "3000000\n", "")


def test_no_memory_is_lost() -> None:
    """After a warm-up the process does not grow with the number of awards."""
    resource = pytest.importorskip("resource")
    programme = pomost.Programme.parse(tree.SMALL)
    workplace = {"count": 500, "employed": "2017-01-01", "job-fraction": 1}

    def work(count: int) -> int:
        for _ in range(count):
            award = pomost.Case.build(programme, id="c", workplaces=[workplace]).assess(True)
            award.json()
            award.column("instalments", "amount")
            with pytest.raises(pomost.PomostError):
                pomost.Case.build(programme, id="c", workplaces=[{}] * 20)
        peak: int = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak

    before = work(30)
    # One explained award of 500 workplaces is over 200 KiB; 100 of them would be seen.
    assert work(100) - before < 8 * 1024 * (1024 if sys.platform == "darwin" else 1)


def test_money_does_not_depend_on_the_context(case: pomost.Case) -> None:
    with localcontext() as context:
        context.prec = 2
        award = case.assess()
        assert str(award.total) == "200.00"
        assert str(award.requested) == "199.99"


def test_rows_are_frozen_and_equal_by_value(case: pomost.Case) -> None:
    one, other = case.assess(True), case.assess(True)
    for name in ("workplaces", "instalments", "caps", "assumptions", "explanations"):
        assert getattr(one, name) == getattr(other, name)
        assert hash(getattr(one, name)) == hash(getattr(other, name))
        assert pickle.loads(pickle.dumps(getattr(one, name))) == getattr(one, name)
        with pytest.raises(AttributeError):
            getattr(one, name)[0].rule = "x"


def test_objects_of_the_library_are_not_copied_or_pickled(award: pomost.Award) -> None:
    for make in (pickle.dumps, copy.deepcopy):
        with pytest.raises(TypeError, match="cannot be copied or pickled"):
            make(award)
    again = copy.copy(award)
    assert again.json() == award.json()


def test_reports(award: pomost.Award) -> None:
    assert award.text().endswith("\n")
    assert "w1" in award.text()
    assert award.csv().endswith("\n")
    assert award.json().endswith("}\n")
    assert "c1" in repr(award) and "200.00 PLN" in repr(award)


def test_explanations(case: pomost.Case) -> None:
    assert case.assess().explanations == ()
    explained = case.assess(explain=True)
    assert explained.total == case.assess().total
    figures = {each.figure for each in explained.explanations}
    assert {f"instalments[{n}].amount" for n in range(len(explained.instalments))} <= figures
    assert {"total", "grant.awarded", "caps[0].after"} <= figures
    for each in explained.explanations:
        assert isinstance(each.result, Decimal)
        assert all(isinstance(value, str) for value in each.inputs.values())


@pytest.mark.parametrize(
    "name", ['a"b', "a\\b", 'a\\"b', "a,b", "a}b", "żółw", "a: b", "\\", '","']
)
def test_names_in_explanations(small: pomost.Programme, name: str) -> None:
    workplace = {"id": name, "employed": "2017-01-01", "job-fraction": 1}
    try:
        award = pomost.Case.build(small, id=name, workplaces=[workplace]).assess(explain=True)
    except pomost.PomostError:
        pytest.skip("no name of a workplace")
    assert shape.award(award) == json.loads(award.json())
    assert award.case_id == name
    assert award.workplaces[0].id == name
    rows = list(csv.DictReader(io.StringIO(award.csv(), newline="")))
    assert {row["workplace"] for row in rows} == {name}


def test_an_award_is_used_by_many_threads(award: pomost.Award) -> None:
    wanted = (award.json(), award.column("instalments", "amount").tolist())
    fresh = copy.copy(award)
    found: list[Any] = []

    def work() -> None:
        for _ in range(20):
            found.append((fresh.json(), fresh.column("instalments", "amount").tolist()))
            assert len(fresh.instalments) == fresh.rows("instalments")

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [wanted] * 160


def test_many_instalments() -> None:
    text = tree.SMALL.replace("months: 2", "months: 1000")
    programme = pomost.Programme.parse(text)
    workplace = {"count": 100, "employed": "2017-01-01", "job-fraction": 1}
    award = pomost.Case.build(programme, id="c", workplaces=[workplace]).assess()
    assert len(award.instalments) == award.rows("instalments") >= 100_000
    assert sum(award.column("instalments", "amount")) == award.total * 100
