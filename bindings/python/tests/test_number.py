# SPDX-License-Identifier: Apache-2.0
"""Arithmetic, compared with `decimal` at a context that rounds nothing."""

from __future__ import annotations

import decimal
import random
from decimal import Decimal
from typing import Any

import pytest

import pomost
from pomost import Rounding, number

EXACT = decimal.Context(prec=400, Emin=-1000, Emax=1000, traps=[decimal.InvalidOperation])
MODES = {
    Rounding.HALF_UP: decimal.ROUND_HALF_UP,
    Rounding.HALF_EVEN: decimal.ROUND_HALF_EVEN,
    Rounding.HALF_DOWN: decimal.ROUND_HALF_DOWN,
    Rounding.UP: decimal.ROUND_UP,
    Rounding.DOWN: decimal.ROUND_DOWN,
    Rounding.CEILING: decimal.ROUND_CEILING,
    Rounding.FLOOR: decimal.ROUND_FLOOR,
}


def numbers(count: int, digits: int, scale: int) -> list[Decimal]:
    """Numbers of any length up to `digits`, the same ones in each run."""
    source = random.Random(digits)
    found = [Decimal(0), Decimal("-0.00"), Decimal("0.5"), Decimal("-2.5"), Decimal(10**18)]
    while len(found) < count:
        coefficient = source.randrange(10 ** source.randint(1, digits))
        sign = source.choice((1, -1))
        found.append(Decimal(sign * coefficient).scaleb(-source.randint(0, scale), EXACT))
    return found


PAIRS = list(zip(numbers(300, 60, 30), reversed(numbers(300, 60, 30))))
SMALL_PAIRS = list(zip(numbers(200, 6, 4), reversed(numbers(200, 6, 4))))


def clean(value: Decimal) -> Decimal:
    """Zero has no sign in the library."""
    return value if value else value.copy_abs()


def text(value: Decimal) -> str:
    return format(value, "f")


@pytest.mark.parametrize("pairs", [PAIRS, SMALL_PAIRS])
def test_add_subtract_multiply_compare(pairs: list[tuple[Decimal, Decimal]]) -> None:
    for left, right in pairs:
        assert text(number.add(left, right)) == text(clean(EXACT.add(left, right)))
        assert text(number.subtract(left, right)) == text(clean(EXACT.subtract(left, right)))
        assert text(number.multiply(left, right)) == text(clean(EXACT.multiply(left, right)))
        assert number.compare(left, right) == (left > right) - (left < right)


@pytest.mark.parametrize("mode", Rounding)
def test_round(mode: Rounding) -> None:
    for value in [*numbers(300, 60, 30), *numbers(300, 4, 3)]:
        for scale in (0, 1, 2, 31, 64):
            unit = Decimal(1).scaleb(-scale, EXACT)
            wanted = value.quantize(unit, rounding=MODES[mode], context=EXACT)
            assert text(number.round(value, scale, mode)) == text(clean(wanted))


@pytest.mark.parametrize("mode", Rounding)
def test_divide(mode: Rounding) -> None:
    for left, right in [*PAIRS, *SMALL_PAIRS]:
        if not right:
            continue
        # Quotient and remainder of whole numbers say where the exact value lies.
        shift = 10**100
        top, bottom = int(left.scaleb(30, EXACT)), int(right.scaleb(30, EXACT))
        quotient, rest = divmod(abs(top) * shift, abs(bottom))
        sign = -1 if (top < 0) != (bottom < 0) else 1
        exact = Decimal(sign * (quotient * 10 + (1 if rest else 0))).scaleb(-101, EXACT)
        wanted = exact.quantize(Decimal("0.01"), rounding=MODES[mode], context=EXACT)
        assert text(number.divide(left, right, 2, mode)) == text(clean(wanted))


def test_the_context_of_decimal_plays_no_part() -> None:
    with decimal.localcontext() as context:
        context.prec = 2
        assert number.add("1000000.01", "0.01") == Decimal("1000000.02")
        assert str(number.from_minor_units(123456789, 2)) == "1234567.89"


