# SPDX-License-Identifier: Apache-2.0
"""The rows of awards, settlements, calls and forecasts.

Money is in major units, with the digits of the currency.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Optional, Union


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
    #: A number: money, or for a settlement also a ratio; or the day of a deadline.
    result: Union[Decimal, Fraction, date]


@dataclass(frozen=True)
class Difference:
    """A figure that two awards do not share."""

    #: The figure, as a path: "total".
    figure: str
    #: Its value in either award, as text; None in an award that has no such figure.
    left: Optional[str]
    right: Optional[str]


@dataclass(frozen=True)
class Event:
    """What happened after the award."""

    #: The day.
    on: date
    #: "vacated", "refilled", "closed", "job-fraction", "suspended", "resumed", "agreement-ended".
    what: str
    #: The id of the workplace; None where it happened to all of them.
    workplace: Optional[str]
    #: The job fraction from then on, 0 to 1, exactly; None for another event.
    to: Optional[Union[Decimal, Fraction]]


@dataclass(frozen=True)
class Change:
    """What one event made of one instalment."""

    #: The place of the instalment in `instalments`, from 0, and of the event in `events`.
    instalment: int
    event: int
    #: The amount before the event acted, and after it; of an added month 0 before.
    before: Decimal
    after: Decimal


@dataclass(frozen=True)
class Claim:
    """What is to be paid back because of one event."""

    #: The place of the event in `events`, from 0.
    event: int
    #: What goes back, without interest.
    repaid: Decimal
    #: The interest before it was rounded: a decimal number or a ratio such as "159576/73"; None
    #: where none is computed.
    exact: Optional[str]
    #: The interest that is charged; None where none is computed.
    interest: Optional[Decimal]
    total: Decimal
    #: The last day for paying it back; None where the programme does not say, or there is no day
    #: on which it is demanded.
    deadline: Optional[date]


@dataclass(frozen=True)
class Repayment:
    """What of one instalment goes back."""

    #: The place of the claim in `claims`, and of the instalment in `instalments`, from 0.
    claim: int
    instalment: int
    #: "whole", "by-month", "by-day"; "after-closing" for what was paid beyond what now stands.
    kind: str
    #: The share of what was paid, 0 to 1, exactly.
    share: Fraction
    paid: Decimal
    #: What goes back.
    amount: Decimal
    #: The day on which it was paid; None where the instalment has no due day.
    day: Optional[date]


@dataclass(frozen=True)
class InterestPeriod:
    """Days of one rate on which a sum of a claim bears interest."""

    #: The place of the claim in `claims`, from 0.
    claim: int
    #: The first and the last day, and how many they are, both counted.
    first_day: date
    last_day: date
    days: int
    #: The rate a year, exactly: 14.5 % is Fraction(29, 200).
    rate: Union[Decimal, Fraction]
    #: What bears interest.
    sum: Decimal
    #: The interest of these days, not rounded: a decimal number or a ratio.
    exact: str


@dataclass(frozen=True)
class Payment:
    """One payment, and what became of it."""

    #: Its line in the CSV, from 1. Of payments that were given as mappings the first is on line 2.
    line: int
    date: date
    #: How much was paid; below zero what came back.
    amount: Decimal
    #: By which it is known.
    reference: str
    #: The id of the workplace that it names; None where it names none.
    workplace: Optional[str]
    #: "matched", "late", "short", "over", "unknown", "ambiguous", "returned" where it came back,
    #: "later" where it was made after the day of the settlement.
    status: str
    #: How much of it pays instalments.
    matched: Decimal
    #: What was paid less what was open: above zero what is over, below zero what is missing.
    difference: Decimal
    #: How many days late it is; 0 where it is not.
    days: int


@dataclass(frozen=True)
class Match:
    """What of one payment pays one instalment."""

    #: The place of the payment in `payments`, and of the instalment in `instalments`, from 0.
    payment: int
    instalment: int
    amount: Decimal


@dataclass(frozen=True)
class Candidate:
    """One instalment that an ambiguous payment might be for."""

    #: The place of the payment in `payments`, from 0.
    payment: int
    #: The number of the candidate among those of the payment, from 0: instalments of one candidate
    #: would be paid together.
    candidate: int
    #: The place of the instalment in `instalments`, from 0.
    instalment: int


@dataclass(frozen=True)
class OpenInstalment:
    """An instalment that was due and is not wholly paid."""

    #: The place of the instalment in `instalments`, from 0.
    instalment: int
    #: What is missing.
    amount: Decimal


@dataclass(frozen=True)
class Pool:
    """What there was to hand out under one cap of the programme, and what was taken of it."""

    #: The path of the cap in the programme, such as "caps.pool".
    rule: str
    #: The round that has it to itself, from 1; None for a pool that all rounds share.
    round: Optional[int]
    #: Whether it is a number of workplaces; else it is money.
    counts: bool
    #: Money, or a whole number of workplaces: how much there was, was taken, and is left.
    limit: Decimal
    used: Decimal
    left: Decimal
    #: What was taken by fund: money also of a pool of workplaces; empty without funds.
    financing: Mapping[str, Decimal] = field(hash=False)


@dataclass(frozen=True)
class Decision:
    """What was decided on one application."""

    #: The round, and its place among those of the round by which they were decided, both from 1.
    round: int
    rank: int
    #: The id of the case.
    case: str
    #: "funded", "part-funded", "reserve" or "refused".
    decision: str
    #: Why it is not funded in full; None where it is.
    reason: Optional[str]
    #: How many workplaces the case has, and how many of them get something.
    asked: int
    workplaces: int
    #: What is granted; 0 on the reserve list and where it is refused.
    amount: Decimal
    #: What is then left in each pool of the round, by the path of its cap: as `Pool.left`.
    left: Mapping[str, Decimal] = field(hash=False)


@dataclass(frozen=True)
class ForecastMonth:
    """What one part of one programme pays in one month, of all that was added."""

    #: The first day of the month; None for what belongs to none.
    month: Optional[date]
    #: The id of the programme.
    programme: str
    #: "grant", or the name of the component or phase.
    part: str
    #: Above zero: a month in which nothing is paid has no row.
    amount: Decimal
    #: The part of each fund of the forecast by its name; empty without funds.
    financing: Mapping[str, Decimal] = field(hash=False)
