# SPDX-License-Identifier: Apache-2.0
"""The golden cases, which other tests share: what stands in their folders."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

import tree

import pomost


def series(folder: Path) -> Optional[pomost.Series]:
    """The series that a golden case brings with it."""
    files = sorted((folder / "series").glob("*.yaml"))
    if not files:
        return None
    found = pomost.Series()
    for file in files:
        found.load(file)
    return found


def case(folder: Path) -> pomost.Case:
    """The case, under its programme."""
    programme = pomost.Programme.load(tree.programme_name(folder), series(folder))
    return pomost.Case.load(programme, folder / "case.yaml")


def awards() -> list[pomost.Award]:
    """The awards of all that are not refused, explained."""
    folders = (each for each in tree.golden_folders() if not (each / "refused").exists())
    return [case(folder).assess(explain=True) for folder in folders]
