"""Decisions on the applications of calls.

    python3 tests/oracle/call.py PROGRAMME.yaml RANKING.csv [CASE.yaml ...] [--series SERIES.yaml]

prints them as JSON; where the ranking or the programme is at fault it prints `refused: KIND:
reason` on standard error and exits with 4.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, field, replace

from case import Case, Workplace, check_case, check_count
from literals import Refusal, checked_money, format_money
from nodes import Node, load_yaml, parse_yaml
from oracle import Assessment, assumptions_of, to_json
from pools import Pool
from programme import Programme, check_programme
from ranking import Application, read_ranking
from series import read_all_series

POOLS = ("call", "programme")


@dataclass
class Decision:
    """What became of one application."""

    application: Application
    rank: int
    decision: str
    reason: str | None = None
    workplaces: int = 0
    amount: int = 0
    left: dict[str, str] = field(default_factory=dict)


class Call:
    """The rounds of a ranking, one after the other."""

    def __init__(self, programme: Programme, applications: list[Application]):
        self.programme = programme
        self.applications = applications
        self.misfit = programme.root.need("call").need("misfit").text
        self.funds: dict[str, int] = {}
        names = [fund.need("name").text for fund in programme.funds]
        if names:
            self.funds = dict.fromkeys(names + ["own"] * programme.has_own, 0)
        rounds = sorted({application.round for application in applications})
        self.pools: list[Pool] = []
        for cap in programme.caps:
            per = cap.need("per").text
            if per in POOLS:
                for number in rounds if per == "call" else [None]:
                    self.pools.append(Pool(cap, programme, number))
                    self.pools[-1].financing = dict.fromkeys(self.funds, 0)
        self.decisions: list[Decision] = []
        for number in rounds:
            self.decide_round(number)

    def decide_round(self, number: int) -> None:
        """The applications of one round."""
        stopped: str | None = None
        pools = [pool for pool in self.pools if pool.round in (None, number)]
        mine = [application for application in self.applications if application.round == number]
        for rank, application in enumerate(mine, start=1):
            decision = self.decide(application, rank, pools, stopped)
            decision.left = {pool.cap.path: pool.text(pool.left) for pool in pools}
            self.decisions.append(decision)
            if decision.decision == "reserve" and self.misfit == "stop" and stopped is None:
                stopped = application.identity

    def decide(
        self, application: Application, rank: int, pools: list[Pool], stopped: str | None
    ) -> Decision:
        """One application: first by itself, then by what the pools have left."""
        case = None
        try:
            case = check_case(application.case, self.programme)
            assessment = Assessment(self.programme, case)
        except Refusal as refusal:
            if case is None and refusal.kind != "REFUSED":
                raise
            return Decision(application, rank, "refused", str(refusal))
        if stopped is not None:
            return Decision(application, rank, "reserve", f"the round stopped at {stopped}")
        reason = misfit_of(assessment, case.workplaces, pools)
        if reason is None:
            return self.fund(application, rank, "funded", None, assessment, case.workplaces, pools)
        if self.misfit == "part":
            for count in range(len(case.workplaces) - 1, 0, -1):
                kept = case.workplaces[:count]
                if misfit_of(assessment, kept, pools) is None and self.is_enough(assessment, kept):
                    drop(assessment, kept)
                    return self.fund(
                        application, rank, "part-funded", reason, assessment, kept, pools
                    )
        return Decision(application, rank, "reserve", reason)

    def is_enough(self, assessment: Assessment, kept: list[Workplace]) -> bool:
        """Whether the workplaces that are kept are still what `needs` asks."""
        case: Case = replace(assessment.case, workplaces=kept)
        for need in self.programme.needs:
            of_count = need.get("count") is not None
            if of_count and assessment.holds(need.get("requires"), None):
                try:
                    check_count(need, case)
                except Refusal:
                    return False
        return True

    def fund(
        self, application: Application, rank: int, decision: str, reason: str | None,
        assessment: Assessment, kept: list[Workplace], pools: list[Pool],
    ) -> Decision:
        """Take from the pools what an application gets."""
        for pool in pools:
            pool.take(assessment, kept)
        for fund, amount in assessment.fund_totals.items():
            self.funds[fund] = checked_money(self.funds[fund] + amount)
        granted = sum(1 for item in kept if assessment.sum_of(None, item.place) > 0)
        return Decision(application, rank, decision, reason, granted, assessment.sum_of())

    # -------------------------------------------------------------------------- report

    def report(self) -> dict:
        """What is printed."""
        numbers = {
            word: sum(1 for item in self.decisions if item.decision == word)
            for word in ("funded", "part-funded", "reserve", "refused")
        }
        return {
            "schema": "pomost.call/1",
            "programme": self.programme.identity,
            "currency": self.programme.currency,
            "applications": len(self.decisions),
            **numbers,
            "granted": self.money(sum(item.amount for item in self.decisions)),
            "workplaces": sum(item.workplaces for item in self.decisions),
            "financing": self.money_of_each(self.funds),
            "pools": [
                {
                    "rule": pool.cap.path,
                    "round": pool.round,
                    "limit": pool.text(pool.limit),
                    "used": pool.text(pool.used),
                    "left": pool.text(pool.left),
                    "financing": self.money_of_each(pool.financing),
                }
                for pool in self.pools
            ],
            "decisions": [self.report_decision(item) for item in self.decisions],
            "assumptions": assumptions_of(self.programme, self.used_paths()),
        }

    def used_paths(self) -> set[str]:
        """The rules of the call and of its pools; those of the awards stand in the awards."""
        rules = self.programme.root.need("call")
        used = [rules.get(key) for key in ("rounds", "order", "misfit")]
        for pool in self.pools:
            keys = ("on", "per", "amount", "workplaces", "requires")
            used.extend(pool.cap.get(key) for key in keys)
        return {leaf.path for node in used if node is not None for leaf in node.leaves()}

    def report_decision(self, item: Decision) -> dict:
        """One decision."""
        return {
            "round": item.application.round,
            "rank": item.rank,
            "case": item.application.identity,
            "decision": item.decision,
            "reason": item.reason,
            "asked": item.application.asked,
            "workplaces": item.workplaces,
            "amount": self.money(item.amount),
            "left": item.left,
        }

    def money(self, minor: int) -> str:
        """Minor units as major units with the currency's digits."""
        return format_money(minor, self.programme.digits)

    def money_of_each(self, sums: dict[str, int]) -> dict[str, str]:
        """The same for every value of a mapping."""
        return {name: self.money(minor) for name, minor in sums.items()}


