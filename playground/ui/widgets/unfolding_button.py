"""A small button that unfolds a card of controls below it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from playground.ui.look.theme import THEME
from playground.ui.widgets.button import Button
from playground.ui.widgets.card import Card
from playground.ui.widgets.late import Late
from playground.ui.widgets.names import set_names

GAP = 8


def stack(whole: QWidget, items: Iterable[QWidget | QLayout]) -> QVBoxLayout:
    """Puts controls that unfold one below the other; the layout takes further ones."""
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GAP)
    for item in items:
        if isinstance(item, QLayout):
            column.addLayout(item)
        else:
            column.addWidget(item)
    return column


class UnfoldingButton(Button):
    """A flat button; what it unfolds is not there before it is first unfolded."""

    def __init__(
        self, text: str, tooltip: str, width: int, make: Callable[[], QWidget], parent: QWidget | None = None
    ) -> None:
        """width: of what is unfolded, at the usual size of text; make: its own controls, as they are at that time."""
        super().__init__(text, "chevron-down", tooltip=tooltip, kind="flat", small=True, parent=parent)
        self._width = width
        self._below = Late(self._make_below)
        self._own = Late(lambda: self._below().put(make()))
        self._has_taken = False
        self.clicked.connect(self.unfold)

    @property
    def unfolded(self) -> QWidget:
        """The window with the card, whether it is seen or not."""
        return self._below()

    @property
    def has_own(self) -> bool:
        """Whether it unfolds something besides what it took in."""
        return True

    def take_in(self, widgets: Sequence[QWidget]) -> None:
        """Have these above its own controls; those that it had taken in before and are not among them must be elsewhere
        by now."""
        for widget in widgets:
            self._below().take(widget)
        self._has_taken = bool(widgets)
        self.offer()

    def offer(self) -> None:
        """Be there while there is something to unfold."""
        if not (self.has_own or self._has_taken):
            self.hide()
        elif self.parentWidget() is not None:  # Without one it would be shown as a window.
            self.show()

    def unfold(self) -> None:
        """Show the card below the button, the keyboard's focus on the first control of its own, if it has any."""
        unfolded = self._below()
        areas = (self._own(), unfolded) if self.has_own else (unfolded,)
        unfolded.setFixedWidth(THEME.px(self._width))
        unfolded.adjustSize()
        unfolded.move(self._place())
        unfolded.show()
        controls = (part for area in areas for part in (area, *area.findChildren(QWidget)) if part.isVisible())
        first = next((part for part in controls if part.focusPolicy() & Qt.FocusPolicy.TabFocus), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.PopupFocusReason)

    def _make_below(self) -> _Below:
        below = _Below(self)
        if self.objectName():
            set_names(self.objectName(), unfolded=below)
        return below

    def _place(self) -> QPoint:
        """Below the button, and wholly on the screen."""
        place, room = self.mapToGlobal(QPoint(0, self.height() + 4)), self.screen().availableGeometry()
        right, bottom = room.right() - self.unfolded.width(), room.bottom() - self.unfolded.height()
        return QPoint(max(min(place.x(), right), room.x()), max(min(place.y(), bottom), room.y()))


class _Below(QWidget):
    """What was taken in, and the button's own controls below."""

    def __init__(self, button: QWidget) -> None:
        super().__init__(button, Qt.WindowType.Popup)
        self._card, self._taken = Card(), QVBoxLayout()
        self._taken.setSpacing(GAP)
        self._card.add(self._taken)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._card)

    def take(self, widget: QWidget) -> None:
        self._taken.removeWidget(widget)
        self._taken.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
        widget.show()

    def put(self, own: QWidget) -> QWidget:
        self._card.add(own)
        return own
