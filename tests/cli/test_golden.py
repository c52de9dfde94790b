# SPDX-License-Identifier: Apache-2.0
"""The golden cases through the command.

tests/golden/NAME holds `case.yaml`, the programme (`programme.yaml`, or its id in `programme`), and
either `expected.json`, the whole award to the byte, and `figures`, some of its values worked out by
hand; or `refused`, the reason why there is none. With a file `settle`, which may hold a line
`on: DATE`, it is a settlement, with `payments.csv` beside it a reconciliation; with `ranking.csv`,
and `cases/` where it has any, a call.
"""

import json
import re
import sys

from errors import CODES
from suite import CASE, DONE, FINDING, PROGRAMME, SOURCE, Run, Suite

GOLDEN = SOURCE / "tests/golden"
LEAST = 190


def programme_of(folder):
    """What --programme takes."""
    if (folder / "programme.yaml").exists():
        return folder / "programme.yaml"
    return (folder / "programme").read_text(encoding="utf-8").strip()


def rules_of(folder):
    """The programme, and the series that stand beside it, as options."""
    options = ["--programme", programme_of(folder)]
    for path in sorted(folder.glob("series/*.yaml")):
        options += ["--series", path]
    return options


def words_of(folder):
    """The command of a folder, without what it says of formats."""
    programme, *series = rules_of(folder)[1:]
    if (folder / "ranking.csv").exists():
        return ["call", programme, folder / "ranking.csv", *sorted(folder.glob("cases/*.yaml")), *series]
    words = [folder / "case.yaml", *rules_of(folder)]
    if not (folder / "settle").exists():
        return ["award", *words]
    on = (folder / "settle").read_text(encoding="utf-8").strip().removeprefix("on:").strip()
    day = ("--on", on) if on else ()
    if (folder / "payments.csv").exists():
        return ["reconcile", words[0], folder / "payments.csv", *words[1:], *day]
    return ["settle", *words, *day]


def done(folder, run):
    """Whether a command did its work: where payments do not match the status is that of a finding."""
    if not (folder / "payments.csv").exists():
        return run.status == DONE
    expected = json.loads((folder / "expected.json").read_bytes())["reconciliation"]
    found = {payment["status"] for payment in expected["payments"]}
    matches = found <= {"matched", "late", "returned", "later"} and not expected["open"]
    return run.status == (DONE if matches else FINDING)


def figures_of(folder):
    """Paths and values; what follows # is for people."""
    path = folder / "figures"
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        line = line.split("#")[0].strip()
        if line:
            name, value = line.split(" = ", 1)
            yield name.strip(), value.strip()


def look_up(award, path):
    """The value at a path such as `instalments[3].amount`, as `figures` writes it.

    `count(PATH)` is the number of items there.
    """
    counted = re.fullmatch(r"count\((.+)\)", path)
    if counted:
        return str(len(find(award, counted.group(1))))
    value = find(award, path)
    return value if isinstance(value, str) else json.dumps(value)


def find(award, path):
    """The value at a path."""
    value = award
    for key, place in re.findall(r"([^.\[\]]+)|\[(\d+)\]", path):
        value = value[int(place)] if place else value[key]
    return value


def first_difference(expected, found):
    """The first line that differs."""
    left, right = expected.splitlines(), found.splitlines()
    for number, (one, other) in enumerate(zip(left, right), start=1):
        if one != other:
            return f"line {number}: expected {one!r}, found {other!r}"
    return f"expected {len(left)} lines, found {len(right)}"


def without_messages(text):
    """Why an application of a call was refused is the message of an error: that there is one counts."""
    return re.sub(rb'("decision": "refused",\n *"reason": )".+"', rb"\1", text)


def check_award(suite, folder, run):
    """An award: its bytes, and its figures."""
    expected = without_messages((folder / "expected.json").read_bytes())
    found = without_messages(run.output)
    suite.check(f"{folder.name}: awarded", done(folder, run) and not run.errors, run)
    suite.check(f"{folder.name}: bytes", found == expected, first_difference(expected, found))
    award = json.loads(run.output) if done(folder, run) else {}
    for path, value in figures_of(folder):
        try:
            found = look_up(award, path)
        except (KeyError, IndexError):
            found = "nothing"
        suite.equal(f"{folder.name}: {path}", found, value)


def check_refused(suite, folder, run):
    """A refusal: nothing on standard output, and why on standard error."""
    series = rules_of(folder)[2:]
    at_fault = Run("check", folder / "programme.yaml", *series).status == PROGRAMME
    status = PROGRAMME if at_fault else CASE
    reason = (folder / "refused").read_text(encoding="utf-8").split()[0]
    suite.check(f"{folder.name}: refused", run.status == status, run)
    code = f"[POMOST-{CODES['POMOST_ERR_' + reason]:02}]"
    suite.check(f"{folder.name}: for that reason", code in run.errors, run)
    suite.equal(f"{folder.name}: prints nothing", run.output, b"")
    suite.check(f"{folder.name}: says why", " [POMOST-" in run.errors, run)


def check_ways(suite, folder, expected):
    """The other ways to the same award: explained, or read from elsewhere, nothing changes."""
    words = words_of(folder)
    if words[0] != "call":
        run = Run(*words, "--format", "json", "--explain")
        explained = json.loads(run.output) if done(folder, run) else {}
        plain = json.loads(expected)
        suite.check(
            f"{folder.name}: explained",
            explained.pop("explanation", []) != []
            and plain.pop("explanation") == []
            and explained == plain,
            run,
        )
    for format in ("text", "csv"):
        run = Run(*words, "--format", format)
        suite.check(
            f"{folder.name}: {format}",
            done(folder, run) and run.output.endswith(b"\n") and not run.errors,
            run,
        )


def main():
    """All of them."""
    suite = Suite()
    folders = sorted(folder for folder in GOLDEN.iterdir() if folder.is_dir())
    suite.check(f"at least {LEAST} golden cases", len(folders) >= LEAST, len(folders))
    for folder in folders:
        run = Run(*words_of(folder), "--format", "json")
        if (folder / "refused").exists():
            check_refused(suite, folder, run)
        else:
            check_award(suite, folder, run)
            check_ways(suite, folder, (folder / "expected.json").read_bytes())
    return suite.end()


if __name__ == "__main__":
    sys.exit(main())
