"""The curves of the chart of the loss, and where they leave its axis."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from playground.training.snapshot import Curves
from playground.ui.look.colour_maps import mixed
from playground.ui.look.theme import THEME
from playground.ui.views.curves.beyond import (
    excursion_text,
    excursions,
    farthest,
    paint_excursion_text,
    paint_excursions,
)
from playground.ui.views.curves.chart import Axis, draw_curve, draw_dashed, stretches, thinned
from playground.ui.views.curves.loss_axes import LossAxes

PALE = 0.7
"""How much of the ground is in the colour of what was smoothed."""
DOT = 2.5


def paint_curves(painter: QPainter, curves: Curves, axes: LossAxes, pale: bool = False) -> None:
    """Losses, and accuracies where they have an axis: training set solid, test set dashed; all solid where pale."""
    x, colours = axes.x, THEME.colours
    across, parts = x.pixels(curves.epoch), stretches(curves)
    lines = [(curves.test_loss, axes.y, colours.muted, True), (curves.train_loss, axes.y, colours.accent, False)]
    if axes.shares is not None:
        accuracies = ((curves.test_accuracy, True), (curves.train_accuracy, False))
        lines = [*((values, axes.shares, colours.good, dashed) for values, dashed in accuracies), *lines]
    for values, axis, colour, dashed in lines:
        for part in parts:
            curve = thinned(across[part], axis.pixels(values[part]))
            if pale:
                draw_curve(painter, mixed(colour, colours.panel, 1 - PALE), *curve)
            elif dashed:
                draw_dashed(painter, colour, *curve)
            else:
                draw_curve(painter, colour, *curve, bold=axis is axes.y)
            if part.stop == part.start + 1:
                _paint_start(painter, colour, float(across[part.start]), float(values[part.start]), axis)


def paint_beyond(painter: QPainter, curves: Curves, axes: LossAxes) -> QRectF | None:
    """Marks where the losses leave the axis, and how far the farthest goes; where that is written."""
    across, colours = axes.x.pixels(curves.epoch), THEME.colours
    texts = []
    for values, colour in ((curves.test_loss, colours.muted), (curves.train_loss, colours.accent)):
        found = excursions(values, axes.y)
        paint_excursions(painter, colour, found, across, axes.y)
        most = farthest(found, len(values))
        if most is not None:
            texts.append(most)
    if not texts:
        return None
    told_of = max(texts, key=lambda each: each.value)
    at = float(across[told_of.peak])
    return paint_excursion_text(painter, excursion_text(told_of, curves.epoch), at, axes.x, axes.y)


def _paint_start(painter: QPainter, colour: QColor, at: float, value: float, axis: Axis) -> None:
    """A single record, from which a curve will grow, as a dot."""
    if np.isfinite(value):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        height = axis.pixel(value)
        if not np.isnan(height):
            place = QPointF(at + 2, min(max(height, axis.end), axis.start))
            painter.drawEllipse(place, THEME.mark(DOT), THEME.mark(DOT))
