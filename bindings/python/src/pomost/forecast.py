# SPDX-License-Identifier: Apache-2.0
"""Forecasts: what many awards or settlements pay together, month by month."""

from __future__ import annotations

from decimal import Decimal
from threading import RLock
from typing import Literal, NoReturn, Optional

from ._call import call, call_for_object
from ._tables import Tables, borrowed_view
from ._values import day
from .award import Award
from .errors import ArgumentError
from .rows import ForecastMonth

__all__ = ["Forecast"]

_BY_DUE = 1  # POMOST_BY_DUE
_FLAGS = {"month": 0, "due": _BY_DUE}


class Forecast(Tables):
    """What many awards or settlements pay together, month by month, part by part, fund by fund.

    A new one is of nothing. `by` says to which calendar month an instalment belongs: "month", that
    of its first day, and of a grant or component that of its due day; "due", that of its due day.
    The awards may be gone once they are added. Threads may use one together: each call waits for
    the one before. Money is `Decimal` in major units, with the digits of the currency.

    Tables: "forecast", which has no row before an award is added, "financing" and "months". A
    column is a copy, and stays as it is when an award is added. Raises ArgumentError where `by` is
    something else.
    """

    _object = "forecast"

    def __init__(self, by: Literal["month", "due"] = "month") -> None:
        if by not in _FLAGS:
            raise ArgumentError(f'expected "month" or "due", found {by!a}')
        self._lock = RLock()
        self._by = by
        super().__init__(
            call_for_object("pomost_forecast_new", _FLAGS[by], free="pomost_forecast_free")
        )

    def _view(self, address: Optional[int], items: int, format: str) -> memoryview:
        view = borrowed_view(self._handle, address, items, format)
        return memoryview(view.tobytes()).cast("B").cast(format)

    def add(self, award: Award) -> None:
        """Adds the instalments of an award or a settlement. After an error it is as it was.

        Raises MismatchError for another currency than that of those before, LimitError where a sum
        does not fit 64 bits of minor units or there are more than 256 funds, TypeError for what is
        neither an award nor a settlement.
        """
        if not isinstance(award, Award):
            raise TypeError(f"expected an award, found {type(award).__name__}")
        with self._lock:
            call("pomost_forecast_add", self._handle, award._handle)

    def report(self, format: str = "text") -> str:
        """The forecast for people, "text"; "json", by the schema `pomost.forecast/1`; or "csv", a
        line for each month and part. Raises ArgumentError for another format.
        """
        return self._report(format)

    @property
    def by(self) -> Literal["month", "due"]:
        """To which month an instalment belongs: "month" or "due"."""
        return self._by

    @property
    def awards(self) -> int:
        """How many awards and settlements were added."""
        return sum(self.column("forecast", "awards"))

    @property
    def digits(self) -> int:
        """The digits after the point of a sum: 2 for zloty; 0 before an award is added."""
        return sum(self.column("forecast", "digits"))

    @property
    def currency(self) -> Optional[str]:
        """The code of the currency, of ISO 4217; None before an award is added."""
        return next(iter(self.text_column("forecast", "currency")), None)

    @property
    def total(self) -> Decimal:
        """All that they pay; 0 before an award is added."""
        with self._lock:
            return next(iter(self._amounts("forecast", "total")), Decimal(0))

    @property
    def financing(self) -> dict[str, Decimal]:
        """What each fund pays, by its name; empty without funds. Funds of one name are one, also
        where they are those of several programmes.
        """
        with self._lock:
            return self._fund_sums()

    @property
    def months(self) -> tuple[ForecastMonth, ...]:
        """What each part pays in each month: by month, those without a month first, then in the
        order in which the parts came.
        """
        with self._lock:
            return tuple(
                map(
                    ForecastMonth,
                    map(day, self.column("months", "month")),
                    self.text_column("months", "programme"),
                    self.text_column("months", "part"),
                    self._amounts("months", "amount"),
                    self._fund_parts("months"),
                )
            )

    def __repr__(self) -> str:
        with self._lock:
            sums = f"{self.awards} awards, {self.total} {self.currency or ''}".rstrip()
        return f"<{type(self).__name__} by {self._by}: {sums}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("an object of the library cannot be copied or pickled")
