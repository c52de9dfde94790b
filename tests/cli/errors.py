# SPDX-License-Identifier: Apache-2.0
"""Bad documents and the errors that are expected of them.

tests/data/bad/NAME holds `input.yaml` (or .json, .bin) and `error`. Each error is a line

    CODE LINE COLUMN PATH [programme]

where PATH is `-` for the document as a whole, and the word `programme` says that the place is one
of `programme.yaml` beside the case. The line below it, if it does not begin with POMOST_ERR_, is a
part of the message. Errors stand in the order in which they are told.
"""

import re

from suite import SOURCE

BAD = SOURCE / "tests/data/bad"


def status_codes():
    """The numbers of the status codes, by name, from the public header."""
    header = (SOURCE / "include/pomost/error.h").read_text(encoding="utf-8")
    return {name: int(number) for name, number in re.findall(r"(POMOST_\w+) = (\d+)", header)}


CODES = status_codes()


class Expected:
    """One expected error."""

    def __init__(self, line):
        words = line.split(" ")
        self.in_programme = words[-1] == "programme" and len(words) > 4
        if self.in_programme:
            words.pop()
        self.code = CODES[words[0]]
        self.place = f"{int(words[1])}:{int(words[2])}"
        self.path = " ".join(words[3:])
        self.message = ""

    def differs(self, line, document, programme):
        """Why a line on standard error is not this error; empty where it is."""
        name = str(programme if self.in_programme else document)
        head = f"{name}:{self.place}: "
        if self.path != "-":
            head += f"{self.path}: "
        tail = f" [POMOST-{self.code:02d}]"
        if not line.startswith(head) or not line.endswith(tail):
            return f"expected {head}…{self.message}…{tail}\nfound    {line}"
        if self.message not in line[len(head) : -len(tail)]:
            return f"expected …{self.message}…\nfound    {line}"
        return ""


def expected_errors(folder):
    """The errors of a folder."""
    errors = []
    for line in (folder / "error").read_text(encoding="utf-8").splitlines():
        if line.startswith("POMOST_ERR_"):
            errors.append(Expected(line))
        elif line:
            errors[-1].message = line
    return errors


def difference(run, errors, document, programme=None):
    """What differs in what a run told; empty where nothing does."""
    lines = run.errors.splitlines()
    if run.output:
        return f"expected nothing on standard output, found {run.output[:200]!r}"
    if len(lines) != len(errors):
        return f"expected {len(errors)} errors, found {len(lines)}\n{run}"
    for line, error in zip(lines, errors):
        wrong = error.differs(line, document, programme)
        if wrong:
            return wrong
    return ""
