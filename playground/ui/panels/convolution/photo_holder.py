"""Which picture kernels are laid on, and the ways in which it becomes another one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from playground.data.preparation import AS_USUAL
from playground.ui.panels.convolution.photo import Photo, PhotoStep, photo_of, scene
from playground.ui.panels.pictures.picture_reader import Opened, PictureReader
from playground.ui.session.state import ExperimentState

ANY_SHAPE = (1, 1, 3)
"""What the reader is to prepare pictures for, which is not looked at here."""


class PhotoHolder(QObject):
    """`changed` tells of another picture, which is one step of undo; `failed` why one could not be used."""

    changed = Signal()
    failed = Signal(str, str)

    def __init__(self, state: ExperimentState, parent: QObject) -> None:
        super().__init__(parent)
        self._state = state
        self.photo = scene()
        self._reader = PictureReader(self)
        self._reader.opened.connect(self._open)
        self._reader.failed.connect(self.failed)
        state.replaced.connect(self._begin)

    @property
    def busy(self) -> bool:
        """Whether a picture is still being read."""
        return self._reader.busy

    def put(self, photo: Photo) -> None:
        """Has another picture, without a step of undo."""
        self.photo = photo
        self.changed.emit()

    def exchange(self, photo: Photo, name: str) -> None:
        """Takes another picture; `name`: what that is called where it can be undone."""
        self._state.note(name, PhotoStep(lambda: self.photo, self.put))
        self.put(photo)

    def open_file(self, path: str | Path) -> None:
        """Reads a picture file beside the window."""
        self._reader.read(path, ANY_SHAPE, AS_USUAL)

    def paste(self) -> None:
        """Takes the picture on the clipboard, or the file whose name is there."""
        self.take(QGuiApplication.clipboard().mimeData() or QMimeData())

    def take(self, mime: QMimeData) -> None:
        """Takes a picture that was pasted or dropped."""
        self._reader.take(mime, ANY_SHAPE, AS_USUAL)

    def _open(self, opened: Opened) -> None:
        self.exchange(photo_of(opened.picture, opened.name), opened.name)

    def _begin(self) -> None:
        """Another document has another picture, or none of its own."""
        self._reader.cancel()
        self.photo = scene()
