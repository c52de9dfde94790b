# SPDX-License-Identifier: Apache-2.0
"""Sets of reference series: exact values, gaps, and who keeps them."""

from __future__ import annotations

import copy
import gc
import pickle
import subprocess
import sys
import threading
import weakref
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import tree

import pomost
from pomost import _data


@pytest.fixture
def rates() -> pomost.Series:
    series = pomost.Series()
    series.add(tree.SERIES, "rates.yaml")
    return series


def grant(programme: pomost.Programme, agreement: str) -> Decimal:
    """The grant of one workplace."""
    workplace = {"id": "w1", "job-fraction": 1}
    case = pomost.Case.build(programme, id="c", agreement=agreement, workplaces=[workplace])
    return case.assess().grant


@pytest.mark.parametrize(
    ("day", "value"),
    [
        # The published table of the minimum wage: a row a year, or two.
        ("2010-12-31", "1317"),
        ("2011-01-01", "1386"),
        ("2011-12-31", "1386"),
        ("2006-01-01", "899.10"),
    ],
)
def test_the_minimum_wage(day: str, value: str) -> None:
    found = pomost.Series.installed().value("minimum-wage", date.fromisoformat(day))
    assert isinstance(found, Decimal)
    assert str(found) == value


@pytest.mark.parametrize(
    ("day", "value"),
    [
        ("2010-01-01", Decimal("1317")),
        ("2010-12-31", Decimal("1317")),
        ("2011-01-01", Decimal("1386.50")),
        ("2012-02-01", Fraction(17, 200)),
        ("2013-12-31", Fraction(3, 4)),
    ],
)
def test_a_value_is_as_it_is_written(rates: pomost.Series, day: str, value: object) -> None:
    found = rates.value("rates", date.fromisoformat(day))
    assert type(found) is type(value)
    assert str(found) == str(value)


@pytest.mark.parametrize(
    "day", ["0001-01-01", "2009-12-31", "2012-01-01", "2012-01-31", "2014-01-01", "2015-01-01"]
)
def test_a_day_of_which_nothing_is_known(rates: pomost.Series, day: str) -> None:
    with pytest.raises(pomost.UnstatedError, match=day):
        rates.value("rates", date.fromisoformat(day))


def test_a_percentage_of_the_package() -> None:
    series = pomost.Series.installed()
    assert series.value("tax-arrears-interest", date(2008, 12, 24)) == Fraction(13, 100)


def test_wrong_questions(rates: pomost.Series) -> None:
    with pytest.raises(pomost.UnknownNameError, match="rate"):
        rates.value("rate", date(2011, 1, 1))
    with pytest.raises(pomost.ArgumentError):
        rates.value("rates\0", date(2011, 1, 1))
    with pytest.raises(pomost.WrongTypeError, match="de-minimis"):
        pomost.Series.installed().value("de-minimis", date(2024, 1, 1))
    for day in ("2011-01-01", datetime(2011, 1, 1), 14975, None):
        with pytest.raises(TypeError):
            rates.value("rates", day)  # type: ignore[arg-type]


def test_all_installed_series_are_there() -> None:
    series = pomost.Series.installed()
    files = _data.series_files()
    assert len(files) >= 8
    for file in files:
        with pytest.raises(pomost.InvalidValueError, match="again"):
            series.load(file)


def test_no_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_data, "_folder", lambda: None)
    with pytest.raises(pomost.UnknownNameError):
        pomost.Series.installed().value("minimum-wage", date(2011, 1, 1))
    assert pomost.programmes() == []
    with pytest.raises(pomost.UnknownNameError, match="none"):
        pomost.Programme.load("jowes")


def test_add_of_text_bytes_and_mappings() -> None:
    content: dict[str, Any] = {
        "pomost": 1,
        "series": "rates",
        "unit": "PLN",
        "source": "made for the tests",
        "known-to": date(2014, 12, 31),
        "rows": [
            {"from": date(2011, 1, 1), "value": Decimal("1386.50")},
            {"from": date(2012, 1, 1), "value": Fraction(3, 4)},
        ],
    }
    documents: list[Any] = [tree.SERIES, tree.SERIES.encode(), content]
    for given in documents:
        series = pomost.Series()
        series.add(given)
        assert str(series.value("rates", date(2011, 1, 1))) == "1386.50"
    with pytest.raises(TypeError):
        pomost.Series().add(None)  # type: ignore[arg-type]


def test_a_fault_leaves_the_set_as_it_was(rates: pomost.Series) -> None:
    with pytest.raises(pomost.MissingKeyError) as caught:
        rates.add("{pomost: 1, series: other}", "other.yaml")
    assert caught.value.file == "other.yaml"
    assert [error.line for error in caught.value.all] == [1, 1, 1, 1]
    with pytest.raises(pomost.InvalidValueError):
        rates.add(tree.SERIES)
    with pytest.raises(pomost.DocumentSyntaxError):
        rates.add("a: [")
    rates.add(tree.SERIES.replace("series: rates", "series: other"))
    for name in ("rates", "other"):
        assert rates.value(name, date(2010, 1, 1)) == 1317


def test_errors_of_mappings_have_no_place() -> None:
    with pytest.raises(pomost.UnknownKeyError) as caught:
        pomost.Series().add({"pomost": 1, "serie": "rates"})
    for error in caught.value.all:
        assert (error.file, error.line, error.column) == (None, 0, 0)


