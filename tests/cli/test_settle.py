# SPDX-License-Identifier: Apache-2.0
"""Settlements and payments as people ask for them: what is wrong is told with its place, nothing is
printed then, and what payments are held against is worked out by hand.
"""

import json
import sys
import tempfile
from pathlib import Path

from errors import Expected, difference
from suite import CASE, DONE, OUTPUT, PROGRAMME, USAGE, Run, Suite

MISMATCH = 1

# 1 000 for each workplace on the day of the agreement, then three months of 100, each on the 10th of the next month.
RULES = """pomost: 1
id: mine
name: a programme of my own
currency: PLN
sources: {rules: {title: the rules, seen: 2026-11-22}}
source: rules
rounding: half-up
grant: {amount: {flat: 1000}}
bridging:
  from: employment
  month-end: clamp
  part-months: calendar-days
  due: {day: 10, month: next}
  phases: [{name: basic, months: 3, amount: {flat: 100}}]
vacancy: {refill-within: {days: 30}, while-vacant: unpaid, shifts-schedule: true}
suspension: {paid: false, shifts-schedule: false}
"""

# Line 17 and the lines after it.
KEEPING = """durability: {months: 12, from: agreement}
repayment:
  grant: whole
  basic: none
  interest:
    series: rates
    from: payment
    first-day: free
    last-day: counts
    unit: 1
"""

SERIES = """pomost: 1
series: rates
unit: per year
source: a table
known-to: 2025-12-31
rows:
  - {from: 2025-01-01, value: 10%}
"""

# Events begin on line 9.
CASE_TEXT = """pomost: 1
id: c
programme: mine
agreement: 2025-03-15
workplaces:
  - {id: w1, employed: 2025-04-01, job-fraction: 1}
  - {id: w2, employed: 2025-04-01, job-fraction: 1}
"""

HEAD = "date,amount,reference\n"


class Files:
    """The files of one run, in a folder."""

    def __init__(self, folder):
        self.folder = Path(folder)

    def write(self, name, text):
        """A file of text or bytes."""
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def case(self, *events, text=CASE_TEXT):
        """A case with these events."""
        rows = "".join(f"  - {{{event}}}\n" for event in events)
        return self.write("case.yaml", text + (f"events:\n{rows}" if rows else ""))

    def settle(self, case, *more, rules=RULES):
        """`pomost settle`."""
        programme = self.write("programme.yaml", rules)
        return Run("settle", case, "--programme", programme, *more)

    def reconcile(self, payments, *more, case=None, rules=RULES):
        """`pomost reconcile`."""
        programme = self.write("programme.yaml", rules)
        case = case or self.case()
        payments = self.write("payments.csv", payments)
        return Run("reconcile", case, payments, "--programme", programme, *more)


def check_errors(suite, label, run, expected, document, programme=None):
    """That a run told just these errors, printed nothing, and ended with the status of a case."""
    wrong = difference(run, [Expected(line) for line in expected], document, programme)
    if run.status != CASE:
        wrong = f"expected exit status {CASE}, found {run.status}\n{run}"
    suite.check(label, not wrong, wrong)


