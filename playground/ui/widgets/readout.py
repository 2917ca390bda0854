"""A large number under a small label, such as Epoch 1,284, refreshed slowly enough to be read."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from playground.ui.look.theme import THEME
from playground.ui.widgets.calm_label import CalmLabel
from playground.ui.widgets.names import set_names


class Readout(QWidget):
    """Shows a text at most five times a second, however often it is set; the last one set is always shown."""

    def __init__(
        self, label: str, *, tooltip: str, text: str = "0", widest: str = "9,999", parent: QWidget | None = None
    ) -> None:
        """`widest` is the text whose width is kept free, so that nothing jumps while numbers grow."""
        super().__init__(parent)
        self._widest = widest
        caption = QLabel(label)
        caption.setProperty("role", "small")
        self._text = CalmLabel(text)
        self._text.setProperty("role", "number")
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setAccessibleName(label)
        self._text.setAccessibleDescription(tooltip)
        self.setToolTip(tooltip)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(1)
        layout.addWidget(caption)
        layout.addWidget(self._text)
        self._text.changed.connect(self._reserve)
        self._reserve()

    def setObjectName(self, name: str) -> None:
        super().setObjectName(name)
        set_names(name, text=self._text)

    def text(self) -> str:
        """Return the text that stands there now."""
        return self._text.text()

    def set_text(self, text: str) -> None:
        """Show the text now if the last change is long enough ago, otherwise as soon as it is."""
        self._text.show_text(text)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._reserve()

    def _reserve(self) -> None:
        """A label of a fixed size does not have the window laid out anew whenever its text changes."""
        metrics = QFontMetrics(THEME.font(18, 600))
        width = max(metrics.horizontalAdvance(text) for text in (self._widest, self._text.text()))
        self._text.setFixedSize(width + 2, metrics.height())
