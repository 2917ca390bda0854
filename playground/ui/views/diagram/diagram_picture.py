"""The network's diagram without a widget: where everything lies, kept pictures of edges and tiles, and how to paint."""

from __future__ import annotations

import time
from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen

from playground.training.snapshot import NetworkSnapshot
from playground.ui.look.theme import THEME
from playground.ui.views.diagram.diagram_bundle import View, columns_of, frame_of, widths_to_open
from playground.ui.views.diagram.diagram_edges import EdgePicture
from playground.ui.views.diagram.diagram_hover import Bundle, Edge, Hovered, Neuron, Ribbon, edge_path
from playground.ui.views.diagram.diagram_layout import Column
from playground.ui.views.diagram.diagram_ribbons import RibbonPicture
from playground.ui.views.diagram.diagram_tiles import as_image, small_tiles, strip
from playground.ui.views.diagram.tile_frames import CORNER, ROUNDED_TILE, paint_frames

WIDEST = 6.0
CHIP_ROOM = 24
"""The height below a column for the button that opens or closes it."""
WHOLE = View()


class DiagramPicture:
    """One snapshot's diagram. Edges are redrawn in turns, so that many weights do not hold a frame up."""

    def __init__(self, snapshot: NetworkSnapshot, width: int, height: int, ratio: float, view: View = WHOLE) -> None:
        self.size, self.view = (width, height, ratio), view
        self.units = unit_counts(snapshot)
        self.wider = widths_to_open(self.units, height - THEME.px(CHIP_ROOM), view.opened)
        """How much wider than the others each column is."""
        counts = list(zip(self.units, known_counts(snapshot), strict=True))
        self.columns = columns_of(counts, (width, height), THEME.px(CHIP_ROOM), view, self.wider)
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

    def draw_edges(self, seen: QRectF, seconds: float | None = None) -> bool:
        """Draws stale gaps that are seen, the one that waits longest first, for about so long (None: all of them); True
        if some are left."""
        start = time.perf_counter()
        colours = THEME.colours
        waiting = [gap for gap in self._stale if seen.intersects(self.place(gap))]
        while waiting and (seconds is None or time.perf_counter() - start < seconds):
            gap = waiting.pop(0)
            self._stale.remove(gap)
            self.gaps[gap].draw(self.drawn_weight(gap), self.limit, colours.negative, colours.positive)
        return bool(waiting)

    def _is_drawn(self, gap: int) -> bool:
        colours = THEME.colours
        return self.gaps[gap].shows(self.drawn_weight(gap), self.limit, colours.negative, colours.positive)

    def drawn_weight(self, gap: int) -> np.ndarray:
        """The weights (inputs, outputs) that the picture of a gap is of: of a bundle those of all units."""
        pair = self.snapshot.parameters[gap]
        assert pair is not None
        left, right = self.columns[gap : gap + 2]
        rows = pair[0] if left.is_bundle else pair[0][: left.units]
        return rows if right.is_bundle else rows[:, : right.units]

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
            if column.is_bundle and frame_of(column).contains(x, y):
                return Bundle(index)
        for gap, (left, right) in enumerate(zip(self.columns, self.columns[1:], strict=False)):
            if left.right <= x < right.left:
                hit = self.gaps[gap].nearest(x - left.right, y, self.drawn_weight(gap), self.limit)
                kind = Ribbon if left.is_bundle or right.is_bundle else Edge
                return kind(gap, *hit) if hit else None
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
        for gap, picture in enumerate(self._edges):
            painter.drawImage(self.place(gap), picture)
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
            case Ribbon(column, source, target):
                self._paint_ribbon(painter, column, (source, target))

    def paint_tiles(self, painter: QPainter, seen: QRectF) -> None:
        """The neurons that are seen, with their maps."""
        colours = THEME.colours
        for index, column in enumerate(self.columns):
            if column.right < seen.left() or column.left > seen.right():
                continue
            if column.is_bundle:
                painter.setPen(QPen(colours.faint, THEME.stroke(1.2)))
                painter.setBrush(colours.background)
                painter.drawRoundedRect(frame_of(column), 2 * CORNER, 2 * CORNER)
            small = self._small[index]
            if small is not None:
                painter.drawImage(QPointF(column.left, 0), small[1])
                continue
            image = self.map_of(Neuron(index, 0))
            frames = {unit: self.frame(Neuron(index, unit)) for unit in range(column.units)}
            frames = {unit: frame for unit, frame in frames.items() if frame.intersects(seen)}
            for unit, frame in frames.items():
                if image is None:
                    painter.fillRect(frame, THEME.colours.diverging[1])
                else:
                    cells = image.width()
                    painter.drawImage(frame, image, QRectF(0, unit * cells, cells, cells))
            paint_frames(painter, list(frames.values()), column.tile)

    def place(self, gap: int) -> QRectF:
        """Where the picture of a gap lies."""
        left, right = self.columns[gap : gap + 2]
        return QRectF(left.right, 0, max(2, round(right.left - left.right)), self.size[1])

    def _paint_ribbon(self, painter: QPainter, gap: int, hit: tuple[int, int]) -> None:
        picture, colours = self.gaps[gap], THEME.colours
        assert isinstance(picture, RibbonPicture)
        painter.save()
        painter.translate(self.place(gap).topLeft())
        picture.paint(painter, hit, self.drawn_weight(gap), self.limit, colours.negative, colours.positive)
        painter.restore()

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

    def _gap(self, left: Column, right: Column) -> EdgePicture | RibbonPicture:
        _, height, ratio = self.size
        most, width = max(left.units, right.units), max(2, round(right.left - left.right))
        # From nearer, many lines get more room between them rather than more width.
        room = 0.8 * height / self.view.zoom / most
        widest = min(THEME.stroke(WIDEST) * self.view.zoom, max(THEME.stroke(1.2), room))
        if left.is_bundle or right.is_bundle:
            return RibbonPicture(left, right, width, height, ratio, widest)
        return EdgePicture(left.y, right.y, width, height, ratio, widest, self.view.zoom > 1)


def _premultiplied(pixels: np.ndarray) -> QImage:
    """Premultiplied ARGB words (rows, columns) as a picture that shares their memory: keep the array for as long."""
    rows, columns = pixels.shape
    return QImage(pixels.data, columns, rows, 4 * columns, QImage.Format.Format_ARGB32_Premultiplied)


def known_counts(snapshot: NetworkSnapshot) -> tuple[int, ...]:
    """Of how many units of every column there are weights."""
    pairs = [pair for pair in snapshot.parameters if pair is not None]
    return snapshot.spec.input_shape[0], *(len(pair[1]) for pair in pairs)


def unit_counts(snapshot: NetworkSnapshot) -> tuple[int, ...]:
    """How many units every column has, the inputs first."""
    return (snapshot.spec.input_shape[0], *(shape[0] for shape in snapshot.spec.output_shapes))
