# SPDX-License-Identifier: Apache-2.0
"""The command as people call it: options, programmes, formats, help, exit status."""

import csv
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from suite import (
    CASE,
    COMMAND,
    DATA,
    DONE,
    OUTPUT,
    PROGRAMME,
    SOURCE,
    USAGE,
    Run,
    Suite,
    clean_environment,
)

JOWES = DATA / "programmes/pl/jowes/programme.yaml"
EXAMPLE = SOURCE / "tests/golden/jowes-example/case.yaml"
EXPECTED = SOURCE / "tests/golden/jowes-example/expected.json"
COMMANDS = (
    "award", "check", "diff", "programmes", "progress", "reconcile", "schema", "settle", "show", "test",
)
FORMATS = ("text", "json", "csv")

OWN = """pomost: 1
id: of-my-own
name: a programme of my own
currency: EUR
sources: {rules: {title: the rules, seen: 2026-11-22}}
source: rules
grant: {amount: {flat: 1234.56}}
"""


def jowes(*more, count=5, employed="2017-04-01", format="json"):
    """A JOWES award by options alone."""
    return Run(
        "award",
        "--programme",
        "jowes",
        "--workplaces",
        count,
        "--employed",
        employed,
        "--format",
        format,
        *more,
    )


def award_of(run):
    """The award that a run printed; an empty one where it printed none."""
    return json.loads(run.output) if run.status == DONE else {}


EXTENDED = ("--agreement", "2017-03-15", "--decision", "extension=2017-09-20")

# Label, workplaces, options, grant awarded, bridging awarded, total. The grant is 24 000 for each,
# at most 120 000 for the entity; bridging is 6 × 1 750, extended by 3 × 1 000 and 3 × 500.
FIGURES = (
    ("one", 1, EXTENDED, "24000.00", "15000.00", "39000.00"),
    ("one, not extended", 1, EXTENDED[:2], "24000.00", "10500.00", "34500.00"),
    ("five", 5, EXTENDED, "120000.00", "75000.00", "195000.00"),
    ("five, not extended", 5, EXTENDED[:2], "120000.00", "52500.00", "172500.00"),
    ("six", 6, EXTENDED, "120000.00", "90000.00", "210000.00"),
    ("seven", 7, EXTENDED, "120000.00", "105000.00", "225000.00"),
    (
        "five, a decision without a day",
        5,
        ("--decision", "extension"),
        "120000.00",
        "75000.00",
        "195000.00",
    ),
    (
        "five, no agreement",
        5,
        ("--decision", "extension=2017-09-20"),
        "120000.00",
        "75000.00",
        "195000.00",
    ),
    (
        "five that claim 10 000 each",
        5,
        (*EXTENDED, "--requested", "10000"),
        "50000.00",
        "75000.00",
        "125000.00",
    ),
    (
        "five that claim 19 999.99 each",
        5,
        (*EXTENDED, "--requested", "19999.99"),
        "99999.95",
        "75000.00",
        "174999.95",
    ),
    (
        "five that claim more than there is",
        5,
        (*EXTENDED, "--requested", "30000"),
        "120000.00",
        "75000.00",
        "195000.00",
    ),
    ("five full-time", 5, (*EXTENDED, "--job-fraction", "1"), "120000.00", "75000.00", "195000.00"),
    (
        "five of 40 hours of 40",
        5,
        (*EXTENDED, "--job-fraction", "40/40"),
        "120000.00",
        "75000.00",
        "195000.00",
    ),
)


def test_figures(suite):
    """The figures of JOWES, by options alone."""
    for label, count, options, grant, bridging, total in FIGURES:
        run = jowes(*options, count=count)
        award = award_of(run)
        found = [
            award.get("grant", {}).get("awarded"),
            award.get("bridging", {}).get("awarded"),
            award.get("total"),
        ]
        suite.equal(f"figures: {label}", found, [grant, bridging, total], run)
    text = jowes(*EXTENDED, format="text").output.decode()
    suite.check("figures: five as text", re.search(r"^total +195 000\.00 PLN$", text, re.M), text)


def test_seven(suite):
    """What 120 000 is for each of seven: the grosze left over go to the first."""
    award = award_of(jowes(*EXTENDED, count=7))
    grants = [workplace["grant"] for workplace in award.get("workplaces", [])]
    suite.equal("seven: shares", grants, ["17142.86"] * 5 + ["17142.85"] * 2)


