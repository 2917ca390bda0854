"""The weights and biases of every layer: how they are spread, and how large they are."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.training.snapshot import NetworkSnapshot
from playground.ui.look.theme import THEME
from playground.ui.views.curves.chart import nice_step
from playground.ui.views.curves.layer_rows import (
    LEAST_ROW,
    Row,
    bar_at,
    layer_names,
    paint_bars,
    paint_label,
    paint_scale,
    rows,
)
from playground.ui.views.hover_card import Reading, paint_reading
from playground.ui.words import formatting

BINS = 48
GAP = 34
SHARE = 0.62

Pair = tuple[np.ndarray, np.ndarray]
"""Weights and biases of a layer."""


class WeightsView(QWidget):
    """Renders the parameters of a snapshot, one row a layer; all rows share their axes, so that they compare."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._snapshot: NetworkSnapshot | None = None
        self._pointer: QPointF | None = None
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Weights"))
        self.setAccessibleDescription(self.tr("For every layer histograms of its weights W and its biases b."))

    def sizeHint(self) -> QSize:
        return QSize(600, 190)

    def minimumSizeHint(self) -> QSize:
        layers = sum(pair is not None for pair in self._snapshot.parameters) if self._snapshot else 3
        return QSize(300, THEME.px(LEAST_ROW) * layers + THEME.px(34))

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Shows one frame."""
        before = self.minimumSizeHint()
        self._snapshot = snapshot
        if self.minimumSizeHint() != before:
            self.updateGeometry()
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = None
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        snapshot = self._snapshot
        painter = QPainter(self)
        painter.fillRect(self.rect(), THEME.colours.panel)
        if snapshot is None:
            return
        names, pairs, places, limits = self._layers(snapshot)
        colours = signed_colours()
        for name, place, (weight, bias) in zip(names, places, pairs, strict=True):
            norm = formatting.significant(float(np.linalg.norm(weight)), 2)
            paint_label(painter, place.label, name, "‖W‖", norm)
            paint_bars(painter, place.first, spread(weight, limits[0]), colours)
            paint_bars(painter, place.second, spread(bias, limits[1]), colours)
        self._paint_scales(painter, places[-1], limits)
        found = self.reading_at(self._pointer)
        if found is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_reading(painter, found, QRectF(self.rect()))

    def reading_at(self, point: QPointF | None) -> Reading | None:
        """The bar at a point: which values it counts, and how many; None beside the histograms."""
        if self._snapshot is None or point is None:
            return None
        names, pairs, places, limits = self._layers(self._snapshot)
        for name, pair, place in zip(names, pairs, places, strict=True):
            for plot, symbol, values, limit in zip((place.first, place.second), "Wb", pair, limits, strict=True):
                bar = bar_at(plot, point, BINS)
                if bar is not None:
                    low, high = (formatting.decimal((2 * (bar[0] + k) / BINS - 1) * limit, 2) for k in (0, 1))
                    bounds = self.tr("{0} from {1} to {2}").format(symbol, low, high)
                    count = formatting.integer(int(spread(values, limit)[bar[0]]))
                    return Reading(bar[1], [name, bounds, self.tr("values: {0}").format(count)])
        return None

    def _layers(self, snapshot: NetworkSnapshot) -> tuple[list[str], list[Pair], list[Row], list[float]]:
        """Name, weights and biases, and place of every layer; and the largest magnitudes that the plots reach to."""
        names = layer_names(snapshot)
        pairs = [pair for pair in snapshot.parameters if pair is not None]
        area = QRectF(self.rect()).adjusted(0, 0, -1, -THEME.px(34))
        limits = [common_limit([pair[part] for pair in pairs]) for part in (0, 1)]
        return names, pairs, rows(area, len(names), GAP, SHARE), limits

    def _paint_scales(self, painter: QPainter, last: Row, limits: list[float]) -> None:
        for plot, limit, title in (
            (last.first, limits[0], self.tr("weights W, distribution")),
            (last.second, limits[1], self.tr("biases b, distribution")),
        ):
            area = QRectF(plot.left(), plot.bottom() + 4, plot.width(), THEME.px(32))
            end = formatting.shortest(limit, 1)
            paint_scale(painter, area, [(0.0, formatting.MINUS + end), (0.5, "0"), (1.0, end)], title)


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
