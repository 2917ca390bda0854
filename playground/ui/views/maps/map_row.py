"""The maps of one layer: where they lie, how they are painted, what they say."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPen

from playground.engine.spec import NetworkSpec
from playground.late_dataclass import dataclass
from playground.ui.look.theme import THEME
from playground.ui.views import mosaic
from playground.ui.views.maps.map_layout import Place
from playground.ui.widgets.elided_label import BETWEEN, whole_parts
from playground.ui.words import formatting, layer_text

HEADER = 21

translate = QCoreApplication.translate


@dataclass(frozen=True)
class Unit:
    """One unit of a map: layer, map (channel), and its place in it."""

    layer: int
    channel: int
    row: int
    column: int


@dataclass
class MapRow:
    """One layer's heading and mosaic; `values` (maps, rows, columns)."""

    layer: int
    name: str
    values: np.ndarray
    place: Place
    detail: str = ""
    image: QImage | None = None

    @property
    def origin(self) -> QPointF:
        """Where the tiles begin."""
        return QPointF(self.place.left, self.place.top + THEME.px(HEADER))

    @property
    def signed(self) -> bool:
        """Whether there are values below zero."""
        return bool(self.values.min(initial=0) < 0)

    def take(self, values: np.ndarray) -> None:
        """Shows other values of the same shape."""
        self.values, self.image = values, None

    def unit_at(self, point: QPointF) -> Unit | None:
        """The unit under a point."""
        inside = point - self.origin
        index = self.place.tiling.at(inside)
        if index is None:
            return None
        return Unit(self.layer, index, *self.place.tiling.pixel_at(index, inside, *self.values.shape[1:]))

    def describe(self, spec: NetworkSpec) -> None:
        """Says anew what the layer hands on, and how much of it is silent."""
        shape, activation = spec.output_shapes[self.layer], layer_text.activation(spec.layers[self.layer])
        parts = ["+ " + activation] if activation not in ("", "linear") else []
        parts.append(formatting.dimensions(*shape) if len(shape) == 3 else layer_text.units(shape[0]))
        if len(self.values) < shape[-1]:
            parts.append(translate("MapRow", "the first {0}").format(len(self.values)))
        if not self.signed:
            share = formatting.percent(float(np.mean(self.values <= 0)))
            parts.append(translate("MapRow", "{0} silent").format(share))
        metrics = QFontMetricsF(THEME.font(12))
        room = self.place.width - name_width(self.name, THEME.scale)
        self.detail = whole_parts(BETWEEN.join(parts), metrics, room)

    def paint(self, painter: QPainter, ratio: float) -> None:
        """Draws the mosaic for a screen of so many pixels per pixel."""
        if self.image is None:
            self.image = mosaic.compose(self.pixels(self.values), self.place.tiling, THEME.colours.panel, ratio)
        painter.drawImage(self.origin, self.image)

    def pixels(self, values: np.ndarray) -> mosaic.Pixels:
        """The colours of values of this layer."""
        top = float(np.abs(self.values).max(initial=0.0))
        return mosaic.diverging_pixels(values, top) if self.signed else mosaic.grey_pixels(values, top)

    def paint_heading(self, painter: QPainter, *, bold: bool) -> None:
        """Draws the name, or what stands after it, with the painter's font and pen."""
        area = QRectF(self.place.left, self.place.top, self.place.width, THEME.px(HEADER) - 4)
        if not bold:
            area.setLeft(area.left() + name_width(self.name, THEME.scale))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, self.name if bold else self.detail)

    def paint_frame(self, painter: QPainter, unit: Unit) -> None:
        """Frames a unit and the map that it is in."""
        rows, columns = self.values.shape[1:]
        tile = self.place.tiling.rect(unit.channel).translated(self.origin)
        wide, high = tile.width() / columns, tile.height() / rows
        painter.setPen(QPen(THEME.colours.accent, THEME.stroke(1.5)))
        painter.drawRect(tile)
        painter.drawRect(QRectF(tile.left() + unit.column * wide, tile.top() + unit.row * high, wide, high))


@lru_cache(maxsize=64)
def name_width(name: str, scale: float) -> float:
    """How wide the name of a layer is at a text size, with the gap after it."""
    return QFontMetricsF(THEME.font(12, 600)).horizontalAdvance(name) + 7
