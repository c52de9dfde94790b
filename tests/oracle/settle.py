"""An award as it stands after the events of its case: what was not paid, and what goes back.

    python3 tests/oracle/settle.py PROGRAMME.yaml CASE.yaml [SERIES.yaml ...] [--on DATE]

prints the settlement as JSON; where the case gets none it prints `refused: KIND: reason` on
standard error and exits with 4.
"""

from __future__ import annotations

import argparse
import datetime
import sys
from dataclasses import dataclass, field, replace

from anew import Anew
from case import Case, Workplace, check_case
from cutting import Piece
from events import CLOSING
from interest import Accrual
from literals import Refusal, checked_money, parse_date
from moving import Change, Moving, chain
from nodes import Node, load_yaml, parse_yaml
from numerals import exact_text
from oracle import Assessment, to_json
from programme import Programme, check_programme
from repay import Claim, Paid, Repayments
from schedule import ENTITY, MOST_INSTALMENTS, GrantedPhase, Instalment
from series import read_all_series
from spans import Closing, Histories, History

Key = tuple[int, int, int]


@dataclass
class Standing:
    """The instalments of one workplace (or the entity) as they stand on a day."""

    items: list[Instalment] = field(default_factory=list)
    changes: dict[Key, list[Change]] = field(default_factory=dict)
    closing: Closing | None = None

    def change(self, item: Instalment, changes: list[Change]) -> None:
        """Remember what changed an instalment, and change it."""
        if changes:
            self.changes.setdefault(key_of(item), []).extend(changes)
            item.amount = changes[-1].after

    def amount_of(self, item: Instalment) -> int:
        """What this instalment stands at; 0 where there is none."""
        return sum(found.amount for found in self.items if key_of(found) == key_of(item))


def key_of(item: Instalment) -> Key:
    """By which an instalment is known in the settlements of several days."""
    return (item.workplace, item.rank, item.month)


