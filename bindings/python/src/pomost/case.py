# SPDX-License-Identifier: Apache-2.0
"""Cases: one entity's application and its workplaces."""

from __future__ import annotations

from collections.abc import Mapping
from ctypes import byref, c_size_t
from datetime import date, datetime
from threading import Lock
from typing import Any, Optional, Union

from ._built import Document, Scalar, given, scalar_text, without_places
from ._call import Handle, PathName, call, call_for_object, encode, encode_path
from ._values import day_number
from .award import Award
from .errors import PomostError
from .programme import Programme

_EXPLAIN = 1  # POMOST_EXPLAIN
_FREE = "pomost_case_free"


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
        return cls._read(programme, text, file)

    @classmethod
    def parse_as(
        cls, programme: Programme, text: Union[str, bytes], file: Optional[PathName] = None
    ) -> Case:
        """Reads a case as one of this programme, whichever it names: to ask what another programme
        would pay for it. Raises as `parse`, but no MismatchError for its programme.
        """
        return cls._read(programme, text, file, "pomost_case_parse_as")

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
        return cls._read(programme, whole)

    @classmethod
    def _read(
        cls,
        programme: Programme,
        content: Document,
        file: Optional[PathName] = None,
        function: str = "pomost_case_parse",
    ) -> Case:
        with given(content, file) as document:
            handle = call_for_object(function, programme._handle, *document, free=_FREE)
        return cls(programme, handle)

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
                call("pomost_case_set", self._handle, name, encode(scalar_text(value)))

    def check(self) -> None:
        """Checks the case as a whole: each required key, each name, each number of workplaces.

        A case that was read has been checked. Raises as `parse`.
        """
        try:
            with self._lock:
                call("pomost_case_check", self._handle)
        except PomostError as error:
            without_places(error)
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
            without_places(error)
            raise


__all__ = ["Case", "Scalar"]
