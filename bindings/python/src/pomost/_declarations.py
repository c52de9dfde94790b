# SPDX-License-Identifier: Apache-2.0
"""What the C library exports: each function with its result and its parameters.

A test compares this table with the public headers and with the list of exported symbols.
"""

from __future__ import annotations

from ctypes import (
    POINTER,
    Structure,
    c_char_p,
    c_int32,
    c_int64,
    c_size_t,
    c_uint32,
    c_uint64,
    c_void_p,
)
from typing import Any


class DecimalStruct(Structure):
    """`struct pomost_decimal`: 64 bytes that only the library reads; zero bytes are 0."""

    _fields_ = [("reserved", c_uint64 * 8)]


# Kinds of parameters. Objects of the library are opaque, so their type is that of any pointer.
_OBJECT = c_void_p
_OBJECT_OUT = POINTER(c_void_p)
_OBJECTS = POINTER(c_void_p)  # pomost_programme *const * and pomost_case *const *
_ERROR = POINTER(c_void_p)
_TEXT = c_char_p  # const char *
_TEXT_OUT = POINTER(c_char_p)  # const char **: borrowed
_BUFFER = c_void_p  # char *
_BUFFER_OUT = POINTER(c_void_p)  # char **: to be freed
_ITEMS_OUT = POINTER(c_void_p)  # const int64_t ** and const int32_t **
_SIZE = c_size_t
_SIZE_OUT = POINTER(c_size_t)
_I32_OUT = POINTER(c_int32)
_I64_OUT = POINTER(c_int64)
_DECIMAL = POINTER(DecimalStruct)
_STATUS = c_int32

