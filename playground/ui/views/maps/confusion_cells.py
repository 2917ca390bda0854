"""What is painted of a small confusion table: names of classes, counts with their shares, scores."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from playground.training.class_scores import ClassScores
from playground.ui.look.colour_maps import mixed
from playground.ui.look.theme import THEME
from playground.ui.views.maps.confusion_layout import ConfusionLayout
from playground.ui.widgets.class_marker import paint_marker
from playground.ui.words import formatting

translate = QCoreApplication.translate
STRONGEST = 0.55
"""Most of a colour behind a number, so that this can be read."""
FAINTEST = 0.12
MARKER = 5.0


def paint_names(painter: QPainter, layout: ConfusionLayout, names: tuple[str, ...]) -> None:
    """The classes, before the rows and above the columns."""
    painter.setPen(THEME.colours.muted)
    _write(painter, layout.cell(-1, -1), translate("ConfusionTable", "d ↓   y →"))
    _write(painter, layout.cell(-1, layout.classes), translate("ConfusionTable", "recall"))
    for k, name in enumerate(names):
        _paint_name(painter, layout.cell(k, -1), k, name)
        _paint_name(painter, layout.cell(-1, k), k, name, centred=True)


def paint_cells(painter: QPainter, layout: ConfusionLayout, counts: np.ndarray) -> None:
    """How often each class was answered for each (true classes, answers)."""
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    for row, column in np.ndindex(counts.shape):
        box, share = layout.cell(row, column), float(shares[row, column])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_ground(row == column, share))
        painter.drawRoundedRect(box, 4, 4)
        count = int(counts[row, column])
        _paint_count(painter, box, formatting.integer(count), formatting.percent(share) if count else "")


def paint_frame(painter: QPainter, layout: ConfusionLayout, cell: tuple[int, int], colour: QColor) -> None:
    """A line around a cell."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, THEME.stroke(1.6)))
    painter.drawRoundedRect(layout.cell(*cell).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)


def paint_scores(painter: QPainter, layout: ConfusionLayout, scores: ClassScores) -> None:
    """Recall behind the rows, precision and F1 below the columns."""
    end = layout.classes
    painter.setFont(THEME.font(11))
    named = ((translate("ConfusionTable", "precision"), scores.precision), ("F1", scores.f1))
    for row, (name, values) in enumerate(named):
        painter.setPen(THEME.colours.muted)
        _write(painter, layout.cell(end + row, -1), name)
        painter.setPen(THEME.colours.text)
        for k in range(end):
            _write(painter, layout.cell(end + row, k), _score(values[k]), centred=True)
    for k in range(end):
        _write(painter, layout.cell(k, end), _score(scores.recall[k]))


def _score(value: float) -> str:
    return formatting.NOTHING if math.isnan(value) else formatting.decimal(float(value), 2)


def _write(painter: QPainter, box: QRectF, text: str, centred: bool = False) -> None:
    flags = Qt.AlignmentFlag.AlignVCenter | (Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft)
    box = box if centred else box.adjusted(4, 0, 0, 0)
    shown = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, flags, shown)


def _paint_name(painter: QPainter, box: QRectF, label: int, name: str, centred: bool = False) -> None:
    """A class: its marker and its name, as far as there is room."""
    radius, metrics = THEME.mark(MARKER), QFontMetricsF(painter.font())
    room = box.width() - 2 * radius - 14
    text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room) if room > metrics.horizontalAdvance("m") else ""
    wide = 2 * radius + (metrics.horizontalAdvance(text) + 5 if text else 0)
    left = box.center().x() - wide / 2 if centred else box.left() + 4
    painter.save()
    paint_marker(painter, label, QPointF(left + radius, box.center().y()), radius)
    painter.restore()
    painter.setPen(THEME.colours.muted)
    area = QRectF(left + 2 * radius + 5, box.top(), box.right() - left, box.height())
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)


def _paint_count(painter: QPainter, box: QRectF, count: str, share: str) -> None:
    """A count, and its share of the row where there is room beside it or below it."""
    bold, small = THEME.font(12, 600), THEME.font(11)
    wide = QFontMetricsF(bold).horizontalAdvance(count) + QFontMetricsF(small).horizontalAdvance(share) + 14
    beside = bool(share) and wide <= box.width()
    below = bool(share) and not beside and box.height() >= QFontMetricsF(bold).height() + QFontMetricsF(small).height()
    upper = QRectF(box.left(), box.top(), box.width(), box.height() / 2) if below else box
    lower = QRectF(box.left(), box.center().y(), box.width(), box.height() / 2) if below else box
    painter.setPen(THEME.colours.text)
    painter.setFont(bold)
    if beside:
        painter.drawText(box.adjusted(6, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, count)
        painter.setFont(small)
        painter.drawText(box.adjusted(0, 0, -6, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, share)
        return
    painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, count)
    if below:
        painter.setFont(small)
        painter.drawText(lower, Qt.AlignmentFlag.AlignCenter, share)


def _ground(right: bool, share: float) -> QColor:
    """Right answers in the accent, mistakes in orange, the more the stronger; grows with the root of the share."""
    colours = THEME.colours
    ground = colours.hover if colours.dark else colours.background
    if not share:
        return ground
    strength = FAINTEST + (STRONGEST - FAINTEST) * math.sqrt(share)
    ink = colours.accent if right else colours.negative
    return mixed(ink, ground, strength)
