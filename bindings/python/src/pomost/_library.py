# SPDX-License-Identifier: Apache-2.0
"""Finds the shared library, loads it and declares its functions."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

from ._declarations import DECLARATIONS

#: The name of the library's file beside this one in an installed package.
FILE_NAME = "libpomost.dylib" if sys.platform == "darwin" else "libpomost.so"


def find() -> str:
    """The library of the package; where there is none, the one that $POMOST_LIBRARY names.

    Raises ImportError where there is neither.
    """
    packaged = Path(__file__).with_name(FILE_NAME)
    if packaged.exists():
        return str(packaged)
    named = os.environ.get("POMOST_LIBRARY")
    if named:
        return named
    raise ImportError(
        f"expected {FILE_NAME} in {packaged.parent}, found none: install the package, or name the "
        f"library by the variable POMOST_LIBRARY"
    )


def load(path: str) -> ctypes.CDLL:
    """Loads a library and declares each function.

    Raises ImportError where it cannot be loaded or lacks a function.
    """
    try:
        loaded = ctypes.CDLL(path)
        for name, (result, parameters) in DECLARATIONS.items():
            function = getattr(loaded, name)
            function.restype = result
            function.argtypes = parameters
    except (OSError, AttributeError) as error:
        raise ImportError(f"the library {path} cannot be used: {error}") from error
    return loaded


library = load(find())
