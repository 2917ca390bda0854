"""A note in a corner of the plane, over which nothing else is written."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from playground.ui.look.theme import THEME
from playground.ui.views.plane.plane_map import PlaneMap

PADDING = 7


@dataclass(frozen=True)
class CornerNote:
    """A line of text in the lower left corner."""

    text: str

    def paint(self, painter: QPainter, plane: PlaneMap) -> None:
        box, ground = self.written_at(plane), QColor(THEME.colours.panel)
        ground.setAlphaF(0.9)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 6, 6)
        painter.setFont(THEME.font(11, 500))
        painter.setPen(THEME.colours.text)
        text = QFontMetricsF(painter.font()).elidedText(self.text, Qt.TextElideMode.ElideRight, box.width() - PADDING)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def written_at(self, plane: PlaneMap) -> QRectF:
        """Its box."""
        metrics = QFontMetricsF(THEME.font(11, 500))
        width = min(metrics.horizontalAdvance(self.text) + 2 * PADDING, plane.rect.width() - 2 * PADDING)
        height = metrics.height() + PADDING
        return QRectF(plane.rect.left() + PADDING, plane.rect.bottom() - PADDING - height, width, height)
