"""The second implementation of libpomost's award, written from the design document alone.

    python3 tests/oracle/oracle.py PROGRAMME.yaml CASE.yaml

prints the JSON of section 8 of the design; where the case gets no award it prints
`refused: KIND: reason` on standard error and exits with 4. It is plain rather than fast: months are
found by walking, every sum is added up anew.

Where the design leaves room, this is what was chosen:

Money and numbers
 1. A sum that a case states (claims, `earlier`) is a whole, non-negative number of minor units
    that fits an int64_t; it is never rounded. A claim in a programme's sub-units is refused
    (VALUE).
 2. A ratio is of two whole numbers. A job fraction is above 0 and at most 1.
 3. The sign is judged on the finished value of an amount, of `own` and of a cap, not on its
    factors. A negative ceiling is an error even where a claim is smaller.
 4. The mode of an amount is the nearest `rounding` counted from the value's own mapping (under
    `flat` or `up-to`) outwards: amount, phase or grant, bridging, programme. That of `own` is
    counted from the mapping of its value, then the phase or grant. That of a share is the
    fund's, then the programme's.
 5. `own` is rounded by that mode where it is not a whole number of minor units; `own` above the
    rounded amount is refused, `own` equal to it is paid with 0.00.
 6. Amounts of instalments (with own), their sum before the caps and printed figures must fit an
    int64_t; a ceiling above it is harmless.
 7. A cap's limit is cut down to minor units after the subtraction and is never below zero.
 8. An upper value that is `unstated` refuses the case wherever it is evaluated, also in a
    `least` whose other values would decide. A part that is not granted is not evaluated.

Claims
 9. A claim counts in `requested` as claimed, also above the ceiling and where the grant is not
    granted to that workplace; without a claim the rounded amount counts where granted, nothing
    where not.
10. A claim of 0 on `up-to` gives an instalment of 0.00. A claim on something not granted is not
    judged.
11. One sum claimed for a stage is the claim of each month of each of its phases. A list has as
    many sums as the granted phases of the stage have months, in the order in which the phases
    are written.
12. A claim for a part that the programme does not have is an error, also `requested: money`
    without a grant.

Time
13. The end of a month needs the first day of the next one, so `month-end` may be asked for the
    month after the last.
14. The first month that begins on or after a decision is looked for near its day: `month-end` is
    not asked for months in between, which get no instalment.
15. With `starts` the day decided does not matter. Of several decisions the latest month counts.
    Under `requires: not X` the decision X has no day. `starts` without `decided` is not
    decided.
16. "The granted phase written before it" is the nearest one, also where `start` put it beside
    others.
17. The last month of a schedule may be number 1 200.
18. `due.from` names a date that the case does not give: the due day is null, as for a missing
    agreement. `due` of a grant without `days` or without `from` is refused.
19. A grant instalment without a due day is the first of all, also for `last-first` (so cut
    last).

Caps
20. `earlier` money is taken off where its key equals `on`; nothing is added up over parts.
    `earlier.workplaces` is taken off a `workplaces` limit `per: entity`.
21. Instalments of one workplace are shared by `proportional` in the order of section 8.
22. `last-first` on one day and one workplace: the phase written last first, in it the later
    month first, then the grant.
23. Dropping a workplace makes all its instalments zero, also those that `on` does not name.
24. `before` and `after` of a cap are sums over all its groups.

Financing
25. Each instalment lists the funds as written; `own` follows in the totals and in every
    instalment as soon as the grant has the key `own`, with 0.00 where the payment is zero or
    the part has none.
26. A split is made, and the shares count as used, when the award has at least one instalment.
27. A fund that is the `rest` is skipped wherever it stands and takes what is left. Without a
    `rest` the last fund does, whatever its share. With a `rest` the other shares are at most
    one.

Names and assumptions
28. A programme speaks of the job fraction when `job-fraction` stands below some `times`, at any
    depth, also in `own` or a cap.
29. Conditions of caps per call or programme, and `at`, name traits, decisions and dates too.
30. Without `agreement` the programme's `period` is not judged. Both ends belong to it.
31. `rounding` counts as used when it rounded a figure,
    `at`, `source`, `currency`, `vat` and `period` never. `requires` of every phase is
    judged for every workplace, so it counts also where the phase is not granted.
32. `programme` of the case must be the programme's id.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass

from documents import Case, Programme, Workplace, check_case, check_programme
from literals import Refusal, checked_money, format_money, parse_number, parse_whole, round_to_whole
from nodes import Node, load_yaml, parse_yaml
from schedule import Instalment, Schedule


@dataclass
class CapResult:
    """What one cap found and left."""

    rule: str
    before: int
    after: int


class Assessment(Schedule):
    """The way from a programme and a case to an award: schedule, caps, financing."""

    def __init__(self, programme: Programme, case: Case):
        super().__init__(programme, case)
        self.caps: list[CapResult] = []
        self.fund_totals: dict[str, int] = {}
        checked_money(sum(item.amount for item in self.instalments))
        self.apply_caps()
        self.split_between_funds()

    # ------------------------------------------------------------------------- caps

    def apply_caps(self) -> None:
        """The caps of the case, in their order."""
        for cap in self.programme.caps:
            per = cap.need("per").text
            if per not in ("workplace", "entity"):
                continue
            for key in ("on", "per", "requires", "amount", "workplaces"):
                self.use(cap.get(key))
            scope = [item for item in self.case.workplaces if self.holds(cap.get("requires"), item)]
            groups = [[item] for item in scope] if per == "workplace" else [scope]
            before = sum(item.amount for item in self.capped(cap, scope))
            for group in groups:
                self.apply_cap(cap, group)
            after = sum(item.amount for item in self.capped(cap, scope))
            self.caps.append(CapResult(cap.path, before, after))

    def capped(self, cap: Node, group: list[Workplace]) -> list[Instalment]:
        """The instalments of a group that `on` names, in the order of section 8."""
        on = cap.need("on").text
        places = {workplace.place for workplace in group}
        return [
            item
            for item in self.instalments
            if item.workplace in places
            and (on in ("total", item.part) or (on == "bridging" and item.part != "grant"))
        ]

    def apply_cap(self, cap: Node, group: list[Workplace]) -> None:
        """Lower the instalments of one group to the cap's limit."""
        instalments = self.capped(cap, group)
        trim_rule = cap.get("trim")
        trim = trim_rule.text if trim_rule is not None else "refuse"
        limit = self.limit(cap, group)
        counts_workplaces = cap.get("workplaces") is not None
        excess = measure(instalments, counts_workplaces) - limit
        if excess <= 0:
            return
        self.use(trim_rule)
        if trim == "refuse":
            raise cap.refuse("REFUSED", f"the limit is exceeded by {excess}")
        if trim == "whole-workplaces":
            self.drop_workplaces(instalments, limit, counts_workplaces)
        elif trim == "last-first":
            cut_last_first(instalments, excess)
        else:
            cut_proportionally(instalments, limit)

    def limit(self, cap: Node, group: list[Workplace]) -> int:
        """Minor units or workplaces that the group may have, after what the entity had earlier."""
        per_entity = cap.need("per").text == "entity"
        if (workplaces := cap.get("workplaces")) is not None:
            earlier = self.case.earlier_workplaces if per_entity else 0
            return max(parse_whole(workplaces.text) - earlier, 0)
        exact = self.minor_units(cap.need("amount"), None if per_entity else group[0])
        if per_entity:
            exact -= self.case.earlier.get(cap.need("on").text, 0)
        return max(round_to_whole(exact, "floor"), 0)

    def drop_workplaces(self, instalments: list[Instalment], limit: int, count: bool) -> None:
        """Drop workplaces with all their parts, the last of the case first, until the rest fits."""
        places = {item.workplace for item in instalments if item.amount > 0}
        for place in sorted(places, reverse=True):
            if measure(instalments, count) <= limit:
                return
            for item in self.instalments:
                if item.workplace == place:
                    item.amount = 0

    # -------------------------------------------------------------------- financing

    def split_between_funds(self) -> None:
        """Split each instalment so that every fund's running sum follows its share."""
        funds = self.programme.funds
        if not funds:
            return
        names = [fund.need("name").text for fund in funds]
        shares = [fund.need("share") for fund in funds]
        rests = [place for place, share in enumerate(shares) if share.text == "rest"]
        taker = rests[0] if rests else len(funds) - 1
        self.fund_totals = dict.fromkeys(names, 0)
        if self.programme.has_own:
            self.fund_totals["own"] = 0
        running_total = 0
        for item in self.instalments:
            own = item.own if item.amount > 0 else 0
            running_total += item.amount + own
            left = item.amount
            parts = dict.fromkeys(self.fund_totals, 0)
            for place, name in enumerate(names):
                if place == taker:
                    continue
                exact = parse_number(shares[place].text) * checked_money(running_total)
                entitled = self.rounded(exact, funds[place])
                parts[name] = min(max(entitled - self.fund_totals[name], 0), left)
                left -= parts[name]
                self.fund_totals[name] += parts[name]
            parts[names[taker]] = left
            self.fund_totals[names[taker]] += left
            if self.programme.has_own:
                parts["own"] = own
                self.fund_totals["own"] += own
            item.financing = parts
        if self.instalments:
            for share in shares:
                self.use(share)

    # ----------------------------------------------------------------------- report

    def sum_of(self, part: str | None = None, place: int | None = None) -> int:
        """The sum awarded for a part ("bridging": all phases), for a workplace, or for both."""
        return sum(
            item.amount
            for item in self.instalments
            if part in (None, item.part) or (part == "bridging" and item.part != "grant")
            if place in (None, item.workplace)
        )

    def used_assumptions(self) -> list[dict]:
        """The assumptions at or above a value that was used, as they stand under `assumed:`."""
        assumed = self.programme.root.get("assumed")
        return [
            {"rule": path, "text": reason.text}
            for path, reason in (assumed.entries() if assumed is not None else [])
            if any((used + ".").startswith((path + ".", path + "[")) for used in self.used_paths)
        ]

    def report(self) -> dict:
        """The award as section 8 prints it."""
        money = self.money
        phases = {name: money(self.sum_of(name)) for name in self.programme.stages}
        return {
            "schema": "pomost.award/1",
            "programme": self.programme.identity,
            "case": self.case.identity,
            "currency": self.programme.currency,
            "grant": {"requested": money(self.requested), "awarded": money(self.sum_of("grant"))},
            "bridging": {"awarded": money(self.sum_of("bridging")), "phases": phases},
            "components": {},
            "total": money(self.sum_of()),
            "financing": self.money_of_each(self.fund_totals),
            "workplaces": self.report_workplaces(),
            "instalments": [self.report_instalment(item) for item in self.instalments],
            "caps": [
                {"rule": cap.rule, "before": money(cap.before), "after": money(cap.after)}
                for cap in self.caps
            ],
            "assumptions": self.used_assumptions(),
            "explanation": [],
        }

    def report_workplaces(self) -> list[dict]:
        """The sums of each workplace, in the order of the case."""
        sums = {item.place: {"grant": 0, "bridging": 0} for item in self.case.workplaces}
        for item in self.instalments:
            sums[item.workplace]["grant" if item.part == "grant" else "bridging"] += item.amount
        return [
            {
                "id": workplace.identity,
                "grant": self.money(sums[workplace.place]["grant"]),
                "bridging": self.money(sums[workplace.place]["bridging"]),
                "components": self.money(0),
                "total": self.money(sum(sums[workplace.place].values())),
            }
            for workplace in self.case.workplaces
        ]

    def report_instalment(self, item: Instalment) -> dict:
        """One instalment, its dates as ISO 8601 or null."""
        return {
            "workplace": self.case.workplaces[item.workplace].identity,
            "part": item.part,
            "month": item.month,
            "from": item.first.isoformat() if item.first else None,
            "to": item.last.isoformat() if item.last else None,
            "due": item.due.isoformat() if item.due else None,
            "amount": self.money(item.amount),
            "ceiling": item.ceiling,
            "financing": self.money_of_each(item.financing),
        }

    def money(self, minor: int) -> str:
        """Minor units as major units with the currency's digits."""
        return format_money(minor, self.programme.digits)

    def money_of_each(self, sums: dict[str, int]) -> dict[str, str]:
        """The same for every value of a mapping."""
        return {name: self.money(minor) for name, minor in sums.items()}