# Label, events, and the errors: code, line, column, path.
WRONG_EVENTS = (
    ("out of order",
     ("on: 2025-06-10, what: vacated, workplace: w1", "on: 2025-06-09, what: refilled, workplace: w1"),
     ("VALUE 10 10 events[1].on",)),
    ("one of all out of order",
     ("on: 2025-06-10, what: vacated, workplace: w1", "on: 2025-06-09, what: suspended"),
     ("VALUE 10 10 events[1].on",)),
    ("a day before the agreement", ("on: 2025-03-14, what: closed",), ("VALUE 9 10 events[0].on",)),
    ("a day before employment", ("on: 2025-03-31, what: vacated, workplace: w1",),
     ("VALUE 9 10 events[0].on",)),
    ("refilled, not vacant", ("on: 2025-06-10, what: refilled, workplace: w1",),
     ("VALUE 9 28 events[0].what",)),
    ("refilled twice",
     ("on: 2025-06-10, what: vacated, workplace: w1", "on: 2025-06-11, what: refilled, workplace: w1",
      "on: 2025-06-12, what: refilled, workplace: w1"),
     ("VALUE 11 28 events[2].what",)),
    ("vacated twice",
     ("on: 2025-06-10, what: vacated, workplace: w1", "on: 2025-06-11, what: vacated, workplace: w1"),
     ("VALUE 10 28 events[1].what",)),
    ("suspended twice, once with all",
     ("on: 2025-06-10, what: suspended", "on: 2025-06-11, what: suspended, workplace: w1"),
     ("VALUE 10 28 events[1].what",)),
    ("resumed, not suspended", ("on: 2025-06-10, what: resumed",), ("VALUE 9 28 events[0].what",)),
    ("suspended after it was closed",
     ("on: 2025-06-10, what: closed, workplace: w1", "on: 2025-06-11, what: suspended, workplace: w1"),
     ("VALUE 10 28 events[1].what",)),
    ("closed twice",
     ("on: 2025-06-10, what: closed, workplace: w1", "on: 2025-06-11, what: closed, workplace: w1"),
     ("VALUE 10 28 events[1].what",)),
    ("closed after the agreement ended",
     ("on: 2025-06-10, what: agreement-ended", "on: 2025-06-10, what: closed, workplace: w2"),
     ("VALUE 10 28 events[1].what",)),
    ("an unknown workplace", ("on: 2025-06-10, what: closed, workplace: w3",),
     ("REFERENCE 9 47 events[0].workplace",)),
    ("agreement-ended of one", ("on: 2025-06-10, what: agreement-ended, workplace: w1",),
     ("VALUE 9 56 events[0].workplace",)),
    ("an unknown event", ("on: 2025-06-10, what: vacant, workplace: w1",),
     ("VALUE 9 28 events[0].what",)),
    ("a day that is not", ("on: 2025-06-31, what: vacated, workplace: w1",),
     ("DATE 9 10 events[0].on",)),
    ("no day", ("what: vacated, workplace: w1",), ("KEY_MISSING 9 5 events[0]",)),
    ("no fraction", ("on: 2025-06-10, what: job-fraction, workplace: w1",),
     ("KEY_MISSING 9 5 events[0]",)),
    ("a fraction of no use", ("on: 2025-06-10, what: closed, workplace: w1, to: 1/2",),
     ("VALUE 9 5 events[0]",)),
    ("a fraction over one", ("on: 2025-06-10, what: job-fraction, workplace: w1, to: 5/4",),
     ("VALUE 9 61 events[0].to",)),
    ("a fraction of nothing", ("on: 2025-06-10, what: job-fraction, workplace: w1, to: 0",),
     ("VALUE 9 61 events[0].to",)),
    ("two at once",
     ("on: 2025-06-10, what: refilled, workplace: w1", "on: 2025-06-10, what: resumed, workplace: w2"),
     ("VALUE 9 28 events[0].what", "VALUE 10 28 events[1].what")),
)


def test_events(suite, files):
    """Events that cannot be: told by every command that reads the case."""
    for label, events, errors in WRONG_EVENTS:
        expected = [f"POMOST_ERR_{error}" for error in errors]
        case = files.case(*events)
        check_errors(suite, f"event: {label}", files.settle(case), expected, case)
        run = files.reconcile(HEAD + "2025-03-15,2000,x\n", case=case)
        check_errors(suite, f"event: {label}: reconcile", run, expected, case)
    for label, events in (
        ("on the day of the agreement", ("on: 2025-03-15, what: closed",)),
        ("on the first day", ("on: 2025-04-01, what: vacated, workplace: w1",)),
        ("two on one day",
         ("on: 2025-06-10, what: vacated, workplace: w1", "on: 2025-06-10, what: refilled, workplace: w1")),
        ("of two workplaces out of order",
         ("on: 2025-06-10, what: vacated, workplace: w1", "on: 2025-06-09, what: vacated, workplace: w2")),
        ("of all after one was closed",
         ("on: 2025-06-10, what: closed, workplace: w1", "on: 2025-06-11, what: agreement-ended")),
    ):
        run = files.settle(files.case(*events))
        suite.check(f"event: {label}", run.status == DONE and not run.errors, run)


def without(start, rules=RULES + KEEPING):
    """Rules without the lines that begin so."""
    return "".join(
        line for line in rules.splitlines(True) if not line.strip().startswith(start)
    )


TRANCHES = RULES.replace(
    "amount: {flat: 100}", "amount: {flat: {times: [300, job-fraction]}, per: phase, spread: as-claimed}"
)
CLAIMED = CASE_TEXT.replace("job-fraction: 1}", "job-fraction: 1, requested: {basic: [100, 100, 100]}}")
CLOSED = "on: 2025-06-10, what: closed, workplace: w2"

# Label, programme, event, what is missing; the word `programme` says that the place is there.
MISSING = (
    ("vacancy", without("vacancy"), "on: 2025-06-10, what: vacated, workplace: w1",
     "UNSTATED 9 5 events[0]"),
    ("suspension", without("suspension"), "on: 2025-06-10, what: suspended", "UNSTATED 9 5 events[0]"),
    ("durability", without("durability"), CLOSED, "UNSTATED 7 5 workplaces[1]"),
    ("repayment.grant", without("grant: whole"), CLOSED, "UNSTATED 19 3 repayment programme"),
    ("repayment.basic", without("basic: none"), CLOSED, "UNSTATED 19 3 repayment programme"),
    ("part-months", without("part-months"), CLOSED, "UNSTATED 7 5 workplaces[1]"),
    ("a rule on part-time work", RULES, "on: 2025-06-10, what: job-fraction, workplace: w1, to: 1/2",
     "REFUSED 9 61 events[0].to"),
)


