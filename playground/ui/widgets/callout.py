"""A hint in a bubble, with an arrow to what it is about."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from playground.ui.look.theme import THEME
from playground.ui.widgets.button import Button

WIDTH = 172
HEAD = 8
CORNER = 8


class Callout(QWidget):
    """A sentence that can be closed. The arrow is painted by `Arrows`, since it leads out of the bubble."""

    closed = Signal()

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._label = QLabel(text)
        self._label.setWordWrap(True)
        self._label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.close_button = Button("", "close", kind="flat", small=True, tooltip=self.tr("Close this hint (Esc: all)"))
        self.close_button.setStyleSheet("padding: 0; min-height: 0;")
        self.close_button.clicked.connect(self.closed)
        row = QHBoxLayout(self)
        row.setContentsMargins(9, 7, 5, 7)
        row.setSpacing(4)
        row.addWidget(self._label, 1)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(text)
        self.hide()

    def text(self) -> str:
        """What it says."""
        return self._label.text()

    def wanted_size(self, most: int) -> QSize:
        """The size that its text takes in at most such a width."""
        width = min(THEME.px(WIDTH), most)
        return QSize(width, self.heightForWidth(width))

    def show_at(self, place: QRectF) -> None:
        """Shows it at a place; a screen reader hears of it when it comes."""
        self.setGeometry(place.toRect())
        self.raise_()
        if self.isHidden():
            self.show()
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(THEME.colours.accent, THEME.stroke(1.2)))
        painter.setBrush(THEME.colours.accent_soft)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), CORNER, CORNER)


class Arrows(QWidget):
    """Lies over what is explained and lets the pointer through; paints arrows from bubbles to their things."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._ways: list[tuple[QPointF, QPointF]] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_ways(self, ways: list[tuple[QPointF, QPointF]]) -> None:
        """Shows arrows from and to these places of the parent."""
        self._ways = [(start - QPointF(self.pos()), end - QPointF(self.pos())) for start, end in ways]
        self.setVisible(bool(ways))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for start, end in self._ways:
            self._paint(painter, start, end)

    def _paint(self, painter: QPainter, start: QPointF, end: QPointF) -> None:
        colour, way = THEME.colours.accent, end - start
        length = math.hypot(way.x(), way.y())
        if length < 1:
            return
        along, head = way / length, THEME.px(HEAD)
        across = QPointF(-along.y(), along.x()) * (0.5 * head)
        back = end - along * head
        painter.setPen(QPen(colour, THEME.stroke(2)))
        painter.drawLine(start, back)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF([end, back + across, back - across]))
