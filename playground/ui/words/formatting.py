"""Numbers as the window writes them: thousands separators, a real minus sign, units after a narrow space."""

import math
import re

SPACE = "\u00a0"
MINUS = "\u2212"
INFINITE = "\u221e"
NOTHING = "\u2013"
LARGEST_OF_QT = 2**31

_PREFIXES = ((1e9, "G"), (1e6, "M"), (1e3, "k"))
_DURATIONS = ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns"))
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?")


def integer(value: float) -> str:
    """1284 → 1,284"""
    return _special(value) or _real_minus(f"{round(value):,}")


def plural(count: int) -> int:
    """A number that asks for the same plural as a count, as small as Qt takes it."""
    return count if abs(count) < LARGEST_OF_QT else count % 1_000_000 + 1_000_000


def decimal(value: float, digits: int = 2) -> str:
    """Fixed digits after the point: -0.3 → −0.30"""
    if text := _special(value):
        return text
    text = f"{value:,.{digits}f}"
    return _real_minus(text.lstrip("-") if float(text.replace(",", "")) == 0 else text)


def significant(value: float, digits: int = 2) -> str:
    """A number of significant digits: 0.03 → 0.030, 0.001 → 0.0010, 1e-6 → 1.0e−6"""
    if text := _special(value):
        return text
    if value == 0:
        return "0"
    exponent = int(f"{value:.{digits - 1}e}".partition("e")[2])
    if -5 <= exponent < 7:
        return decimal(value, max(digits - 1 - exponent, 0))
    return scientific(value, digits)


def scientific(value: float, digits: int = 2) -> str:
    """A number as a power of ten: 0.00071 → 7.1e−4"""
    if text := _special(value):
        return text
    mantissa, _, exponent = f"{value:.{digits - 1}e}".partition("e")
    return _real_minus(f"{mantissa}e{int(exponent)}")


def shortest(value: float, least: int = 2, most: int = 4) -> str:
    """As few significant digits, but at least `least`, as show the value to `most` digits: 0.0125 → 0.0125"""
    if not math.isfinite(value):
        return significant(value)
    for digits in range(least, most):
        if math.isclose(float(f"{value:.{digits - 1}e}"), float(f"{value:.{most - 1}e}"), rel_tol=1e-12):
            return significant(value, digits)
    return significant(value, most)


def percent(fraction: float, digits: int = 0) -> str:
    """0.987 → 98.7 %"""
    return _special(fraction) or decimal(fraction * 100, digits) + SPACE + "%"


def share(fraction: float) -> str:
    """A share that was chosen, as short as can be: 0.125 → 12.5 %"""
    return shortest(100 * fraction, 1) + SPACE + "%"


def signed(value: float, digits: int = 2) -> str:
    """With a plus sign as well: 0.44 → +0.44"""
    text = decimal(value, digits)
    return "+" + text if value > 0 and not text.startswith(MINUS) else text


def si(value: float) -> str:
    """Large counts in short: 7098 → 7,098; 7_912_345 → 7.9 M"""
    if text := _special(value):
        return text
    if abs(value) < 10_000:
        return integer(value)
    for factor, prefix in _PREFIXES:
        if abs(value) >= factor:
            return decimal(value / factor, 1 if abs(value) < 100 * factor else 0) + SPACE + prefix
    return integer(value)


def rate(per_second: float) -> str:
    """How often something happens in a second: 1912.3 → 1,912; 3.14 → 3.1; 0.0231 → 0.023"""
    return integer(per_second) if per_second >= 10 else significant(per_second)


def duration(seconds: float) -> str:
    """0.0000212 → 21 µs"""
    if text := _special(seconds):
        return text
    for factor, unit in _DURATIONS:
        if abs(seconds) >= factor or unit == "ns":
            amount = seconds / factor
            return decimal(amount, 1 if abs(amount) < 10 else 0) + SPACE + unit
    raise AssertionError


def dimensions(*sizes: int) -> str:
    """28, 28, 1 → 28 × 28 × 1"""
    return f"{SPACE}×{SPACE}".join(integer(size) for size in sizes)


def parse(text: str) -> float | None:
    """Read a number that someone typed, with a comma or a point, a real minus, a per cent sign; None if it is none."""
    text = text.strip().replace(MINUS, "-").replace(SPACE, "").replace(" ", "")
    divisor = 1.0
    if text.endswith("%"):
        text, divisor = text[:-1], 100.0
    text = text.replace(",", "") if _THOUSANDS.fullmatch(text) else text.replace(",", ".")
    try:
        value = float(text) / divisor
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _special(value: float) -> str:
    """Return the text for what is not a finite number, or nothing."""
    if math.isnan(value):
        return NOTHING
    if math.isinf(value):
        return INFINITE if value > 0 else MINUS + INFINITE
    return ""


def _real_minus(text: str) -> str:
    return text.replace("-", MINUS)
