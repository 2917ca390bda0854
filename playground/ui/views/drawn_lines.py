"""Many lines drawn at once: as paths, those of more than a pixel would take ten times as long."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from playground.ui.look.theme import THEME
from playground.ui.views.many_values import first_of


def draw_lines(painter: QPainter, starts: np.ndarray, ends: np.ndarray, colour: QColor, strength: float = 1.0) -> None:
    """Thin lines from starts (n, 2) to ends (n, 2), in pixels; strength: 0 to 1, how opaque they are."""
    if not len(starts):
        return
    ink = QColor(colour)
    ink.setAlphaF(strength)
    pen = QPen(ink, THEME.stroke(1), c=Qt.PenCapStyle.FlatCap)
    pen.setCosmetic(True)
    painter.setPen(pen)
    lines = np.concatenate([starts, ends], axis=1, dtype=np.float64)
    painter.drawLines(first_of(lines, QLineF), len(lines))
