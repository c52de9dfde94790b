# SPDX-License-Identifier: Apache-2.0
"""Calls: decisions worked out by hand, how rankings are given, views, threads, errors."""

from __future__ import annotations

import gc
import itertools
import json
import pickle
import sys
import threading
from collections.abc import Iterator
from datetime import date, datetime, timezone
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
import shape
import tree

import pomost

HEAD = "case,score,received,workplaces,employed"

#: Of JOWES, which has 96 workplaces. A workplace gets 10 500.00 in six months, and 24 000.00 as
#: long as an entity does not get more than 120 000.00. They are decided in the order a, c, b, d, e.
RANKING = f"""{HEAD}
e,60,2017-03-01,6,2017-04-01
a,90.5,2017-03-09,40,2017-04-01
b,80,2017-03-02T09:30,30,2017-04-01
c,80,2017-03-02T09:29,20,2017-04-01
d,70,2017-03-01,10,2017-04-01
"""

#: What they come to by themselves: 120 000.00 and so many times 10 500.00.
A, B, C, D, E = (120000 + workplaces * 10500 for workplaces in (40, 30, 20, 10, 6))


def jowes(misfit: str = "skip", **overlay: Any) -> pomost.Programme:
    return pomost.Programme.load("jowes").overlay({"call": {"misfit": misfit}, **overlay})


@pytest.fixture
def call() -> pomost.Call:
    return jowes().decide(RANKING)


def outcome(call: pomost.Call) -> list[tuple[str, str, int, Decimal, Decimal]]:
    """Of each application the decision, its workplaces, money, and what the pool is left with."""
    return [
        (each.case, each.decision, each.workplaces, each.amount, each.left["caps.pool"])
        for each in call.decisions
    ]


#: 96 less 40, 20 and 30 are 6.
FUNDED: list[tuple[Any, ...]] = [
    ("a", "funded", 40, A, 56),
    ("c", "funded", 20, C, 36),
    ("b", "funded", 30, B, 6),
]

# Figures


def test_skip(call: pomost.Call) -> None:
    assert outcome(call) == [*FUNDED, ("d", "reserve", 0, 0, 6), ("e", "funded", 6, E, 0)]
    reasons = [each.reason for each in call.decisions]
    assert reasons == [None, None, None, "caps.pool: needed 10, left 6", None]
    assert call.counts == {"funded": 4, "part-funded": 0, "reserve": 1, "refused": 0}
    assert (call.applications, call.workplaces) == (5, 96)
    # 540 000 and 330 000 and 435 000 and 183 000
    assert str(call.granted) == "1488000.00"
    [pool] = call.pools
    assert (pool.rule, pool.round, pool.counts) == ("caps.pool", None, True)
    assert [str(each) for each in (pool.limit, pool.used, pool.left)] == ["96", "96", "0"]
    assert pool.financing == call.financing == {}
    assert [each.rank for each in call.decisions] == [1, 2, 3, 4, 5]
    assert [each.asked for each in call.decisions] == [40, 20, 30, 10, 6]


def test_stop() -> None:
    call = jowes("stop").decide(RANKING)
    assert outcome(call) == [*FUNDED, ("d", "reserve", 0, 0, 6), ("e", "reserve", 0, 0, 6)]
    reasons = [each.reason for each in call.decisions]
    assert reasons[3:] == ["caps.pool: needed 10, left 6", "the round stopped at d"]
    assert call.counts == {"funded": 3, "part-funded": 0, "reserve": 2, "refused": 0}
    assert (str(call.granted), call.workplaces) == ("1305000.00", 90)
    assert str(call.pools[0].left) == "6"


def test_part() -> None:
    call = jowes("part").decide(RANKING)
    # The ten had 12 000.00 each, so six have 72 000.00, and 63 000.00 in six months.
    assert outcome(call) == [*FUNDED, ("d", "part-funded", 6, 135000, 0), ("e", "reserve", 0, 0, 0)]
    reasons = [each.reason for each in call.decisions]
    assert reasons[3:] == ["caps.pool: needed 10, left 6", "caps.pool: needed 6, left 0"]
    assert call.counts == {"funded": 3, "part-funded": 1, "reserve": 1, "refused": 0}
    assert (str(call.granted), call.workplaces) == ("1440000.00", 96)


def test_a_round_stops_by_itself() -> None:
    ranking = RANKING.replace(HEAD, HEAD + ",round").replace("-04-01\n", "-04-01,1\n")
    call = jowes("stop").decide(ranking.replace("6,2017-04-01,1", "6,2017-04-01,2"))
    assert outcome(call)[3:] == [("d", "reserve", 0, 0, 6), ("e", "funded", 6, E, 0)]
    assert [(each.round, each.rank) for each in call.decisions[3:]] == [(1, 4), (2, 1)]


