# SPDX-License-Identifier: Apache-2.0
"""Documents before it is known what they are, and the schema of each kind."""

from __future__ import annotations

from ctypes import byref, c_char_p, c_int32, c_void_p, cast
from enum import IntEnum
from typing import Optional, Union

from ._call import (
    PathName,
    call,
    call_for_text,
    encode,
    encode_document,
    encode_file,
    encode_path,
    in_range,
)
from ._library import library
from .errors import ArgumentError

__all__ = ["DocumentKind", "get", "kind", "load", "schema"]


class DocumentKind(IntEnum):
    """Kinds of documents. The numbers are those of the C library."""

    #: has `currency`
    PROGRAMME = 1
    #: has `programme`
    CASE = 2
    #: has `series`
    SERIES = 3
    #: has `tests` and `programme`
    TESTS = 4
    #: has `achieved` and `programme`
    PROGRESS = 5


def kind(text: Union[str, bytes], file: Optional[PathName] = None) -> DocumentKind:
    """What a text is, by its keys: a case names its `programme`, and so do tests, which have
    `tests`, and a report of progress, which has `achieved`; a programme has a `currency`, a series
    a `series`.

    `file` is the name to put into errors. Raises MissingKeyError where it has none of these keys or
    those of two kinds, WrongTypeError where it is no mapping, and DocumentSyntaxError,
    DuplicateKeyError or LimitError where it cannot be read.
    """
    data = encode_document(text)
    result = c_int32()
    call("pomost_document_kind", data, len(data), encode_file(file), byref(result))
    return DocumentKind(result.value)


def get(text: Union[str, bytes], path: str, file: Optional[PathName] = None) -> Optional[str]:
    """The text of one scalar of a document; None where it has no such scalar.

    Only the syntax of the document is checked: for the `programme` of a case, before the programme
    is loaded. `file` is the name to put into errors. Raises DocumentSyntaxError, DuplicateKeyError
    or LimitError where it cannot be read.
    """
    data = encode_document(text)
    value = c_void_p()
    call("pomost_document_get", data, len(data), encode_file(file), encode(path), byref(value))
    try:
        found = cast(value, c_char_p).value
        return None if found is None else found.decode("utf-8")
    finally:
        library.pomost_text_free(value)


def load(path: PathName) -> bytes:
    """The bytes of a file of at most 1 MiB, from a pipe too.

    Raises InputError where it cannot be read, LimitError where it is larger.
    """
    return call_for_text("pomost_document_load", encode_path(path))


def schema(kind: Union[DocumentKind, str]) -> str:
    """The JSON Schema (draft 2020-12) of a kind of document: "programme", "case", "series",
    "tests" or "progress".

    Raises ArgumentError where there is no such kind.
    """
    if isinstance(kind, str):
        try:
            kind = DocumentKind[kind.upper()]
        except KeyError:
            known = ", ".join(each.name.lower() for each in DocumentKind)
            raise ArgumentError(f"expected one of {known}, found {kind!a}") from None
    return call_for_text("pomost_document_schema", in_range(kind, 32, "kind")).decode("utf-8")
