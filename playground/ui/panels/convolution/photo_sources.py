"""The buttons that bring a whole picture: a file, the clipboard, the built-in scene."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from playground.data.suffixes import PICTURE_FILES, patterns
from playground.ui.widgets.button import Button
from playground.ui.widgets.file_dialogs import file_to_open
from playground.ui.widgets.names import set_names


class PhotoSources(QWidget):
    """`file_chosen` carries a path."""

    file_chosen = Signal(str)
    paste_requested = Signal()
    scene_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        choose = Button(
            self.tr("Open…"), "open", small=True, tooltip=self.tr("Open a picture file (or drop it anywhere)")
        )
        paste = Button("", "paste", small=True, tooltip=self.tr("Use the copied picture (Ctrl+V)"))
        scene = Button("", "scene", small=True, tooltip=self.tr("Use the built-in picture"))
        set_names("picture", open=choose, paste=paste, scene=scene)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for button in (choose, paste, scene):
            row.addWidget(button)
        choose.clicked.connect(self._ask)
        paste.clicked.connect(self.paste_requested)
        scene.clicked.connect(self.scene_requested)

    def _ask(self) -> None:
        kinds = self.tr("Pictures ({0});;All files (*)").format(patterns(PICTURE_FILES))
        path = file_to_open(self, self.tr("Open a picture"), kinds)
        if path is not None:
            self.file_chosen.emit(str(path))
