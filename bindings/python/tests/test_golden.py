# SPDX-License-Identifier: Apache-2.0
"""The golden cases through the classes: the JSON byte by byte, the figures through the objects."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import golden
import pytest
import shape
import tree

import pomost
from pomost import errors

GOOD = [folder for folder in tree.golden_folders() if not (folder / "refused").exists()]
REFUSED = [folder for folder in tree.golden_folders() if (folder / "refused").exists()]
RANKED = [folder for folder in tree.ranked_folders() if not (folder / "refused").exists()]
NOT_RANKED = [folder for folder in tree.ranked_folders() if (folder / "refused").exists()]

#: Where `refused` says no more than REFUSED, and the library says what kind of refusal it is.
FINER = {
    "refused-flat-claim": pomost.InvalidValueError,
    "refused-inexact": pomost.UnstatedError,
    "refused-inexact-share": pomost.UnstatedError,
    "refused-month-end-missing": pomost.UnstatedError,
    "refused-not-employed": pomost.MissingKeyError,
    "refused-own-above-claim": pomost.InvalidValueError,
    "refused-too-few-claims": pomost.InvalidValueError,
    "refused-too-many-claims": pomost.InvalidValueError,
}

#: What a key of the JSON is called in the classes.
NAMES = {"from": "first_day", "to": "last_day", "explanation": "explanations"}


def figures(folder: Path) -> list[tuple[str, str, str]]:
    """The lines `PATH = VALUE` and `count(PATH) = NUMBER`."""
    lines = (folder / "figures").read_text(encoding="utf-8").splitlines()
    found = []
    for line in lines:
        if line.strip() and not line.startswith("#"):
            match = re.fullmatch(r"(count\()?([^=()]+)\)? = (.*?)(?:\s+#.*)?", line)
            assert match, line
            found.append((match.group(1) or "", match.group(2), match.group(3)))
    return found


def look_up(award: Any, path: str) -> Any:
    """A figure of the JSON in the objects."""
    sums = {
        "grant.requested": "requested",
        "grant.awarded": "grant",
        "bridging.awarded": "bridging",
        "programme": "programme_id",
        "case": "case_id",
    }
    if path in sums:
        return getattr(award, sums[path])
    found: Any = award
    path = re.sub(r"^bridging\.phases", "phases", path)
    path = path.removeprefix("reconciliation.")
    for key, place in re.findall(r"([^.\[\]]+)|\[(\d+)\]", path):
        if place:
            found = found[int(place)]
        elif isinstance(found, dict):
            found = found[key]
        else:
            # An event has a key `to` that is no day.
            found = getattr(found, key if hasattr(found, key) else NAMES[key])
    return found


def look_up_call(call: pomost.Call, path: str) -> Any:
    """The same of decisions; what is left is as the JSON has it."""
    if path == "schema":
        return json.loads(call.report("json"))["schema"]
    found = call.counts[path] if path in call.counts else look_up(call, path)
    return json.dumps(shape.as_json(found)) if isinstance(found, dict) else found


def expected(value: str, like: object) -> Any:
    """A value of the figures, of the type that the object has."""
    if value == "null":
        return None
    if isinstance(like, bool):
        return {"true": True, "false": False}[value]
    kinds: dict[type, Any] = {
        Decimal: Decimal,
        Fraction: shape.fraction,
        date: date.fromisoformat,
        int: int,
        str: str,
    }
    return kinds[type(like)](value)


def test_there_are_golden_cases() -> None:
    assert len(GOOD) >= 50
    assert len(REFUSED) >= 15
    assert sum(map(golden.is_settled, GOOD)) >= 100
    assert sum(map(golden.is_settled, REFUSED)) >= 15


@pytest.mark.parametrize("folder", GOOD, ids=lambda folder: folder.name)
def test_json(folder: Path) -> None:
    award = golden.result(folder)
    assert award.json().encode() == (folder / "expected.json").read_bytes()
    assert award.explanations == ()


@pytest.mark.parametrize("folder", GOOD, ids=lambda folder: folder.name)
def test_figures(folder: Path) -> None:
    award = golden.result(folder)
    for counted, path, value in figures(folder):
        found = look_up(award, path)
        if counted:
            assert len(found) == int(value), path
        else:
            assert found == expected(value, found), path
            assert not isinstance(found, Decimal) or str(found) == value, path


def check_refused(folder: Path, result: Callable[[Path], object]) -> None:
    word = (folder / "refused").read_text(encoding="utf-8").strip()
    [kind] = [kind for kind in errors.BY_CODE.values() if kind.status == f"POMOST_ERR_{word}"]
    with pytest.raises(pomost.PomostError) as caught:
        result(folder)
    assert type(caught.value) is FINER.get(folder.name, kind)
    assert caught.value.message


@pytest.mark.parametrize("folder", REFUSED, ids=lambda folder: folder.name)
def test_refused(folder: Path) -> None:
    check_refused(folder, golden.result)


# Rankings


def test_there_are_golden_rankings() -> None:
    assert len(RANKED) >= 20
    assert len(NOT_RANKED) >= 5


def without_refusals(text: str) -> str:
    """The JSON of decisions without the reasons of refusals, which are messages."""
    return re.sub(r'("decision": "refused",\n +"reason": )"[^\n]+"', r"\1...", text)


@pytest.mark.parametrize("folder", RANKED, ids=lambda folder: folder.name)
def test_json_of_a_call(folder: Path) -> None:
    call = golden.call(folder)
    report = call.report("json")
    expected = (folder / "expected.json").read_bytes().decode("utf-8")
    assert without_refusals(report) == without_refusals(expected)
    assert without_refusals(report).count("...") == call.counts["refused"]
    assert shape.call(call) == json.loads(report)


@pytest.mark.parametrize("folder", RANKED, ids=lambda folder: folder.name)
def test_figures_of_a_call(folder: Path) -> None:
    call = golden.call(folder)
    for counted, path, value in figures(folder):
        found = look_up_call(call, path)
        if counted:
            assert len(found) == int(value), path
        else:
            assert found == expected(value, found), path
            assert not isinstance(found, Decimal) or str(found) == value, path


@pytest.mark.parametrize("folder", NOT_RANKED, ids=lambda folder: folder.name)
def test_a_call_refused(folder: Path) -> None:
    check_refused(folder, golden.call)
