#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Refuses an `#include` that climbs: each floor of lib/ uses only those under it."""

import os
import re
import sys
from pathlib import Path

FLOORS = ["base", "number", "calendar", "text", "rules", "case", "award", "life", "call", "forecast", "report", "check"]
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)
SOURCE = Path(os.environ.get("POMOST_SOURCE", Path(__file__).resolve().parent.parent))


def climbs_of(path: Path) -> list[str]:
    """What a file of lib/ includes that it may not."""
    floor = FLOORS.index(path.relative_to(SOURCE / "lib").parts[0])
    climbs = []
    for mark, name in INCLUDE.findall(path.read_text(encoding="utf-8")):
        folder = name.split("/")[0]
        if mark == '"' and (folder not in FLOORS or FLOORS.index(folder) > floor):
            climbs.append(name)
        if name == "gmp.h" and path.name != "limbs.h":
            climbs.append(name)
        if name == "yaml.h" and folder != "text" and path.parent.name != "text":
            climbs.append(name)
    return climbs


def strays_of(path: Path) -> list[str]:
    """What a file of cli/ or a public header includes that is not public."""
    text = path.read_text(encoding="utf-8")
    return [
        name
        for mark, name in INCLUDE.findall(text)
        if name in ("gmp.h", "yaml.h") or name.split("/")[0] in FLOORS
    ]


def main() -> int:
    """Prints each fault; the status is 1 if there was one."""
    library = sorted((SOURCE / "lib").rglob("*.[ch]"))
    outside = sorted((SOURCE / "cli").glob("*.[ch]")) + sorted((SOURCE / "include").rglob("*.h"))
    faults = [f"{path}: {name}" for path in library for name in climbs_of(path)]
    faults += [f"{path}: {name}" for path in outside for name in strays_of(path)]
    for fault in faults:
        print(f"an include that climbs: {fault}")
    print(f"{len(library) + len(outside)} files, {len(faults)} faults")
    return 1 if faults or not library else 0


if __name__ == "__main__":
    sys.exit(main())