def test_missing(suite, files):
    """Rules that an event asks for, and that the programme does not have."""
    series = files.write("rates.yaml", SERIES)
    for label, rules, event, error in MISSING:
        case = files.case(event)
        run = files.settle(case, "--series", series, rules=rules)
        check_errors(suite, f"missing: {label}", run, [f"POMOST_ERR_{error}"], case,
                     files.folder / "programme.yaml")
    case = files.case("on: 2025-04-01, what: job-fraction, workplace: w1, to: 1/2", text=CLAIMED)
    run = files.settle(case, rules=TRANCHES)
    check_errors(suite, "as-claimed, with another fraction", run, ["POMOST_ERR_REFUSED 9 5 events[0]"], case)
    run = files.settle(files.case("on: 2025-07-01, what: job-fraction, workplace: w1, to: 1/2", text=CLAIMED),
                       rules=TRANCHES)
    suite.check("as-claimed, and no month is left", run.status == DONE, run)


def test_rates(suite, files):
    """Days on which a rate is asked for, and not known."""
    case = files.case(CLOSED)
    programme = files.folder / "programme.yaml"
    place = "POMOST_ERR_UNSTATED 22 13 repayment.interest.series programme"
    later = "  - {from: %s, value: %s}\n"
    for label, series, on, good in (
        ("known to the last day", SERIES, "2025-12-31", True),
        ("a day after the last known one", SERIES, "2026-01-01", False),
        # The first day that counts is 16 March.
        ("from the first day that counts", SERIES.replace("2025-01-01", "2025-03-16"), "2025-12-31", True),
        ("from a day later", SERIES.replace("2025-01-01", "2025-03-17"), "2025-12-31", False),
        ("no gap", SERIES.replace("value", "to: 2025-06-30, value") + later % ("2025-07-01", "9%"),
         "2025-12-31", True),
        ("a gap of a day", SERIES.replace("value", "to: 2025-06-30, value") + later % ("2025-07-02", "9%"),
         "2025-12-31", False),
        ("unknown", SERIES + later % ("2025-08-01", "unknown"), "2025-08-01", False),
        ("unknown later", SERIES + later % ("2025-08-01", "unknown"), "2025-07-31", True),
    ):
        path = files.write("rates.yaml", series)
        run = files.settle(case, "--series", path, "--on", on, rules=RULES + KEEPING)
        if good:
            suite.check(f"rates: {label}", run.status == DONE and not run.errors, run)
        else:
            check_errors(suite, f"rates: {label}", run, [place], case, programme)
    path = files.write("rates.yaml", SERIES)
    undated = files.case(CLOSED, text=CASE_TEXT.replace("agreement: 2025-03-15", "rate: 4"))
    rules = (RULES + KEEPING).replace("from: agreement", "from: employment")
    run = files.settle(undated, "--series", path, "--on", "2025-12-31", rules=rules)
    check_errors(suite, "interest without a due day", run,
                 ["POMOST_ERR_UNSTATED 23 11 repayment.interest.from programme"], undated, programme)
    for unit, status in (("0.001", CASE), ("0.01", DONE), ("0", PROGRAMME)):
        rules = (RULES + KEEPING).replace("unit: 1", f"unit: {unit}")
        run = files.settle(files.case(CLOSED), "--series", path, "--on", "2025-12-31", rules=rules)
        suite.equal(f"a unit of {unit}", run.status, status, run)
        suite.equal(f"a unit of {unit}: printed", bool(run.output), status == DONE)
    run = files.settle(case, "--on", "2025-12-31", rules=RULES + KEEPING)
    suite.check("a series that was not read", run.status == PROGRAMME and not run.output, run)


LONG = "x" * 4096
GOOD_ROW = "2025-03-15,2000,x\n"

