"""Run the command on random cases and compare its bytes with the oracle's.

    python3 tests/oracle/compare.py 1000 [--seed S] [--command build/cli/pomost] [--keep FOLDER]
    python3 tests/oracle/compare.py --golden [--command build/cli/pomost]

An award must be the same bytes with exit status 0. Where the oracle refuses, the command must print
nothing and exit with 4, or with 3 for a fault of the programme; the reasons are not compared. The
files of the first mismatches stay in the folder KEEP, with what each side said. `--command ''` runs
the oracle alone and counts.
"""

import argparse
import collections
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from generate import generate
from golden import GOLDEN, programme_file, series_files
from literals import Refusal
from oracle import award_text

MISMATCHES_TO_TELL = 10
SECONDS_FOR_ONE_CASE = 60


def expected_bytes(programme: str, case: str, series: list[str]) -> tuple[bytes | None, str]:
    """The award, or None and the kind and reason of the refusal."""
    try:
        return award_text(programme, case, series).encode(), "awarded"
    except Refusal as refusal:
        return None, str(refusal)


def run_command(
    command: str, programme: Path, case: Path, series: list[Path]
) -> tuple[int, bytes, bytes]:
    """Exit status, standard output and standard error of one run."""
    arguments = [*shlex.split(command), "award", str(case), "--programme", str(programme)]
    arguments += ["--format", "json"]
    for path in series:
        arguments += ["--series", str(path)]
    done = subprocess.run(arguments, capture_output=True, timeout=SECONDS_FOR_ONE_CASE, check=False)
    return done.returncode, done.stdout, done.stderr


def difference(
    expected: bytes | None, reason: str, status: int, output: bytes, errors: bytes
) -> str:
    """What differs, in a line or two; empty where nothing does."""
    said = errors.decode(errors="replace").strip()
    if expected is None:
        if status in (3, 4) and output == b"":
            return ""
        return f"the oracle refuses ({reason}); the command exits with {status}: {said}"
    if status != 0:
        return f"the oracle awards; the command exits with {status}: {said}"
    if output == expected:
        return ""
    ours, theirs = expected.split(b"\n"), output.split(b"\n")
    for line, (left, right) in enumerate(zip(ours, theirs), start=1):
        if left != right:
            found = right.decode(errors="replace")
            return f"line {line}: oracle {left.decode()!r}, command {found!r}"
    return f"the oracle has {len(ours)} lines, the command {len(theirs)}"


def write_files(folder: Path, texts: tuple[str, str, list[str]]) -> list[Path]:
    """Write programme, case and series; gives the files of the series."""
    programme, case, series = texts
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "programme.yaml").write_text(programme, encoding="utf-8")
    (folder / "case.yaml").write_text(case, encoding="utf-8")
    paths = [folder / f"series-{place}.yaml" for place in range(len(series))]
    for path, text in zip(paths, series):
        path.write_text(text, encoding="utf-8")
    return paths


def keep_files(
    folder: Path, texts: tuple[str, str, list[str]], expected: bytes, output: bytes
) -> None:
    """Keep the inputs and both outputs of a mismatch."""
    write_files(folder, texts)
    (folder / "oracle.json").write_bytes(expected)
    (folder / "command.json").write_bytes(output)


def compare_random(count: int, seed: int, command: str, keep: Path) -> int:
    """Compare `count` random cases; the number of mismatches."""
    outcomes: collections.Counter[str] = collections.Counter()
    mismatches = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(count):
            texts = generate(seed, number)
            expected, reason = expected_bytes(*texts)
            outcomes[reason.split(":")[0]] += 1
            if not command:
                continue
            series = write_files(folder, texts)
            status, output, errors = run_command(
                command, folder / "programme.yaml", folder / "case.yaml", series
            )
            wrong = difference(expected, reason, status, output, errors)
            if wrong:
                mismatches += 1
                if mismatches <= MISMATCHES_TO_TELL:
                    print(f"case {number} of seed {seed}: {wrong}")
                    keep_files(keep / f"{seed}-{number}", texts, expected or b"", output)
    told = ", ".join(f"{number} {kind}" for kind, number in outcomes.most_common())
    kept = f", see {keep}" if mismatches else ""
    print(f"{count} cases ({told}), {mismatches} mismatches{kept}")
    return mismatches


def compare_golden(command: str) -> int:
    """Compare the command with every golden case; the number of mismatches."""
    mismatches = 0
    for folder in sorted(folder for folder in GOLDEN.iterdir() if folder.is_dir()):
        refused, expected = folder / "refused", None
        if not refused.exists():
            expected = (folder / "expected.json").read_bytes()
        reason = refused.read_text(encoding="utf-8").strip() if refused.exists() else ""
        wrong = difference(
            expected,
            reason,
            *run_command(
                command, programme_file(folder), folder / "case.yaml", series_files(folder)
            ),
        )
        if wrong:
            mismatches += 1
            print(f"{folder.name}: {wrong}")
    print(f"{mismatches} mismatches in the golden cases")
    return mismatches


def main() -> int:
    """Exit with 1 where anything differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--command", default="build/cli/pomost")
    parser.add_argument("--keep", type=Path, default=Path("build/oracle-mismatches"))
    parser.add_argument("--golden", action="store_true")
    options = parser.parse_args()
    mismatches = compare_golden(options.command) if options.golden else 0
    if options.count:
        mismatches += compare_random(options.count, options.seed, options.command, options.keep)
    return 1 if mismatches else 0


if __name__ == "__main__":
    sys.exit(main())
