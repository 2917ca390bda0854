"""What the tables of layers share: one row a layer with its name, a number, and small plots."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from playground.late_dataclass import dataclass
from playground.training.snapshot import NetworkSnapshot
from playground.ui.look.theme import THEME
from playground.ui.words.column_names import column_name

LEAST_ROW = 16
MOST_ROW = 110
LABEL = 122
SECOND = 120
"""The least width of the second plot: its scale has to be read."""


@dataclass(frozen=True)
class Row:
    """Where one layer's row lies: its label, its two plots."""

    label: QRectF
    first: QRectF
    second: QRectF


def layer_names(snapshot: NetworkSnapshot) -> list[str]:
    """What every layer with weights is called."""
    count = sum(pair is not None for pair in snapshot.parameters)
    return [column_name(number, count) for number in range(1, count + 1)]


def rows(area: QRectF, count: int, gap: float, share: float) -> list[Row]:
    """`count` rows from the top; the first plot takes `share` of what the label leaves, the second the rest."""
    height = min(THEME.px(MOST_ROW), area.height() / max(count, 1))
    label = THEME.px(LABEL)
    room = area.width() - label - gap
    first = max(min(room * share, room - THEME.px(SECOND)), room / 2)
    result = []
    for k in range(count):
        top = area.top() + k * height
        inner = (top + min(3.0, height * 0.1), height - min(10.0, height * 0.25))
        result.append(
            Row(
                QRectF(area.left(), inner[0], label - 12, inner[1]),
                QRectF(area.left() + label, inner[0], first, inner[1]),
                QRectF(area.left() + label + first + gap, inner[0], room - first, inner[1]),
            )
        )
    return result


def paint_label(painter: QPainter, area: QRectF, name: str, symbol: str, value: str) -> None:
    """A layer's name over a muted number with its symbol; where the row is low the number alone stands beside it."""
    colours = THEME.colours
    line = THEME.px(16)
    two = area.height() >= 2 * line - 4
    top = area.center().y() - line if two else area.center().y() - line / 2
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.setFont(THEME.font(12))
    painter.setPen(colours.text)
    painter.drawText(QRectF(area.left(), top, area.width(), line), middle | Qt.AlignmentFlag.AlignLeft, name)
    painter.setFont(THEME.font(11))
    painter.setPen(colours.muted)
    if two:
        below = QRectF(area.left(), top + line, area.width() + 6, line)
        painter.drawText(below, middle | Qt.AlignmentFlag.AlignLeft, f"{symbol} {value}")
    else:
        painter.drawText(QRectF(area.left(), top, area.width(), line), middle | Qt.AlignmentFlag.AlignRight, value)


def paint_bars(painter: QPainter, area: QRectF, counts: np.ndarray, colours: list[QColor]) -> None:
    """A histogram as bars that fill the area's width; one colour for all or one each."""
    painter.setPen(QPen(THEME.colours.line, THEME.stroke(1)))
    base = round(area.bottom()) + 0.5
    painter.drawLine(QLineF(area.left(), base, area.right(), base))
    most = float(counts.max(initial=0))
    if most <= 0:
        return
    pitch = area.width() / len(counts)
    gap = 1.0 if pitch > 3 else 0.0
    painter.setPen(Qt.PenStyle.NoPen)
    heights = (counts / most * (area.height() - 1)).tolist()
    for k, height in enumerate(heights):
        if height > 0:
            height = max(height, 1.0)
            bar = QRectF(area.left() + k * pitch, base - 0.5 - height, pitch - gap, height)
            painter.fillRect(bar, colours[k % len(colours)])


def bar_at(area: QRectF, pointer: QPointF, bars: int) -> tuple[int, QRectF] | None:
    """The bar of a histogram under the pointer, and where it stands."""
    if not area.adjusted(0, -3, 0, 3).contains(pointer):
        return None
    pitch = area.width() / bars
    index = min(int((pointer.x() - area.left()) / pitch), bars - 1)
    return index, QRectF(area.left() + index * pitch, area.top(), pitch, area.height())


def paint_scale(painter: QPainter, area: QRectF, texts: list[tuple[float, str]], *titles: str) -> None:
    """Muted texts at shares of an axis below the plots, as many as fit, and the first that fits of what it is about."""
    painter.setFont(THEME.font(11))
    painter.setPen(THEME.colours.muted)
    metrics = QFontMetricsF(painter.font())
    taken: list[tuple[float, float]] = []
    for share, text in sorted(texts, key=lambda entry: min(entry[0], 1 - entry[0])):
        width = metrics.horizontalAdvance(text)
        x = min(max(area.left() + share * area.width() - width / 2, area.left()), area.right() - width)
        if all(x > right + 5 or x + width < left - 5 for left, right in taken):
            taken.append((x, x + width))
            painter.drawText(QRectF(x, area.top(), width + 2, area.height()), Qt.AlignmentFlag.AlignTop, text)
    title = next((each for each in titles if metrics.horizontalAdvance(each) <= area.width()), "")
    if title:
        painter.drawText(area, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignHCenter, title)
