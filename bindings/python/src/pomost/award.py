# SPDX-License-Identifier: Apache-2.0
"""Awards: the computed result for a case."""

from __future__ import annotations

import json
from array import array
from ctypes import byref, c_char_p, c_size_t, c_ubyte, c_void_p, cast
from decimal import Decimal
from functools import cached_property
from typing import Any, Optional, Union

from ._call import Handle, call, call_for_text, encode
from ._values import day, money
from .rows import Assumption, Cap, Difference, Explanation, Instalment, Workplace

__all__ = ["Award"]

_FUND_PREFIX = "financing."
# The format of a memoryview by the kind of a column.
_FORMATS = {"i64": "q", "i32": "i", "date": "i"}


def _view(owner: Handle, address: Optional[int], items: int, format: str) -> memoryview:
    """A read-only view of borrowed memory, without a copy, that keeps its owner alive."""
    empty = array(format)
    if not items or address is None:
        return memoryview(empty).toreadonly()
    memory: Any = (c_ubyte * (items * empty.itemsize)).from_address(address)
    memory.owner = owner
    octets: Any = memoryview(memory).cast("B")
    view: memoryview = octets.cast(format).toreadonly()
    return view


class Award:
    """What a programme pays for a case. Immutable; threads may use one together.

    Made by `Case.assess`. It owns its memory; a view of a column keeps that memory after the
    award itself is gone. Money is `Decimal` in major units, with the digits of the currency.
    """

    def __init__(self, handle: Handle) -> None:
        self._handle = handle

    # Reports

    def _report(self, format: bytes) -> str:
        return call_for_text("pomost_award_report", self._handle, format).decode("utf-8")

    def json(self) -> str:
        """The award as JSON, by the schema `pomost.award/1`; ends in LF."""
        return self._report(b"json")

    def csv(self) -> str:
        """The instalments as CSV."""
        return self._report(b"csv")

    def text(self) -> str:
        """The award for people."""
        return self._report(b"text")

    def diff(self, other: Award) -> list[Difference]:
        """What differs: each sum, workplace and instalment that is not the same in both awards, or
        that only one of them has. Empty where nothing differs.

        This award is the left one. Raises MismatchError where the other is of another currency.
        """
        report = call_for_text("pomost_award_diff", self._handle, other._handle, b"json")
        rows = json.loads(report)["differences"]
        return [Difference(row["figure"], row["left"], row["right"]) for row in rows]

    # Columns

    def rows(self, table: str) -> int:
        """How many rows a table has.

        Tables: "award", "parts", "workplaces", "instalments", "financing", "caps", "assumptions",
        "explanations"; a `Settlement` has more, which are empty in an award. Raises ArgumentError
        for another.
        """
        rows = c_size_t()
        call("pomost_award_rows", self._handle, encode(table), byref(rows))
        return rows.value

    def kinds(self, table: str) -> dict[str, str]:
        """The columns of a table in their order, each with its kind.

        Kinds: "i64" (money in minor units), "i32" (indices, counts, flags that are 0 or 1), "date"
        (days since 1970-01-01; -2**31 where there is none), "text". The workplace of an instalment
        is its place in "workplaces", and -1 for what is paid once for the entity. Instalments have
        a column "financing.NAME" for each fund. Raises ArgumentError where there is no such table.
        """
        kinds: dict[str, str] = {}
        name, kind = c_char_p(), c_char_p()
        encoded = encode(table)
        while True:
            call(
                "pomost_award_column",
                self._handle,
                encoded,
                len(kinds),
                byref(name),
                byref(kind),
            )
            if name.value is None or kind.value is None:
                break
            kinds[name.value.decode("utf-8")] = kind.value.decode("ascii")
        if table == "instalments":
            kinds.update({_FUND_PREFIX + fund: "i64" for fund in self._funds})
        return kinds

    def column(self, table: str, name: str) -> memoryview:
        """A column of numbers as a read-only view, without a copy.

        The format is "q" for money in minor units, "i" for indices, counts, flags and days (see
        `kinds`). The view is valid as long as it is used: it keeps the memory of the award. Raises
        ArgumentError where there is no such table, or no such column of numbers in it.
        """
        format = _FORMATS.get(self.kinds(table).get(name, ""), "i")
        function = "pomost_award_column_i64" if format == "q" else "pomost_award_column_i32"
        items = c_void_p()
        call(function, self._handle, encode(table), encode(name), byref(items))
        return _view(self._handle, items.value, self.rows(table), format)

    def text_views(self, table: str, name: str) -> tuple[memoryview, memoryview]:
        """A column of texts as two read-only views, without a copy: offsets and bytes.

        Text *i* is the UTF-8 from `offsets[i]` to before `offsets[i + 1]`. The views are valid as
        long as they are used. Raises ArgumentError where there is no such table, or no such column
        of texts in it.
        """
        start, text = c_void_p(), c_char_p()
        call(
            "pomost_award_column_text",
            self._handle,
            encode(table),
            encode(name),
            byref(start),
            byref(text),
        )
        offsets = _view(self._handle, start.value, self.rows(table) + 1, "i")
        address = cast(text, c_void_p).value
        return offsets, _view(self._handle, address, offsets[-1], "B")

    def text_column(self, table: str, name: str) -> list[str]:
        """A column of texts. Raises as `text_views`."""
        offsets, view = self.text_views(table, name)
        places, data = offsets.tolist(), view.tobytes()
        return [data[begin:end].decode("utf-8") for begin, end in zip(places[:-1], places[1:])]

    def columns(self, table: str) -> dict[str, Union[memoryview, list[str]]]:
        """All columns of a table by their names, as `column` and `text_column` give them.

        Raises ArgumentError where there is no such table.
        """
        return {
            name: self.text_column(table, name) if kind == "text" else self.column(table, name)
            for name, kind in self.kinds(table).items()
        }

    # The award as a whole

    def _word(self, name: str) -> str:
        [word] = self.text_column("award", name)
        return word

    def _sum(self, name: str) -> Decimal:
        [amount] = self._amounts("award", name)
        return amount

    def _amounts(self, table: str, name: str) -> list[Decimal]:
        return [money(amount, self.digits) for amount in self.column(table, name)]

    @cached_property
    def digits(self) -> int:
        """The digits after the point of a sum: 2 for zloty."""
        [digits] = self.column("award", "digits")
        return int(digits)

    @cached_property
    def programme_id(self) -> str:
        """The id of the programme."""
        return self._word("programme")

    @cached_property
    def case_id(self) -> str:
        """The id of the case."""
        return self._word("case")

    @cached_property
    def currency(self) -> str:
        """The code of the currency, of ISO 4217."""
        return self._word("currency")

    @cached_property
    def requested(self) -> Decimal:
        """The claims for the grant, with the ceiling or flat amount where nothing was claimed."""
        return self._sum("requested")

    @cached_property
    def grant(self) -> Decimal:
        """All grants."""
        return self._sum("grant")

    @cached_property
    def bridging(self) -> Decimal:
        """The bridging support of all workplaces."""
        return self._sum("bridging")

    @cached_property
    def total(self) -> Decimal:
        """All that is awarded."""
        return self._sum("total")

    @cached_property
    def _funds(self) -> list[str]:
        return self.text_column("financing", "name")

    def _parts(self, kind: str) -> dict[str, Decimal]:
        names = self.text_column("parts", "name")
        kinds = self.text_column("parts", "kind")
        amounts = self._amounts("parts", "amount")
        return {name: amount for name, its, amount in zip(names, kinds, amounts) if its == kind}

    @cached_property
    def phases(self) -> dict[str, Decimal]:
        """What each phase of bridging comes to, by its name, in the programme's order."""
        return self._parts("phase")

    @cached_property
    def components(self) -> dict[str, Decimal]:
        """What each component comes to, by its name, in the programme's order."""
        return self._parts("component")

    @cached_property
    def financing(self) -> dict[str, Decimal]:
        """What each fund pays, by its name, in the programme's order; empty without funds."""
        return dict(zip(self._funds, self._amounts("financing", "amount")))

    # Rows as objects

    @cached_property
    def workplaces(self) -> tuple[Workplace, ...]:
        """The workplaces in the order of the case.

        Where something is paid once for the entity, they are less than the sums of the award.
        """
        names = ("grant", "bridging", "components", "total")
        ids = self.text_column("workplaces", "id")
        return tuple(map(Workplace, ids, *(self._amounts("workplaces", name) for name in names)))

    def _fund_parts(self) -> list[dict[str, Decimal]]:
        """The parts of the funds of each instalment."""
        parts: list[dict[str, Decimal]] = [{} for _ in range(self.rows("instalments"))]
        for fund in self._funds:
            for row, amount in zip(parts, self._amounts("instalments", _FUND_PREFIX + fund)):
                row[fund] = amount
        return parts

    @cached_property
    def instalments(self) -> tuple[Instalment, ...]:
        """The instalments by the day when they are due."""
        column = {
            name: self.column("instalments", name)
            for name in ("workplace", "part", "month", "from", "to", "due", "ceiling")
        }
        ids = self.text_column("workplaces", "id")
        parts = self.text_column("parts", "name")
        return tuple(
            map(
                Instalment,
                (ids[place] if place >= 0 else None for place in column["workplace"]),
                (parts[place] for place in column["part"]),
                column["month"],
                map(day, column["from"]),
                map(day, column["to"]),
                map(day, column["due"]),
                self._amounts("instalments", "amount"),
                map(bool, column["ceiling"]),
                self._fund_parts(),
            )
        )

    @cached_property
    def caps(self) -> tuple[Cap, ...]:
        """The caps of the case in their order, also those that took nothing."""
        return tuple(
            map(
                Cap,
                self.text_column("caps", "rule"),
                self._amounts("caps", "before"),
                self._amounts("caps", "after"),
            )
        )

    @cached_property
    def assumptions(self) -> tuple[Assumption, ...]:
        """The assumptions that the figures rest on."""
        texts = self.text_column("assumptions", "text")
        return tuple(map(Assumption, self.text_column("assumptions", "rule"), texts))

    @cached_property
    def explanations(self) -> tuple[Explanation, ...]:
        """Where each figure comes from; empty unless the case was assessed with `explain`."""
        names = ("figure", "rule", "source", "inputs", "exact", "mode", "result")
        texts = [self.text_column("explanations", name) for name in names]
        return tuple(
            Explanation(
                figure=figure,
                rule=rule or None,
                source=source or None,
                inputs=json.loads(inputs),
                exact=exact,
                mode=mode or None,
                result=Decimal(result),
            )
            for figure, rule, source, inputs, exact, mode, result in zip(*texts)
        )

    def __repr__(self) -> str:
        return (
            f"<{type(self).__name__} {self.programme_id} {self.case_id}: "
            f"{self.total} {self.currency}>"
        )
