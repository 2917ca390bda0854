"""The network's diagram without a widget: where everything lies, kept pictures of edges and tiles, and how to paint."""

from __future__ import annotations

import time
from collections.abc import Iterable
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap

from playground.training.snapshot import NetworkSnapshot
from playground.ui.look.theme import THEME
from playground.ui.views.diagram.diagram_edges import EdgePicture
from playground.ui.views.diagram.diagram_hover import Edge, Hovered, Neuron, edge_path
from playground.ui.views.diagram.diagram_layout import Column, arrange
from playground.ui.views.diagram.diagram_tiles import as_image, small_tiles, strip
from playground.ui.words import formatting

WIDEST = 6.0
CORNER = 4.0
MOST_UNITS, FOLDED_UNITS = 64, 32
"""Of a layer with more units than the first number, so many have tiles and edges."""
FOLDED_TEXT = 18
RIM = 3
ROUNDED_TILE = 24
"""Smaller tiles get a plain frame, which costs a tenth."""


class DiagramPicture:
    """One snapshot's diagram. Edges are redrawn in turns, so that many weights do not hold a frame up."""

    def __init__(self, snapshot: NetworkSnapshot, width: int, height: int, ratio: float) -> None:
        self.size = (width, height, ratio)
        self.units = unit_counts(snapshot)
        shown = shown_counts(snapshot)
        self.folded = [count < whole for count, whole in zip(shown, self.units, strict=True)]
        self.columns = arrange(shown, width, height, [THEME.px(FOLDED_TEXT) * folded for folded in self.folded])
        self.snapshot = snapshot
        self._ratio = ratio
        self.gaps = [self._gap(*pair) for pair in zip(self.columns, self.columns[1:], strict=False)]
        self._edges = [_premultiplied(gap.pixels) for gap in self.gaps]
        self._stale: list[int] = []
        self._strips: list[tuple[np.ndarray, QImage]] = []
        self._small: list[tuple[np.ndarray, QImage] | None] = []
        self.show(snapshot)

    def show(self, snapshot: NetworkSnapshot) -> None:
        """Takes over the weights and maps of a snapshot of the same architecture; edges that moved become stale."""
        self.snapshot = snapshot
        self.limit = max(
            1.0, max(float(np.abs(each).max(initial=0.0)) for pair in snapshot.parameters if pair for each in pair)
        )
        self._stale += [gap for gap in range(len(self.gaps)) if gap not in self._stale and not self._is_drawn(gap)]
        self._strips = []
        response = snapshot.response
        if response is not None and response.layers:
            for column, maps in enumerate((response.inputs, *response.layers)):
                pixels = strip(maps[: self.columns[column].units], column, snapshot)
                self._strips.append((pixels, as_image(pixels)))
        self._small = [self._small_tiles(index) for index in range(len(self.columns))]

    def draw_edges(self, seconds: float | None = None) -> bool:
        """Draws stale gaps, the one that waits longest first, for about so long (None: all); True if some are left."""
        start = time.perf_counter()
        colours = THEME.colours
        while self._stale and (seconds is None or time.perf_counter() - start < seconds):
            gap = self._stale.pop(0)
            self.gaps[gap].draw(self.weight(gap), self.limit, colours.negative, colours.positive)
        return bool(self._stale)

    def _is_drawn(self, gap: int) -> bool:
        colours = THEME.colours
        return self.gaps[gap].shows(self.weight(gap), self.limit, colours.negative, colours.positive)

    def weight(self, gap: int) -> np.ndarray:
        """The weights (inputs, outputs) between the tiles of column `gap` and those of the next."""
        pair = self.snapshot.parameters[gap]
        assert pair is not None
        return pair[0][: self.columns[gap].units, : self.columns[gap + 1].units]

    def map_of(self, neuron: Neuron) -> QImage | None:
        """The strip of tiles in which a neuron's map is the one in row `unit`; None if its maps are not there."""
        image = self._strips[neuron.column][1] if neuron.column < len(self._strips) else None
        whole = image is not None and image.height() == image.width() * self.columns[neuron.column].units
        return image if whole else None

    def at(self, x: float, y: float) -> Hovered:
        """The neuron or the edge at a place."""
        for index, column in enumerate(self.columns):
            unit = column.unit_at(x, y)
            if unit is not None:
                return Neuron(index, unit)
        for gap, (left, right) in enumerate(zip(self.columns, self.columns[1:], strict=False)):
            if left.right <= x < right.left:
                hit = self.gaps[gap].nearest(x - left.right, y, self.weight(gap), self.limit)
                return Edge(gap, *hit) if hit else None
        return None

    def frame(self, neuron: Neuron) -> QRectF:
        """Where a neuron's tile lies."""
        column = self.columns[neuron.column]
        x, y = column.corners[neuron.unit].tolist()
        return QRectF(x, y, column.tile, column.tile)

    def paint_edges(self, painter: QPainter, opacity: float) -> None:
        """All edges, from their kept pictures."""
        painter.setOpacity(opacity)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for left, right, picture in zip(self.columns, self.columns[1:], self._edges, strict=False):
            place = QRectF(left.right, 0, max(2, round(right.left - left.right)), self.size[1])
            painter.drawImage(place, picture)
        painter.setOpacity(1.0)

    def paint_some(self, painter: QPainter, hovered: Hovered) -> None:
        """The edges that a neuron has, or the one edge, as curves of their own."""
        match hovered:
            case Edge(column, source, target):
                self._paint_curves(painter, column, [source], [target])
            case Neuron(column, unit):
                if column > 0:
                    self._paint_curves(painter, column - 1, range(self.columns[column - 1].units), [unit])
                if column < len(self.gaps):
                    self._paint_curves(painter, column, [unit], range(self.columns[column + 1].units))

    def paint_tiles(self, painter: QPainter) -> None:
        """All neurons with their maps."""
        for index, column in enumerate(self.columns):
            small = self._small[index]
            if small is not None:
                painter.drawImage(QPointF(column.left, 0), small[1])
                continue
            image = self.map_of(Neuron(index, 0))
            frames = [self.frame(Neuron(index, unit)) for unit in range(column.units)]
            for unit, frame in enumerate(frames):
                if image is None:
                    painter.fillRect(frame, THEME.colours.diverging[1])
                else:
                    cells = image.width()
                    painter.drawImage(frame, image, QRectF(0, unit * cells, cells, cells))
            _paint_frames(painter, frames, column.tile)

    def paint_folds(self, painter: QPainter) -> None:
        """How many neurons a layer has of which only the first have tiles."""
        painter.setFont(THEME.font(11))
        painter.setPen(THEME.colours.muted)
        height, room = THEME.px(FOLDED_TEXT), self.columns[1].centre - self.columns[0].centre
        for column, folded, whole in zip(self.columns, self.folded, self.units, strict=True):
            if folded:
                words = QCoreApplication.translate("DiagramPicture", "{0} of {1} neurons")
                text = words.format(column.units, formatting.integer(whole))
                if painter.fontMetrics().horizontalAdvance(text) > room:
                    text = f"{column.units} / {formatting.integer(whole)}"
                place = QRectF(column.centre - room / 2, self.size[1] - height, room, height)
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_curves(self, painter: QPainter, gap: int, sources: Iterable[int], targets: Iterable[int]) -> None:
        weight = self.weight(gap)
        widths = self.gaps[gap].widths(weight, self.limit)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for source in sources:
            for target in targets:
                colour = THEME.colours.positive if weight[source, target] > 0 else THEME.colours.negative
                painter.setPen(QPen(colour, max(0.8, float(widths[source, target]))))
                painter.drawPath(edge_path(self.columns[gap], self.columns[gap + 1], source, target))

    def _small_tiles(self, index: int) -> tuple[np.ndarray, QImage] | None:
        column = self.columns[index]
        if column.tile >= ROUNDED_TILE or self.map_of(Neuron(index, 0)) is None:
            return None
        cells = self._strips[index][1].width()
        maps = self._strips[index][0].reshape(column.units, cells, cells)
        corners = column.corners - (column.left, 0)
        pixels = small_tiles(maps, corners, column.tile, self.size[1], self._ratio, THEME.colours.faint)
        image = _premultiplied(pixels)
        image.setDevicePixelRatio(self._ratio)
        return pixels, image

    def _gap(self, left: Column, right: Column) -> EdgePicture:
        _, height, ratio = self.size
        widest = min(THEME.stroke(WIDEST), max(THEME.stroke(1.2), 0.8 * height / max(left.units, right.units)))
        return EdgePicture(left.y, right.y, max(2, round(right.left - left.right)), height, ratio, widest)


