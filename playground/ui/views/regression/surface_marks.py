"""What moves on an error surface: the path of descent, the two gradients, the closed form, the present point."""

from __future__ import annotations

import itertools
import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from playground.late_dataclass import dataclass
from playground.ui.look.colour_maps import see_through
from playground.ui.look.theme import THEME
from playground.ui.views.plane.plane_shapes import paint_text
from playground.ui.views.regression.surface_map import SurfaceMap

NEAR, BETWEEN_DOTS = 2.0, 7.0
"""Pixels: places of a path nearer than that to the last one are left out, dots nearer than that not drawn."""
LONGEST, HALF = 76.0, 0.7
"""Pixels that an arrow may be long, and the ‖∇E‖ at which it is half as long: the scale of both arrows at once."""
HEAD = 9.0
DOT, HALO = 7.0, 12.0
EDGE, ARM = 9.0, 5.5
PLACES = ((-1, -1), (0, -1.7), (-1, 1), (1, 1), (0, 1.7))
"""Upper left, above, lower left, lower right, below."""


@dataclass(frozen=True, eq=False)
class Path:
    """Where descent has been: places (n, 2), the oldest first."""

    theta: NDArray[np.float64]

    def paint(self, painter: QPainter, plane: SurfaceMap) -> None:
        """A line with a dot for every step that can be told from the one before."""
        pixels = plane.pixels(self.theta[np.isfinite(self.theta).all(axis=1)])
        if len(pixels) < 2:
            return
        kept = apart(pixels, NEAR)
        places = [QPointF(x, y) for x, y in kept.tolist()]
        # Single lines take a tenth of the time of a polyline.
        pieces = [QLineF(*ends) for ends in itertools.pairwise(places)]
        ink, ground = THEME.colours.text, THEME.colours.panel
        for colour, width in ((ground, 3.4), (ink, 1.4)):
            painter.setPen(QPen(colour, THEME.stroke(width), c=Qt.PenCapStyle.FlatCap))
            painter.drawLines(pieces)
        painter.setPen(QPen(ground, THEME.stroke(1)))
        painter.setBrush(ink)
        radius = THEME.mark(2.4)
        for x, y in apart(kept, THEME.mark(BETWEEN_DOTS)).tolist():
            painter.drawEllipse(QPointF(x, y), radius, radius)


@dataclass(frozen=True)
class Start:
    """Where descent began, with a name."""

    theta: tuple[float, float]
    name: str

    def paint(self, painter: QPainter, plane: SurfaceMap) -> None:
        """An open dot, its name below, or above at the lower edge."""
        place = plane.pixel(*self.theta)
        if not plane.rect.contains(place):
            return
        painter.setPen(QPen(THEME.colours.text, THEME.stroke(1.5)))
        painter.setBrush(THEME.colours.panel)
        painter.drawEllipse(place, THEME.mark(4), THEME.mark(4))
        painter.setFont(THEME.font(11))
        below = place.y() + THEME.px(26) < plane.rect.bottom()
        beside = QPointF(0, THEME.px(15 if below else -15))
        paint_text(painter, plane.frame, place + beside, self.name, THEME.colours.text)


@dataclass(frozen=True, eq=False)
class GradientArrow:
    """An arrow from a point along −∇E (2,), `factor` pixels long for each unit of its length."""

    theta: tuple[float, float]
    gradient: NDArray[np.float64]
    factor: float
    colour: QColor
    dashed: bool = False

    def line(self, plane: SurfaceMap) -> QLineF:
        """Where it lies, in pixels."""
        start = plane.pixel(*self.theta)
        return QLineF(start, start + QPointF(-self.gradient[0], self.gradient[1]) * self.factor)

    def paint(self, painter: QPainter, plane: SurfaceMap) -> None:
        """With a halo, so that it is seen on any colour."""
        paint_arrow(painter, self.line(plane), self.colour, self.dashed)


def arrow_factor(*gradients: NDArray[np.float64]) -> float:
    """Pixels for each unit of ∇E, one scale for all: none becomes longer than an arrow may be, and a longer gradient
    always has a longer arrow than before."""
    longest = max((math.hypot(*gradient) for gradient in gradients), default=0.0)
    return THEME.mark(LONGEST) / (longest + HALF)


def paint_arrow(painter: QPainter, line: QLineF, colour: QColor, dashed: bool) -> None:
    """An arrow in pixels; none that is too short to have a direction."""
    if line.length() < 2:
        return
    unit = QPointF(line.dx(), line.dy()) / line.length()
    across = QPointF(-unit.y(), unit.x())
    head = min(THEME.mark(HEAD), line.length())
    neck = line.p2() - unit * head
    tip = QPolygonF([line.p2(), neck + across * head / 2.2, neck - across * head / 2.2])
    halo = see_through(THEME.colours.panel, 0.8)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(halo, THEME.stroke(4.6)))
    painter.drawLine(line.p1(), neck)
    painter.setPen(QPen(halo, THEME.stroke(2.4), j=Qt.PenJoinStyle.RoundJoin))
    painter.drawPolygon(tip)
    pen = QPen(colour, THEME.stroke(2.2), c=Qt.PenCapStyle.FlatCap)
    if dashed:
        pen.setDashPattern([2.2, 1.3])
    painter.setPen(pen)
    painter.drawLine(line.p1(), neck)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(tip)


