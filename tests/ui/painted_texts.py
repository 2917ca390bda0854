"""Notes every text that a view paints, where it may be and where it is cut."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QPainter, QTextLayout
from PySide6.QtWidgets import QWidget

MANY_LINES = Qt.TextFlag.TextWordWrap.value | Qt.TextFlag.TextWrapAnywhere.value
TOLERANCE = 1.5


@dataclass(frozen=True)
class PaintedText:
    """A text with the rectangle that its letters cover, and the part of the device in which they can be seen."""

    text: str
    place: str
    device: object
    ink: QRectF
    room: QRectF

    @property
    def is_cut(self) -> bool:
        allowed = self.room.adjusted(-TOLERANCE, -TOLERANCE, TOLERANCE, TOLERANCE)
        return not allowed.contains(self.ink)


class TextNotes:
    """What was painted since the last `clear`, and all that was ever shortened with dots, by what became of it."""

    def __init__(self) -> None:
        self.painted: list[PaintedText] = []
        self.shortened: dict[str, str] = {}

    def clear(self) -> None:
        self.painted.clear()

    def note(self, painter: QPainter, arguments: tuple[Any, ...], place: str) -> None:
        where, text = arguments[0], str(arguments[-1])
        if isinstance(where, (int, float)):
            where = QPointF(*arguments[:2])
        if not text.strip():
            return
        metrics = QFontMetricsF(painter.font(), painter.device())
        if isinstance(where, QPointF) or not hasattr(where, "width"):
            ink, clip = metrics.tightBoundingRect(text).translated(QPointF(where)), None
        else:
            rect = QRectF(where)
            flags = arguments[1] if len(arguments) > 2 and not isinstance(arguments[1], str) else 0
            flags = getattr(flags, "value", flags)
            ink, clip = _ink(painter.font(), metrics, rect, int(flags), text), rect
        transform = painter.worldTransform()
        room = _device_rect(painter)
        if painter.hasClipping():
            room &= transform.mapRect(painter.clipBoundingRect())
        if clip is not None:
            room &= transform.mapRect(clip)
        self.painted.append(PaintedText(text, place, painter.device(), transform.mapRect(ink), room))


@contextmanager
def noted_texts() -> Iterator[TextNotes]:
    """While this goes on, Qt's own functions tell what they are asked to paint and to shorten."""
    notes = TextNotes()
    draw, shorten, shorten_f = QPainter.drawText, QFontMetrics.elidedText, QFontMetricsF.elidedText

    def draw_text(painter: QPainter, *arguments: Any) -> Any:
        notes.note(painter, arguments, _caller())
        return draw(painter, *arguments)

    def shortening(original: Any) -> Any:
        def elided(metrics: Any, text: str, *arguments: Any) -> str:
            result = original(metrics, text, *arguments)
            if result != text:
                notes.shortened[result] = text
            return result

        return elided

    QPainter.drawText = draw_text
    QFontMetrics.elidedText, QFontMetricsF.elidedText = shortening(shorten), shortening(shorten_f)
    try:
        yield notes
    finally:
        QPainter.drawText, QFontMetrics.elidedText, QFontMetricsF.elidedText = draw, shorten, shorten_f


def _ink(font: QFont, metrics: QFontMetricsF, rect: QRectF, flags: int, text: str) -> QRectF:
    """What the letters of a text cover that is painted into a rectangle."""
    line = metrics.boundingRect(rect, flags | Qt.TextFlag.TextDontClip.value, text)
    if flags & MANY_LINES or "\n" in text:
        return line
    # Letters of another font make the line higher than the metrics say.
    layout = QTextLayout(text, font)
    layout.beginLayout()
    written = layout.createLine()
    written.setLineWidth(1e6)
    layout.endLayout()
    tight = metrics.tightBoundingRect(text)
    return QRectF(
        line.left() + tight.left(), line.top() + written.ascent() + tight.top(), tight.width(), tight.height()
    )


def _device_rect(painter: QPainter) -> QRectF:
    device = painter.device()
    if isinstance(device, QWidget):
        return QRectF(device.rect())
    ratio = device.devicePixelRatioF()
    return QRectF(0, 0, device.width() / ratio, device.height() / ratio)


def _caller() -> str:
    code = sys._getframe(2).f_code
    return f"{Path(code.co_filename).name}:{code.co_qualname}"
