"""What the diagram says of the neuron, the weight or the bias under the pointer."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from playground.training.architecture import Architecture
from playground.training.snapshot import NetworkSnapshot
from playground.training.walk_formulas import numbered, superscript
from playground.ui.look.theme import THEME
from playground.ui.views.diagram.bias_marks import mark_of
from playground.ui.views.diagram.bundle_card import paint_bundle
from playground.ui.views.diagram.course import Course, paint_course
from playground.ui.views.diagram.diagram_hover import Bias, Bundle, Edge, Hovered, Neuron, Ribbon, edge_path, neuron_of
from playground.ui.views.diagram.diagram_picture import DiagramPicture
from playground.ui.views.diagram.diagram_tiles import scale_of
from playground.ui.views.diagram.dropout import ColumnDropout
from playground.ui.views.diagram.locks import is_frozen, word_of
from playground.ui.views.diagram.parameter import Parameter, parameter_of
from playground.ui.views.diagram.tile_frames import CORNER
from playground.ui.views.hover_card import paint_card
from playground.ui.words import formatting
from playground.ui.words.column_names import neuron_name
from playground.ui.words.feature_text import feature_text

translate = QCoreApplication.translate

Dropouts = Mapping[int, ColumnDropout]


def paint_hover(
    painter: QPainter, picture: DiagramPicture, hovered: Hovered, dropouts: Dropouts, course: Course, room: QRectF
) -> None:
    """The card beside what is pointed at, with how its number has gone."""
    if isinstance(hovered, Bundle | Ribbon):
        paint_bundle(painter, picture, hovered, room)
    if not isinstance(hovered, Neuron | Bias | Edge):
        return
    parameter = parameter_of(picture.snapshot, hovered)
    lines = card_lines(picture.snapshot, hovered, dropouts)
    way = np.empty((0, 2)) if parameter is None or parameter.place is None else course.of(parameter.place)
    below = None
    if len(way) > 1:
        lines.append(_over(way))
        below = lambda painter, area: paint_course(painter, area, way)  # noqa: E731
    place = place_of(picture, neuron_of(hovered) or hovered)
    if isinstance(hovered, Neuron):
        paint_card(painter, place, room, lines, picture.map_of(hovered), hovered.unit, below)
    else:
        paint_card(painter, place, room, lines, below=below)


def paint_frame(painter: QPainter, picture: DiagramPicture, neuron: Neuron) -> None:
    """The frame of a neuron that is looked at."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(THEME.colours.accent, THEME.stroke(2)))
    painter.drawRoundedRect(picture.frame(neuron), CORNER, CORNER)


def place_of(picture: DiagramPicture, hovered: Neuron | Bias | Edge) -> QRectF:
    """Where something lies: a tile, the mark of a bias, the middle of an edge."""
    match hovered:
        case Edge(column, source, target):
            left, right = picture.columns[column : column + 2]
            middle = edge_path(left, right, source, target).pointAtPercent(0.5)
            return QRectF(middle.x() - 4, middle.y() - 4, 8, 8)
        case Bias(column, unit):
            return mark_of(picture, column, unit)
        case Neuron():
            return picture.frame(hovered)


def card_lines(snapshot: NetworkSnapshot, hovered: Neuron | Bias | Edge, dropouts: Dropouts) -> list[str]:
    """What is said of it: its symbol and number, what it is, ∂E/∂θ, what can be done with it."""
    parameter, lock = parameter_of(snapshot, hovered), _lock_lines(snapshot, hovered)
    match hovered:
        case Neuron(column, unit):
            return _neuron_lines(snapshot, column, unit, dropouts, parameter) + lock
        case Bias(column, unit):
            what = [name_of(snapshot, column, unit)]
            hint = translate("DiagramCard", "click to type a number, drag to change it")
        case Edge(column, source, target):
            what = [f"{name_of(snapshot, column, source)} → {name_of(snapshot, column + 1, target)}"]
            hint = translate("DiagramCard", "click to type a number")
    if parameter is None:
        return what
    hints = [hint] if parameter.place is not None else []
    return [number_line(parameter), *what, *_gradient_lines(parameter), *hints, *lock]


