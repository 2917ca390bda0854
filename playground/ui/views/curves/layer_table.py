"""The table of layers that several views are: one row a layer, and a reading of what is under the pointer."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.training.snapshot import NetworkSnapshot
from playground.ui.look.theme import THEME
from playground.ui.views.curves.layer_rows import LEAST_ROW, Row, layer_names, rows
from playground.ui.views.hover_card import Reading, paint_reading

GAP = 34
SCALES = 34
"""Room for the scales below the rows."""


class LayerTable(QWidget):
    """Renders what `paint_rows` paints of a snapshot; all rows share their axes, so that they compare."""

    def __init__(self, share: float, parent: QWidget | None = None) -> None:
        """share: of a row's room, that of its first plot."""
        super().__init__(parent)
        self._share = share
        self._snapshot: NetworkSnapshot | None = None
        self._pointer: QPointF | None = None
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def paint_rows(self, painter: QPainter, snapshot: NetworkSnapshot) -> None:
        """Paints all layers and the scales below them."""
        raise NotImplementedError

    def reading(self, snapshot: NetworkSnapshot, point: QPointF) -> Reading | None:
        """What a point says; None where it says nothing."""
        raise NotImplementedError

    def sizeHint(self) -> QSize:
        return QSize(600, 190)

    def minimumSizeHint(self) -> QSize:
        layers = sum(pair is not None for pair in self._snapshot.parameters) if self._snapshot else 3
        return QSize(300, THEME.px(LEAST_ROW) * layers + THEME.px(SCALES))

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Shows one frame."""
        before = self.minimumSizeHint()
        self._snapshot = snapshot
        if self.minimumSizeHint() != before:
            self.updateGeometry()
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = None
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), THEME.colours.panel)
        if self._snapshot is None:
            return
        self.paint_rows(painter, self._snapshot)
        found = self.reading_at(self._pointer)
        if found is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_reading(painter, found, QRectF(self.rect()))

    def reading_at(self, point: QPointF | None) -> Reading | None:
        """What a point says of what is shown; None where it says nothing."""
        return None if self._snapshot is None or point is None else self.reading(self._snapshot, point)

    def layers(self, snapshot: NetworkSnapshot) -> tuple[list[str], list[Row]]:
        """Name and place of every layer with weights."""
        names = layer_names(snapshot)
        area = QRectF(self.rect()).adjusted(0, 0, -1, -THEME.px(SCALES))
        return names, rows(area, len(names), GAP, self._share)
