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


def result(folder: Path, explain: bool = False) -> pomost.Award:
    """The award, or the settlement that a file `settle` asks for, whose day is in it; with the
    payments beside it."""
    found = case(folder)
    if not is_settled(folder):
        return found.assess(explain=explain)
    day = (folder / "settle").read_text(encoding="utf-8").strip()
    on = day[len("on:") :].strip() or None
    payments = folder / "payments.csv"
    if payments.exists():
        return found.reconcile(payments.read_bytes(), on=on, explain=explain)
    return found.settle(on=on, explain=explain)


def call(folder: Path) -> pomost.Call:
    """The decisions on a ranking, with the cases that stand beside it."""
    programme = pomost.Programme.load(tree.programme_name(folder), series(folder))
    files = sorted((folder / "cases").glob("*.yaml"))
    ranking = folder / "ranking.csv"
    return programme.decide(
        ranking.read_bytes(), (pomost.Case.load(programme, file) for file in files), ranking
    )


def is_settled(folder: Path) -> bool:
    """Whether a settlement is expected in the place of the award."""
    return (folder / "settle").exists()


def _results(settled: bool) -> list[pomost.Award]:
    folders = (each for each in tree.golden_folders() if not (each / "refused").exists())
    return [result(each, explain=True) for each in folders if is_settled(each) == settled]


def awards() -> list[pomost.Award]:
    """The awards of all that are not refused, explained."""
    return _results(settled=False)


def settlements() -> list[pomost.Settlement]:
    """The settlements of all that are not refused, explained."""
    return [each for each in _results(settled=True) if isinstance(each, pomost.Settlement)]
