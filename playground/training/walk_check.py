"""Backpropagation held against central differences, for the weights and biases of one layer."""

from __future__ import annotations

from playground.late_dataclass import dataclass
from playground.training.walk import Walk, central_difference
from playground.training.walk_formulas import bias_symbol, weight_symbol

MOST_CHECKED = 160
TOLERANCE = 1e-6


@dataclass(frozen=True)
class Checked:
    """One parameter: its symbol and value, ∂E/∂θ with the penalty, and the same by moving that very parameter."""

    symbol: str
    value: float
    gradient: float
    difference: float

    @property
    def error(self) -> float:
        """The relative error; 0 where both vanish."""
        total = abs(self.gradient) + abs(self.difference)
        return abs(self.gradient - self.difference) / total if total else 0.0

    @property
    def agrees(self) -> bool:
        """Whether both are the same up to rounding; at a kink of E they need not be."""
        return abs(self.gradient - self.difference) <= TOLERANCE * max(1.0, abs(self.gradient))


def checked(walk: Walk, place: int) -> tuple[Checked, ...]:
    """The first parameters of the layer at a place, unit by unit, then its biases; none where nothing is learned."""
    layer, start = walk.layers[place], walk.start
    if layer.weights is None:
        return ()
    inputs, units = layer.weights.weight.shape
    first = sum(start.spec.parameter_counts[:place])
    places = {
        weight_symbol(layer.number, i, j, max(inputs, units)): first + j * units + i
        for i in range(units)
        for j in range(inputs)
    }
    biases = {bias_symbol(layer.number, i): first + inputs * units + i for i in range(units)}
    wanted = [*list(places.items())[: MOST_CHECKED - min(units, MOST_CHECKED // 2)], *list(biases.items())]
    return tuple(
        Checked(symbol, float(start.theta[at]), float(walk.gradient[at]), central_difference(start, at))
        for symbol, at in wanted[:MOST_CHECKED]
    )
