# SPDX-License-Identifier: Apache-2.0
"""Tables of named columns: what awards, decisions and forecasts are made of."""

from __future__ import annotations

from array import array
from contextlib import AbstractContextManager, nullcontext
from ctypes import byref, c_char_p, c_size_t, c_ubyte, c_void_p, cast
from decimal import Decimal
from typing import Any, ClassVar, Optional, Union

from ._call import Handle, call, call_for_text, encode
from ._values import money

_FUND_PREFIX = "financing."
# The format of a memoryview by the kind of a column.
_FORMATS = {"i64": "q", "i32": "i", "date": "i"}


def borrowed_view(owner: Handle, address: Optional[int], items: int, format: str) -> memoryview:
    """A read-only view of borrowed memory, without a copy, that keeps its owner alive."""
    empty = array(format)
    if not items or address is None:
        return memoryview(empty).toreadonly()
    memory: Any = (c_ubyte * (items * empty.itemsize)).from_address(address)
    memory.owner = owner
    octets: Any = memoryview(memory).cast("B")
    view: memoryview = octets.cast(format).toreadonly()
    return view


class Tables:
    """An object of the library that is a set of tables of named columns.

    The table that is named as the object has the figures of the whole, in one row.
    """

    #: What the object is called in the names of the library's functions.
    _object: ClassVar[str]
    #: Held while the library reads the object; what never changes needs none.
    _lock: AbstractContextManager[Any] = nullcontext()

    def __init__(self, handle: Handle) -> None:
        self._handle = handle

    def _function(self, name: str) -> str:
        return f"pomost_{self._object}_{name}"

    def _view(self, address: Optional[int], items: int, format: str) -> memoryview:
        return borrowed_view(self._handle, address, items, format)

    def _report(self, format: str) -> str:
        with self._lock:
            text = call_for_text(self._function("report"), self._handle, encode(format))
        return text.decode("utf-8")

    def rows(self, table: str) -> int:
        """How many rows a table has. Raises ArgumentError where there is no such table."""
        rows = c_size_t()
        with self._lock:
            call(self._function("rows"), self._handle, encode(table), byref(rows))
        return rows.value

    def kinds(self, table: str) -> dict[str, str]:
        """The columns of a table in their order, each with its kind.

        Kinds: "i64" (money in minor units), "i32" (places, counts, flags that are 0 or 1), "date"
        (days since 1970-01-01; -2**31 where there is none), "text". Where sums are split between
        funds there is a column "financing.NAME" for each. Raises ArgumentError where there is no
        such table.
        """
        kinds: dict[str, str] = {}
        name, kind = c_char_p(), c_char_p()
        function, encoded = self._function("column"), encode(table)
        with self._lock:
            while True:
                call(function, self._handle, encoded, len(kinds), byref(name), byref(kind))
                if name.value is None or kind.value is None:
                    return kinds
                kinds[name.value.decode("utf-8")] = kind.value.decode("ascii")

    def column(self, table: str, name: str) -> memoryview:
        """A column of numbers as a read-only view, without a copy.

        The format is "q" for money in minor units, "i" for places, counts, flags and days (see
        `kinds`). The view is valid as long as it is used: it keeps the memory of the object. Raises
        ArgumentError where there is no such table, or no such column of numbers in it.
        """
        with self._lock:
            format = _FORMATS.get(self.kinds(table).get(name, ""), "i")
            function = self._function("column_i64" if format == "q" else "column_i32")
            items = c_void_p()
            call(function, self._handle, encode(table), encode(name), byref(items))
            return self._view(items.value, self.rows(table), format)

    def text_views(self, table: str, name: str) -> tuple[memoryview, memoryview]:
        """A column of texts as two read-only views, without a copy: offsets and bytes.

        Text *i* is the UTF-8 from `offsets[i]` to before `offsets[i + 1]`. The views are valid as
        long as they are used. Raises ArgumentError where there is no such table, or no such column
        of texts in it.
        """
        start, text = c_void_p(), c_char_p()
        with self._lock:
            call(
                self._function("column_text"),
                self._handle,
                encode(table),
                encode(name),
                byref(start),
                byref(text),
            )
            offsets = self._view(start.value, self.rows(table) + 1, "i")
            return offsets, self._view(cast(text, c_void_p).value, offsets[-1], "B")

    def text_column(self, table: str, name: str) -> list[str]:
        """A column of texts. Raises as `text_views`."""
        offsets, view = self.text_views(table, name)
        places, data = offsets.tolist(), view.tobytes()
        return [data[begin:end].decode("utf-8") for begin, end in zip(places[:-1], places[1:])]

    def columns(self, table: str) -> dict[str, Union[memoryview, list[str]]]:
        """All columns of a table by their names, as `column` and `text_column` give them.

        Raises ArgumentError where there is no such table.
        """
        with self._lock:
            return {
                name: self.text_column(table, name) if kind == "text" else self.column(table, name)
                for name, kind in self.kinds(table).items()
            }

    # What all of them have

    @property
    def digits(self) -> int:
        """The digits after the point of a sum: 2 for zloty."""
        return self._count("digits")

    def _count(self, name: str) -> int:
        [count] = self.column(self._object, name)
        return int(count)

    def _word(self, name: str) -> str:
        [word] = self.text_column(self._object, name)
        return word

    def _sum(self, name: str) -> Decimal:
        [amount] = self._amounts(self._object, name)
        return amount

    def _amounts(self, table: str, name: str) -> list[Decimal]:
        digits = self.digits
        return [money(amount, digits) for amount in self.column(table, name)]

    def _fund_sums(self) -> dict[str, Decimal]:
        """What each fund pays of the whole, by its name."""
        names = self.text_column("financing", "name")
        return dict(zip(names, self._amounts("financing", "amount")))

    def _fund_parts(self, table: str) -> list[dict[str, Decimal]]:
        """The parts of the funds of each row of a table, by their names."""
        parts: list[dict[str, Decimal]] = [{} for _ in range(self.rows(table))]
        for fund in self.text_column("financing", "name"):
            for row, amount in zip(parts, self._amounts(table, _FUND_PREFIX + fund)):
                row[fund] = amount
        return parts
