"""The feature maps of the probe picture at every layer, one mosaic a layer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import ceil

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.engine.receptive_field import Field, receptive_field
from playground.engine.spec import DropoutSpec, FlattenSpec
from playground.training.snapshot import NetworkSnapshot
from playground.ui import layer_text, mosaic
from playground.ui.theme import THEME
from playground.ui.views.map_layout import Place, arrange, height
from playground.ui.widgets import formatting

HEADER = 21
MAX_MAPS = 128


@dataclass(frozen=True)
class Unit:
    """One unit of a map: layer, map (channel), and its place in it."""

    layer: int
    channel: int
    row: int
    column: int


@dataclass
class _Row:
    layer: int
    name: str
    detail: str
    values: np.ndarray  # (maps, rows, columns)
    signed: bool
    place: Place
    image: QImage | None = None

    @property
    def tiling(self) -> mosaic.Tiling:
        return self.place.tiling

    @property
    def origin(self) -> QPointF:
        """Where the tiles begin."""
        return QPointF(self.place.left, self.place.top + THEME.px(HEADER))


class FeatureMapsView(QWidget):
    """Grey where a layer's values cannot be negative, orange to blue where they can.

    Pointing at a unit emits `pointed` with its receptive field on the input, clicking pins it; `described` has the
    sentence about it.
    """

    pointed = Signal(object)
    described = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._snapshot: NetworkSnapshot | None = None
        self._rows: list[_Row] = []
        self._hovered: Unit | None = None
        self._pinned: Unit | None = None
        self._room = 400
        self._plan: tuple[object, ...] = ()
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Feature maps of the picture"))
        THEME.changed.connect(self._recolour)

    def render(self, snapshot: NetworkSnapshot) -> None:
        """Shows the activations that a snapshot has for the probe picture."""
        old, self._snapshot = self._snapshot, snapshot
        if old is None or old.spec != snapshot.spec:
            self._pinned = self._hovered = None
        self._rebuild()
        if self._pinned or self._hovered:
            self._tell()

    def render_texts(self) -> None:
        """Shows the shares of silent units as they are now; called a few times a second."""
        metrics = QFontMetricsF(THEME.font(12))
        for row in self._rows:
            room = row.place.width - self._name_width(row.name)
            row.detail = metrics.elidedText(self._detail(row), Qt.TextElideMode.ElideRight, room)
        self.update()

    def set_room(self, height: int) -> None:
        """Says how high the view may be before it has to be scrolled; the maps are made to fit if they can."""
        if height != self._room:
            self._room = height
            self._rebuild()

    def pinned(self) -> Unit | None:
        """The unit that was clicked."""
        return self._pinned

    def sizeHint(self) -> QSize:
        return QSize(400, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 40)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self._rebuild()

    def unit_at(self, point: QPointF) -> Unit | None:
        """The unit under a point."""
        for row in self._rows:
            inside = point - row.origin
            index = row.tiling.at(inside)
            if index is not None:
                return Unit(row.layer, index, *row.tiling.pixel_at(index, inside, *row.values.shape[1:]))
        return None

    def describe(self, unit: Unit) -> str:
        """The value of a unit and what it sees, in words."""
        row = next(row for row in self._rows if row.layer == unit.layer)
        value = formatting.decimal(float(row.values[unit.channel, unit.row, unit.column]), 3)
        if row.values.shape[1:] == (1, 1):
            return self.tr("{0}, unit {1}: {2}").format(row.name, unit.channel + 1, value)
        field = self._field(unit)
        text = self.tr("{0}, map {1}, row {2}, column {3}: {4} · sees rows {5}–{6}, columns {7}–{8}")
        place = (unit.channel + 1, unit.row + 1, unit.column + 1)
        return text.format(row.name, *place, value, field.top + 1, field.bottom, field.left + 1, field.right)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hovered = self.unit_at(event.position())
        self._tell()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        unit = self.unit_at(event.position())
        self._pinned = None if unit == self._pinned else unit
        self._tell()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = None
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fonts = THEME.font(12, 600), THEME.font(12)
        for row in self._rows:
            self._paint_heading(painter, row, *fonts)
            if row.image is None:
                row.image = self._compose(row)
            painter.drawImage(row.origin, row.image)
        for unit in (self._pinned, self._hovered):
            if unit is not None:
                self._paint_frame(painter, unit)

    def _paint_heading(self, painter: QPainter, row: _Row, bold: QFont, plain: QFont) -> None:
        area = QRectF(row.place.left, row.place.top, row.place.width, THEME.px(HEADER) - 4)
        painter.setFont(bold)
        painter.setPen(THEME.colours.text)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, row.name)
        area.setLeft(area.left() + self._name_width(row.name))
        painter.setFont(plain)
        painter.setPen(THEME.colours.muted)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, row.detail)

    def _name_width(self, name: str) -> float:
        return name_width(name, THEME.scale) + 7

    def _paint_frame(self, painter: QPainter, unit: Unit) -> None:
        for row in self._rows:
            if row.layer == unit.layer and unit.channel < row.tiling.count:
                rows, columns = row.values.shape[1:]
                tile = row.tiling.rect(unit.channel).translated(row.origin)
                wide, high = tile.width() / columns, tile.height() / rows
                painter.setPen(QPen(THEME.colours.accent, 1.5))
                painter.drawRect(tile)
                painter.drawRect(QRectF(tile.left() + unit.column * wide, tile.top() + unit.row * high, wide, high))

    def _tell(self) -> None:
        unit = self._hovered or self._pinned
        self.update()
        self.pointed.emit(self._field(unit) if unit else None)
        self.described.emit(self.describe(unit) if unit else "")

    def _field(self, unit: Unit) -> Field:
        assert self._snapshot is not None
        return receptive_field(self._snapshot.spec, unit.layer, unit.row, unit.column)

    def _rebuild(self) -> None:
        """Lays the rows out anew only when their number or sizes have changed; otherwise takes the new values."""
        layers = self._shown_layers()
        plan = (self.width(), self._room, THEME.scale, tuple((k, values.shape, name) for k, name, values in layers))
        if plan != self._plan:
            self._plan = plan
            self._lay_out(layers)
        for row, (_, _, values) in zip(self._rows, layers, strict=True):
            row.values, row.image = values, None
            row.signed = bool(values.min(initial=0) < 0)
        self.update()

    def _shown_layers(self) -> list[tuple[int, str, np.ndarray]]:
        snapshot = self._snapshot
        if snapshot is None or snapshot.inspection is None:
            return []
        names, result = layer_text.numbered(snapshot.spec), []
        for k, (layer, h) in enumerate(zip(snapshot.spec.layers, snapshot.inspection.activations, strict=True)):
            if isinstance(layer, FlattenSpec | DropoutSpec) or k == len(names) - 1:
                continue
            maps = h.transpose(2, 0, 1) if h.ndim == 3 else h.reshape(-1, 1, 1)
            result.append((k, names[k], np.ascontiguousarray(maps[:MAX_MAPS])))
        return result

    def _lay_out(self, layers: list[tuple[int, str, np.ndarray]]) -> None:
        shapes = [values.shape for _, _, values in layers]
        places = arrange(shapes, self.width(), self._room, THEME.px(HEADER))
        self._rows = [
            _Row(k, name, "", values, False, place) for (k, name, values), place in zip(layers, places, strict=True)
        ]
        self.setFixedHeight(max(ceil(height(places, THEME.px(HEADER))), 40))
        self.render_texts()

    def _detail(self, row: _Row) -> str:
        assert self._snapshot is not None
        shape = self._snapshot.spec.output_shapes[row.layer]
        activation = layer_text.activation(self._snapshot.spec.layers[row.layer])
        parts = ["+ " + activation] if activation not in ("", "linear") else []
        parts.append(formatting.dimensions(*shape) if len(shape) == 3 else self.tr("{0} units").format(shape[0]))
        if not row.signed:
            silent = formatting.percent(float(np.mean(row.values <= 0)))
            parts.append(self.tr("{0} silent").format(silent))
        return " · ".join(parts)

    def _compose(self, row: _Row) -> QImage:
        top = float(np.abs(row.values).max(initial=0.0))
        colour = mosaic.diverging_pixels if row.signed else mosaic.grey_pixels
        ratio = self.devicePixelRatioF()
        return mosaic.compose(colour(row.values, top), row.tiling, THEME.colours.panel, ratio)

    def _recolour(self) -> None:
        self._plan = ()
        self._rebuild()


@lru_cache(maxsize=64)
def name_width(name: str, scale: float) -> float:
    """How wide the name of a layer is at a text size."""
    return QFontMetricsF(THEME.font(12, 600)).horizontalAdvance(name)
