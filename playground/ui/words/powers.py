"""Numbers of any size as powers of ten."""

from __future__ import annotations

import math

from playground.ui.words import formatting

RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def power_text(value: float) -> str:
    """0.01 → 0.01, 0.0001 → 10⁻⁴"""
    if 1e-3 < value < 1e5:
        return formatting.shortest(value, 1)
    exponent = math.floor(math.log10(value) + 1e-9)
    digits = raised(exponent)
    factor = round(value / 10.0**exponent)
    return f"10{digits}" if factor == 1 else f"{factor}·10{digits}"


def times_power(value: float, digits: int = 2) -> str:
    """3.14 → 3.1, 314159 → 3.1·10⁵"""
    if not math.isfinite(value) or value == 0 or 1e-3 <= abs(value) < 1e5:
        return formatting.significant(value, digits)
    mantissa, _, exponent = f"{value:.{digits - 1}e}".partition("e")
    return f"{mantissa.replace('-', formatting.MINUS)}·10{raised(int(exponent))}"


def raised(exponent: int) -> str:
    """−5 → ⁻⁵"""
    return str(exponent).translate(RAISED)
