# SPDX-License-Identifier: Apache-2.0
"""Forecasts through the command: the golden settlements added up, and wrong inputs.

What is expected comes from the `expected.json` of the settlements, added up here: those of one day
(and of one currency, with the same series) make one folder of cases, under programmes installed
beside it.
"""

import csv
import io
import json
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

from errors import CODES
from suite import CASE, DONE, SOURCE, USAGE, Run, Suite

GOLDEN = SOURCE / "tests/golden"
LEAST = 90
LEAST_TOGETHER = 50

PROGRAMME = """\
pomost: 1
id: {id}
name: An example
currency: {currency}
sources: {{text: {{title: "written for this test", seen: 2026-11-22}}}}
source: text
grant: {{amount: {{flat: 24000}}, due: {{days: 10, from: agreement}}}}
bridging:
  from: employment
  due: {{day: 10, month: next}}
  phases: [{{name: basic, months: 2, amount: {{flat: 1750}}}}]
"""
GOOD_CASE = """\
pomost: 1
id: {id}-case
programme: {id}
agreement: 2017-03-25
workplaces: [{{id: w1, employed: 2017-04-01, job-fraction: 1}}]
"""


def settlements():
    """The golden settlements that are not refused, by what they have in common: their day, their
    currency, the texts of their series."""
    groups = {}
    for folder in sorted(GOLDEN.glob("settle-*")):
        if (folder / "refused").exists():
            continue
        expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
        series = tuple(
            path.read_text(encoding="utf-8") for path in sorted(folder.glob("series/*.yaml"))
        )
        key = (expected["on"], expected["currency"], series)
        groups.setdefault(key, []).append((folder, expected))
    return groups


def month_of(instalment, by_due):
    """The month of an instalment's first day, of a grant's due day; or of the due day of all."""
    day = instalment["due"] if by_due or instalment["from"] is None else instalment["from"]
    return day[:7] if day else None


def added_up(settled, by_due):
    """The sums by month, programme and part, those of the funds with them; none of 0.00."""
    months, funds = {}, {}
    for expected in settled:
        for instalment in expected["instalments"]:
            key = (month_of(instalment, by_due), expected["programme"], instalment["part"])
            months[key] = months.get(key, Decimal()) + Decimal(instalment["amount"])
            for name, amount in instalment["financing"].items():
                of_month = funds.setdefault(key, {})
                of_month[name] = of_month.get(name, Decimal()) + Decimal(amount)
    return {key: amount for key, amount in months.items() if amount}, funds


def total_of(settled):
    """The sum of the totals."""
    return sum((Decimal(expected["total"]) for expected in settled), Decimal())


def funds_of(settled):
    """The sums of the funds."""
    sums = {}
    for expected in settled:
        for name, amount in expected["financing"].items():
            sums[name] = sums.get(name, Decimal()) + Decimal(amount)
    return sums


def install(folder, key, group):
    """Write a folder of cases, and one with their programmes; the words of the command."""
    on, _, series = key
    words = ["forecast", folder / "cases", "--data", folder / "data"]
    (folder / "cases").mkdir()
    (folder / "data/series").mkdir(parents=True)
    for source, _ in group:
        name = source.name
        (folder / "data/programmes/pl" / name).mkdir(parents=True)
        for file, target in (
            ("case.yaml", folder / "cases" / f"{name}.yaml"),
            ("programme.yaml", folder / "data/programmes/pl" / name / "programme.yaml"),
        ):
            target.write_bytes((source / file).read_bytes())
    for place, text in enumerate(series):
        (folder / f"series-{place}.yaml").write_text(text, encoding="utf-8")
        words += ["--series", folder / f"series-{place}.yaml"]
    return [*words, *(("--on", on) if on else ())]


def check_json(suite, label, words, settled, by_due):
    """Totals, funds and months as JSON."""
    run = Run(*words, "--format", "json")
    suite.check(f"{label}: json", run.status == DONE and not run.errors, run)
    if run.status != DONE:
        return
    found = json.loads(run.output)
    months, funds = added_up(settled, by_due)
    suite.equal(f"{label}: schema", found["schema"], "pomost.forecast/1")
    suite.equal(f"{label}: currency", found["currency"], settled[0]["currency"])
    suite.equal(f"{label}: by", found["by"], "due" if by_due else "month")
    suite.equal(f"{label}: awards", found["awards"], len(settled))
    suite.equal(f"{label}: total", Decimal(found["total"]), total_of(settled))
    of_all = {name: Decimal(amount) for name, amount in found["financing"].items()}
    suite.equal(f"{label}: funds", of_all, funds_of(settled))
    rows = {
        (row["month"], row["programme"], row["part"]): Decimal(row["amount"])
        for row in found["months"]
    }
    suite.equal(f"{label}: a row each", len(found["months"]), len(rows))
    suite.equal(f"{label}: months", rows, months)
    of_months = {
        (row["month"], row["programme"], row["part"]): {
            name: Decimal(amount) for name, amount in row["financing"].items() if Decimal(amount)
        }
        for row in found["months"]
    }
    expected = {
        key: {name: amount for name, amount in funds[key].items() if amount} if key in funds else {}
        for key in months
    }
    suite.equal(f"{label}: funds of months", of_months, expected)
    order = [row["month"] or "" for row in found["months"]]
    suite.equal(f"{label}: in order, those without a month first", order, sorted(order))