# Label, the file, and its errors.
WRONG_PAYMENTS = (
    ("another currency", "date,amount,reference,currency\n2025-03-15,2000,x,EUR\n",
     ("MISMATCH 2 19 payments[0].currency",)),
    ("an unknown workplace", "date,amount,reference,workplace\n2025-03-15,2000,x,w3\n",
     ("REFERENCE 2 19 payments[0].workplace",)),
    ("an unknown column", "date,amount,reference,kwota\n2025-03-15,2000,x,1\n",
     ("KEY_UNKNOWN 1 23 kwota",)),
    ("an unknown column of empty fields", "date,amount,reference,kwota\n" + "2025-03-15,2000,x,\n" * 3,
     ("KEY_UNKNOWN 1 23 kwota",)),
    ("a column in capitals", "Date,amount,reference\n2025-03-15,2000,x\n",
     ("KEY_UNKNOWN 1 1 Date", "KEY_MISSING 1 1 -")),
    ("a missing column", "date,amount\n" + "2025-03-15,2000\n" * 3, ("KEY_MISSING 1 1 -",)),
    ("a column twice", "date,amount,reference,date\n2025-03-15,2000,x,2025-03-15\n", ("KEY_TWICE 1 27 -",)),
    ("a column without a name", "date,amount,reference,\n2025-03-15,2000,x,\n", ("SYNTAX 1 23 -",)),
    ("too few fields", HEAD + "2025-03-15,2000\n", ("SYNTAX 2 1 -",)),
    ("too many fields", HEAD + GOOD_ROW + "2025-03-15,2000,x,y\n", ("SYNTAX 3 1 -",)),
    ("a blank line", HEAD + GOOD_ROW + "\n", ("SYNTAX 3 1 -",)),
    ("a quote that does not end", HEAD + '2025-03-15,2000,"x\n', ("SYNTAX 2 17 -",)),
    ("a quote inside a field", HEAD + '2025-03-15,2000,x"y\n', ("SYNTAX 2 18 -",)),
    ("more after a quote", HEAD + '2025-03-15,2000,"x"y\n', ("SYNTAX 2 20 -",)),
    ("too many digits", HEAD + "2025-03-15,2000.001,x\n", ("VALUE 2 12 payments[0].amount",)),
    ("nothing paid", HEAD + "2025-03-15,0.00,x\n", ("VALUE 2 12 payments[0].amount",)),
    ("nothing returned", HEAD + "2025-03-15,-0,x\n", ("VALUE 2 12 payments[0].amount",)),
    ("a comma in an amount", HEAD + '2025-03-15,"1,234",x\n', ("NUMBER 2 12 payments[0].amount",)),
    ("a comma in an amount, without quotes", HEAD + "2025-03-15,1,234,x\n", ("SYNTAX 2 1 -",)),
    ("a blank in an amount", HEAD + "2025-03-15,2 000,x\n", ("NUMBER 2 12 payments[0].amount",)),
    ("a share", HEAD + "2025-03-15,50%,x\n", ("NUMBER 2 12 payments[0].amount",)),
    ("more than there can be", HEAD + "2025-03-15,92233720368547758.08,x\n",
     ("LIMIT 2 12 payments[0].amount",)),
    ("a day that is not", HEAD + "2025-02-29,2000,x\n", ("DATE 2 1 payments[0].date",)),
    ("a day in another order", HEAD + "15.03.2025,2000,x\n", ("DATE 2 1 payments[0].date",)),
    ("no amount", HEAD + "2025-03-15,,x\n", ("KEY_MISSING 2 1 payments[0]",)),
    ("no reference", HEAD + "2025-03-15,2000,\n", ("KEY_MISSING 2 1 payments[0]",)),
    ("two lines in a reference", HEAD + '2025-03-15,2000,"x\ny"\n', ("VALUE 2 17 payments[0].reference",)),
    ("received before it was paid", "date,amount,reference,received\n2025-03-15,2000,x,2025-03-14\n",
     ("VALUE 2 19 payments[0].received",)),
    ("nothing at all", "", ("SYNTAX 1 1 -",)),
    ("CR alone", (HEAD + GOOD_ROW).replace("\n", "\r"), ("SYNTAX 1 22 -",)),
    ("NUL", HEAD + "2025-03-15,2000,x\0\n", ("SYNTAX 2 18 -",)),
    ("no UTF-8", HEAD.encode() + b"2025-03-15,2000,\xf3\n", ("SYNTAX 2 17 -",)),
    ("UTF-16", (HEAD + GOOD_ROW).encode("utf-16"), ("SYNTAX 1 1 -",)),
    # 16 characters stand before the field; the 4 097th of the field is too many.
    ("a field over 4 KiB", HEAD + f"2025-03-15,2000,{LONG}x\n", ("LIMIT 2 4113 -",)),
    # 65 536 bytes may stand in a line: the place is behind the first that is too many.
    ("a line over 64 KiB", HEAD + "2025-03-15,2000,x" + ",y" * 32760 + "\n", ("LIMIT 2 65538 -",)),
    ("65 columns", ",".join(f"c{place}" for place in range(10, 75)) + "\n", ("LIMIT 1 260 -",)),
    ("faults of two payments", HEAD + "2025-02-29,0,x\n2025-03-15,1e3,y\n",
     ("DATE 2 1 payments[0].date", "VALUE 2 12 payments[0].amount", "NUMBER 3 12 payments[1].amount")),
)


