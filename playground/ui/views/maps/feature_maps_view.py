"""The feature maps of the probe picture at every layer, one mosaic a layer."""

from __future__ import annotations

from math import ceil

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.engine.receptive_field import Field, receptive_field
from playground.training.snapshot import NetworkSnapshot
from playground.ui.look.theme import THEME
from playground.ui.views.kept_picture import KeptPicture
from playground.ui.views.maps.magnifier import Magnifier
from playground.ui.views.maps.map_layout import arrange, height
from playground.ui.views.maps.map_row import HEADER, MapRow, Unit
from playground.ui.words import formatting
from playground.ui.words.layer_kinds import kind_of, numbered

MAX_MAPS = 128


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
        self._rows: list[MapRow] = []
        self._headings = KeptPicture()
        self._hovered: Unit | None = None
        self._pinned: Unit | None = None
        self._room = 400
        self._plan: tuple[object, ...] = ()
        self.magnifier = Magnifier(self)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Feature maps of the picture"))
        THEME.changed.connect(self._recolour)

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Shows the activations that a snapshot has for the probe picture."""
        old, self._snapshot = self._snapshot, snapshot
        pointing = self._pinned or self._hovered
        if old is None or old.spec != snapshot.spec or snapshot.trace is None:
            self._pinned = self._hovered = None
        self._rebuild()
        if pointing:
            self._tell()

    def show_texts(self) -> None:
        """Shows the shares of silent units as they are now; called a few times a second."""
        if self._snapshot is not None:
            for row in self._rows:
                row.describe(self._snapshot.spec)
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
        units = (row.unit_at(point) for row in self._rows)
        return next((unit for unit in units if unit is not None), None)

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
        painter.fillRect(self.rect(), THEME.colours.panel)
        names = tuple((row.place, row.name, row.detail) for row in self._rows)
        self._headings.paint(painter, self.rect(), names, self._paint_headings)
        for row in self._rows:
            row.paint(painter, self.devicePixelRatioF())
            for unit in (self._pinned, self._hovered):
                if unit is not None and unit.layer == row.layer:
                    row.paint_frame(painter, unit)

    def _paint_headings(self, painter: QPainter) -> None:
        for bold, colour in ((True, THEME.colours.text), (False, THEME.colours.muted)):
            painter.setFont(THEME.font(12, 600 if bold else 400))
            painter.setPen(colour)
            for row in self._rows:
                row.paint_heading(painter, bold=bold)

    def _tell(self) -> None:
        unit = self._hovered or self._pinned
        self.update()
        self.pointed.emit(self._field(unit) if unit else None)
        self.described.emit(self.describe(unit) if unit else "")
        self._magnify()

    def _magnify(self) -> None:
        """The map under the pointer, large, with the value there; a dense unit is no map."""
        unit = self._hovered
        row = None if unit is None else next(row for row in self._rows if row.layer == unit.layer)
        if unit is None or row is None or row.values.shape[1:] == (1, 1):
            self.magnifier.hide()
            return
        value = formatting.decimal(float(row.values[unit.channel, unit.row, unit.column]), 3)
        lines = [self.tr("{0}, map {1}").format(row.name, unit.channel + 1), f"h = {value}"]
        tile = row.place.tiling.rect(unit.channel).translated(row.origin).toRect()
        place = QRect(self.mapToGlobal(tile.topLeft()), tile.size())
        self.magnifier.show_tile(row.pixels(row.values[unit.channel]), lines, (unit.row, unit.column), place)

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
            row.take(values)
        self.update()

    def _shown_layers(self) -> list[tuple[int, str, np.ndarray]]:
        snapshot = self._snapshot
        if snapshot is None or snapshot.trace is None:
            return []
        names, result = numbered(snapshot.spec), []
        for k, (layer, h) in enumerate(zip(snapshot.spec.layers, snapshot.trace.activations, strict=True)):
            if not kind_of(layer).shows_maps or k == len(names) - 1:
                continue
            maps = h.transpose(2, 0, 1) if h.ndim == 3 else h.reshape(-1, 1, 1)
            result.append((k, names[k], np.ascontiguousarray(maps[:MAX_MAPS])))
        return result

    def _lay_out(self, layers: list[tuple[int, str, np.ndarray]]) -> None:
        shapes = [values.shape for _, _, values in layers]
        places = arrange(shapes, self.width(), self._room, THEME.px(HEADER))
        self._rows = [MapRow(k, name, values, place) for (k, name, values), place in zip(layers, places, strict=True)]
        self.setFixedHeight(max(ceil(height(places, THEME.px(HEADER))), 40))
        self.show_texts()

    def _recolour(self) -> None:
        self._plan = ()
        self._rebuild()
