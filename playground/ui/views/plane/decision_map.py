"""What is drawn of answers all over the plane: their colours, lines between them, margins beside these."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPen

from playground.late_dataclass import dataclass
from playground.ui.look.theme import THEME
from playground.ui.views.many_values import path_of
from playground.ui.views.mosaic import Pixels, diverging_pixels, words
from playground.ui.views.plane.class_borders import level_lines
from playground.ui.views.plane.class_colours import rgb, soft
from playground.ui.views.plane.plane_map import PlaneMap
from playground.ui.views.plane.value_map import value_pixels

MARGIN = 0.5
"""Margins are drawn where the most probable class leads the next by this much; for two classes at 0.25 and 0.75."""


@dataclass(frozen=True, eq=False)
class Segments:
    """Line segments (n, 2, 2) of the plane, drawn at once."""

    points: np.ndarray
    colour: QColor
    width: float

    def paint(self, painter: QPainter, plane: PlaneMap) -> None:
        ends = plane.pixels(self.points.reshape(-1, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.colour, THEME.stroke(self.width), c=Qt.PenCapStyle.FlatCap))
        painter.drawPath(path_of(ends.reshape(-1, 2, 2)))


def margin_lines(decision: np.ndarray, evidence: np.ndarray) -> np.ndarray:
    """Where the most probable class leads the next by MARGIN, as segments (n, 2, 2) of the plane."""
    if evidence.shape[2] == 1:
        odds = evidence[:, :, 0]
        level = math.log((1 + MARGIN) / (1 - MARGIN))
        return np.concatenate([level_lines([odds], level), level_lines([odds], -level)])
    classes = decision.shape[2]
    order = np.partition(decision, classes - 2, axis=2)
    best, second = order[:, :, -1], order[:, :, -2]
    leads = [decision[:, :, k] - np.where(decision[:, :, k] >= best, second, best) for k in range(classes)]
    return level_lines(leads, MARGIN)


def decision_pixels(decision: np.ndarray, discretise: bool) -> Pixels:
    """The colours of probabilities (side, side, classes), row 0 the lowest x₂: the class, paler where undecided; of
    values (side, side, 1) those of the scale."""
    classes = decision.shape[2]
    if classes == 1:
        return value_pixels(decision[:, :, 0], discretise)
    if classes == 2:
        lead = decision[:, :, 1] - decision[:, :, 0]
        lead = np.sign(lead) if discretise else lead
        return diverging_pixels(lead, 1.0)
    best = decision.argmax(axis=2)
    share = np.ones(best.shape, np.float32)
    if not discretise:
        share = np.clip((decision.max(axis=2) - 1 / classes) / (1 - 1 / classes), 0, 1)
    ground = rgb(THEME.colours.diverging[1])
    colours = np.array([soft(k) for k in range(classes)], np.float32)
    mixed = ground + (colours[best] - ground) * share[:, :, None]
    return words(mixed.astype(np.uint8))