#: Name of a function: its result (None for void) and its parameters.
DECLARATIONS: dict[str, tuple[Any, list[Any]]] = {
    # version.h
    "pomost_version": (_TEXT, []),
    "pomost_feature": (c_int32, [_TEXT]),
    # error.h
    "pomost_error_code": (c_int32, [_OBJECT]),
    "pomost_error_message": (_TEXT, [_OBJECT]),
    "pomost_error_file": (_TEXT, [_OBJECT]),
    "pomost_error_line": (c_int32, [_OBJECT]),
    "pomost_error_column": (c_int32, [_OBJECT]),
    "pomost_error_path": (_TEXT, [_OBJECT]),
    "pomost_error_next": (_OBJECT, [_OBJECT]),
    "pomost_error_free": (None, [_OBJECT]),
    "pomost_status_name": (_TEXT, [c_int32]),
    # decimal.h
    "pomost_decimal_parse": (_STATUS, [_TEXT, _SIZE, _DECIMAL, _ERROR]),
    "pomost_decimal_from_i64": (_STATUS, [c_int64, c_int32, _DECIMAL, _ERROR]),
    "pomost_decimal_to_i64": (_STATUS, [_DECIMAL, c_int32, _I64_OUT, _ERROR]),
    "pomost_decimal_format": (_STATUS, [_DECIMAL, _BUFFER, _SIZE, _SIZE_OUT, _ERROR]),
    "pomost_decimal_add": (_STATUS, [_DECIMAL, _DECIMAL, _DECIMAL, _ERROR]),
    "pomost_decimal_subtract": (_STATUS, [_DECIMAL, _DECIMAL, _DECIMAL, _ERROR]),
    "pomost_decimal_multiply": (_STATUS, [_DECIMAL, _DECIMAL, _DECIMAL, _ERROR]),
    "pomost_decimal_divide": (
        _STATUS,
        [_DECIMAL, _DECIMAL, c_int32, c_int32, _DECIMAL, _ERROR],
    ),
    "pomost_decimal_round": (_STATUS, [_DECIMAL, c_int32, c_int32, _DECIMAL, _ERROR]),
    "pomost_decimal_compare": (_STATUS, [_DECIMAL, _DECIMAL, _I32_OUT, _ERROR]),
    # date.h
    "pomost_date_parse": (_STATUS, [_TEXT, _I32_OUT, _ERROR]),
    "pomost_date_format": (_STATUS, [c_int32, _BUFFER, _ERROR]),
    # document.h
    "pomost_document_kind": (_STATUS, [_TEXT, _SIZE, _TEXT, _I32_OUT, _ERROR]),
    "pomost_document_get": (_STATUS, [_TEXT, _SIZE, _TEXT, _TEXT, _BUFFER_OUT, _ERROR]),
    "pomost_document_load": (_STATUS, [_TEXT, _BUFFER_OUT, _SIZE_OUT, _ERROR]),
    "pomost_document_schema": (_STATUS, [c_int32, _BUFFER_OUT, _SIZE_OUT, _ERROR]),
    # series.h
    "pomost_series_new": (_STATUS, [_OBJECT_OUT, _ERROR]),
    "pomost_series_parse": (_STATUS, [_OBJECT, _TEXT, _SIZE, _TEXT, _ERROR]),
    "pomost_series_load": (_STATUS, [_OBJECT, _TEXT, _ERROR]),
    "pomost_series_value": (_STATUS, [_OBJECT, _TEXT, c_int32, _TEXT_OUT, _ERROR]),
    "pomost_series_ref": (_OBJECT, [_OBJECT]),
    "pomost_series_unref": (None, [_OBJECT]),
    # programme.h
    "pomost_programme_parse": (_STATUS, [_TEXT, _SIZE, _TEXT, _OBJECT, _OBJECT_OUT, _ERROR]),
    "pomost_programme_load": (_STATUS, [_TEXT, _OBJECT, _OBJECT_OUT, _ERROR]),
    "pomost_programme_ref": (_OBJECT, [_OBJECT]),
    "pomost_programme_unref": (None, [_OBJECT]),
    "pomost_programme_get": (_STATUS, [_OBJECT, _TEXT, _TEXT_OUT, _ERROR]),
    "pomost_programme_report": (_STATUS, [_OBJECT, _TEXT, _BUFFER_OUT, _SIZE_OUT, _ERROR]),
    "pomost_programme_figures": (_STATUS, [_OBJECT, _TEXT, _BUFFER_OUT, _SIZE_OUT, _ERROR]),
    "pomost_programme_overlay": (
        _STATUS,
        [_OBJECT, _TEXT, _SIZE, _TEXT, _OBJECT_OUT, _ERROR],
    ),
    "pomost_programme_set": (_STATUS, [_OBJECT, _TEXT, _TEXT, _OBJECT_OUT, _ERROR]),
    "pomost_programme_progress": (
        _STATUS,
        [_OBJECT, _TEXT, _SIZE, _TEXT, _TEXT, _BUFFER_OUT, _SIZE_OUT, _ERROR],
    ),
    "pomost_programme_summary": (_STATUS, [_OBJECT, _TEXT_OUT, _ERROR]),
    "pomost_text_free": (None, [_BUFFER]),
    # case.h
    "pomost_case_new": (_STATUS, [_OBJECT, _OBJECT_OUT, _ERROR]),
    "pomost_case_parse": (_STATUS, [_OBJECT, _TEXT, _SIZE, _TEXT, _OBJECT_OUT, _ERROR]),
    "pomost_case_parse_as": (_STATUS, [_OBJECT, _TEXT, _SIZE, _TEXT, _OBJECT_OUT, _ERROR]),
    "pomost_case_load": (_STATUS, [_OBJECT, _TEXT, _OBJECT_OUT, _ERROR]),
    "pomost_case_add": (_STATUS, [_OBJECT, _TEXT, _SIZE_OUT, _ERROR]),
    "pomost_case_set": (_STATUS, [_OBJECT, _TEXT, _TEXT, _ERROR]),
    "pomost_case_set_date": (_STATUS, [_OBJECT, _TEXT, c_int32, _ERROR]),
    "pomost_case_set_i64": (_STATUS, [_OBJECT, _TEXT, c_int64, _ERROR]),
    "pomost_case_check": (_STATUS, [_OBJECT, _ERROR]),
    "pomost_case_free": (None, [_OBJECT]),
    "pomost_edition_choose": (
        _STATUS,
        [_OBJECTS, _SIZE, _TEXT, _SIZE, _TEXT, _SIZE_OUT, _ERROR],
    ),
    # award.h
    "pomost_case_assess": (_STATUS, [_OBJECT, c_uint32, _OBJECT_OUT, _ERROR]),
    "pomost_award_rows": (_STATUS, [_OBJECT, _TEXT, _SIZE_OUT, _ERROR]),
    "pomost_award_column_i64": (_STATUS, [_OBJECT, _TEXT, _TEXT, _ITEMS_OUT, _ERROR]),
    "pomost_award_column_i32": (_STATUS, [_OBJECT, _TEXT, _TEXT, _ITEMS_OUT, _ERROR]),
    "pomost_award_column_text": (
        _STATUS,
        [_OBJECT, _TEXT, _TEXT, _ITEMS_OUT, _TEXT_OUT, _ERROR],
    ),
    "pomost_award_column": (_STATUS, [_OBJECT, _TEXT, _SIZE, _TEXT_OUT, _TEXT_OUT, _ERROR]),
    "pomost_award_report": (_STATUS, [_OBJECT, _TEXT, _BUFFER_OUT, _SIZE_OUT, _ERROR]),
    "pomost_award_diff": (_STATUS, [_OBJECT, _OBJECT, _TEXT, _BUFFER_OUT, _SIZE_OUT, _ERROR]),
    "pomost_award_free": (None, [_OBJECT]),
    # settlement.h
    "pomost_case_settle": (_STATUS, [_OBJECT, c_int32, c_uint32, _OBJECT_OUT, _ERROR]),
    "pomost_case_reconcile": (
        _STATUS,
        [_OBJECT, _TEXT, _SIZE, _TEXT, c_int32, c_uint32, _OBJECT_OUT, _ERROR],
    ),
    # call.h
    "pomost_call_decide": (
        _STATUS,
        [_OBJECT, _OBJECTS, _SIZE, _TEXT, _SIZE, _TEXT, _OBJECT_OUT, _ERROR],
    ),
    "pomost_call_rows": (_STATUS, [_OBJECT, _TEXT, _SIZE_OUT, _ERROR]),
    "pomost_call_column_i64": (_STATUS, [_OBJECT, _TEXT, _TEXT, _ITEMS_OUT, _ERROR]),
    "pomost_call_column_i32": (_STATUS, [_OBJECT, _TEXT, _TEXT, _ITEMS_OUT, _ERROR]),
    "pomost_call_column_text": (
        _STATUS,
        [_OBJECT, _TEXT, _TEXT, _ITEMS_OUT, _TEXT_OUT, _ERROR],
    ),
    "pomost_call_column": (_STATUS, [_OBJECT, _TEXT, _SIZE, _TEXT_OUT, _TEXT_OUT, _ERROR]),
    "pomost_call_report": (_STATUS, [_OBJECT, _TEXT, _BUFFER_OUT, _SIZE_OUT, _ERROR]),
    "pomost_call_free": (None, [_OBJECT]),
    # forecast.h
    "pomost_forecast_new": (_STATUS, [c_uint32, _OBJECT_OUT, _ERROR]),
    "pomost_forecast_add": (_STATUS, [_OBJECT, _OBJECT, _ERROR]),
    "pomost_forecast_rows": (_STATUS, [_OBJECT, _TEXT, _SIZE_OUT, _ERROR]),
    "pomost_forecast_column_i64": (_STATUS, [_OBJECT, _TEXT, _TEXT, _ITEMS_OUT, _ERROR]),
    "pomost_forecast_column_i32": (_STATUS, [_OBJECT, _TEXT, _TEXT, _ITEMS_OUT, _ERROR]),
    "pomost_forecast_column_text": (
        _STATUS,
        [_OBJECT, _TEXT, _TEXT, _ITEMS_OUT, _TEXT_OUT, _ERROR],
    ),
    "pomost_forecast_column": (_STATUS, [_OBJECT, _TEXT, _SIZE, _TEXT_OUT, _TEXT_OUT, _ERROR]),
    "pomost_forecast_report": (_STATUS, [_OBJECT, _TEXT, _BUFFER_OUT, _SIZE_OUT, _ERROR]),
    "pomost_forecast_free": (None, [_OBJECT]),
    # check.h
    "pomost_programme_check": (
        _STATUS,
        [_OBJECT, _TEXT, _BUFFER_OUT, _SIZE_OUT, _I32_OUT, _ERROR],
    ),
    "pomost_tests_run": (
        _STATUS,
        [
            _OBJECTS,
            _SIZE,
            _TEXT,
            _SIZE,
            _TEXT,
            _TEXT,
            _BUFFER_OUT,
            _SIZE_OUT,
            _I32_OUT,
            _ERROR,
        ],
    ),
}
