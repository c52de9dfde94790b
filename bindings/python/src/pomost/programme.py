# SPDX-License-Identifier: Apache-2.0
"""Programmes: the rule set of one operator and edition."""

from __future__ import annotations

import os
from ctypes import byref, c_char_p
from pathlib import Path
from typing import TYPE_CHECKING, Optional, Union

from . import _data
from ._call import (
    Handle,
    PathName,
    call,
    call_for_object,
    call_for_text,
    encode,
    encode_document,
    encode_file,
    encode_path,
)
from .errors import MismatchError, UnknownNameError

if TYPE_CHECKING:
    from .award import Award
    from .case import Case

_ENDINGS = (".yaml", ".yml", ".json")


def _names_file(name: str) -> bool:
    return os.sep in name or "/" in name or name.endswith(_ENDINGS) or Path(name).exists()


class Programme:
    """The rules of one programme. Immutable; threads may use one together.

    Made by `Programme.load` or `Programme.parse`.
    """

    def __init__(self, handle: Handle) -> None:
        self._handle = handle

    @classmethod
    def load(cls, name: PathName) -> Programme:
        """Reads a programme: one that comes with the package, by its id, or else a file of YAML or
        JSON, of at most 1 MiB.

        A text is an id where the package has a programme of that id; `pomost.programmes()` lists
        them. Raises UnknownNameError where it is neither an id nor a file, InputError where a file
        cannot be read, otherwise as `parse`.
        """
        if isinstance(name, str):
            files = _data.programme_files()
            if name in files:
                name = files[name]
            elif not _names_file(name):
                raise UnknownNameError(
                    f"expected a file or the id of a programme ({', '.join(files) or 'none'} "
                    f"found), found {name!a}"
                )
        path = encode_path(name)
        free = "pomost_programme_unref"
        return cls(call_for_object("pomost_programme_load", path, free=free))

    @classmethod
    def parse(cls, text: Union[str, bytes], file: Optional[PathName] = None) -> Programme:
        """Reads a programme from YAML or JSON of at most 1 MiB; `file` is the name for errors.

        All faults of content are told at once: the exception is that of the first one, the rest
        are its `others`. Raises LimitError, DocumentSyntaxError, UnknownKeyError, MissingKeyError,
        DuplicateKeyError, WrongTypeError, NumberError, DateError, InvalidValueError or
        UnknownNameError.
        """
        data = encode_document(text)
        return cls(
            call_for_object(
                "pomost_programme_parse",
                data,
                len(data),
                encode_file(file),
                free="pomost_programme_unref",
            )
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

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id}: {self.summary}>"
