"""One unit all over the plane, as finely as the whole network is shown."""

from __future__ import annotations

import numpy as np

from playground.engine.activations import ACTIVATIONS
from playground.training.network_run import NetworkRun
from playground.training.snapshot import UnitMap, frozen


def unit_map(run: NetworkRun, x: np.ndarray, layer: int, unit: int) -> tuple[UnitMap, np.ndarray] | tuple[None, None]:
    """h of a unit at x (side · side, features), a grid over the plane, and a_L there (side · side, outputs), which the
    same pass gives; None where there is no such unit, or none any more."""
    spec = run.network.spec
    shapes = spec.input_shape, *spec.output_shapes
    if not (-1 <= layer < len(spec.layers) and len(shapes[layer + 1]) == 1 and 0 <= unit < shapes[layer + 1][0]):
        return None, None
    if layer == len(spec.layers) - 1:
        logits = run.predictor.logits(x)
        h = ACTIVATIONS[run.targets.activation].function(logits)[:, unit]
    elif layer == -1:
        h, logits = x[:, unit], run.predictor.logits(x)
    else:
        h, logits = run.predictor.unit(x, layer, unit)
    side = round(len(x) ** 0.5)
    return UnitMap(layer, unit, frozen(np.ascontiguousarray(h).reshape(side, side))), logits
