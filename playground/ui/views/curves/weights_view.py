"""The weights and biases of every layer: how they are spread, and how large they are."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from playground.training.snapshot import NetworkSnapshot
from playground.ui.look.theme import THEME
from playground.ui.views.curves.chart import nice_step
from playground.ui.views.curves.layer_rows import (
    Row,
    bar_at,
    paint_bars,
    paint_label,
    paint_scale,
)
from playground.ui.views.curves.layer_table import LayerTable
from playground.ui.views.hover_card import Reading
from playground.ui.words import formatting

BINS = 48
SHARE = 0.62

Pair = tuple[np.ndarray, np.ndarray]
"""Weights and biases of a layer."""


class WeightsView(LayerTable):
    """Renders the parameters of a snapshot, one row a layer; all rows share their axes, so that they compare."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(SHARE, parent)
        self.setAccessibleName(self.tr("Weights"))
        self.setAccessibleDescription(self.tr("For every layer histograms of its weights W and its biases b."))

    def paint_rows(self, painter: QPainter, snapshot: NetworkSnapshot) -> None:
        names, places = self.layers(snapshot)
        pairs, limits = pairs_and_limits(snapshot)
        colours = signed_colours()
        for name, place, (weight, bias), size in zip(names, places, pairs, snapshot.weight_norms, strict=True):
            norm = formatting.significant(size, 2)
            paint_label(painter, place.label, name, "‖W‖", norm)
            paint_bars(painter, place.first, spread(weight, limits[0]), colours)
            paint_bars(painter, place.second, spread(bias, limits[1]), colours)
        self._paint_scales(painter, places[-1], limits, snapshot.is_part)

    def reading(self, snapshot: NetworkSnapshot, point: QPointF) -> Reading | None:
        """The bar at a point: which values it counts, and how many; None beside the histograms."""
        names, places = self.layers(snapshot)
        pairs, limits = pairs_and_limits(snapshot)
        for name, pair, place in zip(names, pairs, places, strict=True):
            for plot, symbol, values, limit in zip((place.first, place.second), "Wb", pair, limits, strict=True):
                bar = bar_at(plot, point, BINS)
                if bar is not None:
                    low, high = (formatting.decimal((2 * (bar[0] + k) / BINS - 1) * limit, 2) for k in (0, 1))
                    bounds = self.tr("{0} from {1} to {2}").format(symbol, low, high)
                    count = formatting.integer(int(spread(values, limit)[bar[0]]))
                    return Reading(bar[1], [name, bounds, self.tr("values: {0}").format(count)])
        return None

    def _paint_scales(self, painter: QPainter, last: Row, limits: list[float], is_part: bool) -> None:
        weights, biases = self.tr("weights W, distribution"), self.tr("biases b, distribution")
        if is_part:
            weights, biases = self.tr("weights W of the first units"), self.tr("biases b of the first units")
        for plot, limit, title, symbol in (
            (last.first, limits[0], weights, "W"),
            (last.second, limits[1], biases, "b"),
        ):
            area = QRectF(plot.left(), plot.bottom() + 4, plot.width(), THEME.px(32))
            end = formatting.shortest(limit, 1)
            paint_scale(painter, area, [(0.0, formatting.MINUS + end), (0.5, "0"), (1.0, end)], title, symbol)


def pairs_and_limits(snapshot: NetworkSnapshot) -> tuple[list[Pair], list[float]]:
    """Weights and biases of every layer that has them, and the largest magnitudes that the plots of both reach to."""
    pairs = [pair for pair in snapshot.parameters if pair is not None]
    return pairs, [common_limit([pair[part] for pair in pairs]) for part in (0, 1)]


def common_limit(arrays: list[np.ndarray]) -> float:
    """A round number that is at least as large as any magnitude in the arrays, and at least 0.1."""
    most = max((float(np.abs(array).max(initial=0.0)) for array in arrays), default=0.0)
    return nice_step(max(most, 0.1), 1)


def spread(values: np.ndarray, limit: float) -> np.ndarray:
    """How many values lie in each of BINS equal steps from -limit to limit."""
    scaled = (values.ravel() / limit + 1) * (BINS / 2)
    return np.bincount(np.clip(scaled, 0, BINS - 1).astype(np.int64), minlength=BINS)


def signed_colours() -> list[QColor]:
    """The colours of the bins: negative ones in the first half, positive ones in the second."""
    negative, positive = QColor(THEME.colours.negative), QColor(THEME.colours.positive)
    for colour in (negative, positive):
        colour.setAlphaF(0.8)
    return [negative] * (BINS // 2) + [positive] * (BINS // 2)