@dataclass(frozen=True)
class Cross:
    """The closed form, with its name at one of the PLACES around it."""

    theta: tuple[float, float]
    name: str
    place: int = 0

    def label(self, plane: SurfaceMap) -> QRectF:
        """Where the name stands."""
        metrics, away = QFontMetricsF(THEME.font(11)), THEME.mark(ARM)
        box = QRectF(0, 0, metrics.horizontalAdvance(self.name), metrics.height())
        across, down = PLACES[self.place]
        box.moveCenter(plane.pixel(*self.theta) + QPointF(across * (box.width() / 2 + away), down * (away + 8)))
        return box

    def paint(self, painter: QPainter, plane: SurfaceMap) -> None:
        """A cross, and its name."""
        place = plane.pixel(*self.theta)
        if not plane.rect.contains(place):
            return
        arm = THEME.mark(ARM)
        for colour, width in ((see_through(THEME.colours.panel, 0.8), 4.4), (THEME.colours.text, 2.0)):
            painter.setPen(QPen(colour, THEME.stroke(width), c=Qt.PenCapStyle.RoundCap))
            painter.drawLine(QLineF(place - QPointF(arm, arm), place + QPointF(arm, arm)))
            painter.drawLine(QLineF(place - QPointF(arm, -arm), place + QPointF(arm, -arm)))
        painter.setFont(THEME.font(11))
        paint_text(painter, plane.frame, self.label(plane).center(), self.name, THEME.colours.text)


@dataclass(frozen=True)
class PresentPoint:
    """The line as a point (a, b), stronger while it is held; beyond the edge an arrow there tells where it is."""

    theta: tuple[float, float]
    beyond: str
    held: bool = False

    def paint(self, painter: QPainter, plane: SurfaceMap) -> None:
        """A dot with a halo, or the arrow with the words `beyond`."""
        a, b = self.theta
        if not plane.extent.holds(a, b):
            self._paint_beyond(painter, plane)
            return
        place, accent = plane.pixel(a, b), THEME.colours.accent
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(see_through(accent, 0.5 if self.held else 0.3))
        painter.drawEllipse(place, THEME.mark(HALO), THEME.mark(HALO))
        painter.setPen(QPen(accent, THEME.stroke(2.4)))
        painter.setBrush(THEME.colours.panel)
        painter.drawEllipse(place, THEME.mark(DOT), THEME.mark(DOT))

    def _paint_beyond(self, painter: QPainter, plane: SurfaceMap) -> None:
        """The arrow stands where the way from the middle to the point crosses the edge."""
        room = plane.rect.adjusted(EDGE, EDGE, -EDGE, -EDGE)
        away = plane.pixel(*self.theta) - room.center() if all(map(math.isfinite, self.theta)) else QPointF(0, -1)
        share = min(room.width() / 2 / max(abs(away.x()), 1e-9), room.height() / 2 / max(abs(away.y()), 1e-9))
        tip = room.center() + away * share
        unit = away / math.hypot(away.x(), away.y())
        # Beside the arrow, towards the middle, where it points to the side; otherwise behind it.
        is_level = abs(unit.x()) > abs(unit.y())
        aside = QPointF(0, -math.copysign(THEME.px(24), tip.y() - room.center().y())) if is_level else QPointF()
        self._paint_words(painter, room, tip - unit * THEME.px(46) + aside)
        paint_arrow(painter, QLineF(tip - unit * THEME.mark(26), tip), THEME.colours.bad_text, False)

    def _paint_words(self, painter: QPainter, room: QRectF, centre: QPointF) -> None:
        painter.setFont(THEME.font(12, 600))
        box = QFontMetricsF(painter.font()).boundingRect(self.beyond).adjusted(-9, -4, 9, 4)
        box.moveCenter(centre)
        box.moveLeft(min(max(box.left(), room.left()), room.right() - box.width()))
        box.moveTop(min(max(box.top(), room.top()), room.bottom() - box.height()))
        painter.setPen(QPen(THEME.colours.bad, THEME.stroke(1)))
        painter.setBrush(THEME.colours.bad_soft)
        painter.drawRoundedRect(box, 6, 6)
        painter.setPen(THEME.colours.bad_text)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.beyond)


def apart(pixels: NDArray[np.float64], least: float) -> NDArray[np.float64]:
    """The places of a way (n, 2) that are so far from the one kept before, and always the first and the last."""
    kept = [0]
    x, y = (values.tolist() for values in pixels.T)
    for k in range(1, len(x)):
        if abs(x[k] - x[kept[-1]]) + abs(y[k] - y[kept[-1]]) >= least:
            kept.append(k)
    if kept[-1] != len(x) - 1:
        kept.append(len(x) - 1)
    return pixels[kept]
