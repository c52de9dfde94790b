# SPDX-License-Identifier: Apache-2.0
"""What the linter finds, and what it does not: faulty programmes, their clean twins, and the
programmes that are installed.

tests/data/faulty/NAME holds `programme.yaml`, its twin `clean.yaml` on the other side of the edge,
series where it needs them, and `expected`: `exit STATUS`, then a line `CODE PATH` for each finding,
in the order in which they are told. What the reader itself refuses is there with the status 3 and
the names of its errors.
"""

import csv
import io
import json
import re
import sys
import tempfile
from pathlib import Path

from errors import CODES
from suite import DATA, DONE, PROGRAMME, SOURCE, USAGE, Run, Suite

FAULTY = SOURCE / "tests/data/faulty"
FINDING = 1
COLUMNS = ["code", "file", "line", "column", "path", "message", "remedy"]
LINE = re.compile(
    r"^(?P<file>.+?):(?P<line>\d+):(?P<column>\d+): (?P<path>\S+): (?P<message>.+) \[(?P<code>\S+)\]$"
)


def series_of(folder):
    """The options that load the series of a folder."""
    return [word for path in sorted(folder.glob("series/*.yaml")) for word in ("--series", path)]


def expected_of(folder):
    """The exit status, and each finding as code and path."""
    first, *lines = (folder / "expected").read_text(encoding="utf-8").splitlines()
    return int(first.removeprefix("exit ")), [tuple(line.split(" ", 1)) for line in lines]


def told(text):
    """The findings of a text: a line each, and its remedy below it."""
    lines = text.splitlines()
    found = [LINE.match(line) for line in lines[::2]]
    if not all(found) or not all(line.startswith("  ") for line in lines[1::2]) or len(lines) % 2:
        return None
    return [match.groupdict() | {"remedy": lines[2 * i + 1][2:]} for i, match in enumerate(found)]


def is_at_its_key(document, row):
    """Whether line and column lead into the document, to where the path says."""
    lines = document.read_text(encoding="utf-8").splitlines()
    line, column = int(row["line"]), int(row["column"])
    if not 0 < line <= len(lines) or not 0 < column <= len(lines[line - 1]):
        return False
    key = re.split(r"[.\[]", row["path"])[-1]
    before = " ".join(lines[:line])
    return key.rstrip("]").isdigit() or f"{key}:" in before or f"name: {key}" in lines[line - 1]


def check_forms(suite, folder, options, rows):
    """JSON and CSV tell the same as the text."""
    document = folder / "programme.yaml"
    run = Run("check", document, *options, "--format", "json")
    found = json.loads(run.output)["findings"]
    suite.equal(f"{folder.name}: exit status with JSON", run.status, FINDING)
    suite.equal(
        f"{folder.name}: JSON",
        [{key: str(value) for key, value in row.items()} for row in found],
        [{key: row[key] for key in COLUMNS} for row in rows],
    )
    suite.check(f"{folder.name}: keys of JSON", all(list(row) == COLUMNS for row in found), found)
    run = Run("check", document, *options, "--format", "csv")
    reader = csv.DictReader(io.StringIO(run.output.decode("utf-8")))
    suite.equal(f"{folder.name}: exit status with CSV", run.status, FINDING)
    suite.equal(
        f"{folder.name}: CSV", list(reader), [{key: row[key] for key in COLUMNS} for row in rows]
    )
    suite.equal(f"{folder.name}: columns of CSV", reader.fieldnames, COLUMNS)


def check_findings(suite, folder, options, expected):
    """A programme that reads well, in which something is found."""
    document = folder / "programme.yaml"
    run = Run("check", document, *options)
    rows = told(run.output.decode("utf-8"))
    suite.equal(f"{folder.name}: exit status", run.status, FINDING, run)
    suite.check(f"{folder.name}: lines and remedies", rows is not None and not run.errors, run)
    found = [(row["code"], row["path"]) for row in rows or []]
    suite.equal(f"{folder.name}: findings", found, expected)
    for row in rows or []:
        suite.check(f"{folder.name}: place of {row['path']}", is_at_its_key(document, row), row)
    check_forms(suite, folder, options, rows or [])


