"""What is on the drawing pad: strokes of the pen that can be taken back, over a picture or nothing."""

from __future__ import annotations

import zlib

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from playground.data.box import WHOLE, Box
from playground.late_dataclass import dataclass
from playground.ui.views import mosaic

SIDE = 280
UNDO_STROKES = 30
BRIGHT = 127


@dataclass(frozen=True)
class CanvasContent:
    """What is on a canvas, to be put back: the image and those before its strokes, packed."""

    image: bytes
    before: tuple[bytes, ...]
    has_picture: bool
    is_sharp: bool
    has_forgotten: bool


class Canvas:
    """A square of 280 × 280 pixels, black at first.

    image: what is there; has_picture: whether there is a picture, and not black, beneath the strokes; is_sharp: whether
    that picture has so few pixels that each of them is to be seen.
    """

    def __init__(self) -> None:
        self.image = _black()
        self.has_picture = self.is_sharp = False
        self._before: tuple[bytes, ...] = ()
        self._has_forgotten = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing has been drawn or put there."""
        return not (self._before or self._has_forgotten or self.has_picture)

    @property
    def has_strokes(self) -> bool:
        """Whether there is a stroke that can be taken back."""
        return bool(self._before)

    @property
    def is_bright(self) -> bool:
        """Whether there is a picture most of which is bright, as paper is."""
        return self.has_picture and bool(np.median(self.pixels()) > BRIGHT)

    def pixels(self) -> np.ndarray:
        """What is there: (280, 280, 3) uint8."""
        words = np.frombuffer(self.image.constBits(), np.uint8).reshape(SIDE, SIDE, 4)
        return words[..., 2::-1].copy()

    def clear(self) -> None:
        """Makes all black; nothing can be taken back any more."""
        self.image, self._before = _black(), ()
        self.has_picture = self.is_sharp = self._has_forgotten = False

    def put(self, picture: np.ndarray) -> None:
        """Starts anew with a picture (rows, columns, 1 or 3), uint8 or floats in [0, 1], as large as fits."""
        self.clear()
        rows, columns = picture.shape[:2]
        self.has_picture, self.is_sharp = True, max(rows, columns) <= SIDE / 2
        scale = SIDE / max(rows, columns)
        target = QRectF(0, 0, columns * scale, rows * scale)
        target.moveCenter(QPointF(SIDE / 2, SIDE / 2))
        painter = QPainter(self.image)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not self.is_sharp)
        painter.drawImage(target, mosaic.to_image(mosaic.picture_pixels(picture)))
        painter.end()

    def sketch(self) -> np.ndarray:
        """What is there as it can be put back, (280, 280, 1 or 3) uint8: one channel for grey strokes."""
        pixels = self.pixels()
        is_grey = not self.has_picture and (pixels == pixels[..., :1]).all()
        return pixels[..., :1].copy() if is_grey else pixels

    def put_sketch(self, sketch: np.ndarray) -> None:
        """Starts anew with what `sketch` gave; strokes are strokes, of which none can be taken back."""
        self.put(sketch)
        if sketch.shape[2] == 1:
            self.has_picture, self._has_forgotten = False, True

    def begin_stroke(self) -> None:
        """What is drawn from now on can be taken back at once."""
        self._has_forgotten = self._has_forgotten or len(self._before) == UNDO_STROKES
        self._before = (*self._before, _packed(self.image))[-UNDO_STROKES:]

    def take_back(self) -> bool:
        """Takes the last stroke back, as if it had never been drawn; False where there is none."""
        if not self.has_strokes:
            return False
        *before, image = self._before
        self._before, self.image = tuple(before), _unpacked(image)
        return True

    def content(self) -> CanvasContent:
        """All that is there."""
        return CanvasContent(_packed(self.image), self._before, self.has_picture, self.is_sharp, self._has_forgotten)

    def show_content(self, content: CanvasContent) -> None:
        """Puts back what was there, and the strokes that can be taken back."""
        self.image, self._before = _unpacked(content.image), content.before
        self.has_picture, self.is_sharp = content.has_picture, content.is_sharp
        self._has_forgotten = content.has_forgotten

    def draw(self, start: QPointF, end: QPointF, ink: QColor, width: float) -> None:
        """A piece of a stroke; a dot where it has no length."""
        painter = QPainter(self.image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        if start == end:
            painter.drawPoint(end)
        else:
            painter.drawLine(start, end)
        painter.end()


def _black() -> QImage:
    image = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.black)
    return image


def _packed(image: QImage) -> bytes:
    return zlib.compress(bytes(image.constBits()), 1)


def _unpacked(packed: bytes) -> QImage:
    return QImage(zlib.decompress(packed), SIDE, SIDE, QImage.Format.Format_RGB32).copy()


def on_square(box: Box, size: tuple[int, int]) -> Box:
    """A part of a picture of this size, in shares of it, as shares of the square in whose middle the picture lies."""
    longer = max(size)
    (wide, high), (x, y) = ((side / longer for side in size), ((1 - side / longer) / 2 for side in size))
    left, top, right, bottom = box
    return x + left * wide, y + top * high, x + right * wide, y + bottom * high


def within_square(part: Box, size: tuple[int, int]) -> Box | None:
    """A part of the square in shares of the picture; None where it lies beside it."""
    left, top, right, bottom = on_square(WHOLE, size)
    across, down = right - left, bottom - top
    x0, x1 = (min(max((at - left) / across, 0.0), 1.0) for at in part[::2])
    y0, y1 = (min(max((at - top) / down, 0.0), 1.0) for at in part[1::2])
    return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None
