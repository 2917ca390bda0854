"""Hidden layers as columns of neurons: dropout behind a layer belongs to that layer's column."""

from __future__ import annotations

from playground.engine.spec import DropoutSpec, LayerSpec
from playground.late_dataclass import dataclass
from playground.training.architecture import Architecture


@dataclass(frozen=True)
class ColumnLayer:
    """One column: the key of its layer and its place in `hidden` (None and −1 for the inputs), and the share that is
    dropped behind it, None where there is no dropout."""

    key: int | None
    index: int
    rate: float | None = None

    @property
    def end(self) -> int:
        """The place in `hidden` behind the layer and its dropout."""
        return self.index + (1 if self.rate is None else 2)


def columns_of(model: Architecture) -> tuple[ColumnLayer, ...]:
    """The columns in order, the inputs first."""
    columns = [ColumnLayer(None, -1)]
    for index, (key, layer) in enumerate(zip(model.keys, model.hidden, strict=True)):
        if layer.dropout_rate is None:
            columns.append(ColumnLayer(key, index))
        else:
            columns[-1] = ColumnLayer(columns[-1].key, columns[-1].index, layer.dropout_rate)
    return tuple(columns)


def column_of(model: Architecture, key: int | None) -> ColumnLayer:
    """The column of the layer that is called so, None for the inputs."""
    return next(column for column in columns_of(model) if column.key == key)


def with_dropout(model: Architecture, key: int | None, rate: float) -> Architecture:
    """The architecture in which a column drops another share; 0 takes its dropout away."""
    column = column_of(model, key)
    place = column.index + 1
    if column.rate is None:
        return model.with_inserted(place, DropoutSpec(rate)) if rate else model
    return model.with_replaced(place, DropoutSpec(rate)) if rate else model.without(place)


def without_column(model: Architecture, key: int) -> Architecture:
    """The architecture without a layer and its dropout."""
    column = column_of(model, key)
    for place in reversed(range(column.index, column.end)):
        model = model.without(place)
    return model


def with_column(model: Architecture, number: int, usual: LayerSpec) -> Architecture:
    """The architecture with a layer in front of hidden column `number`, like the one before it, or after it."""
    columns = columns_of(model)
    like = columns[number] if number else columns[min(1, len(columns) - 1)]
    layer = usual if like.key is None else model.hidden[like.index]
    return model.with_inserted(columns[number].end, layer)
