"""The probability of every class as a bar."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from playground.training.snapshot import NetworkSnapshot
from playground.ui.look.theme import THEME
from playground.ui.words import formatting

ROW = 20
SEEN = 5e-4
"""Probabilities are told in thousandths; a change by less is not worth painting."""


class ProbabilitiesView(QWidget):
    """One row per class in the classes' order; of more classes than there is room for, the most probable ones."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._probabilities: np.ndarray | None = None
        self._sums: np.ndarray | None = None
        self._true: int | None = None
        self._is_doubted = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Probability of every class"))
        self.setToolTip(self.tr("The network's output y: softmax makes the values add up to 100 %"))
        THEME.changed.connect(self.update)

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Shows the probabilities that a snapshot has for the probe picture."""
        names = snapshot.data_set.class_names
        self._sums = snapshot.trace.sums if snapshot.trace else None
        probabilities = snapshot.trace.decision if snapshot.trace else None
        if names != self._names or not _look_alike(self._probabilities, probabilities):
            self._names, self._probabilities = names, probabilities
            self._describe()
            self.update()

    def show_true_class(self, label: int | None) -> None:
        """Marks the class that the picture really belongs to."""
        self._true = label
        self.update()

    def show_doubt(self, is_doubted: bool) -> None:
        """The most probable class stands out, unless nothing fits."""
        if is_doubted != self._is_doubted:
            self._is_doubted = is_doubted
            self.update()

    def reading_at(self, point: QPointF) -> str:
        """What the row at a point says: the class's whole name, y, and the sum a that softmax made it of."""
        shown, place = self._shown(), int(point.y() // self._row_height())
        if self._probabilities is None or not 0 <= place < len(shown):
            return ""
        index = shown[place]
        lines = [self._names[index], f"y = {formatting.percent(float(self._probabilities[index]), 1)}"]
        if self._sums is not None and len(self._sums) == len(self._names):
            text = self.tr("before softmax a = {0}")
            lines.append(text.format(formatting.decimal(float(self._sums[index]), 2)))
        return "\n".join(lines)

    def event(self, event: QEvent) -> bool:
        """The row under the pointer, as a tooltip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.reading_at(QPointF(event.pos())) or self.toolTip(), self)
            return True
        return super().event(event)

    def sizeHint(self) -> QSize:
        return QSize(160, max(len(self._names), 2) * THEME.px(ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(110, 60)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), THEME.colours.panel)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown, values = self._shown(), self._probabilities
        best = -1 if values is None else int(np.argmax(values))
        height = self._row_height()
        plain, bold = THEME.font(12), THEME.font(12, 600)
        label, number = self._widths(bold)
        rows = [QRectF(0, place * height, self.width(), height) for place in range(len(shown))]
        metrics = QFontMetricsF(bold)
        for row, index in zip(rows, shown, strict=True):
            painter.setFont(bold if index == best else plain)
            painter.setPen(THEME.colours.text if index == best else THEME.colours.muted)
            name = metrics.elidedText(self._names[index], Qt.TextElideMode.ElideMiddle, label)
            painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, name)
            text = formatting.NOTHING if values is None else formatting.percent(float(values[index]), 1)
            painter.drawText(row, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        painter.setPen(Qt.PenStyle.NoPen)
        for row, index in zip(rows, shown, strict=True):
            self._paint_bar(painter, row.adjusted(label + 8, 0, -number, 0), index, index == best)

    def _paint_bar(self, painter: QPainter, row: QRectF, index: int, best: bool) -> None:
        colours = THEME.colours
        value = 0.0 if self._probabilities is None else float(self._probabilities[index])
        thick = min(THEME.px(10), row.height() - 3)
        groove = QRectF(row.left(), row.center().y() - thick / 2, row.width(), thick)
        painter.setBrush(colours.hover if colours.dark else colours.background)
        painter.drawRoundedRect(groove, 2, 2)
        if self._probabilities is not None:
            groove.setWidth(max(groove.width() * value, 1.5))
            painter.setBrush(colours.accent if best and not self._is_doubted else colours.faint)
            painter.drawRoundedRect(groove, 2, 2)
        if index == self._true:
            painter.setBrush(colours.good)
            painter.drawEllipse(QRectF(row.left() - 7, row.center().y() - 2.5, 5, 5))

    def _row_height(self) -> float:
        return min(self.height() / max(len(self._shown()), 1), THEME.px(26))

    def _shown(self) -> list[int]:
        count = len(self._names)
        room = max(int(self.height() // THEME.px(14)), 1)
        if count <= room or self._probabilities is None:
            return list(range(min(count, room)))
        return [int(i) for i in np.argsort(-self._probabilities, kind="stable")[:room]]

    def _widths(self, bold: QFont) -> tuple[float, float]:
        """The widths of the names and of the numbers."""
        metrics = QFontMetricsF(bold)
        widest = max((metrics.horizontalAdvance(name) for name in self._names), default=0)
        number = metrics.horizontalAdvance(formatting.percent(1.0, 1))
        return min(widest, self.width() * 0.36) + 4, number + 8

    def _describe(self) -> None:
        if self._probabilities is not None:
            best = int(np.argmax(self._probabilities))
            share = formatting.percent(float(self._probabilities[best]), 1)
            self.setAccessibleDescription(self.tr("Most probable: {0}, {1}").format(self._names[best], share))


def _look_alike(one: np.ndarray | None, other: np.ndarray | None) -> bool:
    """Whether both are shown by the same bars and numbers."""
    if one is None or other is None:
        return one is other
    return one.shape == other.shape and bool(np.abs(one - other).max(initial=0.0) < SEEN)
