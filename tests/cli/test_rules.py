# SPDX-License-Identifier: Apache-2.0
"""Editions, series, golden tests as data, progress, and what if.

Expected figures are worked out by hand; how stands beside them.
"""

import json
import sys
import tempfile
from pathlib import Path

from suite import CASE, DATA, DONE, PROGRAMME, SOURCE, USAGE, Run, Suite

EXAMPLE = SOURCE / "tests/golden/jowes-example/case.yaml"
FINDING = 1

RULES = """pomost: 1
id: mine
name: a programme of my own
currency: PLN
sources: {rules: {title: the rules, seen: 2026-11-22}}
source: rules
edition: {from: %s, at: agreement}
grant: {amount: {flat: %s}}
targets: {jobs: 40, none: 0}
"""

CASE_TEXT = """pomost: 1
id: c
programme: mine
agreement: %s
workplaces: [{id: w, job-fraction: 1}]
"""

TESTS = """pomost: 1
programme: mine
tests:
  - {name: one, basis: stated, case: {agreement: 2024-06-30, workplaces: [{id: w, job-fraction: 1}]},
     expect: {total: 100.00, "workplaces[0].id": w, instalments: 1}}
  - {name: two, basis: derived, set: {grant.amount.flat: 7},
     case: {agreement: 2024-07-01, workplaces: [{count: 3, job-fraction: 1}]}, expect: {total: 21.00}}
  - {name: three, basis: derived, case: {agreement: 2023-12-31, workplaces: [{id: w, job-fraction: 1}]},
     refused: {code: REFUSED}}
  - {name: four, basis: derived, achieved: {jobs: 50}, expect: {jobs.ratio: 5/4, none.ratio: null}}
  - {name: five, basis: derived, expect: {targets.jobs: 40}}
"""


def write(folder, name, text):
    """A file of a test."""
    path = Path(folder) / name
    path.write_text(text, encoding="utf-8")
    return path


def total(run):
    """The total of an award."""
    return json.loads(run.output)["total"] if run.status == DONE else None


def test_editions(suite, folder):
    """A case takes the edition in force on its day."""
    write(folder, "programme.yaml", RULES % ("2024-01-01", "100"))
    write(folder, "programme-2024-07.yaml", RULES % ("2024-07-01", "200"))
    for day, expected in (
        ("2024-01-01", "100.00"),
        ("2024-06-30", "100.00"),
        ("2024-07-01", "200.00"),
        ("2030-01-01", "200.00"),
    ):
        case = write(folder, "case", CASE_TEXT % day)
        run = Run("award", case, "--programme", folder, "--format", "json")
        suite.equal(f"edition on {day}", total(run), expected, run)
    case = write(folder, "case", CASE_TEXT % "2023-12-31")
    run = Run("award", case, "--programme", folder, "--format", "json")
    suite.check("before every edition", run.status == CASE and not run.output, run)
    run = Run("show", folder)
    suite.check("show: both editions", run.output.count(b"a programme of my own") == 2, run)


def test_tests(suite, folder):
    """Golden tests as data, of both editions."""
    tests = write(folder, "tests.yaml", TESTS)
    run = Run("test", folder)
    suite.equal("test: all pass", (run.status, run.output), (DONE, b"mine: 5 passed, 0 failed\n"))
    tests.write_text(TESTS.replace("total: 100.00", "total: 100.0"), encoding="utf-8")
    run = Run("test", folder, "--format", "json")
    report = json.loads(run.output)
    found = [test for test in report["tests"] if not test["passed"]]
    suite.equal("test: compared as text", run.status, FINDING, run)
    suite.equal(
        "test: what differs",
        [test["differences"] for test in found],
        [[{"path": "total", "expected": "100.0", "found": "100.00"}]],
    )
    tests.write_text(TESTS.replace("code: REFUSED", "code: UNSTATED"), encoding="utf-8")
    run = Run("test", folder)
    suite.check("test: another reason", run.status == FINDING, run)
    tests.write_text(TESTS.replace("name: two", "name: one"), encoding="utf-8")
    run = Run("test", folder)
    suite.check("test: one name twice", run.status == CASE and not run.output, run)
    tests.write_text(TESTS.replace("programme: mine", "programme: yours"), encoding="utf-8")
    run = Run("test", folder)
    suite.check("test: of another programme", run.status == CASE and not run.output, run)
    tests.write_text(TESTS, encoding="utf-8")
    run = Run("test", EXAMPLE)
    suite.check("test: a file", run.status == USAGE and not run.output, run)
    run = Run("test", "no-such-programme")
    suite.check("test: an unknown programme", run.status == PROGRAMME and not run.output, run)
    run = Run("test")
    suite.check("test: all that are installed", run.status == DONE, run, run.output.decode())
    suite.check("test: over thirty programmes", run.output.count(b" passed, 0 failed") > 30)


