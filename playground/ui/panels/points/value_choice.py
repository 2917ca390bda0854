"""The value that points are painted with: a slider from −1 to 1, with a point of that value before it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from playground.ui.look.theme import THEME
from playground.ui.widgets.class_marker import paint_value_marker
from playground.ui.widgets.names import set_names
from playground.ui.widgets.value_slider import LinearSlider

SIDE = 26


class ValueChoice(QWidget):
    """`changed` carries the value while the slider moves, `committed` tells that it rests."""

    changed = Signal(float)
    committed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tooltip = self.tr("The value d of the points that are painted, or of the selected ones (1 to 5: −1 to 1)")
        self.slider = LinearSlider(self.tr("Value"), -1, 1, 1.0, step=0.05, tooltip=tooltip)
        self._swatch = _Swatch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._swatch)
        row.addWidget(self.slider, 1)
        self.slider.value_changed.connect(self._move)
        self.slider.value_committed.connect(lambda _: self.committed.emit())

    def setObjectName(self, name: str) -> None:
        super().setObjectName(name)
        set_names(name, slider=self.slider)

    def set_value(self, value: float) -> None:
        """Shows a value without telling."""
        self.slider.set_value(value)
        self._swatch.show_value(value)

    def _move(self, value: float) -> None:
        self._swatch.show_value(value)
        self.changed.emit(value)


class _Swatch(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._value = 1.0

    def show_value(self, value: float) -> None:
        if value != self._value:
            self._value = value
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(THEME.px(SIDE), THEME.px(SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = QPointF(self.width() / 2, self.height() / 2)
        paint_value_marker(painter, self._value, centre, min(centre.x(), centre.y()) - 3)