def misfit_of(assessment: Assessment, kept: list[Workplace], pools: list[Pool]) -> str | None:
    """The first pool that has too little left, in words; None where the application fits."""
    for pool in pools:
        needed = pool.needed(assessment, kept)
        if needed > pool.left:
            left = pool.text(pool.left)
            return f"{pool.cap.path}: needed {pool.text(needed)}, left {left}"
    return None


def drop(assessment: Assessment, kept: list[Workplace]) -> None:
    """Drop the other workplaces whole, and split what is left between the funds."""
    places = {item.place for item in kept}
    for item in assessment.instalments:
        if item.workplace >= 0 and item.workplace not in places:
            item.amount = 0
    assessment.split_between_funds()


def call(
    programme_root: Node, ranking: str, case_roots: list[Node], series_roots: list[Node]
) -> dict:
    """The decisions on a ranking, or a `Refusal`."""
    programme = check_programme(programme_root, read_all_series(series_roots))
    cases = {root.need("id").text: root for root in case_roots}
    return Call(programme, read_ranking(ranking, programme, cases)).report()


def call_text(programme_text: str, ranking: str, series_texts: list[str]) -> str:
    """The bytes that `pomost call --format json` prints, as text."""
    series = [parse_yaml(text) for text in series_texts]
    return to_json(call(parse_yaml(programme_text), ranking, [], series))


def main() -> int:
    """Print the decisions."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("programme")
    parser.add_argument("ranking")
    parser.add_argument("cases", nargs="*")
    parser.add_argument("--series", action="append", default=[])
    options = parser.parse_intermixed_args()
    try:
        with open(options.ranking, encoding="utf-8", newline="") as file:
            ranking = file.read()
        cases = [load_yaml(path) for path in options.cases]
        series = [load_yaml(path) for path in options.series]
        text = to_json(call(load_yaml(options.programme), ranking, cases, series))
    except Refusal as refusal:
        print(f"refused: {refusal}", file=sys.stderr)
        return 4
    sys.stdout.buffer.write(text.encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
