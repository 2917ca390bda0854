"""Little pictures of activation functions."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QPainter, QPen, QPixmap

from playground.engine.activations import ACTIVATIONS
from playground.ui.look.theme import THEME
from playground.ui.views.many_values import path_through

SIDE = 16
REACH = 3.0
"""The pictures show a from −3 to 3."""
FINE = 3
"""Pixels a side for each of the screen's, so that they are sharp on any."""


def activation_icon(name: str) -> QIcon:
    """The curve of an elementwise activation, as high as it is in this range."""
    a = np.linspace(-REACH, REACH, 41)
    h = ACTIVATIONS[name].function(a)
    side = THEME.px(SIDE) * FINE
    margin = side / 8
    low, high = float(h.min()), float(h.max())
    x = margin + (a + REACH) / (2 * REACH) * (side - 2 * margin)
    y = side - margin - (h - low) / max(high - low, 1e-9) * (side - 2 * margin)
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(THEME.colours.text, 1.5 * FINE, c=Qt.PenCapStyle.RoundCap))
    painter.drawPath(path_through(x, y))
    painter.end()
    return QIcon(picture)
