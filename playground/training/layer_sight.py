"""Looks at the plane through a hidden layer: carries its grid and the points into two units, or into the main axes."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from playground.data.features import expand
from playground.data.points import PLANE, PointSet
from playground.engine.activations import ACTIVATIONS
from playground.training.architecture import Architecture
from playground.training.focus import LayerSight
from playground.training.main_axes import MainAxes, main_axes
from playground.training.network_run import NetworkRun
from playground.training.seen_plane import SeenPlane
from playground.training.snapshot import frozen
from playground.training.tasks import ClassTargets

LINES, FINENESS = 25, 2
"""Lines of the grid each way, and into how many pieces the next ones cut each of them in between."""
MOST_POINTS, LEAST_POINTS = 1000, 100
SIGHT_WORK = 60_000_000
"""About so many multiply-adds a look may take: for large networks the grid is coarser, and fewer points are carried."""


def seen_plane(run: NetworkRun, sight: LayerSight) -> SeenPlane | None:
    """The plane through the layer that is asked for; None where there is no such layer, where no plane is learned, or
    where the numbers are not finite."""
    data, model, spec = run.experiment.data, run.experiment.model, run.network.spec
    points = data.resolve()
    assert isinstance(model, Architecture)
    place = _place(model, sight.key)
    if place is None or not data.inputs or not isinstance(points, PointSet):
        return None
    fineness = FINENESS if spec.parameters * (LINES * FINENESS) ** 2 <= SIGHT_WORK else 1
    corners, index = grid_corners((LINES - 1) * fineness + 1), _some(len(points), spec.parameters)
    plane = np.concatenate([corners, points.x[index]])
    *hidden, logits = run.predictor.layers(expand(plane, data.inputs))
    h = hidden[place]
    if not (np.isfinite(h).all() and np.isfinite(logits).all()):
        return None
    learned = points.rank[index] < data.train_share
    pair = _pair(h.shape[1], sight.units)
    axes = None if pair else main_axes(h[len(corners) :][learned])
    places = _places(h, plane, pair) if axes is None else axes.places(h).astype(np.float32)
    grid, carried = np.split(places, [len(corners)])
    weight, bias = _sums(run, place, pair, axes)
    side = math.isqrt(len(corners))
    return SeenPlane(
        key=model.keys[place],
        number=sum(layer.dropout_rate is None for layer in model.hidden[: place + 1]),
        units=h.shape[1],
        pair=pair,
        axes=axes,
        grid=frozen(grid.reshape(side, side, 2)),
        fineness=fineness,
        decision=frozen(_decision(run, logits[: len(corners)]).reshape(side, side, -1)),
        places=frozen(carried),
        index=frozen(index),
        weight=frozen(weight),
        bias=frozen(bias),
        is_exact=axes is None,
        separated=_separated(run, carried[learned] @ weight.T + bias, points.label[index][learned]),
    )


@lru_cache(maxsize=4)
def grid_corners(side: int) -> np.ndarray:
    """The crossings (side · side, 2) of so many lines each way from edge to edge of the plane, lowest x₂ first."""
    lines = np.linspace(-PLANE, PLANE, side, dtype=np.float32)
    x1, x2 = np.meshgrid(lines, lines)
    return frozen(np.stack([x1.ravel(), x2.ravel()], axis=1))


def _place(model: Architecture, key: int | None) -> int | None:
    """Where the layer stands among the hidden ones; without a key, the last."""
    places = [k for k, layer in enumerate(model.hidden) if layer.dropout_rate is None]
    if key is None:
        return places[-1] if places else None
    return next((k for k in places if model.keys[k] == key), None)


def _some(count: int, parameters: int) -> np.ndarray:
    """Which of so many points are carried, always the same, from all over the set."""
    most = min(max(SIGHT_WORK // parameters, LEAST_POINTS), MOST_POINTS)
    return np.arange(0, count, max(1, math.ceil(count / most)))


def _pair(units: int, wanted: tuple[int, int] | None) -> tuple[int, ...]:
    """The units that are the coordinates: those that are wanted and there, or all where there are no more than two."""
    if units <= 2:
        return tuple(range(units))
    return wanted if wanted is not None and max(wanted) < units else ()


def _places(h: np.ndarray, plane: np.ndarray, pair: tuple[int, ...]) -> np.ndarray:
    first = h[:, pair[0]]
    return np.stack([first, plane[:, 1] if len(pair) == 1 else h[:, pair[1]]], axis=1)


def _decision(run: NetworkRun, logits: np.ndarray) -> np.ndarray:
    return np.ascontiguousarray(run.targets.decision(ACTIVATIONS[run.targets.activation].function(logits)))


def _sums(run: NetworkRun, place: int, pair: tuple[int, ...], axes: MainAxes | None) -> tuple[np.ndarray, np.ndarray]:
    """What the output units sum up as a function of both coordinates: weight (outputs, 2), bias (outputs,)."""
    spec, output = run.network.spec, run.network.parameters[-1]
    sees = all(layer.dropout_rate is not None for layer in spec.layers[place + 1 : -1])
    if not sees or output is None or not isinstance(run.targets, ClassTargets):
        return np.empty((0, 2)), np.empty(0)
    weight, bias = (each.astype(np.float64) for each in output)
    if axes is not None:
        return (axes.axes @ weight).T, axes.middle @ weight + bias
    if len(pair) < len(weight):
        return np.empty((0, 2)), np.empty(0)
    alone = np.zeros((2 - len(pair), len(bias)))
    return np.concatenate([weight, alone]).T.copy(), bias


def _separated(run: NetworkRun, sums: np.ndarray, label: np.ndarray) -> float | None:
    """The share of points on the right side of the sums (points, outputs)."""
    targets = run.targets
    if not isinstance(targets, ClassTargets) or not sums.size:
        return None
    return float(targets.right(ACTIVATIONS[targets.activation].function(sums), label).mean())
