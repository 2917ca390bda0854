"""Values all over the plane as colours, lines of equal value, and the scale that says which colour is which."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from playground.ui.look.theme import THEME
from playground.ui.views.mosaic import Pixels, diverging_pixels, to_image
from playground.ui.views.plane.class_borders import level_lines
from playground.ui.words import formatting

STEP = 0.25
"""From one line of equal value, or one step of the colours, to the next."""
BAR = 8
ROOM = 24
"""The height of the scale with its numbers, in logical pixels of text."""


def value_pixels(values: np.ndarray, discretise: bool) -> Pixels:
    """The colours of values (side, side) from −1 to 1, beyond which they stay; in steps if wanted."""
    shown = np.clip(np.nan_to_num(values), -1, 1)
    return diverging_pixels(np.round(shown / STEP) * STEP if discretise else shown, 1.0)


def zero_line(values: np.ndarray) -> np.ndarray:
    """Where values are 0: segments (n, 2, 2) of the plane."""
    return level_lines([values])


def contour_lines(values: np.ndarray) -> np.ndarray:
    """Where values are a multiple of the step other than 0: segments (n, 2, 2) of the plane."""
    levels = [step * STEP for step in range(-round(1 / STEP), round(1 / STEP) + 1) if step]
    return np.concatenate([level_lines([values], level) for level in levels])


def paint_scale(painter: QPainter, area: QRectF, scale: tuple[float, float], is_stepped: bool) -> None:
    """The colours from −1 to 1 in an area, with what they stand for; scale: offset and factor of their units."""
    offset, factor = scale
    low, middle, high = (formatting.shortest(mark * factor + offset, 1) for mark in (-1, 0, 1))
    painter.setFont(THEME.font(11))
    metrics = QFontMetricsF(painter.font())
    side = max(metrics.horizontalAdvance(text) for text in (low, high)) + 6
    bar = QRectF(area.left() + side, area.top() + 1, area.width() - 2 * side, THEME.px(BAR))
    values = np.linspace(-1, 1, max(int(bar.width()), 2))[None]
    painter.drawImage(bar, to_image(value_pixels(values, is_stepped)))
    painter.setPen(QPen(THEME.colours.line, THEME.stroke(1)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(bar)
    painter.setPen(QPen(THEME.colours.text, THEME.stroke(1.4)))
    painter.drawLine(bar.center().toPoint().x(), int(bar.top()), bar.center().toPoint().x(), int(bar.bottom()))
    painter.setPen(THEME.colours.muted)
    line = QRectF(area.left(), bar.center().y() - metrics.height() / 2, side - 6, metrics.height())
    painter.drawText(line, Qt.AlignmentFlag.AlignRight, low)
    line.moveLeft(bar.right() + 6)
    painter.drawText(line, Qt.AlignmentFlag.AlignLeft, high)
    below = QRectF(bar.center().x() - 60, bar.bottom(), 120, metrics.height())
    painter.drawText(below, Qt.AlignmentFlag.AlignCenter, middle)
