"""Room for tables: as high as they are, scrolled where they are wider."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy

from playground.ui.views.convolution.tables_view import TablesView


class TablesArea(QScrollArea):
    """Shows the tables, and the number that the keyboard is at."""

    def __init__(self, view: TablesView) -> None:
        super().__init__()
        self._view = view
        self.setWidget(view)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        view.setAutoFillBackground(False)
        view.arranged.connect(self.updateGeometry)
        view.pointed_by_key.connect(self._show_cursor)

    def sizeHint(self) -> QSize:
        return self._view.sizeHint() + QSize(0, self._bar())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._view.minimumSizeHint().height() + self._bar())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._view.fit()

    def _bar(self) -> int:
        bar = self.horizontalScrollBar()
        return bar.sizeHint().height() if bar.maximum() > 0 else 0

    def _show_cursor(self) -> None:
        cursor = self._view.cursor_
        if cursor is not None:
            center, half = self._view.center_of(cursor), round(self._view.layout_.cell)
            self.ensureVisible(round(center.x()), round(center.y()), half, half)
