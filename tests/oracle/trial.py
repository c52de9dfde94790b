"""One run of the command and what the oracle expects of it."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass, field

from call import call_text
from generate import generate
from literals import Refusal
from oracle import award_text, to_json
from reconcile import reconcile_text
from settle import settle_text
from vary_call import generate_call
from vary_events import generate_settlement
from vary_payments import generate_reconciliation


@dataclass
class Trial:
    """The files of a run by name, the verb and its files, options, and what must be printed (None:
    it is refused) with which exit status."""

    files: dict[str, str]
    arguments: list[str]
    series: list[str]
    options: list[str] = field(default_factory=list)
    expected: bytes | None = None
    status: int = 0
    reason: str = ""

    def expect(self, text_of, *texts) -> Trial:
        """Compute what must be printed."""
        try:
            self.expected, self.reason = text_of(*texts).encode(), "done"
        except Refusal as refusal:
            self.reason = str(refusal)
        return self


def named(first: str, second: str, texts: tuple[str, str, list[str]]) -> tuple[dict, list[str]]:
    """The texts by file name, and the names of the series."""
    names = [f"series-{place}.yaml" for place in range(len(texts[2]))]
    return {first: texts[0], second: texts[1], **dict(zip(names, texts[2]))}, names


def day_option(on: datetime.date | None) -> list[str]:
    """`--on DATE`, where there is one."""
    return ["--on", on.isoformat()] if on is not None else []


def award_trial(seed: int, number: int) -> Trial:
    """A random award."""
    texts = generate(seed, number)
    files, series = named("programme.yaml", "case.yaml", texts)
    arguments = ["award", "case.yaml", "--programme", "programme.yaml"]
    return Trial(files, arguments, series).expect(award_text, *texts)


def settle_trial(seed: int, number: int) -> Trial:
    """A random settlement."""
    texts, on = generate_settlement(seed, number)
    files, series = named("programme.yaml", "case.yaml", texts)
    arguments = ["settle", "case.yaml", "--programme", "programme.yaml"]
    return Trial(files, arguments, series, day_option(on)).expect(settle_text, *texts, on)


def call_trial(seed: int, number: int) -> Trial:
    """A random call."""
    texts = generate_call(seed, number)
    files, series = named("programme.yaml", "ranking.csv", texts)
    arguments = ["call", "programme.yaml", "ranking.csv"]
    return Trial(files, arguments, series).expect(call_text, *texts)


def reconcile_trial(seed: int, number: int) -> Trial:
    """Random payments held against a random settlement."""
    texts, payments, on = generate_reconciliation(seed, number)
    files, series = named("programme.yaml", "case.yaml", texts)
    files["payments.csv"] = payments
    arguments = ["reconcile", "case.yaml", "payments.csv", "--programme", "programme.yaml"]
    trial = Trial(files, arguments, series, day_option(on))
    try:
        text, trial.status = reconcile_text(*texts[:2], payments, texts[2], on)
        trial.expected, trial.reason = text.encode(), "done"
    except Refusal as refusal:
        trial.reason = str(refusal)
    return trial


def with_reasons_of(expected: bytes, output: bytes) -> bytes:
    """What is expected of a call, with the words by which the command refuses applications: they
    are not compared."""
    try:
        ours, theirs = json.loads(expected), json.loads(output)
        for left, right in zip(ours["decisions"], theirs["decisions"]):
            if left["decision"] == right["decision"] == "refused" and right["reason"]:
                left["reason"] = right["reason"]
    except (ValueError, KeyError, TypeError):
        return expected
    return to_json(ours).encode()
