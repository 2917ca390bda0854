"""A note in a corner of the plane, over which nothing else is written."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from playground.late_dataclass import dataclass
from playground.ui.look.theme import THEME
from playground.ui.views.plane.plane_map import PlaneMap

PADDING = 7


@dataclass(frozen=True)
class CornerNote:
    """A line of text in the lower left corner: the first of several that fits, which say the same ever shorter."""

    texts: tuple[str, ...]

    def paint(self, painter: QPainter, plane: PlaneMap) -> None:
        box, ground = self.written_at(plane), QColor(THEME.colours.panel)
        ground.setAlphaF(0.9)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 6, 6)
        painter.setFont(THEME.font(11, 500))
        painter.setPen(THEME.colours.text)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._fitting(plane)[0])

    def written_at(self, plane: PlaneMap) -> QRectF:
        """Its box."""
        height = QFontMetricsF(THEME.font(11, 500)).height() + PADDING
        corner = plane.rect.bottomLeft()
        return QRectF(corner.x() + PADDING, corner.y() - PADDING - height, self._fitting(plane)[1], height)

    def _fitting(self, plane: PlaneMap) -> tuple[str, float]:
        """What is written, and how wide its box is."""
        metrics = QFontMetricsF(THEME.font(11, 500))
        wide = [(text, metrics.horizontalAdvance(text) + 2 * PADDING) for text in self.texts]
        return next((each for each in wide if each[1] <= plane.rect.width() - 2 * PADDING), wide[-1])
