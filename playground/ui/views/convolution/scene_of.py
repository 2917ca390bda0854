"""A kernel on its way over a map as tables of numbers: there, and both ways back."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication

from playground.engine.pooling_sums import PooledOutput
from playground.engine.window_sums import InputSum, Numbers, OutputSum, WeightSum
from playground.training.chosen_convolution import FORWARD, INPUT_GRADIENT, KERNEL_GRADIENT, ConvolutionModel
from playground.training.convolution_answer import Sum
from playground.training.convolution_snapshot import ConvolutionSnapshot
from playground.ui.views.convolution.number_table import (
    EQUALS,
    LEADS,
    PLUS,
    Group,
    Laid,
    Marked,
    Scene,
    Spot,
    Table,
    TableName,
)
from playground.ui.words import formatting
from playground.ui.words.layer_text import activation_text

translate = QCoreApplication.translate

INPUT, KERNEL, TURNED, BIAS, DELTA, OUTPUT = "x", "w", "turned", "b", "δ", "y"
WEIGHT_GRADIENT, BIAS_GRADIENT, X_GRADIENT = "∂E/∂w", "∂E/∂b", "∂E/∂x"
TIMES = "∗"
SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
LARGE = 7
"""Inputs with more rows or columns are seen as pictures: their numbers are tinted."""
FILLED = {FORWARD: OUTPUT, KERNEL_GRADIENT: WEIGHT_GRADIENT, INPUT_GRADIENT: X_GRADIENT}
"""In which table each way fills one place after the other."""


def place_of(spot: Spot, way: str) -> tuple[int, ...] | None:
    """The place of what is filled that a spot shows; None where it shows something else."""
    if spot.table.symbol != FILLED[way]:
        return None
    row, column = spot.place
    if way == KERNEL_GRADIENT:
        return row, column, spot.table.channel, spot.table.filter
    return row, column, spot.table.channel


def spot_of(place: tuple[int, ...], way: str) -> Spot:
    """Where a place of what is filled is shown."""
    row, column, *table = place
    return Spot(TableName(FILLED[way], *table), (row, column))


def scene_of(snapshot: ConvolutionSnapshot, filter: int, pointed: Spot | None, is_drawn_on: bool = False) -> Scene:
    """The tables around one kernel at work; a place that is pointed at, if there still is one, stands for the one that
    is being filled. is_drawn_on: before the first is filled all outputs are seen, which follow the pen."""
    way = snapshot.route.way
    if way == FORWARD:
        tables = Scene(_forward(snapshot, filter, is_drawn_on and snapshot.current is None))
    else:
        tables = Scene({KERNEL_GRADIENT: _to_kernel, INPUT_GRADIENT: _to_input}[way](snapshot, filter))
    if tables.holding(pointed) is None:
        pointed = None
    place = None if pointed is None else place_of(pointed, way)
    shown = snapshot.sum if place is None else snapshot.answer.at(way, place)
    taken = snapshot.route.is_taken(snapshot.taken if place is None else snapshot.route.terms)
    place = snapshot.current if place is None else place
    return Scene(
        tables.groups,
        {} if shown is None else _laid(shown, taken, snapshot.model),
        None if place is None else spot_of(place, way),
        pointed,
        () if pointed is None or way != FORWARD else _reached(snapshot, pointed),
    )


def _forward(snapshot: ConvolutionSnapshot, filter: int, is_whole: bool) -> tuple[Group, ...]:
    model, answer = snapshot.model, snapshot.answer
    name = translate("ConvolutionTables", "Feature map y")
    if model.is_pooling:
        name = translate("ConvolutionTables", "Pooled y")
    elif model.activation != "linear":
        name = f"{activation_text(model.activation)}(a): y"
    outputs = _tables(OUTPUT, name, answer.h, snapshot.filled | is_whole)
    if model.is_pooling:
        return Group("", _inputs(snapshot)), Group(LEADS, outputs)
    return (
        Group("", _inputs(snapshot)),
        Group(TIMES, _kernels(snapshot, filter)),
        Group(PLUS, (_bias(snapshot, filter),)),
        Group(EQUALS, outputs),
    )


def weight_gradient_name(snapshot: ConvolutionSnapshot, filter: int) -> str:
    """∂E/∂w, of which kernel where there are several."""
    if snapshot.model.kernels.filters == 1:
        return WEIGHT_GRADIENT
    number = formatting.integer(filter + 1)
    return translate("ConvolutionTables", "Kernel {0}: {1}").format(number, WEIGHT_GRADIENT)


def _to_kernel(snapshot: ConvolutionSnapshot, filter: int) -> tuple[Group, ...]:
    gradients, way = snapshot.answer.gradients, snapshot.route.way
    weight = gradients.weight[..., filter]
    known = snapshot.route.is_done(snapshot.place)[..., filter]
    found = tuple(
        Table(TableName(FILLED[way], channel, filter), title, weight[..., channel], known[..., channel], limit=limit)
        for channel, title, limit in _each(weight, weight_gradient_name(snapshot, filter))
    )
    bias = Table(
        TableName(BIAS_GRADIENT, filter=filter),
        "∂E/∂b",
        gradients.bias[filter : filter + 1, None],
        limit=_limit(weight),
    )
    return (
        Group("", _inputs(snapshot)),
        Group(TIMES, (_deltas(snapshot)[filter],)),
        Group(EQUALS, found),
        Group("", (bias,)),
    )


def _to_input(snapshot: ConvolutionSnapshot, filter: int) -> tuple[Group, ...]:
    model, current = snapshot.model, snapshot.current
    outputs = _tables(X_GRADIENT, "∂E/∂x", snapshot.answer.gradients.input, snapshot.filled)
    if model.is_pooling:
        return Group("", _deltas(snapshot)), Group(LEADS, outputs)
    channel = 0 if current is None else current[2]
    turned = model.kernels.weight[::-1, ::-1, channel]
    name = translate("ConvolutionTables", "turned w")
    kernels = tuple(
        Table(TableName(TURNED, channel, index), title, turned[..., index], is_editable=True, limit=limit)
        for index, title, limit in _each(turned, name)
    )
    return Group("", _deltas(snapshot, _ring_of_delta(model))), Group(TIMES, kernels), Group(EQUALS, outputs)


def _inputs(snapshot: ConvolutionSnapshot) -> tuple[Table, ...]:
    x = snapshot.answer.x
    ring = (0, 0) if snapshot.model.is_pooling else snapshot.model.spec.pads
    return tuple(
        Table(
            TableName(INPUT, channel),
            title,
            x[..., channel],
            ring=ring,
            is_editable=True,
            is_signed=max(x.shape[:2]) > LARGE,
            limit=limit,
        )
        for channel, title, limit in _each(x, translate("ConvolutionTables", "Input x"))
    )


def _kernels(snapshot: ConvolutionSnapshot, filter: int) -> tuple[Table, ...]:
    kernels = snapshot.model.kernels
    weight = kernels.weight[..., filter]
    name = translate("ConvolutionTables", "Kernel w")
    if kernels.filters > 1:
        name = translate("ConvolutionTables", "Kernel {0}: w").format(formatting.integer(filter + 1))
    return tuple(
        Table(TableName(KERNEL, channel, filter), title, weight[..., channel], is_editable=True, limit=limit)
        for channel, title, limit in _each(weight, name)
    )


def _bias(snapshot: ConvolutionSnapshot, filter: int) -> Table:
    kernels = snapshot.model.kernels
    limit = max(_limit(kernels.weight[..., filter]), abs(float(kernels.bias[filter])))
    title = translate("ConvolutionTables", "bias b")
    bias = kernels.bias[filter : filter + 1, None]
    return Table(TableName(BIAS, filter=filter), title, bias, is_editable=True, limit=limit)


def _deltas(snapshot: ConvolutionSnapshot, ring: tuple[int, int] = (0, 0)) -> tuple[Table, ...]:
    delta = snapshot.answer.delta
    return tuple(
        Table(TableName(DELTA, index), title, delta[..., index], ring=ring, is_editable=True, limit=limit)
        for index, title, limit in _each(delta, "δ")
    )


def _ring_of_delta(model: ConvolutionModel) -> tuple[int, int]:
    """The zeros around δ over which the turned kernel goes; with a stride zeros lie between its numbers as well, and
    none are shown."""
    if model.stride > 1:
        return 0, 0
    before, after = (max(model.spec.reach - 1 - pad, 0) for pad in model.spec.pads)
    return before, after


def _tables(symbol: str, name: str, values: Numbers, known: Marked) -> tuple[Table, ...]:
    return tuple(
        Table(TableName(symbol, index), title, values[..., index], known[..., index], limit=limit)
        for index, title, limit in _each(values, name)
    )


def _each(values: Numbers, name: str) -> list[tuple[int, str, float]]:
    """For each of the tables along the last axis its number, its title with its size, and the fullest tint."""
    rows, columns, count = values.shape
    size = formatting.dimensions(rows, columns)
    limit = _limit(values)
    if count == 1:
        return [(0, f"{name} · {size}", limit)]
    titles = [f"{name}{str(index + 1).translate(SUBSCRIPTS)}" for index in range(count)]
    return [(index, title if index else f"{title} · {size}", limit) for index, title in enumerate(titles)]


def _limit(values: Numbers) -> float:
    return float(np.abs(values).max(initial=0.0)) or 1.0


def _laid(shown: Sum, taken: Marked, model: ConvolutionModel) -> dict[TableName, Laid]:
    if isinstance(shown, OutputSum):
        window, weight = shown.window, shown.weight
        return {
            TableName(INPUT, channel): Laid(window.rows, window.columns, weight[..., channel], taken[..., channel])
            for channel in range(weight.shape[2])
        }
    if isinstance(shown, PooledOutput):
        window, is_mean = shown.window, not np.isin(shown.shares, (0, 1)).all()
        laid = Laid(window.rows, window.columns, shown.shares, taken[..., 0], is_told=is_mean)
        return {TableName(INPUT, shown.place[2]): laid}
    if isinstance(shown, WeightSum):
        window = shown.window
        return {TableName(INPUT, shown.place[2]): Laid(window.rows, window.columns, shown.delta, taken)}
    weight = shown.weight
    inside = shown.inside if model.is_pooling or model.stride > 1 else None
    return {
        TableName(DELTA, shown.place[2] if model.is_pooling else index): Laid(
            shown.rows, shown.columns, weight[..., index], taken[..., index], inside
        )
        for index in range(weight.shape[2])
    }


def _reached(snapshot: ConvolutionSnapshot, pointed: Spot) -> tuple[Spot, ...]:
    """The outputs that a place of the input has a part in."""
    if pointed.table.symbol != INPUT:
        return ()
    answer, channel = snapshot.answer, pointed.table.channel
    found: InputSum = answer.sums.input((*pointed.place, channel), answer.delta)
    maps = [channel] if snapshot.model.is_pooling else range(snapshot.model.kernels.filters)
    places = [(int(found.rows[row]), int(found.columns[column])) for row, column in np.argwhere(found.inside)]
    return tuple(Spot(TableName(OUTPUT, index), place) for index in maps for place in places)
