"""What the user is told when a condition stopped training."""

from __future__ import annotations

from PySide6.QtCore import QObject

from playground.training.snapshot import NetworkSnapshot
from playground.training.stop import Stop
from playground.ui.widgets.message_bar import MessageBar
from playground.ui.words.stop_text import stop_sentence


class StopNotice(QObject):
    """Says once which condition was met; the message goes when training goes on."""

    def __init__(self, bar: MessageBar, parent: QObject) -> None:
        super().__init__(parent)
        self._bar = bar
        self._shown: Stop | None = None
        self._text = ""

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Follows one frame."""
        stop = snapshot.stop
        if stop == self._shown:
            return
        self._shown = stop
        if stop is not None:
            self._text = stop_sentence(stop, snapshot.experiment.training)
            self._bar.show_message("info", self._text)
        elif self._bar.text() == self._text:
            self._bar.close_message()
