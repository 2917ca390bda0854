"""The small card beside what is under the pointer: its name, its numbers, its picture."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPen

from playground.late_dataclass import dataclass
from playground.ui.look.theme import THEME

MAP_SIDE = 132
PADDING = 9
DISTANCE = 10
BELOW, LEAST_BELOW = 44, 170
"""The height of what stands beneath the lines, and the least width for it."""

Below = Callable[[QPainter, QRectF], None]


@dataclass(frozen=True)
class Reading:
    """What is under the pointer: the lines of a card, the place that it stands beside, a line through it on a curve."""

    place: QRectF
    lines: list[str]
    line: QLineF | None = None


def paint_reading(painter: QPainter, reading: Reading, room: QRectF) -> None:
    """The line through the curve, and the card beside its place."""
    if reading.line is not None:
        painter.setPen(QPen(THEME.colours.faint, 1))
        painter.drawLine(reading.line)
    paint_card(painter, reading.place, room, reading.lines)


def paint_card(
    painter: QPainter,
    place: QRectF,
    room: QRectF,
    lines: list[str],
    image: QImage | None = None,
    row: int = 0,
    below: Below | None = None,
) -> None:
    """A small card beside a place, kept inside the room: the first line bold, a map above if there is one.

    `image` is a strip of square maps, of which the one in `row` is shown; `below` paints beneath the lines. Where there
    is no room for all of it the map goes first, then what is below.
    """
    bold, plain = THEME.font(12, 600), THEME.font(12)
    widths = [QFontMetricsF(plain if k else bold).horizontalAdvance(line) for k, line in enumerate(lines)]
    height, under = THEME.px(18), THEME.px(BELOW)
    text = height * len(lines) + 2 * PADDING - 2
    if text + MAP_SIDE + 6 + (under if below else 0) > room.height():
        image = None
    if text + under > room.height():
        below = None
    side = MAP_SIDE if image is not None else 0
    tall = text + (side + 6 if side else 0) + (under if below else 0)
    size = QSizeF(max(side, THEME.px(LEAST_BELOW) if below else 0, *widths) + 2 * PADDING, tall)
    card = QRectF(_position(place, size, room), size)
    painter.setPen(QPen(THEME.colours.line, 1))
    painter.setBrush(THEME.colours.panel)
    painter.drawRoundedRect(card, 8, 8)
    top = card.top() + PADDING
    if image is not None:
        cells = image.width()
        target = QRectF(card.left() + (card.width() - side) / 2, top, side, side)
        painter.drawImage(target, image, QRectF(0, row * cells, cells, cells))
        top += side + 6
    for k, line in enumerate(lines):
        painter.setFont(plain if k else bold)
        painter.setPen(THEME.colours.muted if k else THEME.colours.text)
        area = QRectF(card.left() + PADDING, top + k * height - 1, card.width(), height)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, line)
    if below is not None:
        top += height * len(lines) + 4
        below(painter, QRectF(card.left() + PADDING, top, card.width() - 2 * PADDING, under - 6))


def _position(place: QRectF, size: QSizeF, room: QRectF) -> QPointF:
    x = place.right() + DISTANCE
    if x + size.width() > room.right() - 1:
        x = place.left() - DISTANCE - size.width()
    y = place.center().y() - size.height() / 2
    x = min(max(x, room.left() + 1), room.right() - size.width() - 1)
    return QPointF(round(x) + 0.5, round(min(max(y, room.top() + 1), room.bottom() - size.height() - 1)) + 0.5)
