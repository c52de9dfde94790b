# SPDX-License-Identifier: Apache-2.0
"""The library and the data of the tests, and what many of them start from."""

from __future__ import annotations

import os

import pytest
import tree

os.environ.setdefault("POMOST_LIBRARY", str(tree.SOURCE / "build" / "lib" / "libpomost.so"))
os.environ.setdefault("POMOST_DATA", str(tree.SOURCE / "data"))

import pomost  # noqa: E402


@pytest.fixture
def small() -> pomost.Programme:
    return pomost.Programme.parse(tree.SMALL)


@pytest.fixture
def case(small: pomost.Programme) -> pomost.Case:
    return pomost.Case.build(
        small,
        id="c1",
        decisions={"extension": True},
        workplaces=[
            {"id": "w1", "employed": "2017-01-31", "job-fraction": 1, "requested": "99.99"},
            {"id": "w2", "employed": "2017-02-01", "job-fraction": 1},
        ],
    )


@pytest.fixture
def award(case: pomost.Case) -> pomost.Award:
    return case.assess(explain=True)
