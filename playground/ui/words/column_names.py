"""What the layers of a network are called where each has a column of units, and what the units are."""

from PySide6.QtCore import QCoreApplication

from playground.training.walk_formulas import numbered

translate = QCoreApplication.translate


def column_name(column: int, last: int) -> str:
    """Of the inputs, column 0, of a hidden layer, or of the last, the output."""
    if column == 0:
        return translate("Columns", "Input")
    return translate("Columns", "Output") if column == last else hidden_name(column)


def hidden_name(number: int) -> str:
    """Of the hidden layer of this number, the first being 1."""
    return translate("Columns", "Hidden {0}").format(number)


def neuron_name(number: int, unit: int) -> str:
    """Of a unit, the first being 0, of the hidden layer of this number."""
    return translate("Columns", "hidden {0}, neuron {1}").format(number, unit + 1)


def unit_name(unit: int) -> str:
    """What a unit answers, the first being 0: 11 → h₁₂"""
    return numbered("h", unit + 1)
