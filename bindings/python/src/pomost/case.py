# SPDX-License-Identifier: Apache-2.0
"""Cases: one entity's application and its workplaces."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from ctypes import byref, c_int32, c_size_t
from datetime import date, datetime
from threading import Lock
from typing import Any, Optional, Union

from ._built import Document, Scalar, Table, given, given_table, scalar_text, without_places
from ._call import Handle, PathName, call, call_for_object, encode, encode_path
from ._values import NO_DATE, day_number
from .award import Award
from .errors import PomostError
from .programme import Programme
from .settlement import Settlement

_EXPLAIN = 1  # POMOST_EXPLAIN
_FREE = "pomost_case_free"
_FREE_AWARD = "pomost_award_free"
# The columns that a table of payments must have.
_PAYMENT_COLUMNS = ("date", "amount", "reference")


def _day_of(on: Union[date, str, None]) -> int:
    """The number of a day that was given as a date or as `YYYY-MM-DD`."""
    if on is None:
        return NO_DATE
    if isinstance(on, str):
        number = c_int32()
        call("pomost_date_parse", encode(on), byref(number))
        return number.value
    if not isinstance(on, date) or isinstance(on, datetime):
        raise TypeError(f"expected a date or a str, found {type(on).__name__}")
    return day_number(on)


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
        with self._computing():
            call("pomost_case_check", self._handle)

    def assess(self, explain: bool = False) -> Award:
        """What the programme pays for the case; with `explain`, also where each figure comes from.

        Raises RefusedError where a rule refuses the case, UnstatedError where it needs a rule that
        the programme does not state, InvalidValueError where a claim is not what the rules allow,
        LimitError where a figure or the number of instalments is too large; and, for a case that
        was built by path, as `check`.
        """
        flags = _EXPLAIN if explain else 0
        with self._computing():
            return Award(
                call_for_object("pomost_case_assess", self._handle, flags, free=_FREE_AWARD)
            )

    def settle(self, on: Union[date, str, None] = None, explain: bool = False) -> Settlement:
        """The award as it stands after the events of the case, and what is to be paid back.

        `on` is the day as of which it is settled, of the years 1 to 9999, as a date or as
        "YYYY-MM-DD": events after it are left out, and what goes back bears interest up to it.
        Without it all events are taken, and there is no interest. With `explain` it also says where
        each figure comes from. Without events it is the award, and says what was due.

        Raises DateError where a text is no such day, UnstatedError where an event needs a rule that
        the programme does not state, or a series does not know a rate, InvalidValueError also where
        a unit of interest is not whole minor units above zero, TypeError where `on` is neither a
        date nor a str; otherwise as `assess`. Events that contradict one another were refused when
        the case was read or checked.
        """
        day, flags = _day_of(on), _EXPLAIN if explain else 0
        with self._computing():
            return Settlement(
                call_for_object("pomost_case_settle", self._handle, day, flags, free=_FREE_AWARD),
                with_payments=False,
            )

    def reconcile(
        self,
        payments: Table,
        on: Union[date, str, None] = None,
        explain: bool = False,
        file: Optional[PathName] = None,
    ) -> Settlement:
        """Settles the case and holds payments against it. What goes back is of what was paid.

        `payments` is CSV of at most 1 MiB, with a first line of names, or mappings of them: `date`,
        `amount` (in major units, not 0; below zero it came back) and `reference`, and if wanted
        `workplace`, `currency` and `received`; None is an empty field. `file` is the name for
        errors. `on` and `explain` are as for `settle`, but without `on` it is the day of the last
        payment, if there is one.

            case.reconcile([{"date": date(2017, 4, 30), "amount": 1750, "reference": "17/04"}])

        Raises DocumentSyntaxError, UnknownKeyError, MissingKeyError, DuplicateKeyError for a column
        that is named twice, NumberError, DateError, InvalidValueError, LimitError or
        UnknownNameError (a workplace that the case does not have) for payments, MismatchError for
        one in another currency; errors of mappings have a path, but no line and column. Raises
        TypeError where `payments` is none of these; otherwise as `settle`.
        """
        day, flags = _day_of(on), _EXPLAIN if explain else 0
        with given_table(payments, _PAYMENT_COLUMNS, file) as table, self._computing():
            handle = call_for_object(
                "pomost_case_reconcile", self._handle, *table, day, flags, free=_FREE_AWARD
            )
        return Settlement(handle, with_payments=True)

    @contextmanager
    def _computing(self) -> Iterator[None]:
        """Keeps other threads out, and takes the places in a built case out of errors."""
        try:
            with self._lock:
                yield
        except PomostError as error:
            without_places(error)
            raise


__all__ = ["Case", "Scalar"]