def test_dates(suite):
    """Months from the 31st of January, and the agreement as the day when the grant is due."""
    award = award_of(jowes("--agreement", "2018-01-15", count=1, employed="2018-01-31"))
    rows = [[row["from"], row["to"], row["due"]] for row in award.get("instalments", [])]
    expected = [
        [None, None, "2018-01-15"],
        ["2018-01-31", "2018-02-27", "2018-01-31"],
        ["2018-02-28", "2018-03-30", "2018-02-28"],
        ["2018-03-31", "2018-04-29", "2018-03-31"],
        ["2018-04-30", "2018-05-30", "2018-04-30"],
        ["2018-05-31", "2018-06-29", "2018-05-31"],
        ["2018-06-30", "2018-07-30", "2018-06-30"],
    ]
    suite.equal("31 January: from, to, due", rows, expected)
    assumed = [each["rule"] for each in award.get("assumptions", [])]
    suite.check("31 January: month-end is assumed", "bridging.month-end" in assumed, assumed)
    award = award_of(jowes("--agreement", "2017-03-15", count=1))
    assumed = [each["rule"] for each in award.get("assumptions", [])]
    suite.check("1 April: month-end is not", "bridging.month-end" not in assumed, assumed)


def test_refused_options(suite):
    """Options that make a case which is refused."""
    for label, run, word in (
        ("half time", jowes("--job-fraction", "1/2"), "part-time"),
        ("no full number", jowes(count="1.5"), '"1.5"'),
        ("no workplace", jowes(count="0"), '"0"'),
        ("minus one workplace", jowes(count="-1"), '"-1"'),
        ("too many workplaces", jowes(count="10001"), "10000"),
        ("no such day", jowes(employed="2017-02-29"), "2017-02-29"),
        ("no such agreement", jowes("--agreement", "15.03.2017"), "15.03.2017"),
        (
            "an unknown decision",
            jowes("--decision", "extention=2017-09-20"),
            'did you mean "extension"?',
        ),
        ("a decision on no day", jowes("--decision", "extension="), "extension"),
        ("a grouped claim", jowes("--requested", "24,000"), '"24,000"'),
        ("a negative claim", jowes("--requested", "-1"), '"-1"'),
        ("an empty claim", jowes("--requested", ""), ""),
    ):
        suite.check(
            f"refused: {label}",
            run.status == CASE and not run.output and word in run.errors and run.errors,
            run,
        )


def test_programmes(suite, folder):
    """Programmes by id, by file, of one's own, and from another folder."""
    own = folder / "own.yaml"
    own.write_text(OWN, encoding="utf-8")
    options = ("--workplaces", "2", "--employed", "2017-04-01", "--format", "json")
    by_id = Run("award", "--programme", "jowes", *options)
    by_file = Run("award", "--programme", JOWES, *options)
    suite.equal("by id and by file: the same", by_id.output, by_file.output)
    for name in (own, "own.yaml", "./own.yaml"):
        run = Run("award", "--programme", name, *options, folder=folder)
        suite.equal(f"own: {Path(name).name}", award_of(run).get("total"), "2469.12", run)
    run = Run("award", "--programme", "nowhere", *options)
    suite.check(
        "unknown id", run.status == PROGRAMME and not run.output and '"nowhere"' in run.errors, run
    )
    run = Run("show", "nowhere")
    suite.check("show: unknown id", run.status == PROGRAMME and not run.output, run)
    run = Run("award", "--programme", "nowhere.yaml", *options, folder=folder)
    suite.check(
        "missing file",
        run.status == OUTPUT and not run.output and "nowhere.yaml" in run.errors,
        run,
    )
    for name in ("../pl/jowes", "pl/jowes", "jowes/../jowes", "", ".", ".."):
        run = Run("award", "--programme", name, *options)
        suite.check(f"no id: {name!r}", run.status in (PROGRAMME, OUTPUT) and not run.output, run)


