# SPDX-License-Identifier: Apache-2.0
"""Runs every example of README.md and docs/*.md, and follows every link between them.

    python3 tests/docs/run.py [FILE...]

What a block is, is said by its language and by the HTML comment on the line before it:

    sh                     each line that begins with `$ ` runs; what follows it is what it prints.
                           Its exit status is 0, else the line ends in `; echo $?`. A line `…` of
                           the output stands for any lines.
    c                      compiles without warnings, links the library and runs; a block of `text
                           output` that follows is what it prints.
    python                 runs with the binding; the same.
    yaml, json             `programme`, `case of NAME`: goes through `pomost check`. `programme after
                           HEAD`: so does it after the text of a file. `series`: is read as a series.
                           `file FILE`: is written, so that a command can read it. `more of FILE`:
                           is put at the end of a programme, which is then checked. The first
                           four may end in ` as FILE`: it is written too. NAME is the id of an
                           installed programme or a FILE.
    csv                    `file FILE`.
    any                    `not run: REASON`.

The blocks of one document run in one folder, which has the tree's own files too. POMOST_COMMAND is
the command, POMOST_LIBRARY the library, POMOST_SOURCE the root of the tree.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from blocks import SOURCE, anchors, documents, links, split

COMMAND = Path(os.environ.get("POMOST_COMMAND", SOURCE / "build/cli/pomost")).resolve()
LIBRARY = Path(os.environ.get("POMOST_LIBRARY", SOURCE / "build/lib/libpomost.so")).resolve()
COMPILER = os.environ.get("CC", "gcc").split()
BINDING = SOURCE / "bindings/python/src"
SECONDS = 60
ANY = "…"
YAML_MARK = re.compile(
    r"^(?:(?P<programme>programme)(?: after (?P<head>\S+))?|case of (?P<case>\S+)|(?P<series>series)"
    r"|file (?P<plain>\S+)|more of (?P<more>\S+))(?: as (?P<name>\S+))?$"
)


class Count:
    """What passed, failed, was skipped, and is not run."""

    def __init__(self):
        self.passed = self.failed = self.skipped = 0
        self.not_run = []

    def good(self):
        """One check that held."""
        self.passed += 1

    def bad(self, label, *details):
        """One check that did not."""
        self.failed += 1
        print(f"FAIL {label}")
        for detail in details:
            for line in str(detail).splitlines():
                print(f"     {line}")

    def check(self, label, wrong):
        """One check; `wrong` says what is wrong, if anything is."""
        if wrong:
            self.bad(label, wrong)
        else:
            self.good()


def environment(folder):
    """The environment of every example."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("LC_", "LANG", "POMOST_")) and name != "TZ"
    }
    kept.update(
        PATH=f"{folder / '.bin'}{os.pathsep}{os.environ['PATH']}",
        LC_ALL="C.UTF-8",
        NO_COLOR="1",
        POMOST_DATA=str(SOURCE / "data"),
        POMOST_LIBRARY=str(LIBRARY),
        LD_LIBRARY_PATH=str(LIBRARY.parent),
        PYTHONPATH=str(BINDING),
        PYTHONDONTWRITEBYTECODE="1",
    )
    return kept


def run(arguments, folder):
    """Runs a command in the folder of a document: its status, and all that it printed."""
    done = subprocess.run(
        [str(argument) for argument in arguments],
        cwd=folder,
        env=environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=SECONDS,
        check=False,
    )
    return done.returncode, done.stdout.decode("utf-8", "backslashreplace")


def matches(expected, found):
    """Whether lines are as expected, a line `…` standing for any."""
    if ANY not in expected:
        return expected == found
    place = expected.index(ANY)
    if found[:place] != expected[:place]:
        return False
    rest = expected[place + 1 :]
    return any(matches(rest, found[start:]) for start in range(place, len(found) + 1))


def difference(status, expected, output):
    """What is wrong in one run; nothing if nothing is."""
    found = output.splitlines()
    if status != 0:
        return f"exit status {status}\n{output}"
    if not matches(expected, found):
        return "\n".join(["it prints:", *found, "the document says:", *expected])
    return ""


def commands(block):
    """The commands of a block of sh, each with the lines that it prints."""
    found = []
    for line in block.lines:
        if line.startswith("$ "):
            found.append([line[2:], []])
        elif found and found[-1][0].endswith("\\") and not found[-1][1]:
            found[-1][0] += "\n" + line
        elif found:
            found[-1][1].append(line)
        elif line.strip():
            return []
    return found


def run_sh(count, block, folder):
    """The commands of one block."""
    found = commands(block)
    if not found:
        count.bad(block.label, "expected lines that begin with `$ `")
    for command, expected in found:
        status, output = run(["sh", "-c", command], folder)
        count.check(f"{block.label}: {command}", difference(status, expected, output))


def expected_output(following):
    """The lines of the block of output that follows, if one does."""
    return following.lines if following is not None and following.kind == "text output" else None


def run_program(count, block, following, folder, arguments):
    """One program that was made of a block."""
    status, output = run(arguments, folder)
    expected = expected_output(following)
    wrong = difference(status, [ANY] if expected is None else expected, output)
    count.check(block.label, wrong)