def test_load(tmp_path: Path) -> None:
    file = tmp_path / "żółw.yaml"
    file.write_text(tree.SERIES, encoding="utf-8")
    series = pomost.Series()
    series.load(file)
    assert series.value("rates", date(2010, 1, 1)) == 1317
    with pytest.raises(pomost.InputError) as caught:
        series.load(tmp_path / "none.yaml")
    assert caught.value.file == str(tmp_path / "none.yaml")
    with pytest.raises(pomost.ArgumentError):
        series.load("a\0b")


def test_a_programme_takes_its_series(rates: pomost.Series) -> None:
    programme = pomost.Programme.parse(tree.BY_SERIES, series=rates)
    # 3 × 1317 and 3 × 1386.50
    assert str(grant(programme, "2010-12-31")) == "3951.00"
    assert str(grant(programme, "2011-01-01")) == "4159.50"
    with pytest.raises(pomost.UnstatedError, match="rates"):
        grant(programme, "2012-01-15")


def test_a_programme_without_its_series(tmp_path: Path) -> None:
    file = tmp_path / "programme.yaml"
    file.write_text(tree.BY_SERIES.replace("rates", "minimum-wage"), encoding="utf-8")
    with pytest.raises(pomost.UnknownNameError, match="minimum-wage") as caught:
        pomost.Programme.load(file)
    assert caught.value.line == 7
    with pytest.raises(pomost.UnknownNameError):
        pomost.Programme.parse(file.read_text(encoding="utf-8"), series=pomost.Series())
    programme = pomost.Programme.load(file, pomost.Series.installed())
    # 3 × 1386
    assert str(grant(programme, "2011-01-01")) == "4158.00"


def test_a_programme_outlives_the_object_of_its_series() -> None:
    series = pomost.Series()
    series.add(tree.SERIES)
    programme = pomost.Programme.parse(tree.BY_SERIES, series=series)
    case = pomost.Case.build(
        programme, id="c", agreement="2011-01-01", workplaces=[{"id": "w1", "job-fraction": 1}]
    )
    changed = programme.overlay("name: another").set("grant.own", 1)
    gone = weakref.ref(series)
    del series, programme
    gc.collect()
    assert gone() is None
    # Work that would use the memory again if it had been given back.
    for _ in range(200):
        pomost.Series.installed()
    assert str(grant(case.programme, "2011-01-01")) == "4159.50"
    award = case.assess(explain=True)
    del case
    gc.collect()
    for _ in range(200):
        pomost.Series.installed()
    assert "1386.50" in award.json()
    assert str(grant(changed, "2011-01-01")) == "4158.50"


def test_series_are_freed_with_the_last_that_uses_them() -> None:
    """After a warm-up a process does not grow with the number of sets and programmes."""
    pytest.importorskip("resource")
    code = (
        "import resource, pomost, tree\n"
        "text = tree.BY_SERIES.replace('rates', 'minimum-wage')\n"
        "def work(count):\n"
        "    for _ in range(count):\n"
        "        series = pomost.Series.installed()\n"
        "        programme = pomost.Programme.parse(text, series=series)\n"
        "        del series\n"
        "        programme = programme.overlay('name: another').set('grant.own', 1)\n"
        "        pomost.choose_edition([programme, programme], '{}')\n"
        "        try:\n"
        "            pomost.Series().add('{pomost: 1, series: x}')\n"
        "        except pomost.MissingKeyError:\n"
        "            pass\n"
        "    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "before = work(100)\n"
        "print(work(500) - before)\n"
    )
    path = f"import sys; sys.path[:0] = {sys.path!r}\n"
    command = [sys.executable, "-c", path + code]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    # 500 sets of the installed series are over 40 MiB, 500 programmes are over 4 MiB.
    assert int(run.stdout) < 4 * 1024 * (1024 if sys.platform == "darwin" else 1)


def test_a_set_in_use_is_closed(rates: pomost.Series, tmp_path: Path) -> None:
    file = tmp_path / "other.yaml"
    file.write_text(tree.SERIES.replace("series: rates", "series: other"), encoding="utf-8")
    pomost.Programme.parse(tree.BY_SERIES, series=rates)
    for add in (lambda: rates.load(file), lambda: rates.add(file.read_bytes())):
        with pytest.raises(pomost.ArgumentError, match="given to a programme"):
            add()
    assert rates.value("rates", date(2010, 1, 1)) == 1317
    # Also by a reading that failed.
    other = pomost.Series()
    with pytest.raises(pomost.PomostError):
        pomost.Programme.parse("", series=other)
    with pytest.raises(pomost.ArgumentError):
        other.load(file)


def test_a_set_is_not_copied_or_pickled(rates: pomost.Series) -> None:
    makers: list[Any] = [copy.copy, copy.deepcopy, pickle.dumps]
    for make in makers:
        with pytest.raises(TypeError, match="cannot be copied or pickled"):
            make(rates)


def test_a_set_is_used_by_many_threads() -> None:
    series = pomost.Series()
    found: list[Any] = []

    def fill(place: int) -> None:
        for number in range(25):
            name = f"s{place}-{number}"
            series.add(tree.SERIES.replace("series: rates", f"series: {name}"))
            found.append(series.value(name, date(2010, 1, 1)))

    def use() -> None:
        programme = pomost.Programme.parse(tree.BY_SERIES.replace("rates", "s3-7"), series=series)
        for _ in range(25):
            found.append(series.value("s0-0", date(2010, 1, 1)))
            found.append(grant(programme, "2010-01-01") / 3)

    for work in ([lambda place=place: fill(place) for place in range(8)], [use] * 8):
        threads = [threading.Thread(target=each) for each in work]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(found) == 8 * 25 * 3
    assert set(found) == {Decimal(1317)}
