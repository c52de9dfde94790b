# SPDX-License-Identifier: Apache-2.0
"""Explanations of settlements.

A folder of tests/golden with `settle` and `explained.json` has entries that were worked out by hand:
for each figure that they name they are all there are, in their order. In every golden settlement each
figure has an entry, the last one is the figure, and entries tell of the instalment that they name.
Nothing stands twice in an entry, in those of golden awards neither.
"""

import json
import re
import sys
from fractions import Fraction

from suite import DONE, FINDING, Run, Suite
from test_golden import GOLDEN, find, rules_of

LEAST = 100
LEAST_BY_HAND = 5


def settle(folder):
    """The settlement of a golden case, explained."""
    day = (folder / "settle").read_text(encoding="utf-8").partition(":")[2].strip()
    options = ["--on", day] if day else []
    payments = [folder / "payments.csv"] if (folder / "payments.csv").exists() else []
    verb = "reconcile" if payments else "settle"
    written = ["--format", "json", "--explain"]
    return Run(verb, folder / "case.yaml", *payments, *rules_of(folder), *options, *written)


def once(members):
    """An object of JSON; nothing stands twice in it."""
    names = [name for name, _ in members]
    if len(set(names)) < len(names):
        raise ValueError(f"twice in one object: {sorted(names)}")
    return dict(members)


def figures_of(settlement):
    """The figures of a settlement that must be explained, and their values."""
    named = [
        (f"{table}[{place}].{column}", row[column])
        for table, columns in (
            ("instalments", ("amount",)),
            ("repayments", ("amount",)),
            ("interest", ("exact",)),
            ("claims", ("repaid", "interest", "total", "deadline")),
        )
        for place, row in enumerate(settlement[table])
        for column in columns
        if row[column] is not None
    ]
    return dict(named, **{"due": settlement["due"], "total": settlement["total"]})


def stands_twice(folder):
    """What stands twice in the explanations of a golden award."""
    run = Run("award", folder / "case.yaml", *rules_of(folder), "--format", "json", "--explain")
    try:
        json.loads(run.output, object_pairs_hook=once)
    except ValueError as fault:
        return str(fault)
    return ""


def faults_of(settlement):
    """What is wrong with the explanations of a settlement."""
    last = {}
    for entry in settlement["explanation"]:
        figure, inputs = entry["figure"], entry["inputs"]
        found = re.fullmatch(r"(instalments\[\d+\])\.amount", figure)
        if found:
            row = find(settlement, found.group(1))
            for key in ("workplace", "part", "month"):
                if key in inputs and inputs[key] != str(row[key]):
                    yield f"{figure}: of {key} {row[key]}, explained of {inputs[key]}"
            if figure in last and inputs.get("before") != last[figure]["result"]:
                yield f"{figure}: goes on from {inputs.get('before')}"
        # What is computed anew may be exact for a whole phase.
        if "unpaid" in inputs and entry["mode"] is None:
            if Fraction(entry["exact"]) != Fraction(entry["result"]):
                yield f"{figure}: {entry['exact']} is {entry['result']} without a mode"
        last[figure] = entry
    for figure, value in figures_of(settlement).items():
        if figure not in last:
            yield f"{figure}: not explained"
        elif last[figure]["result"] != value:
            yield f"{figure}: {value}, explained as {last[figure]['result']}"


def main():
    """All of them."""
    suite = Suite()
    folders = sorted(
        path.parent for path in GOLDEN.glob("*/settle") if not (path.parent / "refused").exists()
    )
    by_hand = 0
    suite.check(f"at least {LEAST} settlements", len(folders) >= LEAST, len(folders))
    for folder in folders:
        run = settle(folder)
        done = run.status in (DONE, FINDING)
        suite.check(f"{folder.name}: settled", done and not run.errors, run)
        if not done:
            continue
        settlement = json.loads(run.output, object_pairs_hook=once)
        suite.equal(f"{folder.name}: explained", list(faults_of(settlement)), [])
        plain = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
        explanation = settlement.pop("explanation")
        plain.pop("explanation")
        suite.check(f"{folder.name}: nothing else changes", settlement == plain)
        if not (folder / "explained.json").exists():
            continue
        expected = json.loads((folder / "explained.json").read_text(encoding="utf-8"))
        figures = {entry["figure"] for entry in expected}
        found = [entry for entry in explanation if entry["figure"] in figures]
        by_hand += 1
        suite.equal(f"{folder.name}: as by hand", found, expected)
        suite.equal(
            f"{folder.name}: inputs in their order",
            [list(entry["inputs"]) for entry in found],
            [list(entry["inputs"]) for entry in expected],
        )
    for path in sorted(GOLDEN.glob("*/case.yaml")):
        folder = path.parent
        if not (folder / "settle").exists() and not (folder / "refused").exists():
            suite.equal(f"{folder.name}: nothing twice", stands_twice(folder), "")
    suite.check(f"at least {LEAST_BY_HAND} by hand", by_hand >= LEAST_BY_HAND, by_hand)
    return suite.end()


if __name__ == "__main__":
    sys.exit(main())
