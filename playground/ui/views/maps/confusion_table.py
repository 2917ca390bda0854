"""The confusion matrix of a few classes as a table: counts, shares of every row, precision, recall and F1 per class."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from playground.training.class_scores import ClassScores, class_scores
from playground.ui.look.theme import THEME
from playground.ui.views.maps.confusion_cells import paint_cells, paint_frame, paint_names, paint_scores
from playground.ui.views.maps.confusion_layout import ConfusionLayout, confusion_layout, least_size
from playground.ui.words import formatting

STEPS = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}

Cell = tuple[int, int]
"""The true class and the answer."""


class ConfusionTable(QWidget):
    """Rows are the true classes d, columns the answers y. `picked` carries the cell that the user chose, or None."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts = np.zeros((0, 0), np.int64)
        self._scores: ClassScores = class_scores(self._counts)
        self._names: tuple[str, ...] = ()
        self._none = ""
        self._picked: Cell | None = None
        self._current: Cell | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Confusion matrix"))
        self._describe()

    @property
    def picked_cell(self) -> Cell | None:
        return self._picked

    def show_counts(self, counts: np.ndarray, names: tuple[str, ...], none: str) -> None:
        """Shows how often each class is answered for each (true classes, answers); `none`: what is said without any."""
        if names == self._names and none == self._none and np.array_equal(counts, self._counts):
            return
        if len(counts) != len(self._counts):
            self._current = None
            self.pick(None)
            self.updateGeometry()
        self._counts, self._names, self._none, self._scores = counts, names, none, class_scores(counts)
        self._describe()
        self.update()

    def pick(self, cell: Cell | None) -> None:
        """Chooses a cell; the one that is chosen already is given free."""
        cell = None if cell == self._picked else cell
        if cell != self._picked:
            self._picked = cell
            self._describe()
            self.update()
            self.picked.emit(cell)

    def cell_text(self, cell: Cell) -> str:
        """What one cell says, in words."""
        true, answer = cell
        count, total = int(self._counts[cell]), int(self._counts[true].sum())
        text = self.tr("{0} of class {1} are called {2} ({3} of {4})")
        share = formatting.percent(count / total, 1) if total else formatting.NOTHING
        names = self._names[true], self._names[answer]
        return text.format(formatting.integer(count), *names, share, formatting.integer(total))

    def sizeHint(self) -> QSize:
        return QSize(420, THEME.px(180))

    def minimumSizeHint(self) -> QSize:
        return QSize(*least_size(max(len(self._counts), 2)))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()

    def leaveEvent(self, event: QEvent) -> None:
        QToolTip.hideText()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        cell = self._cell_at(event.position())
        self.setCursor(Qt.CursorShape.ArrowCursor if cell is None else Qt.CursorShape.PointingHandCursor)
        text = self.tr("{0}\nclick: ring these points").format(self.cell_text(cell)) if cell else ""
        label = self._layout().name_at(event.position()) if cell is None and self._counts.sum() else None
        QToolTip.showText(event.globalPosition().toPoint(), text if label is None else self._names[label], self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self._cell_at(event.position())
        if event.button() != Qt.MouseButton.LeftButton or cell is None:
            event.ignore()
            return
        self._current = cell
        self.pick(cell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys go from cell to cell, Return and the space bar choose one, Escape gives it free."""
        key, classes = Qt.Key(event.key()), len(self._counts)
        if key in STEPS and classes:
            row, column = self._current or (0, 0)
            down, across = STEPS[key] if self._current is not None else (0, 0)
            self._current = min(max(row + down, 0), classes - 1), min(max(column + across, 0), classes - 1)
            self._describe()
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._current is not None:
            self.pick(self._current)
        elif key == Qt.Key.Key_Escape and self._picked is not None:
            self.pick(None)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(THEME.font(11))
        if not self._counts.sum():
            painter.setPen(THEME.colours.muted)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._none)
            return
        layout = self._layout()
        paint_names(painter, layout, self._names)
        paint_cells(painter, layout, self._counts)
        paint_scores(painter, layout, self._scores)
        if self._current is not None and self.hasFocus():
            paint_frame(painter, layout, self._current, THEME.colours.accent)
        if self._picked is not None:
            paint_frame(painter, layout, self._picked, THEME.colours.text)

    def _layout(self) -> ConfusionLayout:
        return confusion_layout(max(len(self._counts), 1), self.width(), self.height())

    def _cell_at(self, point: QPointF) -> Cell | None:
        return self._layout().at(point) if self._counts.sum() else None

    def _describe(self) -> None:
        if self._current is not None and self._counts.size:
            self.setAccessibleDescription(self.cell_text(self._current))
        else:
            self.setAccessibleDescription(
                self.tr("Rows: the true class d. Columns: the network's answer y. Arrow keys go from cell to cell.")
            )