def test_progress(suite, folder):
    """SocioLab: 40 jobs, 200 people, 30 organisations."""
    achieved = write(
        folder,
        "achieved",
        "{pomost: 1, programme: sociolab, achieved: {jobs: 40, people: 150, organisations: 31}}",
    )
    run = Run("progress", "sociolab", achieved, "--format", "json")
    targets = json.loads(run.output)["targets"]
    for name, ratio, reached in (
        ("jobs", "1", True),  # 40/40
        ("people", "3/4", False),  # 150/200
        ("organisations", "31/30", True),
        ("fairs", "0", False),
    ):
        suite.equal(f"progress: {name}", (targets[name]["ratio"], targets[name]["reached"]),
                    (ratio, reached))
    for text in (
        "{pomost: 1, programme: sociolab, achieved: {job: 1}}",
        "{pomost: 1, programme: jowes, achieved: {}}",
        "{pomost: 1, programme: sociolab, achieved: {jobs: -1}}",
        "{pomost: 1, programme: sociolab, achieved: {jobs: 1.5}}",
        "{pomost: 1, programme: sociolab}",
    ):
        write(folder, "achieved", text)
        run = Run("progress", "sociolab", achieved)
        suite.check(f"progress: {text}", run.status == CASE and not run.output, run)
    suite.equal("progress: one argument", Run("progress", "sociolab").status, USAGE)


def test_what_if(suite, folder):
    """Other values in a programme, and two awards side by side."""
    change = "bridging.phases[0].amount.flat=1850"
    run = Run("award", EXAMPLE, "--format", "json", "--set", change)
    # 190 999.99 and 100.00 more for five workplaces and six months.
    suite.equal("--set", total(run), "193999.99", run)
    overlay = write(folder, "overlay", "grant: {amount: {up-to: 10000}}\n")
    run = Run("award", EXAMPLE, "--format", "json", "--overlay", overlay)
    # Claims of 24 000 and 19 999.99, and ceilings: 10 000 each; 5 × 10 000 + 75 000.
    suite.equal("--overlay", total(run), "125000.00", run)
    run = Run("award", EXAMPLE, "--format", "json", "--overlay", overlay, "--set", change)
    suite.equal("both", total(run), "128000.00", run)
    run = Run("diff", "jowes", "jowes", EXAMPLE, "--format", "csv", "--set", change)
    suite.check("diff: the total", b"\ntotal,190999.99,193999.99\n" in run.output, run)
    # Bridging, basic, total; of each workplace bridging and total; and 30 instalments.
    suite.equal("diff: what differs", run.output.count(b"\n"), 1 + 3 + 10 + 30, run.output)
    run = Run("diff", "jowes", "jowes", EXAMPLE)
    suite.equal("diff: nothing", run.output, b"no difference\n")
    for words, status in (
        (("--set", "bridging.phases[0].amount.flut=1"), PROGRAMME),
        (("--set", "bridging.phases[7].amount.flat=1"), PROGRAMME),
        (("--set", "x.y=1"), PROGRAMME),
        (("--set", "grant.amount.up-to=1,234"), PROGRAMME),
        (("--set", "grant.amount.up-to="), PROGRAMME),
        (("--set", "grant={"), PROGRAMME),
        (("--set", "nothing"), USAGE),
        (("--overlay", write(folder, "bad", "grunt: 1\n")), PROGRAMME),
        (("--overlay", write(folder, "list", "[1]\n")), PROGRAMME),
        (("--overlay", Path(folder) / "no-such-file"), 5),
    ):
        run = Run("award", EXAMPLE, *words)
        good = run.status == status and not run.output and run.errors
        suite.check(f"what if: {words[0]} {Path(str(words[1])).name}", good, run)
    run = Run("award", EXAMPLE, "--overlay", write(folder, "bad.yaml", "name: x\ngrunt: 1\n"))
    suite.check("what if: the place in the overlay", "bad.yaml:2:1: grunt:" in run.errors, run)


