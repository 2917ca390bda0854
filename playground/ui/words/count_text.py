"""Whole numbers of any size in words, exactly."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from playground.ui.words import formatting
from playground.ui.words.powers import times_power

translate = QCoreApplication.translate
LONGEST = 15


def count_text(count: int) -> str:
    """10,000 → 10,000; 1,600,000,000 → 1.6 billion; 1,234,567 → 1,234,567; what is too long for that ≈ 1.23·10²⁰"""
    units = (
        (10**12, translate("Counts", "{0} trillion")),
        (10**9, translate("Counts", "{0} billion")),
        (10**6, translate("Counts", "{0} million")),
    )
    unit, words = next(((unit, words) for unit, words in units if count >= unit), (1, "{0}"))
    if unit > 1 and count % (unit // 100) == 0 and count < 10**15:
        return words.format(formatting.shortest(count / unit, 1, 6))
    exact = formatting.integer(count)
    return exact if len(exact) <= LONGEST else "≈ " + times_power(float(count), 3)