def test_payments(suite, files):
    """Lists of payments that cannot be read, and some that only look so."""
    for label, text, errors in WRONG_PAYMENTS:
        run = files.reconcile(text)
        expected = [f"POMOST_ERR_{error}" for error in errors]
        check_errors(suite, f"payments: {label}", run, expected, files.folder / "payments.csv")
    whole = HEAD + GOOD_ROW
    for label, text in (
        ("plain", whole),
        ("a byte order mark", "\ufeff" + whole),
        ("CR LF", whole.replace("\n", "\r\n")),
        ("no end of the last line", whole.rstrip("\n")),
        ("all in quotes", '"date","amount","reference"\n"2025-03-15","2000","x"\n'),
        ("a quote in quotes", HEAD + '2025-03-15,2000,"a ""b"", c"\n'),
        ("other columns first", "reference,amount,date\nx,2000,2025-03-15\n"),
        ("a field of 4 KiB", HEAD + f"2025-03-15,2000,{LONG}\n"),
        ("the currency", "date,amount,reference,currency\n2025-03-15,2000,x,PLN\n"),
        ("received on the day", "date,amount,reference,received\n2025-03-15,2000,x,2025-03-15\n"),
        ("fields that say nothing",
         "date,amount,reference,currency,workplace,received\n2025-03-15,2000,x,,,\n"),
    ):
        run = files.reconcile(text)
        suite.check(f"payments: {label}", run.status == DONE and run.output and not run.errors, run)
    # Of 9 999 workplaces four days are open before 1 September, each with 9 999 instalments each.
    many = files.case(text=CASE_TEXT[: CASE_TEXT.index("  - {id")] + "  - {count: 9999, employed: 2025-04-01,"
                      " job-fraction: 1}\n")
    for count, status in ((6, MISMATCH), (7, CASE)):
        run = files.reconcile(HEAD + "2025-09-01,0.01,x\n" * count, "--format", "csv", case=many)
        suite.equal(f"payments: {count} that may be for 39 996 instalments each", run.status, status, run)
        suite.equal(f"payments: {count}: printed", bool(run.output), status == MISMATCH)
    largest = "92233720368547758.07"
    run = files.reconcile(HEAD + f"2025-03-15,{largest},x\n2025-03-15,0.01,y\n")
    suite.check("payments: a sum that does not fit", run.status == CASE and not run.output, run)


def test_use(suite, files):
    """Options and arguments, and each exit status."""
    good = HEAD + GOOD_ROW
    case = files.case(CLOSED)
    for words in (
        ("--on", "2025-02-29"), ("--on", "10.06.2025"), ("--on", ""), ("--on", "0000-12-31"), ("--on",),
        ("--format", "xml"), ("--no-such-option",), ("another.yaml", "third.yaml"),
    ):
        for run in (files.settle(case, *words), files.reconcile(good, *words, case=case)):
            plain = run.status == USAGE and not run.output and run.errors
            suite.check(f"use: {run.arguments[0]} {' '.join(words)}", plain, run)
    for words in (("--since", "2025-02-29"), ("--since", "yesterday"), ("--since",),
                  ("--since", "2025-06-11", "--on", "2025-06-10")):
        run = files.settle(case, *words)
        suite.check(f"use: {' '.join(words)}", run.status == USAGE and not run.output and run.errors, run)
    run = files.reconcile(good, "--since", "2025-06-10")
    suite.check("use: reconcile has no --since", run.status == USAGE and not run.output, run)
    for name in ("settle", "reconcile"):
        run = Run(name)
        suite.check(f"use: {name} of nothing", run.status == USAGE and not run.output, run)
    run = Run("reconcile", case)
    suite.check("use: reconcile without payments", run.status == USAGE and not run.output, run)
    run = files.settle(case, "--since", "2025-06-10", "--on", "2025-06-10")
    suite.equal("--since on the day of --on", (run.status, run.output), (DONE, b"no difference\n"), run)

    away = files.folder / "no-such-file"
    payments = files.write("payments.csv", good)
    programme = files.write("programme.yaml", RULES)
    bad = files.write("bad.yaml", RULES.replace("currency: PLN\n", ""))
    for label, words, status in (
        ("matched", (case, payments, "--programme", programme), DONE),
        ("something is open", (case, payments, "--programme", programme, "--on", "2025-05-10"), MISMATCH),
        ("an unknown programme", (case, payments, "--programme", "no-such-programme"), PROGRAMME),
        ("a programme with a fault", (case, payments, "--programme", bad), PROGRAMME),
        ("another programme", (case, payments, "--programme", "jowes"), CASE),
        ("no case", (away, payments, "--programme", programme), OUTPUT),
        ("no payments", (case, away, "--programme", programme), OUTPUT),
        ("a folder as payments", (case, files.folder, "--programme", programme), OUTPUT),
    ):
        run = Run("reconcile", *words)
        suite.equal(f"status: {label}", run.status, status, run)
        suite.equal(f"status: {label}: printed", bool(run.output), status in (DONE, MISMATCH))
        suite.equal(f"status: {label}: told", bool(run.errors), status > MISMATCH)


GRANTS = "2025-03-15,2000,grants\n"
WITH_WORKPLACE = "date,amount,reference,workplace\n"
# Of May 2025 w2 has 15 of 31 days: 100 × 15 / 31 = 48.387…, paid 48.39, taken 51.61; of June nothing.
HALF_MAY = ("on: 2025-05-16, what: closed, workplace: w2",)

