"""A small button that unfolds a card of controls below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from playground.ui.look.theme import THEME
from playground.ui.widgets.button import Button
from playground.ui.widgets.card import Card
from playground.ui.widgets.names import set_names


class UnfoldingButton(Button):
    """A flat button; fill what it unfolds with `add`."""

    def __init__(self, text: str, tooltip: str, width: int, parent: QWidget | None = None) -> None:
        """width: of what is unfolded, at the usual size of text."""
        super().__init__(text, "chevron-down", tooltip=tooltip, kind="flat", small=True, parent=parent)
        self._width = width
        self._card = Card()
        self.unfolded = QWidget(self, Qt.WindowType.Popup)
        around = QVBoxLayout(self.unfolded)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._card)
        self._taken = QVBoxLayout()
        self._taken.setSpacing(8)
        self._card.add(self._taken)
        self.clicked.connect(self.unfold)

    def setObjectName(self, name: str) -> None:
        super().setObjectName(name)
        set_names(name, unfolded=self.unfolded)

    def add(self, item: QWidget | QLayout) -> None:
        """Add a widget or a layout below what is there."""
        self._card.add(item)

    @property
    def has_own(self) -> bool:
        """Whether it unfolds something besides what it took in."""
        return True

    def take_in(self, widgets: Sequence[QWidget]) -> None:
        """Have these above its own controls; those that it had taken in before and are not among them must be elsewhere
        by now."""
        for widget in widgets:
            self._taken.removeWidget(widget)
            self._taken.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
            widget.show()
        if not (self.has_own or widgets):
            self.hide()
        elif self.parentWidget() is not None:  # Without one it would be shown as a window.
            self.show()

    def unfold(self) -> None:
        """Show the card below the button, the keyboard's focus on its first control."""
        self.unfolded.setFixedWidth(THEME.px(self._width))
        self.unfolded.adjustSize()
        self.unfolded.move(self._place())
        self.unfolded.show()
        controls = (part for part in self.unfolded.findChildren(QWidget) if part.isVisible())
        first = next((part for part in controls if part.focusPolicy() & Qt.FocusPolicy.TabFocus), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.PopupFocusReason)

    def _place(self) -> QPoint:
        """Below the button, and wholly on the screen."""
        place, room = self.mapToGlobal(QPoint(0, self.height() + 4)), self.screen().availableGeometry()
        right, bottom = room.right() - self.unfolded.width(), room.bottom() - self.unfolded.height()
        return QPoint(max(min(place.x(), right), room.x()), max(min(place.y(), bottom), room.y()))
