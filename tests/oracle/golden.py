"""The golden cases: one folder of `tests/golden` is one case.

    python3 tests/oracle/golden.py            check every folder against the oracle
    python3 tests/oracle/golden.py --write    write each `expected.json` anew, then check

A folder holds `case.yaml`; `programme.yaml` or a file `programme` with the id of a programme under
`data/programmes`; and either `expected.json` with `figures`, or `refused` with the last word of the
status that is expected; and `series/*.yaml` where the programme names any. `figures` holds what was
worked out by hand, one fact a line:

    PATH = VALUE          # where it comes from
    count(PATH) = NUMBER  # the length of a list or an object

Each `expected.json` comes from the oracle and must satisfy its `figures`.

A folder with a file `settle` expects the settlement of the case in the place of the award; the file
is empty or says `on: DATE`. With `payments.csv` beside it the payments are held against it. One with `ranking.csv`, and in the place of a case as many as it needs
under `cases`, expects what is decided on a call; the reasons of refused applications are not
compared.
"""

import datetime
import json
import re
import sys
from pathlib import Path

from call import call
from literals import Refusal, parse_date
from nodes import load_yaml
from oracle import award, to_json
from reconcile import reconcile
from settle import settle

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden"


def programme_file(folder: Path) -> Path:
    """The programme of a golden case: its own, or one of `data/programmes`."""
    if (folder / "programme.yaml").exists():
        return folder / "programme.yaml"
    identity = (folder / "programme").read_text(encoding="utf-8").strip()
    [found] = (ROOT / "data" / "programmes").glob(f"*/{identity}/programme.yaml")
    return found


def series_files(folder: Path) -> list[Path]:
    """The series of a golden case."""
    return sorted((folder / "series").glob("*.yaml"))


def case_files(folder: Path) -> list[Path]:
    """The cases of a golden ranking, where its lines do not say all."""
    return sorted((folder / "cases").glob("*.yaml"))


def settled_on(folder: Path) -> datetime.date | None:
    """The day of a settlement, where its file says one."""
    text = (folder / "settle").read_text(encoding="utf-8").strip()
    return parse_date(text.removeprefix("on:").strip()) if text else None


def result_of(folder: Path) -> dict:
    """The award, the settlement or the decisions that a folder asks for."""
    series = [load_yaml(str(path)) for path in series_files(folder)]
    programme = load_yaml(str(programme_file(folder)))
    if (folder / "ranking.csv").exists():
        ranking = (folder / "ranking.csv").read_text(encoding="utf-8")
        cases = [load_yaml(str(path)) for path in case_files(folder)]
        return call(programme, ranking, cases, series)
    case = load_yaml(str(folder / "case.yaml"))
    if (folder / "payments.csv").exists():
        payments = (folder / "payments.csv").read_bytes().decode("utf-8")
        return reconcile(programme, case, payments, series, settled_on(folder)).report()
    if (folder / "settle").exists():
        return settle(programme, case, series, settled_on(folder))
    return award(programme, case, series)


def look_up(result: object, path: str) -> object:
    """The value at `instalments[1].from` and the like."""
    for key, place in re.findall(r"([^.\[\]]+)|\[(\d+)\]", path):
        result = result[key] if key else result[int(place)]
    return result


def as_text(value: object) -> str:
    """A text stands for itself, anything else for its JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def wrong_figures(figures: str, result: dict) -> list[str]:
    """The lines of `figures` that do not hold."""
    wrong = []
    for line in figures.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        match = re.fullmatch(r"(count\()?([^=()]+)\)? = (.*?)(\s+#.*)?", line)
        if match is None:
            wrong.append(f"not PATH = VALUE: {line}")
            continue
        counted, path, value = match.group(1, 2, 3)
        try:
            found = look_up(result, path)
        except (KeyError, IndexError, TypeError):
            wrong.append(f"{path} does not exist")
            continue
        found = len(found) if counted else found
        if as_text(found) != value:
            wrong.append(f"{path}: {as_text(found)} instead of {value}")
    return wrong


def check_folder(folder: Path, write: bool) -> list[str]:
    """What is wrong with one golden case."""
    try:
        result = result_of(folder)
    except Refusal as refusal:
        if not (folder / "refused").exists():
            return [f"refused: {refusal}"]
        word = (folder / "refused").read_text(encoding="utf-8").strip()
        return [] if word == refusal.kind else [f"refused as {refusal}, not {word}"]
    if (folder / "refused").exists():
        return ["not refused"]
    expected = folder / "expected.json"
    if write:
        expected.write_text(to_json(result), encoding="utf-8", newline="\n")
    wrong = wrong_figures((folder / "figures").read_text(encoding="utf-8"), result)
    if expected.read_bytes() != to_json(result).encode():
        wrong.append("expected.json is not what the oracle gives")
    return wrong


def main(arguments: list[str]) -> int:
    """Check all folders; the exit status is 1 where something is wrong."""
    folders = sorted(folder for folder in GOLDEN.iterdir() if folder.is_dir())
    failures = 0
    for folder in folders:
        for wrong in check_folder(folder, "--write" in arguments):
            print(f"{folder.name}: {wrong}")
            failures += 1
    print(f"{len(folders)} golden cases, {failures} faults")
    return 1 if failures or not folders else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
