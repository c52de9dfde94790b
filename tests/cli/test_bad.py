# SPDX-License-Identifier: Apache-2.0
"""Bad documents: the status of the command, and the place and code of every error."""

import json
import sys
import tempfile
import time
from pathlib import Path

from errors import BAD, CODES, difference, expected_errors
from suite import CASE, PROGRAMME, SLOW, Run, Suite

SECONDS = 1.0

MIB = 1024 * 1024


def document_of(folder):
    """The document of a folder, whatever its ending."""
    for name in ("input.yaml", "input.json", "input.bin"):
        if (folder / name).exists():
            return folder / name
    raise FileNotFoundError(folder)


def programme_of(folder):
    """The programme of a case: one beside it, or an installed one by its id."""
    if (folder / "programme.yaml").exists():
        return folder / "programme.yaml"
    return (folder / "programme").read_text(encoding="utf-8").strip()


def check_run(suite, label, run, status, wrong):
    """One run: its status, and what is wrong in what it told."""
    if run.status != status:
        wrong = f"expected exit status {status}, found {run.status}\n{run}"
    suite.check(label, not wrong, wrong)


def check_syntax(suite, folder):
    """A file that cannot be read is no programme, until the option says that it is a case."""
    document, errors = document_of(folder), expected_errors(folder)
    run = Run("check", document)
    check_run(suite, folder.name, run, PROGRAMME, difference(run, errors, document))
    for arguments in (("check", document, "--programme", "jowes"), ("award", document)):
        run = Run(*arguments)
        label = f"{folder.name}: {arguments[0]}, as a case"
        check_run(suite, label, run, CASE, difference(run, errors, document))


def check_programme(suite, folder):
    """A bad programme, alone and as the programme of a case."""
    document, errors = document_of(folder), expected_errors(folder)
    run = Run("check", document)
    check_run(suite, folder.name, run, PROGRAMME, difference(run, errors, document))
    for arguments in (
        ("show", document),
        ("award", "--programme", document, "--workplaces", "1", "--employed", "2017-04-01"),
    ):
        run = Run(*arguments)
        label = f"{folder.name}: {arguments[0]}"
        check_run(suite, label, run, PROGRAMME, run.output and f"printed {run.output!r}")


def check_case(suite, folder):
    """A bad or refused case: `check` and `award` tell the same."""
    document, errors = document_of(folder), expected_errors(folder)
    programme = programme_of(folder)
    for name in ("check", "award"):
        run = Run(name, document, "--programme", programme)
        wrong = difference(run, errors, document, programme)
        check_run(suite, f"{folder.name}: {name}", run, CASE, wrong)


KINDS = (
    ("syntax-", check_syntax, 90),
    ("programme-", check_programme, 120),
    ("case-", check_case, 70),
)


def check_folders(suite):
    """All folders of all kinds; each belongs to one."""
    folders = sorted(folder for folder in BAD.iterdir() if folder.is_dir())
    for prefix, check, least in KINDS:
        mine = [folder for folder in folders if folder.name.startswith(prefix)]
        suite.check(f"at least {least} folders {prefix}*", len(mine) >= least, len(mine))
        for folder in mine:
            check(suite, folder)
    prefixes = tuple(prefix for prefix, _, _ in KINDS)
    odd = [folder.name for folder in folders if not folder.name.startswith(prefixes)]
    suite.equal("no folder of another kind", odd, [])


HEAD = """pomost: 1
id: large
name: a large programme
currency: PLN
sources: {rules: {title: the rules, seen: 2026-11-22}}
source: rules
"""
GRANT = "grant: {amount: {flat: 1}}\n"
CASE_HEAD = "pomost: 1\nid: c\nprogramme: large\n"


def listed(count, row):
    """So many rows of a list in a block."""
    return "".join(f"  - {row.replace('%', str(place))}\n" for place in range(count))


def phases(count, months=1):
    """A bridging of so many phases."""
    row = f"{{name: p%, months: {months}, amount: {{flat: 1}}}}"
    return "bridging:\n from: employment\n phases:\n" + listed(count, row)


def caps(count):
    """So many caps."""
    return "caps:\n" + listed(
        count, "{name: c%, on: grant, per: entity, amount: 9, trim: last-first}"
    )


