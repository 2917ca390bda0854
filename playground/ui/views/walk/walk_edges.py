"""The edges in the diagram of a walk: all of them as pictures that are kept, those at work as curves above them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPen

from playground.training.walk_scene import SceneColumn
from playground.ui.look.theme import THEME
from playground.ui.views.diagram.diagram_edges import EdgePicture
from playground.ui.views.walk.walk_layout import WalkColumn

WIDEST = 5.0
NARROW, SHARPNESS = 100, 3
"""In gaps that are narrower edges are steep: with so many more pixels thin ones are lines rather than dots."""
FAINT = 0.3
"""How much is seen of the others beside a few that are at work."""


class WalkEdges:
    """The gaps between the columns; a gap whose ends stay where they are keeps its geometry."""

    def __init__(self) -> None:
        self.columns: tuple[WalkColumn, ...] = ()
        self.limit = 1.0
        self._weights: list[np.ndarray] = []
        self._gaps: list[tuple[tuple[object, ...], EdgePicture, QImage]] = []
        self._height = 0

    def show(
        self, columns: Sequence[WalkColumn], layers: Sequence[SceneColumn], height: int, top: float, ratio: float
    ) -> None:
        """Takes over where the columns are, which begin at `top`, and what the weights between them are."""
        self.columns, self._height = tuple(columns), height
        self._weights = [_shown(layer, *pair) for layer, pair in zip(layers[1:], _pairs(columns), strict=False)]
        self.limit = max(1.0, max(float(np.abs(weight).max(initial=0.0)) for weight in self._weights))
        before, self._gaps = self._gaps, []
        for gap, weight in enumerate(self._weights):
            left, right = columns[gap], columns[gap + 1]
            ends = left.y + top, right.y + top
            width = max(2, round(right.left - left.right))
            sharp = ratio * SHARPNESS if width < NARROW else ratio
            key = (*(end.tobytes() for end in ends), width, height, sharp, THEME.projector)
            kept = before[gap] if gap < len(before) and before[gap][0] == key else None
            picture = EdgePicture(*ends, width, height, sharp, self._widest(left, right)) if kept is None else kept[1]
            image = None if kept is None else kept[2]
            if image is None or not self._shows(picture, weight):
                image = self._drawn(picture, weight, QSize(round(width * ratio), round(height * ratio)))
            self._gaps.append((key, picture, image))

    def paint(self, painter: QPainter, faint: Sequence[int] = ()) -> None:
        """All edges; faint: the gaps in which a few others are to stand out."""
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for gap, (_, _, image) in enumerate(self._gaps):
            left, right = self.columns[gap], self.columns[gap + 1]
            painter.setOpacity(FAINT if gap in faint else 1.0)
            painter.drawImage(QRectF(left.right, 0, max(2, round(right.left - left.right)), self._height), image)
        painter.setOpacity(1.0)

    def paint_some(self, painter: QPainter, gap: int, source: int | None, target: int | None, top: float) -> None:
        """The edges of a gap that leave one that is shown, or arrive at one."""
        weight, picture = self._weights[gap], self._gaps[gap][1]
        widths = picture.widths(weight, self.limit)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for i in range(weight.shape[0]) if source is None else [source]:
            for j in range(weight.shape[1]) if target is None else [target]:
                colour = THEME.colours.positive if weight[i, j] > 0 else THEME.colours.negative
                painter.setPen(QPen(colour, max(0.8, float(widths[i, j]))))
                painter.drawPath(curve(self.columns[gap], self.columns[gap + 1], i, j, top))

    def at(self, x: float, y: float) -> tuple[int, int, int] | None:
        """The gap at a place, and the edge in it: which of those that are shown it leaves, and at which it arrives."""
        for gap, weight in enumerate(self._weights):
            left, right = self.columns[gap], self.columns[gap + 1]
            if left.right <= x < right.left:
                hit = self._gaps[gap][1].nearest(x - left.right, y, weight, self.limit)
                return None if hit is None else (gap, *hit)
        return None

    def _shows(self, picture: EdgePicture, weight: np.ndarray) -> bool:
        return picture.shows(weight, self.limit, THEME.colours.negative, THEME.colours.positive)

    def _drawn(self, picture: EdgePicture, weight: np.ndarray, size: QSize) -> QImage:
        picture.draw(weight, self.limit, THEME.colours.negative, THEME.colours.positive)
        rows, columns = picture.pixels.shape
        kind = QImage.Format.Format_ARGB32_Premultiplied
        image = QImage(picture.pixels.data, columns, rows, 4 * columns, kind)
        return image.scaled(size, mode=Qt.TransformationMode.SmoothTransformation)

    def _widest(self, left: WalkColumn, right: WalkColumn) -> float:
        crowd = 0.8 * self._height / max(len(left.units), len(right.units))
        return min(THEME.stroke(WIDEST), max(THEME.stroke(1.2), crowd))


def curve(left: WalkColumn, right: WalkColumn, source: int, target: int, top: float) -> QPainterPath:
    """The curve of one edge; the same S as in the picture of all edges."""
    start = QPointF(left.right, float(left.y[source]) + top)
    end = QPointF(right.left, float(right.y[target]) + top)
    path = QPainterPath(start)
    third = (end.x() - start.x()) / 3
    path.cubicTo(QPointF(start.x() + third, start.y()), QPointF(end.x() - third, end.y()), end)
    return path


def _pairs(columns: Sequence[WalkColumn]) -> list[tuple[WalkColumn, WalkColumn]]:
    return list(pairwise(columns))


def _shown(layer: SceneColumn, left: WalkColumn, right: WalkColumn) -> np.ndarray:
    """The weights (inputs, units) between units that are shown, as far as they are known after the step that."""
    assert layer.weights is not None
    is_after = np.arange(layer.units) < layer.after
    weight = np.where(is_after, layer.weights.weight_after, layer.weights.weight)
    shown: np.ndarray = weight[np.ix_(left.units, right.units)]
    return shown
