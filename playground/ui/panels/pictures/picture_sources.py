"""The buttons that bring a picture to try: a file, the clipboard, the test set."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from playground.data.suffixes import PICTURE_FILES, patterns
from playground.ui.widgets.button import Button
from playground.ui.widgets.file_dialogs import file_to_open
from playground.ui.widgets.names import set_names


class PictureSources(QWidget):
    """Three buttons in a row; `file_chosen` carries a path."""

    file_chosen = Signal(str)
    paste_requested = Signal()
    sample_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        choose = Button(
            self.tr("Open…"), "open", small=True, tooltip=self.tr("Open a picture file as x (or drop it anywhere)")
        )
        paste = Button(self.tr("Paste"), "paste", small=True, tooltip=self.tr("Use the copied picture as x (Ctrl+V)"))
        sample = Button(
            self.tr("Test set"),
            "shuffle",
            small=True,
            tooltip=self.tr("Take another picture x of the test set at random"),
        )
        set_names("trial", open=choose, paste=paste, sample=sample)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for button in (choose, paste, sample):
            row.addWidget(button)
        choose.clicked.connect(self._ask)
        paste.clicked.connect(self.paste_requested)
        sample.clicked.connect(self.sample_requested)

    def _ask(self) -> None:
        kinds = self.tr("Pictures ({0});;All files (*)").format(patterns(PICTURE_FILES))
        path = file_to_open(self, self.tr("Open a picture"), kinds)
        if path is not None:
            self.file_chosen.emit(str(path))
