# SPDX-License-Identifier: Apache-2.0
"""Several editions of one programme: which holds for a case, and whether they pay as tests say."""

from __future__ import annotations

import json
from collections.abc import Sequence
from ctypes import Array, byref, c_size_t, c_void_p
from typing import TYPE_CHECKING, Optional

from ._built import Document, given
from ._call import PathName, call, call_for_text
from .errors import ArgumentError, MismatchError
from .reports import TestResult

if TYPE_CHECKING:
    from .programme import Programme

__all__ = ["choose_edition", "run_tests"]


def _handles(programmes: Sequence[Programme]) -> Array[c_void_p]:
    """The editions as the library takes them. Raises where they are not of one programme."""
    ids = {each.id: None for each in programmes}
    if not ids:
        raise ArgumentError("expected the editions of a programme, found none")
    if len(ids) > 1:
        raise MismatchError(f"expected editions of one programme, found {', '.join(ids)}")
    return (c_void_p * len(programmes))(*(each._handle._as_parameter_ for each in programmes))


def choose_edition(
    programmes: Sequence[Programme], case: Document, file: Optional[PathName] = None
) -> Programme:
    """Which of several editions of a programme holds for a case: that with the latest first day
    not after the day of the case by which it is chosen.

    `case` is the text of the case, or mappings and lists as `Case.build` takes them; it need not be
    whole, and `file` is its name for errors. A single edition is chosen without a look at the case.
    Raises RefusedError where no edition holds, ArgumentError where `programmes` is empty,
    MismatchError where they are not of one programme; DocumentSyntaxError, DuplicateKeyError or
    LimitError where the case cannot be read.
    """
    handles = _handles(programmes)
    chosen = c_size_t()
    with given(case, file) as document:
        call("pomost_edition_choose", handles, len(programmes), *document, byref(chosen))
    return programmes[chosen.value]


def run_tests(
    programmes: Sequence[Programme], text: Document, file: Optional[PathName] = None
) -> list[TestResult]:
    """Runs golden tests of the editions of a programme, and gives a row for each, in their order.

    Each test computes the award of a case by the edition that holds for it, the programme's own
    figures or its progress, and compares what it expects exactly, as text. `text` is the file of
    the tests, YAML or JSON of at most 1 MiB, or mappings and lists of the same shape; `file` is its
    name for errors. A test that fails is no error. Raises ArgumentError where `programmes` is
    empty, MismatchError where they are not of one programme or the tests are those of another;
    otherwise as `Programme.parse`, for the text of the tests.
    """
    handles = _handles(programmes)
    with given(text, file) as document:
        report = call_for_text(
            "pomost_tests_run", handles, len(programmes), *document, b"json", count=True
        )
    return [TestResult._of(row) for row in json.loads(report)["tests"]]
