"""The second implementation of libpomost's award, written from the design document alone.

    python3 tests/oracle/oracle.py PROGRAMME.yaml CASE.yaml [SERIES.yaml ...]

prints the JSON of section 8 of the design; where the case gets no award it prints
`refused: KIND: reason` on standard error and exits with 4. It is plain rather than fast: months are
found by walking, every sum is added up anew. `settle.py` goes on to what events make of an award,
`call.py` to what is decided on a call.

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
19. A grant or component without a due day is the first of all, also for `last-first` (so cut
    last).

Caps
20. `earlier` money is taken off where its key equals `on`; nothing is added up over parts, and
    nothing from `aid`. `earlier.workplaces` is taken off a `workplaces` limit `per: entity`.
21. Instalments of one workplace are shared by `proportional` in the order of section 8.
22. `last-first` on one day and one workplace: the component written last first, then the phase
    written last, in it the later month first, then the grant. What is the entity's comes last.
23. Dropping a workplace makes all its instalments zero, also those that `on` does not name.
24. `before` and `after` of a cap are sums over all its groups.

Financing
25. Each instalment lists the funds as written; `own` follows in the totals and in every
    instalment as soon as the grant or a component has the key `own`, with 0.00 where the payment
    is zero or the part has none.
26. A split is made, and the shares count as used, when the award has at least one instalment.
27. A fund that is the `rest` is skipped wherever it stands and takes what is left. Without a
    `rest` the last fund does, whatever its share. With a `rest` the other shares are at most
    one.

Names and assumptions
28. A programme speaks of every job fraction when `job-fraction` stands below some `times`, at
    any depth, also in `own` or a cap; else of those that a row of any table or a `needs` holds.
29. Conditions of caps per call or programme, and `at`, name traits, decisions and dates too.
30. Without `agreement` the programme's `period` is not judged. Both ends belong to it.
31. `rounding` counts as used when it rounded a figure,
    `at`, `source`, `currency`, `vat` and `period` never. `requires` of every phase is
    judged for every workplace, so it counts also where the phase is not granted.
32. `programme` of the case must be the programme's id.

Tables and series
33. The mode is never that of a row or of a nested value, only that of 4.
34. A row in force with `months` asks for the workplace's `months` even where an earlier row in
    force matches.
35. A table of a cap per workplace compares `months` with the workplace's; a grant or component
    per entity, and a cap per entity or month, may have neither `months` nor `job-fraction` there.
36. Of several rows with the next later `from`, the first one's counts as used.
37. The days of the week-end are not looked up in a series of holidays; the others of the month
    (or of the row that is cut) all are.
38. A series may be handed in that no rule names; it must be right, and no name may stand twice.
39. The `at` of a cap per call or programme is checked as that of a cap per entity.

Months
40. Nothing is asked for that no row needs: the day of `until` where no phase is granted,
    `month-end` for a month after `until`, amounts and claims of months that do not exist, months
    between the ends of a phase in calendar months.
41. `due.from` may name `decision` (of the part's own conditions) and, for a workplace,
    `bridging-end`; where there is no such day the due day is null.
42. Rows of one workplace with one day and one month stand as their phases are written, also where
    phases of one stage stand apart.
43. A list claimed for a phase per phase that is not `as-claimed` is refused where the phase is
    granted.
44. The tranches of `up-to` are compared with the rounded total.
45. A row of the whole phase that does not exist needs no total.

Caps and parts that go together
46. `before` and `after` of a cap per month leave out what belongs to no month; with a number of
    workplaces they hold the money of the entity too.
47. Groups per month are made from the instalments there are, also those of 0.00.
48. The zeros of `together` come after the caps and do not show in them.

Used
49. `per` and `spread` count as used when the amount is worked out, `count-months` when a phase has
    months, `part-months` when it decided where months begin or parted one, `until` and
    `apply-after` when a granted phase is judged by them, `needs` when its condition holds (its
    `requires` always), `together` always, `edition` and the recorded-only blocks never.
50. `requires` of a part in `without` does not count as used.

Events: order
51. The order of days is judged for a workplace also where events of all pass it by.
52. An event of all is compared with the day on which a workplace began for none of them.
53. Events of all that make no sense for one open workplace are refused.

Spans
54. On the day of `--on` there is still time for a refill if that is the last day for it.
55. The last day for a refill is looked for (and `month-end` asked) where there is a refill, and
    with `--on` where the workplace is vacant; not where it was closed meanwhile.
56. A vacancy or suspension that is paid makes no span of unpaid days; a day is moved by those that
    do. A vacancy that is paid and open makes one from the last day for a refill on.
57. Every `vacated` or `suspended` that is taken needs its rule, also one that changes nothing.
    After a refill that was too late nothing else is read of a workplace's events, a resumption
    neither.
58. An empty span (refilled on the day) is none.

Months cut
59. `none`: the whole month is one piece, of its first unpaid day: its event, moved if that day is.
    So is a month of which nothing is paid, under `whole` and without `part-months`; by the other
    kinds it falls into pieces by F, where several events or moved and other days meet in it.
60. A month of 0.00 is not cut, and asks for nothing.
61. Added months have the `ceiling` of their phase, the due days of their first days. In a phase in
    calendar parts they begin on the day after its last part, then month by month of the anchor; the
    numbers go on after the last part's.
62. The largest amount is that after `job-fraction`. A month that `until` cuts pays at most
    round(largest x F); under `none` it is added with 0.00.
63. The month that lies wholly in a span without an end is not added.
64. What spans take from an added month again: it pays the first sums of the queue; of those that it
    would have paid next, what fell on moved days stays first in the queue (as a sum of the same
    event), the last of them, on other days, are lost.
65. Sums of one event in an added month make one line, at the place of its first.

Job fraction
66. Each event acts on all later months in its turn: the amount is the smaller of that computed anew
    and what the caps left, not what the event before it left; so there is a line for each event.
67. `as-claimed` is refused where a month begins on the day or later; a new fraction is checked also
    where no month does. The kind of both is REFUSED.

Closings
68. What the entity is paid once ends with the first `closed` or `agreement-ended` of all. Shares of it
    go back too: its durability counts from the first workplace's employment, or from the end of
    the bridging of all.

Repayment
69. What was paid is looked up by settling the workplace anew on the day of each instalment; without
    a day, as it stood before all events.
70. The difference goes back for closed workplaces only, whatever lowered the instalment, also
    without `durability` and after the span. A part needs its kind where anything of it was paid.
71. A month that was added, paid on its day and is no longer added (the workplace was closed as of
    an earlier day) stays in the settlement with 0.00, if the programme has `repayment`.
72. A span of 0 months gives nothing back. `by-month` looks for one month only: the one that begins
    in the calendar month of the closing (so `month-end` is asked for it and for the end of the
    span).
73. `bridging-end` is the last day of the workplace's last instalment of a phase, also one of 0.00;
    without any it is KEY_MISSING.
74. Interest: an instalment without a due day is refused, also a month that has a first day. Where
    the first day is the last one too, it counts if both count. A sum that is no multiple of minor
    units after rounding to `unit` is refused (VALUE). Without days there is no row of interest.
75. `interest` stands in a claim with `--on` and `repayment.interest`, else null; `deadline` with
    `--on` and `within`.
76. Rules used on the way to what was paid count as used; part-months wherever a share was taken.

Calls
77. A ranking has no other columns than named; every column of `call.order` and `case` must be
    there. Empty fields are as without the column. A line with `workplaces` is its own case, else a
    case of that id must be given. A case may stand once in a round; a round above `rounds` is
    refused.
78. A day without a time is 00:00. `requested` is the claim of the grant for each workplace.
79. A limit with a series, or a table with `from` or `requires`, needs a case: refused (VALUE).
80. What gets no award stays refused after a stop. A case that is faulty is a fault of the call. `asked` is what the line or the case says.
81. `part`: amounts of the workplaces that stay are not computed anew, only split anew between the
    funds. `needs` judges counts again, of the workplaces that stay. `workplaces` counts those that
    have something; a pool's entity instalments count if its `requires` holds for the entity.
82. The rounds of a pool are those of the ranking.

Payments
83. What is open of an instalment is what now stands of it less what was paid; what events took is
    what the caps left, or where that is more (a closed workplace, a month that was added) what it
    stood at on its day, less what now stands, less what was paid over.
84. A payment that names a workplace is not for what the entity is paid once. Without one the
    entity's instalments of a day are a group of their own too. Of groups with the same instalments
    there is one.
85. The order is: exact on the day of the payment; exact on the days before, all together; all that
    is open up to the day; the first two again with what events took; exact on the next day on
    which something is open, then on the next on which something is open or was taken, with what
    was taken; whole days (of the workplace that is named): that of the payment, those before, the
    next on which something is open.
86. A whole day is all of it, also instalments of which nothing is open: what is over pays what
    events took of them, in the order of the rows.
87. Late, and the days, are counted from the first day of what is looked at as the group, among
    instalments that have a day; one without is due at once and never late. Payments that are short
    or over have days too.
88. Candidates stand in the order of their rows. They are what the step counted: with what events
    took where it counted that, else what is open.
89. Several payments of one instalment are several sums that go back, by day; those of one day of
    payment (or of receipt) bear interest together.
90. An instalment without a due day is not refused where payments tell the day. Without any payment
    there is no day but that of `--on`.
91. Months added and gone (71) stay with payments also where there is no `repayment`.
"""

