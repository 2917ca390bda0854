"""The largest error of the networks that were trained here against their numbers of units."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.late_dataclass import dataclass
from playground.ui.look.theme import THEME
from playground.ui.views.curves.chart import Axis, log_ticks

LEFT, BOTTOM = 34, 22
MARK = 4.0
LEAST_UNITS = 10
SMALLEST = 1e-6


@dataclass(frozen=True)
class Series:
    """The networks of one kind, by their numbers of units: the largest error of each; `is_square`: it cannot gain."""

    name: str
    errors: Mapping[int, float]
    is_square: bool = False


class ErrorChart(QWidget):
    """A curve for each kind of network; the one that is at work is ringed. Without any a hint stands there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._series: tuple[Series, ...] = ()
        self._now: tuple[str, int] | None = None
        self._hint = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Error against number of units"))
        THEME.changed.connect(self.update)

    def show_series(self, series: tuple[Series, ...], now: tuple[str, int] | None, hint: str) -> None:
        """Shows these curves; now: name and number of units of the network at work; hint: said where there are none."""
        if (series, now, hint) != (self._series, self._now, self._hint):
            self._series, self._now, self._hint = series, now, hint
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 150)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 90)

    def axes(self) -> tuple[Axis, Axis]:
        """Numbers of units, and errors on a logarithmic scale, in pixels."""
        errors = [error for each in self._series for error in each.errors.values()]
        units = [count for each in self._series for count in each.errors]
        low = 10.0 ** math.floor(math.log10(max(min(errors, default=0.1), SMALLEST)))
        high = 10.0 ** math.ceil(math.log10(max(1.02 * max(errors, default=1.0), 10 * low)) - 1e-9)
        right = self.width() - THEME.px(14) - self._room()
        most = max([LEAST_UNITS, *units])
        bottom = self.height() - THEME.px(BOTTOM)
        return Axis(1, most, THEME.px(LEFT) + 10, right), Axis(low, high, bottom, THEME.px(8), log=True)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._hint:
            painter.setFont(THEME.font(12))
            painter.setPen(THEME.colours.muted)
            wrap = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value
            painter.drawText(QRectF(self.rect()).adjusted(12, 0, -12, 0), wrap, self._hint)
            return
        x, y = self.axes()
        self._paint_axes(painter, x, y)
        for k, series in enumerate(self._series):
            self._paint_series(painter, series, _colour(k, series), x, y)
        self._paint_names(painter, x)

    def name_places(self, line: float) -> list[float]:
        """The middles of the names, of this height: each beside the end of its curve, or as near as others let it."""
        _, y = self.axes()
        ends = [y.pixel(max(each.errors[max(each.errors)], SMALLEST)) for each in self._series]
        places = ends.copy()
        order = sorted(range(len(ends)), key=lambda k: (ends[k], k))
        for above, k in itertools.pairwise(order):
            places[k] = max(places[k], places[above] + line)
        limit = y.start - line / 2
        for k in reversed(order):
            places[k] = min(places[k], limit)
            limit = places[k] - line
        return places

    def _room(self) -> float:
        """For the names at the right of the curves."""
        metrics = QFontMetricsF(THEME.font(11, 600))
        widest = max((metrics.horizontalAdvance(self._said(each)) for each in self._series), default=0.0)
        return min(widest, self.width() / 3)

    def _said(self, series: Series) -> str:
        return self.tr("{0}: no gain").format(series.name) if series.is_square else series.name

    def _paint_axes(self, painter: QPainter, x: Axis, y: Axis) -> None:
        colours = THEME.colours
        painter.setFont(THEME.font(11))
        line = painter.fontMetrics().height()
        for value, text in log_ticks(y.low, y.high, max(2, int((y.start - y.end) / (2 * line)))):
            place = y.pixel(value)
            painter.fillRect(QRectF(x.start - 6, place, x.end - x.start + 12, 1), colours.line)
            painter.setPen(colours.muted)
            box = QRectF(0, place - line / 2, x.start - 10, line)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        step = max(1, math.ceil((x.high - 1) / max(1, int((x.end - x.start) / (2.2 * line)))))
        names = self.tr("N units")
        end = self.width() - painter.fontMetrics().horizontalAdvance(names)
        for count in range(1, int(x.high) + 1, step):
            place = x.pixel(count)
            if place + line < end:
                box = QRectF(place - 20, y.start + 4, 40, line)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(count))
        painter.drawText(QRectF(end, y.start + 4, self.width() - end, line), Qt.AlignmentFlag.AlignRight, names)

    def _paint_series(self, painter: QPainter, series: Series, colour: QColor, x: Axis, y: Axis) -> None:
        dots = [QPointF(x.pixel(n), y.pixel(max(error, SMALLEST))) for n, error in sorted(series.errors.items())]
        pen = QPen(colour, THEME.stroke(1.4))
        if series.is_square:
            pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(dots))
        size = THEME.mark(MARK)
        for count, dot in zip(sorted(series.errors), dots, strict=True):
            is_now = self._now == (series.name, count)
            painter.setPen(QPen(colour, THEME.stroke(2.2 if is_now else 1.4)))
            painter.setBrush(THEME.colours.panel if is_now or series.is_square else colour)
            grown = 1.5 * size if is_now else size
            if series.is_square:
                painter.drawRect(QRectF(dot.x() - grown, dot.y() - grown, 2 * grown, 2 * grown))
            else:
                painter.drawEllipse(dot, grown, grown)

    def _paint_names(self, painter: QPainter, x: Axis) -> None:
        painter.setFont(THEME.font(11, 600))
        metrics = painter.fontMetrics()
        line, width = metrics.height(), self._room() + 8
        for k, (series, middle) in enumerate(zip(self._series, self.name_places(line), strict=True)):
            place = QRectF(x.end + THEME.px(8), middle - line / 2, width, line)
            said = metrics.elidedText(self._said(series), Qt.TextElideMode.ElideRight, int(width))
            painter.setPen(_colour(k, series))
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, said)


def _colour(index: int, series: Series) -> QColor:
    """The accent first, then others, none of those that stand for signs; muted the square, which is no use."""
    if series.is_square:
        return THEME.colours.muted
    return (THEME.colours.accent, *THEME.colours.classes[2:])[index % (len(THEME.colours.classes) - 1)]