#: A pool of money for each round, and one of workplaces for all; two funds.
POOLS: dict[str, Any] = {
    "caps": [
        {"name": "money", "on": "grant", "per": "call", "amount": 150},
        {"name": "all", "on": "grant", "per": "programme", "workplaces": 3},
    ],
    "call": {"order": ["points"], "misfit": "skip"},
}


def test_pools_of_rounds_and_of_all() -> None:
    programme = pomost.Programme.parse(tree.SMALL).overlay(POOLS)
    day = date(2017, 1, 1)
    call = programme.decide(
        {"case": name, "points": points, "round": number, "workplaces": count, "employed": day}
        for name, points, number, count in (
            ("a", 9, 1, 1),
            ("b", 8, 1, 1),
            ("a", 7, 2, 1),
            ("c", Fraction(13, 2), 2, 1),
            ("d", 6, 3, 2),
        )
    )
    # A grant of 100 fits once into the 150 of a round; two workplaces take 200.
    found = [(each.case, each.round, each.decision, each.left) for each in call.decisions]
    assert found == [
        ("a", 1, "funded", {"caps.money": 50, "caps.all": 2}),
        ("b", 1, "reserve", {"caps.money": 50, "caps.all": 2}),
        ("a", 2, "funded", {"caps.money": 50, "caps.all": 1}),
        ("c", 2, "reserve", {"caps.money": 50, "caps.all": 1}),
        ("d", 3, "reserve", {"caps.money": 150, "caps.all": 1}),
    ]
    assert call.decisions[1].reason == "caps.money: needed 100.00, left 50.00"
    pools = [(each.rule, each.round, str(each.limit), str(each.used)) for each in call.pools]
    assert pools == [
        ("caps.money", 1, "150.00", "100.00"),
        ("caps.money", 2, "150.00", "100.00"),
        ("caps.money", 3, "150.00", "0.00"),
        ("caps.all", None, "3", "2"),
    ]
    # 85 % of 100 in each pool; of both grants and of 2 x 2 x 10 in all.
    assert call.pools[0].financing == {"EU": 85, "state": 15}
    assert call.pools[3].financing == {"EU": 170, "state": 30}
    assert str(call.granted) == "240.00"
    assert {name: str(each) for name, each in call.financing.items()} == {
        "EU": "204.00",
        "state": "36.00",
    }


def test_what_a_rule_refuses() -> None:
    programme = jowes(period={"from": "2017-01-01"})
    lines = RANKING.replace(HEAD, HEAD + ",agreement").replace("-04-01\n", "-04-01,2017-03-15\n")
    call = programme.decide(lines.replace("20,2017-04-01,2017-03-15", "20,2017-04-01,2016-12-31"))
    assert call.counts == {"funded": 4, "part-funded": 0, "reserve": 0, "refused": 1}
    refused = call.decisions[1]
    assert (refused.case, refused.decision, refused.amount) == ("c", "refused", 0)
    assert "2016-12-31" in (refused.reason or "")


def case_of(programme: pomost.Programme, id: str, *counts: int) -> pomost.Case:
    workplace = {"employed": date(2017, 4, 1), "job-fraction": 1}
    workplaces = [{**workplace, "count": count} for count in counts]
    return pomost.Case.build(programme, id=id, workplaces=workplaces)


def test_cases_of_their_own() -> None:
    programme = jowes()
    cases = [case_of(programme, "a", 20, 20), case_of(programme, "e", 6)]
    lines = RANKING.replace("09,40,2017-04-01", "09,,").replace("01,6,2017-04-01", "01,,")
    for given in (cases, tuple(reversed(cases)), iter(cases)):
        assert programme.decide(lines, given).report() == programme.decide(RANKING).report()


# How rankings are given


def test_the_order_of_lines_does_not_matter(call: pomost.Call) -> None:
    lines = RANKING.splitlines()[1:]
    programme = jowes()
    wanted = call.report("json")
    for each in itertools.islice(itertools.permutations(lines), 0, 120, 7):
        assert programme.decide("\n".join((HEAD, *each, ""))).report("json") == wanted


def mappings() -> Iterator[dict[str, Any]]:
    """The same as RANKING."""
    times = {"b": datetime(2017, 3, 2, 9, 30), "c": datetime(2017, 3, 2, 9, 29)}
    for line in RANKING.splitlines()[1:]:
        case, score, received, workplaces, employed = line.split(",")
        yield {
            "employed": date.fromisoformat(employed),
            "workplaces": int(workplaces),
            "case": case,
            "score": Decimal(score),
            "received": times[case] if case in times else date.fromisoformat(received),
        }


