"""The one place that decides what an edit costs: which parts of a run a new Experiment renews."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Flag, auto

from playground.data.image_sets import ImageSet
from playground.data.points import PointSet
from playground.training.experiment import Architecture, Experiment, ImagesData, PointsData
from playground.training.snapshot import Mark

DataSet = PointSet | ImageSet


class Renewal(Flag):
    """What has to be made anew; everything else goes on, weights first of all."""

    NOTHING = 0
    BATCHES = auto()
    OPTIMIZER = auto()
    NETWORK = auto()
    EVERYTHING = auto()


def renewal(old: Experiment, new: Experiment, same_data: bool) -> Renewal:
    """What the step from one experiment to another renews. Learning rate, regularisation and focus renew nothing."""
    if type(old.data) is not type(new.data) or type(old.model) is not type(new.model):
        return Renewal.EVERYTHING
    if old.training.seed != new.training.seed:
        return Renewal.EVERYTHING
    if _initializer(old) != _initializer(new):
        return Renewal.EVERYTHING
    result = Renewal.NOTHING
    if not same_data or old.data != new.data or old.training.batch_size != new.training.batch_size:
        result |= Renewal.BATCHES
    if old.training.optimizer != new.training.optimizer:
        result |= Renewal.OPTIMIZER
    if old.model != new.model or old.training.loss != new.training.loss or result & Renewal.BATCHES:
        result |= Renewal.NETWORK
    return result


def _initializer(experiment: Experiment) -> str | None:
    return experiment.model.initializer if isinstance(experiment.model, Architecture) else None


def is_rearranged(old: Experiment, new: Experiment) -> bool:
    """Whether inputs or layers changed places, which the shapes alone may not show."""
    if isinstance(old.data, PointsData) and isinstance(new.data, PointsData) and old.data.features != new.data.features:
        return True
    models = old.model, new.model
    return (
        isinstance(models[0], Architecture) and isinstance(models[1], Architecture) and models[0].keys != models[1].keys
    )


def layer_origins(old: Architecture, new: Architecture) -> list[int | None]:
    """For every layer of the new network, the output layer included, the old layer that it continues, or None."""
    index = {key: k for k, key in enumerate(old.keys)}
    return [*(index.get(key) for key in new.keys), len(old.keys)]


def feature_origins(old: Sequence[str], new: Sequence[str]) -> list[int | None]:
    """For every input feature of the new network the old input that it continues, or None."""
    return [old.index(name) if name in old else None for name in new]


def marks(old: Experiment, new: Experiment, epoch: float) -> tuple[Mark, ...]:
    """The edits between two experiments that a loss curve should remember."""
    rows = [
        ("learning rate", f"{old.training.learning_rate:g}", f"{new.training.learning_rate:g}"),
        ("optimizer", old.training.optimizer, new.training.optimizer),
        ("batch size", str(old.training.batch_size), str(new.training.batch_size)),
        ("loss", old.training.loss, new.training.loss),
        ("L1", f"{old.training.l1:g}", f"{new.training.l1:g}"),
        ("L2", f"{old.training.l2:g}", f"{new.training.l2:g}"),
        ("architecture", _units(old), _units(new)),
        ("features", _features(old.data), _features(new.data)),
        ("data", _source(old.data), _source(new.data)),
    ]
    if _units(old) == _units(new):
        rows.append(("activations", _activations(old), _activations(new)))
    return tuple(Mark(epoch, name, before, after) for name, before, after in rows if before != after)


def _units(experiment: Experiment) -> str:
    if not isinstance(experiment.model, Architecture):
        return ""
    sizes = [getattr(layer, "units", getattr(layer, "filters", None)) for layer in experiment.model.hidden]
    return "-".join(str(size) for size in sizes if size is not None)


def _activations(experiment: Experiment) -> str:
    if not isinstance(experiment.model, Architecture):
        return ""
    return ", ".join(layer.activation for layer in experiment.model.hidden if "activation" in layer.limits())


def _features(data: PointsData | ImagesData) -> str:
    return ", ".join(data.features) if isinstance(data, PointsData) else ""


def _source(data: PointsData | ImagesData) -> str:
    return data.source