class Settlement(Histories, Anew, Moving, Assessment):
    """The instalments after the events, financed anew, with claims and interest."""

    keeps_gone = False  # what was paid and is no more stays where it may be claimed

    def __init__(self, programme: Programme, case: Case, on: datetime.date | None):
        self.on = on
        self.left_by_caps: dict[int, list[Instalment]] = {}
        self.standings: dict[tuple[int, datetime.date | None], Standing] = {}
        self.changes: dict[Key, list[Change]] = {}
        self.claims: list[Claim] = []
        super().__init__(programme, case)

    def act_on_instalments(self) -> None:
        """The events, then what goes back, which may keep instalments that were paid and are no
        more."""
        self.need_rules()
        for item in self.instalments:
            self.left_by_caps.setdefault(item.workplace, []).append(item)
        places = [ENTITY] + [workplace.place for workplace in self.case.workplaces]
        standings = {place: self.standing(place, self.on) for place in places}
        self.instalments = []
        for standing in standings.values():
            self.instalments += standing.items
            self.changes |= standing.changes
        closings = {
            place: standing.closing for place, standing in standings.items() if standing.closing
        }
        repayments = Repayments(self, closings)
        self.instalments += repayments.paid_and_gone()
        self.instalments.sort(key=Instalment.order)
        if len(self.instalments) > MOST_INSTALMENTS:
            raise Refusal("LIMIT", "more than 250 000 instalments")
        self.claims = repayments.claims(self.receipts(repayments))

    def receipts(self, repayments: Repayments) -> list[Paid]:
        """What was paid of each instalment, by instalment and day."""
        return repayments.presumed()

    def need_rules(self) -> None:
        """A vacancy needs `vacancy`, a suspension `suspension`."""
        for what, key in (("vacated", "vacancy"), ("suspended", "suspension")):
            if any(event.what == what for event in self.events()):
                rule = self.programme.root.get(key)
                if rule is None:
                    raise self.programme.root.refuse("UNSTATED", f"{key}: the source does not say")
                self.use(rule)

    def events(self) -> list:
        """The events that are taken, in the order of the file."""
        return [event for event in self.case.events if self.on is None or event.on <= self.on]

    # --------------------------------------------------------------------- as it stands

    def standing(self, place: int, on: datetime.date | None) -> Standing:
        """The instalments of a workplace as they stand on a day (None: when all is over)."""
        if (place, on) not in self.standings:
            if place == ENTITY:
                standing = self.standing_of_entity(on)
            else:
                standing = self.standing_of_workplace(self.case.workplaces[place], on)
            self.standings[place, on] = standing
        return self.standings[place, on]

    def capped_items(self, place: int) -> list[Instalment]:
        """Copies of the instalments that the caps left."""
        return [replace(item) for item in self.left_by_caps.get(place, [])]

    def standing_of_entity(self, on: datetime.date | None) -> Standing:
        """What the entity is paid once ends when all is closed by one event."""
        standing = Standing(self.capped_items(ENTITY))
        for event in self.case.events:
            if event.workplace is None and event.what in CLOSING and (on is None or event.on <= on):
                standing.closing = Closing(event.on, event.place)
                break
        self.end_lumps(standing)
        return standing

    def standing_of_workplace(self, workplace: Workplace, on: datetime.date | None) -> Standing:
        """The amounts anew, then the spans."""
        history = self.history(workplace, on)
        standing = Standing(self.capped_items(workplace.place), closing=history.closing)
        phases = [item for item in self.granted_phases if item.workplace is workplace]
        left = {key_of(item): item.amount for item in standing.items}
        for event in history.job_fractions:
            changed = self.check_new_fraction(event, workplace)
            for granted in phases:
                if not self.months_of(standing, granted):
                    continue
                anew = dict(self.amounts_anew(granted, event, changed))
                for item in self.months_of(standing, granted):
                    if item.month in anew:
                        amount = min(anew[item.month], left[key_of(item)])
                        standing.change(item, [Change(event.place, item.amount, amount)])
        self.end_lumps(standing)
        for granted in phases:
            self.cut_phase(standing, granted, history)
        return standing

    def months_of(self, standing: Standing, granted: GrantedPhase) -> list[Instalment]:
        """The months of one phase."""
        items = [item for item in standing.items if item.is_month]
        return [item for item in items if item.cut_rank == granted.rank]

    def end_lumps(self, standing: Standing) -> None:
        """A grant or component that is due on the day of the closing or later is not paid."""
        closing = standing.closing
        for item in standing.items:
            if closing is None or item.is_month or item.due is None or item.due < closing.day:
                continue
            standing.change(item, [Change(closing.event, item.amount, 0)])

    def cut_phase(self, standing: Standing, granted: GrantedPhase, history: History) -> None:
        """Cut the months of a phase, and add months for what is moved."""
        items = self.months_of(standing, granted)
        if not items or not history.spans:
            return
        before = [replace(item) for item in items]
        pieces: list[Piece] = []
        for item in items:
            found = self.pieces(item, history)
            pieces += found
            sums: dict[int, int] = {}
            for piece in found:
                sums[piece.event] = sums.get(piece.event, 0) - piece.amount
            standing.change(item, chain(item.amount, sums))
        for item, changes in self.added_months(granted, before, pieces, history):
            standing.items.append(item)
            standing.changes[key_of(item)] = changes

    # -------------------------------------------------------------------------- report

    def report(self) -> dict:
        """The settlement: the award as it stands, and beside it what changed and what goes back."""
        award = super().report()
        tail = {key: award.pop(key) for key in ("caps", "assumptions", "explanation")}
        award["schema"] = "pomost.settlement/1"
        head = {key: award.pop(key) for key in ("schema", "programme", "case", "currency")}
        return head | self.report_day() | award | self.report_events() | tail

    def report_day(self) -> dict:
        """The day, and what was due by it; without a due day an instalment is due on its first,
        without either at once."""
        return {"on": text_of(self.on), "due": self.money(self.due())}

    def due(self) -> int:
        """The sum of what was due by the day."""
        due = [item for item in self.instalments if self.on is None or item.day() <= self.on]
        return checked_money(sum(item.amount for item in due))

    def report_events(self) -> dict:
        """The events taken, what they changed, and what goes back."""
        return {
            "events": [
                {
                    "on": event.on.isoformat(),
                    "what": event.what,
                    "workplace": event.workplace,
                    "to": event.to,
                }
                for event in self.events()
            ],
            "changes": self.report_changes(),
            "claims": [self.report_claim(claim) for claim in self.claims],
            "repayments": [
                {
                    "claim": place,
                    "instalment": row.instalment,
                    "kind": row.kind,
                    "share": str(row.share),
                    "paid": self.money(row.paid),
                    "amount": self.money(row.amount),
                    "day": text_of(row.day),
                }
                for place, claim in enumerate(self.claims)
                for row in claim.rows
            ],
            "interest": [
                self.report_accrual(place, accrual)
                for place, claim in enumerate(self.claims)
                for accrual in claim.accruals
            ],
            "reconciliation": None,
        }

    def report_changes(self) -> list[dict]:
        """What each event changed, without what it left as it was. An event is named by its place
        among those taken."""
        places = {event.place: place for place, event in enumerate(self.events())}
        return [
            {
                "instalment": place,
                "event": places[change.event],
                "before": self.money(change.before),
                "after": self.money(change.after),
            }
            for place, item in enumerate(self.instalments)
            for change in self.changes.get(key_of(item), [])
            if change.before != change.after
        ]

    def report_claim(self, claim: Claim) -> dict:
        """All that goes back because of one event."""
        places = {event.place: place for place, event in enumerate(self.events())}
        with_interest = claim.interest is not None
        return {
            "event": places[claim.event],
            "repaid": self.money(claim.repaid),
            "exact": self.exact(claim.exact) if with_interest else None,
            "interest": self.money(claim.interest) if with_interest else None,
            "total": self.money(claim.repaid + (claim.interest or 0)),
            "deadline": text_of(claim.deadline),
        }

    def report_accrual(self, place: int, accrual: Accrual) -> dict:
        """What a sum bore in one period."""
        return {
            "claim": place,
            "from": text_of(accrual.begin),
            "to": text_of(accrual.end),
            "days": accrual.days,
            "rate": accrual.rate,
            "sum": self.money(accrual.principal),
            "exact": self.exact(accrual.exact),
        }

    def exact(self, minor) -> str:
        """Exact minor units as exact major units."""
        return exact_text(minor / 10**self.programme.digits)