@pytest.mark.parametrize(
    "ranking",
    [
        RANKING.encode(),
        RANKING.replace("\n", "\r\n"),
        mappings(),
        list(mappings()),
        tuple({**each, "requested": None, "round": 1} for each in mappings()),
    ],
    ids=["bytes", "CR LF", "generator", "list", "more columns"],
)
def test_text_bytes_and_mappings(call: pomost.Call, ranking: Any) -> None:
    assert jowes().decide(ranking).report("json") == call.report("json")


@pytest.mark.parametrize("nothing", [[], "case,score,received\n"])
def test_nobody(nothing: Any) -> None:
    call = jowes().decide(nothing)
    assert (call.applications, call.granted, call.workplaces, call.decisions) == (0, 0, 0, ())
    assert [str(each.left) for each in call.pools] == ["96"]
    assert call.rows("left") == 0


# Objects, columns and reports


def test_the_objects_are_the_json(call: pomost.Call) -> None:
    assert shape.call(call) == json.loads(call.report("json"))
    assert call.currency == "PLN"
    assert call.programme_id == "jowes"


def test_every_column_of_every_table(call: pomost.Call) -> None:
    for table in ("call", "financing", "pools", "decisions", "left"):
        columns = call.columns(table)
        assert list(columns) == list(call.kinds(table)) != []
        for name, kind in call.kinds(table).items():
            column = columns[name]
            assert len(column) == call.rows(table), (table, name)
            if isinstance(column, memoryview):
                assert column.format == {"i64": "q", "i32": "i"}[kind]
                assert column.readonly and column.c_contiguous
            else:
                assert kind == "text"
    assert list(call.column("decisions", "amount")) == [A * 100, C * 100, B * 100, 0, E * 100]
    assert list(call.column("left", "left")) == [56, 36, 6, 6, 0]
    with pytest.raises(pomost.ArgumentError):
        call.rows("instalments")
    with pytest.raises(pomost.ArgumentError):
        call.column("decisions", "case")


def test_columns_of_funds() -> None:
    programme = pomost.Programme.parse(tree.SMALL).overlay(POOLS)
    call = programme.decide("case,points,workplaces,employed\na,1,1,2017-01-01\n")
    assert list(call.kinds("pools"))[-2:] == ["financing.EU", "financing.state"]
    assert list(call.column("pools", "financing.EU")) == [8500, 8500]


def test_reports(call: pomost.Call) -> None:
    lines = call.report("csv").splitlines()
    assert lines[0] == "round,rank,case,decision,asked,workplaces,amount,reason"
    assert lines[4] == '1,4,d,reserve,10,0,0.00,"caps.pool: needed 10, left 6"'
    assert len(lines) == 6
    assert "caps.pool: 96 of 96, left 0" in call.report() == call.report("text")
    for format in ("xml", "JSON", ""):
        with pytest.raises(pomost.ArgumentError):
            call.report(format)
    sums = "4 funded, 0 part-funded, 1 reserve, 0 refused, 1488000.00 PLN"
    assert repr(call) == f"<Call jowes: {sums}>"


def test_rows_are_frozen_and_equal_by_value(call: pomost.Call) -> None:
    again = jowes().decide(RANKING)
    for rows, others in ((call.pools, again.pools), (call.decisions, again.decisions)):
        assert rows and rows == others
        assert hash(rows) == hash(others)
        assert pickle.loads(pickle.dumps(rows)) == rows
        with pytest.raises(AttributeError):
            rows[0].left = None  # type: ignore[misc, assignment]
    with pytest.raises(TypeError, match="cannot be copied or pickled"):
        pickle.dumps(call)


# Memory and threads


def test_a_view_keeps_the_call() -> None:
    call = jowes().decide(RANKING)
    view = call.column("left", "left")
    handle = call._handle
    freed: list[object] = []
    free = handle._free

    def record(address: object) -> None:
        freed.append(address)
        free(address)

    handle._free = record
    del call, handle
    gc.collect()
    for _ in range(20):
        jowes().decide(RANKING)
    assert not freed
    assert view.tolist() == [56, 36, 6, 6, 0]
    del view
    gc.collect()
    assert len(freed) == 1


