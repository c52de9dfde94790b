# SPDX-License-Identifier: Apache-2.0
"""What support programmes for social enterprises pay, to the last minor unit.

>>> import pomost
>>> from datetime import date
>>> jowes = pomost.Programme.load("jowes")
>>> case = pomost.Case.build(jowes, id="ps-001", agreement=date(2017, 3, 15), workplaces=[
...     {"count": 5, "employed": date(2017, 4, 1), "job-fraction": 1}])
>>> case.assess().total
Decimal('172500.00')
"""

from __future__ import annotations

from . import document, number
from ._data import programmes
from ._version import feature, version
from .award import Award
from .call import Call
from .case import Case
from .document import DocumentKind, schema
from .editions import choose_edition, run_tests
from .errors import (
    ArgumentError,
    DateError,
    DivisionError,
    DocumentSyntaxError,
    DuplicateKeyError,
    InputError,
    InvalidValueError,
    LimitError,
    MismatchError,
    MissingKeyError,
    NumberError,
    OutOfMemoryError,
    PomostError,
    RefusedError,
    UnknownKeyError,
    UnknownNameError,
    UnstatedError,
    WrongTypeError,
)
from .forecast import Forecast
from .number import Rounding
from .programme import Programme
from .reports import Finding, Progress, TestDifference, TestResult
from .rows import (
    Assumption,
    Candidate,
    Cap,
    Change,
    Claim,
    Decision,
    Difference,
    Event,
    Explanation,
    ForecastMonth,
    Instalment,
    InterestPeriod,
    Match,
    OpenInstalment,
    Payment,
    Pool,
    Repayment,
    Workplace,
)
from .series import Series
from .settlement import Settlement

__version__ = version()

__all__ = [
    "ArgumentError",
    "Assumption",
    "Award",
    "Call",
    "Candidate",
    "Cap",
    "Case",
    "Change",
    "Claim",
    "DateError",
    "Decision",
    "Difference",
    "DivisionError",
    "DocumentKind",
    "DocumentSyntaxError",
    "DuplicateKeyError",
    "Event",
    "Explanation",
    "Finding",
    "Forecast",
    "ForecastMonth",
    "InputError",
    "Instalment",
    "InterestPeriod",
    "InvalidValueError",
    "LimitError",
    "Match",
    "MismatchError",
    "MissingKeyError",
    "NumberError",
    "OpenInstalment",
    "OutOfMemoryError",
    "Payment",
    "PomostError",
    "Pool",
    "Programme",
    "Progress",
    "RefusedError",
    "Repayment",
    "Rounding",
    "Series",
    "Settlement",
    "TestDifference",
    "TestResult",
    "UnknownKeyError",
    "UnknownNameError",
    "UnstatedError",
    "Workplace",
    "WrongTypeError",
    "choose_edition",
    "document",
    "feature",
    "number",
    "programmes",
    "run_tests",
    "schema",
    "version",
]
