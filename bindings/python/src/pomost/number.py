# SPDX-License-Identifier: Apache-2.0
"""Exact decimal arithmetic, as the library computes: nothing is rounded unless a mode is named.

Operands are `Decimal`, `int`, or a text such as "24000.00": an optional `-`, digits, optionally a
point and digits, without exponent, grouping or leading zero. Results are `Decimal`, with as many
digits after the point as each function says; the context of `decimal` plays no part. A number has
at most 128 digits, 64 of them after the point; a text at most 64 digits, 32 after the point.

Every function raises NumberError where an operand is not a number, LimitError where an operand or
the result is too large, and TypeError for a float, which is not exact.
"""

from __future__ import annotations

from ctypes import byref, c_int32, c_int64, c_size_t, create_string_buffer
from decimal import Decimal
from enum import IntEnum
from typing import Union

from ._call import call, encode_document, in_range
from ._declarations import DecimalStruct
from .errors import LimitError, NumberError

__all__ = [
    "Number",
    "Rounding",
    "add",
    "compare",
    "divide",
    "from_minor_units",
    "multiply",
    "parse",
    "round",
    "subtract",
    "to_minor_units",
]

#: What stands for a number.
Number = Union[Decimal, int, str]

_TEXT_SIZE = 132  # POMOST_DECIMAL_TEXT
_DIGITS = 128
_SCALE = 64
# What the library reads as text.
_TEXT_DIGITS = 64
_TEXT_SCALE = 32


class Rounding(IntEnum):
    """How a result is rounded. The numbers are those of the C library."""

    #: to the nearest; ties away from zero
    HALF_UP = 1
    #: to the nearest; ties to the even neighbour
    HALF_EVEN = 2
    #: to the nearest; ties towards zero
    HALF_DOWN = 3
    #: away from zero
    UP = 4
    #: towards zero
    DOWN = 5
    #: towards plus infinity
    CEILING = 6
    #: towards minus infinity
    FLOOR = 7


def _parse(text: bytes) -> DecimalStruct:
    result = DecimalStruct()
    call("pomost_decimal_parse", text, len(text), byref(result))
    return result


def _operate(name: str, left: DecimalStruct, right: DecimalStruct) -> DecimalStruct:
    result = DecimalStruct()
    call(name, byref(left), byref(right), byref(result))
    return result


def _assemble(sign: str, coefficient: int, scale: int) -> DecimalStruct:
    """A number that is too long to be read as text, from two halves that are not."""
    high, low = divmod(coefficient, 10**_TEXT_DIGITS)
    power = DecimalStruct()
    call("pomost_decimal_from_i64", 10, 0, byref(power))
    power = _operate("pomost_decimal_multiply", power, _parse(b"1" + b"0" * (_TEXT_DIGITS - 1)))
    number = _operate("pomost_decimal_multiply", power, _parse(f"{sign}{high}".encode()))
    number = _operate("pomost_decimal_add", number, _parse(f"{sign}{low}".encode()))
    unit = DecimalStruct()
    call("pomost_decimal_from_i64", 1, scale, byref(unit))
    return _operate("pomost_decimal_multiply", number, unit)


def _from_decimal(value: Decimal) -> DecimalStruct:
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        raise NumberError(f"expected a number, found {value}")
    scale = max(0, -exponent)
    if len(digits) + max(0, exponent) > _DIGITS or scale > _SCALE:
        raise LimitError(
            f"expected a number of at most {_DIGITS} digits, {_SCALE} of them after the point"
        )
    if len(digits) + max(0, exponent) <= _TEXT_DIGITS and scale <= _TEXT_SCALE:
        return _parse(format(value, "f").encode())
    coefficient = int("".join(map(str, digits))) * 10 ** max(0, exponent)
    return _assemble("-" if sign else "", coefficient, scale)


def _operand(value: Number) -> DecimalStruct:
    if isinstance(value, str):
        return _parse(encode_document(value))
    if isinstance(value, Decimal):
        return _from_decimal(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return _from_decimal(Decimal(value))
    raise TypeError(f"expected a Decimal, an int or a str, found {type(value).__name__}")


def _result(number: DecimalStruct) -> Decimal:
    text = create_string_buffer(_TEXT_SIZE)
    length = c_size_t()
    call("pomost_decimal_format", byref(number), text, _TEXT_SIZE, byref(length))
    return Decimal(text.raw[: length.value].decode("ascii"))


def parse(text: str) -> Decimal:
    """Reads a number. The digits after the point stay: "2.50" is Decimal("2.50")."""
    if not isinstance(text, str):
        raise TypeError(f"expected a str, found {type(text).__name__}")
    return _result(_operand(text))


def add(left: Number, right: Number) -> Decimal:
    """`left` + `right`, exactly, with the digits after the point of the longer one."""
    return _result(_operate("pomost_decimal_add", _operand(left), _operand(right)))


def subtract(left: Number, right: Number) -> Decimal:
    """`left` - `right`, exactly, with the digits after the point of the longer one."""
    return _result(_operate("pomost_decimal_subtract", _operand(left), _operand(right)))


def multiply(left: Number, right: Number) -> Decimal:
    """`left` × `right`, exactly, with the digits after the point of both together."""
    return _result(_operate("pomost_decimal_multiply", _operand(left), _operand(right)))


def divide(left: Number, right: Number, scale: int, mode: Rounding) -> Decimal:
    """`left` / `right`, rounded once by `mode` to `scale` (0 to 64) digits after the point.

    Raises DivisionError where `right` is zero, LimitError where `scale` is out of range and
    ArgumentError where there is no such mode.
    """
    result = DecimalStruct()
    call(
        "pomost_decimal_divide",
        byref(_operand(left)),
        byref(_operand(right)),
        in_range(scale, 32, "scale"),
        in_range(mode, 32, "mode"),
        byref(result),
    )
    return _result(result)


def round(value: Number, scale: int, mode: Rounding) -> Decimal:
    """`value` rounded once by `mode` to `scale` (0 to 64) digits after the point.

    Where it has fewer, zeros are added. Raises LimitError where `scale` is out of range and
    ArgumentError where there is no such mode.
    """
    result = DecimalStruct()
    call(
        "pomost_decimal_round",
        byref(_operand(value)),
        in_range(scale, 32, "scale"),
        in_range(mode, 32, "mode"),
        byref(result),
    )
    return _result(result)


def compare(left: Number, right: Number) -> int:
    """-1, 0 or 1 as `left` is less than, equal to or greater than `right`; 2.0 equals 2.00."""
    result = c_int32()
    call("pomost_decimal_compare", byref(_operand(left)), byref(_operand(right)), byref(result))
    return result.value


def from_minor_units(amount: int, digits: int) -> Decimal:
    """The sum of so many minor units: 2400000 grosze with 2 digits are Decimal("24000.00").

    Raises ArgumentError where `amount` does not fit 64 bits, LimitError where `digits` is not in 0
    to 64.
    """
    result = DecimalStruct()
    call(
        "pomost_decimal_from_i64",
        in_range(amount, 64, "amount"),
        in_range(digits, 32, "number of digits"),
        byref(result),
    )
    return _result(result)


def to_minor_units(value: Number, digits: int) -> int:
    """A sum in minor units: 24000 with 2 digits are 2400000 grosze.

    Raises InvalidValueError where that is not a whole number, LimitError where it does not fit 64
    bits or `digits` is not in 0 to 64.
    """
    result = c_int64()
    call(
        "pomost_decimal_to_i64",
        byref(_operand(value)),
        in_range(digits, 32, "number of digits"),
        byref(result),
    )
    return result.value
