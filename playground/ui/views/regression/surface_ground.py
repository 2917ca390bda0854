"""What of an error surface stays while descent goes on: its colours and contours, painted into one kept picture."""

from __future__ import annotations

import math
from functools import lru_cache, partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from playground.late_dataclass import dataclass
from playground.ui.look.theme import THEME
from playground.ui.views.kept_picture import KeptPicture
from playground.ui.views.many_values import path_of
from playground.ui.views.mosaic import Pixels, to_image, words
from playground.ui.views.plane.contours import contour
from playground.ui.views.plane.plane_frame import paint_corners
from playground.ui.views.plane.plane_shapes import paint_text
from playground.ui.views.regression.surface_axes import paint_axes
from playground.ui.views.regression.surface_field import SIDE
from playground.ui.views.regression.surface_levels import bounds, levels, shares
from playground.ui.views.regression.surface_map import SurfaceMap
from playground.ui.words import formatting

STRONGEST = {False: 0.92, True: 0.6}
"""How much of the accent the greatest E has, in the light theme and in the dark one."""
APART = 24
"""Pixels between the values of two contours, at the usual size of text."""


@dataclass(frozen=True, eq=False)
class Relief:
    """E (rows of b, columns of a) at places all over the picture."""

    values: NDArray[np.float64]

    @property
    def bounds(self) -> tuple[float, float]:
        """The least and the greatest E that colours tell apart."""
        return bounds(self.values)


class SurfaceGround:
    """Paints a relief with its axes; the same one again in the same place is copied only."""

    def __init__(self) -> None:
        self._kept = KeptPicture()

    def paint(self, painter: QPainter, area: QRect, plane: SurfaceMap, relief: Relief, contours: bool) -> None:
        """area: where there may be something of it."""
        draw = partial(_paint, plane=plane, relief=relief, contours=contours)
        self._kept.paint(painter, area, (plane, relief, contours), draw)


def hue() -> Pixels:
    """From the least E to the greatest: the card's colour, and more and more of the accent (256,)."""
    colours = THEME.colours
    return _hue(colours.panel.name(), colours.accent.name(), STRONGEST[colours.dark])


@lru_cache(maxsize=4)
def _hue(ground: str, ink: str, strongest: float) -> Pixels:
    low, high = (np.array([c.red(), c.green(), c.blue()], np.float64) for c in (QColor(ground), QColor(ink)))
    share = np.linspace(0, strongest, 256)[:, None]
    return words(np.rint(low * (1 - share) + high * share).astype(np.uint8))


def _paint(painter: QPainter, plane: SurfaceMap, relief: Relief, contours: bool) -> None:
    painter.drawImage(plane.rect.topLeft(), _image(relief, plane.rect.size().toSize()))
    if contours:
        _paint_contours(painter, plane, relief)
    paint_corners(painter, plane.frame)
    paint_axes(painter, plane)
    if contours:
        _paint_values(painter, plane, relief)


def _image(relief: Relief, size: QSize) -> QImage:
    """The colours in this size; files that can be enlarged take no picture that is yet to be stretched."""
    level = np.rint(shares(relief.values, *relief.bounds) * 255).astype(np.intp)
    image = QImage(size, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    # The middle of the first pixel is the left edge, that of the last one the right.
    between = QRectF(0.5, 0.5, SIDE - 1, SIDE - 1)
    painter.drawImage(QRectF(image.rect()), to_image(hue().take(level)[::-1]), between)
    painter.end()
    return image


def _paint_contours(painter: QPainter, plane: SurfaceMap, relief: Relief) -> None:
    rect = plane.rect
    painter.save()
    painter.setClipRect(rect)
    painter.setPen(QPen(_ink(0.5), THEME.stroke(1)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    step = rect.width() / (SIDE - 1), -rect.height() / (SIDE - 1)
    root = np.sqrt(relief.values)  # nearly linear all over, so that straight pieces are where the contour is
    for level in levels(*relief.bounds):
        ends = contour(root, math.sqrt(level)) * step + (rect.left(), rect.bottom())
        painter.drawPath(path_of(ends))
    painter.restore()


def _paint_values(painter: QPainter, plane: SurfaceMap, relief: Relief) -> None:
    """The values of the contours, on the way from the lowest place to the upper right."""
    row, column = (int(k) for k in np.unravel_index(int(relief.values.argmin()), relief.values.shape))
    steps = np.arange(SIDE - max(row, column))
    way = relief.values[row + steps, column + steps]
    painter.setFont(THEME.font(11, 500))
    across, down = plane.rect.width() / (SIDE - 1), plane.rect.height() / (SIDE - 1)
    last = THEME.px(APART) / 2.0
    for level in levels(*relief.bounds):
        if not way[0] < level < way[-1]:
            continue
        along = float(np.interp(level, way, steps))
        if math.hypot(along * across, along * down) - last >= THEME.px(APART):
            last = math.hypot(along * across, along * down)
            place = QPointF(plane.rect.left() + (column + along) * across, plane.rect.bottom() - (row + along) * down)
            paint_text(painter, plane.frame, place, formatting.shortest(level, 1), THEME.colours.text)


def _ink(alpha: float) -> QColor:
    ink = QColor(THEME.colours.text)
    ink.setAlphaF(alpha)
    return ink
