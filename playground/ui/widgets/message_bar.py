"""The bar at the top of a workspace that says what happened, in one sentence, and offers ways out as buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from playground.ui.look import icons
from playground.ui.look.theme import THEME
from playground.ui.widgets.button import Button
from playground.ui.widgets.flow_layout import FlowLayout
from playground.ui.widgets.late import Late, reach_after
from playground.ui.widgets.names import set_names
from playground.ui.words.messages import Actions, Severity, Topic

if TYPE_CHECKING:
    from playground.ui.widgets.message_details import MessageDetails

ICON = 18


class _Icon(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.severity: Severity = "info"

    def sizeHint(self) -> QSize:
        return QSize(THEME.px(ICON), THEME.px(ICON))

    def paintEvent(self, event: QPaintEvent) -> None:
        side = min(self.width(), self.height(), THEME.px(ICON))
        icons.paint(
            QPainter(self), self.severity, QRectF(0, (self.height() - side) / 2, side, side), _ink(self.severity)
        )


class MessageBar(QWidget):
    """Hidden until `show_message`; a new message replaces the old one; the cross closes it, on a page Escape, too."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._severity: Severity = "info"
        self._topic: Topic = ""
        self._icon = _Icon()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._offers = QWidget()
        self._actions = FlowLayout(self._offers, gap=8)
        self._top, self._column = QHBoxLayout(), QVBoxLayout(self)
        self._unfold = Button(self.tr("Details"), "chevron-right", kind="flat", tooltip=self.tr("Show the details"))
        self._unfold.setCheckable(True)
        self._unfold.toggled.connect(self._fold)
        self._close = Button("", "close", kind="flat", tooltip=self.tr("Close this message (Esc)"))
        self._close.clicked.connect(self.close_message)
        self._told, self._details = "", Late(self._make_details)
        set_names("message", bar=self, text=self._text, unfold=self._unfold, close=self._close)
        self._arrange()
        self.hide()

    def show_message(
        self, severity: Severity, text: str, actions: Actions = (), details: str = "", topic: Topic = ""
    ) -> None:
        """Show a sentence; each action is a button that closes the bar and then calls; details can be unfolded.

        `settle` with the same topic closes it.
        """
        self._severity = self._icon.severity = severity
        self._topic = topic
        self._text.setText(text)
        self.setAccessibleName(text)
        self._set_actions(actions)
        self._told = details
        self._unfold.setChecked(False)
        self._unfold.setVisible(bool(details))
        self._fold(False)
        self.show()
        self.update()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def close_message(self) -> None:
        """Hide the bar, if there is a message."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def settle(self, topic: Topic) -> None:
        """Hide the bar if its message is about this, whose reason has gone."""
        if topic == self._topic:
            self.close_message()

    def wanted_width(self) -> int:
        """Return the width at which the sentence takes one line."""
        line = self._text.fontMetrics().horizontalAdvance(self._text.text())
        offers = self._offers.sizeHint().width() + self._top.spacing() if not self._offers.isHidden() else 0
        margins = self._column.contentsMargins()
        beside = sum(part.sizeHint().width() + self._top.spacing() for part in self._beside() if not part.isHidden())
        return margins.left() + margins.right() + beside + line + 2 + offers

    def heightForWidth(self, width: int) -> int:
        """Return the height that the bar needs; where it is too narrow for one line the ways out go below."""
        self._place_offers(below=width < self.wanted_width())
        return super().heightForWidth(width)

    def text(self) -> str:
        """Return the sentence shown last."""
        return self._text.text()

    def severity(self) -> Severity:
        """Return how grave the sentence shown last is."""
        return self._severity

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = _ink(self._severity)
        line.setAlphaF(0.6)
        painter.setPen(QPen(line, 1))
        painter.setBrush(_ground(self._severity))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)

    def _arrange(self) -> None:
        self._top.setSpacing(10)
        self._top.addWidget(self._icon)
        self._top.addWidget(self._text, 1)
        self._top.addWidget(self._offers)
        self._top.addWidget(self._unfold)
        self._top.addWidget(self._close)
        self._column.setContentsMargins(12, 6, 8, 6)
        self._column.addLayout(self._top)

    def _make_details(self) -> MessageDetails:
        from playground.ui.widgets.message_details import MessageDetails

        details = MessageDetails()
        self._column.addWidget(details)
        reach_after(self._close, details)
        return details

    def _beside(self) -> tuple[QWidget, ...]:
        return self._icon, self._unfold, self._close

    def _place_offers(self, below: bool) -> None:
        if below != (self._column.indexOf(self._offers) >= 0):
            self._top.removeWidget(self._offers)
            self._column.removeWidget(self._offers)
            if below:
                self._column.insertWidget(1, self._offers)
            else:
                self._top.insertWidget(2, self._offers)

    def _set_actions(self, actions: Actions) -> None:
        while (item := self._actions.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for number, (label, call) in enumerate(actions):
            button = Button(label, small=True, tooltip=label)
            button.setObjectName(f"message.action.{number}")
            button.clicked.connect(self.close_message)
            button.clicked.connect(lambda _=False, call=call: call())
            self._actions.addWidget(button)
        self._offers.setVisible(bool(actions))

    def _fold(self, unfolded: bool) -> None:
        if unfolded:
            self._details().show_text(self._told)
        if self._details.made is not None:
            self._details.made.setVisible(unfolded)
        icon, tip = ("chevron-down", self.tr("Hide the details")) if unfolded else ("chevron-right", "")
        self._unfold.set_face(self.tr("Details"), icon, tip or self.tr("Show the details"))


def _ink(severity: Severity) -> QColor:
    c = THEME.colours
    return QColor({"info": c.accent, "warning": c.warning_text, "error": c.bad_text}[severity])


def _ground(severity: Severity) -> QColor:
    c = THEME.colours
    return {"info": c.accent_soft, "warning": c.warning_soft, "error": c.bad_soft}[severity]
