# SPDX-License-Identifier: Apache-2.0
"""Awards, settlements, calls and forecasts from their objects, in the shape of their JSON."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pomost

#: What a key of the JSON is called in the classes.
NAMES = {"first_day": "from", "last_day": "to"}


def fraction(text: str) -> Fraction:
    """A number, a ratio or a percentage, exactly."""
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


def as_json(value: Any) -> Any:
    """A value as the JSON of an award has it."""
    if isinstance(value, (Decimal, Fraction)):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    return value


def row(item: Any) -> dict[str, Any]:
    """A dataclass with the keys of the JSON."""
    return {NAMES.get(key, key): as_json(value) for key, value in vars(item).items()}


def rows(items: Iterable[Any]) -> list[dict[str, Any]]:
    """All of a table."""
    return [row(item) for item in items]


def award(award: pomost.Award) -> dict[str, Any]:
    """The award from its objects, in the shape of its JSON."""
    return {
        "schema": "pomost.award/1",
        "programme": award.programme_id,
        "case": award.case_id,
        "currency": award.currency,
        "grant": {"requested": str(award.requested), "awarded": str(award.grant)},
        "bridging": {"awarded": str(award.bridging), "phases": as_json(award.phases)},
        "components": as_json(award.components),
        "total": str(award.total),
        "financing": as_json(award.financing),
        "workplaces": rows(award.workplaces),
        "instalments": rows(award.instalments),
        "caps": rows(award.caps),
        "assumptions": rows(award.assumptions),
        "explanation": rows(award.explanations),
    }


def settlement(settlement: pomost.Settlement) -> dict[str, Any]:
    """The settlement from its objects. Ratios and percentages are fractions: see `exactly`."""
    reconciliation = {
        "paid": as_json(settlement.paid),
        "returned": as_json(settlement.returned),
        "balance": as_json(settlement.balance),
        "payments": rows(settlement.payments),
        "matches": rows(settlement.matches),
        "candidates": rows(settlement.candidates),
        "open": rows(settlement.open),
    }
    return exactly(
        {
            **award(settlement),
            "schema": "pomost.settlement/1",
            "on": as_json(settlement.on),
            "due": str(settlement.due),
            "events": rows(settlement.events),
            "changes": rows(settlement.changes),
            "claims": rows(settlement.claims),
            "repayments": rows(settlement.repayments),
            "interest": rows(settlement.interest),
            "reconciliation": None if settlement.reconciled is None else reconciliation,
        }
    )


def exactly(whole: dict[str, Any]) -> dict[str, Any]:
    """A settlement whose shares, rates and job fractions are fractions, however they are written:
    those of the JSON are texts, those of the objects numbers.
    """
    for table, key in (("events", "to"), ("repayments", "share"), ("interest", "rate")):
        for each in whole[table]:
            if each[key] is not None:
                each[key] = fraction(str(each[key]))
    return whole


def call(call: pomost.Call) -> dict[str, Any]:
    """The decisions from their objects. A pool says in its figures whether they are workplaces."""
    pools = rows(call.pools)
    for pool in pools:
        counts = pool.pop("counts")
        assert all(("." not in pool[name]) == counts for name in ("limit", "used", "left"))
    return {
        "schema": "pomost.call/1",
        "programme": call.programme_id,
        "currency": call.currency,
        "applications": call.applications,
        **call.counts,
        "granted": str(call.granted),
        "workplaces": call.workplaces,
        "financing": as_json(call.financing),
        "pools": pools,
        "decisions": rows(call.decisions),
        "assumptions": rows(call.assumptions),
    }


def forecast(forecast: pomost.Forecast) -> dict[str, Any]:
    """The forecast from its objects, whose months are their first days."""
    months = rows(forecast.months)
    for month in months:
        if month["month"] is not None:
            assert month["month"].endswith("-01")
            month["month"] = month["month"][:7]
    return {
        "schema": "pomost.forecast/1",
        "currency": forecast.currency,
        "by": forecast.by,
        "awards": forecast.awards,
        "total": str(forecast.total),
        "financing": as_json(forecast.financing),
        "months": months,
    }
