# SPDX-License-Identifier: Apache-2.0
"""docs/abi.md lists every public function, and exactly the columns that the library names; docs/errors.md
has a section for each status code.

POMOST_LIBRARY is the library, POMOST_SOURCE the root of the tree.
"""

import ctypes
import os
import re
import sys

from blocks import SOURCE

LIBRARY = os.environ.get("POMOST_LIBRARY", str(SOURCE / "build/lib/libpomost.so"))
EXAMPLE = SOURCE / "docs/examples/co-financed.yaml"
CASE = SOURCE / "docs/examples/co-financed-case.yaml"
# Of each object: the heading in the document, and the tables.
OBJECTS = {
    "award": ("The tables of an award", (
        "award", "parts", "workplaces", "instalments", "financing", "caps", "assumptions",
        "explanations", "settlement", "events", "changes", "claims", "repayments", "interest", "payments",
        "matches", "candidates", "open",
    )),
    "call": (
        "The tables of a call",
        ("call", "financing", "pools", "decisions", "left", "assumptions"),
    ),
    "forecast": ("The tables of a forecast", ("forecast", "financing", "months")),
}
CALL = b"call: {order: [score], misfit: skip}"
RANKING = b"case,score\n"


def read(name):
    """The text of a file of the tree."""
    return (SOURCE / name).read_text(encoding="utf-8")


def make(library):
    """An award, a call and a forecast, of which the columns are asked."""
    programme, calling, case = ctypes.c_void_p(), ctypes.c_void_p(), ctypes.c_void_p()
    award, call, forecast = ctypes.c_void_p(), ctypes.c_void_p(), ctypes.c_void_p()
    path = str(EXAMPLE).encode()
    assert library.pomost_programme_load(path, None, ctypes.byref(programme), None) == 0
    path = str(CASE).encode()
    assert library.pomost_case_load(programme, path, ctypes.byref(case), None) == 0
    assert library.pomost_case_assess(case, 0, ctypes.byref(award), None) == 0
    length = ctypes.c_size_t(len(CALL))
    assert library.pomost_programme_overlay(programme, CALL, length, None, ctypes.byref(calling), None) == 0
    length = ctypes.c_size_t(len(RANKING))
    assert library.pomost_call_decide(
        calling, None, ctypes.c_size_t(0), RANKING, length, None, ctypes.byref(call), None
    ) == 0
    assert library.pomost_forecast_new(0, ctypes.byref(forecast), None) == 0
    assert library.pomost_forecast_add(forecast, award, None) == 0
    return {"award": award, "call": call, "forecast": forecast}


def columns(library, kind, item):
    """Each column of an object: its table, name and kind."""
    for table in OBJECTS[kind][1]:
        for place in range(1000):
            name, what = ctypes.c_char_p(), ctypes.c_char_p()
            status = getattr(library, f"pomost_{kind}_column")(
                item, table.encode(), ctypes.c_size_t(place), ctypes.byref(name),
                ctypes.byref(what), None,
            )
            assert status == 0, table
            if name.value is None:
                break
            # A fund's column has the name of the fund.
            yield table, re.sub(r"^financing\..+", "financing.NAME", name.value.decode()), what.value.decode()


def compare(label, documented, real):
    """One comparison; prints what differs. Returns whether nothing does."""
    documented, real = list(documented), list(dict.fromkeys(real))
    if documented == real:
        return True
    print(f"FAIL {label}")
    print(f"     not in the document: {[item for item in real if item not in documented]}")
    print(f"     only in the document: {[item for item in documented if item not in real]}")
    return False


def main():
    """All comparisons."""
    page = read("docs/abi.md")
    row = r"^\| `(\w+)` \| `(\S+)` \| `(i64|i32|date|text)` \|"
    codes = re.findall(r"^\t(POMOST_\w+) = (\d+)", read("include/pomost/error.h"), re.M)
    library = ctypes.CDLL(LIBRARY)
    sections = dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", page, re.M | re.S))
    results = [
        compare(
            f"columns of a {kind} in docs/abi.md",
            re.findall(row, sections[OBJECTS[kind][0]], re.M),
            columns(library, kind, item),
        )
        for kind, item in make(library).items()
    ]
    results += [
        compare(
            "functions in docs/abi.md",
            sorted(re.findall(r"^\| `(pomost_\w+)` \|", page, re.M)),
            sorted(re.findall(r"^\t(pomost_\w+);", read("lib/libpomost.map"), re.M)),
        ),
        compare(
            "codes in docs/errors.md",
            [(name, code) for code, name in re.findall(r"^### (\d+): (\w+)$", read("docs/errors.md"), re.M)],
            codes,
        ),
    ]
    print(f"{results.count(True)} passed, {results.count(False)} failed")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
