"""Months added at the end of a phase, in which what was not paid on moved days is paid."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from cutting import Cutting, Piece
from literals import checked_money, days_after
from months import Row
from schedule import GrantedPhase, Instalment
from spans import History


@dataclass(frozen=True)
class Change:
    """What one event made of an instalment."""

    event: int
    before: int
    after: int


@dataclass
class Owed:
    """A sum that was not paid on moved days, and the event that moved it."""

    event: int
    amount: int


class Queue:
    """What is still to be paid, the first sum first."""

    def __init__(self, pieces: list[Piece]):
        self.sums = [Owed(piece.event, piece.amount) for piece in pieces if piece.moves]

    def total(self) -> int:
        """All that is still to be paid."""
        return sum(owed.amount for owed in self.sums)

    def take(self, amount: int) -> list[Owed]:
        """The first sums that make up an amount, off the queue."""
        taken = []
        while amount > 0:
            part = min(amount, self.sums[0].amount)
            taken.append(Owed(self.sums[0].event, part))
            self.sums[0].amount -= part
            if self.sums[0].amount == 0:
                self.sums.pop(0)
            amount -= part
        return taken

    def put_back(self, sums: list[Owed]) -> None:
        """Sums that are to be paid before all others."""
        self.sums = sums + self.sums


class Moving(Cutting):
    """Adds months to phases."""

    def added_months(
        self, granted: GrantedPhase, items: list[Instalment], pieces: list[Piece], history: History
    ) -> list[tuple[Instalment, list[Change]]]:
        """The months added to a phase, with what each event has paid in them. `items` are its
        months before spans."""
        queue, added = Queue(pieces), []
        largest = max(item.amount for item in items)
        limit = self.limit_day(granted.workplace)
        while queue.total() > 0:
            row = self.row_after(granted.stretch, granted.workplace, len(added))
            if row.first >= limit or history.is_endless(row.first):
                break
            item = self.added(items[-1], row, min(row.last, days_after(limit, -1)))
            item.amount = min(queue.total(), self.most(item, row, largest, limit))
            added.append((item, self.pay(item, queue, history)))
        return added

    def added(self, like: Instalment, row: Row, last: datetime.date) -> Instalment:
        """A month like the others of its phase."""
        return Instalment(
            workplace=like.workplace,
            part=like.part,
            rank=like.rank,
            cut_rank=like.cut_rank,
            month=row.month,
            first=row.first,
            last=last,
            due=self.due_day_of_month(row.first),
            amount=0,
            own=0,
            ceiling=like.ceiling,
        )

    def most(self, item: Instalment, row: Row, largest: int, limit: datetime.date) -> int:
        """What an added month may pay: the largest amount, of a month that `until` cuts a share."""
        if limit > row.last:
            return largest
        mode = self.part_months()
        if mode in ("whole", "none"):
            return largest if mode == "whole" else 0
        share = self.share(row.first, (limit - row.first).days, (row.last - row.first).days + 1)
        return checked_money(self.rounded(largest * share, self.rule_of(item)))

    def pay(self, item: Instalment, queue: Queue, history: History) -> list[Change]:
        """Pay an added month from the queue. Of what spans take from it again, what is moved is
        still to be paid; the rest, the last of what it would have paid, is lost."""
        pieces = self.pieces(item, history)
        moved = sum(piece.amount for piece in pieces if piece.moves)
        lost = sum(piece.amount for piece in pieces if not piece.moves)
        item.amount -= moved + lost
        paid, back = queue.take(item.amount), queue.take(moved)
        queue.take(lost)
        queue.put_back(back)
        sums: dict[int, int] = {}
        for owed in paid:
            sums[owed.event] = sums.get(owed.event, 0) + owed.amount
        return chain(0, sums)


def chain(amount: int, differences: dict[int, int]) -> list[Change]:
    """Changes one after the other, by event."""
    changes = []
    for event, difference in differences.items():
        changes.append(Change(event, amount, amount + difference))
        amount += difference
    return changes
