"""A label whose text stands for a while, however often it is set."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLabel, QWidget

INTERVAL = 200


class CalmLabel(QLabel):
    """Shows a text at most five times a second, so that it can be read, and the window is not laid out anew more often;
    the last one set is always shown. `changed` when another one is shown."""

    changed = Signal()

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._next: str | None = None
        self._timer = QTimer(self, singleShot=True, interval=INTERVAL)
        self._timer.timeout.connect(self._flush)

    def show_text(self, text: str) -> None:
        """Shows the text now if the last change is long enough ago, otherwise as soon as it is."""
        self._next = text
        if not self._timer.isActive():
            self._flush()

    def _flush(self) -> None:
        if self._next is None:
            return
        if self._next != self.text():
            self.setText(self._next)
            self.changed.emit()
        self._next = None
        self._timer.start()
