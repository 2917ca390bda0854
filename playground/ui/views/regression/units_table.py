"""The hidden units as rows: a little picture of what each adds, its numbers, and where it switches."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.ui.look.theme import THEME
from playground.ui.views.many_values import path_through
from playground.ui.views.regression.hidden_units import HiddenUnits
from playground.ui.words import formatting

ROW, HEADER = 26, 22
NUMBER, PICTURE = 26.0, 62.0
LEAST, LAST = 286, 1.45
PLACES = 40
"""Of a little picture."""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class UnitsTable(QWidget):
    """Only the rows that are seen are painted. `chosen_unit` carries the number of the unit that is pointed at, clicked
    or reached with the arrow keys; None when the pointer has left."""

    chosen_unit = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._units: HiddenUnits | None = None
        self._order = np.empty(0, np.int64)
        self._unit: int | None = None
        self._by_place = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Hidden units"))
        THEME.changed.connect(self._resize)

    def show_units(self, units: HiddenUnits | None) -> None:
        """Shows the units of a frame."""
        count = 0 if self._units is None else len(self._units)
        self._units = units
        self._arrange()
        if units is None or len(units) != count:
            self._resize()
        self.update()

    def set_unit(self, unit: int | None) -> None:
        """Marks the row of a unit; None: none."""
        self._unit = unit
        self.update()

    def sort_by_place(self, by_place: bool) -> None:
        """Puts the units in the order of the places where they switch, or of their numbers."""
        self._by_place = by_place
        self._arrange()
        self.update()

    def row_rect(self, unit: int) -> QRectF:
        """Where a unit's row lies, in pixels."""
        row = int(np.flatnonzero(self._order == unit)[0])
        return QRectF(0, self._header() + row * self._row(), self.width(), self._row())

    def sizeHint(self) -> QSize:
        return QSize(300, self._header() + len(self._order) * self._row())

    def minimumSizeHint(self) -> QSize:
        return QSize(THEME.px(LEAST), self.sizeHint().height())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.chosen_unit.emit(self._unit_at(event.position().y()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.chosen_unit.emit(self._unit_at(event.position().y()))

    def leaveEvent(self, event: QEvent) -> None:
        self.chosen_unit.emit(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if not step or not len(self._order):
            super().keyPressEvent(event)
            return
        rows = np.flatnonzero(self._order == (-1 if self._unit is None else self._unit))
        row = int(rows[0]) + step if len(rows) else 0
        self.chosen_unit.emit(int(self._order[min(max(row, 0), len(self._order) - 1)]))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        units = self._units
        if units is None:
            return
        self._paint_header(painter, len(units.slope) > 0)
        first = max(0, (event.rect().top() - self._header()) // self._row())
        last = (event.rect().bottom() - self._header()) // self._row()
        switches = units.switches
        for unit in self._order[first : last + 1].tolist():
            self._paint_row(painter, units, unit, float(switches[unit]))

    def _row(self) -> int:
        return THEME.px(ROW)

    def _header(self) -> int:
        return THEME.px(HEADER)

    def _resize(self) -> None:
        self.setFixedHeight(self.sizeHint().height())
        self.updateGeometry()
        self.update()

    def _arrange(self) -> None:
        units = self._units
        if units is None:
            self._order = np.empty(0, np.int64)
        elif self._by_place:
            self._order = np.argsort(units.switches, kind="stable")  # those that switch nowhere are NaN, and come last
        else:
            self._order = np.arange(len(units))

    def _unit_at(self, y: float) -> int | None:
        row = int((y - self._header()) // self._row())
        return int(self._order[row]) if 0 <= row < len(self._order) else None

    def _columns(self, row: QRectF, count: int) -> list[QRectF]:
        """Where the numbers stand: behind the picture, in equal parts, the last of several a little wider."""
        left = THEME.px(NUMBER + PICTURE + 4)
        shares = np.append(np.ones(count - 1), LAST if count > 1 else 1.0)
        widths = shares / shares.sum() * (row.width() - left - THEME.px(6))
        ends = left + np.cumsum(widths)
        return [
            QRectF(end - width, row.top(), width, row.height())
            for end, width in zip(ends.tolist(), widths.tolist(), strict=True)
        ]

    def _paint_header(self, painter: QPainter, is_first: bool) -> None:
        titles = ["w", "v", "c", self.tr("switches at")] if is_first else ["w"]
        painter.setFont(THEME.font(11))
        painter.setPen(THEME.colours.muted)
        row = QRectF(0, 0, self.width(), self._header())
        for place, title in zip(self._columns(row, len(titles)), titles, strict=True):
            shown = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, int(place.width()))
            painter.drawText(place, _RIGHT, shown)

    def _paint_row(self, painter: QPainter, units: HiddenUnits, unit: int, switch: float) -> None:
        colours, row = THEME.colours, self.row_rect(unit)
        if unit == self._unit:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.accent_soft)
            painter.drawRoundedRect(row.adjusted(0, 1, 0, -1), 5, 5)
        weight = float(units.weight[unit])
        colour = colours.positive if weight >= 0 else colours.negative
        painter.setFont(THEME.font(12, 600 if unit == self._unit else 400))
        painter.setPen(colours.accent if unit == self._unit else colours.text)
        painter.drawText(row.adjusted(THEME.px(6), 0, 0, 0), _LEFT, formatting.integer(unit + 1))
        frame = QRectF(THEME.px(NUMBER), row.top() + 4, THEME.px(PICTURE), row.height() - 8)
        self._paint_picture(painter, units.parts[unit], frame)
        numbers = [formatting.decimal(weight)]
        if len(units.slope):
            numbers += [formatting.decimal(float(units.slope[unit])), formatting.decimal(float(units.shift[unit]))]
            numbers.append("–" if np.isnan(switch) else f"x = {formatting.decimal(switch)}")
        for k, (place, text) in enumerate(zip(self._columns(row, len(numbers)), numbers, strict=True)):
            painter.setFont(THEME.font(12, 600 if k == 0 else 400))
            painter.setPen(colour if k == 0 else colours.text)
            painter.drawText(place, _RIGHT, text)

    def _paint_picture(self, painter: QPainter, part: np.ndarray, frame: QRectF) -> None:
        colours = THEME.colours
        painter.setPen(QPen(colours.line, 1))
        painter.setBrush(colours.background)
        painter.drawRoundedRect(frame, 3, 3)
        shown = part[:: max(1, len(part) // PLACES)]
        high = max(float(np.abs(shown).max(initial=0.0)), 1e-9)
        if not np.isfinite(high):
            return
        inside = frame.adjusted(3, 3, -3, -3)
        x = np.linspace(inside.left(), inside.right(), len(shown))
        y = inside.center().y() - shown / high * inside.height() / 2
        painter.setBrush(Qt.BrushStyle.NoBrush)
        last = float(part[int(np.abs(part).argmax())])
        painter.setPen(QPen(colours.positive if last >= 0 else colours.negative, THEME.stroke(1.4)))
        painter.drawPath(path_through(x, y))
