# SPDX-License-Identifier: Apache-2.0
"""What is found out about a programme: findings, golden tests, progress, figures; and of two awards
what differs."""

from __future__ import annotations

import json
import pickle
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
import tree

import pomost
from pomost import programme


@pytest.fixture
def twice() -> pomost.Programme:
    return pomost.Programme.parse(tree.FIRST_EDITION)


def achieved(**counts: int) -> dict[str, Any]:
    return {"pomost": 1, "programme": "twice", "achieved": counts}


def test_progress(twice: pomost.Programme) -> None:
    over = pomost.Progress("workplaces", 40, 41, Fraction(41, 40), True)
    nothing = pomost.Progress("never", 0, 0, None, True)
    text = "{pomost: 1, programme: twice, achieved: {workplaces: 41}}"
    documents: list[Any] = [text, text.encode(), achieved(workplaces=41)]
    for given in documents:
        assert twice.progress(given) == [over, nothing]
    [found, _] = twice.progress(achieved(workplaces=30))
    assert (found.ratio, found.reached) == (Fraction(3, 4), False)
    [found, _] = twice.progress(achieved(workplaces=40))
    assert (found.ratio, found.reached) == (1, True)
    [found, _] = twice.progress(achieved())
    assert (found.achieved, found.ratio, found.reached) == (0, 0, False)


def test_wrong_progress(twice: pomost.Programme) -> None:
    with pytest.raises(pomost.UnknownNameError) as caught:
        twice.progress("{pomost: 1, programme: twice, achieved: {workplace: 1}}", "a.yaml")
    assert (caught.value.file, caught.value.path) == ("a.yaml", "achieved.workplace")
    with pytest.raises(pomost.MismatchError):
        twice.progress({**achieved(), "programme": "small"})
    with pytest.raises(pomost.InvalidValueError):
        twice.progress(achieved(workplaces=-1))
    with pytest.raises(pomost.MissingKeyError):
        twice.progress("{pomost: 1}")
    with pytest.raises(pomost.DocumentSyntaxError):
        twice.progress("a: [")


def test_a_programme_without_targets(small: pomost.Programme) -> None:
    assert small.progress({**achieved(), "programme": "small"}) == []


def test_figures() -> None:
    konin = pomost.Programme.load("konin")
    budget = json.loads(konin.figures("json"))["budget"]
    parts = [Decimal(each) for each in budget["parts"].values()]
    assert sum(parts) == Decimal(budget["total"]) > 0
    for format in ("text", "csv"):
        assert konin.figures(format).endswith("\n")
    assert konin.figures() == konin.figures("text")
    with pytest.raises(pomost.ArgumentError):
        konin.figures("xml")


def golden_tests(*tests: dict[str, Any]) -> dict[str, Any]:
    return {"pomost": 1, "programme": "small", "tests": list(tests)}


def golden_test(name: str, **more: Any) -> dict[str, Any]:
    workplace = {"id": "w1", "employed": "2017-01-01", "job-fraction": 1}
    return {"name": name, "basis": "derived", "case": {"workplaces": [workplace]}, **more}


def test_golden_tests(small: pomost.Programme) -> None:
    refusal = {
        "case": {"workplaces": [{"id": "w1", "job-fraction": 1}]},
        "refused": {"code": "KEY_MISSING", "says": "employment"},
    }
    text = golden_tests(
        golden_test("right", basis="stated", source="rules", expect={"total": "120.00"}),
        golden_test("wrong", expect={"grant.awarded": "99.00", "total": "121.00"}),
        golden_test("longer", set={"bridging.phases.basic.months": 3}, expect={"total": "130.00"}),
        golden_test("refused", **refusal),
    )
    results = small.run_tests(text)
    assert [each.name for each in results] == ["right", "wrong", "longer", "refused"]
    assert [each.passed for each in results] == [True, False, True, True]
    assert results[0] == pomost.TestResult("right", "stated", "rules", True, ())
    assert results[1].differences == (
        pomost.TestDifference("grant.awarded", "99.00", "100.00"),
        pomost.TestDifference("total", "121.00", "120.00"),
    )
    assert (results[1].basis, results[1].source) == ("derived", None)
    assert small.run_tests(json.dumps(text)) == results


