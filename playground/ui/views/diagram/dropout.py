"""Dropout in the diagram: it has no neurons of its own, but leaves out some of the column before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from playground.engine.spec import NetworkSpec
from playground.late_dataclass import dataclass
from playground.training.snapshot import NetworkSnapshot
from playground.ui.look.theme import THEME
from playground.ui.views.diagram.diagram_hover import Neuron
from playground.ui.views.diagram.diagram_picture import DiagramPicture
from playground.ui.views.diagram.tile_frames import CORNER
from playground.ui.words.layer_text import dropout

LABEL_ROOM = 20
GAP = 12
"""Between two labels."""
VEIL = 0.82
"""How much of a unit that is off is covered."""


@dataclass(frozen=True)
class ColumnDropout:
    """What is dropped of one column: the share, and which units (units,) are off in the last step, if there was one."""

    rate: float
    off: np.ndarray | None


def of_neurons(snapshot: NetworkSnapshot) -> tuple[NetworkSnapshot, dict[int, ColumnDropout]]:
    """The snapshot as if there were no dropout layers, and what they drop of which column, the inputs being 0."""
    layers = snapshot.spec.layers
    kept = [k for k, layer in enumerate(layers) if layer.dropout_rate is None]
    if len(kept) == len(layers):
        return snapshot, {}
    response = snapshot.response
    if response is not None and response.layers:
        response = replace(response, layers=tuple(response.layers[k] for k in kept))
    neurons = replace(
        snapshot,
        spec=spec_of_neurons(snapshot.spec),
        parameters=tuple(snapshot.parameters[k] for k in kept),
        gradients=tuple(snapshot.gradients[k] for k in kept),
        response=response,
    )
    dropouts, off = {}, list(snapshot.dropped)
    for k, layer in enumerate(layers):
        if layer.dropout_rate is not None:
            column = sum(index < k for index in kept)
            dropouts[column] = ColumnDropout(layer.dropout_rate, off.pop(0) if off else None)
    return neurons, dropouts


def layer_of(spec: NetworkSpec, column: int) -> int:
    """The place of a column among all layers; −1 of the inputs."""
    return [-1, *(k for k, layer in enumerate(spec.layers) if layer.dropout_rate is None)][column]


def column_of(spec: NetworkSpec, layer: int) -> int:
    """The column of a layer of neurons, by its place among all."""
    return sum(each.dropout_rate is None for each in spec.layers[: layer + 1])


@lru_cache(maxsize=16)
def spec_of_neurons(spec: NetworkSpec) -> NetworkSpec:
    """The network without its dropout layers."""
    return replace(spec, layers=tuple(layer for layer in spec.layers if layer.dropout_rate is None))


def label_room(dropouts: Mapping[int, ColumnDropout]) -> int:
    """The height that is left below the columns to write what is dropped."""
    return THEME.px(LABEL_ROOM) if dropouts else 0


def paint_dropouts(painter: QPainter, picture: DiagramPicture, dropouts: Mapping[int, ColumnDropout]) -> None:
    """Hollow frames for units that are off, and below each column the share that is dropped of it."""
    for index, column in dropouts.items():
        if column.off is not None:
            _paint_off(painter, picture, index, column.off)
        _paint_label(painter, picture, index, column.rate)


def _paint_off(painter: QPainter, picture: DiagramPicture, index: int, off: np.ndarray) -> None:
    """Covers the tiles of the units that are off."""
    veil = QColor(THEME.colours.panel)
    veil.setAlphaF(VEIL)
    painter.setPen(QPen(THEME.colours.muted, 1, Qt.PenStyle.DashLine))
    painter.setBrush(veil)
    for unit in np.flatnonzero(off[: picture.columns[index].units]).tolist():
        painter.drawRoundedRect(picture.frame(Neuron(index, unit)).adjusted(0.5, 0.5, -0.5, -0.5), CORNER, CORNER)


def _paint_label(painter: QPainter, picture: DiagramPicture, index: int, rate: float) -> None:
    painter.setFont(THEME.font(11))
    painter.setPen(THEME.colours.muted)
    metrics, pitch = QFontMetricsF(painter.font()), picture.columns[1].centre - picture.columns[0].centre
    text = dropout(rate)
    text = dropout(rate, short=metrics.horizontalAdvance(text) + THEME.px(GAP) > pitch)
    width = metrics.horizontalAdvance(text) + 2
    left = min(max(picture.columns[index].centre - width / 2, 0.0), picture.size[0] - width)
    painter.drawText(QRectF(left, picture.size[1], width, THEME.px(LABEL_ROOM)), Qt.AlignmentFlag.AlignCenter, text)
