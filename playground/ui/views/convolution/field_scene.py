"""What a unit of a stack of layers with windows sees of each map before it, on an input that shows the edges too."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from playground.engine.layer_spec import LayerSpec
from playground.engine.receptive_field import Field, field_of, reach
from playground.late_dataclass import dataclass


@dataclass(frozen=True)
class Unit:
    """A place of the map number `at`, 0 being the input."""

    at: int
    row: int
    column: int


@dataclass(frozen=True)
class FieldScene:
    """Some layers on a square input that is just large enough for three units beside one another that see no edge."""

    layers: tuple[LayerSpec, ...]

    @cached_property
    def sides(self) -> tuple[int, ...]:
        """Rows, and columns, of the input and of what comes out of each layer."""
        found = reach(self.layers)
        sides = [found.size + 2 * found.jump]
        for layer in self.layers:
            sides.append(layer.output_shape((sides[-1], sides[-1], 1))[0])
        return tuple(sides)

    @property
    def middle(self) -> Unit:
        """The unit in the middle of the last map."""
        last = self.sides[-1] // 2
        return Unit(len(self.layers), last, last)

    def nearest(self, unit: Unit) -> Unit:
        """The unit that is there, or the one beside the edge."""
        at = min(max(unit.at, 0), len(self.layers))
        most = self.sides[at] - 1
        return Unit(at, min(max(unit.row, 0), most), min(max(unit.column, 0), most))

    def field(self, unit: Unit, at: int) -> Field:
        """What a unit sees of an earlier map, padding and all; of its own map itself."""
        return field_of(self.layers[at : unit.at], unit.row, unit.column)

    def seen(self, unit: Unit, at: int) -> Field:
        """The part of that which lies in the map."""
        return self.field(unit, at).within(self.sides[at], self.sides[at])

    def path(self, unit: Unit) -> Sequence[LayerSpec]:
        """The layers between the input and a unit."""
        return self.layers[: unit.at]