from __future__ import annotations

import json
import sys

from caps import Caps
from case import Case, check_case
from literals import Refusal, checked_money, format_money, parse_money, parse_number
from nodes import Node, load_yaml, parse_yaml
from programme import Programme, check_programme
from schedule import ENTITY, Instalment
from series import read_all_series


def assumptions_of(programme: Programme, used_paths: set[str]) -> list[dict]:
    """The assumptions at or above what was used, in the order of `assumed:`."""
    assumed = programme.root.get("assumed")
    return [
        {"rule": path, "text": reason.text}
        for path, reason in (assumed.entries() if assumed is not None else [])
        if any((used + ".").startswith((path + ".", path + "[")) for used in used_paths)
    ]


class Assessment(Caps):
    """The way from a programme and a case to an award: schedule, caps, linked, financing."""

    def __init__(self, programme: Programme, case: Case):
        super().__init__(programme, case)
        self.fund_totals: dict[str, int] = {}
        self.act_on_instalments()
        self.split_between_funds()

    def act_on_instalments(self) -> None:
        """What happens after the caps: to an award nothing."""

    # -------------------------------------------------------------------- financing

    def split_between_funds(self) -> None:
        """Split each instalment so that every fund's running sum follows its share, or its amount
        until that is spent."""
        funds = self.programme.funds
        if not funds:
            return
        names = [fund.need("name").text for fund in funds]
        rules = [fund.get("share") or fund.need("amount") for fund in funds]
        rests = [place for place, rule in enumerate(rules) if rule.text == "rest"]
        taker = rests[0] if rests else len(funds) - 1
        self.fund_totals = dict.fromkeys(names, 0)
        if self.programme.has_own:
            self.fund_totals["own"] = 0
        running_total = 0
        for item in self.instalments:
            own = item.own if item.amount > 0 else 0
            running_total = checked_money(running_total + item.amount + own)
            left = item.amount
            parts = dict.fromkeys(self.fund_totals, 0)
            for place, name in enumerate(names):
                if place == taker:
                    continue
                entitled = self.entitled(funds[place], running_total)
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
            for rule in rules:
                self.use(rule)

    def entitled(self, fund: Node, running_total: int) -> int:
        """What a fund should have paid of the running total."""
        if (amount := fund.get("amount")) is not None:
            return min(parse_money(amount.text, self.programme.digits), running_total)
        return self.rounded(parse_number(fund.need("share").text) * running_total, fund)

    # ----------------------------------------------------------------------- report

    def sum_of(self, part: str | None = None, place: int | None = None) -> int:
        """The sum awarded for a part ("bridging": all phases), for a workplace, or for both."""
        return sum(
            item.amount
            for item in self.instalments
            if part in (None, item.part) or (part == "bridging" and item.is_month)
            if place in (None, item.workplace)
        )

    def used_assumptions(self) -> list[dict]:
        """The assumptions at or above a value that was used, as they stand under `assumed:`."""
        return assumptions_of(self.programme, self.used_paths)

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
            "components": {name: money(self.sum_of(name)) for name in self.programme.components},
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
        kinds = ("grant", "bridging", "components")
        sums = {item.place: dict.fromkeys(kinds, 0) for item in self.case.workplaces}
        for item in self.instalments:
            if item.workplace != ENTITY:
                kind = "bridging" if item.is_month else "components"
                sums[item.workplace]["grant" if item.part == "grant" else kind] += item.amount
        return [
            {
                "id": workplace.identity,
                **self.money_of_each(sums[workplace.place]),
                "total": self.money(sum(sums[workplace.place].values())),
            }
            for workplace in self.case.workplaces
        ]

    def report_instalment(self, item: Instalment) -> dict:
        """One instalment, its dates as ISO 8601 or null."""
        of_entity = item.workplace == ENTITY
        return {
            "workplace": None if of_entity else self.case.workplaces[item.workplace].identity,
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


def award(programme_root: Node, case_root: Node, series_roots: list[Node] = ()) -> dict:
    """The award of a case under a programme, or a `Refusal`."""
    programme = check_programme(programme_root, read_all_series(list(series_roots)))
    return Assessment(programme, check_case(case_root, programme)).report()


def award_text(programme_text: str, case_text: str, series_texts: list[str] = ()) -> str:
    """The bytes that `pomost award --format json` prints, as text."""
    series = [parse_yaml(text) for text in series_texts]
    return to_json(award(parse_yaml(programme_text), parse_yaml(case_text), series))


def to_json(result: dict) -> str:
    """Two blanks a level, each key and item on its own line, UTF-8 unescaped, a last newline."""
    return json.dumps(result, ensure_ascii=False, indent=2) + "\n"


def main(arguments: list[str]) -> int:
    """Print the award of `PROGRAMME.yaml CASE.yaml [SERIES.yaml ...]`."""
    if len(arguments) < 2:
        print("usage: oracle.py PROGRAMME.yaml CASE.yaml [SERIES.yaml ...]", file=sys.stderr)
        return 2
    try:
        programme, case, *series = [load_yaml(path) for path in arguments]
        text = to_json(award(programme, case, series))
    except Refusal as refusal:
        print(f"refused: {refusal}", file=sys.stderr)
        return 4
    sys.stdout.buffer.write(text.encode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
