# SPDX-License-Identifier: Apache-2.0
"""Documents as the library reads them, of a text or of mappings and lists."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, Optional, Union

from ._call import PathName, encode_document, encode_file
from .errors import LimitError, NumberError, PomostError

#: A scalar of a document: money in major units, a number, a date, a name, True or False.
Scalar = Union[str, int, Decimal, Fraction, date, bool]
#: A document: its YAML or JSON, or mappings and lists of the same shape.
Document = Union[str, bytes, Mapping[str, Any]]

_NESTING = 32
# The name of a text that is made here: what errors say of places in it means nothing.
_BUILT = "<built>"


def scalar_text(value: Scalar) -> str:
    """A scalar as a file has it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, Fraction)):
        return str(value)
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise NumberError(f"expected a number, found {value}")
        if abs(value.adjusted()) > 1000:
            raise LimitError("expected a number of at most 64 digits, found more")
        return format(value, "f")
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(
        f"expected a str, int, Decimal, Fraction, date or bool, found {type(value).__name__}"
    )


def _plain(value: Any, depth: int) -> Any:
    """A value of nested mappings and lists as `json` writes it."""
    if depth > _NESTING:
        raise LimitError(f"expected at most {_NESTING} levels, found more")
    if isinstance(value, Mapping):
        for key in value:
            if not isinstance(key, str):
                raise TypeError(f"expected a str as key, found {type(key).__name__}")
        return {key: _plain(item, depth + 1) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item, depth + 1) for item in value]
    return value if isinstance(value, bool) else scalar_text(value)


def build(value: Any) -> str:
    """The JSON of nested mappings and lists.

    Raises TypeError where a value is none of them and no scalar, LimitError where they are nested
    too deeply.
    """
    return json.dumps(_plain(value, 1), ensure_ascii=False)


def without_places(error: PomostError) -> None:
    """Takes the places in a text that the caller never saw out of an error."""
    for each in error.all:
        if each.file == _BUILT:
            each.file, each.line, each.column = None, 0, 0


@contextmanager
def given(
    content: Document, file: Optional[PathName] = None
) -> Iterator[tuple[bytes, int, Optional[bytes]]]:
    """A document for the library: its bytes, their number, and the name of the file for errors.

    Errors of one that is made of mappings have no line and column.
    """
    if isinstance(content, Mapping):
        data, name = encode_document(build(content)), _BUILT.encode()
        try:
            yield data, len(data), name
        except PomostError as error:
            without_places(error)
            raise
    else:
        data = encode_document(content)
        yield data, len(data), encode_file(file)
