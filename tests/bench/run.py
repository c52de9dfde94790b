#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the benchmarks and prints one table.

    run.py BUILD           the table
    run.py BUILD --check   the same, and status 1 where a wanted ratio is missed

BUILD is a build folder of type release. All sides are measured in one run, in turns where they are
one program, since machines differ and only ratios count. Before anything is measured, all sides
compute all cases and their bytes are compared. Times are the least of many runs; the ratio of the
medians stands beside, and shows how quiet the machine was.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
DECIMAL = [sys.executable, str(HERE / "baseline_decimal.py"), str(HERE)]
DECIMAL_WANTED = 200
DECIMAL_NAMES = {"one-day": "case, one first day", "five-days": "case, five first days"}
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


def measure_decimal(times):
    """Keeps the smaller times of this and earlier runs, by row."""
    for line in run(*DECIMAL).decode().splitlines():
        name, *found = line.split("\t")
        row = DECIMAL_NAMES[name]
        times[row] = [min(pair) for pair in zip(map(float, found), times.get(row, (1e300,) * 2))]


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
            f">= {wanted:g}",
            "missed" if missed else "ok",
        )
    )
    return missed


def print_row(line, decimal):
    """The rows of one line of a program. How many wanted figures were missed."""
    kind, name, *fields = line.split("\t")
    if kind == "heap":
        ours, theirs, wanted = fields
        missed = int(ours) > int(wanted)
        verdict = "missed" if missed else "ok"
        print(LINE.format(name, ours, "mpz", theirs, "", "", f"<= {wanted}", verdict))
        return missed
    if fields[2] == "":
        print(LINE.format(name, show_time(float(fields[0])), "", "", "", "", "", "").rstrip())
        return 0
    ours, theirs = list(map(float, fields[:2])), list(map(float, fields[2:4]))
    missed = print_ratio(name, ours, "mpz", theirs, float(fields[4]))
    if name in decimal:
        missed += print_ratio(name, ours, "decimal", decimal[name], DECIMAL_WANTED)
    return missed


def main():
    parser = argparse.ArgumentParser(description="runs the benchmarks and prints one table")
    parser.add_argument("build", type=Path, help="a build folder of type release")
    parser.add_argument("--check", action="store_true", help="fail where a wanted ratio is missed")
    arguments = parser.parse_args()
    programs = arguments.build / "tests" / "bench"
    built = check_build(arguments.build)

    rows = compare_bytes(programs)
    decimal = {}
    # Before and after the library, so that a change of the machine's speed shows in both.
    measure_decimal(decimal)
    lines = run(programs / "bench_award", HERE).decode().splitlines()
    measure_decimal(decimal)
    lines[2:2] = run(programs / "bench_heap", HERE).decode().splitlines()
    for program in ("bench_number", "bench_number_abi"):
        lines += run(programs / program).decode().splitlines()

    print(f"{built}; Python {sys.version.split()[0]}; {rows} lines of all sides are the same")
    print(
        LINE.format("", "library", "baseline", "time", "ratio", "(median)", "wanted", "").rstrip()
    )
    missed = sum(print_row(line, decimal) for line in lines)
    if missed:
        print(f"{missed} missed")
    return 1 if arguments.check and missed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Fault as fault:
        print(f"bench: {fault}", file=sys.stderr)
        sys.exit(2)