def check_refused(suite, folder, options, expected):
    """A programme that the reader refuses: nothing is linted."""
    run = Run("check", folder / "programme.yaml", *options)
    found = re.findall(r":\d+:\d+: (\S+): .* \[POMOST-(\d+)\]$", run.errors, re.M)
    suite.equal(f"{folder.name}: exit status", run.status, PROGRAMME, run)
    suite.equal(
        f"{folder.name}: errors",
        [(int(code), path) for path, code in found],
        [(CODES[name], path) for name, path in expected],
    )
    suite.equal(f"{folder.name}: no findings", run.output, b"")


def check_folders(suite):
    """Each folder, and its twin."""
    folders = sorted(folder for folder in FAULTY.iterdir() if folder.is_dir())
    codes = set()
    for folder in folders:
        status, expected = expected_of(folder)
        options = series_of(folder)
        check = check_findings if status == FINDING else check_refused
        check(suite, folder, options, expected)
        codes |= {code for code, _ in expected if status == FINDING}
        run = Run("check", folder / "clean.yaml", *options)
        suite.check(f"{folder.name}: the clean twin", run.status == DONE, run, run.output.decode())
    return codes


def check_codes(suite, codes):
    """Each code of the linter stands in the documentation, and has a faulty programme."""
    source = (SOURCE / "lib/check/findings.c").read_text(encoding="utf-8")
    known = set(re.findall(r'\[POMOST__FIND_\w+\]\s*=\s*\{"([a-z-]+)"', source))
    document = (SOURCE / "docs/findings.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^### ([a-z-]+)$", document, re.M))
    suite.equal("each code has a faulty programme", codes, known)
    suite.equal("each code stands in docs/findings.md", documented, known)


def check_installed(suite):
    """Nothing is found in what is installed."""
    installed = sorted(DATA.glob("programmes/*/*/*.yaml"))
    programmes = [path for path in installed if path.name != "tests.yaml"]
    suite.check("at least 30 programmes", len(programmes) >= 30, len(programmes))
    for path in programmes:
        run = Run("check", path)
        label = f"{path.parent.name}: nothing is found"
        suite.check(label, run.status == DONE, run, run.output.decode())


HEAD = """pomost: 1
id: many
name: many
currency: PLN
sources: {rules: {title: the rules, seen: 2026-11-22}}
"""


def check_many(suite, folder):
    """At most 100 findings are told; the last line of the text says how many more there are."""
    document = folder / "many.yaml"
    for count in (99, 100, 101, 250):
        rows = "".join(f"  - {{name: s{place}, count: 1}}\n" for place in range(count))
        document.write_text(HEAD + "services:\n" + rows, encoding="utf-8")
        lines = Run("check", document).output.decode().splitlines()
        kept = min(count, 100)
        suite.equal(f"{count} findings: {kept} are told", len(lines), 2 * kept + (count > 100))
        if count > 100:
            more = f"{document}: and {count - 100} more"
            suite.equal(f"{count} findings: how many more", lines[-1], more)
        found = json.loads(Run("check", document, "--format", "json").output)["findings"]
        suite.equal(f"{count} findings: {kept} in JSON", len(found), kept)


def check_nothing(suite):
    """A programme in which nothing is found, in each form; and a form that there is not."""
    document = FAULTY / "together-alone/clean.yaml"
    for form, output in (
        ("text", f"{document}: a programme without faults\n"),
        ("json", '{\n  "schema": "pomost.findings/1",\n  "programme": "together-alone",\n  "findings": []\n}\n'),
        ("csv", ",".join(COLUMNS) + "\n"),
    ):
        run = Run("check", document, "--format", form)
        found = (run.status, run.output.decode())
        suite.equal(f"nothing found: {form}", found, (DONE, output), run)
    run = Run("check", document, "--format", "xml")
    suite.equal("no such form", (run.status, run.output), (USAGE, b""), run)


def main():
    """All of it."""
    suite = Suite()
    check_codes(suite, check_folders(suite))
    check_installed(suite)
    check_nothing(suite)
    with tempfile.TemporaryDirectory() as name:
        check_many(suite, Path(name))
    return suite.end()


if __name__ == "__main__":
    sys.exit(main())
