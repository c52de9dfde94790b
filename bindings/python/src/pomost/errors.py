# SPDX-License-Identifier: Apache-2.0
"""The exceptions: one class for each status code of the library, all under `PomostError`."""

from __future__ import annotations

from typing import ClassVar, Optional


class PomostError(Exception):
    """A call failed.

    `message` says what was expected and what was found, without the place. `file` is None where the
    value came from no file; `line` and `column` count from 1, and are 0 where there are none;
    `path` names the value in its document, such as `workplaces[0].employed`, and is None where
    there is no document. `others` are the errors that were found together with this one, in the
    order of the document.
    """

    #: The status code, and its name in the C library.
    code: ClassVar[int] = 0
    status: ClassVar[str] = ""

    def __init__(
        self,
        message: str,
        file: Optional[str] = None,
        line: int = 0,
        column: int = 0,
        path: Optional[str] = None,
        others: tuple[PomostError, ...] = (),
    ) -> None:
        super().__init__(message)
        self.message = message
        self.file = file
        self.line = line
        self.column = column
        self.path = path
        self.others = others

    @property
    def all(self) -> tuple[PomostError, ...]:
        """This error and those found with it."""
        return (self, *self.others)

    def _line(self) -> str:
        place = self.file or ""
        if self.line:
            place += f":{self.line}:{self.column}" if place else f"{self.line}:{self.column}"
        parts = [part for part in (place, self.path, self.message) if part]
        return f"{': '.join(parts)} [POMOST-{self.code:02d}]"

    def __str__(self) -> str:
        """One line an error: place, path, message and code."""
        return "\n".join(each._line() for each in self.all)


class ArgumentError(PomostError, ValueError):
    """The call itself is wrong: an unknown table or format, a malformed path."""

    code = 1
    status = "POMOST_ERR_ARGUMENT"


class OutOfMemoryError(PomostError, MemoryError):
    """Memory ran out."""

    code = 2
    status = "POMOST_ERR_NOMEM"


class LimitError(PomostError):
    """Something is too large: a file, a list, a number, a name."""

    code = 3
    status = "POMOST_ERR_LIMIT"


class InputError(PomostError):
    """A file cannot be read."""

    code = 4
    status = "POMOST_ERR_IO"


class DocumentSyntaxError(PomostError):
    """A text is not the plain YAML or JSON that the library reads."""

    code = 5
    status = "POMOST_ERR_SYNTAX"


class UnknownKeyError(PomostError):
    """A mapping has a key that it may not have."""

    code = 6
    status = "POMOST_ERR_KEY_UNKNOWN"


class MissingKeyError(PomostError):
    """A mapping lacks a key that it must have."""

    code = 7
    status = "POMOST_ERR_KEY_MISSING"


class DuplicateKeyError(PomostError):
    """A mapping has a key twice."""

    code = 8
    status = "POMOST_ERR_KEY_TWICE"


class WrongTypeError(PomostError):
    """A scalar, a list or a mapping stands where another of them is expected."""

    code = 9
    status = "POMOST_ERR_TYPE"


class NumberError(PomostError, ValueError):
    """A text is not a number."""

    code = 10
    status = "POMOST_ERR_NUMBER"


class DateError(PomostError, ValueError):
    """A text is not a date, or that day does not exist."""

    code = 11
    status = "POMOST_ERR_DATE"


class InvalidValueError(PomostError, ValueError):
    """A value is not one that may stand in its place."""

    code = 12
    status = "POMOST_ERR_VALUE"


class UnknownNameError(PomostError):
    """A name or a place in a list refers to nothing."""

    code = 13
    status = "POMOST_ERR_REFERENCE"


class RefusedError(PomostError):
    """A rule of the programme refuses the case."""

    code = 14
    status = "POMOST_ERR_REFUSED"


class UnstatedError(PomostError):
    """The case needs a rule that the programme does not state."""

    code = 15
    status = "POMOST_ERR_UNSTATED"


class MismatchError(PomostError):
    """Two things do not belong together: a case and another programme, awards of two currencies."""

    code = 16
    status = "POMOST_ERR_MISMATCH"


class DivisionError(PomostError, ZeroDivisionError):
    """A number is divided by zero."""

    code = 17
    status = "POMOST_ERR_DIVISION"


#: The class of each status code.
BY_CODE: dict[int, type[PomostError]] = {
    each.code: each
    for each in (
        ArgumentError,
        OutOfMemoryError,
        LimitError,
        InputError,
        DocumentSyntaxError,
        UnknownKeyError,
        MissingKeyError,
        DuplicateKeyError,
        WrongTypeError,
        NumberError,
        DateError,
        InvalidValueError,
        UnknownNameError,
        RefusedError,
        UnstatedError,
        MismatchError,
        DivisionError,
    )
}
