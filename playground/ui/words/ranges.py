"""Numbers within a range: what may be typed, in words, and what was typed, read."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from playground.engine.limits import Range
from playground.ui.words import formatting

translate = QCoreApplication.translate


def allowed_text(allowed: Range, write: Callable[[float], str] | None = None) -> str:
    """What may be typed, as a message says it: a number from 0.1 to 1. write: how its ends are written."""
    write = write or (formatting.integer if allowed.whole else lambda end: formatting.shortest(end, 1))
    least, most = write(allowed.least), write(allowed.most)
    if allowed.most == math.inf and allowed.whole:
        return translate("Ranges", "a whole number of at least {0}").format(least)
    if allowed.most == math.inf:
        return translate("Ranges", "a number of at least {0}").format(least)
    if allowed.above:
        return translate("Ranges", "a number above {0} and at most {1}").format(least, most)
    if allowed.below:
        return translate("Ranges", "a number of at least {0} and below {1}").format(least, most)
    if allowed.whole:
        return translate("Ranges", "a whole number from {0} to {1}").format(least, most)
    return translate("Ranges", "a number from {0} to {1}").format(least, most)


def read(text: str, allowed: Range) -> float | None:
    """The number in a typed text, as `within` makes it; None if it is none."""
    value = formatting.parse(text)
    return None if value is None else within(value, allowed)


def within(value: float, allowed: Range) -> float | None:
    """The number, or the end of the range that is nearest; None where that end is not allowed itself."""
    value = float(round(value)) if allowed.whole else value
    nearest = min(max(value, allowed.least), allowed.most)
    is_open = (allowed.above and nearest == allowed.least) or (allowed.below and nearest == allowed.most)
    return None if is_open else nearest
