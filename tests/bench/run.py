#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the benchmarks and prints one table.

    run.py BUILD           the table
    run.py BUILD --check   the same, and status 1 where a wanted ratio is missed

BUILD is a build folder of type release. All sides are measured in one run and in turns, since
machines differ and only ratios count. Before anything is measured, all sides compute all cases
and their bytes are compared. Times are the least of many runs; the ratio of the medians stands
beside, and shows how quiet the machine was. A row with a ratio and nothing wanted is there to be
seen.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
DECIMAL = [sys.executable, str(HERE / "baseline_decimal.py"), str(HERE)]
PROGRAMS = (
    ("bench_award", HERE),
    ("bench_heap", HERE),
    ("bench_number",),
    ("bench_number_abi",),
)
HEAP = "heap calls of a case"
# The programs take turns, so that a change of the machine's speed shows in all of them.
ROUNDS = 10
DECIMAL_NAMES = {"one-day": "case, one first day", "five-days": "case, five first days"}
DECIMAL_TARGETS = {"case, one first day": 200, "case, five first days": 0}
LINE = "{:<38} {:>11} {:>9} {:>11} {:>7} {:>9} {:>7}  {}"


class Fault(Exception):
    """What makes the measurement worthless."""


def check_build(build):
    """Refuses a build whose figures say nothing; returns how it was built."""
    try:
        options = json.loads((build / "meson-info" / "intro-buildoptions.json").read_text())
    except FileNotFoundError as error:
        raise Fault(f"{build}: expected a build folder of meson") from error
    values = {option["name"]: option["value"] for option in options}
    if values["optimization"] not in ("2", "3") or values.get("b_sanitize", "none") != "none":
        raise Fault(
            f"{build}: expected an optimised build without sanitizers, found buildtype "
            f"{values['buildtype']}; use meson setup --buildtype=release"
        )
    return f"buildtype {values['buildtype']}, limbs {values['limbs']}"


def run(*command):
    """The output of a program that has to succeed."""
    done = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    if done.returncode != 0:
        raise Fault(f"{Path(command[0]).name}: exit status {done.returncode}")
    return done.stdout


def compare_bytes(programs):
    """The library, which bench_award compares with mpz, and decimal compute the same bytes."""
    ours = run(programs / "bench_award", HERE, "--csv").splitlines()
    theirs = run(*DECIMAL, "--csv").splitlines()
    for number, (our, their) in enumerate(zip(ours, theirs), 1):
        if our != their:
            raise Fault(f"the library and decimal disagree, line {number}:\n- {our}\n+ {their}")
    if len(ours) != len(theirs):
        raise Fault(f"the library and decimal disagree: {len(ours)} and {len(theirs)} lines")
    return len(ours)


def keep_least(rows, name, found):
    """Keeps the smaller figures of this and earlier rounds."""
    known = rows.get(name, found)
    rows[name] = [min(pair) for pair in zip(known, found)]


def measure(programs):
    """The rows of all programs, and those of decimal, by name."""
    rows, decimal = {}, {}
    for _ in range(ROUNDS):
        for line in run(*DECIMAL).decode().splitlines():
            name, *found = line.split("\t")
            keep_least(decimal, DECIMAL_NAMES[name], list(map(float, found)))
        for command in PROGRAMS:
            for line in run(programs / command[0], *command[1:]).decode().splitlines():
                name, *found = line.split("\t")
                keep_least(rows, name, [float(field) for field in found if field])
    return rows, decimal


def show_time(nanoseconds):
    for limit, divisor, unit in ((1e3, 1, "ns"), (1e6, 1e3, "us"), (1e300, 1e6, "ms")):
        if nanoseconds < limit:
            return f"{nanoseconds / divisor:.2f} {unit}"
    return "-"


def print_ratio(name, ours, baseline, theirs, wanted):
    """One row; `ours` and `theirs` are the least time and the median. Whether it was missed."""
    ratio = theirs[0] / ours[0]
    missed = ratio < wanted
    print(
        LINE.format(
            name,
            show_time(ours[0]),
            baseline,
            show_time(theirs[0]),
            f"{ratio:.1f}",
            f"{theirs[1] / ours[1]:.1f}",
            f">= {wanted:g}" if wanted else "",
            ("missed" if missed else "ok") if wanted else "",
        ).rstrip()
    )
    return missed


def print_row(name, figures, decimal):
    """The rows of one name. How many wanted figures were missed."""
    if name == HEAP:
        ours, theirs, wanted = map(int, figures)
        verdict = "missed" if ours > wanted else "ok"
        print(LINE.format(name, ours, "mpz", theirs, "", "", f"<= {wanted}", verdict))
        return ours > wanted
    if len(figures) == 2:
        print(LINE.format(name, show_time(figures[0]), "", "", "", "", "", "").rstrip())
        return 0
    ours, theirs, wanted = figures[:2], figures[2:4], figures[4]
    missed = print_ratio(name, ours, "mpz", theirs, wanted)
    if name in decimal:
        missed += print_ratio(name, ours, "decimal", decimal[name], DECIMAL_TARGETS[name])
    return missed


def main():
    parser = argparse.ArgumentParser(description="runs the benchmarks and prints one table")
    parser.add_argument("build", type=Path, help="a build folder of type release")
    parser.add_argument("--check", action="store_true", help="fail where a wanted ratio is missed")
    arguments = parser.parse_args()
    programs = arguments.build / "tests" / "bench"
    built = check_build(arguments.build)

    lines = compare_bytes(programs)
    rows, decimal = measure(programs)
    print(f"{built}; Python {sys.version.split()[0]}; {lines} lines of all sides are the same")
    print(
        LINE.format("", "library", "baseline", "time", "ratio", "(median)", "wanted", "").rstrip()
    )
    missed = sum(print_row(name, figures, decimal) for name, figures in rows.items())
    if missed:
        print(f"{missed} missed")
    return 1 if arguments.check and missed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Fault as fault:
        print(f"bench: {fault}", file=sys.stderr)
        sys.exit(2)
