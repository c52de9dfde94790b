# SPDX-License-Identifier: Apache-2.0
"""Programmes: the rule set of one operator and edition."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from ctypes import byref, c_char_p
from pathlib import Path
from typing import TYPE_CHECKING, Optional, Union

from . import _data
from ._built import Document, Scalar, Table, given, scalar_text
from ._call import Handle, PathName, call, call_for_object, call_for_text, encode, encode_path
from .call import Call, decide
from .editions import run_tests
from .errors import ArgumentError, InputError, MismatchError, UnknownNameError
from .reports import Finding, Progress, TestResult
from .series import Series

if TYPE_CHECKING:
    from .award import Award
    from .case import Case

_ENDINGS = (".yaml", ".yml", ".json")
_FREE = "pomost_programme_unref"


def _names_file(name: str) -> bool:
    return os.sep in name or "/" in name or name.endswith(_ENDINGS) or Path(name).exists()


def _find(name: PathName) -> tuple[list[PathName], bool]:
    """The files of a programme, and whether it is one of the package, named by its id."""
    if isinstance(name, str):
        packaged = _data.programme_files()
        if name in packaged:
            return list(packaged[name]), True
        if not _names_file(name):
            raise UnknownNameError(
                f"expected a file or the id of a programme ({', '.join(packaged) or 'none'} "
                f"found), found {name!a}"
            )
    if not os.path.isdir(encode_path(name)):
        return [name], False
    files: list[PathName] = list(_data.edition_files(Path(os.fsdecode(name))))
    if not files:
        raise InputError("expected a programme in the folder, found none", file=os.fsdecode(name))
    return files, False


class Programme:
    """The rules of one programme. Immutable; threads may use one together.

    Made by `Programme.load`, `editions` or `parse`, and of another programme by `overlay` or `set`.
    It keeps the series that it was read with.
    """

    def __init__(self, handle: Handle) -> None:
        self._handle = handle

    @classmethod
    def load(cls, name: PathName, series: Optional[Series] = None) -> Programme:
        """Reads a programme: one that comes with the package, by its id, or else a file of YAML or
        JSON, of at most 1 MiB, or the folder in which that file stands.

        A text is an id where the package has a programme of that id; `pomost.programmes()` lists
        them. `series` are the reference series that it may name: where none are given, those of the
        package for one by its id, and none for a file.

        Raises UnknownNameError where `name` is neither an id nor a file, ArgumentError where there
        are several editions (see `editions`), InputError where a file cannot be read, otherwise as
        `parse`.
        """
        files, packaged = _find(name)
        if len(files) > 1:
            raise ArgumentError(
                f"expected a programme of one edition, found {len(files)} of {name!a}: "
                "Programme.editions gives them, and choose_edition the one for a case"
            )
        return cls._load(files[0], Series.installed() if packaged and series is None else series)

    @classmethod
    def editions(cls, name: PathName, series: Optional[Series] = None) -> list[Programme]:
        """Reads all editions of a programme, in the order of their first days.

        An edition is a file of the programme's folder, but `tests.yaml`; `name` is the id of a
        packaged programme or such a folder, and a file is a programme of one edition.
        `choose_edition` says which holds for a case. Raises as `load`.
        """
        files, packaged = _find(name)
        if packaged and series is None:
            series = Series.installed()
        found = [cls._load(file, series) for file in files]
        return sorted(found, key=lambda each: each.get("edition.from") or "")

    @classmethod
    def _load(cls, path: PathName, series: Optional[Series]) -> Programme:
        used = None if series is None else series._use()
        return cls(call_for_object("pomost_programme_load", encode_path(path), used, free=_FREE))

    @classmethod
    def parse(
        cls,
        text: Union[str, bytes],
        file: Optional[PathName] = None,
        series: Optional[Series] = None,
    ) -> Programme:
        """Reads a programme from YAML or JSON of at most 1 MiB; `file` is the name for errors, and
        `series` are the reference series that it may name; none where it is None.

        All faults of content are told at once: the exception is that of the first one, the rest
        are its `others`. Raises LimitError, DocumentSyntaxError, UnknownKeyError, MissingKeyError,
        DuplicateKeyError, WrongTypeError, NumberError, DivisionError, DateError, InvalidValueError,
        UnstatedError, or UnknownNameError, also for a series that is not among `series`.
        """
        used = None if series is None else series._use()
        with given(text, file) as document:
            return cls(call_for_object("pomost_programme_parse", *document, used, free=_FREE))

    def overlay(self, text: Document, file: Optional[PathName] = None) -> Programme:
        """Another programme: this one with what an overlay says instead.

        An overlay is a mapping of some of the keys of a programme, in YAML or JSON of at most
        1 MiB, or as mappings and lists; `file` is its name for errors. A mapping in it is laid over
        that of the programme key by key, at every depth; any other value, a list too, takes the
        place of the programme's. This programme stays as it is, and the new one keeps it alive.
        Raises as `parse`, and WrongTypeError where the overlay is no mapping.
        """
        with given(text, file) as document:
            return type(self)(
                call_for_object("pomost_programme_overlay", self._handle, *document, free=_FREE)
            )

    def set(self, path: str, value: Scalar) -> Programme:
        """Another programme: this one with another value at a path, or with one more key there.

        `programme.set("bridging.phases.basic.months", 9)`; what stands on the way must stand
        already. A text is YAML, such as "{up-to: 20000}"; money is in major units. This programme
        stays as it is, and the new one keeps it alive.

        Raises UnknownNameError where the path leads nowhere, ArgumentError where path or value hold
        a NUL, TypeError where the value is of none of these types; otherwise as `parse`, with the
        path as the file.
        """
        name, new = encode(path), encode(scalar_text(value))
        return type(self)(
            call_for_object("pomost_programme_set", self._handle, name, new, free=_FREE)
        )

    def get(self, path: str) -> Optional[str]:
        """The text of a scalar, such as `bridging.phases.basic.months`, as it stands in the file.

        None where the programme has no such value. Raises WrongTypeError where it is a mapping or
        a list.
        """
        text = c_char_p()
        call("pomost_programme_get", self._handle, encode(path), byref(text))
        return None if text.value is None else text.value.decode("utf-8")

    def _required(self, path: str) -> str:
        return self.get(path) or ""

    @property
    def id(self) -> str:
        """The id, by which cases name the programme."""
        return self._required("id")

    @property
    def name(self) -> str:
        """The name as people write it."""
        return self._required("name")

    @property
    def operator(self) -> Optional[str]:
        """Who runs the programme; None where the file does not say."""
        return self.get("operator")

    @property
    def currency(self) -> str:
        """The code of the currency, of ISO 4217."""
        return self._required("currency")

    @property
    def summary(self) -> str:
        """What the programme pays, in one line of English."""
        text = c_char_p()
        call("pomost_programme_summary", self._handle, byref(text))
        return (text.value or b"").decode("utf-8")

    def report(self, format: str = "text") -> str:
        """The rules as a person reads them: "text", "json" or "csv".

        Raises ArgumentError for another format.
        """
        text = call_for_text("pomost_programme_report", self._handle, encode(format))
        return text.decode("utf-8")

    def figures(self, format: str = "text") -> str:
        """The figures that the programme itself states or implies: its budget with each part, its
        targets and its services; as "text", "json" or "csv".

        Raises ArgumentError for another format.
        """
        text = call_for_text("pomost_programme_figures", self._handle, encode(format))
        return text.decode("utf-8")

    def check(self) -> list[Finding]:
        """What can never be right in the programme, or probably is not, in the order of its file;
        empty where nothing was found.
        """
        report = call_for_text("pomost_programme_check", self._handle, b"json", count=True)
        return [Finding._of(row) for row in json.loads(report)["findings"]]

    def progress(self, text: Document, file: Optional[PathName] = None) -> list[Progress]:
        """How far each target of the programme is reached, in the programme's order.

        `text` is what was achieved: `pomost: 1`, `programme: ID` and `achieved: {NAME: n}`, as YAML
        or JSON of at most 1 MiB, or as mappings; `file` is its name for errors. Of a target that it
        does not name nothing was achieved. Raises UnknownNameError where it names what is no
        target, MismatchError where it is of another programme; otherwise as `parse`.
        """
        with given(text, file) as document:
            report = call_for_text("pomost_programme_progress", self._handle, *document, b"json")
        targets = json.loads(report)["targets"]
        return [Progress._of(name, row) for name, row in targets.items()]

    def run_tests(self, text: Document, file: Optional[PathName] = None) -> list[TestResult]:
        """Runs golden tests of the programme, where it has one edition; as `pomost.run_tests`."""
        return run_tests([self], text, file)

    def assess(self, case: Case, explain: bool = False) -> Award:
        """What the programme pays for one of its cases; as `Case.assess`.

        Raises MismatchError where the case belongs to another programme object.
        """
        if case.programme is not self:
            raise MismatchError(
                f'expected a case of this programme "{self.id}", found one of another '
                f'("{case.programme.id}")'
            )
        return case.assess(explain=explain)

    def decide(
        self, ranking: Table, cases: Iterable[Case] = (), file: Optional[PathName] = None
    ) -> Call:
        """Decides on ranked applications, round by round, within the pools of the programme.

        `ranking` is CSV of at most 1 MiB, with a first line of names, or mappings of them: `case`,
        the id of a case; the names of the programme's `call.order`, of which `received` is a day or
        a day and time, and the others are numbers, the higher first; `round` (from 1, which it is
        where nothing is said). A line stands for the one of `cases` that has its id, or with
        `workplaces`, and `employed`, `agreement`, `job-fraction` and `requested` (in major units,
        for each) if wanted, for a case of so many equal workplaces. In what order the lines stand
        does not matter. None is an empty field, and `file` is the name for errors.

            jowes.decide([{"case": "a", "score": 90, "received": datetime(2017, 3, 1, 10, 15),
                           "workplaces": 5, "employed": date(2017, 4, 1)}])

        An application that a rule refuses is no error. Raises MissingKeyError where the programme
        has no `call`; InvalidValueError for a case that stands twice in a round, a round that there
        is not, and a pool whose limit depends on the case; UnknownNameError for a case that is not
        among `cases`, and for one of them that no line names; MismatchError for one of another
        programme object; DocumentSyntaxError, UnknownKeyError, MissingKeyError, DuplicateKeyError,
        NumberError or DateError for other faults of the ranking; LimitError where it or a sum is
        too large; and for a faulty case as `Case.check`. Errors of mappings have a path, but no
        line and column. Raises TypeError where `ranking` or `cases` are none of these.
        """
        return decide(self, ranking, cases, file)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id}: {self.summary}>"