def test_data(suite, folder):
    """--data comes before $POMOST_DATA, and that before the folder beside the command."""
    given, named = folder / "given", folder / "named"
    for place, name in ((given, "given"), (named, "named")):
        made = place / "programmes/xx/own"
        made.mkdir(parents=True)
        (made / "programme.yaml").write_text(
            OWN.replace("a programme of my own", name), encoding="utf-8"
        )
    variable = clean_environment(POMOST_DATA=str(named))
    nothing = clean_environment(POMOST_DATA=None)
    empty = clean_environment(POMOST_DATA="")
    for label, run, name in (
        ("--data", Run("show", "own", "--data", given, environment=nothing), b"given"),
        ("$POMOST_DATA", Run("show", "own", environment=variable), b"named"),
        (
            "--data before $POMOST_DATA",
            Run("show", "own", "--data", given, environment=variable),
            b"given",
        ),
    ):
        suite.check(label, run.status == DONE and run.output.startswith(name), run)
    run = Run("show", "own", environment=nothing)
    suite.check("neither: no such programme", run.status == PROGRAMME, run)
    run = Run("show", "jowes", environment=variable)
    suite.check("the first folder is taken whole", run.status == PROGRAMME and not run.output, run)
    run = Run("show", "jowes", "--data", folder / "nothing-here")
    suite.check(
        "--data that is not there", run.status in (PROGRAMME, OUTPUT) and not run.output, run
    )
    for label, environment in (("beside the command", nothing), ("an empty $POMOST_DATA", empty)):
        run = Run("programmes", environment=environment)
        suite.check(f"programmes: {label}", run.status == DONE and b"jowes" in run.output, run)
    run = Run("programmes", "--data", given, "--format", "json")
    listed = json.loads(run.output) if run.status == DONE else []
    suite.equal(
        "programmes: those of the folder", [each["id"] for each in listed], ["of-my-own"], run
    )
    (given / "programmes/xx/bad").mkdir()
    (given / "programmes/xx/bad/programme.yaml").write_text("pomost: 2\n")
    run = Run("programmes", "--data", given)
    suite.check(
        "programmes: a bad one is told, the others are listed",
        run.status == PROGRAMME and b"of-my-own" in run.output and "POMOST-" in run.errors,
        run,
    )


def test_lists(suite):
    """Programmes and rules in each format."""
    for name in (("programmes",), ("show", "jowes"), ("show", str(JOWES))):
        for format in FORMATS:
            run = Run(*name, "--format", format)
            label = f"{' '.join(name[:1])} {format}"
            suite.check(
                f"{label}: printed",
                run.status == DONE and not run.errors and run.output.endswith(b"\n"),
                run,
            )
            if format == "json":
                read = json.loads(run.output)
                suite.check(f"{label}: JSON", "jowes" in json.dumps(read), run)
            if format == "csv":
                rows = list(csv.reader(io.StringIO(run.output.decode())))
                widths = {len(row) for row in rows}
                suite.check(
                    f"{label}: CSV of one width", len(rows) > 1 and len(widths) == 1, widths
                )
    first = Run("programmes").output.decode().split()[0]
    ids = [
        line for line in Run("programmes").output.decode().splitlines() if not line.startswith(" ")
    ]
    suite.check("programmes: by id", ids == sorted(ids) and first == ids[0], ids)


def test_formats(suite):
    """An award in each format, with the reasons and without."""
    for format in FORMATS:
        for more in ((), ("--explain",)):
            run = Run("award", EXAMPLE, "--format", format, *more)
            label = " ".join(("award", format, *more))
            suite.check(
                f"{label}: printed",
                run.status == DONE and not run.errors and run.output.endswith(b"\n"),
                run,
            )
            suite.check(
                f"{label}: no tab, no CR", b"\t" not in run.output and b"\r" not in run.output
            )
    run = Run("award", EXAMPLE)
    suite.equal(
        "text is what nothing says", run.output, Run("award", EXAMPLE, "--format", "text").output
    )
    suite.check("no colour where there is no terminal", b"\x1b" not in run.output)
    award = json.loads(Run("award", EXAMPLE, "--format", "json").output)
    rows = list(
        csv.DictReader(io.StringIO(Run("award", EXAMPLE, "--format", "csv").output.decode()))
    )
    suite.equal("csv: a row for each instalment", len(rows), len(award["instalments"]))
    for key in ("workplace", "part", "from", "due", "amount"):
        left = [row[key] for row in rows]
        right = [row[key] if row[key] is not None else "" for row in award["instalments"]]
        suite.equal(f"csv: {key} is that of JSON", left, right)


def examples_of(text):
    """The example of a help: what follows `example:`, lines joined."""
    found = re.search(r"^example: ((?:.*\\\n)*.*)$", text, re.M)
    return found.group(1).replace("\\\n", " ") if found else ""


