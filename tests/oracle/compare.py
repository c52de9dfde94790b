"""Run the command on random cases and compare its bytes with the oracle's.

    python3 tests/oracle/compare.py 1000 [--seed S] [--command build/cli/pomost] [--keep FOLDER]
    python3 tests/oracle/compare.py --settle 1000 [--call 1000] [--reconcile 1000] [--seed S]
    python3 tests/oracle/compare.py --golden [--command build/cli/pomost]

What is awarded, settled, decided or reconciled must be the same bytes with exit status 0; where
payments do not match it is 1. Where the oracle
refuses, the command must print nothing and exit with 4, or with 3 for a fault of the programme; the
reasons are not compared, nor those of applications that a call refuses. The files of the first
mismatches stay in the folder KEEP, with what each side said. `--command ''` runs the oracle alone
and counts.
"""

import argparse
import collections
import json
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from golden import GOLDEN, case_files, programme_file, series_files, settled_on
from reconcile import MISMATCHED
from trial import (
    Trial,
    award_trial,
    call_trial,
    day_option,
    reconcile_trial,
    settle_trial,
    with_reasons_of,
)

MISMATCHES_TO_TELL = 10
SECONDS_FOR_ONE_CASE = 60


def run_command(command: str, trial: Trial, folder: Path) -> tuple[int, bytes, bytes]:
    """Exit status, standard output and standard error of one run on the files of a folder."""
    arguments = [*shlex.split(command)]
    for word in trial.arguments:
        arguments.append(str(folder / word) if "." in word else word)
    arguments += [*trial.options, "--format", "json"]
    for path in trial.series:
        arguments += ["--series", str(folder / path)]
    done = subprocess.run(arguments, capture_output=True, timeout=SECONDS_FOR_ONE_CASE, check=False)
    return done.returncode, done.stdout, done.stderr


def difference(trial: Trial, status: int, output: bytes, errors: bytes) -> str:
    """What differs, in a line or two; empty where nothing does."""
    said = errors.decode(errors="replace").strip()
    expected = trial.expected
    if expected is None:
        if status in (3, 4) and output == b"":
            return ""
        return f"the oracle refuses ({trial.reason}); the command exits with {status}: {said}"
    if status != trial.status:
        return f"the oracle exits with {trial.status}, the command with {status}: {said}"
    if trial.arguments[0] == "call":
        expected = with_reasons_of(expected, output)
    if output == expected:
        return ""
    ours, theirs = expected.split(b"\n"), output.split(b"\n")
    for line, (left, right) in enumerate(zip(ours, theirs), start=1):
        if left != right:
            found = right.decode(errors="replace")
            return f"line {line}: oracle {left.decode()!r}, command {found!r}"
    return f"the oracle has {len(ours)} lines, the command {len(theirs)}"


def write_files(folder: Path, trial: Trial) -> None:
    """Write the files of a trial."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in trial.files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def keep_files(folder: Path, trial: Trial, output: bytes) -> None:
    """Keep the inputs and both outputs of a mismatch."""
    write_files(folder, trial)
    (folder / "arguments").write_text(" ".join([*trial.arguments, *trial.options]) + "\n")
    (folder / "oracle.json").write_bytes(trial.expected or b"")
    (folder / "command.json").write_bytes(output)


def compare_random(
    draw: Callable[[int, int], Trial], count: int, seed: int, command: str, keep: Path
) -> int:
    """Compare `count` random trials; the number of mismatches."""
    outcomes: collections.Counter[str] = collections.Counter()
    mismatches = 0
    verb = ""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(count):
            trial = draw(seed, number)
            verb = trial.arguments[0]
            outcomes[trial.reason.split(":")[0]] += 1
            if not command:
                continue
            write_files(folder, trial)
            status, output, errors = run_command(command, trial, folder)
            wrong = difference(trial, status, output, errors)
            if wrong:
                mismatches += 1
                if mismatches <= MISMATCHES_TO_TELL:
                    print(f"{verb} {number} of seed {seed}: {wrong}")
                    keep_files(keep / f"{verb}-{seed}-{number}", trial, output)
    told = ", ".join(f"{number} {kind}" for kind, number in outcomes.most_common())
    kept = f", see {keep}" if mismatches else ""
    print(f"{count} times {verb} ({told}), {mismatches} mismatches{kept}")
    return mismatches


def golden_trial(folder: Path) -> Trial:
    """What is expected of a golden case."""
    programme, options = str(programme_file(folder)), []
    if (folder / "payments.csv").exists():
        arguments = ["reconcile", "case.yaml", "payments.csv", "--programme", programme]
        options = day_option(settled_on(folder))
    elif (folder / "ranking.csv").exists():
        arguments = ["call", programme, "ranking.csv", *map(str, case_files(folder))]
    elif (folder / "settle").exists():
        arguments = ["settle", "case.yaml", "--programme", programme]
        options = day_option(settled_on(folder))
    else:
        arguments = ["award", "case.yaml", "--programme", programme]
    trial = Trial({}, arguments, [str(path) for path in series_files(folder)], options)
    if (folder / "refused").exists():
        trial.reason = (folder / "refused").read_text(encoding="utf-8").strip()
    else:
        trial.expected = (folder / "expected.json").read_bytes()
        trial.status = status_of(json.loads(trial.expected).get("reconciliation"))
    return trial


def status_of(reconciliation: dict | None) -> int:
    """The exit status: 1 where a payment does not match, or something is open."""
    if reconciliation is None:
        return 0
    found = {payment["status"] for payment in reconciliation["payments"]}
    return 1 if reconciliation["open"] or found & set(MISMATCHED) else 0


def compare_golden(command: str, every: int) -> int:
    """Compare the command with golden cases, of so many the first; the number of mismatches."""
    mismatches = 0
    for folder in sorted(folder for folder in GOLDEN.iterdir() if folder.is_dir())[::every]:
        trial = golden_trial(folder)
        wrong = difference(trial, *run_command(command, trial, folder))
        if wrong:
            mismatches += 1
            print(f"{folder.name}: {wrong}")
    print(f"{mismatches} mismatches in the golden cases")
    return mismatches


def main() -> int:
    """Exit with 1 where anything differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=0)
    parser.add_argument("--settle", type=int, default=0)
    parser.add_argument("--call", type=int, default=0)
    parser.add_argument("--reconcile", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--command", default="build/cli/pomost")
    parser.add_argument("--keep", type=Path, default=Path("build/oracle-mismatches"))
    parser.add_argument("--golden", action="store_true")
    parser.add_argument("--every", type=int, default=1)
    options = parser.parse_args()
    mismatches = compare_golden(options.command, options.every) if options.golden else 0
    for draw, count in (
        (award_trial, options.count),
        (settle_trial, options.settle),
        (call_trial, options.call),
        (reconcile_trial, options.reconcile),
    ):
        if count:
            mismatches += compare_random(draw, count, options.seed, options.command, options.keep)
    return 1 if mismatches else 0


if __name__ == "__main__":
    sys.exit(main())