def check_csv(suite, label, words, settled, by_due):
    """The same months as CSV."""
    run = Run(*words, "--format", "csv")
    suite.check(f"{label}: csv", run.status == DONE and not run.errors, run)
    lines = list(csv.reader(io.StringIO(run.output.decode("utf-8"))))
    suite.equal(f"{label}: columns", lines[0][:4], ["month", "programme", "part", "amount"])
    months, _ = added_up(settled, by_due)
    rows = {(line[0] or None, line[1], line[2]): Decimal(line[3]) for line in lines[1:]}
    suite.equal(f"{label}: lines", rows, months)
    sums = {
        name: sum((Decimal(line[place]) for line in lines[1:]), Decimal())
        for place, name in enumerate(lines[0][3:], start=3)
    }
    of_all = {f"financing.{name}": amount for name, amount in funds_of(settled).items()}
    suite.equal(f"{label}: sums of the lines", sums, {"amount": total_of(settled), **of_all})


def check_golden(suite):
    """Each group of settlements, by month and by due day."""
    groups = settlements()
    counts = [len(group) for group in groups.values()]
    suite.check(f"at least {LEAST} settlements", sum(counts) >= LEAST, counts)
    together = max(counts)
    suite.check(f"at least {LEAST_TOGETHER} at once", together >= LEAST_TOGETHER, together)
    for key, group in groups.items():
        settled = [expected for _, expected in group]
        label = f"{len(group)} on {key[0]}, {group[0][0].name}"
        with tempfile.TemporaryDirectory() as name:
            words = install(Path(name), key, group)
            for option in ((), ("--by", "month"), ("--by", "due")):
                by_due = "due" in option
                of_option = " ".join((label, *option))
                check_json(suite, of_option, [*words, *option], settled, by_due)
                check_csv(suite, of_option, [*words, *option], settled, by_due)


# What is wrong


def check_error(suite, label, run, status, code=None):
    """Nothing on standard output, the status, and the code of the error."""
    suite.equal(f"{label}: exit status", run.status, status, run)
    suite.equal(f"{label}: prints nothing", run.output, b"")
    word = f"[POMOST-{CODES['POMOST_ERR_' + code]:02}]" if code else "pomost"
    suite.check(f"{label}: says why", word in run.errors, run)
    suite.equal(f"{label}: once", len(run.errors.splitlines()) if code else 1, 1)


def check_wrong(suite, folder):
    """No folder, a faulty case among good ones, two currencies, wrong options."""
    for name, currency in (("zloty", "PLN"), ("euro", "EUR")):
        programme = folder / "data/programmes/pl" / name / "programme.yaml"
        programme.parent.mkdir(parents=True)
        programme.write_text(PROGRAMME.format(id=name, currency=currency), encoding="utf-8")
        (folder / f"{name}.yaml").write_text(GOOD_CASE.format(id=name), encoding="utf-8")
    (folder / "data/series").mkdir()
    data = ("--data", folder / "data")
    zloty, euro = folder / "zloty.yaml", folder / "euro.yaml"

    run = Run("forecast", zloty, *data, "--format", "csv")
    lines = [
        "month,programme,part,amount",
        "2017-04,zloty,grant,24000.00",  # 25 March and 10 days
        "2017-04,zloty,basic,1750.00",
        "2017-05,zloty,basic,1750.00",
    ]
    suite.equal("a case by itself", run.output.decode().splitlines(), lines, run)
    run = Run("forecast", zloty, *data, "--by", "due", "--format", "csv")
    lines[2:] = ["2017-05,zloty,basic,1750.00", "2017-06,zloty,basic,1750.00"]
    suite.equal("a case by itself, by due", run.output.decode().splitlines(), lines, run)
    run = Run("forecast", zloty, zloty, *data, "--format", "json")
    found = json.loads(run.output)
    suite.equal("a case twice", (found["awards"], found["total"]), (2, "55000.00"))

    nowhere = folder / "nowhere"
    run = Run("forecast", nowhere, *data)
    suite.check("no folder: names it", "nowhere" in run.errors, run)
    check_error(suite, "no folder", run, 5, "IO")

    cases = folder / "cases"
    cases.mkdir()
    (cases / "a.yaml").write_bytes(zloty.read_bytes())
    faulty = GOOD_CASE.format(id="zloty").replace("2017-04-01", "2017-04-31")
    (cases / "b.yaml").write_text(faulty, encoding="utf-8")
    run = Run("forecast", cases, *data)
    check_error(suite, "a faulty case", run, CASE, "DATE")
    suite.check("a faulty case: names it", "b.yaml:5:" in run.errors, run)
    (cases / "b.yaml").write_text(GOOD_CASE.format(id="elsewhere"), encoding="utf-8")
    run = Run("forecast", cases, *data)
    suite.check("an unknown programme", run.status != DONE and b"" == run.output, run)
    suite.check("an unknown programme: names it", "elsewhere" in run.errors, run)

    (cases / "b.yaml").write_bytes(euro.read_bytes())
    run = Run("forecast", cases, *data)
    check_error(suite, "two currencies", run, CASE, "MISMATCH")
    suite.check("two currencies: both", "PLN" in run.errors and "EUR" in run.errors, run)
    run = Run("forecast", euro, *data, "--format", "json")
    suite.equal("one of them alone", json.loads(run.output)["currency"], "EUR")

    for words in ((zloty, "--by", "week"), (zloty, "--by", ""), (zloty, "--by"), ()):
        label = " ".join(("forecast", *map(str, words[1:])))
        check_error(suite, label, Run("forecast", *words, *data), USAGE)
    run = Run("forecast", zloty, *data, "--on", "2017-02-30")
    suite.check("no such day", run.status != DONE and run.output == b"" and run.errors, run)


def main():
    """All of them."""
    suite = Suite()
    check_golden(suite)
    with tempfile.TemporaryDirectory() as name:
        check_wrong(suite, Path(name))
    return suite.end()


if __name__ == "__main__":
    sys.exit(main())
