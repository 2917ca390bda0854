"""What is wrong with a run, found in nothing but what was recorded of it."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import numpy as np

from playground.data.points import PointSet
from playground.engine.convex import class_hulls
from playground.engine.perceptron import separability
from playground.late_dataclass import dataclass
from playground.training.layer_state import LIMITS
from playground.training.overfitting import rising_epochs
from playground.training.snapshot import Curves, NetworkSnapshot
from playground.training.standstill import Cause, has_learned, recent_norms, standing_since, standstill, starved_layer

SILENT = 0.5
"""Layers of which at least so many units never fire, or never leave one end of their range, are told of."""
AT_ENDS = 0.9
"""So many of a layer's answers are at an end of their range where it is saturated."""
EXPLODING = 100.0
"""Gradients are seldom longer where something is learned."""

LEFT = 0.85
"""Of values something has been learned where no more than this share of their variance is left."""

Fault = Cause | Literal["linear", "plane", "silent", "saturated", "exploding", "overfitting"]


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong.

    layer: which of those with weights it is about, None for all; value: the loss at which training stands, the share of
    the units, the ratio of gradients or the gradient's norm; epochs: for how long.
    """

    fault: Fault
    layer: int | None = None
    value: float = 0.0
    epochs: int = 0


def diagnosis(snapshot: NetworkSnapshot) -> Finding | None:
    """What is most of all the matter with a run; None while it learns or has learned."""
    curves = snapshot.curves
    if snapshot.divergence is not None or len(curves.epoch) < 2:
        return None
    epochs = rising_epochs(curves)
    if epochs:
        return Finding("overfitting", epochs=epochs)
    if _explains(snapshot) if _has_values(snapshot) else has_learned(curves):
        return None
    return _silent(snapshot) or _exploding(curves) or _stands_still(snapshot)


def _silent(snapshot: NetworkSnapshot) -> Finding | None:
    layers = _hidden(snapshot, ("relu",))
    worst = max(layers, key=lambda k: snapshot.layer_states[k].silent, default=None)
    if worst is None or snapshot.layer_states[worst].silent < SILENT:
        return None
    return Finding("silent", worst, snapshot.layer_states[worst].silent)


def _exploding(curves: Curves) -> Finding | None:
    norms = recent_norms(curves)
    if norms is None or norms.max() < EXPLODING:
        return None
    return Finding("exploding", int(norms.argmax()), float(norms.max()))


def _stands_still(snapshot: NetworkSnapshot) -> Finding | None:
    curves = snapshot.curves
    found = standstill(curves, False if _has_values(snapshot) else None)
    if found is None:
        return None
    if found.cause in ("exploded", "rough"):
        return Finding(found.cause, value=found.loss)
    epochs = standing_since(curves, found.loss)
    if _is_linear_in_vain(snapshot):
        return Finding("linear", value=found.loss, epochs=epochs)
    if _is_linear(snapshot) and _has_values(snapshot):
        return Finding("plane", value=found.loss, epochs=epochs)
    for layer in _hidden(snapshot, ("sigmoid", "tanh")):
        state = snapshot.layer_states[layer]
        if state.silent >= SILENT or state.ends >= AT_ENDS:
            return Finding("saturated", layer, max(state.silent, state.ends), epochs)
    norms = recent_norms(curves)
    starved = starved_layer(norms) if norms is not None else None
    if norms is not None and starved is not None:
        return Finding("vanishing", starved, float(norms[starved] / norms[-1]), epochs)
    return Finding(found.cause, value=found.loss, epochs=epochs)


def _hidden(snapshot: NetworkSnapshot, activations: tuple[str, ...]) -> list[int]:
    """The hidden layers with weights whose units are of these activations, as far as their state is known."""
    spec = snapshot.spec
    weighted = [layer for layer, count in zip(spec.layers, spec.parameter_counts, strict=True) if count]
    known = range(min(len(weighted) - 1, len(snapshot.layer_states)))
    return [k for k in known if weighted[k].activation in activations and weighted[k].activation in LIMITS]


def _has_values(snapshot: NetworkSnapshot) -> bool:
    points = snapshot.data_set
    return isinstance(points, PointSet) and points.has_values


def _explains(snapshot: NetworkSnapshot) -> bool:
    """Whether answers are nearer to values than the mean of these is: what noise leaves is no fault."""
    points, rmse = snapshot.data_set, snapshot.scores.train_rmse
    if not _has_values(snapshot) or rmse is None or not snapshot.train_count:
        return False
    train, _ = points.split(snapshot.experiment.data.train_share)
    return bool(rmse**2 <= LEFT * float(np.var(points.value[train])))


def _is_linear(snapshot: NetworkSnapshot) -> bool:
    """Whether a network sees the coordinates alone and answers with a linear function of them."""
    layers = snapshot.spec.layers[:-1]
    return set(snapshot.experiment.data.inputs) <= {"x1", "x2"} and all(each.activation == "linear" for each in layers)


def _is_linear_in_vain(snapshot: NetworkSnapshot) -> bool:
    """Whether two classes that no line separates are given to a network that can draw nothing else."""
    points = snapshot.data_set
    return isinstance(points, PointSet) and points.classes == 2 and _is_linear(snapshot) and not _is_separable(points)


@lru_cache(maxsize=4)
def _is_separable(points: PointSet) -> bool:
    d = np.where(points.label == 1, 1, -1)
    x = points.x.astype(np.float64)
    return separability(x, d, class_hulls(x, d)).separable
