"""Locks in the diagram: neurons and weights that training leaves as they are."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from playground.training.architecture import Architecture
from playground.training.frozen import OUTPUT
from playground.ui.look import icons
from playground.ui.look.theme import THEME
from playground.ui.views.diagram.diagram_hover import Edge, Hovered, Neuron, edge_path
from playground.ui.views.diagram.diagram_picture import DiagramPicture

SIDE = 13


def word_of(model: Architecture, hovered: Hovered) -> str:
    """What the model calls a neuron or a weight where it freezes it; empty of an input."""
    layers = _layers(model)
    match hovered:
        case Neuron(column, unit) if column:
            return f"{layers[column - 1]}:{unit}"
        case Edge(column, source, target):
            return f"{layers[column]}:{target}:{source}"
    return ""


def is_frozen(model: Architecture, word: str) -> bool:
    """Whether training leaves it as it is, for itself or with all of its unit or layer."""
    parts = word.split(":")
    return any(":".join(parts[:count]) in model.frozen for count in range(1, len(parts) + 1))


def paint_locks(painter: QPainter, picture: DiagramPicture, model: Architecture) -> None:
    """A lock in the corner of every frozen neuron, and on every frozen weight; a frozen layer has one over it."""
    layers = _layers(model)
    for word in model.frozen:
        layer, *parts = word.split(":")
        if layer not in layers or not parts or not all(part.isdecimal() for part in parts):
            continue
        column, (unit, *source) = layers.index(layer) + 1, [int(part) for part in parts]
        if unit >= picture.columns[column].units:
            continue
        if not source:
            tile = picture.frame(Neuron(column, unit))
            _paint(painter, tile.right(), tile.top())
        elif source[0] < picture.columns[column - 1].units:
            left, right = picture.columns[column - 1 : column + 1]
            middle = edge_path(left, right, source[0], unit).pointAtPercent(0.5)
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
