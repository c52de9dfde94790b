# SPDX-License-Identifier: Apache-2.0
"""Documents and tables as the library reads them, of a text or of mappings and lists."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
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
#: A table: its CSV, or its rows: mappings of the columns to scalars; None is an empty field.
Table = Union[str, bytes, Iterable[Mapping[str, Any]]]

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


def _csv_field(value: Optional[Scalar]) -> str:
    """A field of a table; in quotes, so that it may hold anything."""
    return "" if value is None else '"' + scalar_text(value).replace('"', '""') + '"'


def build_table(rows: Iterable[Mapping[str, Any]], columns: Iterable[str]) -> str:
    """The CSV of rows: `columns`, then the others that the rows have, as they come.

    Raises TypeError where a row is no mapping, the name of a column no str, or a value no scalar.
    """
    names = dict.fromkeys(columns)
    kept = []
    for row in rows:
        if not isinstance(row, Mapping):
            raise TypeError(f"expected a mapping as row, found {type(row).__name__}")
        for name in row:
            if not isinstance(name, str):
                raise TypeError(f"expected a str as column, found {type(name).__name__}")
            names[name] = None
        kept.append({name: _csv_field(value) for name, value in row.items()})
    lines = [[_csv_field(name) for name in names]]
    lines += [[row.get(name, "") for name in names] for row in kept]
    return "".join(",".join(line) + "\n" for line in lines)


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
        with _made(build(content)) as document:
            yield document
    else:
        data = encode_document(content)
        yield data, len(data), encode_file(file)


@contextmanager
def given_table(
    content: Table, columns: Iterable[str], file: Optional[PathName] = None
) -> Iterator[tuple[bytes, int, Optional[bytes]]]:
    """A table for the library, as `given`; `columns` are those that it has in any case."""
    if isinstance(content, (str, bytes)):
        data = encode_document(content)
        yield data, len(data), encode_file(file)
    else:
        with _made(build_table(content, columns)) as table:
            yield table


@contextmanager
def _made(text: str) -> Iterator[tuple[bytes, int, Optional[bytes]]]:
    """A text that was made here: its errors lose their places."""
    data = encode_document(text)
    try:
        yield data, len(data), _BUILT.encode()
    except PomostError as error:
        without_places(error)
        raise