def test_help(suite, folder):
    """Help goes to standard output, and its example runs."""
    for name, example in (("case", "jowes-case"), ("achieved", "sociolab-achieved")):
        text = (SOURCE / f"docs/examples/{example}.yaml").read_text(encoding="utf-8")
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    shutil.copy(JOWES, folder / "my-programme.yaml")
    # Due by the end of 2017: grants of 115 999.99, nine months for four workplaces, eight for w2.
    paid = "date,amount,reference\n2017-12-31,182499.99,all at once\n"
    (folder / "payments.csv").write_text(paid, encoding="utf-8")
    path = f"{Path(COMMAND).parent}:{os.environ.get('PATH', '')}"
    environment = clean_environment(PATH=path)
    for name in ((), *((command,) for command in COMMANDS)):
        for option in ("--help", "-h"):
            run = Run(*name, option)
            label = " ".join((*name, option))
            suite.check(
                f"{label}: printed", run.status == DONE and not run.errors and run.output, run
            )
        text = run.output.decode()
        suite.check(f"{label}: lines of at most 100", max(map(len, text.splitlines())) <= 100)
        example = examples_of(text)
        suite.check(f"{label}: has an example", example.startswith("pomost "), text)
        done = subprocess.run(
            ["/bin/sh", "-c", example],
            cwd=folder,
            env=environment,
            capture_output=True,
            timeout=60,
            check=False,
        )
        suite.check(
            f"{label}: the example runs",
            done.returncode == 0 and not done.stderr,
            example,
            done.stderr,
        )
    text = Run("--help").output.decode()
    for command in COMMANDS:
        suite.check(f"--help lists {command}", re.search(rf"^  {command} ", text, re.M), text)
    options = set(re.findall(r"--[a-z-]+", Run("award", "--help").output.decode()))
    tried = {
        "--data",
        "--decision",
        "--employed",
        "--explain",
        "--format",
        "--job-fraction",
        "--overlay",
        "--programme",
        "--requested",
        "--series",
        "--set",
        "--workplaces",
        "--agreement",
    }
    suite.equal("award: every option is tried here", sorted(options), sorted(tried))


def test_version(suite):
    """The version is that of the header."""
    header = (SOURCE / "include/pomost/version.h").read_text(encoding="utf-8")
    parts = [
        re.search(rf"VERSION_{name} (\d+)", header).group(1) for name in ("MAJOR", "MINOR", "PATCH")
    ]
    run = Run("--version")
    suite.equal("--version", run.output.decode(), f"pomost {'.'.join(parts)}\n", run)


def test_usage(suite):
    """Wrong use."""
    for words in (
        "",
        "--nothing",
        "nothing",
        "awrad",
        "award",
        "award --programme",
        "award --programme jowes",
        "award --programme jowes --workplaces 5",
        "award --programme jowes --employed 2017-04-01",
        "award --programme jowes --workplaces 5 --employed 2017-04-01 --decision =2017-09-20",
        "award --programme jowes --workplaces 5 --employed 2017-04-01 --decision a.b=2017-09-20",
        "award --programme jowes --workplaces 5 --employed 2017-04-01 --decision a --decision a=2017-09-20",
        "award a.yaml b.yaml",
        "award a.yaml --workplaces 5",
        "award a.yaml --format xml",
        "award a.yaml --format",
        "award a.yaml --nothing",
        "award a.yaml --explain=yes",
        "award --workplaces 5 --employed 2017-04-01",
        "check",
        "check a.yaml b.yaml",
        "check a.yaml --format xml",
        "check a.yaml --programme",
        "programmes jowes",
        "programmes --format xml",
        "programmes --data",
        "schema",
        "schema award",
        "schema case case",
        "show",
        "show a b",
        "show jowes --format xml",
        "show jowes --explain",
        "schema --nothing",
    ):
        run = Run(*shlex.split(words))
        good = run.status == USAGE and not run.output and run.errors
        suite.check(f"usage: pomost {words}", good, run)
    run = Run("award", "--format", "xml", EXAMPLE)
    suite.check("usage: names what is wrong", "xml" in run.errors and "--help" in run.errors, run)