def test_a_row_of_golden_tests_is_no_test_of_pytest() -> None:
    assert not pomost.TestResult.__test__
    assert not pomost.TestDifference.__test__


def test_wrong_golden_tests(small: pomost.Programme) -> None:
    with pytest.raises(pomost.MismatchError):
        small.run_tests({**golden_tests(golden_test("one", expect={})), "programme": "other"})
    with pytest.raises(pomost.UnknownKeyError) as caught:
        small.run_tests("{pomost: 1, programme: small, test: []}", "tests.yaml")
    assert caught.value.file == "tests.yaml"
    with pytest.raises(pomost.DocumentSyntaxError):
        small.run_tests(b"a: [")
    with pytest.raises(TypeError):
        small.run_tests(None)  # type: ignore[arg-type]


def test_findings_of_a_good_programme(small: pomost.Programme) -> None:
    assert all(isinstance(each, pomost.Finding) for each in small.check())


def test_a_finding(small: pomost.Programme, monkeypatch: pytest.MonkeyPatch) -> None:
    row = {
        "code": "P01",
        "file": "a.yaml",
        "line": 3,
        "column": 5,
        "path": "caps.entity",
        "message": "never bites",
        "remedy": "take it out",
    }
    bare = {**row, "file": None, "line": None, "column": None, "path": None}
    report = {"schema": "pomost.check/1", "programme": "small", "findings": [row, bare]}
    monkeypatch.setattr(
        programme, "call_for_text", lambda *arguments, **more: json.dumps(report).encode()
    )
    assert small.check() == [
        pomost.Finding("P01", "a.yaml", 3, 5, "caps.entity", "never bites", "take it out"),
        pomost.Finding("P01", None, 0, 0, "", "never bites", "take it out"),
    ]


def test_the_rows_are_frozen_and_equal_by_value(small: pomost.Programme) -> None:
    def rows() -> list[Any]:
        return [
            *pomost.Programme.parse(tree.FIRST_EDITION).progress(achieved(workplaces=1)),
            *small.run_tests(golden_tests(golden_test("wrong", expect={"total": "1.00"}))),
            *small.check(),
        ]

    for one, other in zip(rows(), rows()):
        assert one == other
        assert hash(one) == hash(other)
        assert pickle.loads(pickle.dumps(one)) == one
        with pytest.raises(AttributeError):
            one.name = "x"


def assess(programme: pomost.Programme, *ids: str) -> pomost.Award:
    workplaces = [{"id": id, "employed": "2017-01-01", "job-fraction": 1} for id in ids]
    return pomost.Case.build(programme, id="c", workplaces=workplaces).assess()


def test_diff(small: pomost.Programme) -> None:
    left = assess(small, "w1")
    assert left.diff(left) == left.diff(assess(small, "w1")) == []
    right = assess(small.set("bridging.phases.basic.months", 3), "w1")
    figures = {each.figure: each for each in left.diff(right)}
    # 2 and 3 months of 10, besides a grant of 100.
    assert figures["total"] == pomost.Difference("total", "120.00", "130.00")
    assert "grant.awarded" not in figures
    [more] = [each for name, each in figures.items() if name.startswith("instalments")]
    assert more.left is None
    assert more.right is not None and more.right.startswith("10.00")
    swapped = {each.figure: (each.right, each.left) for each in right.diff(left)}
    assert swapped == {name: (each.left, each.right) for name, each in figures.items()}


def test_diff_of_other_currencies(small: pomost.Programme) -> None:
    other = assess(small.set("currency", "EUR"), "w1")
    with pytest.raises(pomost.MismatchError, match="PLN"):
        assess(small, "w1").diff(other)
