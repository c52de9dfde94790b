# SPDX-License-Identifier: Apache-2.0
"""Calls: ranked applications, and what each gets of what there is to hand out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from ctypes import c_void_p
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, Optional, Union

from ._built import Table, given_table, without_places
from ._call import PathName, call_for_object
from ._tables import Tables
from ._values import money
from .errors import PomostError
from .rows import Assumption, Decision, Pool

if TYPE_CHECKING:
    from .case import Case
    from .programme import Programme

__all__ = ["Call"]

_KINDS = ("funded", "part-funded", "reserve", "refused")


class Call(Tables):
    """The decisions on ranked applications. Immutable; threads may use one together.

    Made by `Programme.decide`. It owns its memory; a view of a column keeps that memory after the
    call itself is gone. Money is `Decimal` in major units, with the digits of the currency.

    Tables: "call", "financing", "pools", "decisions", "assumptions", and "left", whose rows say
    what a pool is left with after a decision, both by their places. The columns `limit`, `used` and `left` of a
    pool whose `counts` is 1 are workplaces, else minor units; the round of a pool that all rounds
    share is 0.
    """

    _object = "call"

    def report(self, format: str = "text") -> str:
        """The decisions for people, "text"; "json", by the schema `pomost.call/1`; or "csv", a line
        for each decision. Raises ArgumentError for another format.
        """
        return self._report(format)

    # The call as a whole

    @cached_property
    def programme_id(self) -> str:
        """The id of the programme."""
        return self._word("programme")

    @cached_property
    def currency(self) -> str:
        """The code of the currency, of ISO 4217."""
        return self._word("currency")

    @cached_property
    def applications(self) -> int:
        """How many applications were decided."""
        return self._count("applications")

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many were decided in each way: "funded", "part-funded", "reserve", "refused"."""
        return {kind: self._count(kind) for kind in _KINDS}

    @cached_property
    def granted(self) -> Decimal:
        """All that is granted."""
        return self._sum("granted")

    @cached_property
    def workplaces(self) -> int:
        """How many workplaces get something."""
        return self._count("workplaces")

    @cached_property
    def financing(self) -> dict[str, Decimal]:
        """What each fund pays of it, by its name, in the programme's order; empty without funds."""
        return self._fund_sums()

    @cached_property
    def assumptions(self) -> tuple[Assumption, ...]:
        """The assumptions on which the rules of the call and of its pools rest."""
        texts = self.text_column("assumptions", "text")
        return tuple(map(Assumption, self.text_column("assumptions", "rule"), texts))

    # Rows as objects

    def _measures(self, name: str, table: str, pools: Iterable[int]) -> list[Decimal]:
        """A column of what is money or workplaces, as the pool of each row is."""
        its = self.digits
        digits = [0 if counts else its for counts in self.column("pools", "counts")]
        return [money(each, digits[at]) for each, at in zip(self.column(table, name), pools)]

    @cached_property
    def pools(self) -> tuple[Pool, ...]:
        """The pools in the order of the programme's caps, one of a round for each round."""
        places = range(self.rows("pools"))
        names = ("limit", "used", "left")
        return tuple(
            map(
                Pool,
                self.text_column("pools", "rule"),
                (number or None for number in self.column("pools", "round")),
                map(bool, self.column("pools", "counts")),
                *(self._measures(name, "pools", places) for name in names),
                self._fund_parts("pools"),
            )
        )

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions in the order in which they were made."""
        return tuple(
            map(
                Decision,
                self.column("decisions", "round"),
                self.column("decisions", "rank"),
                self.text_column("decisions", "case"),
                self.text_column("decisions", "decision"),
                (text or None for text in self.text_column("decisions", "reason")),
                self.column("decisions", "asked"),
                self.column("decisions", "workplaces"),
                self._amounts("decisions", "amount"),
                self._left(),
            )
        )

    def _left(self) -> list[dict[str, Decimal]]:
        """What each pool is left with after each decision, by the path of its cap."""
        left: list[dict[str, Decimal]] = [{} for _ in range(self.rows("decisions"))]
        rules = self.text_column("pools", "rule")
        pools = self.column("left", "pool")
        amounts = self._measures("left", "left", pools)
        for decision, pool, amount in zip(self.column("left", "decision"), pools, amounts):
            left[decision][rules[pool]] = amount
        return left

    def __repr__(self) -> str:
        counts = ", ".join(f"{count} {kind}" for kind, count in self.counts.items())
        return (
            f"<{type(self).__name__} {self.programme_id}: {counts}, {self.granted} {self.currency}>"
        )


def _with_times(rows: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Rows whose `received` is a day and time as a file has it: only with what a minute leaves out
    where there is such a thing, which the library refuses.
    """
    for row in rows:
        received = row.get("received") if isinstance(row, Mapping) else None
        if isinstance(received, datetime):
            whole = not (received.second or received.microsecond)
            text = received.isoformat(timespec="minutes" if whole else "auto")
            row = {**row, "received": text}
        yield row


def _columns(programme: Programme) -> Iterator[str]:
    """The columns that a ranking must have."""
    yield "case"
    place = 0
    name = programme.get("call.order[0]")
    while name is not None:
        yield name
        place += 1
        name = programme.get(f"call.order[{place}]")


def decide(
    programme: Programme, ranking: Table, cases: Iterable[Case], file: Optional[PathName]
) -> Call:
    """The decisions on the applications of a ranking, as `Programme.decide`."""
    # Case needs Programme, and Programme this module.
    from .case import Case

    given = list(cases)
    for each in given:
        if not isinstance(each, Case):
            raise TypeError(f"expected a case, found {type(each).__name__}")
    handles = (c_void_p * len(given))(*(each._handle._as_parameter_ for each in given))
    lines: Union[str, bytes, Iterator[Mapping[str, Any]]] = (
        ranking if isinstance(ranking, (str, bytes)) else _with_times(ranking)
    )
    with given_table(lines, _columns(programme), file) as table, ExitStack() as held:
        # In one order everywhere, so that no two calls wait for one another; a case may be twice.
        for lock in sorted({each._lock for each in given}, key=id):
            held.enter_context(lock)
        try:
            handle = call_for_object(
                "pomost_call_decide",
                programme._handle,
                handles,
                len(given),
                *table,
                free="pomost_call_free",
            )
        except PomostError as error:
            without_places(error)
            raise
    return Call(handle)
