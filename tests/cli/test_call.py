# SPDX-License-Identifier: Apache-2.0
"""Calls as people ask for them: what is wrong is told with its place, and nothing is decided then; a call of 120
applications is decided a second time here.
"""

import json
import sys
import tempfile
from pathlib import Path

from errors import Expected, difference
from suite import CASE, DONE, OUTPUT, PROGRAMME, USAGE, Run, Suite

# 24 000 at most for each workplace; 240 000 in each round.
RULES = """pomost: 1
id: mine
name: a programme of my own
currency: PLN
sources: {rules: {title: the rules, seen: 2026-11-22}}
source: rules
grant: {amount: {up-to: 24000}}
caps:
  - {name: pool, on: grant, per: call, amount: 240000}
call: {rounds: 2, order: [score, received], misfit: stop}
"""
LIMIT = "amount: 240000"

CASE_TEXT = """pomost: 1
id: c
programme: mine
agreement: 2024-03-15
workplaces:
  - {count: 2, employed: 2024-04-01, job-fraction: 1}
"""

COLUMNS = "case,score,received,workplaces"
HEAD = COLUMNS + "\n"
ROW = "a,90,2024-03-01,2\n"
NAMED = "case,score,received\n"


class Files:
    """The files of one run, in a folder."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.programme = self.folder / "programme.yaml"
        self.ranking = self.folder / "ranking.csv"

    def write(self, name, text):
        """A file of text or bytes."""
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def call(self, ranking, *more, rules=RULES):
        """`pomost call` of a ranking."""
        self.write("programme.yaml", rules)
        self.write("ranking.csv", ranking)
        return Run("call", self.programme, self.ranking, *more)

    def report(self, ranking, *more, rules=RULES):
        """What a call prints as JSON."""
        run = self.call(ranking, *more, "--format", "json", rules=rules)
        return json.loads(run.output) if run.status == DONE else {"decisions": [], "run": str(run)}


def check_errors(suite, label, run, expected, document, programme=None):
    """That a run told just these errors, printed nothing, and ended with the status of a case."""
    errors = [Expected(f"POMOST_ERR_{line}") for line in expected]
    wrong = difference(run, errors, document, programme)
    if run.status != CASE:
        wrong = f"expected exit status {CASE}, found {run.status}\n{run}"
    suite.check(label, not wrong, wrong)


def check_status(suite, label, run, status):
    """That a run ended so, printed nothing, and said why."""
    suite.check(label, run.status == status and not run.output and run.errors, f"expected {status}", run)


def with_column(name, value):
    """A ranking of one line with one more column. It is the fifth; its field begins at character 19."""
    return f"{COLUMNS},{name}\n{ROW.rstrip()},{value}\n"


LONG = "x" * 4096

# Label, the ranking, and its errors: code, line, column, path.
WRONG = (
    ("an unknown column", with_column("punkty", "5"), ("KEY_UNKNOWN 1 32 punkty",)),
    ("an unknown column of empty fields", with_column("punkty", ""), ("KEY_UNKNOWN 1 32 punkty",)),
    ("a column in capitals", "Case,score,received\na,90,2024-03-01\n", ("KEY_UNKNOWN 1 1 Case", "KEY_MISSING 1 1 -")),
    ("a missing column", "case,received,workplaces\na,2024-03-01,2\n", ("KEY_MISSING 1 1 -",)),
    ("two missing columns", "case,workplaces\na,2\n", ("KEY_MISSING 1 1 -",) * 2),
    ("no column of cases", "score,received,workplaces\n90,2024-03-01,2\n", ("KEY_MISSING 1 1 -",)),
    ("a missing column of no lines", "case,received\n", ("KEY_MISSING 1 1 -",)),
    ("a column twice", with_column("score", "80"), ("KEY_TWICE 1 37 -",)),
    ("a column without a name", with_column("", ""), ("SYNTAX 1 32 -",)),
    ("too few fields", HEAD + "a,90,2024-03-01\n", ("SYNTAX 2 1 -",)),
    ("too many fields", HEAD + ROW + "b,83,5,2024-03-01,2\n", ("SYNTAX 3 1 -",)),
    ("a blank line", HEAD + ROW + "\n", ("SYNTAX 3 1 -",)),
    ("a quote that does not end", HEAD + '"a,90,2024-03-01,2\n', ("SYNTAX 2 1 -",)),
    ("nothing at all", "", ("SYNTAX 1 1 -",)),
    ("NUL", HEAD + "a,90,2024-03-01,\0\n", ("SYNTAX 2 17 -",)),
    ("no UTF-8", HEAD.encode() + b"a,90,2024-03-01,\xf3\n", ("SYNTAX 2 17 -",)),
    ("a field over 4 KiB", HEAD + f"{LONG}x,90,2024-03-01,2\n", ("LIMIT 2 4097 -",)),
    ("twice in a round", HEAD + ROW + "b,80,2024-03-01,2\na,70,2024-03-02,1\n", ("VALUE 4 1 applications[2].case",)),
    ("thrice in a round", HEAD + ROW * 3, ("VALUE 3 1 applications[1].case", "VALUE 4 1 applications[2].case")),
    ("twice in round 1, said once", "round," + HEAD + "1," + ROW + "," + ROW, ("VALUE 3 2 applications[1].case",)),
    ("a round above rounds", with_column("round", "3"), ("VALUE 2 19 applications[0].round",)),
    ("round 0", with_column("round", "0"), ("VALUE 2 19 applications[0].round",)),
    ("round -1", with_column("round", "-1"), ("VALUE 2 19 applications[0].round",)),
    ("round 1001", with_column("round", "1001"), ("VALUE 2 19 applications[0].round",)),
    ("half a round", with_column("round", "1.5"), ("VALUE 2 19 applications[0].round",)),
    ("a round by name", with_column("round", "first"), ("NUMBER 2 19 applications[0].round",)),
    ("no case", HEAD + ",90,2024-03-01,2\n", ("KEY_MISSING 2 1 applications[0]",)),
    ("a case of two lines", HEAD + '"a\nb",90,2024-03-01,2\n', ("VALUE 2 1 applications[0].case",)),
    ("a case with an escape", HEAD + "a\033[31m,90,2024-03-01,2\n", ("SYNTAX 2 2 -",)),
    ("no score", HEAD + "a,,2024-03-01,2\n", ("KEY_MISSING 2 1 applications[0]",)),
    ("a score of words", HEAD + "a,good,2024-03-01,2\n", ("NUMBER 2 3 applications[0].score",)),
    ("a score with a comma", HEAD + 'a,"83,5",2024-03-01,2\n', ("NUMBER 2 3 applications[0].score",)),
    ("a score of 65 digits", HEAD + f"a,{'9' * 65},2024-03-01,2\n", ("LIMIT 2 3 applications[0].score",)),
    ("a score with an exponent", HEAD + "a,9e1,2024-03-01,2\n", ("NUMBER 2 3 applications[0].score",)),
    ("not received", HEAD + "a,90,,2\n", ("KEY_MISSING 2 1 applications[0]",)),
    ("received on 30 February", HEAD + "a,90,2024-02-30,2\n", ("DATE 2 6 applications[0].received",)),
    ("received in another order", HEAD + "a,90,01.03.2024,2\n", ("DATE 2 6 applications[0].received",)),
    ("received at 24:00", HEAD + "a,90,2024-03-01T24:00,2\n", ("DATE 2 6 applications[0].received",)),
    ("received at 10:60", HEAD + "a,90,2024-03-01T10:60,2\n", ("DATE 2 6 applications[0].received",)),
    ("received at 9:15", HEAD + "a,90,2024-03-01T9:15,2\n", ("DATE 2 6 applications[0].received",)),
    ("received with a blank", HEAD + "a,90,2024-03-01 10:15,2\n", ("DATE 2 6 applications[0].received",)),
    ("received with seconds", HEAD + "a,90,2024-03-01T10:15:00,2\n", ("DATE 2 6 applications[0].received",)),
    ("received at no time", HEAD + "a,90,2024-03-01T,2\n", ("DATE 2 6 applications[0].received",)),
    ("a case that is not given", NAMED + "a,90,2024-03-01\n", ("REFERENCE 2 1 applications[0].case",)),
    ("a case that is not given, as its workplaces are empty", HEAD + "a,90,2024-03-01,\n",
     ("REFERENCE 2 1 applications[0].case",)),
    ("faults of two lines", HEAD + "a,x,2024-03-01,2\nb,80,2024-02-30,2\n",
     ("NUMBER 2 3 applications[0].score", "DATE 3 6 applications[1].received")),
)

# The same, of the case that a line stands for: the place is that of the field, the path that of the value in the case.
WRONG_LINES = (
    ("no workplace", HEAD + "a,90,2024-03-01,0\n", ("VALUE 2 17 workplaces[0].count",)),
    ("workplaces below none", HEAD + "a,90,2024-03-01,-1\n", ("VALUE 2 17 workplaces[0].count",)),
    ("workplaces of words", HEAD + "a,90,2024-03-01,two\n", ("NUMBER 2 17 workplaces[0].count",)),
    ("half a workplace", HEAD + "a,90,2024-03-01,1.5\n", ("VALUE 2 17 workplaces[0].count",)),
    ("too many workplaces", HEAD + "a,90,2024-03-01,10001\n", ("VALUE 2 17 workplaces[0].count",)),
    ("employed on 30 February", with_column("employed", "2024-02-30"), ("DATE 2 19 workplaces[0].employed",)),
    ("employed in March", with_column("employed", "2024-03"), ("DATE 2 19 workplaces[0].employed",)),
    ("an agreement on 30 February", with_column("agreement", "2024-02-30"), ("DATE 2 19 agreement",)),
    ("a fraction over one", with_column("job-fraction", "3/2"), ("VALUE 2 19 workplaces[0].job-fraction",)),
    ("a fraction of words", with_column("job-fraction", "half"), ("NUMBER 2 19 workplaces[0].job-fraction",)),
    ("a claim with a blank", with_column("requested", "24 000"), ("NUMBER 2 19 workplaces[0].requested",)),
    ("a claim below nothing", with_column("requested", "-1"), ("VALUE 2 19 workplaces[0].requested",)),
)


def test_rankings(suite, files):
    """Rankings that cannot be read, and some that only look so."""
    for label, text, errors in WRONG + WRONG_LINES:
        check_errors(suite, f"ranking: {label}", files.call(text), errors, files.ranking)
    for label, text, count in (
        ("plain", HEAD + ROW, 1),
        ("of nobody", HEAD, 0),
        ("of nobody, without the end of the line", COLUMNS, 0),
        ("CR LF", (HEAD + ROW).replace("\n", "\r\n"), 1),
        ("a byte order mark", "\ufeff" + HEAD + ROW, 1),
        ("in quotes", '"case","score","received","workplaces"\n"a, b","90","2024-03-01","2"\n', 1),
        ("other columns first", "workplaces,received,score,case\n2,2024-03-01,90,a\n", 1),
        ("the last round", with_column("round", "2"), 1),
        ("no round", with_column("round", ""), 1),
        ("one case in two rounds", "round," + HEAD + "1," + ROW + "2," + ROW, 2),
        ("a score below zero", HEAD + "a,-0.5,2024-03-01,2\n", 1),
        ("29 February", HEAD + "a,90,2024-02-29T00:00,2\n", 1),
        ("the last minute", HEAD + "a,90,2024-03-01T23:59,2\n", 1),
    ):
        run = files.call(text, "--format", "csv")
        suite.equal(f"ranking: {label}", (run.status, run.errors, len(run.output.splitlines())), (DONE, "", count + 1))


def test_programmes(suite, files):
    """Programmes that can decide no call."""
    without = RULES[: RULES.index("call:")]
    run = files.call(HEAD + ROW, rules=without)
    suite.check("no call in the programme: told", '"call"' in run.errors and "[POMOST-07]" in run.errors, run)
    check_status(suite, "no call in the programme", run, CASE)
    line = RULES.splitlines()[8]
    place = f"9 {line.index(LIMIT) + len('amount: ') + 1} caps.pool.amount programme"
    for label, limit in (
        ("a day of the case", "{at: agreement, table: [{value: 240000}, {from: 2025-01-01, value: 250000}]}"),
        ("a decision", "{table: [{requires: consent, value: 240000}, {value: 120000}]}"),
    ):
        run = files.call(HEAD + ROW, rules=RULES.replace("240000", limit))
        check_errors(suite, f"a limit that needs {label}", run, [f"VALUE {place}"], files.ranking, files.programme)
    run = files.call(HEAD + ROW, rules=RULES.replace("240000", "{times: [240000, job-fraction]}"))
    check_status(suite, "a limit that needs a workplace", run, PROGRAMME)
    run = files.call(HEAD + ROW, rules=RULES.replace("240000", "{times: [24000, 10]}"))
    suite.check("a limit that is computed", run.status == DONE and b"of 240000.00" in run.output, run)
    run = files.call(HEAD + ROW, rules=RULES.replace("misfit: stop", "misfit: halt"))
    check_status(suite, "a programme with a fault", run, PROGRAMME)
    check_status(suite, "no such programme", Run("call", "no-such-programme", files.ranking), PROGRAMME)
    run = files.call(HEAD + ROW, "--set", "call.misfit=halt")
    check_status(suite, "a value that cannot be", run, PROGRAMME)


def test_cases(suite, files):
    """Cases that are given by file."""
    ranking = NAMED + "c,90,2024-03-01\n"
    case = files.write("case.yaml", CASE_TEXT)
    run = files.call(ranking, case, "--format", "csv")
    suite.equal("a case by its id", run.output.decode().splitlines()[1:], ["1,1,c,funded,2,2,48000.00,"], run)
    run = files.call(NAMED, case)
    check_errors(suite, "not ranked", run, ["REFERENCE 1 1 -"], files.ranking)
    run = files.call(HEAD + "c,90,2024-03-01,2\n", case)
    check_errors(suite, "not ranked, as its line has workplaces", run, ["REFERENCE 1 1 -"], files.ranking)
    run = files.call(ranking, case, files.write("again.yaml", CASE_TEXT))
    check_errors(suite, "two of one id", run, ["REFERENCE 1 1 -"], files.ranking)
    run = files.call(NAMED + "C,90,2024-03-01\n", case)
    check_errors(suite, "another id", run, ["REFERENCE 2 1 applications[0].case"], files.ranking)
    run = files.call(ranking, files.write("case.yaml", CASE_TEXT.replace("mine", "yours")))
    check_errors(suite, "of another programme", run, ["MISMATCH 3 12 programme"], case)
    run = files.call(ranking, files.write("case.yaml", CASE_TEXT.replace("2024-03-15", "2024-02-30")))
    check_errors(suite, "with a fault", run, ["DATE 4 12 agreement"], case)
    run = files.call(ranking, files.write("case.yaml", CASE_TEXT.replace("agreement", "umowa")))
    check_errors(suite, "with an unknown key", run, ["KEY_UNKNOWN 4 1 umowa"], case)
    # What the rules refuse is a decision, not an error.
    above = CASE_TEXT.replace("fraction: 1", "fraction: 1/2")
    run = files.call(ranking, files.write("case.yaml", above), "--format", "csv")
    suite.check("refused", run.status == DONE and b"1,1,c,refused,2,0,0.00," in run.output, run)
    check_status(suite, "no such case", files.call(ranking, files.folder / "away.yaml"), OUTPUT)


def test_use(suite, files):
    """Options and arguments, and each exit status."""
    files.call(HEAD + ROW)
    for words in (
        (), (files.programme,), (files.programme, files.ranking, "--format", "xml"),
        (files.programme, files.ranking, "--no-such-option"), (files.programme, files.ranking, "--on", "2024-03-01"),
        (files.programme, files.ranking, "--format"), (files.programme, files.ranking, "--set", "call.misfit"),
        (files.programme, files.folder, files.ranking),
    ):
        check_status(suite, f"use: {' '.join(Path(word).name for word in words)}", Run("call", *words), USAGE)
    check_status(suite, "no such ranking", Run("call", files.programme, files.folder / "away.csv"), OUTPUT)
    folder = files.write("applications/case.yaml", CASE_TEXT).parent
    check_status(suite, "a folder without ranking.csv", Run("call", files.programme, folder), OUTPUT)
    files.write("applications/ranking.csv", NAMED + "c,90,2024-03-01\n")
    run = Run("call", files.programme, folder, "--format", "csv")
    suite.check("a folder", run.status == DONE and b"\n1,1,c,funded,2,2,48000.00,\n" in run.output, run)
    check_status(suite, "a folder and a case", Run("call", files.programme, folder, folder / "case.yaml"), USAGE)
    files.write("applications/other.yaml", CASE_TEXT.replace("id: c", "id: d"))
    run = Run("call", files.programme, folder)
    check_errors(suite, "a folder with a case that is not ranked", run, ["REFERENCE 1 1 -"], folder / "ranking.csv")


class Application:
    """One of 120, by a fixed rule: 1 to 7 workplaces, many with the same score, some on the same day too."""

    def __init__(self, number):
        self.id = f"n{number * 37 % 120:03d}"
        self.workplaces = number * 5 // 3 % 7 + 1
        self.score = f"{60 + number * 11 % 23}.{number % 23 % 2 * 5}"
        self.day = number * 5 % 3 + 1
        self.each = 24000 - number * 13 % 10 * 1500

    def line(self):
        """Its line of the ranking."""
        return f"{self.id},{self.score},2024-03-{self.day:02d},{self.workplaces},{self.each}\n"

    def key(self):
        """By what it is ranked; tenths of a score are whole numbers."""
        return (-int(self.score.replace(".", "")), self.day, self.id)


APPLICATIONS = [Application(number) for number in range(120)]
MANY = "case,score,received,workplaces,requested\n"


def decide(pool, misfit, need):
    """Each application as it is decided: id, decision, workplaces, money, and what is left."""
    left, stopped, decisions = pool, False, []
    for item in sorted(APPLICATIONS, key=Application.key):
        fits = min(item.workplaces, left // need(item))
        whole = fits == item.workplaces
        stopped = stopped or misfit == "stop" and not whole
        granted = 0 if stopped or misfit != "part" and not whole else fits
        left -= granted * need(item)
        name = "reserve" if granted == 0 else "funded" if whole else "part-funded"
        decisions.append((item.id, name, granted, granted * item.each, left))
    return decisions


def test_many(suite, files):
    """120 applications of 1 to 7 workplaces, and a pool of 96 or of as many times 20 000."""
    lines = [item.line() for item in APPLICATIONS]
    suite.equal("120 applications", len({item.id for item in APPLICATIONS}), 120)
    suite.equal("of 1 to 7 workplaces", {item.workplaces for item in APPLICATIONS}, set(range(1, 8)))
    suite.equal("of 23 scores on three days, the rest by id", len({item.key()[:2] for item in APPLICATIONS}), 69)
    seen = set()
    for label, limit, pool, need in (
        ("96 workplaces", "workplaces: 96", 96, lambda item: 1),
        ("1 920 000", "amount: 1920000", 1920000, lambda item: item.each),
    ):
        for misfit in ("stop", "skip", "part"):
            rules = RULES.replace(LIMIT, limit).replace("stop", misfit)
            report = files.report(MANY + "".join(lines), rules=rules)
            expected = decide(pool, misfit, need)
            found = [
                (row["case"], row["decision"], row["workplaces"], int(row["amount"][:-3]),
                 int(row["left"]["caps.pool"].removesuffix(".00")))
                for row in report["decisions"]
            ]
            suite.equal(f"{label}, {misfit}", found, expected, report.get("run", ""))
            seen |= {(misfit, row[1]) for row in found}
            taken, fits = 0, bool(found)
            for row in found:
                taken += row[2] if pool == 96 else row[3]
                fits = fits and taken <= pool and taken + row[4] == pool
            suite.check(f"{label}, {misfit}: never more than the pool", fits)
            suite.equal(
                f"{label}, {misfit}: in all",
                (report.get("workplaces"), report.get("granted")),
                (sum(row[2] for row in expected), f"{sum(row[3] for row in expected)}.00"),
            )
            first = files.call(MANY + "".join(lines), "--format", "json", rules=rules).output
            for order in (lines[::-1], sorted(lines), [lines[place * 7 % 120] for place in range(120)]):
                again = files.call(MANY + "".join(order), "--format", "json", rules=rules).output
                suite.check(f"{label}, {misfit}: another order of lines", first and again == first)
    suite.equal("each decision was seen", seen, {
        *((misfit, name) for misfit in ("stop", "skip", "part") for name in ("funded", "reserve")),
        ("part", "part-funded"),
    })


REPORTED = """round,case,score,received,workplaces,job-fraction,requested
2,c,70,2024-06-01,1,,18000
1,"a, the first",85,2024-03-01,7,,
1,half,90,2024-03-01,1,1/2,
1,c,80,2024-03-01,2,1,24000
1,b,95,2024-03-01,4,,
"""

# Of 230 000 `b` takes 96 000; of the other 134 000 five workplaces of 24 000 fit; 14 000 are left.
TEXT = """a programme of my own

