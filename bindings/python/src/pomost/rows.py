# SPDX-License-Identifier: Apache-2.0
"""The rows of an award. Money is in major units, with the digits of the currency."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Optional


@dataclass(frozen=True)
class Workplace:
    """What one workplace gets. What is paid once for the entity is no part of it."""

    id: str
    grant: Decimal
    bridging: Decimal
    #: The sum of all components.
    components: Decimal
    total: Decimal


@dataclass(frozen=True)
class Instalment:
    """One sum due: a grant, a component, or one month of a phase."""

    #: The id of the workplace; None for what is paid once for the entity.
    workplace: Optional[str]
    #: "grant", or the name of the component or phase.
    part: str
    #: The month since the start of bridging, from 1; 0 for a grant or component.
    month: int
    #: The first and the last day that a month covers; None for a grant or component.
    first_day: Optional[date]
    last_day: Optional[date]
    #: The day when it is due; None where the programme or the case does not say.
    due: Optional[date]
    amount: Decimal
    #: Whether nothing was claimed, so that this is the most that may be paid.
    ceiling: bool
    #: The part of each fund by its name; empty without funds.
    financing: Mapping[str, Decimal] = field(hash=False)


@dataclass(frozen=True)
class Cap:
    """A cap of the programme, with the money under it before and after it was applied."""

    rule: str
    before: Decimal
    after: Decimal


@dataclass(frozen=True)
class Assumption:
    """A value that the source does not state, and that a figure rests on."""

    rule: str
    text: str


@dataclass(frozen=True)
class Explanation:
    """Where one figure comes from."""

    #: The figure, as a path in the award: "instalments[3].amount".
    figure: str
    #: The path of the rule in the programme, and its source; None for a sum.
    rule: Optional[str]
    source: Optional[str]
    inputs: Mapping[str, str] = field(hash=False)
    #: The value before it was rounded: a decimal number or a ratio such as "200/3".
    exact: str
    #: The rounding mode; None where nothing had to be rounded.
    mode: Optional[str]
    result: Decimal


@dataclass(frozen=True)
class Difference:
    """A figure that two awards do not share."""

    #: The figure, as a path: "total".
    figure: str
    #: Its value in either award, as text; None in an award that has no such figure.
    left: Optional[str]
    right: Optional[str]
