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

#: A case of it.
SMALL_CASE = """pomost: 1
id: c
programme: small
workplaces: [{id: w1, employed: 2017-01-01, job-fraction: 1}]
"""

#: A unit rate by date and hours, spread over twelve months.
UNIT_RATE = """pomost: 1
id: unit-rate
name: A programme of a unit rate
currency: PLN
sources: {rules: {title: the rules, seen: 2026-11-22}}
source: rules
at: agreement
grant: {amount: {flat: 35212}}
bridging:
  from: employment
  month-end: clamp
  phases:
    - name: maintenance
      months: 12
      amount:
        per: phase
        spread: rest-last
        flat:
          table:
            - {from: 2024-03-26, job-fraction: 1,   value: 38178}
            - {from: 2024-03-26, job-fraction: 3/4, value: 28634}
            - {from: 2024-07-01, job-fraction: 1,   value: 38700}
            - {from: 2024-07-01, job-fraction: 3/4, value: 29026}
together: [grant, maintenance]
"""

#: A series with a gap, a percentage, a ratio and an unknown value.
SERIES = """pomost: 1
series: rates
unit: "PLN"
source: "made for the tests"
known-to: 2014-12-31
rows:
  - {from: 2010-01-01, value: 1317}
  - {from: 2011-01-01, to: 2011-12-31, value: 1386.50}
  - {from: 2012-02-01, value: 8.5%}
  - {from: 2013-01-01, value: 3/4}
  - {from: 2014-01-01, value: unknown}
"""

#: A programme whose grant is three times a value of that series.
BY_SERIES = """pomost: 1
id: by-series
name: A programme that names a series
currency: PLN
sources: {rules: {title: the rules, seen: 2026-11-22}}
source: rules
grant: {amount: {up-to: {times: [3, {series: rates, at: agreement}]}}}
"""

#: Two editions of one programme: 100 for agreements from 2020 on, 150 from 2022 on.
FIRST_EDITION = """pomost: 1
id: twice
name: A programme of two editions
currency: PLN
sources: {rules: {title: the rules, seen: 2026-11-22}}
source: rules
edition: {from: 2020-01-01, at: agreement}
grant: {amount: {flat: 100}}
targets: {workplaces: 40, never: 0}
"""
SECOND_EDITION = FIRST_EDITION.replace("2020-01-01", "2022-07-01").replace("flat: 100", "flat: 150")


def golden_folders() -> list[Path]:
    """The golden cases; a golden ranking has no case of its own."""
    return sorted(folder for folder in GOLDEN.iterdir() if (folder / "case.yaml").exists())


def ranked_folders() -> list[Path]:
    """The golden rankings."""
    return sorted(folder for folder in GOLDEN.iterdir() if (folder / "ranking.csv").exists())


def programme_name(folder: Path) -> str | Path:
    """The programme of a golden or bad case: its own file, or the id of a packaged one."""
    own = folder / "programme.yaml"
    if own.exists():
        return own
    return (folder / "programme").read_text(encoding="utf-8").strip()
