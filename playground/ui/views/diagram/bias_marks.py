"""The biases in the diagram: a small square at the corner of every neuron, coloured as weights are."""

from __future__ import annotations

import math
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from playground.ui.look.theme import THEME
from playground.ui.views.diagram.diagram_hover import Bias, Hovered, Neuron
from playground.ui.views.diagram.diagram_picture import DiagramPicture

SIDE, SHARE = 11, 0.3
"""Of a square, in pixels, and at most of the side of its tile."""
LEAST_TILE = 14
"""Smaller tiles have none: their biases are read off the neuron."""
LEVELS = 8
"""So many strengths of either colour there are."""
FULL = 1.0
"""A bias of this size has the full colour."""
PALEST = 0.25
"""The opacity of the least bias that is not 0."""
HIT = 16
OVERHANG = 1
"""Below its tile, which may stand at the edge of the picture."""
RIM = 1


def mark_of(picture: DiagramPicture, column: int, unit: int) -> QRectF:
    """Where the bias of a unit is drawn."""
    tile = picture.frame(Neuron(column, unit))
    side = _side(tile.width())
    return QRectF(tile.left() - side // 2, tile.bottom() + OVERHANG - side, side, side)


def bias_at(picture: DiagramPicture, x: float, y: float) -> Bias | None:
    """The bias at a place."""
    for index, column in enumerate(picture.columns[1:], 1):
        if column.tile < LEAST_TILE or not column.left - HIT <= x <= column.right + HIT:
            continue
        reach = min(THEME.px(HIT), column.tile * 0.4) / 2
        for unit in range(column.units):
            centre = mark_of(picture, index, unit).center()
            if abs(centre.x() - x) <= reach and abs(centre.y() - y) <= reach:
                return Bias(index, unit)
    return None


def paint_biases(painter: QPainter, picture: DiagramPicture, hovered: Hovered, seen: QRectF) -> None:
    """The squares of the neurons that are seen; the one under the pointer has a frame."""
    colours, ratio = THEME.colours, painter.device().devicePixelRatioF()
    for index, column in enumerate(picture.columns[1:], 1):
        pair = picture.snapshot.parameters[index - 1]
        if pair is None or column.tile < LEAST_TILE or column.right < seen.left() or column.left > seen.right():
            continue
        side = _side(column.tile)
        for unit, bias in enumerate(pair[1][: column.units].tolist()):
            level = min(math.ceil(abs(bias) / FULL * LEVELS), LEVELS)
            ink = colours.positive if bias > 0 else colours.negative
            looks = ink.name(), colours.panel.name(), colours.muted.name()
            place = mark_of(picture, index, unit)
            painter.drawPixmap(place.topLeft() - QPointF(RIM, RIM), _square(side, level, *looks, ratio))
    if isinstance(hovered, Bias):
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colours.accent, THEME.stroke(2)))
        painter.drawRoundedRect(mark_of(picture, hovered.column, hovered.unit).adjusted(-1, -1, 1, 1), 2, 2)


def _side(tile: float) -> int:
    return max(4, min(THEME.px(SIDE), round(SHARE * tile)))


@lru_cache(maxsize=64)
def _square(side: int, level: int, ink: str, ground: str, line: str, ratio: float) -> QPixmap:
    """One square, kept: painting it is a tenth of drawing it."""
    whole = side + 2 * RIM
    picture = QPixmap(round(whole * ratio), round(whole * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(line), 1))
    painter.setBrush(QColor(ground))
    square = QRectF(RIM + 0.5, RIM + 0.5, side - 1, side - 1)
    painter.drawRoundedRect(square, 2, 2)
    fill = QColor(ink)
    fill.setAlphaF(PALEST + (1 - PALEST) * level / LEVELS if level else 0)
    painter.setBrush(fill)
    painter.drawRoundedRect(square, 2, 2)
    painter.end()
    return picture
