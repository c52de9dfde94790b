# SPDX-License-Identifier: Apache-2.0
"""The rows of what is found out about a programme: findings, tests, progress."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Optional

__all__ = ["Finding", "Progress", "TestDifference", "TestResult"]


@dataclass(frozen=True)
class Finding:
    """What can never be right in a programme, or probably is not."""

    #: The code, which is permanent.
    code: str
    #: The name of the file as it was given; None where the programme came from none.
    file: Optional[str]
    #: Line and column, from 1; 0 where there are none.
    line: int
    column: int
    #: The path of the value in the programme.
    path: str
    message: str
    #: What to do about it.
    remedy: str

    @classmethod
    def _of(cls, row: dict[str, Any]) -> Finding:
        return cls(
            code=row["code"],
            file=row["file"] or None,
            line=int(row["line"] or 0),
            column=int(row["column"] or 0),
            path=row["path"] or "",
            message=row["message"],
            remedy=row["remedy"] or "",
        )


@dataclass(frozen=True)
class Progress:
    """How far one target of a programme is reached."""

    name: str
    #: At least so many are to be reached, and so many were.
    target: int
    achieved: int
    #: What was achieved over the target, exactly; None for a target of 0.
    ratio: Optional[Fraction]
    reached: bool

    @classmethod
    def _of(cls, name: str, row: dict[str, Any]) -> Progress:
        return cls(
            name=name,
            target=int(row["target"]),
            achieved=int(row["achieved"]),
            ratio=None if row["ratio"] is None else Fraction(row["ratio"]),
            reached=row["reached"],
        )


@dataclass(frozen=True)
class TestDifference:
    """A figure that is not what a golden test expects."""

    # No test of pytest, whatever its name.
    __test__: ClassVar[bool] = False

    #: The path of the figure in the award or the report, such as "workplaces[0].total".
    path: str
    #: Both as text; None where there is none.
    expected: Optional[str]
    found: Optional[str]


@dataclass(frozen=True)
class TestResult:
    """Whether a programme pays what one golden test expects."""

    __test__: ClassVar[bool] = False

    name: str
    #: What the expectation rests on: "stated" by the source, or "derived" from it.
    basis: str
    #: The source of the programme that it cites; None where it cites none.
    source: Optional[str]
    passed: bool
    #: What differs; empty where the test passed.
    differences: tuple[TestDifference, ...]

    @classmethod
    def _of(cls, row: dict[str, Any]) -> TestResult:
        return cls(
            name=row["name"],
            basis=row["basis"],
            source=row["source"],
            passed=row["passed"],
            differences=tuple(
                TestDifference(each["path"], each["expected"], each["found"])
                for each in row["differences"]
            ),
        )
