# SPDX-License-Identifier: Apache-2.0
"""Where the tests find the sources, and the documents that they share with the other tests."""

from __future__ import annotations

import os
from pathlib import Path

SOURCE = Path(os.environ.get("POMOST_SOURCE") or Path(__file__).resolve().parents[3])
PACKAGE = Path(__file__).resolve().parents[1]
GOLDEN = SOURCE / "tests" / "golden"
BAD = SOURCE / "tests" / "data" / "bad"

#: A programme that needs no data: a grant up to 100, two phases, two funds, one cap.
SMALL = """pomost: 1
id: small
name: A small programme
currency: PLN
sources: {rules: {title: the rules, seen: 2026-11-22}}
source: rules
rounding: half-up
grant: {amount: {up-to: 100}}
bridging:
  from: employment
  month-end: clamp
  phases:
    - {name: basic, months: 2, amount: {flat: {times: [10, job-fraction]}}}
    - {name: more, months: 1, amount: {flat: 5}, requires: extension}
caps:
  - {name: entity, on: grant, per: entity, amount: 150, trim: proportional}
financing:
  - {name: EU, share: 85%}
  - {name: state, share: rest}
assumed:
  bridging.from: "the source is silent"
"""


def golden_folders() -> list[Path]:
    """The golden cases."""
    return sorted(folder for folder in GOLDEN.iterdir() if folder.is_dir())


def programme_name(folder: Path) -> str | Path:
    """The programme of a golden or bad case: its own file, or the id of a packaged one."""
    own = folder / "programme.yaml"
    if own.exists():
        return own
    return (folder / "programme").read_text(encoding="utf-8").strip()
