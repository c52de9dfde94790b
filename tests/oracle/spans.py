"""Spans of unpaid days of one workplace, and what else its events say."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from case import Workplace
from events import CLOSING, Event
from literals import days_after, parse_whole
from nodes import Node
from values import Rules


@dataclass(frozen=True)
class Span:
    """Days that are not paid, from `begin` to before `end` (None: to the end of all days)."""

    begin: datetime.date
    end: datetime.date | None
    event: int
    shifts: bool

    def holds(self, day: datetime.date) -> bool:
        """Whether the day is in the span."""
        return self.begin <= day and (self.end is None or day < self.end)

    @property
    def moves(self) -> bool:
        """Whether what is not paid for its days is paid later."""
        return self.shifts and self.end is not None


@dataclass(frozen=True)
class Closing:
    """The first day that is no longer paid, and the event by which the workplace was closed."""

    day: datetime.date
    event: int


@dataclass
class History:
    """What the events of one workplace come to."""

    spans: list[Span] = field(default_factory=list)
    closing: Closing | None = None
    job_fractions: list[Event] = field(default_factory=list)

    def cause(self, day: datetime.date) -> tuple[int, bool] | None:
        """The event because of which a day is not paid, and whether it is paid later."""
        found = [span for span in self.spans if span.holds(day)]
        if not found:
            return None
        first = min(found, key=lambda span: (span.begin, span.event))
        return first.event, all(span.moves for span in found)

    def is_endless(self, day: datetime.date) -> bool:
        """Whether the day, and all days after it, lie in a span that has no end."""
        return any(span.end is None and span.begin <= day for span in self.spans)


class Histories(Rules):
    """The histories of the workplaces of a case."""

    def history(self, workplace: Workplace, on: datetime.date | None) -> History:
        """What the events up to a day come to on that day; without one, all of them."""
        return HistoryReader(self, on).read(
            [
                event
                for event in self.case.events
                if event.concerns(workplace.identity) and (on is None or event.on <= on)
            ]
        )

    def term_after(self, term: Node, day: datetime.date) -> datetime.date:
        """The day a term of {months: n} or {days: n} later."""
        if (days := term.get("days")) is not None:
            return days_after(day, parse_whole(days.text))
        return self.months_after(day, parse_whole(term.need("months").text))


class HistoryReader:
    """Reads the events of one workplace, one after the other."""

    def __init__(self, rules: Histories, on: datetime.date | None):
        root = rules.programme.root
        self.rules = rules
        self.on = on
        self.vacancy, self.suspension = root.get("vacancy"), root.get("suspension")
        self.vacated: Event | None = None
        self.suspended: Event | None = None
        self.history = History()

    def read(self, events: list[Event]) -> History:
        """The history of these events."""
        for event in events:
            if self.history.closing is not None:
                break
            self.take(event)
        self.end()
        return self.history

    def take(self, event: Event) -> None:
        """One event."""
        if event.what == "vacated":
            self.vacated = event
        elif event.what == "refilled":
            if event.on > self.last_day_for_a_refill():
                self.close(event)
                return
            if not self.paid_while_vacant:
                self.unpaid(self.vacated.on, event.on, self.vacated, self.vacancy)
            self.vacated = None
        elif event.what == "suspended":
            self.suspended = event
        elif event.what == "resumed":
            self.suspend(event.on)
            self.suspended = None
        elif event.what == "job-fraction":
            self.history.job_fractions.append(event)
        elif event.what in CLOSING:
            self.close(event)

    def end(self) -> None:
        """What is open when the events are over."""
        if self.history.closing is None and self.vacated is not None:
            if self.on is None or self.on > self.last_day_for_a_refill():
                self.close(self.vacated)
            else:
                paid = self.paid_while_vacant
                begin = self.last_day_for_a_refill() if paid else self.vacated.on
                self.unpaid(begin, None, self.vacated, self.vacancy)
        if self.suspended is not None:
            self.suspend(None)

    def close(self, event: Event) -> None:
        """Closed by an event, or as of the day of a vacancy that was not filled."""
        event = self.vacated or event
        self.history.closing = Closing(event.on, event.place)
        self.history.spans.append(Span(event.on, None, event.place, False))

    def suspend(self, end: datetime.date | None) -> None:
        """The span of the suspension, unless suspended days are paid."""
        if self.suspension.need("paid").text == "false":
            self.unpaid(self.suspended.on, end, self.suspended, self.suspension)

    def unpaid(
        self, begin: datetime.date, end: datetime.date | None, event: Event, rule: Node
    ) -> None:
        """One more span of unpaid days."""
        if end is None or begin < end:
            shifts = rule.need("shifts-schedule").text == "true"
            self.history.spans.append(Span(begin, end, event.place, shifts))

    @property
    def paid_while_vacant(self) -> bool:
        """Whether days of a vacancy are paid."""
        return self.vacancy.need("while-vacant").text == "paid"

    def last_day_for_a_refill(self) -> datetime.date:
        """The last day on which a refill is in time."""
        return self.rules.term_after(self.vacancy.need("refill-within"), self.vacated.on)
