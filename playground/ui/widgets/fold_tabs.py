"""What folds a column of a workspace and brings it back: a grip between columns, and tabs at the left edge."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from playground.ui.look import icons
from playground.ui.look.theme import THEME

TAB_WIDTH = 26
GRIP = QSize(12, 48)


class _Shape(QAbstractButton):
    """A button that paints itself."""

    def __init__(self, tooltip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setToolTip(tooltip)
        self.setAccessibleName(tooltip)
        self.setAccessibleDescription(tooltip)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()

    def _pad(self, painter: QPainter) -> None:
        """The ground, of which the pointer, the keyboard's focus and a tab that is open are seen."""
        colours = THEME.colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.accent if self.hasFocus() else colours.line, 1))
        painter.setBrush(
            colours.accent_soft if self.isChecked() else colours.hover if self.underMouse() else colours.panel
        )
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)


class FoldGrip(_Shape):
    """A small arrow between two columns that folds the one at its left."""

    def sizeHint(self) -> QSize:
        return GRIP

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse() or self.hasFocus():
            self._pad(painter)
        ink = THEME.colours.text if self.underMouse() else THEME.colours.faint
        icons.paint(painter, "chevron-left", QRectF(1, self.height() / 2 - 5, 10, 10), ink)


class FoldTab(_Shape):
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
        self._pad(painter)
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
