"""The sign that the keyboard acts on a picture."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from playground.ui.look.theme import THEME

CORNER = 5


def paint_focus_frame(painter: QPainter, area: QRectF) -> None:
    """A frame inside an area."""
    painter.setPen(QPen(THEME.colours.accent, THEME.stroke(1.5)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), CORNER, CORNER)
