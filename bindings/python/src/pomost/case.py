# SPDX-License-Identifier: Apache-2.0
"""Cases: one entity's application and its workplaces."""

from __future__ import annotations

import json
from collections.abc import Mapping
from ctypes import byref, c_size_t
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from threading import Lock
from typing import Any, Optional, Union

from ._call import (
    Handle,
    PathName,
    call,
    call_for_object,
    encode,
    encode_document,
    encode_file,
    encode_path,
)
from ._values import day_number
from .award import Award
from .errors import LimitError, NumberError, PomostError
from .programme import Programme

#: A scalar of a case: money in major units, a date, a name, True for a decision.
Scalar = Union[str, int, Decimal, Fraction, date, bool]

_EXPLAIN = 1  # POMOST_EXPLAIN
_FREE = "pomost_case_free"
_NESTING = 32
# The name of the text that `build` makes: what errors say of places in it means nothing.
_BUILT = "<built>"


def _without_places(error: PomostError) -> None:
    """Takes the places in a text that the caller never saw out of an error."""
    for each in error.all:
        if each.file == _BUILT:
            each.file, each.line, each.column = None, 0, 0


def _scalar_text(value: Scalar) -> str:
    """A scalar as a case file has it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, Fraction)):
        return str(value)
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise NumberError(f"expected a number, found {value}")
        if abs(value.adjusted()) > 1000:
            raise LimitError("expected a number of at most 64 digits, found more")
        return format(value, "f")
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(
        f"expected a str, int, Decimal, Fraction, date or bool, found {type(value).__name__}"
    )


def _plain(value: Any, depth: int) -> Any:
    """A value of nested mappings and lists as `json` writes it."""
    if depth > _NESTING:
        raise LimitError(f"expected at most {_NESTING} levels, found more")
    if isinstance(value, Mapping):
        for key in value:
            if not isinstance(key, str):
                raise TypeError(f"expected a str as key, found {type(key).__name__}")
        return {key: _plain(item, depth + 1) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item, depth + 1) for item in value]
    return value if isinstance(value, bool) else _scalar_text(value)


class Case:
    """An application under a programme, which it keeps alive.

    A new one is empty, to be built by `add` and `set`. One thread at a time works on a case: each
    call waits for the one before.
    """

    def __init__(self, programme: Programme, _handle: Optional[Handle] = None) -> None:
        self._programme = programme
        self._lock = Lock()
        self._handle = _handle or call_for_object("pomost_case_new", programme._handle, free=_FREE)

    @classmethod
    def load(cls, programme: Programme, path: PathName) -> Case:
        """Reads a case from a file of at most 1 MiB.

        Raises InputError where the file cannot be read, otherwise as `parse`.
        """
        name = encode_path(path)
        return cls(
            programme, call_for_object("pomost_case_load", programme._handle, name, free=_FREE)
        )

    @classmethod
    def parse(
        cls, programme: Programme, text: Union[str, bytes], file: Optional[PathName] = None
    ) -> Case:
        """Reads a case from YAML or JSON of at most 1 MiB; `file` is the name for errors.

        All faults of content are told at once: the exception is that of the first one, the rest
        are its `others`. Raises MismatchError where it is a case of another programme,
        UnknownNameError where it names a decision, a trait, a date or a part that the programme
        does not know; otherwise as `Programme.parse`.
        """
        data = encode_document(text)
        handle = call_for_object(
            "pomost_case_parse",
            programme._handle,
            data,
            len(data),
            encode_file(file),
            free=_FREE,
        )
        return cls(programme, handle)

    @classmethod
    def build(
        cls, programme: Programme, content: Optional[Mapping[str, Any]] = None, **keys: Any
    ) -> Case:
        """Makes a case of mappings and lists that have the shape of a case file.

        Scalars are as in `set`. `keys` are keys of the case itself, besides those of `content`.
        The keys `pomost` and `programme` are filled in where they are missing:

            Case.build(programme, id="ps-001", agreement=date(2017, 3, 15), workplaces=[
                {"count": 5, "employed": date(2017, 4, 1), "job-fraction": 1}])

        Raises as `parse`; errors have a path, but no line and column. Raises TypeError where a
        value is of none of these types.
        """
        whole = {"pomost": 1, "programme": programme.id, **(content or {}), **keys}
        try:
            return cls.parse(programme, json.dumps(_plain(whole, 1), ensure_ascii=False), _BUILT)
        except PomostError as error:
            _without_places(error)
            raise

    @property
    def programme(self) -> Programme:
        """The programme of the case."""
        return self._programme

    def add(self, path: str) -> int:
        """Appends an item to a list such as "workplaces", and gives its place, from 0.

        Raises ArgumentError where the path is malformed, UnknownKeyError where a case has no such
        key, WrongTypeError where it is not a list of mappings, LimitError where the list is full.
        """
        index = c_size_t()
        with self._lock:
            call("pomost_case_add", self._handle, encode(path), byref(index))
        return index.value

    def set(self, path: str, value: Scalar) -> None:
        """Sets a value: `case.set("workplaces[0].employed", date(2017, 4, 1))`.

        Path and value are those of a case file. Money is in major units; True is a decision
        without a date. Mappings on the way are made; an item of a list of mappings must have been
        added, and the place after the last of a list of scalars is added.

        Raises ArgumentError where the path is malformed, UnknownKeyError where a case has no such
        key, UnknownNameError where the place in a list does not exist, and WrongTypeError,
        NumberError, DivisionError, DateError, InvalidValueError, MismatchError or LimitError where
        the value is not of its kind; DocumentSyntaxError where it holds a control character;
        TypeError where it is of no type that a case has, as a float or a datetime.
        """
        name = encode(path)
        with self._lock:
            if isinstance(value, date) and not isinstance(value, datetime):
                call("pomost_case_set_date", self._handle, name, day_number(value))
            elif isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 63:
                call("pomost_case_set_i64", self._handle, name, int(value))
            else:
                call("pomost_case_set", self._handle, name, encode(_scalar_text(value)))

    def check(self) -> None:
        """Checks the case as a whole: each required key, each name, each number of workplaces.

        A case that was read has been checked. Raises as `parse`.
        """
        try:
            with self._lock:
                call("pomost_case_check", self._handle)
        except PomostError as error:
            _without_places(error)
            raise

    def assess(self, explain: bool = False) -> Award:
        """What the programme pays for the case; with `explain`, also where each figure comes from.

        Raises RefusedError where a rule refuses the case, UnstatedError where it needs a rule that
        the programme does not state, InvalidValueError where a claim is not what the rules allow,
        LimitError where a figure or the number of instalments is too large; and, for a case that
        was built by path, as `check`.
        """
        flags = _EXPLAIN if explain else 0
        try:
            with self._lock:
                return Award(
                    call_for_object(
                        "pomost_case_assess", self._handle, flags, free="pomost_award_free"
                    )
                )
        except PomostError as error:
            _without_places(error)
            raise


__all__ = ["Case", "Scalar"]
