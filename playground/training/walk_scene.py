"""A walk as the network's diagram tells it: unit by unit, what is known at a place of it, and what is found there."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from playground.engine.layer_spec import LayerSpec
from playground.late_dataclass import dataclass
from playground.training.walk import Walk, WalkedWeights
from playground.training.walk_cursor import WalkCursor
from playground.training.walk_formulas import numbered
from playground.training.walk_table import Part, Section


@dataclass(frozen=True, eq=False)
class Row:
    """One number of every unit (units,), of which the first ones are known; is_new: the section at work has it.

    Of several samples h and a are the means, δ and ∇h, which belong to the mean E, the sums.
    """

    symbol: str
    values: np.ndarray
    known: int
    is_new: bool = False


@dataclass(frozen=True, eq=False)
class SceneColumn:
    """The inputs, or a layer with weights and the dropout behind it.

    spec, weights: None for the inputs; gradients, after: of how many units ∂E/∂W and ∂E/∂b, and what W and b have
    become, are known; mask (units,): by how much dropout multiplies h, the mean over the samples.
    """

    rows: tuple[Row, ...]
    spec: LayerSpec | None = None
    weights: WalkedWeights | None = None
    gradients: int = 0
    after: int = 0
    mask: np.ndarray | None = None

    @property
    def units(self) -> int:
        """How many there are."""
        return len(self.rows[0].values)


@dataclass(frozen=True, eq=False)
class Scene:
    """Columns, the inputs first, and the loss behind them.

    at_work: the column of the section, that of the loss being the last, None where it is about all; unit: the one in it
    that is worked out just now, None for all of them.
    """

    columns: tuple[SceneColumn, ...]
    loss: tuple[Row, ...]
    section: Section
    at_work: int | None
    unit: int | None
    samples: int

    @property
    def part(self) -> Part:
        """The part of the step that is at work."""
        return self.section.part

    def is_where(self, other: Scene) -> bool:
        """Whether both are at the same place of a walk."""
        here = self.part, self.section.place, self.unit
        return here == (other.part, other.section.place, other.unit)

    def edges_at_work(self, gap: int) -> tuple[int | None, int | None] | None:
        """Of the weights between a column and the next, those that the one unit at work has to do with: the unit that
        they leave, or the one that they arrive at; None where there are none, or where no unit is singled out."""
        k, unit = self.at_work, self.unit
        if self.part is Part.UPDATE and unit is not None:
            return (None, unit) if unit < self.columns[gap + 1].units else None
        if k is None or unit is None or not 0 < k < len(self.columns) or self.section.mark == "m":
            return None
        is_there = unit < self.columns[k].units
        if gap == k - 1:
            return (None, unit) if is_there else (unit, None)
        return (unit, None) if gap == k and self.part is Part.BACKWARD and is_there else None


def scene(walk: Walk, sections: Sequence[Section], cursor: WalkCursor, by_neuron: bool) -> Scene:
    """What the diagram shows at a place of the walk."""
    section = sections[cursor.section]
    learning = [layer for layer in walk.layers if layer.weights is not None]
    place = _Place(walk, sections, cursor)
    columns = tuple(_column(place, number) for number in range(len(learning) + 1))
    at_work: int | None = None
    if section.part is Part.LOSS:
        at_work = len(columns)
    elif section.place is not None:
        at_work = walk.layers[section.place].number
    unit = cursor.rows - 1 if by_neuron and section.part is not Part.LOSS else None
    return Scene(columns, _loss(place), section, at_work, unit, len(walk.start.x))


@dataclass(frozen=True, eq=False)
class _Place:
    """Where the walk is, and how many units are known of what each section works out."""

    walk: Walk
    sections: Sequence[Section]
    cursor: WalkCursor

    def known(self, part: Part, place: int | None, units: int) -> int:
        index = self._index(part, place)
        if index == self.cursor.section:
            return min(self.cursor.rows, units)
        return units if index < self.cursor.section else 0

    def is_now(self, part: Part, place: int | None) -> bool:
        return self._index(part, place) == self.cursor.section

    def row(self, symbol: str, values: np.ndarray, part: Part, place: int | None) -> Row:
        return Row(symbol, values, self.known(part, place, len(values)), self.is_now(part, place))

    @property
    def is_mean(self) -> bool:
        return len(self.walk.start.x) > 1

    def _index(self, part: Part, place: int | None) -> int:
        found = (index for index, each in enumerate(self.sections) if each.part is part and each.place == place)
        return next(found)


def _column(place: _Place, number: int) -> SceneColumn:
    """The inputs or the layer of a number, with what dropout makes of it."""
    layers = [(at, layer) for at, layer in enumerate(place.walk.layers) if layer.number == number]
    forward, backward, mask = [], [], None
    learned = layers[0][1].weights if layers else None
    if learned is None:
        x = np.asarray(place.walk.start.x, np.float64).mean(axis=0)
        forward.append(Row("x", x, len(x)))
    for at, layer in layers:
        if layer.mask is not None:
            mask = layer.mask.mean(axis=0)
            forward.append(place.row("h̃", layer.h.mean(axis=0), Part.FORWARD, at))
            backward.append(place.row(_sum(place, "∇h"), layer.source_gradient.sum(axis=0), Part.BACKWARD, at))
        else:
            names = ("ā", "h̄") if place.is_mean else ("a", "h")
            for name, values in zip(names, (layer.a, layer.h), strict=True):
                forward.append(place.row(name, values.mean(axis=0), Part.FORWARD, at))
            backward.append(place.row(_sum(place, "δ"), layer.delta.sum(axis=0), Part.BACKWARD, at))
    rows = (*forward, *reversed(backward))
    if learned is None:
        return SceneColumn(rows, mask=mask)
    units, (at, layer) = len(learned.bias), layers[0]
    gradients, after = place.known(Part.BACKWARD, at, units), place.known(Part.UPDATE, None, units)
    return SceneColumn(rows, layer.spec, learned, gradients, after, mask)


def _sum(place: _Place, symbol: str) -> str:
    return f"Σ{symbol}" if place.is_mean else symbol


def _loss(place: _Place) -> tuple[Row, ...]:
    """y and d of a single output, d of several, and E with what a penalty adds."""
    walk = place.walk
    d, y = (np.asarray(values, np.float64).mean(axis=0) for values in (walk.start.d, walk.y))
    last = len(walk.layers) - 1
    if len(d) == 1:
        names = ("ȳ", "d̄") if place.is_mean else ("y", "d")
        outputs = [Row(names[0], y, place.known(Part.FORWARD, last, 1)), Row(names[1], d, 1)]
    else:
        name = "d̄" if place.is_mean else "d"
        outputs = [Row(numbered(name, unit + 1), d[[unit]], 1) for unit in range(len(d))]
    error = place.row("E", np.array([walk.error]), Part.LOSS, None)
    penalty = [place.row("R", np.array([walk.penalty]), Part.LOSS, None)] if walk.start.l1 or walk.start.l2 else []
    after = place.row("E ←", np.array([walk.error_after]), Part.UPDATE, None)
    return (*outputs, error, *penalty, *([after] if after.is_new else []))
