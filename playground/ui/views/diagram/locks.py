"""Locks in the diagram: neurons, weights and biases that training leaves as they are."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from playground.training.architecture import Architecture
from playground.training.frozen import BIAS, OUTPUT
from playground.ui.look import icons
from playground.ui.look.theme import THEME
from playground.ui.views.diagram.bias_marks import mark_of
from playground.ui.views.diagram.diagram_hover import Bias, Edge, Hovered, Neuron, edge_path
from playground.ui.views.diagram.diagram_picture import DiagramPicture

SIDE = 13


def word_of(model: Architecture, hovered: Hovered) -> str:
    """What the model calls a neuron, a weight or a bias where it freezes it; empty of an input."""
    layers = _layers(model)
    match hovered:
        case Neuron(column, unit) if column:
            return f"{layers[column - 1]}:{unit}"
        case Bias(column, unit):
            return f"{layers[column - 1]}:{unit}:{BIAS}"
        case Edge(column, source, target):
            return f"{layers[column]}:{target}:{source}"
    return ""


def is_frozen(model: Architecture, word: str) -> bool:
    """Whether training leaves it as it is, for itself or with all of its unit or layer."""
    parts = word.split(":")
    return any(":".join(parts[:count]) in model.frozen for count in range(1, len(parts) + 1))


def paint_locks(painter: QPainter, picture: DiagramPicture, model: Architecture) -> None:
    """A lock in the corner of every frozen neuron, and on every frozen weight and bias; a frozen layer has one over
    it."""
    layers = _layers(model)
    for word in model.frozen:
        layer, *parts = word.split(":")
        if layer not in layers or not parts or not parts[0].isdecimal():
            continue
        column, unit = layers.index(layer) + 1, int(parts[0])
        if unit < picture.columns[column].units:
            _paint_lock(painter, picture, column, unit, "".join(parts[1:]))


def _paint_lock(painter: QPainter, picture: DiagramPicture, column: int, unit: int, part: str) -> None:
    """The lock of a neuron, or of a part of it: its bias, or the weight from an input."""
    if not part:
        tile = picture.frame(Neuron(column, unit))
        _paint(painter, tile.right(), tile.top())
    elif part == BIAS:
        mark = mark_of(picture, column, unit)
        _paint(painter, mark.left(), mark.bottom())
    elif part.isdecimal() and int(part) < picture.columns[column - 1].units:
        left, right = picture.columns[column - 1 : column + 1]
        if not (left.is_bundle or right.is_bundle):
            middle = edge_path(left, right, int(part), unit).pointAtPercent(0.5)
            _paint(painter, middle.x(), middle.y())


def _layers(model: Architecture) -> list[str]:
    """What the columns are called, from the first hidden one to the output."""
    hidden = zip(model.keys, model.hidden, strict=True)
    return [*(str(key) for key, layer in hidden if layer.dropout_rate is None), OUTPUT]


def _paint(painter: QPainter, x: float, y: float) -> None:
    side = THEME.px(SIDE)
    place = QRectF(x - side / 2, y - side / 2, side, side)
    painter.setPen(THEME.colours.line)
    painter.setBrush(THEME.colours.panel)
    painter.drawEllipse(place.adjusted(-2, -2, 2, 2))
    icons.paint(painter, "lock", place, THEME.colours.text)
