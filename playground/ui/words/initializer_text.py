"""Initialisers in the user's words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from playground.engine.initializers import INITIALIZERS

translate = QCoreApplication.translate


def initializer_options() -> list[tuple[str, str]]:
    """Every initialiser, and what it is called in the window."""
    names = {
        "zeros": translate("Initializers", "Zeros"),
        "uniform": translate("Initializers", "Uniform"),
        "normal": translate("Initializers", "Normal"),
        "xavier": translate("Initializers", "Xavier"),
        "he": translate("Initializers", "He"),
        "lecun": translate("Initializers", "LeCun"),
        "spread": translate("Initializers", "Spread"),
    }
    return [(name, names.get(name, name)) for name in INITIALIZERS]