def text_of(day: datetime.date | None) -> str | None:
    """A day as ISO 8601, or None."""
    return day.isoformat() if day is not None else None


def settle(
    programme_root: Node, case_root: Node, series_roots: list[Node], on: datetime.date | None
) -> dict:
    """The settlement of a case under a programme, or a `Refusal`."""
    programme = check_programme(programme_root, read_all_series(list(series_roots)))
    return Settlement(programme, check_case(case_root, programme), on).report()


def settle_text(
    programme_text: str, case_text: str, series_texts: list[str], on: datetime.date | None
) -> str:
    """The bytes that `pomost settle --format json` prints, as text."""
    series = [parse_yaml(text) for text in series_texts]
    return to_json(settle(parse_yaml(programme_text), parse_yaml(case_text), series, on))


def main() -> int:
    """Print the settlement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("programme")
    parser.add_argument("case")
    parser.add_argument("series", nargs="*")
    parser.add_argument("--on", type=parse_date)
    options = parser.parse_intermixed_args()
    try:
        files = [options.programme, options.case, *options.series]
        programme, case, *series = [load_yaml(path) for path in files]
        text = to_json(settle(programme, case, series, options.on))
    except Refusal as refusal:
        print(f"refused: {refusal}", file=sys.stderr)
        return 4
    sys.stdout.buffer.write(text.encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
