"""The small button in a card's corner that shows the card alone, and all of them again."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from playground.ui.look import icons
from playground.ui.look.theme import THEME
from playground.ui.widgets.painted_button import PaintedButton

SIDE = 18
ICON = 12


class EnlargeButton(PaintedButton):
    """Faint, so that it does not compete with the controls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._icon = ""
        self.show_enlarged(False)

    def show_enlarged(self, enlarged: bool) -> None:
        """Say what it does now."""
        tip = self.tr("Back to the other cards (F or Escape)") if enlarged else self.tr("Show this card alone (F)")
        self._icon = "close" if enlarged else "expand"
        self.setToolTip(tip)
        self.setAccessibleName(tip)
        self.setAccessibleDescription(tip)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(THEME.px(SIDE), THEME.px(SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse() or self.hasFocus():
            self.paint_ground(painter)
        side = THEME.px(ICON)
        place = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        icons.paint(painter, self._icon, place, THEME.colours.text if self.underMouse() else THEME.colours.faint)
