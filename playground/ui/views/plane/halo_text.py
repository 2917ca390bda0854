"""Texts with a halo that lie across a picture at any angle: drawn once, and copied for every frame."""

from __future__ import annotations

import math
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPaintEngine, QPainter, QPainterPath, QPen, QPixmap

FINE = 2
"""So many times as fine as the screen the pictures are, since they are turned."""
OPACITY, MARGIN = 0.85, 3.0


def paint_halo_text(
    painter: QPainter, baseline: QPointF, text: str, colour: QColor, halo: QColor, width: float
) -> None:
    """Paints a text in the painter's font from the left end of its baseline; width: of the halo, in pixels.

    Files that can be enlarged get its outlines.
    """
    if painter.paintEngine().type() == QPaintEngine.Type.SVG:
        _draw(painter, baseline, painter.font(), text, colour, halo, width)
        return
    ratio = painter.device().devicePixelRatioF()
    picture = _picture(text, painter.font().key(), colour.rgba(), halo.rgba(), width, ratio)
    ascent = QFontMetricsF(painter.font()).ascent()
    corner = baseline - QPointF(MARGIN, MARGIN + ascent)
    painter.drawPixmap(QRectF(corner, picture.deviceIndependentSize()), picture, QRectF(picture.rect()))


@lru_cache(maxsize=32)
def _picture(text: str, font_key: str, colour: int, halo: int, width: float, ratio: float) -> QPixmap:
    font = QFont()
    font.fromString(font_key)
    metrics = QFontMetricsF(font)
    wide, high = (math.ceil(2 * MARGIN + each) for each in (metrics.horizontalAdvance(text), metrics.height()))
    picture = QPixmap(round(FINE * ratio * wide), round(FINE * ratio * high))
    picture.setDevicePixelRatio(FINE * ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    baseline = QPointF(MARGIN, MARGIN + metrics.ascent())
    _draw(painter, baseline, font, text, QColor.fromRgba(colour), QColor.fromRgba(halo), width)
    painter.end()
    return picture


def _draw(
    painter: QPainter, baseline: QPointF, font: QFont, text: str, colour: QColor, halo: QColor, width: float
) -> None:
    path = QPainterPath()
    path.addText(baseline, font, text)
    pale = QColor(halo)
    pale.setAlphaF(OPACITY)
    painter.strokePath(path, QPen(pale, width, j=Qt.PenJoinStyle.RoundJoin))
    painter.fillPath(path, colour)