# Label, events, file, --on, then by payment: status, matched, difference, days late; what is open; the balance.
# Due are 2 000 on 2025-03-15 and 200 each on 05-10, 06-10 and 07-10.
RECONCILED = (
    ("matched", (), HEAD + GRANTS, None, ["matched 2000.00 0.00 0"], [], "0.00"),
    ("paid before its day", (), HEAD + "2025-03-10,2000,x\n", None,
     ["matched 2000.00 0.00 0"], [], "-2000.00"),
    # 15 to 20 March are five days.
    ("late", (), HEAD + "2025-03-20,2000,x\n", None, ["late 2000.00 0.00 5"], [], "0.00"),
    ("short", (), HEAD + "2025-03-15,1500,x\n", None,
     ["short 1500.00 -500.00 0"], ["w2.grant.0 500.00"], "500.00"),
    ("short, and late too", (), HEAD + "2025-03-16,1500,x\n", None,
     ["short 1500.00 -500.00 1"], ["w2.grant.0 500.00"], "500.00"),
    ("over", (), HEAD + "2025-03-15,2300,x\n", None, ["over 2000.00 300.00 0"], [], "-300.00"),
    ("the rest of what was short", (), HEAD + GRANTS + "2025-05-10,150,x\n2025-05-12,50,y\n", None,
     ["matched 2000.00 0.00 0", "short 150.00 -50.00 0", "late 50.00 0.00 2"], [], "0.00"),
    ("of one workplace", (), WITH_WORKPLACE + "2025-03-15,1000,x,w2\n", None,
     ["matched 1000.00 0.00 0"], ["w1.grant.0 1000.00"], "1000.00"),
    ("ambiguous", (), HEAD + "2025-03-15,1000,x\n", None,
     ["ambiguous 0.00 0.00 0"], ["w1.grant.0 1000.00", "w2.grant.0 1000.00"], "1000.00"),
    # May and June are open, 200 each, and both are before 12 June.
    ("ambiguous between two days", (), HEAD + GRANTS + "2025-06-12,200,x\n", None,
     ["matched 2000.00 0.00 0", "ambiguous 0.00 0.00 0"],
     ["w1.basic.1 100.00", "w2.basic.1 100.00", "w1.basic.2 100.00", "w2.basic.2 100.00"], "200.00"),
    ("its own day comes first", (), HEAD + GRANTS + "2025-06-10,200,x\n", None,
     ["matched 2000.00 0.00 0", "matched 200.00 0.00 0"],
     ["w1.basic.1 100.00", "w2.basic.1 100.00"], "200.00"),
    # 10 May to 12 June are 33 days.
    ("arrears at once", (), HEAD + GRANTS + "2025-06-12,400,x\n", None,
     ["matched 2000.00 0.00 0", "late 400.00 0.00 33"], [], "0.00"),
    ("arrears and what is due", (), HEAD + GRANTS + "2025-07-10,600,x\n", None,
     ["matched 2000.00 0.00 0", "late 600.00 0.00 61"], [], "0.00"),
    ("unknown", (), HEAD + GRANTS + "2025-07-10,600,x\n2025-07-11,50,y\n", None,
     ["matched 2000.00 0.00 0", "late 600.00 0.00 61", "unknown 0.00 50.00 0"], [], "-50.00"),
    ("unknown for that workplace",
     ("on: 2025-04-01, what: closed, workplace: w2",),
     WITH_WORKPLACE + "2025-03-15,2000,grants,\n2025-05-10,100,x,w1\n2025-05-10,70,y,w2\n", None,
     ["matched 2000.00 0.00 0", "matched 100.00 0.00 0", "unknown 0.00 70.00 0"], [], "-70.00"),
    # The second is taken for June, what was paid in June for July; that of July has nothing left.
    ("paid twice", (),
     HEAD + GRANTS + "2025-05-10,200,a\n2025-05-10,200,b\n2025-06-10,200,c\n2025-07-10,200,d\n", None,
     ["matched 2000.00 0.00 0", *["matched 200.00 0.00 0"] * 3, "unknown 0.00 200.00 0"], [], "-200.00"),
    ("a grant paid twice", (), HEAD + GRANTS + "2025-03-15,2000,again\n", None,
     ["matched 2000.00 0.00 0", "over 200.00 1800.00 0"], [], "-2000.00"),
    ("returned", (), HEAD + GRANTS + "2025-03-20,-500,back\n", None,
     ["matched 2000.00 0.00 0", "returned 0.00 0.00 0"], [], "500.00"),
    ("later", (), HEAD + GRANTS + "2025-05-10,200,x\n2025-05-11,-7,y\n", "2025-05-09",
     ["matched 2000.00 0.00 0", "later 0.00 0.00 0", "later 0.00 0.00 0"], [], "0.00"),
    ("on the day of --on", (), HEAD + GRANTS + "2025-05-10,200,x\n", "2025-05-10",
     ["matched 2000.00 0.00 0", "matched 200.00 0.00 0"], [], "0.00"),
    ("nothing was paid, and nothing due", (), HEAD, "2025-03-14", [], [], "0.00"),
    ("nothing was paid", (), HEAD, "2025-03-15", [], ["w1.grant.0 1000.00", "w2.grant.0 1000.00"], "2000.00"),
    ("by date, not by line", (), HEAD + "2025-05-10,200,x\n" + GRANTS, None,
     ["matched 200.00 0.00 0", "matched 2000.00 0.00 0"], [], "0.00"),
    ("as it stands", HALF_MAY, HEAD + GRANTS + "2025-05-10,200,x\n2025-06-10,148.39,y\n", None,
     ["matched 2000.00 0.00 0", "matched 200.00 0.00 0", "matched 148.39 0.00 0"], [], "0.00"),
    ("as if nothing had happened", HALF_MAY, HEAD + GRANTS + "2025-05-10,200,x\n2025-06-10,200,y\n", None,
     ["matched 2000.00 0.00 0", "matched 200.00 0.00 0", "over 148.39 51.61 0"], [], "-51.61"),
)


