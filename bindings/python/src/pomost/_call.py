# SPDX-License-Identifier: Apache-2.0
"""Calling the library: failures become exceptions, objects and texts are freed."""

from __future__ import annotations

import os
from ctypes import byref, c_size_t, c_void_p, string_at
from typing import Any, NoReturn, Optional, Union

from ._library import library
from .errors import BY_CODE, ArgumentError, PomostError

#: What a file may be named by.
PathName = Union[str, bytes, "os.PathLike[str]", "os.PathLike[bytes]"]


class Handle:
    """An object of the library; freed when nothing refers to the handle any more.

    Whatever points into the object's memory keeps a reference to its handle.
    """

    __slots__ = ("_as_parameter_", "_free")

    def __init__(self, address: c_void_p, free: Any) -> None:
        self._as_parameter_ = address
        # Held here, so that it is still there while the interpreter shuts down.
        self._free = free

    def __reduce__(self) -> NoReturn:
        raise TypeError("an object of the library cannot be copied or pickled")

    def __del__(self) -> None:
        self._free(self._as_parameter_)


def _read_error(address: int, others: tuple[PomostError, ...]) -> PomostError:
    kind = BY_CODE.get(library.pomost_error_code(address), PomostError)
    file = library.pomost_error_file(address)
    path = library.pomost_error_path(address)
    return kind(
        (library.pomost_error_message(address) or b"").decode("utf-8", "replace"),
        file=None if file is None else os.fsdecode(file),
        line=library.pomost_error_line(address),
        column=library.pomost_error_column(address),
        path=None if path is None else path.decode("utf-8", "replace"),
        others=others,
    )


def _take_error(first: c_void_p) -> PomostError:
    """Makes the exception of an error object and of those that follow it, and frees them."""
    try:
        others = []
        address = library.pomost_error_next(first)
        while address:
            others.append(_read_error(address, ()))
            address = library.pomost_error_next(address)
        return _read_error(first.value or 0, tuple(others))
    finally:
        library.pomost_error_free(first)


def call(name: str, *arguments: Any) -> None:
    """Calls a function that returns a status. Raises the exception of a failure."""
    error = c_void_p()
    if getattr(library, name)(*arguments, byref(error)) != 0:
        raise _take_error(error)


def call_for_object(name: str, *arguments: Any, free: str) -> Handle:
    """Calls a function whose last result is a new object, to be freed by the function `free`."""
    result = c_void_p()
    call(name, *arguments, byref(result))
    return Handle(result, getattr(library, free))


def call_for_text(name: str, *arguments: Any, count: bool = False) -> bytes:
    """Calls a function whose last results are a new text and its length.

    `count` says that a count follows them, which is not asked for.
    """
    text, length = c_void_p(), c_size_t()
    call(name, *arguments, byref(text), byref(length), *([None] if count else []))
    try:
        return string_at(text, length.value)
    finally:
        library.pomost_text_free(text)


def encode(text: str) -> bytes:
    """A text that ends in NUL for the library. Raises ArgumentError where it cannot be one."""
    if not isinstance(text, str):
        raise TypeError(f"expected a str, found {type(text).__name__}")
    try:
        encoded = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ArgumentError(f"expected a text in Unicode, found {text!a}") from error
    if b"\0" in encoded:
        raise ArgumentError(f"expected a text without NUL, found {text!a}")
    return encoded


def encode_document(text: Union[str, bytes]) -> bytes:
    """The bytes of a document. The library judges them."""
    if isinstance(text, bytes):
        return text
    if not isinstance(text, str):
        raise TypeError(f"expected a str or bytes, found {type(text).__name__}")
    return text.encode("utf-8", "surrogatepass")


def encode_path(path: PathName) -> bytes:
    """The name of a file. Raises ArgumentError where it holds a NUL."""
    encoded = os.fsencode(path)
    if b"\0" in encoded:
        raise ArgumentError(f"expected the name of a file without NUL, found {encoded!a}")
    return encoded


def encode_file(file: Optional[PathName]) -> Optional[bytes]:
    """The name of a file for errors, or None."""
    return None if file is None else encode_path(file)


def in_range(value: int, bits: int, name: str) -> int:
    """A whole number of so many bits: ctypes would cut a larger one without a word."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"expected a whole number as {name}, found {type(value).__name__}")
    if not -(1 << (bits - 1)) <= value < 1 << (bits - 1):
        raise ArgumentError(f"expected a {name} of {bits} bits, found a larger number")
    return int(value)
