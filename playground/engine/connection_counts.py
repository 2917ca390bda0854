"""Why convolution: how many connections and weights layers have that look at a picture in different ways."""

from __future__ import annotations

import dataclasses

from playground.engine.limits import Limit, Range, limits_of, within
from playground.late_dataclass import dataclass

SIDE = Range(1, 10_000, whole=True)
MAPS = Range(1, 10_000, whole=True)


@dataclass(frozen=True)
class LayerSizes:
    """A picture of rows × columns, hidden units that each see field × field places of it, and the maps that go in and
    come out; the course's, unless told otherwise. SpecError for others than there may be."""

    rows: int = dataclasses.field(default=200, metadata=within(Limit("the number of rows", SIDE)))
    columns: int = dataclasses.field(default=200, metadata=within(Limit("the number of columns", SIDE)))
    units: int = dataclasses.field(
        default=40_000, metadata=within(Limit("the number of units", Range(1, 10**8, whole=True)))
    )
    field: int = dataclasses.field(default=10, metadata=within(Limit("the size of the field", SIDE)))
    inputs: int = dataclasses.field(default=10, metadata=within(Limit("the number of maps that go in", MAPS)))
    outputs: int = dataclasses.field(default=10, metadata=within(Limit("the number of maps that come out", MAPS)))

    def __post_init__(self) -> None:
        for name, limit in limits_of(type(self)).items():
            limit.check(getattr(self, name))
        most = min(self.rows, self.columns)
        Limit("the size of the field", Range(1, most, whole=True)).check(self.field)


@dataclass(frozen=True)
class Counts:
    """Of one kind of layer: how many products one pass takes, and how many weights there are to learn, exactly; biases
    are none of them."""

    connections: int
    weights: int


def fully_connected(sizes: LayerSizes) -> Counts:
    """Every unit sees every pixel, with weights of its own."""
    count = sizes.rows * sizes.columns * sizes.units
    return Counts(count, count)


def locally_connected(sizes: LayerSizes) -> Counts:
    """Every unit sees its field, with weights of its own."""
    count = sizes.units * sizes.field**2
    return Counts(count, count)


def shared(sizes: LayerSizes) -> Counts:
    """Every unit sees its field with the same weights: one kernel."""
    return Counts(sizes.units * sizes.field**2, sizes.field**2)


def filter_bank(sizes: LayerSizes) -> Counts:
    """A kernel for each map that comes out."""
    one = shared(sizes)
    return Counts(one.connections * sizes.outputs, one.weights * sizes.outputs)


def several_maps(sizes: LayerSizes) -> Counts:
    """A kernel for each pair of a map that goes in and one that comes out."""
    bank = filter_bank(sizes)
    return Counts(bank.connections * sizes.inputs, bank.weights * sizes.inputs)


CONNECTIONS = {
    "fully-connected": fully_connected,
    "locally-connected": locally_connected,
    "shared": shared,
    "filter-bank": filter_bank,
    "several-maps": several_maps,
}
"""Kind of layer → its counts, each with a smaller need for weights per connection than the one before, or more maps."""
