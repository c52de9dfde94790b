# SPDX-License-Identifier: Apache-2.0
"""What if: a programme with other values, made of one that stays as it is."""

from __future__ import annotations

import gc
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
import tree

import pomost
from pomost._built import Document, Scalar

ONE = {"id": "c", "workplaces": [{"id": "w1", "employed": "2017-01-01", "job-fraction": 1}]}


def total(programme: pomost.Programme) -> Decimal:
    return pomost.Case.build(programme, ONE).assess().total


def test_an_overlay_is_laid_over_key_by_key(small: pomost.Programme) -> None:
    # A grant of 100, and 2 months of 10.
    assert total(small) == 120
    other = small.overlay("grant: {amount: {up-to: 50}}\nname: Another\n")
    assert (other.name, other.get("grant.amount.up-to")) == ("Another", "50")
    assert total(other) == 70
    assert (small.name, small.get("grant.amount.up-to")) == ("A small programme", "100")
    assert total(small) == 120
    # What the overlay does not name stays.
    assert other.get("bridging.phases.basic.months") == "2"


def test_a_list_of_an_overlay_takes_the_place_of_the_list(small: pomost.Programme) -> None:
    phases = [{"name": "only", "months": 3, "amount": {"flat": 7}}]
    other = small.overlay({"bridging": {"phases": phases}})
    # 100 and 3 months of 7
    assert total(other) == 121
    assert other.get("bridging.phases.basic.months") is None


@pytest.mark.parametrize(
    "overlay",
    [
        "grant: {amount: {up-to: 99.50}}",
        b'{"grant": {"amount": {"up-to": "99.50"}}}',
        {"grant": {"amount": {"up-to": Decimal("99.50")}}},
        {"grant": {"amount": {"up-to": "99.50"}}},
    ],
)
def test_an_overlay_of_text_bytes_and_mappings(small: pomost.Programme, overlay: Document) -> None:
    assert str(total(small.overlay(overlay))) == "119.50"


def test_a_wrong_overlay(small: pomost.Programme) -> None:
    with pytest.raises(pomost.UnknownKeyError) as caught:
        small.overlay("grant: {amont: {up-to: 50}}", "what-if.yaml")
    error = caught.value
    assert (error.file, error.line, error.column) == ("what-if.yaml", 1, 9)
    assert error.path == "grant.amont"
    with pytest.raises(pomost.WrongTypeError):
        small.overlay("[1]")
    with pytest.raises(pomost.DocumentSyntaxError):
        small.overlay("grant: {")
    with pytest.raises(pomost.UnknownKeyError) as caught:
        small.overlay({"grant": {"amont": {"up-to": 50}}})
    assert (caught.value.file, caught.value.line) == (None, 0)
    with pytest.raises(TypeError):
        small.overlay({"grant": {"amount": {"up-to": 1.5}}})
    with pytest.raises(TypeError):
        small.overlay(None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("bridging.phases.basic.months", 3, "130.00"),
        ("bridging.phases[0].months", "3", "130.00"),
        ("grant.amount", "{up-to: 50}", "70.00"),
        ("grant.amount.up-to", Decimal("99.50"), "119.50"),
        ("grant.amount.up-to", Fraction(199, 2), "119.50"),
        ("grant.own", 1, "119.00"),
    ],
)
def test_set(small: pomost.Programme, path: str, value: Scalar, expected: str) -> None:
    assert str(total(small.set(path, value))) == expected
    assert str(total(small)) == "120.00"


def test_set_of_a_date(small: pomost.Programme) -> None:
    other = small.set("sources.rules.seen", date(2026, 11, 23))
    assert other.get("sources.rules.seen") == "2026-11-23"


def test_changes_of_changes(small: pomost.Programme) -> None:
    changed = small
    for months in range(3, 33):
        changed = changed.set("bridging.phases.basic.months", months)
        gc.collect()
    # 32 months of 10
    assert total(changed.overlay("grant: {amount: {up-to: 50}}")) == 370


def test_a_wrong_set(small: pomost.Programme) -> None:
    for path in ("none.here", "bridging.phases.none.months", "bridging.phases[2].months", ""):
        with pytest.raises(pomost.UnknownNameError):
            small.set(path, 1)
    with pytest.raises(pomost.UnknownKeyError) as caught:
        small.set("grant.none", 1)
    assert caught.value.file == "grant.none"
    with pytest.raises(pomost.DocumentSyntaxError):
        small.set("grant.amount", "{up-to: 1")
    with pytest.raises(pomost.NumberError):
        small.set("grant.amount.up-to", "1,234")
    for path, value in (("id\0", "x"), ("id", "x\0")):
        with pytest.raises(pomost.ArgumentError):
            small.set(path, value)
    for wrong in (1.5, None, {"up-to": 1}):
        with pytest.raises(TypeError):
            small.set("grant.amount", wrong)  # type: ignore[arg-type]


def test_a_changed_programme_keeps_the_first_alive() -> None:
    changed = pomost.Programme.parse(tree.SMALL).overlay("name: Another").set("grant.own", 1)
    gc.collect()
    for _ in range(200):
        pomost.Programme.parse(tree.SMALL)
    assert changed.name == "Another"
    assert total(changed) == 119


def test_a_changed_programme_is_another(small: pomost.Programme) -> None:
    changed = small.set("bridging.phases.basic.months", 2)
    with pytest.raises(pomost.MismatchError):
        small.assess(pomost.Case.build(changed, ONE))
