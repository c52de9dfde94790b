# SPDX-License-Identifier: Apache-2.0
"""The exceptions: their places, their text, and what was found together."""

from __future__ import annotations

import copy
import pickle
from pathlib import Path

import pytest
import tree

import pomost
from pomost import errors

TWO_FAULTS = """pomost: 1
id: c1
programme: small
workplaces:
  - {id: w1, employd: 2017-01-31, job-fraction: 1}
  - {id: w2, employed: 2017-02-30, job-fraction: 1}
"""


def caught(small: pomost.Programme, file: object = "dir/case.yaml") -> pomost.PomostError:
    with pytest.raises(pomost.PomostError) as found:
        pomost.Case.parse(small, TWO_FAULTS, file)  # type: ignore[arg-type]
    return found.value


def test_errors_are_told_together_with_their_places(small: pomost.Programme) -> None:
    first = caught(small)
    assert type(first) is pomost.UnknownKeyError
    assert (first.file, first.line, first.column) == ("dir/case.yaml", 5, 14)
    assert first.path == "workplaces[0].employd"
    assert "employed" in first.message
    [second] = first.others
    assert type(second) is pomost.DateError
    assert (second.line, second.column, second.path) == (6, 24, "workplaces[1].employed")
    assert first.all == (first, second)


def test_the_text_of_an_error(small: pomost.Programme) -> None:
    lines = str(caught(small)).splitlines()
    assert lines[0].startswith('dir/case.yaml:5:14: workplaces[0].employd: unknown key "employd"')
    assert lines[0].endswith(" [POMOST-06]")
    assert lines[1].startswith("dir/case.yaml:6:24: workplaces[1].employed: ")
    assert len(lines) == 2


def test_an_error_without_a_file(small: pomost.Programme) -> None:
    error = caught(small, None)
    assert error.file is None
    assert str(error).startswith("5:14: workplaces[0].employd: ")


@pytest.mark.parametrize("name", ["case.yaml", Path("case.yaml"), b"case.yaml"])
def test_the_name_of_a_file(small: pomost.Programme, name: object) -> None:
    assert caught(small, name).file == "case.yaml"


def test_at_most_a_hundred_are_told() -> None:
    targets = "".join(f"  t{place}: -1\n" for place in range(500))
    with pytest.raises(pomost.PomostError) as found:
        pomost.Programme.parse(tree.SMALL + "targets:\n" + targets)
    assert len(found.value.all) in (100, 101)
    assert "more" in found.value.all[-1].message


def test_an_error_can_be_pickled_and_copied(small: pomost.Programme) -> None:
    error = caught(small)
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
        assert type(again) is type(error)
        assert str(again) == str(error)
        assert [each.path for each in again.all] == [each.path for each in error.all]


@pytest.mark.parametrize(
    ("kind", "builtin"),
    [
        (errors.ArgumentError, ValueError),
        (errors.NumberError, ValueError),
        (errors.DateError, ValueError),
        (errors.InvalidValueError, ValueError),
        (errors.OutOfMemoryError, MemoryError),
        (errors.DivisionError, ZeroDivisionError),
    ],
)
def test_an_error_is_also_the_builtin_one(
    kind: type[errors.PomostError], builtin: type[Exception]
) -> None:
    assert issubclass(kind, builtin)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    missing = tmp_path / "none.yaml"
    with pytest.raises(pomost.InputError) as found:
        pomost.Programme.load(missing)
    assert found.value.file == str(missing)
    assert found.value.line == 0


def test_a_file_whose_name_is_not_utf8(small: pomost.Programme) -> None:
    name = b"case-\xff.yaml"
    with pytest.raises(pomost.PomostError) as found:
        pomost.Case.load(small, name)
    assert found.value.file is None or isinstance(found.value.file, str)


@pytest.mark.parametrize("name", ["a\0b.yaml", b"a\0b.yaml"])
def test_a_name_with_nul(small: pomost.Programme, name: object) -> None:
    with pytest.raises(pomost.ArgumentError):
        pomost.Case.load(small, name)  # type: ignore[arg-type]
    with pytest.raises(pomost.ArgumentError):
        pomost.Programme.load(name)  # type: ignore[arg-type]