def _premultiplied(pixels: np.ndarray) -> QImage:
    """Premultiplied ARGB words (rows, columns) as a picture that shares their memory: keep the array for as long."""
    rows, columns = pixels.shape
    return QImage(pixels.data, columns, rows, 4 * columns, QImage.Format.Format_ARGB32_Premultiplied)


def shown_counts(snapshot: NetworkSnapshot) -> tuple[int, ...]:
    """How many units of every column have tiles: all, but of a wide layer, or where there are no more weights, the
    first ones."""
    pairs = [pair for pair in snapshot.parameters if pair is not None]
    known = [snapshot.spec.input_shape[0], *(len(pair[1]) for pair in pairs)]
    return tuple(
        whole if whole <= MOST_UNITS else min(count, FOLDED_UNITS)
        for whole, count in zip(unit_counts(snapshot), known, strict=True)
    )


def unit_counts(snapshot: NetworkSnapshot) -> tuple[int, ...]:
    """How many units every column has, the inputs first."""
    return (snapshot.spec.input_shape[0], *(shape[0] for shape in snapshot.spec.output_shapes))


def _paint_frames(painter: QPainter, frames: list[QRectF], tile: int) -> None:
    colours = THEME.colours
    if tile < ROUNDED_TILE:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colours.faint, THEME.stroke(1)))
        painter.drawRects([frame.adjusted(0.5, 0.5, -0.5, -0.5) for frame in frames])
        return
    ink = colours.muted if colours.dark else colours.text
    looks = colours.panel.name(), ink.name(), THEME.stroke(1)
    picture = _frame_picture(tile, *looks, painter.device().devicePixelRatioF())
    for frame in frames:
        painter.drawPixmap(QPointF(frame.x() - RIM, frame.y() - RIM), picture)


@lru_cache(maxsize=64)
def _frame_picture(tile: int, ground: str, ink: str, width: float, ratio: float) -> QPixmap:
    """A round frame that covers a tile's corners: painting it is a tenth of drawing it."""
    side = tile + 2 * RIM
    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    frame = QRectF(RIM + 0.5, RIM + 0.5, tile - 1, tile - 1)
    painter.setPen(QPen(QColor(ground), THEME.stroke(3)))
    painter.drawRoundedRect(frame.adjusted(-1, -1, 1, 1), CORNER + 2, CORNER + 2)
    painter.setPen(QPen(QColor(ink), width))
    painter.drawRoundedRect(frame, CORNER, CORNER)
    painter.end()
    return picture
