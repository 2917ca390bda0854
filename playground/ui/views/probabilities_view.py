"""The probability of every class as a bar."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.training.snapshot import NetworkSnapshot
from playground.ui.theme import THEME
from playground.ui.widgets import formatting

ROW = 20


class ProbabilitiesView(QWidget):
    """One row per class in the classes' order; of more classes than there is room for, the most probable ones."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._probabilities: np.ndarray | None = None
        self._true: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Probability of every class"))
        self.setToolTip(self.tr("The network's output y: softmax makes the values add up to 100 %"))
        THEME.changed.connect(self.update)

    def render(self, snapshot: NetworkSnapshot) -> None:
        """Shows the probabilities that a snapshot has for the probe picture."""
        self._names = snapshot.data.class_names
        self._probabilities = snapshot.inspection.probabilities if snapshot.inspection else None
        self._describe()
        self.update()

    def show_true_class(self, label: int | None) -> None:
        """Marks the class that the picture really belongs to."""
        self._true = label
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, max(len(self._names), 2) * THEME.px(ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(110, 60)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown = self._shown()
        best = -1 if self._probabilities is None else int(np.argmax(self._probabilities))
        height = min(self.height() / max(len(shown), 1), THEME.px(26))
        for place, index in enumerate(shown):
            self._paint_row(painter, QRectF(0, place * height, self.width(), height), index, index == best)

    def _shown(self) -> list[int]:
        count = len(self._names)
        room = max(int(self.height() // THEME.px(14)), 1)
        if count <= room or self._probabilities is None:
            return list(range(min(count, room)))
        return [int(i) for i in np.argsort(-self._probabilities, kind="stable")[:room]]

    def _paint_row(self, painter: QPainter, row: QRectF, index: int, best: bool) -> None:
        colours = THEME.colours
        value = 0.0 if self._probabilities is None else float(self._probabilities[index])
        font = THEME.font(12, 600 if best else 400)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(colours.text if best else colours.muted)
        label = self._label_width()
        name = metrics.elidedText(self._names[index], Qt.TextElideMode.ElideRight, label)
        painter.drawText(QRectF(0, row.top(), label, row.height()), Qt.AlignmentFlag.AlignVCenter, name)
        text = formatting.NOTHING if self._probabilities is None else formatting.percent(value, 1)
        number = THEME.px(50)
        painter.drawText(row, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        thick = min(THEME.px(10), row.height() - 3)
        groove = QRectF(label + 8, row.center().y() - thick / 2, row.width() - label - 8 - number, thick)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.hover if colours.dark else colours.background)
        painter.drawRoundedRect(groove, 2, 2)
        bar = QRectF(groove)
        bar.setWidth(max(groove.width() * value, 1.5) if self._probabilities is not None else 0)
        painter.setBrush(colours.accent if best else colours.faint)
        painter.drawRoundedRect(bar, 2, 2)
        if index == self._true:
            painter.setBrush(colours.good)
            painter.drawEllipse(QRectF(groove.left() - 7, row.center().y() - 2.5, 5, 5))

    def _label_width(self) -> float:
        metrics = QFontMetricsF(THEME.font(12, 600))
        widest = max((metrics.horizontalAdvance(name) for name in self._names), default=0)
        return min(widest, self.width() * 0.36) + 4

    def _describe(self) -> None:
        if self._probabilities is not None:
            best = int(np.argmax(self._probabilities))
            share = formatting.percent(float(self._probabilities[best]), 1)
            self.setAccessibleDescription(self.tr("Most probable: {0}, {1}").format(self._names[best], share))