def name_of(report, place):
    """An instalment of a report, such as w1.basic.3."""
    row = report["instalments"][place]
    return f"{row['workplace'] or 'entity'}.{row['part']}.{row['month']}"


def candidates_of(report):
    """By payment the candidates, each a list of instalments."""
    found = {}
    for row in report["reconciliation"]["candidates"]:
        groups = found.setdefault(row["payment"], {})
        groups.setdefault(row["candidate"], []).append(name_of(report, row["instalment"]))
    return {payment: list(groups.values()) for payment, groups in found.items()}


def test_reconciled(suite, files):
    """What payments are held against."""
    for label, events, payments, on, statuses, still_open, balance in RECONCILED:
        more = ("--on", on) if on else ()
        run = files.reconcile(payments, *more, "--format", "json", case=files.case(*events))
        mismatch = still_open or any(
            status.split()[0] in ("short", "over", "unknown", "ambiguous") for status in statuses
        )
        suite.equal(f"{label}: status", run.status, MISMATCH if mismatch else DONE, run)
        if not run.output:
            continue
        report = json.loads(run.output)
        found = report["reconciliation"]
        suite.equal(
            f"{label}: payments",
            [f"{row['status']} {row['matched']} {row['difference']} {row['days']}" for row in found["payments"]],
            statuses,
        )
        suite.equal(
            f"{label}: open",
            [f"{name_of(report, row['instalment'])} {row['amount']}" for row in found["open"]],
            still_open,
        )
        suite.equal(f"{label}: balance", found["balance"], balance)


def test_candidates(suite, files):
    """What ambiguous payments may be for."""
    for label, events, payments, expected in (
        ("two workplaces", (), HEAD + "2025-03-15,1000,x\n", {0: [["w1.grant.0"], ["w2.grant.0"]]}),
        ("two days", (), HEAD + GRANTS + "2025-06-12,200,x\n",
         {1: [["w1.basic.1", "w2.basic.1"], ["w1.basic.2", "w2.basic.2"]]}),
        ("two days of one workplace", (),
         WITH_WORKPLACE + "2025-03-15,2000,x,\n2025-06-12,100,y,w2\n", {1: [["w2.basic.1"], ["w2.basic.2"]]}),
        # Nothing fits 130: whole days are looked at.
        ("none that fits", (), HEAD + GRANTS + "2025-06-12,130,x\n",
         {1: [["w1.basic.1", "w2.basic.1"], ["w1.basic.2", "w2.basic.2"]]}),
        # Both were closed from June on: what was taken of June, 100 each, was due on 10 July.
        ("what events took", ("on: 2025-06-01, what: closed",),
         HEAD + GRANTS + "2025-05-10,200,x\n2025-06-10,200,y\n2025-07-10,100,z\n",
         {3: [["w1.basic.3"], ["w2.basic.3"]]}),
    ):
        run = files.reconcile(payments, "--format", "json", case=files.case(*events))
        suite.equal(f"candidates: {label}", candidates_of(json.loads(run.output)), expected, run)


def test_balance(suite, files):
    """One list on four days: 150 of 200 on 10 May, the rest with June."""
    payments = HEAD + GRANTS + "2025-05-10,150,x\n2025-06-10,250,y\n"
    for on, due, paid, balance, status in (
        ("2025-03-14", "0.00", "0.00", "0.00", DONE),
        ("2025-05-09", "2000.00", "2000.00", "0.00", DONE),
        ("2025-05-10", "2200.00", "2150.00", "50.00", MISMATCH),
        ("2025-06-10", "2400.00", "2400.00", "0.00", MISMATCH),  # the payment of May stays short
    ):
        run = files.reconcile(payments, "--on", on, "--format", "json")
        report = json.loads(run.output)
        found = report["reconciliation"]
        suite.equal(
            f"balance on {on}",
            (report["due"], found["paid"], found["balance"], run.status),
            (due, paid, balance, status),
            run,
        )


