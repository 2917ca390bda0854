"""What each hidden unit adds to the fit, over the same x as the fit above it."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.data.points import PLANE
from playground.ui.look.colour_maps import see_through
from playground.ui.look.theme import THEME
from playground.ui.views.curves.chart import Axis, nice_step
from playground.ui.views.many_values import path_of, path_through
from playground.ui.views.plane.fit_shapes import margins
from playground.ui.views.regression.hidden_units import HiddenUnits
from playground.ui.words import formatting

NEAR = 9.0
"""So many pixels from its curve a unit is pointed at."""
MOST_PLACES = 8_000
"""Of all curves together: a hundred of them need not be as fine as one."""
MANY = 16
"""More units than that are drawn with lines of one pixel, which cost a tenth of wider ones."""
TRIANGLE = 4.5
HEADROOM = 1.08
CORNER = 8.0
PALE, PALER = 0.62, 0.3


class ContributionsView(QWidget):
    """Curves of all units, or their running sums; blue ones weigh positively. `chosen_unit` carries what is pointed at:
    the number of a unit, or None."""

    chosen_unit = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._units: HiddenUnits | None = None
        self._unit: int | None = None
        self._high = 0.0
        self.shows_all, self.shows_sums = True, False
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("What each unit adds"))
        THEME.changed.connect(self.update)

    def show_units(self, units: HiddenUnits | None) -> None:
        """Shows the units of a frame."""
        self._units = units
        if self._unit is not None and (units is None or self._unit >= len(units)):
            self._unit = None
        self._stretch()
        self.update()

    def set_unit(self, unit: int | None) -> None:
        """Brings a unit to the front; None: none."""
        self._unit = unit
        self.update()

    def set_shown(self, **shown: bool) -> None:
        """all: every unit beside the chosen one; sums: running sums in place of single curves."""
        self.shows_all, self.shows_sums = shown.get("all", self.shows_all), shown.get("sums", self.shows_sums)
        self._high = 0.0
        self._stretch()
        self.update()

    def axes(self) -> tuple[Axis, Axis]:
        """x as the fit has it, and what the units add; in pixels."""
        left, below = margins()
        right, bottom = max(self.width() - 2, left + 40), max(self.height() - below - 2, 40)
        return Axis(-PLANE, PLANE, left, right), Axis(-self._high, self._high, bottom, 1.0)

    def unit_at(self, place: QPointF) -> int | None:
        """Whose curve is near a place in pixels."""
        curves = self._curves()
        x, y = self.axes()
        if curves is None or not x.start <= place.x() <= x.end:
            return None
        column = round((place.x() - x.start) / (x.end - x.start) * (curves.shape[1] - 1))
        distance = np.abs(y.pixels(curves[:, column]) - place.y())
        nearest = int(np.argmin(distance))
        return nearest if distance[nearest] <= NEAR else None

    def sizeHint(self) -> QSize:
        return QSize(420, 230)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 110)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.chosen_unit.emit(self.unit_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self.chosen_unit.emit(None)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), THEME.colours.panel)
        x, y = self.axes()
        frame = QRectF(x.start, y.end, x.end - x.start, y.start - y.end)
        self._paint_axes(painter, frame, x, y)
        painter.setClipRect(frame)
        if self._units is not None:
            self._paint_units(painter, self._units, x, y)
            self._paint_switches(painter, self._units, x, y)

    def _curves(self) -> np.ndarray | None:
        """What is drawn for each unit (units, places)."""
        if self._units is None:
            return None
        return self._units.sums[1:] if self.shows_sums else self._units.parts

    def _stretch(self) -> None:
        """The axis grows as the curves need it, and shrinks only where they need far less: it should not flicker."""
        curves = self._curves()
        if curves is None or not np.isfinite(curves).all():
            return
        needed = HEADROOM * max(float(np.abs(curves).max(initial=0.0)), 0.05)
        if not 0.35 * self._high < needed <= self._high:
            step = nice_step(2 * needed, 8)
            self._high = step * math.ceil(needed / step)

    def _paint_axes(self, painter: QPainter, frame: QRectF, x: Axis, y: Axis) -> None:
        colours = THEME.colours
        painter.fillRect(frame, colours.background)
        painter.setFont(THEME.font(11))
        left, below = margins()
        line = painter.fontMetrics().height()
        for value, text in x.ticks(6):
            if -PLANE < value < PLANE:
                place = x.pixel(value)
                painter.fillRect(QRectF(place, frame.top(), 1, frame.height()), colours.line)
                painter.setPen(colours.muted)
                if place < frame.right() - 2 * line:
                    box = QRectF(place - 20, frame.bottom() + 4, 40, below - 4)
                    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        for value, text in y.ticks(max(2, int(frame.height() / (3 * line)))):
            place = y.pixel(value)
            if frame.top() + line < place < frame.bottom() - line / 2:
                painter.fillRect(QRectF(frame.left(), place, frame.width(), 1), colours.line)
                painter.setPen(colours.muted)
                box = QRectF(frame.left() - left, place - below / 2, left - 6, below)
                fits = painter.fontMetrics().horizontalAdvance(text) <= box.width()
                said = text if fits else _short_power(value)
                painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, said)
        painter.fillRect(QRectF(frame.left(), y.pixel(0), frame.width(), 1), colours.faint)
        painter.setPen(colours.muted)
        painter.drawText(
            QRectF(frame.right() - 30, frame.bottom() + 4, 30, below - 4), Qt.AlignmentFlag.AlignCenter, "x"
        )

    def _paint_units(self, painter: QPainter, units: HiddenUnits, x: Axis, y: Axis) -> None:
        curves = self._curves()
        assert curves is not None
        stride = max(1, curves.size // MOST_PLACES)
        across = x.pixels(units.x[::stride])
        height = np.clip(y.pixels(curves[:, ::stride]), -1e4, 1e4)
        positive = units.weight >= 0
        others = np.arange(len(units)) != (-1 if self._unit is None else self._unit)
        if self.shows_all:
            share = PALE if self._unit is None else PALER
            width = THEME.stroke(1.2) if len(units) <= MANY else 1
            for wanted, colour in ((~positive, THEME.colours.negative), (positive, THEME.colours.positive)):
                rows = height[wanted & others]
                if len(rows):
                    painter.setPen(QPen(see_through(colour, share), width))
                    painter.drawPath(_together(across, rows))
        if self._unit is not None:
            colour = THEME.colours.positive if positive[self._unit] else THEME.colours.negative
            self._paint_chosen(painter, across, height[self._unit], y.pixel(0), colour)

    def _paint_chosen(self, painter: QPainter, x: np.ndarray, height: np.ndarray, zero: float, colour: QColor) -> None:
        path = path_through(x, height)
        area = QPainterPath(path)
        area.lineTo(float(x[-1]), zero)
        area.lineTo(float(x[0]), zero)
        area.closeSubpath()
        painter.fillPath(area, see_through(colour, 0.14))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(THEME.colours.panel, THEME.stroke(5)))
        painter.drawPath(path)
        painter.setPen(QPen(colour, THEME.stroke(2.6)))
        painter.drawPath(path)

    def _paint_switches(self, painter: QPainter, units: HiddenUnits, x: Axis, y: Axis) -> None:
        """A triangle where a unit switches; that of the chosen one with a line that goes on in the fit above."""
        places = units.switches
        painter.setPen(Qt.PenStyle.NoPen)
        size = THEME.mark(TRIANGLE)
        for unit in np.flatnonzero(np.isfinite(places)).tolist():
            place = x.pixel(places[unit])
            if unit == self._unit:
                pen = QPen(THEME.colours.muted, THEME.stroke(1), Qt.PenStyle.DashLine)
                painter.setPen(pen)
                painter.drawLine(QPointF(place, y.end), QPointF(place, y.start))
                painter.setPen(Qt.PenStyle.NoPen)
            colour = THEME.colours.positive if units.weight[unit] >= 0 else THEME.colours.negative
            painter.setBrush(THEME.colours.accent if unit == self._unit else see_through(colour, PALE))
            tip = QPointF(place, y.start - 2 * size)
            corners = [tip, QPointF(place - size, y.start), QPointF(place + size, y.start)]
            painter.drawPolygon(QPolygonF(corners))


def _together(x: np.ndarray, rows: np.ndarray) -> QPainterPath:
    """Curves (curves, places) over x (places,) as one path: one is drawn sooner than many."""
    return path_of(np.stack([np.broadcast_to(x, rows.shape), rows], axis=2))


def _short_power(value: float) -> str:
    """−20,000 → −2e4; "" for what needs more digits."""
    power = 10.0 ** math.floor(math.log10(abs(value)))
    return formatting.scientific(value, 1) if math.isclose(value / power, round(value / power)) else ""
