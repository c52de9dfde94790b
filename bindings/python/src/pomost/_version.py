# SPDX-License-Identifier: Apache-2.0
"""The version of the library that is loaded, and what it was built with."""

from __future__ import annotations

from ._call import encode
from ._library import library


def version() -> str:
    """The version of the C library, "MAJOR.MINOR.PATCH"."""
    text: bytes = library.pomost_version()
    return text.decode("ascii")


def feature(name: str) -> bool:
    """Whether the C library has a feature; False for a name that it does not know.

    Names: "limbs-gmp" (big numbers through GMP), "limbs-portable" (through the library's own C),
    "yaml", "json", "explain". Raises ArgumentError where the name holds a NUL.
    """
    return bool(library.pomost_feature(encode(name)))