def test_no_memory_is_lost() -> None:
    """After a warm-up the process does not grow with the number of calls."""
    resource = pytest.importorskip("resource")
    programme = jowes()
    line = {"score": 1, "received": "2017-03-01", "workplaces": 1, "employed": "2017-04-01"}
    ranking = [{"case": f"c{number}", **line} for number in range(500)]
    wrong = [*ranking, ranking[0]]

    def work(count: int) -> int:
        for _ in range(count):
            programme.decide(ranking).column("left", "left")
            with pytest.raises(pomost.InvalidValueError):
                programme.decide(wrong)
        peak: int = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak

    before = work(10)
    # The cases of 500 lines are over 500 KiB; 30 times them would be seen.
    assert work(30) - before < 8 * 1024 * (1024 if sys.platform == "darwin" else 1)


def test_threads_that_share_cases() -> None:
    programme = jowes()
    cases = [case_of(programme, "a", 40), case_of(programme, "b", 56)]
    lines = f"{HEAD}\na,1,2017-03-01,,\nb,2,2017-03-01,,\n"
    found: list[Any] = []

    def work(given: list[pomost.Case]) -> None:
        for _ in range(25):
            found.append(programme.decide(lines, given).granted)
            cases[0].set("id", "a")

    orders = [cases, cases[::-1]] * 4
    threads = [threading.Thread(target=work, args=(given,)) for given in orders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # 2 x 120 000 and 96 x 10 500
    assert found == [1248000] * 200


# Errors


def lines_of(*lines: str, head: str = HEAD) -> str:
    return "\n".join((head, *lines, ""))


GOOD = "a,1,2017-03-01,1,2017-04-01"

#: Rankings, the error, and its line, column and path.
WRONG: list[tuple[Any, type[pomost.PomostError], int, int, str]] = [
    (lines_of(GOOD, GOOD), pomost.InvalidValueError, 3, 1, "applications[1].case"),
    (lines_of("a,1,2017-03-01,,"), pomost.UnknownNameError, 2, 1, "applications[0].case"),
    (lines_of(GOOD + ",1", head=HEAD + ",points"), pomost.UnknownKeyError, 1, 41, "points"),
    (lines_of("a,1,1", head="case,score,workplaces"), pomost.MissingKeyError, 1, 1, ""),
    (lines_of("a,,2017-03-01,1,2017-04-01"), pomost.MissingKeyError, 2, 1, "applications[0]"),
    (lines_of(GOOD + ",4", head=HEAD + ",round"), pomost.InvalidValueError, 2, 29, "round"),
    (lines_of(GOOD.replace("a,1", "a,x")), pomost.NumberError, 2, 3, "applications[0].score"),
    (lines_of(GOOD.replace("-03-01", "-02-29")), pomost.DateError, 2, 5, "received"),
    (lines_of(GOOD.replace("-03-01", "-03-01T24:00")), pomost.DateError, 2, 5, "received"),
    (lines_of(GOOD.replace("01,1", "01,0")), pomost.InvalidValueError, 2, 16, "workplaces"),
    (lines_of(GOOD.replace("04-01", "04-31")), pomost.DateError, 2, 18, "employed"),
    (lines_of("a,1"), pomost.DocumentSyntaxError, 2, 1, ""),
    (b"case,score,received\n\xff,1,2017-03-01\n", pomost.DocumentSyntaxError, 2, 1, ""),
    ("", pomost.DocumentSyntaxError, 1, 1, ""),
]


@pytest.mark.parametrize(("ranking", "kind", "line", "column", "path"), WRONG)
def test_wrong_rankings(
    ranking: Any, kind: type[pomost.PomostError], line: int, column: int, path: str
) -> None:
    with pytest.raises(pomost.PomostError) as caught:
        jowes().decide(ranking, file="dir/ranking.csv")
    error = caught.value
    assert type(error) is kind
    assert (error.file, error.line, error.column) == ("dir/ranking.csv", line, column)
    assert path in (error.path or "")


@pytest.mark.parametrize(
    ("change", "kind", "path"),
    [
        ({}, pomost.InvalidValueError, "applications[1].case"),
        ({"case": "b", "scores": 1}, pomost.UnknownKeyError, "scores"),
        ({"case": "b", "score": None}, pomost.MissingKeyError, "applications[1]"),
        ({"case": "b", "score": "x"}, pomost.NumberError, "applications[1].score"),
        ({"case": "b", "workplaces": None}, pomost.InvalidValueError, "applications[1].employed"),
        ({"case": "b", "round": 4}, pomost.InvalidValueError, "applications[1].round"),
        ({"received": datetime(2017, 3, 1, 9, 30, 1)}, pomost.DateError, "received"),
        ({"received": datetime(2017, 3, 1, tzinfo=timezone.utc)}, pomost.DateError, "received"),
    ],
)
def test_wrong_mappings(change: dict[str, Any], kind: type[pomost.PomostError], path: str) -> None:
    [good] = [each for each in mappings() if each["case"] == "a"]
    with pytest.raises(pomost.PomostError) as caught:
        jowes().decide([good, {**good, **change}], file="ranking.csv")
    error = caught.value
    assert type(error) is kind
    assert (error.file, error.line, error.column) == (None, 0, 0)
    assert path in (error.path or "")


def test_a_column_twice() -> None:
    with pytest.raises(pomost.DuplicateKeyError) as caught:
        jowes().decide(lines_of(GOOD + ",1", head=HEAD + ",score"))
    assert (caught.value.file, caught.value.line) == (None, 1)


def test_faults_are_told_together() -> None:
    with pytest.raises(pomost.PomostError) as caught:
        jowes().decide(lines_of(GOOD.replace("a,1", "a,x"), "b,1,2017-03-01,,"))
    assert [(type(each), each.line) for each in caught.value.all] == [
        (pomost.NumberError, 2),
        (pomost.UnknownNameError, 3),
    ]


def test_too_long() -> None:
    with pytest.raises(pomost.LimitError):
        jowes().decide(RANKING + GOOD * 70000)


def test_a_case_that_no_line_names() -> None:
    programme = jowes()
    for cases in ([case_of(programme, "z", 1)], [case_of(programme, "a", 1)]):
        with pytest.raises(pomost.UnknownNameError):
            programme.decide(RANKING, cases)


def test_a_case_that_is_given_twice() -> None:
    programme = jowes()
    case = case_of(programme, "a", 1)
    with pytest.raises(pomost.PomostError):
        programme.decide(lines_of("a,1,2017-03-01,,"), [case, case])
    # The case is still free.
    assert case.assess().total == 34500


def test_a_faulty_case() -> None:
    programme = jowes()
    case = pomost.Case(programme)
    case.set("id", "a")
    case.add("workplaces")
    with pytest.raises(pomost.MissingKeyError) as caught:
        programme.decide(lines_of("a,1,2017-03-01,,"), [case])
    assert (caught.value.file, caught.value.line) == (None, 0)
    assert "workplaces[0]" in (caught.value.path or "")


def test_a_case_of_another_programme() -> None:
    programme, other = jowes(), jowes()
    for cases in ([case_of(other, "a", 1)], [case_of(programme, "a", 1), case_of(other, "b", 1)]):
        with pytest.raises(pomost.MismatchError):
            programme.decide(lines_of("a,1,2017-03-01,,"), cases)


def test_a_programme_without_a_call(small: pomost.Programme) -> None:
    for ranking in (RANKING, [], list(mappings())):
        with pytest.raises(pomost.MissingKeyError, match='"call"'):
            small.decide(ranking)


def test_sums_that_do_not_fit() -> None:
    programme = pomost.Programme.parse(
        "{pomost: 1, id: p, name: P, currency: PLN, source: r, "
        "sources: {r: {title: the rules, seen: 2026-11-22}}, "
        "grant: {amount: {flat: 90000000000000000}}, call: {order: [score], misfit: skip}}"
    )
    head = "case,score,workplaces,employed"
    good = programme.decide(lines_of("a,1,1,2017-04-01", head=head))
    assert str(good.granted) == "90000000000000000.00"
    with pytest.raises(pomost.LimitError):
        programme.decide(lines_of("a,1,1,2017-04-01", "b,1,1,2017-04-01", head=head))


@pytest.mark.parametrize(
    "ranking",
    [
        None,
        1,
        ["case"],
        [None],
        {"case": "a", "score": 1, "received": "2017-03-01"},
        [{"case": "a", "score": 1.5, "received": "2017-03-01"}],
        [{"case": "a", "score": 1, "received": "2017-03-01", "employed": datetime(2017, 4, 1)}],
        [{"case": b"a", "score": 1, "received": "2017-03-01"}],
        bytearray(RANKING.encode()),
    ],
)
def test_what_is_no_ranking(ranking: Any) -> None:
    with pytest.raises(TypeError):
        jowes().decide(ranking)


@pytest.mark.parametrize("cases", [None, 1, [None], ["a"], [{}], [pomost.Programme]])
def test_what_are_no_cases(cases: Any) -> None:
    with pytest.raises(TypeError):
        jowes().decide(RANKING, cases)


def test_one_case_is_no_list_of_cases() -> None:
    programme = jowes()
    with pytest.raises(TypeError):
        programme.decide(RANKING, case_of(programme, "a", 1))  # type: ignore[arg-type]