def funds(count):
    """So many funds, the last with the rest."""
    return (
        "financing:\n"
        + listed(count - 1, "{name: f%, share: 1%}".replace("1%", "1/100"))
        + ("  - {name: last, share: rest}\n")
    )


def nodes(count):
    """A document of so many nodes, the list and the mapping among them."""
    return "a: [" + "b," * (count - 2) + "]\n"


def keys(count):
    """A programme of so many keys under `assumed`."""
    return HEAD + GRANT + "assumed:\n" + "".join(f"  k{place}: x\n" for place in range(count))


def workplaces(count, more=""):
    """A case of so many workplaces one by one."""
    row = f"{{id: x%, employed: 2017-04-01, job-fraction: 1{more}}}"
    return CASE_HEAD + "workplaces:\n" + listed(count, row)


LIMIT = "POMOST_ERR_LIMIT"

# Label, text, code and place of the first error.
LARGE_PROGRAMMES = (
    ("1 MiB of [", "[" * MIB, LIMIT, "1:33"),
    ("1 MiB of {a: ", "{a: " * (MIB // 4), LIMIT, "1:129"),
    ("1 MiB of - ", "- " * (MIB // 2), LIMIT, "1:65"),
    ("1 MiB of quotes", '"' * MIB, "POMOST_ERR_SYNTAX", None),
    ("a file of 1 MiB and a byte", HEAD + GRANT + "#" * (MIB + 1 - len(HEAD + GRANT)), LIMIT, None),
    ("a file of 5 MiB", HEAD + GRANT + "#\n" * (5 * MIB // 2), LIMIT, None),
    ("100 001 nodes", nodes(100001), LIMIT, "1:200001"),
    ("1 001 keys", keys(1001), LIMIT, "1009:3"),
    ("65 phases", HEAD + phases(65), LIMIT, "10:3"),
    ("65 caps", HEAD + GRANT + caps(65), LIMIT, "9:3"),
    ("17 funds", HEAD + GRANT + funds(17), LIMIT, "9:3"),
    ("a literal of 1 MB", HEAD + "grant: {amount: {flat: " + "1" * 1000000 + "}}\n", LIMIT, "7:24"),
    ("a name of 1 MB", HEAD.replace("large", "l" * 1000000, 1) + GRANT, "POMOST_ERR_VALUE", "2:5"),
    (
        "an unknown key of 1 000 bytes",
        HEAD + GRANT + "k" * 1000 + ": 1\n",
        "POMOST_ERR_KEY_UNKNOWN",
        "8:1",
    ),
)
SMALL = HEAD + GRANT
LONG = HEAD + phases(1, 1200).replace("{flat: 1}", "{flat: 1}")
LARGE_CASES = (
    ("1 MiB of [", SMALL, "[" * MIB, LIMIT, "1:33"),
    (
        "10 001 workplaces one by one",
        SMALL,
        workplaces(10001, ", traits: []").replace("x", "").replace("employed: 2017-04-01, ", ""),
        LIMIT,
        "5:3",
    ),
    (
        "10 001 workplaces by count",
        SMALL,
        CASE_HEAD + "workplaces: [{count: 10001, job-fraction: 1}]\n",
        "POMOST_ERR_VALUE",
        "4:22",
    ),
    (
        "10 001 workplaces by two counts",
        SMALL,
        CASE_HEAD + "workplaces: [{count: 10000, job-fraction: 1}, {count: 1, job-fraction: 1}]\n",
        LIMIT,
        "4:13",
    ),
    (
        "250 001 instalments and more",
        LONG,
        CASE_HEAD + "workplaces: [{count: 209, employed: 2017-04-01, job-fraction: 1}]\n",
        LIMIT,
        "4:13",
    ),
    (
        "12 000 000 instalments",
        LONG,
        CASE_HEAD + "workplaces: [{count: 10000, employed: 2017-04-01, job-fraction: 1}]\n",
        LIMIT,
        "4:13",
    ),
)
# What is just within the limits is read.
GOOD_PROGRAMMES = (
    ("64 phases", HEAD + phases(64)),
    ("64 caps", HEAD + GRANT + caps(64)),
    ("16 funds", HEAD + GRANT + funds(16)),
    ("a file of 1 MiB", HEAD + GRANT + "#" * (MIB - len(HEAD + GRANT))),
    (
        "a literal of 64 digits",
        HEAD + "grant: {amount: {flat: " + "0." + "0" * 31 + "1}, requires: x}\n",
    ),
)
GOOD_CASES = (
    ("9 999 workplaces", SMALL, workplaces(9999).replace("employed: 2017-04-01, ", "")),
    ("10 000 workplaces", SMALL, workplaces(10000).replace("employed: 2017-04-01, ", "")),
    (
        "249 600 instalments",
        LONG,
        CASE_HEAD + "workplaces: [{count: 208, employed: 2017-04-01, job-fraction: 1}]\n",
    ),
)


def check_time(suite, label, begin, seconds=SECONDS):
    """Hostile input must not cost more time than honest input."""
    took = time.monotonic() - begin
    suite.check(f"{label}: in time", took < seconds * SLOW, f"{took:.2f} seconds")


def first_differs(run, document, code, place):
    """What is wrong in the first error of a run."""
    lines = run.errors.splitlines()
    head = f"{document}:{place}: " if place else str(document)
    if run.output or not lines:
        return f"expected an error and nothing else\n{run}"
    if not lines[0].startswith(head) or not lines[0].endswith(f" [POMOST-{CODES[code]:02d}]"):
        return f"expected {head}… {code}\nfound    {lines[0]}"
    long = [line for line in lines if len(line.rsplit(": ", 1)[-1]) > 1000]
    return f"expected messages of at most 1 000 characters, found {long[0]}" if long else ""


def check_large(suite, folder):
    """Documents too large to be kept: made here, and told in time."""
    document, programme = folder / "input.yaml", folder / "programme.yaml"
    for label, text, code, place in LARGE_PROGRAMMES:
        document.write_text(text, encoding="utf-8")
        begin = time.monotonic()
        run = Run("check", document)
        check_time(suite, label, begin)
        check_run(suite, label, run, PROGRAMME, first_differs(run, document, code, place))
    for label, rules, text, code, place in LARGE_CASES:
        programme.write_text(rules, encoding="utf-8")
        document.write_text(text, encoding="utf-8")
        begin = time.monotonic()
        run = Run("award", document, "--programme", programme, "--format", "json")
        check_time(suite, f"case: {label}", begin)
        check_run(suite, f"case: {label}", run, CASE, first_differs(run, document, code, place))


def check_within(suite, folder):
    """Documents at the limits."""
    document, programme = folder / "input.yaml", folder / "programme.yaml"
    for label, text in GOOD_PROGRAMMES:
        document.write_text(text, encoding="utf-8")
        run = Run("check", document)
        suite.check(f"{label}: read", run.status == 0 and not run.errors, run)
    for label, rules, text in GOOD_CASES:
        programme.write_text(rules, encoding="utf-8")
        document.write_text(text, encoding="utf-8")
        begin = time.monotonic()
        run = Run("award", document, "--programme", programme, "--format", "json")
        check_time(suite, label, begin, 5)
        suite.check(f"{label}: awarded", run.status == 0 and not run.errors, run)
        suite.check(f"{label}: valid JSON", bool(run.output) and bool(json.loads(run.output)), run)


def check_told(suite, folder):
    """At most 100 errors are told; the last says how many more there are."""
    document = folder / "input.yaml"
    for count, lines in ((99, 99), (100, 100), (101, 100), (500, 100)):
        document.write_text(
            HEAD + GRANT + "targets:\n" + "".join(f"  t{i}: -1\n" for i in range(count))
        )
        run = Run("check", document)
        told = run.errors.splitlines()
        suite.check(
            f"{count} faults: {lines} or one more are told",
            len(told) in (lines, lines + (count > 100)),
            len(told),
        )
        more = [line for line in told if "more" in line]
        suite.check(
            f"{count} faults: the last says how many more", bool(more) == (count > 100), told[-1]
        )
        if count > 100:
            hidden = count - 100
            suite.check(f"{count} faults: {hidden} more", f"{hidden} more" in told[-1], told[-1])


def main():
    """All of it."""
    suite = Suite()
    check_folders(suite)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        check_large(suite, folder)
        check_within(suite, folder)
        check_told(suite, folder)
    return suite.end()


if __name__ == "__main__":
    sys.exit(main())
