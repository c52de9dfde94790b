# SPDX-License-Identifier: Apache-2.0
"""The declarations agree with the headers, the list of symbols and the library itself."""

from __future__ import annotations

import ctypes
import ctypes.util
import re
import shutil
import subprocess

import headers
import pytest
import tree

from pomost import DocumentKind, Rounding, _library, _values, case, errors, forecast, number
from pomost._declarations import DECLARATIONS, DecimalStruct


def test_each_prototype_is_declared_as_it_is() -> None:
    found = headers.prototypes()
    assert sorted(DECLARATIONS) == sorted(found)
    for name, declared in DECLARATIONS.items():
        assert declared == found[name], name


def test_each_function_of_the_headers_is_read() -> None:
    assert len(headers.prototypes()) == len(re.findall(r"\bPOMOST_API\b", headers.code()))


def test_the_symbols_of_the_map_are_declared() -> None:
    text = (tree.SOURCE / "lib" / "libpomost.map").read_text(encoding="utf-8")
    assert sorted(re.findall(r"\b(pomost_\w+);", text)) == sorted(DECLARATIONS)


@pytest.mark.skipif(not shutil.which("nm"), reason="there is no nm")
def test_the_library_exports_what_is_declared() -> None:
    command = ["nm", "-D", "--defined-only", _library.find()]
    output = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    symbols = {line.split()[2].split("@")[0] for line in output.splitlines()}
    assert {name for name in symbols if name != "POMOST_0.1"} == set(DECLARATIONS)


def test_each_function_is_loaded_with_its_declaration() -> None:
    for name, (result, parameters) in DECLARATIONS.items():
        function = getattr(_library.library, name)
        assert function.restype is result
        assert list(function.argtypes) == parameters


def test_the_decimal_has_64_bytes() -> None:
    assert ctypes.sizeof(DecimalStruct) == 64


def test_the_error_classes_are_those_of_the_status_codes() -> None:
    codes = headers.constants("POMOST_ERR_")
    assert {kind.status: code for code, kind in errors.BY_CODE.items()} == codes
    for code, kind in errors.BY_CODE.items():
        assert kind.code == code
        assert _library.library.pomost_status_name(code) == kind.status.encode()
        assert issubclass(kind, errors.PomostError)
    assert _library.library.pomost_status_name(len(codes) + 1) is None


def test_each_error_class_is_public() -> None:
    import pomost

    kinds: list[type[errors.PomostError]] = [errors.PomostError, *errors.BY_CODE.values()]
    for kind in kinds:
        assert getattr(pomost, kind.__name__) is kind
        assert kind.__name__ in pomost.__all__


def test_the_constants_are_those_of_the_headers() -> None:
    documents = headers.constants("POMOST_DOCUMENT_")
    assert {f"POMOST_DOCUMENT_{kind.name}": kind.value for kind in DocumentKind} == documents
    for mode in Rounding:
        assert headers.constants(f"POMOST_{mode.name}")[f"POMOST_{mode.name}"] == mode.value
    assert headers.define("POMOST_DECIMAL_TEXT") == number._TEXT_SIZE
    assert headers.constants("POMOST_EXPLAIN") == {"POMOST_EXPLAIN": case._EXPLAIN}
    assert headers.constants("POMOST_BY_") == {"POMOST_BY_DUE": forecast._BY_DUE}
    assert "#define POMOST_NO_DATE INT32_MIN" in headers.text()
    assert ctypes.c_int32(-(2**31)).value == _values.NO_DATE


def test_a_library_that_is_not_there(tmp_path: object) -> None:
    with pytest.raises(ImportError, match="cannot be used"):
        _library.load(f"{tmp_path}/none.so")


def test_a_library_that_is_another() -> None:
    with pytest.raises(ImportError, match="pomost_version"):
        _library.load(ctypes.util.find_library("c") or "libc.so.6")


def test_no_library_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_library, "FILE_NAME", "none.so")
    monkeypatch.delenv("POMOST_LIBRARY", raising=False)
    with pytest.raises(ImportError, match="POMOST_LIBRARY"):
        _library.find()