def test_claims(suite, files):
    """What goes back of what was paid, with interest from payment or receipt.

    1 000 at 10 %: paid on 15 March, to 31 December 291 days, 79.73; received on 20 March, 286 days, 78.36.
    """
    series = files.write("rates.yaml", SERIES)
    case = files.case("on: 2025-04-01, what: closed, workplace: w2")
    payments = "date,amount,reference,received\n2025-03-15,2000,x,2025-03-20\n2025-05-10,100,y,\n"
    more = ("--series", series, "--on", "2025-12-31", "--format", "json")
    for start, days, charged in (("payment", 291, "80.00"), ("receipt", 286, "78.00")):
        rules = (RULES + KEEPING).replace("from: payment", f"from: {start}")
        run = files.reconcile(payments, *more, case=case, rules=rules)
        report = json.loads(run.output)
        claim = report["claims"][0]
        suite.equal(f"from {start}", (claim["repaid"], claim["interest"]), ("1000.00", charged), run)
        suite.equal(f"from {start}: days", [row["days"] for row in report["interest"]], [days])
    # Only what was paid goes back: of 600 for both, the second workplace had none.
    run = files.reconcile(HEAD + "2025-03-15,600,x\n", *more, case=case, rules=RULES + KEEPING)
    suite.equal("short: nothing was paid to the second", json.loads(run.output)["claims"], [], run)
    run = files.reconcile(HEAD + "2025-03-15,1600,x\n", *more, case=case, rules=RULES + KEEPING)
    suite.equal("short: 600 was", json.loads(run.output)["claims"][0]["repaid"], "600.00", run)


TEXT = """event                      each before      each after for
2025-05-16 closed: w2
  basic 2                       100.00           48.39 w2
  basic 3                       100.00            0.00 w2
  together                      200.00           48.39

the programme states no repayment: nothing is claimed of what was closed

paid on               amount         matched      difference  status   days late  reference
2025-03-15          1 000.00            0.00            0.00  ambiguous         one grant
2025-05-12            200.00          200.00            0.00  late           2  May, late
2025-06-10            200.00          148.39           51.61  over              June

ambiguous payments, and what each may be for:
2025-03-15          1 000.00            0.00            0.00  ambiguous         one grant
   1  2025-03-15  grant                   w1
   2  2025-03-15  grant                   w2

due         part              month       open each for
2025-03-15  grant                          1 000.00 w1 to w2
"""

CSV = """line,date,amount,reference,workplace,status,matched,difference,days,instalments,candidates
2,2025-03-15,1000.00,one grant,,ambiguous,0.00,0.00,0,,w1.grant.0 | w2.grant.0
3,2025-05-12,200.00,"May, late",,late,200.00,0.00,2,w1.basic.1=100.00 w2.basic.1=100.00,
4,2025-06-10,200.00,June,,over,148.39,51.61,0,w1.basic.2=100.00 w2.basic.2=48.39,
"""


def test_reports(suite, files):
    """A reconciliation for people and for a spreadsheet; a settlement and a correction."""
    case = files.case(*HALF_MAY)
    payments = HEAD + '2025-03-15,1000,one grant\n2025-05-12,200,"May, late"\n2025-06-10,200,June\n'
    run = files.reconcile(payments, case=case)
    found = run.output.decode()
    suite.equal("text", found[found.find("event  "):], TEXT)
    for line in ("as of 2025-06-10", "due                           2 348.39 PLN", "due later                       100.00 PLN",
                 "paid                          1 400.00 PLN", "balance                         948.39 PLN"):
        suite.check(f"text: {line}", f"\n{line}\n" in found, found)
    run = files.reconcile(payments, "--format", "csv", case=case)
    suite.equal("CSV", run.output.decode(), CSV)
    run = files.settle(case, "--format", "csv")
    suite.equal("settle: CSV", run.output.decode().splitlines()[-3:], [
        "w2,basic,2,2025-05-01,2025-05-31,2025-06-10,48.39,false",
        "w1,basic,3,2025-06-01,2025-06-30,2025-07-10,100.00,false",
        "w2,basic,3,2025-06-01,2025-06-30,2025-07-10,0.00,false",
    ])
    run = files.settle(case, "--since", "2025-05-15", "--format", "csv")
    suite.check("since: May", b"\ninstalments.w2.basic.2,100.00 due 2025-06-10,48.39 due 2025-06-10\n" in run.output,
                run.output.decode())
    run = files.settle(files.case("on: 2025-05-01, what: suspended", "on: 2025-06-01, what: resumed"))
    lines = run.output.decode().splitlines()
    suite.check("text: two workplaces are one line", "  basic 2                       100.00            0.00 w1 to w2"
                in lines, run.output.decode())
    suite.check("text: and their sum", "  together                      200.00            0.00" in lines)
    suite.check("text: nothing was closed", not any("repayment" in line for line in lines))


def main():
    """All of them."""
    suite = Suite()
    with tempfile.TemporaryDirectory() as folder:
        files = Files(folder)
        for test in (
            test_events, test_missing, test_rates, test_payments, test_use, test_reconciled,
            test_candidates, test_balance, test_claims, test_reports,
        ):
            test(suite, files)
    return suite.end()


if __name__ == "__main__":
    sys.exit(main())
