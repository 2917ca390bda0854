"""The one number of θ that is under the pointer."""

from __future__ import annotations

from playground.late_dataclass import dataclass
from playground.training.snapshot import NetworkSnapshot
from playground.training.walk_formulas import bias_symbol, weight_symbol
from playground.ui.views.diagram.diagram_hover import Bias, Edge, Hovered, Neuron


@dataclass(frozen=True)
class Parameter:
    """A weight, or a bias. place: where it stands in θ, None where the snapshot has not all of θ; gradient: ∂E/∂θ of
    the last step, None where none has been taken."""

    symbol: str
    place: int | None
    value: float
    gradient: float | None


def parameter_of(snapshot: NetworkSnapshot, hovered: Hovered) -> Parameter | None:
    """What is under the pointer as a number, of a neuron its bias, in a snapshot without dropout layers."""
    match hovered:
        case Edge(column, source, target):
            return _weight(snapshot, column, source, target)
        case Neuron(column, unit) | Bias(column, unit) if column:
            return _bias(snapshot, column - 1, unit)
    return None


def _weight(snapshot: NetworkSnapshot, layer: int, source: int, unit: int) -> Parameter | None:
    pair, gradients = snapshot.parameters[layer], snapshot.gradients[layer]
    if pair is None or gradients is None:
        return None
    whole = snapshot.spec.output_shapes[layer][0]
    inputs = snapshot.spec.output_shapes[layer - 1][0] if layer else snapshot.spec.input_shape[0]
    symbol = weight_symbol(layer + 1, unit, source, max(inputs, whole))
    place = _first(snapshot, layer, source * whole + unit)
    return _parameter(snapshot, symbol, place, pair[0][source, unit], gradients[0][source, unit])


def _bias(snapshot: NetworkSnapshot, layer: int, unit: int) -> Parameter | None:
    pair, gradients = snapshot.parameters[layer], snapshot.gradients[layer]
    if pair is None or gradients is None:
        return None
    place = _first(snapshot, layer, pair[0].size + unit)
    return _parameter(snapshot, bias_symbol(layer + 1, unit), place, pair[1][unit], gradients[1][unit])


def _first(snapshot: NetworkSnapshot, layer: int, offset: int) -> int | None:
    """The place in θ of what stands at an offset in its layer."""
    return None if snapshot.is_part else sum(snapshot.spec.parameter_counts[:layer]) + offset


def _parameter(snapshot: NetworkSnapshot, symbol: str, place: int | None, value: float, gradient: float) -> Parameter:
    return Parameter(symbol, place, float(value), float(gradient) if snapshot.progress.step else None)
