"""What a network is that has linear layers: the fewer maps that they fold into, held against the network itself."""

from __future__ import annotations

import numpy as np

from playground.engine.affine import AffineMap, affine_maps, folds
from playground.engine.network import Network
from playground.late_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class Folding:
    """The maps, in order; difference: the largest between their answers and the network's at so many places."""

    maps: tuple[AffineMap, ...]
    difference: float
    places: int

    @property
    def single(self) -> AffineMap | None:
        """The one map that the whole network is; None where an activation bends what arrives."""
        return self.maps[0] if len(self.maps) == 1 else None


def folding(network: Network, x: np.ndarray) -> Folding | None:
    """How a network folds, tried at x (places, inputs); None where every layer is needed."""
    if not folds(network.spec):
        return None
    maps = affine_maps(network.spec, network.theta)
    assert maps is not None
    answers: np.ndarray = x.astype(np.float64)
    for each in maps:
        answers = each(answers)
    difference = float(np.abs(answers - network.predict(x)).max(initial=0.0))
    return Folding(maps, difference, len(x))
