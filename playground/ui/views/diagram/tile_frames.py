"""The frames around the tiles of the diagram."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from playground.ui.look.theme import THEME

CORNER = 4.0
RIM = 3
ROUNDED_TILE = 24
"""Smaller tiles get a plain frame, which costs a tenth."""


def paint_frames(painter: QPainter, frames: list[QRectF], tile: int) -> None:
    """Frames around tiles of one size."""
    colours = THEME.colours
    if tile < ROUNDED_TILE:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colours.faint, THEME.stroke(1)))
        painter.drawRects([frame.adjusted(0.5, 0.5, -0.5, -0.5) for frame in frames])
        return
    ink = colours.muted if colours.dark else colours.text
    looks = colours.panel.name(), ink.name(), THEME.stroke(1)
    picture = _frame_picture(tile, *looks, painter.device().devicePixelRatioF())
    for frame in frames:
        painter.drawPixmap(QPointF(frame.x() - RIM, frame.y() - RIM), picture)


@lru_cache(maxsize=64)
def _frame_picture(tile: int, ground: str, ink: str, width: float, ratio: float) -> QPixmap:
    """A round frame that covers a tile's corners: painting it is a tenth of drawing it."""
    side = tile + 2 * RIM
    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    frame = QRectF(RIM + 0.5, RIM + 0.5, tile - 1, tile - 1)
    painter.setPen(QPen(QColor(ground), THEME.stroke(3)))
    painter.drawRoundedRect(frame.adjusted(-1, -1, 1, 1), CORNER + 2, CORNER + 2)
    painter.setPen(QPen(QColor(ink), width))
    painter.drawRoundedRect(frame, CORNER, CORNER)
    painter.end()
    return picture
