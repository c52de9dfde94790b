# SPDX-License-Identifier: Apache-2.0
"""Reads the prototypes and enumerations of the public headers."""

from __future__ import annotations

import re
from ctypes import POINTER, c_char_p, c_int32, c_int64, c_size_t, c_uint32, c_void_p
from typing import Any

import tree

from pomost._declarations import DecimalStruct

#: What each C type is declared as. `char *` is written into or freed, so it is no c_char_p.
KINDS: dict[str, Any] = {
    "void": None,
    "int32_t": c_int32,
    "int64_t": c_int64,
    "uint32_t": c_uint32,
    "size_t": c_size_t,
    "int32_t *": POINTER(c_int32),
    "int64_t *": POINTER(c_int64),
    "size_t *": POINTER(c_size_t),
    "const char *": c_char_p,
    "const char **": POINTER(c_char_p),
    "char *": c_void_p,
    "char **": POINTER(c_void_p),
    "const int32_t **": POINTER(c_void_p),
    "const int64_t **": POINTER(c_void_p),
    "pomost_decimal *": POINTER(DecimalStruct),
    "const pomost_decimal *": POINTER(DecimalStruct),
    "pomost_programme *const *": POINTER(c_void_p),
    "pomost_case *const *": POINTER(c_void_p),
}
_HANDLE = re.compile(r"(?:const )?pomost_(?:programme|series|case|award|call|forecast|error) (\*+)")


def text() -> str:
    """All public headers, without comments."""
    headers = sorted((tree.SOURCE / "include" / "pomost").glob("*.h"))
    whole = "\n".join(header.read_text(encoding="utf-8") for header in headers)
    return re.sub(r"/\*.*?\*/", " ", whole, flags=re.DOTALL)


def code() -> str:
    """The same without the lines of the preprocessor."""
    return re.sub(r"^#.*$", "", text(), flags=re.MULTILINE)


def kind(declaration: str) -> Any:
    """The ctypes of a C type."""
    handle = _HANDLE.fullmatch(declaration)
    if handle:
        return c_void_p if handle.group(1) == "*" else POINTER(c_void_p)
    return KINDS[declaration]


def without_name(parameter: str) -> str:
    """The type of `const char *text`, as "const char *"."""
    found = re.fullmatch(r"((?:const )?\w+) ?(\*const \*|\**)\w+", " ".join(parameter.split()))
    assert found, parameter
    return f"{found.group(1)} {found.group(2)}".strip()


def prototypes() -> dict[str, tuple[Any, list[Any]]]:
    """Each function with its result and parameters."""
    found = {}
    for result, name, inside in re.findall(r"POMOST_API\s+([^;()]*?)(\w+)\(([^)]*)\)\s*;", code()):
        parameters = [] if inside.strip() == "void" else inside.split(",")
        found[name] = (
            kind(" ".join(result.split())),
            [kind(without_name(parameter)) for parameter in parameters],
        )
    return found


def constants(prefix: str) -> dict[str, int]:
    """The members of the enumerations whose names begin so."""
    return {
        name: int(number)
        for name, number in re.findall(r"\b(POMOST_\w+)\s*=\s*(\d+)\b", text())
        if name.startswith(prefix)
    }


def define(name: str) -> int:
    """A number that the headers define."""
    found = re.search(rf"#define {name} (\d+)\b", text())
    assert found, name
    return int(found.group(1))
