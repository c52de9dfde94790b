"""Exact numbers as text."""

from fractions import Fraction


def exact_text(number: Fraction) -> str:
    """A decimal where it ends, else NUMERATOR/DENOMINATOR in lowest terms."""
    number = Fraction(number)
    rest, digits = number.denominator, 0
    for factor in (2, 5):
        count = 0
        while rest % factor == 0:
            rest //= factor
            count += 1
        digits = max(digits, count)
    if rest != 1:
        return f"{number.numerator}/{number.denominator}"
    scaled = str(abs(number.numerator) * 10**digits // number.denominator).rjust(digits + 1, "0")
    sign = "-" if number < 0 else ""
    return sign + (scaled[:-digits] + "." + scaled[-digits:] if digits else scaled)