def test_what_stands_for_a_number() -> None:
    assert number.add("24000.00", 1) == Decimal("24001.00")
    assert str(number.add(Decimal("1E+3"), "0")) == "1000"
    assert str(number.parse("2.50")) == "2.50"
    assert str(number.add("-0", "-0.00")) == "0.00"


def test_results_of_full_length_are_operands() -> None:
    long = number.multiply("9" * 64, "9" * 64)
    assert long == EXACT.multiply(Decimal("9" * 64), Decimal("9" * 64))
    assert number.subtract(long, long) == 0
    assert number.compare(number.subtract(long, 1), long) == -1
    deep = number.multiply("0." + "0" * 31 + "1", "-0." + "0" * 31 + "3")
    assert deep.as_tuple().exponent == -64
    assert number.add(deep, deep) == EXACT.add(deep, deep)
    both = number.add(number.multiply("9" * 32, "9" * 32), deep)
    assert number.add(both, 0) == both
    with pytest.raises(pomost.LimitError):
        number.multiply(long, 10)
    with pytest.raises(pomost.LimitError):
        number.multiply(deep, "0.1")


def test_minor_units() -> None:
    assert str(number.from_minor_units(2400000, 2)) == "24000.00"
    assert number.to_minor_units("24000", 2) == 2400000
    assert number.to_minor_units("-92233720368547758.08", 2) == -(2**63)
    assert str(number.from_minor_units(-(2**63), 0)) == "-9223372036854775808"
    with pytest.raises(pomost.InvalidValueError):
        number.to_minor_units("0.001", 2)
    with pytest.raises(pomost.LimitError):
        number.to_minor_units(2**63, 0)
    with pytest.raises(pomost.ArgumentError):
        number.from_minor_units(2**63, 0)
    for digits in (-1, 65):
        with pytest.raises(pomost.LimitError):
            number.from_minor_units(1, digits)
        with pytest.raises(pomost.LimitError):
            number.to_minor_units(1, digits)


@pytest.mark.parametrize(
    "wrong",
    ["", "1,234", "1e3", "+1", ".5", "5.", "010", " 1", "1 ", "1\0", "NaN", "½", "\ud800"],
)
def test_not_a_number(wrong: str) -> None:
    with pytest.raises(pomost.NumberError):
        number.parse(wrong)


@pytest.mark.parametrize("wrong", [Decimal("NaN"), Decimal("Infinity"), Decimal("sNaN")])
def test_not_finite(wrong: Decimal) -> None:
    with pytest.raises(pomost.NumberError):
        number.add(wrong, 1)


@pytest.mark.parametrize(
    "large",
    ["1" * 65, "0." + "1" * 33, 10**128, Decimal("1E+1000000"), Decimal("1E-1000000")],
)
def test_too_large(large: Any) -> None:
    with pytest.raises(pomost.LimitError):
        number.add(10**5000, 1)
    with pytest.raises(pomost.LimitError):
        number.add(large, 1)


@pytest.mark.parametrize("wrong", [1.5, True, None, b"1"])
def test_wrong_type(wrong: Any) -> None:
    with pytest.raises(TypeError):
        number.add(wrong, 1)
    with pytest.raises(TypeError):
        number.parse(wrong)


def test_wrong_mode_and_scale() -> None:
    for mode in (0, 8, -1):
        with pytest.raises(pomost.ArgumentError):
            number.round("1", 2, mode)  # type: ignore[arg-type]
        with pytest.raises(pomost.ArgumentError):
            number.divide("1", 3, 2, mode)  # type: ignore[arg-type]
    for scale in (-1, 65):
        with pytest.raises(pomost.LimitError):
            number.round("1", scale, Rounding.UP)
        with pytest.raises(pomost.LimitError):
            number.divide("1", 3, scale, Rounding.UP)
    with pytest.raises(pomost.ArgumentError):
        number.round("1", 2**32 + 2, Rounding.UP)
    with pytest.raises(TypeError):
        number.round("1", True, Rounding.UP)
    with pytest.raises(pomost.DivisionError):
        number.divide(1, "0.00", 2, Rounding.UP)
