"""Numbers of any size as powers of ten."""

from __future__ import annotations

import math

from playground.ui.words import formatting


def power_text(value: float) -> str:
    """0.01 → 0.01, 0.0001 → 10⁻⁴"""
    if 1e-3 < value < 1e5:
        return formatting.shortest(value, 1)
    exponent = math.floor(math.log10(value) + 1e-9)
    digits = str(exponent).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    factor = round(value / 10.0**exponent)
    return f"10{digits}" if factor == 1 else f"{factor}·10{digits}"
