# SPDX-License-Identifier: Apache-2.0
"""Each subcommand and each option of `pomost COMMAND --help` stands in the man page and in the
completions, and nothing else does; bash completes as expected; mandoc finds no fault.

POMOST_COMMAND is the command, POMOST_SOURCE the root of the tree.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from blocks import SOURCE

COMMAND = Path(os.environ.get("POMOST_COMMAND", SOURCE / "build/cli/pomost")).resolve()
MAN = SOURCE / "docs/pomost.1"
BASH = SOURCE / "docs/completion/pomost.bash"
ZSH = SOURCE / "docs/completion/_pomost"

COMPLETIONS = (
    (["pomost", ""],
     {"award", "call", "check", "diff", "forecast", "programmes", "progress", "reconcile", "schema", "settle",
      "show", "test", "--help", "--version"}),
    (["pomost", "aw"], {"award"}),
    (["pomost", "award", "--format", ""], {"text", "json", "csv"}),
    (["pomost", "award", "--work"], {"--workplaces"}),
    (["pomost", "award", "--programme", "jow"], {"jowes"}),
    (["pomost", "award", "--data", str(SOURCE / "data"), "--programme", "jow"], {"jowes"}),
    (["pomost", "show", "jow"], {"jowes"}),
    (["pomost", "test", "jow"], {"jowes"}),
    (["pomost", "show", "--fi"], {"--figures"}),
    (["pomost", "settle", "--s"], {"--since", "--series", "--set"}),
    (["pomost", "reconcile", "--o"], {"--on", "--overlay"}),
    (["pomost", "call", "jow"], {"jowes"}),
    (["pomost", "call", "--f"], {"--format"}),
    (["pomost", "forecast", "--by", ""], {"month", "due"}),
    (["pomost", "forecast", "--o"], {"--on", "--overlay"}),
    (["pomost", "reconcile", "--on", ""], set()),
    (["pomost", "schema", "c"], {"case"}),
    (["pomost", "check", "--employed"], set()),
)


def output(*arguments):
    """What the command prints."""
    return subprocess.run(
        [str(COMMAND), *arguments], stdout=subprocess.PIPE, encoding="utf-8", check=True
    ).stdout


def subcommands():
    """Each subcommand with its options."""
    names = re.findall(r"^  (\w+)  +\S", output("--help"), re.M)
    return {name: set(re.findall(r"^  (--[\w-]+)", output(name, "--help"), re.M)) for name in names}


def man_options():
    """The options of each subcommand in the man page."""
    sections = re.split(r"^\.Ss pomost ", MAN.read_text(encoding="utf-8"), flags=re.M)[1:]
    return {
        section.split("\n")[0]: {
            f"--{name}" for name in re.findall(r"^\.It Fl -([\w-]+)", section.split("\n.Sh ")[0], re.M)
        }
        for section in sections
    }


def bash_options():
    """The options of each subcommand in the completion for bash."""
    found = re.findall(r"^\t(\w+)\)\n\t\twords='([^']*)'", BASH.read_text(encoding="utf-8"), re.M)
    return {name: set(re.findall(r"--[\w-]+", words)) - {"--help"} for name, words in found}


def zsh_options():
    """The options of each subcommand in the completion for zsh."""
    text = ZSH.read_text(encoding="utf-8")
    found = {}
    for name, body in re.findall(r"^(\w+)\)\n(.*?)^\t;;", text, re.M | re.S):
        body = body.replace("$format", "'--format[").replace("$data", "'--data[ '--series[")
        body = body.replace("$changes", "'--set[ '--overlay[")
        found[name] = set(re.findall(r"'\*?(--[\w-]+)\[", body)) - {"--help"}
    return found


def complete(words):
    """What bash completes."""
    script = 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _pomost; printf "%s\\n" "${COMPREPLY[@]}"'
    environment = dict(os.environ, POMOST_DATA=str(SOURCE / "data"))
    environment["PATH"] = f"{COMMAND.parent}{os.pathsep}{environment['PATH']}"
    done = subprocess.run(
        ["bash", "-c", script, "bash", str(BASH), *words],
        stdout=subprocess.PIPE, encoding="utf-8", env=environment, cwd=SOURCE / "docs", check=True,
    )
    return set(done.stdout.split())


def main():
    """All comparisons."""
    passed = failed = 0
    real = subcommands()
    checks = [("man page", man_options(), real), ("bash", bash_options(), real), ("zsh", zsh_options(), real)]
    if shutil.which("bash"):
        checks += [(" ".join(words), complete(words), expected) for words, expected in COMPLETIONS]
    else:
        print("SKIPPED: no bash to complete with")
    if shutil.which("mandoc"):
        lint = subprocess.run(
            ["mandoc", "-T", "lint", str(MAN)], stdout=subprocess.PIPE, encoding="utf-8", check=False
        )
        checks.append(("mandoc -T lint", re.sub(r"mandoc: .*referenced manual not found.*\n", "", lint.stdout), ""))
    else:
        print("SKIPPED: no mandoc")
    for label, found, expected in checks:
        if found == expected:
            passed += 1
        else:
            failed += 1
            print(f"FAIL {label}\n     expected {expected}\n     found    {found}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
