# SPDX-License-Identifier: Apache-2.0
"""The baseline in Python's decimal: the award of programme.yaml, written with care.

Every figure is a Decimal, every day a date. It is written for the one shape of programme.yaml and
reads no rules, checks nothing, explains nothing and lists no assumptions: it has less to do than
the library.

    baseline_decimal.py DIR        rows for run.py
    baseline_decimal.py DIR --csv  the CSV of all cases
"""

import csv
import statistics
import sys
import time
from calendar import monthrange
from datetime import date, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from operator import itemgetter

CENT = Decimal("0.01")
ZERO = Decimal("0.00")
GRANT = Decimal("24000.00")
LIMIT = Decimal("120000.00")
# Part, months, amount, whether the extension is required.
PHASES = (
    ("basic", 6, Decimal("1750.00"), False),
    ("extended", 3, Decimal("1000.00"), True),
    ("extended", 3, Decimal("500.00"), True),
)
EU = Decimal("0.85")
STATE = Decimal("0.10")
DAY = timedelta(1)
HEAD = (
    "workplace,part,month,from,to,due,amount,ceiling,"
    "financing.EU,financing.state,financing.region\n"
)
RUNS = 12
BY_DUE = itemgetter(4)


def month_start(first, number):
    """The first day of a month from 1, clamped, and the last day of its calendar month."""
    count = first.year * 12 + first.month + number - 2
    year, month = count // 12, count % 12 + 1
    length = monthrange(year, month)[1]
    return date(year, month, min(first.day, length)), date(year, month, length)


def find_dates(first, extension):
    """Part, month, from, to, due and amount of each month."""
    rows = []
    month = 1
    for part, months, amount, required in PHASES:
        if required and extension is None:
            continue
        start, last = month_start(first, month)
        # With the first month that begins on or after the day decided.
        while required and start < extension:
            month += 1
            start, last = month_start(first, month)
        for _ in range(months):
            following, following_last = month_start(first, month + 1)
            rows.append((part, month, start, following - DAY, last, amount))
            month += 1
            start, last = following, following_last
    return rows


def trim(grants, before):
    """Shares the limit among the grants by largest remainder, ties to the earlier."""
    exact = [grant * LIMIT / before for grant in grants]
    parts = [grant.quantize(CENT, ROUND_DOWN) for grant in exact]
    units = int((LIMIT - sum(parts)) / CENT)
    order = sorted(range(len(grants)), key=lambda i: parts[i] - exact[i])
    for i in order[:units]:
        parts[i] += CENT
    return parts


def assess(case):
    agreement, extension, workplaces = case
    claims = [claim for _, claim in workplaces]
    requested = sum((GRANT if claim is None else claim for claim in claims), ZERO)
    grants = [GRANT if claim is None or claim > GRANT else claim for claim in claims]
    before = after = sum(grants, ZERO)
    if before > LIMIT:
        grants = trim(grants, before)
        after = LIMIT

    scheduled = []
    for i, (employed, claim) in enumerate(workplaces):
        scheduled.append((i, "grant", None, None, agreement, grants[i], 0, claim is None))
        for part, month, first, last, due, amount in find_dates(employed, extension):
            scheduled.append((i, part, first, last, due, amount, month, False))
    # By due day; rows of one day stay in the order of workplaces and months.
    scheduled.sort(key=BY_DUE)

    rows = []
    running = ZERO
    had_eu = had_state = had_region = ZERO
    parts = {"grant": ZERO, "basic": ZERO, "extended": ZERO}
    grant_sums = [ZERO] * len(workplaces)
    bridging_sums = [ZERO] * len(workplaces)
    for row in scheduled:
        i, part, _, _, _, amount, _, _ = row
        running += amount
        eu = (running * EU).quantize(CENT, ROUND_HALF_UP) - had_eu
        if not ZERO <= eu <= amount:
            eu = ZERO if eu < ZERO else amount
        left = amount - eu
        state = (running * STATE).quantize(CENT, ROUND_HALF_UP) - had_state
        if not ZERO <= state <= left:
            state = ZERO if state < ZERO else left
        region = left - state
        had_eu += eu
        had_state += state
        had_region += region
        parts[part] += amount
        if part == "grant":
            grant_sums[i] += amount
        else:
            bridging_sums[i] += amount
        rows.append((row, eu, state, region))
    totals = [grant + bridging for grant, bridging in zip(grant_sums, bridging_sums)]
    bridging = parts["basic"] + parts["extended"]
    return {
        "requested": requested,
        "grant": parts["grant"],
        "bridging": bridging,
        "total": parts["grant"] + bridging,
        "parts": parts,
        "funds": (had_eu, had_state, had_region),
        "cap": (before, after),
        "workplaces": (grant_sums, bridging_sums, totals),
        "rows": rows,
    }


def write_csv(award):
    lines = [HEAD]
    for (i, part, first, last, due, amount, month, ceiling), eu, state, region in award["rows"]:
        lines.append(
            f"w{i + 1},{part},{month},{first or ''},{last or ''},{due},{amount},"
            f"{'true' if ceiling else 'false'},{eu},{state},{region}\n"
        )
    return "".join(lines)


def read_cases(path):
    """The cases of each set."""
    sets = {}
    with open(path, encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            cases = sets.setdefault(line["set"], {})
            extension = line["extension"]
            _, _, workplaces = cases.setdefault(
                line["case"],
                (
                    date.fromisoformat(line["agreement"]),
                    date.fromisoformat(extension) if extension else None,
                    [],
                ),
            )
            claim = Decimal(line["requested"]).quantize(CENT) if line["requested"] else None
            employed = date.fromisoformat(line["employed"])
            workplaces.extend([(employed, claim)] * int(line["count"]))
    return {name: list(cases.values()) for name, cases in sets.items()}


def measure(cases):
    """Nanoseconds for one case: the least of all runs, and the median."""
    samples = []
    for _ in range(RUNS):
        begin = time.perf_counter_ns()
        for case in cases:
            assess(case)
        samples.append((time.perf_counter_ns() - begin) / len(cases))
    return min(samples), statistics.median(samples)


def main():
    sets = read_cases(sys.argv[1] + "/cases.csv")
    if sys.argv[2:] == ["--csv"]:
        text = "".join(write_csv(assess(case)) for cases in sets.values() for case in cases)
        sys.stdout.buffer.write(text.encode())
        return
    for name, cases in sets.items():
        if name != "capped":
            least, median = measure(cases)
            print(f"{name}\t{least:.1f}\t{median:.1f}")


if __name__ == "__main__":
    main()
