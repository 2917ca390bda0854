"""The words over an empty figure that say what can be done there."""

from typing import cast

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from playground.ui.look import icons
from playground.ui.look.theme import THEME

ICON = 28


class EmptyHint(QWidget):
    """Lies over its parent, as large as it, and lets the mouse through; show and hide it as the figure fills."""

    def __init__(self, text: str, parent: QWidget, icon: str = "") -> None:
        super().__init__(parent)
        self._text = text
        self._icon = icon
        self.setAccessibleName(text)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setGeometry(parent.rect())
        parent.installEventFilter(self)

    def set_text(self, text: str) -> None:
        if text == self._text:
            return
        self._text = text
        self.setAccessibleName(text)
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parent() and event.type() == QEvent.Type.Resize:
            self.setGeometry(cast(QWidget, watched).rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = THEME.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(THEME.font())
        side = THEME.px(ICON) if self._icon else 0
        area = QRectF(self.rect()).adjusted(16, 16, -16, -16)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        height = painter.boundingRect(area, flags, self._text).height()
        top = (self.height() - side - (10 if side else 0) - height) / 2
        if side:
            icons.paint(painter, self._icon, QRectF((self.width() - side) / 2, top, side, side), colours.faint)
            top += side + 10
        painter.setPen(colours.muted)
        painter.drawText(QRectF(area.left(), top, area.width(), height + 2), flags, self._text)