def test_series(suite, folder):
    """Series of one's own, and what is wrong with them."""
    programme = write(
        folder,
        "by-series.yaml",
        "{pomost: 1, id: s, name: s, currency: PLN, sources: {r: {title: t, seen: 2026-11-22}},"
        " source: r, at: agreement, grant: {amount: {flat: {times: [{series: wage}, 2]}}}}",
    )
    case = write(
        folder,
        "case-by-series",
        "{pomost: 1, id: c, programme: s, agreement: 2020-01-31,"
        " workplaces: [{id: w, job-fraction: 1}]}",
    )
    head = "pomost: 1\nseries: wage\nunit: PLN\nsource: a table\nknown-to: 2020-12-31\nrows:\n"
    row = "  - {from: 2020-01-31, value: 1386.05}\n"
    series = write(folder, "wage.yaml", head + row)
    run = Run("award", case, "--programme", programme, "--series", series, "--format", "json")
    suite.equal("series: twice 1 386.05", total(run), "2772.10", run)
    run = Run("award", case, "--programme", programme, "--format", "json")
    suite.check("series: not given", run.status == PROGRAMME and '"wage"' in run.errors, run)
    late = head + row.replace("2020-01-31", "2020-02-01")
    for label, text, status in (
        ("before the first row", late, CASE),
        ("in a gap", head + "  - {from: 2019-01-01, to: 2020-01-30, value: 1}\n", CASE),
        ("unknown", head + row.replace("1386.05", "unknown"), CASE),
        ("after the last known day", head.replace("2020-12", "2019-12") + row, CASE),
        ("rows out of order", head + row + "  - {from: 2019-01-01, value: 1}\n", PROGRAMME),
        ("a day twice", head + row + row, PROGRAMME),
        ("no rows", head + "  []\n", PROGRAMME),
        ("a value below zero", head + row.replace("1386.05", "-1"), PROGRAMME),
        ("no number", head + row.replace("1386.05", "1e3"), PROGRAMME),
        ("an unknown key", head.replace("unit", "units") + row, PROGRAMME),
        ("ends before it begins", head + row.replace("value", "to: 2020-01-30, value"), PROGRAMME),
        ("value and ceiling", head + row.replace("value", "ceiling: 1, value"), PROGRAMME),
        ("a ceiling alone", head + row.replace("value", "ceiling"), PROGRAMME),
    ):
        series.write_text(text, encoding="utf-8")
        run = Run("award", case, "--programme", programme, "--series", series)
        named = "wage" in run.errors
        suite.check(f"series: {label}", run.status == status and not run.output and named, run)


def test_figures(suite):
    """Konin: 15 837 387.06 = 13 461 779.00 + 1 583 700.06 + 791 908.00."""
    run = Run("show", "konin", "--figures", "--format", "csv")
    for line in (
        "budget.total,15837387.06",
        "budget.parts.EU,13461779.00",  # 85 % of it is 13 461 779.001, half-up
        "budget.parts.own-contribution,791908.00",  # 314 × 2 522
        "budget.parts.state,1583700.06",  # the rest
    ):
        suite.check(f"figures: {line}", f"\n{line}\n".encode() in run.output, run.output.decode())


def main():
    """All of them."""
    suite = Suite()
    suite.check("the data are there", (DATA / "series").is_dir())
    with tempfile.TemporaryDirectory() as folder:
        mine = Path(folder) / "mine"
        mine.mkdir()
        test_editions(suite, mine)
        test_tests(suite, mine)
        test_progress(suite, folder)
        test_what_if(suite, folder)
        test_series(suite, folder)
    test_figures(suite)
    return suite.end()


if __name__ == "__main__":
    sys.exit(main())