def run_c(count, block, following, folder):
    """A block of C."""
    source, program = folder / ".example.c", folder / ".example"
    source.write_text(block.text, encoding="utf-8")
    flags = ["-std=c11", "-Wall", "-Wextra", "-Werror", f"-I{SOURCE / 'include'}"]
    link = [f"-L{LIBRARY.parent}", "-lpomost", f"-Wl,-rpath,{LIBRARY.parent}"]
    status, output = run([*COMPILER, *flags, source, "-o", program, *link], folder)
    if status != 0:
        count.bad(block.label, output)
    else:
        run_program(count, block, following, folder, [program])


def run_python(count, block, following, folder):
    """A block of Python; skipped where the binding cannot be imported."""
    status, output = run([sys.executable, "-c", "import pomost"], folder)
    if status != 0:
        count.skipped += 1
        print(f"SKIPPED {block.label}: THE BINDING FOR PYTHON CANNOT BE IMPORTED\n{output}")
        return
    source = folder / ".example.py"
    source.write_text(block.text, encoding="utf-8")
    run_program(count, block, following, folder, [sys.executable, source])


def write_document(count, block, folder, mark):
    """Writes a block of YAML or JSON: its file, or nothing where that cannot be."""
    name = mark["more"] or mark["plain"] or mark["name"] or f".example.{block.kind}"
    file = folder / name
    if (folder / Path(name).parts[0]).is_symlink() or file.exists() != bool(mark["more"]):
        count.bad(block.label, f"{name} is there already, or is not")
        return None
    file.parent.mkdir(parents=True, exist_ok=True)
    before = file if mark["more"] else folder / mark["head"] if mark["head"] else None
    text = before.read_text(encoding="utf-8") if before else ""
    file.write_text(text + block.text, encoding="utf-8")
    return file


def run_document(count, block, folder):
    """A block that is a programme, a case, a series, or a file for the commands that follow."""
    match = YAML_MARK.match(block.mark)
    if not match:
        count.bad(block.label, f"expected a comment that says what it is, found {block.mark!r}")
        return
    mark = match.groupdict()
    file = write_document(count, block, folder, mark)
    if file is None:
        return
    if mark["plain"]:
        count.good()
        return
    path = file.relative_to(folder)
    if mark["series"]:
        status, output = run([COMMAND, "programmes", "--format", "csv", "--series", path], folder)
        count.check(block.label, difference(status, [ANY], output))
    else:
        arguments = [COMMAND, "check", path]
        if mark["case"]:
            arguments += ["--programme", mark["case"]]
        status, output = run(arguments, folder)
        kind = "case" if mark["case"] else "programme"
        count.check(block.label, difference(status, [f"{path}: a {kind} without faults"], output))
    if not mark["name"] and not mark["more"]:
        file.unlink()


def run_block(count, block, following, folder):
    """One block by its kind."""
    reason = re.match(r"not run: (\S.*)", block.mark)
    if reason:
        count.not_run.append((block.label, reason.group(1)))
    elif block.kind == "sh":
        run_sh(count, block, folder)
    elif block.kind == "c":
        run_c(count, block, following, folder)
    elif block.kind == "python":
        run_python(count, block, following, folder)
    elif block.kind in ("yaml", "json") or block.kind == "csv" and block.mark.startswith("file "):
        run_document(count, block, folder)
    elif block.kind != "text output":
        count.bad(block.label, f"a block of {block.kind!r}: expected `not run: REASON` before it")


def run_file(count, file):
    """All blocks of a document, in a folder of their own."""
    folder = Path(tempfile.mkdtemp(prefix="pomost-docs-"))
    try:
        for entry in SOURCE.iterdir():
            if not entry.name.startswith((".", "build")):
                (folder / entry.name).symlink_to(entry)
        (folder / "build").symlink_to(COMMAND.parents[1])
        (folder / ".bin").mkdir()
        (folder / ".bin/pomost").symlink_to(COMMAND)
        blocks = split(file)[0]
        for place, block in enumerate(blocks):
            following = blocks[place + 1] if place + 1 < len(blocks) else None
            before = blocks[place - 1] if place else None
            if block.kind == "text output" and (before is None or before.kind not in ("c", "python")):
                count.bad(block.label, "output of nothing")
            run_block(count, block, following, folder)
    finally:
        shutil.rmtree(folder)


def check_links(count, file):
    """Links to files of the tree and to headings lead somewhere."""
    for number, link in links(file):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, fragment = link.partition("#")
        target = (file.parent / path).resolve() if path else file
        wrong = ""
        if not target.exists():
            wrong = f"no file {link}"
        elif fragment and fragment not in anchors(target):
            wrong = f"no heading {link}"
        count.check(f"{file.relative_to(SOURCE)}:{number}", wrong)


def check_lines(count, file):
    """Lines of prose of at most 120 characters; tables may be wider."""
    for number, line in split(file)[1]:
        if len(line) > 120 and not line.startswith("|"):
            count.bad(f"{file.relative_to(SOURCE)}:{number}", f"a line of {len(line)} characters")


def main():
    """Runs the named documents, or all."""
    count = Count()
    files = [Path(name).resolve() for name in sys.argv[1:]] or documents()
    for file in files:
        run_file(count, file)
        check_links(count, file)
        check_lines(count, file)
    for label, reason in count.not_run:
        print(f"not run: {label}: {reason}")
    if count.skipped:
        print(f"{count.skipped} SKIPPED, as the binding for Python cannot be imported")
    print(f"{count.passed} passed, {count.failed} failed")
    return 1 if count.failed else 0


if __name__ == "__main__":
    sys.exit(main())