def test_check(suite, folder):
    """check of what has no faults, and of what cannot be read."""
    run = Run("check", JOWES)
    suite.check("check: a programme", run.status == DONE and not run.errors and run.output, run)
    run = Run("check", EXAMPLE)
    suite.check("check: a case", run.status == DONE and not run.errors and run.output, run)
    run = Run("check", EXAMPLE, "--programme", JOWES)
    suite.check("check: a case with its programme's file", run.status == DONE, run)
    own = folder / "check-own.yaml"
    own.write_text(OWN, encoding="utf-8")
    run = Run("check", EXAMPLE, "--programme", own)
    suite.check(
        "check: a case of another programme", run.status == CASE and "POMOST-16" in run.errors, run
    )
    for name in ("check", "award", "show"):
        run = Run(name, folder / "nothing.yaml")
        suite.check(
            f"{name}: a file that is not there", run.status == OUTPUT and not run.output, run
        )
        if name == "show":
            continue
        run = Run(name, f"{folder}/")
        suite.check(f"{name}: a folder", run.status == OUTPUT and not run.output, run)
    run = Run("award", JOWES)
    suite.check("award: a programme is no case", run.status == CASE and not run.output, run)
    run = Run("award", "--programme", EXAMPLE, "--workplaces", "1", "--employed", "2017-04-01")
    suite.check("award: a case is no programme", run.status == PROGRAMME and not run.output, run)


def test_output(suite, folder):
    """Output that does not arrive, and input from a pipe."""
    for words in (
        ("award", EXAMPLE, "--format", "json"),
        ("award", EXAMPLE),
        ("show", "jowes"),
        ("programmes",),
        ("programmes", "--format", "json"),
        ("schema", "case"),
        ("check", JOWES),
        ("--help",),
        ("award", "--help"),
        ("--version",),
    ):
        label = " ".join(Path(word).name for word in map(str, words))
        command = [COMMAND, *map(str, words)]
        if os.path.exists("/dev/full"):
            with open("/dev/full", "wb") as full:
                done = subprocess.run(
                    command,
                    stdout=full,
                    stderr=subprocess.PIPE,
                    env=clean_environment(),
                    check=False,
                    timeout=60,
                )
            suite.check(f"full: {label}", done.returncode == OUTPUT and done.stderr, done)
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run(
            command,
            stdout=writer,
            stderr=subprocess.PIPE,
            env=clean_environment(),
            check=False,
            timeout=60,
            restore_signals=False,
        )
        os.close(writer)
        suite.equal(f"closed pipe: {label}", done.returncode, OUTPUT, done.stderr)
        done = subprocess.run(
            ["/bin/sh", "-c", '"$@" >&-', "-", *command],
            stderr=subprocess.PIPE,
            env=clean_environment(),
            check=False,
            timeout=60,
        )
        suite.equal(f"no standard output: {label}", done.returncode, OUTPUT, done.stderr)
    large = folder / "large.yaml"
    large.write_text(
        "pomost: 1\nid: l\nprogramme: jowes\nworkplaces:\n"
        "  - {count: 5000, employed: 2017-04-01, job-fraction: 1}\n"
    )
    done = subprocess.run(
        [
            "/bin/sh",
            "-c",
            '("$@"; echo $? >&2) | head -1',
            "-",
            COMMAND,
            "award",
            str(large),
            "--format",
            "csv",
        ],
        capture_output=True,
        env=clean_environment(),
        check=False,
        timeout=60,
    )
    status = done.stderr.decode().split()
    suite.check(
        "head: ends early with no crash", status and status[-1] in ("5", "141"), done.stderr
    )


