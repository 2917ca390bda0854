"""Reads and prepares pictures beside the window: files, and what was pasted or dropped."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QImage

from playground.data.pictures import Prepared, open_picture, prepare
from playground.data.preparation import AS_USUAL, Preparation
from playground.late_dataclass import dataclass
from playground.ui.session.background import BackgroundLoader
from playground.ui.widgets.png import UNCOMPRESSED, png_bytes


@dataclass(frozen=True)
class Opened:
    """A picture that was read, and what the network is to see of it."""

    picture: Image.Image
    prepared: Prepared
    name: str
    preparation: Preparation = AS_USUAL


class PictureReader(QObject):
    """Emits `opened` with an Opened, or `failed` with a sentence and details; the last picture asked for wins."""

    opened = Signal(object)
    failed = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._loader = BackgroundLoader(self)
        self._loader.finished.connect(self.opened)
        self._loader.failed.connect(self.failed)

    def read(self, path: str | Path, shape: tuple[int, ...], preparation: Preparation) -> None:
        """Starts to read a file for a network with inputs of `shape`."""
        self._start(str(path), Path(path).name, shape, preparation)

    def take(self, mime: QMimeData, shape: tuple[int, ...], preparation: Preparation) -> None:
        """Starts to read the file or the picture that a clipboard or a drop holds."""
        files = [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]
        if files:
            self.read(files[0], shape, preparation)
        elif mime.hasImage():
            self._start(
                png_bytes(QImage(mime.imageData()), UNCOMPRESSED), self.tr("The pasted picture"), shape, preparation
            )
        else:
            self.failed.emit(self.tr("There is no picture on the clipboard; copy one first."), "")

    @property
    def busy(self) -> bool:
        """Whether a picture is still being read."""
        return self._loader.busy

    def cancel(self) -> None:
        """Drops the picture that is being read."""
        self._loader.cancel()

    def _start(self, source: str | bytes, name: str, shape: tuple[int, ...], preparation: Preparation) -> None:
        def work(_: object) -> Opened:
            picture = open_picture(source, name, preparation.values)
            prepared = prepare(picture, shape, preparation.style_for(shape[-1]), preparation.fit)
            return Opened(picture, prepared, name, preparation)

        self._loader.start(work)
