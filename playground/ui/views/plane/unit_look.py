"""One neuron of a network seen as large as the whole: its colours, its zero line, its name."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen

from playground.late_dataclass import dataclass
from playground.training.snapshot import NetworkSnapshot
from playground.ui.look.theme import THEME
from playground.ui.views.diagram.diagram_card import title_of
from playground.ui.views.diagram.diagram_hover import Neuron
from playground.ui.views.diagram.diagram_tiles import strip
from playground.ui.views.diagram.dropout import column_of, of_neurons
from playground.ui.views.mosaic import to_image
from playground.ui.views.plane.class_borders import level_lines
from playground.ui.views.plane.plane_map import PlaneMap
from playground.ui.words import formatting

ZERO_OF = {"sigmoid": 0.5, "softmax": 0.5, "softplus": math.log(2)}
"""What h is where its sum a is 0, for activations that never are 0 themselves."""
HARDLY = 0.01
"""The share of its peak at which a ReLU is taken to begin: exactly where it does there is no slope to follow."""
PADDING = 7


@dataclass(frozen=True, eq=False)
class UnitLook:
    """A neuron of a snapshot without dropout layers, with what it answers (side, side)."""

    snapshot: NetworkSnapshot
    neuron: Neuron
    h: np.ndarray

    @classmethod
    def of(cls, snapshot: NetworkSnapshot) -> UnitLook | None:
        """The neuron that is looked at in a frame, if one is."""
        shown = None if snapshot.response is None else snapshot.response.unit
        if shown is None:
            return None
        neuron = Neuron(column_of(snapshot.spec, shown.layer), shown.unit)
        return cls(of_neurons(snapshot)[0], neuron, np.nan_to_num(shown.h))

    @property
    def title(self) -> str:
        """Its symbol and its name."""
        return title_of(self.snapshot, self.neuron)

    def image(self) -> QImage:
        """Its map; the upper edge is the largest x₂."""
        return to_image(strip(self.h[None], self.neuron.column, self.snapshot, self.neuron.unit))

    def zero_line(self) -> np.ndarray:
        """Where its sum a is 0, as segments (n, 2, 2) of the plane."""
        column = self.neuron.column
        activation = self.snapshot.spec.layers[column - 1].activation if column else "linear"
        level = ZERO_OF.get(activation, 0.0)
        if activation == "relu":
            level = HARDLY * float(self.h.max(initial=0.0))
        return level_lines([self.h], level)

    def said(self, row: int, column: int) -> str:
        """What it answers in a cell."""
        symbol = self.title.partition(" · ")[0]
        return f"{symbol} = {formatting.significant(float(self.h[row, column]), 3)}"


@dataclass(frozen=True)
class Caption:
    """A line of text in the upper left corner of the plane."""

    text: str

    def paint(self, painter: QPainter, plane: PlaneMap) -> None:
        box, ground = self.written_at(plane), QColor(THEME.colours.panel)
        ground.setAlphaF(0.9)
        painter.setPen(QPen(THEME.colours.line, 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 6, 6)
        painter.setFont(THEME.font(12, 600))
        painter.setPen(THEME.colours.text)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.text)

    def written_at(self, plane: PlaneMap) -> QRectF:
        """Its box."""
        metrics = QFontMetricsF(THEME.font(12, 600))
        corner = QPointF(plane.rect.left() + PADDING + 0.5, plane.rect.top() + PADDING + 0.5)
        width = min(metrics.horizontalAdvance(self.text) + 2 * PADDING, plane.rect.width() - 2 * PADDING)
        return QRectF(corner.x(), corner.y(), width, metrics.height() + PADDING)
