# SPDX-License-Identifier: Apache-2.0
"""Several editions of one programme, and the golden tests of all packaged ones."""

from __future__ import annotations

import os
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import tree

import pomost
from pomost import _data

WORKPLACES = [{"id": "w1", "job-fraction": 1}]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A programme's folder: its later edition comes first by name."""
    names = {"2022.yaml": tree.SECOND_EDITION, "programme.yaml": tree.FIRST_EDITION}
    for name, text in {**names, "tests.yaml": "no programme", ".x.yaml": "hidden"}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def editions(folder: Path) -> list[pomost.Programme]:
    return pomost.Programme.editions(folder)


def case(agreement: str) -> str:
    return f"{{pomost: 1, id: c, programme: twice, agreement: {agreement}}}"


def test_the_earliest_edition_is_first(editions: list[pomost.Programme], folder: Path) -> None:
    assert [each.get("edition.from") for each in editions] == ["2020-01-01", "2022-07-01"]
    names: tuple[str | bytes, ...] = (str(folder), os.fsencode(folder))
    for name in names:
        assert [each.summary for each in pomost.Programme.editions(name)] == [
            each.summary for each in editions
        ]


def test_a_programme_of_several_editions_is_not_one(folder: Path) -> None:
    with pytest.raises(pomost.ArgumentError, match="found 2 of .*Programme.editions"):
        pomost.Programme.load(folder)
    (folder / "2022.yaml").unlink()
    assert pomost.Programme.load(folder).get("edition.from") == "2020-01-01"


def test_a_packaged_programme_of_several_editions(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_data, "programme_files", lambda: {"twice": _data.edition_files(folder)})
    assert len(pomost.Programme.editions("twice")) == 2
    with pytest.raises(pomost.ArgumentError, match="'twice'"):
        pomost.Programme.load("twice")


def test_a_file_is_a_programme_of_one_edition(folder: Path) -> None:
    [only] = pomost.Programme.editions(folder / "2022.yaml")
    assert only.summary == pomost.Programme.load(folder / "2022.yaml").summary


def test_no_editions(tmp_path: Path) -> None:
    for read in (pomost.Programme.load, pomost.Programme.editions):
        with pytest.raises(pomost.InputError) as caught:
            read(tmp_path)
        assert caught.value.file == str(tmp_path)
        with pytest.raises(pomost.UnknownNameError):
            read("jowez")
        with pytest.raises(pomost.ArgumentError):
            read("a\0b.yaml")
        # Not the folder in which the program runs.
        with pytest.raises(pomost.InputError) as caught:
            read("")
        assert caught.value.file == ""


def test_each_packaged_programme_has_editions_of_one_id() -> None:
    for id in pomost.programmes():
        found = pomost.Programme.editions(id)
        assert {each.id for each in found} == {id}
        assert len(found) == len(_data.programme_files()[id])


@pytest.mark.parametrize(
    ("agreement", "first_day"),
    [
        ("2020-01-01", "2020-01-01"),
        ("2022-06-30", "2020-01-01"),
        ("2022-07-01", "2022-07-01"),
        ("9999-12-31", "2022-07-01"),
    ],
)
def test_the_edition_of_a_case(
    editions: list[pomost.Programme], agreement: str, first_day: str
) -> None:
    mapping = {"agreement": date.fromisoformat(agreement)}
    documents: list[Any] = [case(agreement), case(agreement).encode(), mapping]
    for given in documents:
        for order in (editions, editions[::-1], tuple(editions)):
            chosen = pomost.choose_edition(order, given)
            assert chosen in editions
            assert chosen.get("edition.from") == first_day


def test_the_case_is_assessed_by_its_edition(editions: list[pomost.Programme]) -> None:
    content: dict[str, Any] = {"id": "c", "agreement": "2022-07-01", "workplaces": WORKPLACES}
    chosen = pomost.choose_edition(editions, content)
    assert chosen.assess(pomost.Case.build(chosen, content)).total == Decimal("150.00")
    with pytest.raises(pomost.RefusedError):
        pomost.Case.build(editions[1], {**content, "agreement": "2022-06-30"}).assess()


def test_no_edition_holds(editions: list[pomost.Programme]) -> None:
    documents: list[Any] = [case("2019-12-31"), "{id: c}", {"agreement": "2019-12-31"}]
    for given in documents:
        with pytest.raises(pomost.RefusedError) as caught:
            pomost.choose_edition(editions, given, "case.yaml")
        place = (caught.value.file, caught.value.line)
        assert place == ((None, 0) if isinstance(given, dict) else ("case.yaml", 1))
    with pytest.raises(pomost.DocumentSyntaxError):
        pomost.choose_edition(editions, "a: [")


def test_a_single_edition_is_chosen_without_a_look(editions: list[pomost.Programme]) -> None:
    assert pomost.choose_edition(editions[:1], "a: [") is editions[0]


def test_editions_of_one_programme_only(editions: list[pomost.Programme]) -> None:
    others = [*editions, pomost.Programme.parse(tree.SMALL)]
    for function in (pomost.choose_edition, pomost.run_tests):
        with pytest.raises(pomost.ArgumentError, match="found none"):
            function([], "{}")
        with pytest.raises(pomost.MismatchError, match="twice, small"):
            function(others, "{}")
        with pytest.raises(TypeError):
            function(editions, 1)  # type: ignore[arg-type]


def test_each_golden_test_takes_its_edition(editions: list[pomost.Programme]) -> None:
    tests = [
        {
            "name": f"an agreement of {agreement}",
            "basis": "stated",
            "case": {"agreement": agreement, "workplaces": WORKPLACES},
            "expect": {"total": total},
        }
        for agreement, total in (("2022-06-30", "100.00"), ("2022-07-01", "150.00"))
    ]
    text = {"pomost": 1, "programme": "twice", "tests": tests}
    assert [each.passed for each in pomost.run_tests(editions, text)] == [True, True]
    assert [each.passed for each in editions[0].run_tests(text)] == [True, False]
    assert [each.passed for each in editions[1].run_tests(text)] == [False, True]


@pytest.mark.parametrize("id", pomost.programmes())
def test_the_golden_tests_of_the_package(id: str) -> None:
    file = _data.programme_files()[id][0].with_name("tests.yaml")
    results = pomost.run_tests(pomost.Programme.editions(id), file.read_bytes(), file)
    assert results
    assert [each for each in results if not each.passed] == []