5 applications, 2 funded, 1 part-funded, 1 reserve, 1 refused
10 workplaces, 234000.00 PLN

caps.pool in round 1: 216000.00 of 230000.00, left 14000.00
caps.pool in round 2: 18000.00 of 230000.00, left 212000.00

round  rank  decision     workplaces           amount  case
    1     1  funded        4 of   4         96000.00  b
    1     2  refused       0 of   1             0.00  half: REFUSED
    1     3  part-funded   5 of   7        120000.00  a, the first: caps.pool: needed 168000.00, left 134000.00
    1     4  reserve       0 of   2             0.00  c: caps.pool: needed 48000.00, left 14000.00
    2     1  funded        1 of   1         18000.00  c
"""

CSV = """round,rank,case,decision,asked,workplaces,amount,reason
1,1,b,funded,4,4,96000.00,
1,2,half,refused,1,0,0.00,REFUSED
1,3,"a, the first",part-funded,7,5,120000.00,"caps.pool: needed 168000.00, left 134000.00"
1,4,c,reserve,2,0,0.00,"caps.pool: needed 48000.00, left 14000.00"
2,1,c,funded,1,1,18000.00,
"""


def test_reports(suite, files):
    """Decisions for people and for a spreadsheet; the reason of what is refused is the message of the award."""
    rules = RULES.replace("240000", "230000").replace("stop", "part")
    case = CASE_TEXT.replace("fraction: 1", "fraction: 1/2").replace("count: 2", "count: 1")
    files.write("programme.yaml", rules)
    refused = Run("award", files.write("case.yaml", case), "--programme", files.programme)
    reason = refused.errors.split("]: ", 1)[-1].split(" [POMOST")[0].split("fraction: ", 1)[-1]
    suite.check("refused: the award says why", refused.status == CASE and reason.startswith("expected"), refused)
    run = files.call(REPORTED, rules=rules)
    suite.equal("text", run.output.decode(), TEXT.replace("REFUSED", reason), run)
    quoted = '"' + reason.replace('"', '""') + '"'
    run = files.call(REPORTED, "--format", "csv", rules=rules)
    suite.equal("CSV", run.output.decode(), CSV.replace("REFUSED", quoted), run)
    suite.equal("JSON: the reason", files.report(REPORTED, rules=rules)["decisions"][1]["reason"], reason)


def main():
    """All of them."""
    suite = Suite()
    with tempfile.TemporaryDirectory() as folder:
        files = Files(folder)
        for test in (test_rankings, test_programmes, test_cases, test_use, test_many, test_reports):
            test(suite, files)
    return suite.end()


if __name__ == "__main__":
    sys.exit(main())
