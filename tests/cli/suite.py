# SPDX-License-Identifier: Apache-2.0
"""What the tests of the command share: the command, the tree, and TAP.

POMOST_COMMAND is the path of the command, POMOST_SOURCE the root of the tree. POMOST_SLOW, a
number, makes every limit of time so many times wider, for valgrind and emulators.
"""

import os
import subprocess
import sys
from pathlib import Path

SOURCE = Path(os.environ.get("POMOST_SOURCE", Path(__file__).resolve().parents[2]))
COMMAND = str(Path(os.environ.get("POMOST_COMMAND", SOURCE / "build/cli/pomost")).resolve())
SLOW = float(os.environ.get("POMOST_SLOW", "1"))
DATA = SOURCE / "data"

DONE, FINDING, USAGE, PROGRAMME, CASE, OUTPUT = range(6)


def clean_environment(**more):
    """The environment of a run: nothing that changes what is printed, but what the test sets."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("LC_", "LANG", "POMOST_")) and name not in ("TZ", "NO_COLOR")
    }
    kept["LC_ALL"] = "C"
    kept["POMOST_DATA"] = str(DATA)
    kept.update(more)
    return {name: value for name, value in kept.items() if value is not None}


class Run:
    """One run of the command: its status, what it printed, and how long it took to do so."""

    def __init__(self, *arguments, text=None, folder=None, environment=None):
        self.arguments = [str(argument) for argument in arguments]
        done = subprocess.run(
            [COMMAND, *self.arguments],
            input=text,
            stdin=subprocess.DEVNULL if text is None else None,
            capture_output=True,
            cwd=folder,
            env=environment or clean_environment(),
            timeout=60 * SLOW,
            check=False,
        )
        self.status = done.returncode
        self.output = done.stdout
        self.errors = done.stderr.decode("utf-8", "backslashreplace")

    def __str__(self):
        said = self.errors if len(self.errors) < 2000 else self.errors[:2000] + " …"
        return f"pomost {' '.join(self.arguments)}\nexit status {self.status}\n{said}".rstrip()


class Suite:
    """Checks, one line of TAP each."""

    def __init__(self):
        self.passed = 0
        self.failed = 0

    def check(self, label, good, *details):
        """One check; `details` are shown where it fails."""
        number = self.passed + self.failed + 1
        if good:
            self.passed += 1
        else:
            self.failed += 1
        print(f"{'ok' if good else 'not ok'} {number} - {label}".replace("#", "\\#"))
        if not good:
            for detail in details:
                for line in str(detail).splitlines() or [""]:
                    print(f"#   {line}")

    def equal(self, label, found, expected, *details):
        """One check of equality."""
        self.check(
            label, found == expected, f"expected {expected!r}", f"found    {found!r}", *details
        )

    def skip(self, label, why):
        """A check that this machine cannot do. Loudly: also on standard error."""
        self.passed += 1
        print(f"ok {self.passed + self.failed} - {label} # SKIP {why}")
        print(f"SKIPPED: {label}: {why}", file=sys.stderr)

    def end(self):
        """The plan and the last line; the exit status of the script."""
        print(f"1..{self.passed + self.failed}")
        print(f"# {self.passed} passed, {self.failed} failed")
        print(f"{self.passed} passed, {self.failed} failed", file=sys.stderr)
        return 1 if self.failed or not self.passed else 0
