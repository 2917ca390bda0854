"""What is drawn of the plane as a hidden layer sees it: the layer's own numbers, laid out to be looked at."""

from __future__ import annotations

import numpy as np

from playground.data.points import PLANE, PointSet
from playground.late_dataclass import dataclass
from playground.training.architecture import Architecture
from playground.training.layer_state import LIMITS
from playground.training.seen_plane import SeenPlane
from playground.training.snapshot import NetworkSnapshot
from playground.ui.views.plane.axis_alignment import alignment
from playground.ui.views.plane.calm_span import calm_span
from playground.ui.views.plane.plane_span import PlaneSpan

AROUND = 0.5
"""Of the grid is seen what lies around the points, as far away as this share of how far they are spread."""


@dataclass(frozen=True, eq=False)
class LayerScene:
    """A frame of the plane through a layer: what it is, the axes (2, units) of its picture, none of two units, how much
    of the variance lies along each, what the plane spans, and the numbers of `seen` along these axes."""

    seen: SeenPlane
    data_set: PointSet
    axes: np.ndarray | None
    shares: np.ndarray
    span: PlaneSpan
    grid: np.ndarray
    places: np.ndarray
    weight: np.ndarray

    @property
    def shown(self) -> np.ndarray:
        """Which of the carried points lie where the picture is."""
        shown: np.ndarray = np.abs(self.places).max(axis=1, initial=0) <= PLANE
        return shown


def scene_of(snapshot: NetworkSnapshot, before: LayerScene | None) -> LayerScene | None:
    """The scene of a frame that follows another; None where nothing was seen."""
    seen = snapshot.seen
    if seen is None or not isinstance(snapshot.data_set, PointSet):
        return None
    if before is not None and (before.seen.key, before.seen.pair) != (seen.key, seen.pair):
        before = None
    turn = np.eye(2) if seen.axes is None else alignment(seen.axes.axes, before.axes if before is not None else None)
    grid, places = seen.grid @ turn.T, seen.places @ turn.T
    low, high = _range(snapshot, grid.reshape(-1, 2), places)
    span = calm_span(before.span if before is not None else None, low, high, seen.axes is not None)
    return LayerScene(
        seen=seen,
        data_set=snapshot.data_set,
        axes=None if seen.axes is None else turn @ seen.axes.axes,
        shares=np.empty(0) if seen.axes is None else np.abs(turn) @ seen.axes.shares,
        span=span,
        grid=span.places(grid).reshape(grid.shape),
        places=span.places(places),
        weight=seen.weight @ turn.T,
    )


def _range(snapshot: NetworkSnapshot, grid: np.ndarray, places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """From where to where values are to be seen: all that units can answer, if that is bounded; else what they do."""
    seen, model = snapshot.seen, snapshot.experiment.model
    assert seen is not None and isinstance(model, Architecture)
    low, high = grid.min(axis=0).astype(np.float64), grid.max(axis=0).astype(np.float64)
    if len(places):
        least, most = places.min(axis=0), places.max(axis=0)
        room = AROUND * (most - least).max()
        low, high = np.maximum(low, least - room), np.minimum(high, most + room)
    ends = LIMITS.get(snapshot.spec.layers[model.keys.index(seen.key)].activation, (0.0, np.inf))
    if np.isfinite(ends).all():
        low[: len(seen.pair)], high[: len(seen.pair)] = ends
    return low, high
