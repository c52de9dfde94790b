"""Events of a case: what may happen to a workplace, and in which order."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from grammar import choice
from literals import Refusal, parse_date, parse_number
from nodes import Node

MOST_EVENTS = 10_000
EVENTS = "vacated refilled closed job-fraction suspended resumed agreement-ended".split()
CLOSING = ("closed", "agreement-ended")
# What an event makes of a state: the state, what it must have been, what it is then.
TURNS = {
    "vacated": ("vacant", False, True),
    "refilled": ("vacant", True, False),
    "suspended": ("suspended", False, True),
    "resumed": ("suspended", True, False),
}


@dataclass(frozen=True)
class Event:
    """One event; without a workplace it is of all of them."""

    place: int
    on: datetime.date
    what: str
    workplace: str | None
    to: str | None

    @property
    def job_fraction(self) -> Fraction:
        """The fraction from then on."""
        return parse_number(self.to)

    def concerns(self, identity: str) -> bool:
        """Whether the event is one of this workplace, or of all."""
        return self.workplace in (None, identity)


def read_events(events: Node, identities: Collection[str]) -> list[Event]:
    """[{on!, what!, workplace, to}]"""
    items = events.items()
    if len(items) > MOST_EVENTS:
        raise events.refuse("LIMIT", "more than 10 000 events")
    return [read_event(event, place, identities) for place, event in enumerate(items)]


def read_event(event: Node, place: int, identities: Collection[str]) -> Event:
    """One event, right in itself."""
    event.allow("on", "what", "workplace", "to")
    day = parse_date(event.need("on").text)
    what = choice(event.need("what"), *EVENTS)
    workplace, to = event.get("workplace"), event.get("to")
    if workplace is not None and workplace.text not in identities:
        raise workplace.refuse("REFERENCE", "there is no such workplace")
    if workplace is not None and what == "agreement-ended":
        raise workplace.refuse("VALUE", "an agreement ends for all workplaces")
    if what == "job-fraction":
        if not 0 < parse_number(event.need("to").text) <= 1:
            raise event.refuse("VALUE", "a job fraction is above 0 and at most 1")
    elif to is not None:
        raise to.refuse("VALUE", "only a job fraction goes to something")
    return Event(
        place, day, what,
        workplace.text if workplace is not None else None, to.text if to is not None else None,
    )


# -------------------------------------------------------------------------------- order


def check_agreement(events: list[Event], agreement: datetime.date | None) -> None:
    """No event is before the agreement."""
    for event in events:
        if agreement is not None and event.on < agreement:
            raise refusal(event, "before the agreement")


def check_order(events: list[Event], identity: str, employed: datetime.date | None) -> None:
    """The events of one workplace, with those of all: their days, and what may follow what."""
    states = {"vacant": False, "suspended": False}
    latest, closed = None, False
    for event in events:
        if not event.concerns(identity):
            continue
        if latest is not None and event.on < latest:
            raise refusal(event, f"before an earlier event of {identity}")
        latest = event.on
        named = event.workplace is not None
        if named and employed is not None and event.on < employed:
            raise refusal(event, f"before {identity} began")
        if closed:
            if named:
                raise refusal(event, f"{identity} was closed")
            continue
        if event.what in TURNS:
            state, wanted, then = TURNS[event.what]
            if states[state] != wanted:
                raise refusal(event, f"{identity} is {'' if states[state] else 'not '}{state}")
            states[state] = then
        closed = event.what in CLOSING


def refusal(event: Event, reason: str) -> Refusal:
    """The refusal of an event."""
    return Refusal("VALUE", f"events[{event.place}]: {event.what} on {event.on}: {reason}")
