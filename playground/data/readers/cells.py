"""What stands in one cell of a table: a number, the name of a class, or nothing."""

import re
from decimal import Context
from functools import lru_cache

from playground.data.readers.text import CELL_ERRORS

MISSING = frozenset(("", "?", "na", "n/a", "<na>", "nan", "-nan", "null", *CELL_ERRORS))
MINUS = str.maketrans("−–﹣－", "----")
"""Signs that stand for a minus: that of typesetters, a dash, and those of other widths."""
NUMBER = re.compile(r"[+-]?([0-9]+([.,][0-9]*)?|[.,][0-9]+)(e[+-]?[0-9]{1,3})?", re.IGNORECASE)
EXACT = Context(prec=100)
LONGEST_NUMBER = 80
LONGEST_PLAIN = 40
"""Numbers with more places than this before or after the point are written with an exponent."""


def is_missing(cell: str) -> bool:
    """Whether a cell says that its value is not known."""
    return cell.lower() in MISSING


def number_in(cell: str) -> float | None:
    """The number in a cell, with a decimal point or comma; None where it holds none."""
    if "_" in cell:  # Python's own way to write thousands, and nobody else's
        return None
    try:
        return float(cell)
    except ValueError:
        pass
    try:
        return float(cell.translate(MINUS).replace(",", "."))
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def class_name(label: str) -> str:
    """The name of the class that a label means: numbers by their exact value (1 and 1.0 are one), words as they are."""
    number = label.translate(MINUS)
    if len(number) > LONGEST_NUMBER or not NUMBER.fullmatch(number):
        return label
    value = EXACT.normalize(EXACT.plus(EXACT.create_decimal(number.replace(",", "."))))  # plus makes 0 of -0
    return f"{value:f}" if abs(value.adjusted()) < LONGEST_PLAIN else str(value)


def in_order(names: set[str]) -> tuple[str, ...]:
    """Names of classes, by value where all are numbers, otherwise as words."""
    if all(NUMBER.fullmatch(name) for name in names):
        return tuple(sorted(names, key=EXACT.create_decimal))
    return tuple(sorted(names))
