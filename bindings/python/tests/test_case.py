# SPDX-License-Identifier: Apache-2.0
"""Cases: read, built by path, and made of mappings."""

from __future__ import annotations

import threading
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import tree

import pomost

TEXT = """pomost: 1
id: c1
programme: small
decisions: {extension: true}
workplaces:
  - {id: w1, employed: 2017-01-31, job-fraction: 1/2, requested: 99.99}
"""


def by_path(programme: pomost.Programme) -> pomost.Case:
    """The case of TEXT."""
    case = pomost.Case(programme)
    case.set("id", "c1")
    case.set("decisions.extension", True)
    assert case.add("workplaces") == 0
    case.set("workplaces[0].id", "w1")
    case.set("workplaces[0].employed", date(2017, 1, 31))
    case.set("workplaces[0].job-fraction", Fraction(1, 2))
    case.set("workplaces[0].requested", Decimal("99.99"))
    return case


def test_all_ways_give_the_same(small: pomost.Programme, tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_text(TEXT, encoding="utf-8")
    wanted = pomost.Case.load(small, file).assess(explain=True).json()
    workplace = {
        "id": "w1",
        "employed": date(2017, 1, 31),
        "job-fraction": Fraction(1, 2),
        "requested": Decimal("99.99"),
    }
    whole = {"pomost": 1, "id": "c1", "programme": "small", "workplaces": [workplace]}
    cases = [
        pomost.Case.parse(small, TEXT),
        pomost.Case.parse(small, TEXT.encode(), "name"),
        by_path(small),
        pomost.Case.build(small, whole, decisions={"extension": True}),
        pomost.Case.build(small, id="c1", decisions={"extension": True}, workplaces=(workplace,)),
    ]
    for case in cases:
        case.check()
        assert case.assess(explain=True).json() == wanted
        assert small.assess(case, explain=True).json() == wanted
        assert case.programme is small


def test_a_case_can_be_changed_and_assessed_again(small: pomost.Programme) -> None:
    case = by_path(small)
    first = case.assess()
    case.set("workplaces[0].requested", 50)
    assert case.assess().grant == Decimal("50.00")
    assert first.grant == Decimal("99.99")
    assert case.add("workplaces") == 1
    with pytest.raises(pomost.MissingKeyError):
        case.check()
    with pytest.raises(pomost.MissingKeyError):
        case.assess()


def test_the_case_of_another_programme(small: pomost.Programme, case: pomost.Case) -> None:
    other = pomost.Programme.parse(tree.SMALL.replace("id: small", "id: other"))
    with pytest.raises(pomost.MismatchError):
        other.assess(case)
    with pytest.raises(pomost.MismatchError):
        pomost.Case.parse(other, TEXT)


def test_a_case_read_as_one_of_another_programme() -> None:
    other = pomost.Programme.parse(tree.SMALL.replace("id: small", "id: other"))
    dearer = other.set("grant.amount.up-to", 99)
    case = pomost.Case.parse_as(dearer, TEXT, "case.yaml")
    assert case.programme is dearer
    award = case.assess()
    # 99 instead of 99.99, 2 months of half of 10, and 5
    assert (award.programme_id, str(award.total)) == ("other", "114.00")
    with pytest.raises(pomost.UnknownKeyError) as caught:
        pomost.Case.parse_as(dearer, TEXT.replace("employed", "employd"), "case.yaml")
    assert caught.value.file == "case.yaml"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("99.99", "99.99"),
        (99, "99.00"),
        (Decimal("99.9"), "99.90"),
        (Decimal("9E+1"), "90.00"),
        (Decimal("0E-2"), "0.00"),
    ],
)
def test_money(small: pomost.Programme, value: Any, text: str) -> None:
    case = by_path(small)
    case.set("workplaces[0].requested", value)
    assert str(case.assess().grant) == text


@pytest.mark.parametrize(
    "day", [date(1, 1, 1), date(1969, 12, 31), date(1970, 1, 1), date(2024, 2, 29)]
)
def test_dates(small: pomost.Programme, day: date) -> None:
    case = by_path(small)
    case.set("workplaces[0].employed", day)
    instalments = case.assess().instalments
    assert [each.first_day for each in instalments if each.month == 1] == [day]


def test_the_last_day_there_is(small: pomost.Programme) -> None:
    case = by_path(small)
    case.set("workplaces[0].employed", date(9999, 12, 31))
    with pytest.raises(pomost.PomostError):
        case.assess()


WRONG = [
    ("id\0", "x", pomost.ArgumentError),
    ("id", "x\0y", pomost.ArgumentError),
    ("id", "\ud800", pomost.ArgumentError),
    ("", "x", pomost.ArgumentError),
    ("workplaces[0", "x", pomost.ArgumentError),
    ("workplaces[x].id", "x", pomost.ArgumentError),
    ("workplaces[9].id", "x", pomost.UnknownNameError),
    ("workplaces[0].name", "x", pomost.UnknownKeyError),
    ("workplaces", "x", pomost.WrongTypeError),
    ("workplaces[0].requested", "1,234", pomost.NumberError),
    ("workplaces[0].requested", Decimal("NaN"), pomost.NumberError),
    ("workplaces[0].requested", Decimal("1E+9999"), pomost.LimitError),
    ("workplaces[0].requested", 2**63, pomost.LimitError),
    ("workplaces[0].requested", -1, pomost.InvalidValueError),
    ("workplaces[0].requested", 10**100, pomost.LimitError),
    ("workplaces[0].employed", "31.01.2017", pomost.DateError),
    ("workplaces[0].employed", "2017-02-30", pomost.DateError),
    ("decisions.none", True, pomost.UnknownNameError),
    ("decisions.extension", False, pomost.InvalidValueError),
    ("agreement", datetime(2017, 1, 1), TypeError),
    ("workplaces[0].requested", 1.5, TypeError),
    ("workplaces[0].requested", None, TypeError),
    ("workplaces[0].requested", b"1", TypeError),
    (None, "x", TypeError),
]