def test_input(suite, folder):
    """The same case by other ways, and written in other ways: the same bytes."""
    expected = EXPECTED.read_bytes()
    text = EXAMPLE.read_bytes()
    run = Run("award", "/dev/stdin", "--format", "json", text=text)
    suite.check("a case from a pipe", run.output == expected, run)
    run = Run(
        "award", EXAMPLE, "--programme", "/dev/stdin", "--format", "json", text=JOWES.read_bytes()
    )
    suite.check("a programme from a pipe", run.output == expected, run)
    run = Run("check", "/dev/stdin", text=text)
    suite.check("check from a pipe", run.status == DONE, run)
    path = folder / "written.yaml"
    for label, written in (
        ("no last newline", text.rstrip(b"\n")),
        ("many last newlines", text + b"\n\n\n"),
        ("CR LF", text.replace(b"\n", b"\r\n")),
        ("CR LF and no last one", text.replace(b"\n", b"\r\n").rstrip(b"\r\n")),
        ("a byte order mark", b"\xef\xbb\xbf" + text),
        ("a byte order mark and CR LF", b"\xef\xbb\xbf" + text.replace(b"\n", b"\r\n")),
        ("a marked document", b"---\n" + text + b"...\n"),
        ("comments", b"# a case\n" + text.replace(b"\n", b"  # so\n")),
        ("quoted amounts", re.sub(rb": (24000|19999\.99|1)([,}])", rb': "\1"\2', text)),
    ):
        path.write_bytes(written)
        run = Run("award", path, "--format", "json")
        suite.check(f"written: {label}", run.output == expected, run)
    programme = JOWES.read_bytes()
    for label, written in (
        ("no last newline", programme.rstrip(b"\n")),
        ("CR LF", programme.replace(b"\n", b"\r\n")),
        ("a byte order mark", b"\xef\xbb\xbf" + programme),
    ):
        path.write_bytes(written)
        run = Run("award", EXAMPLE, "--programme", path, "--format", "json")
        suite.check(f"written: the programme, {label}", run.output == expected, run)
    shown = Run("show", "jowes", "--format", "json").output
    path.with_suffix(".json").write_bytes(shown)
    run = Run("award", EXAMPLE, "--programme", path.with_suffix(".json"), "--format", "json")
    suite.check("written: the programme as JSON, as show prints it", run.output == expected, run)


def comma_locale(folder):
    """Makes de_DE with the decimal comma; the environment for it, or None and why not."""
    made = folder / "de_DE.UTF-8"
    done = subprocess.run(
        ["localedef", "-i", "de_DE", "-f", "UTF-8", str(made)],
        capture_output=True,
        check=False,
        timeout=300,
    )
    environment = clean_environment(LOCPATH=str(folder), LC_ALL="de_DE.UTF-8", LANG="de_DE.UTF-8")
    script = (
        "import locale\n"
        "locale.setlocale(locale.LC_ALL, '')\n"
        "print(locale.localeconv()['decimal_point'])\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", script],
        env=environment,
        capture_output=True,
        check=False,
        timeout=60,
    )
    if said.stdout.strip() != b",":
        return None, done.stderr.decode() + said.stderr.decode()
    return environment, ""


def test_surroundings(suite, folder):
    """The same bytes in every locale, time zone and folder."""
    try:
        german, why = comma_locale(folder)
    except FileNotFoundError as error:
        german, why = None, str(error)
    suite.check("a locale with a decimal comma can be made", german is not None, why)
    surroundings = [
        ("C", clean_environment(LC_ALL="C")),
        ("C.UTF-8", clean_environment(LC_ALL="C.UTF-8")),
        ("no locale", clean_environment(LC_ALL=None)),
        ("a locale that is not there", clean_environment(LC_ALL="xx_XX")),
        ("no terminal", clean_environment(TERM="dumb", NO_COLOR="1")),
    ]
    if german:
        surroundings.append(("decimal comma", german))
    for zone in (
        "UTC",
        "Europe/Warsaw",
        "Pacific/Kiritimati",
        "America/New_York",
        "XXX+24:00",
        ":bad",
    ):
        surroundings.append((f"TZ={zone}", clean_environment(TZ=zone)))
    commands = [("award", EXAMPLE, "--explain", "--format", format) for format in FORMATS]
    commands += [
        ("show", "jowes"),
        ("programmes",),
        ("schema", "case"),
        ("check", folder / "none.yaml"),
    ]
    (folder / "none.yaml").write_text("grant: 1,5\n")
    for words in commands:
        plain = Run(*words)
        for label, environment in surroundings:
            run = Run(*words, environment=environment)
            same = (run.status, run.output, run.errors) == (
                plain.status,
                plain.output,
                plain.errors,
            )
            name = " ".join(Path(word).name for word in map(str, words))
            suite.check(f"{label}: {name}", same, run)


def main():
    """All of it."""
    suite = Suite()
    test_figures(suite)
    test_seven(suite)
    test_dates(suite)
    test_refused_options(suite)
    test_lists(suite)
    test_formats(suite)
    test_version(suite)
    test_usage(suite)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for test in (
            test_programmes,
            test_data,
            test_help,
            test_check,
            test_output,
            test_input,
            test_surroundings,
        ):
            place = folder / test.__name__
            place.mkdir()
            test(suite, place)
    return suite.end()


if __name__ == "__main__":
    sys.exit(main())