def number_line(parameter: Parameter) -> str:
    """A symbol with its number: w¹₂₃ = 0.412"""
    return f"{parameter.symbol} = {formatting.significant(parameter.value, 3)}"


def name_of(snapshot: NetworkSnapshot, column: int, unit: int) -> str:
    """What a unit of a column is called."""
    outputs = snapshot.spec.output_shape[0]
    if column == 0:
        return feature_text(snapshot.experiment.data.inputs[unit])
    if column == len(snapshot.spec.layers) and not snapshot.data_set.class_names:
        return translate("DiagramCard", "output y")
    if column == len(snapshot.spec.layers):
        name = snapshot.data_set.class_names[unit if outputs > 1 else -1]
        return translate("DiagramCard", "output {0}").format(name)
    return neuron_name(column, unit)


def title_of(snapshot: NetworkSnapshot, neuron: Neuron) -> str:
    """A unit with the symbol of its answer: h¹₃ · hidden 1, neuron 3; of an input its name alone."""
    column, unit = neuron.column, neuron.unit
    name = name_of(snapshot, column, unit)
    if not column:
        return name
    if column < len(snapshot.spec.layers):
        return f"{numbered(f'h{superscript(column)}', unit + 1)} · {name}"
    return f"{'y' if snapshot.spec.output_shape[0] == 1 else numbered('y', unit + 1)} · {name}"


def _neuron_lines(
    snapshot: NetworkSnapshot, column: int, unit: int, dropouts: Dropouts, bias: Parameter | None
) -> list[str]:
    lines = [title_of(snapshot, Neuron(column, unit))]
    if bias is not None:
        lines += [translate("DiagramCard", "bias {0}").format(number_line(bias)), *_gradient_lines(bias)]
    dropout = dropouts.get(column)
    if dropout is not None and dropout.off is not None and dropout.off[unit]:
        lines.append(translate("DiagramCard", "left out in the last step (dropout)"))
    lines += _range_lines(snapshot, column, unit)
    if bias is not None and bias.place is not None:
        return [*lines, translate("DiagramCard", "click keeps its map large, dragging changes b")]
    return [*lines, translate("DiagramCard", "click keeps its map large")]


def _range_lines(snapshot: NetworkSnapshot, column: int, unit: int) -> list[str]:
    """What it answers over the plane, and what the colours of its map stand for."""
    response = snapshot.response
    if response is None or not response.layers:
        return []
    maps = (response.inputs, *response.layers)[column]
    least, most = (formatting.significant(float(each), 2) for each in (maps[unit].min(), maps[unit].max()))
    lines = [translate("DiagramCard", "from {0} to {1} over the plane").format(least, most)]
    scale = scale_of(maps, column, unit, snapshot)
    if column < len(snapshot.spec.layers) and scale != 1:
        lines.append(translate("DiagramCard", "colours from −{0} to {0}").format(formatting.significant(scale, 2)))
    return lines


def _gradient_lines(parameter: Parameter) -> list[str]:
    if parameter.gradient is None:
        return []
    letter = parameter.symbol[0]
    return [
        translate("DiagramCard", "∂E/∂{0} = {1} in the last step").format(
            letter, formatting.significant(parameter.gradient, 3)
        )
    ]


def _lock_lines(snapshot: NetworkSnapshot, hovered: Hovered) -> list[str]:
    """Whether training leaves what is under the pointer as it is, and how that is changed."""
    model = snapshot.experiment.model
    assert isinstance(model, Architecture)
    word = word_of(model, hovered)
    if not word:
        return []
    if word in model.frozen:
        return [translate("DiagramCard", "frozen; Ctrl+click frees it")]
    if is_frozen(model, word):
        return [translate("DiagramCard", "frozen")]
    return [translate("DiagramCard", "Ctrl+click freezes it")]


def _over(way: np.ndarray) -> str:
    """Of how many steps the small line tells."""
    count = int(way[-1, 0] - way[0, 0])
    return translate("DiagramCard", "last steps: {0}").format(formatting.integer(count))