@pytest.mark.parametrize(("path", "value", "kind"), WRONG)
def test_wrong_values(
    small: pomost.Programme, path: Any, value: Any, kind: type[Exception]
) -> None:
    case = by_path(small)
    before = case.assess().json()
    with pytest.raises(kind) as caught:
        case.set(path, value)
    if issubclass(kind, pomost.PomostError):
        assert type(caught.value) is kind
    # What failed left no trace.
    assert case.assess().json() == before


def test_wrong_lists(small: pomost.Programme) -> None:
    case = by_path(small)
    for path, kind in (
        ("workplace", pomost.UnknownKeyError),
        ("id", pomost.WrongTypeError),
        ("", pomost.ArgumentError),
        ("workplaces\0", pomost.ArgumentError),
    ):
        with pytest.raises(kind):
            case.add(path)
    assert case.add("workplaces") == 1


def test_a_full_list(small: pomost.Programme) -> None:
    case = pomost.Case(small)
    for place in range(10000):
        assert case.add("workplaces") == place
    with pytest.raises(pomost.LimitError):
        case.add("workplaces")


def test_build_tells_all_faults_by_their_paths(small: pomost.Programme) -> None:
    with pytest.raises(pomost.PomostError) as caught:
        pomost.Case.build(
            small,
            id="c1",
            workplaces=[
                {"id": "w1", "employd": "2017-01-31", "job-fraction": 1},
                {"id": "w2", "job-fraction": "1,5"},
            ],
        )
    told = caught.value.all
    assert [error.path for error in told] == ["workplaces[0].employd", "workplaces[1].job-fraction"]
    assert {(error.file, error.line, error.column) for error in told} == {(None, 0, 0)}
    assert str(caught.value).startswith("workplaces[0].employd: unknown key")


def test_a_built_case_has_no_places_later_either(small: pomost.Programme) -> None:
    workplace = {"id": "w1", "employed": "9999-12-01", "job-fraction": 1}
    case = pomost.Case.build(small, id="c1", workplaces=[workplace])
    with pytest.raises(pomost.LimitError) as caught:
        case.assess()
    error = caught.value
    assert (error.file, error.line, error.column) == (None, 0, 0)
    assert error.path == "workplaces[0]"
    case.add("workplaces")
    with pytest.raises(pomost.MissingKeyError) as caught_too:
        case.check()
    assert {(each.file, each.line) for each in caught_too.value.all} == {(None, 0)}


@pytest.mark.parametrize("value", [1.5, None, b"x", {1, 2}, {1: 2}, datetime(2017, 1, 1), object()])
def test_build_of_what_is_no_value(small: pomost.Programme, value: object) -> None:
    with pytest.raises(TypeError):
        pomost.Case.build(small, id="c1", entity=value)


def test_build_of_what_has_no_end(small: pomost.Programme) -> None:
    endless: list[Any] = []
    endless.append(endless)
    with pytest.raises(pomost.LimitError):
        pomost.Case.build(small, id="c1", workplaces=endless)


@pytest.mark.parametrize(
    "name",
    [
        'quote " and \\ backslash',
        "comma, {brace} [bracket]: #colon",
        "żółw 🐢 'single'",
        "true",
        "2017-01-31",
        "null",
        "~",
        "&anchor",
        "* alias",
        "- item",
        "| block",
        "%YAML",
        "e\u0301",
    ],
)
def test_any_text_passes_through(small: pomost.Programme, name: str) -> None:
    built = pomost.Case.build(
        small,
        id="c1",
        entity={"id": "e", "name": name},
        workplaces=[{"id": "w1", "job-fraction": 1, "employed": "2017-01-31"}],
    )
    by_path_too = by_path(small)
    by_path_too.set("entity.id", "e")
    by_path_too.set("entity.name", name)
    assert built.assess().total and by_path_too.assess().total


@pytest.mark.parametrize("name", ["tab\there", "two\nlines", "", "bell\a", "\u2028", "\x7f"])
def test_what_no_name_may_hold(small: pomost.Programme, name: str) -> None:
    case = by_path(small)
    with pytest.raises(pomost.PomostError) as by_file:
        pomost.Case.build(small, id="c1", entity={"id": "e", "name": name}, workplaces=[])
    with pytest.raises(pomost.PomostError) as by_path_too:
        case.set("entity.name", name)
    assert type(by_file.value) is type(by_path_too.value)
    assert by_path_too.value.message


def test_threads_wait_for_one_another(small: pomost.Programme) -> None:
    case = pomost.Case(small)

    def work() -> None:
        for _ in range(200):
            place = case.add("workplaces")
            case.set(f"workplaces[{place}].count", 1)
            case.set(f"workplaces[{place}].employed", date(2017, 1, 1))
            case.set(f"workplaces[{place}].job-fraction", 1)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    case.set("id", "c1")
    assert len(case.assess().workplaces) == 1600
