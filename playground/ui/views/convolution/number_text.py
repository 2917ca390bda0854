"""Numbers as they stand in tables and sums: as short as they are."""

from __future__ import annotations

from functools import lru_cache

from playground.ui.words import formatting

LONG = 1e5


@lru_cache(maxsize=4096)
def cell_text(value: float, decimals: int | None = None) -> str:
    """A number in a cell: whole ones whole, others to three digits, or to so many after the point; a dash for none."""
    if not abs(value) < LONG:
        return formatting.scientific(value, 2)
    if value == int(value):
        return formatting.integer(value)
    text = formatting.shortest(value, 1, 3)
    return text if decimals is None or len(text.partition(".")[2]) <= decimals else formatting.decimal(value, decimals)


@lru_cache(maxsize=4096)
def term_text(value: float) -> str:
    """A number in a sum: whole numbers whole, others to four digits."""
    if value == int(value):
        return formatting.integer(value)
    return formatting.shortest(value, 1, 4)


def factor_text(value: float) -> str:
    """The same behind a sign, in brackets where it has one of its own."""
    text = term_text(value)
    return f"({text})" if text.startswith(formatting.MINUS) else text
