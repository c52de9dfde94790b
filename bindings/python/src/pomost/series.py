# SPDX-License-Identifier: Apache-2.0
"""Reference series: minimum wages, unit rates, interest rates and aid ceilings by date."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import byref, c_char_p
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from threading import Lock
from typing import NoReturn, Optional, Union

from . import _data
from ._built import Document, given
from ._call import Handle, PathName, call, call_for_object, encode, encode_path
from ._values import day_number, exact
from .errors import ArgumentError

__all__ = ["Series"]


class Series:
    """A set of reference series, by their names. A new one is empty.

    It is filled first: once it was given to `Programme.load`, `editions` or `parse`, whether or not
    that succeeded, no more can be added. A programme keeps the series that it was read with, also
    when this object is gone. Threads may use one set together; while it is filled, each call waits
    for the one before.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._used = False
        self._handle = call_for_object("pomost_series_new", free="pomost_series_unref")

    @classmethod
    def installed(cls) -> Series:
        """A new set of all series that come with the package; empty where there are no data.

        Raises as `load`.
        """
        series = cls()
        for file in _data.series_files():
            series.load(file)
        return series

    def add(self, text: Document, file: Optional[PathName] = None) -> None:
        """Adds a series from YAML or JSON of at most 1 MiB, or from mappings and lists of the same
        shape; `file` is the name for errors.

        All faults of content are told at once, as by `Programme.parse`; after one the set is as it
        was. Raises InvalidValueError where the set has a series of that name, ArgumentError where
        the set is in use; otherwise as `Programme.parse`.
        """
        with given(text, file) as document, self._filling():
            call("pomost_series_parse", self._handle, *document)

    def load(self, path: PathName) -> None:
        """Adds a series from a file of at most 1 MiB.

        Raises InputError where the file cannot be read, otherwise as `add`.
        """
        name = encode_path(path)
        with self._filling():
            call("pomost_series_load", self._handle, name)

    def value(self, name: str, day: date) -> Union[Decimal, Fraction]:
        """The value of a series on a day, exactly: a Fraction where the series writes a percentage
        or a ratio (13% is Fraction(13, 100)), else a Decimal with the digits that it writes.

        Raises UnknownNameError where the set has no such series, WrongTypeError where it is one of
        aid ceilings, and UnstatedError for a day of which the series does not know the value:
        before its first row, in a gap, or after the last day that it knows.
        """
        if not isinstance(day, date) or isinstance(day, datetime):
            raise TypeError(f"expected a date, found {type(day).__name__}")
        text = c_char_p()
        with self._lock:
            call("pomost_series_value", self._handle, encode(name), day_number(day), byref(text))
            return exact((text.value or b"").decode("ascii"))

    @contextmanager
    def _filling(self) -> Iterator[None]:
        """Keeps other threads out while a series is added."""
        with self._lock:
            if self._used:
                raise ArgumentError(
                    "expected a set of series that is still being filled, found one that was given "
                    "to a programme"
                )
            yield

    def _use(self) -> Handle:
        """The set for a programme: from now on nothing is added."""
        with self._lock:
            self._used = True
        return self._handle

    def __reduce__(self) -> NoReturn:
        raise TypeError("an object of the library cannot be copied or pickled")