def measure(instalments: Iterable[Instalment], count: bool) -> int:
    """The workplaces that have something left, or the money."""
    if count:
        return len({item.workplace for item in instalments if item.amount > 0})
    return sum(item.amount for item in instalments)


def cut_last_first(instalments: list[Instalment], excess: int) -> None:
    """Take `excess` from the latest day back; on one day from the last workplace back, and in it
    from the phase written last back to the grant."""
    backwards = sorted(
        instalments,
        key=lambda item: (item.day(), item.workplace, item.rank, item.month),
        reverse=True,
    )
    for item in backwards:
        taken = min(item.amount, excess)
        item.amount -= taken
        excess -= taken


def cut_proportionally(instalments: list[Instalment], limit: int) -> None:
    """Share `limit` among the workplaces, then each one's part among its instalments."""
    places = sorted({item.workplace for item in instalments})
    had = [sum(item.amount for item in instalments if item.workplace == place) for place in places]
    for place, part in zip(places, largest_remainder(limit, had)):
        own = [item for item in instalments if item.workplace == place]
        for item, amount in zip(own, largest_remainder(part, [item.amount for item in own])):
            item.amount = amount


def largest_remainder(whole: int, weights: list[int]) -> list[int]:
    """Parts of `whole` by weight, cut down; what is left goes, one each, to the largest remainders,
    of equal ones to the earlier."""
    total = sum(weights)
    if total == 0:
        return [0] * len(weights)
    parts = [whole * weight // total for weight in weights]
    remainders = [whole * weight % total for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda place: -remainders[place])
    for place in by_remainder[: whole - sum(parts)]:
        parts[place] += 1
    return parts


def award(programme_root: Node, case_root: Node) -> dict:
    """The award of a case under a programme, or a `Refusal`."""
    programme = check_programme(programme_root)
    return Assessment(programme, check_case(case_root, programme)).report()


def award_text(programme_text: str, case_text: str) -> str:
    """The bytes that `pomost award --format json` prints, as text."""
    return to_json(award(parse_yaml(programme_text), parse_yaml(case_text)))


def to_json(result: dict) -> str:
    """Two blanks a level, each key and item on its own line, UTF-8 unescaped, a last newline."""
    return json.dumps(result, ensure_ascii=False, indent=2) + "\n"


def main(arguments: list[str]) -> int:
    """Print the award of `PROGRAMME.yaml CASE.yaml`."""
    if len(arguments) != 2:
        print("usage: oracle.py PROGRAMME.yaml CASE.yaml", file=sys.stderr)
        return 2
    try:
        text = to_json(award(load_yaml(arguments[0]), load_yaml(arguments[1])))
    except Refusal as refusal:
        print(f"refused: {refusal}", file=sys.stderr)
        return 4
    sys.stdout.buffer.write(text.encode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
