"""What folds a column of a workspace and brings it back: a grip between columns, and tabs at the left edge."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from playground.ui.look import icons
from playground.ui.look.theme import THEME
from playground.ui.widgets.painted_button import PaintedButton

TAB_WIDTH = 26
GRIP = QSize(12, 48)


class FoldGrip(PaintedButton):
    """A small arrow between two columns that folds the one at its left."""

    def sizeHint(self) -> QSize:
        return GRIP

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse() or self.hasFocus():
            self.paint_ground(painter)
        ink = THEME.colours.text if self.underMouse() else THEME.colours.faint
        icons.paint(painter, "chevron-left", QRectF(1, self.height() / 2 - 5, 10, 10), ink)


class FoldTab(PaintedButton):
    """The name of a column that is folded, written upwards; pressed, it opens."""

    def __init__(self, title: str, tooltip: str, parent: QWidget | None = None) -> None:
        super().__init__(tooltip, parent)
        self.setText(title)
        self.setAccessibleName(title)
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        length = QFontMetrics(THEME.font(12, 600)).horizontalAdvance(self.text())
        return QSize(THEME.px(TAB_WIDTH), length + THEME.px(42))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_ground(painter)
        ink = THEME.colours.accent if self.isChecked() else THEME.colours.text
        side = THEME.px(10)
        icon = "chevron-left" if self.isChecked() else "chevron-right"
        icons.paint(painter, icon, QRectF((self.width() - side) / 2, THEME.px(9), side, side), ink)
        painter.setPen(ink)
        painter.setFont(THEME.font(12, 600))
        painter.translate(0, self.height())
        painter.rotate(-90)
        room = QRectF(0, 0, self.height() - THEME.px(22), self.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self.text())
