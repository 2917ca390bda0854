"""The diagram without a mouse: arrow keys go from neuron to neuron, with Shift onto its weights and along them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt

from playground.ui.views.diagram.diagram_hover import Bias, Bundle, Edge, Hovered, Neuron, Ribbon
from playground.ui.views.diagram.diagram_layout import Column

WAYS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


def moved(columns: Sequence[Column], place: Hovered, key: Qt.Key, weights: bool) -> Hovered:
    """Where an arrow key leads from a place, from nowhere to the first neuron. weights: from a neuron to the first of
    those that arrive at it, or leave it. From a weight the keys lead to the neurons at its ends, up and down to that
    from the next neuron, and with `weights` to that to the next one."""
    across, down = WAYS[key]
    match place:
        case Neuron(column, unit) | Bias(column, unit) if across and weights:
            return _edge(columns, column, unit, across) or place
        case Neuron(column, unit) | Bias(column, unit):
            return _neuron(columns, column + across, unit + down)
        case Edge(column, source, target) if across:
            return Neuron(column, source) if across < 0 else Neuron(column + 1, target)
        case Edge(column, source, target):
            if weights:
                return Edge(column, source, _neuron(columns, column + 1, target + down).unit)
            return Edge(column, _neuron(columns, column, source + down).unit, target)
        case Bundle(column) | Ribbon(column):
            return _neuron(columns, column, 0)
    return _neuron(columns, 1, 0)


def _neuron(columns: Sequence[Column], column: int, unit: int) -> Neuron:
    column = min(max(column, 0), len(columns) - 1)
    return Neuron(column, min(max(unit, 0), columns[column].units - 1))


def _edge(columns: Sequence[Column], column: int, unit: int, across: int) -> Edge | None:
    """The first weight that arrives at a neuron, or that leaves it; from bundles and to them there are none to see."""
    left, right = (column - 1, column) if across < 0 else (column, column + 1)
    if left < 0 or right == len(columns) or columns[left].is_bundle or columns[right].is_bundle:
        return None
    return Edge(left, 0, unit) if across < 0 else Edge(left, unit, 0)
