"""Pictures of the window as PNG files."""

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage, QPixmap

UNCOMPRESSED, USUAL = 100, -1
"""What Qt takes for the quality of a PNG file: how quickly it is made, rather than how small."""


def png_bytes(picture: QImage | QPixmap, quality: int = USUAL) -> bytes:
    """A picture as a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # PySide6's stubs ask for bytes, which it refuses; it takes a text.
    picture.save(buffer, "PNG", quality)  # type: ignore[call-overload]
    return bytes(buffer.data().data())
