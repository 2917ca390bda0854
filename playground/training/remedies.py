"""What may help against each fault: edits of the experiment, tried in this order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from playground.data.points import MAX_POINTS
from playground.engine.spec import DenseSpec, DropoutSpec
from playground.training.architecture import MAX_HIDDEN_LAYERS, Architecture
from playground.training.chosen_data import DRAWN
from playground.training.diagnosis import Fault
from playground.training.experiment import Experiment
from playground.training.hyperparameters import next_seed

ADDED_UNITS = 8
KEPT_LAYERS = 2
LEAST_RATE = 1e-5
DROPOUT, L2, CLIP = 0.2, 0.01, 1.0
LEAST_UNITS, LARGEST_BATCH = 4, 128

Remedy = Callable[[Experiment], Experiment]
"""Makes another experiment; the same one where it cannot help."""


def _training(experiment: Experiment, **changes: Any) -> Experiment:
    return replace(experiment, training=replace(experiment.training, **changes))


def _model(experiment: Experiment) -> Architecture:
    assert isinstance(experiment.model, Architecture)
    return experiment.model


def _slower(experiment: Experiment) -> Experiment:
    rate = experiment.training.learning_rate
    return _training(experiment, learning_rate=min(rate, max(rate / 10, LEAST_RATE)))


def _adam(experiment: Experiment) -> Experiment:
    return _training(experiment, optimizer="adam", learning_rate=min(experiment.training.learning_rate, 0.01))


def _with_relu(experiment: Experiment) -> Experiment:
    return replace(experiment, model=replace(_model(experiment).with_activation("relu"), initializer="he"))


def _with_layer(experiment: Experiment) -> Experiment:
    model = _model(experiment)
    if len(model.hidden) >= MAX_HIDDEN_LAYERS:
        return experiment
    return replace(experiment, model=model.with_inserted(len(model.hidden), DenseSpec(ADDED_UNITS, "tanh")))


def _with_fewer_layers(experiment: Experiment) -> Experiment:
    model = _model(experiment)
    if not all(isinstance(layer, DenseSpec) for layer in model.hidden):
        return experiment
    kept = slice(0, KEPT_LAYERS)
    return replace(experiment, model=replace(model, hidden=model.hidden[kept], keys=model.keys[kept]))


def _with_fewer_units(experiment: Experiment) -> Experiment:
    model = _model(experiment)
    hidden = (
        replace(each, units=max(min(each.units, LEAST_UNITS), each.units // 2)) if isinstance(each, DenseSpec) else each
        for each in model.hidden
    )
    return replace(experiment, model=replace(model, hidden=tuple(hidden)))


def _with_dropout(experiment: Experiment) -> Experiment:
    model = _model(experiment)
    if not model.hidden or any(layer.dropout_rate is not None for layer in model.hidden):
        return experiment
    return replace(experiment, model=model.with_inserted(len(model.hidden), DropoutSpec(DROPOUT)))


def _with_more_points(experiment: Experiment) -> Experiment:
    data: Any = experiment.data
    if not data.is_plane or data.source == DRAWN:
        return experiment
    return replace(experiment, data=replace(data, count=min(3 * data.count, MAX_POINTS)))


def _with_product(experiment: Experiment) -> Experiment:
    data: Any = experiment.data
    return replace(experiment, data=replace(data, features=(*data.features, "x1x2"))) if data.is_plane else experiment


REMEDIES: dict[str, Remedy] = {
    "slower": _slower,
    "slower-afresh": _slower,
    "faster": lambda chosen: _training(chosen, learning_rate=min(10 * chosen.training.learning_rate, 1.0)),
    "adam": _adam,
    "batches": lambda chosen: _training(chosen, batch_size=min(4 * chosen.training.batch_size, LARGEST_BATCH)),
    "clip": lambda chosen: _training(chosen, clip=min(CLIP, chosen.training.clip or CLIP)),
    "l2": lambda chosen: _training(chosen, l2=max(chosen.training.l2, L2)),
    "other-weights": lambda chosen: _training(chosen, seed=next_seed(chosen.training.seed)),
    "relu": _with_relu,
    "leaky-relu": lambda chosen: replace(chosen, model=_model(chosen).with_activation("leaky-relu")),
    "tanh": lambda chosen: replace(chosen, model=_model(chosen).with_activation("tanh")),
    "he": lambda chosen: replace(chosen, model=replace(_model(chosen), initializer="he")),
    "xavier": lambda chosen: replace(chosen, model=replace(_model(chosen), initializer="xavier")),
    "layer": _with_layer,
    "fewer-layers": _with_fewer_layers,
    "fewer-units": _with_fewer_units,
    "dropout": _with_dropout,
    "points": _with_more_points,
    "product": _with_product,
}
AFRESH = ("slower-afresh",)
"""These help only if learning begins anew, though the edit does not make it."""
AGAINST: dict[Fault, tuple[str, ...]] = {
    "linear": ("tanh", "layer", "product"),
    "plane": ("tanh", "layer", "product"),
    "silent": ("leaky-relu", "slower-afresh", "he", "other-weights"),
    "saturated": ("xavier", "relu", "slower-afresh"),
    "vanishing": ("relu", "fewer-layers", "adam"),
    "exploding": ("he", "clip", "slower"),
    "overfitting": ("l2", "dropout", "points", "fewer-units"),
    "exploded": ("slower-afresh", "other-weights"),
    "flat": ("other-weights", "relu"),
    "rough": ("slower", "batches", "adam"),
    "plateau": ("layer", "faster", "other-weights"),
}
OFFERED = 3


def remedies(fault: Fault, experiment: Experiment) -> tuple[str, ...]:
    """At most three things to try against a fault, those that make a difference."""
    helpful = (name for name in AGAINST[fault] if name in AFRESH or REMEDIES[name](experiment) != experiment)
    return tuple(helpful)[:OFFERED]
