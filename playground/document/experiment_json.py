"""Experiment ↔ JSON, both ways and exact; reading checks every value."""

from __future__ import annotations

from typing import Any

import numpy as np

from playground.data.features import FEATURES
from playground.data.point_sets import POINT_SETS
from playground.data.points import MAX_CLASSES, AxisScale, PointSet
from playground.document.document import DocumentError
from playground.document.fields import Fields, anything, array, list_of, number, one_of, optional, text, whole
from playground.engine.activations import ACTIVATIONS
from playground.engine.initializers import INITIALIZERS
from playground.engine.optimizers import OPTIMIZERS
from playground.engine.schedules import SCHEDULES
from playground.engine.words import format_layers, parse_layers
from playground.training.architecture import Architecture, PerceptronModel
from playground.training.chosen_data import DRAWN, ImagesData, PointsData
from playground.training.experiment import Experiment
from playground.training.settings import LOSS_NAMES, TrainingSettings

Json = dict[str, Any]
MAX_LAYERS = 200
MAX_GRID = 1000


def experiment_to_json(experiment: Experiment) -> Json:
    """The experiment as a JSON object; experiment_from_json turns it back into an equal one."""
    return {
        "data": _data_to_json(experiment.data),
        "model": _model_to_json(experiment.model),
        "training": dict(vars(experiment.training)),
        "focus": None,
    }


def experiment_from_json(value: object) -> Experiment:
    """The experiment that a JSON object describes; DocumentError naming the first value that is not allowed."""
    fields = Fields(value, "experiment")
    try:
        experiment = Experiment(
            _data_from_json(fields.object("data")),
            _model_from_json(fields.object("model")),
            _training_from_json(fields.object("training")),
        )
    except DocumentError:
        raise
    except ValueError as error:  # what the parts themselves refuse: ExperimentError, SpecError, DataError
        raise DocumentError(str(error)) from None
    fields.take("focus", optional(anything))
    fields.finish()
    return experiment


def _data_to_json(data: PointsData | ImagesData) -> Json:
    if isinstance(data, ImagesData):
        return {"kind": "images", **{name: value for name, value in vars(data).items() if name != "pictures"}}
    drawn = None if data.drawn is None else _points_to_json(data.drawn)
    return {"kind": "points", **vars(data), "features": list(data.features), "drawn": drawn}


def _data_from_json(fields: Fields) -> PointsData | ImagesData:
    kind = fields.take("kind", one_of(("points", "images")))
    common: Json = {
        "source": fields.take("source", text if kind == "images" else one_of((*POINT_SETS, DRAWN))),
        "count": fields.take("count", whole()),
        "train_share": fields.take("train_share", number),
        "seed": fields.take("seed", whole()),
    }
    if kind == "images":
        fields.finish()
        return ImagesData(**common)
    margin = fields.take("margin", number)
    if not 0 <= margin <= 1:
        raise DocumentError(f"margin: {margin} is not between 0 and 1")
    noise = fields.take("noise", number)
    features = fields.take("features", list_of(one_of(FEATURES), len(FEATURES)))
    drawn = fields.take("drawn", optional(_points_from_json))
    fields.finish()
    return PointsData(**common, noise=noise, margin=margin, features=features, drawn=drawn)


def _points_to_json(points: PointSet) -> Json:
    scale = points.scale
    return {
        "x": points.x.tolist(),
        "label": points.label.tolist(),
        "rank": points.rank.tolist(),
        "class_names": list(points.class_names),
        "name": points.name,
        "note": points.note,
        "scale": None if scale is None else {"offset": list(scale.offset), "factor": list(scale.factor)},
    }


def _points_from_json(value: object) -> PointSet:
    fields = Fields(value, "")
    points = PointSet(
        x=fields.take("x", array(np.float32, 2)).reshape(-1, 2),
        label=fields.take("label", array(np.int64, 1)),
        rank=fields.take("rank", array(np.float32, 1)),
        class_names=fields.take("class_names", list_of(text, MAX_CLASSES)),
        name=fields.take("name", text),
        note=fields.take("note", text),
        scale=fields.take("scale", optional(_scale_from_json)),
    )
    fields.finish()
    return points


def _scale_from_json(value: object) -> AxisScale:
    fields = Fields(value, "")
    offset, factor = fields.take("offset", list_of(number, 2)), fields.take("factor", list_of(number, 2))
    fields.finish()
    if len(offset) != 2 or len(factor) != 2 or 0 in factor:
        raise DocumentError("offset and factor must be two numbers each, and no factor 0")
    return AxisScale((offset[0], offset[1]), (factor[0], factor[1]))


def _model_to_json(model: Architecture | PerceptronModel) -> Json:
    if isinstance(model, PerceptronModel):
        return {"kind": "perceptron"}
    return {"kind": "network", **vars(model), "hidden": format_layers(model.hidden), "keys": list(model.keys)}


def _model_from_json(fields: Fields) -> Architecture | PerceptronModel:
    if fields.take("kind", one_of(("perceptron", "network"))) == "perceptron":
        fields.finish()
        return PerceptronModel()
    hidden = parse_layers(fields.take("hidden", text))
    if len(hidden) > MAX_LAYERS:
        raise DocumentError(f"{len(hidden)} hidden layers; allowed are {MAX_LAYERS}")
    architecture = Architecture(
        hidden=hidden,
        keys=fields.take("keys", list_of(whole(), MAX_LAYERS)),
        output_activation=fields.take("output_activation", optional(one_of(ACTIVATIONS))),
        initializer=fields.take("initializer", one_of(INITIALIZERS)),
    )
    fields.finish()
    return architecture


def _training_from_json(fields: Fields) -> TrainingSettings:
    settings = TrainingSettings(
        learning_rate=fields.take("learning_rate", number),
        optimizer=fields.take("optimizer", one_of(OPTIMIZERS)),
        batch_size=fields.take("batch_size", whole()),
        loss=fields.take("loss", one_of(LOSS_NAMES)),
        l1=fields.take("l1", number),
        l2=fields.take("l2", number),
        schedule=fields.take("schedule", one_of(SCHEDULES)),
        period=fields.take("period", whole()),
        seed=fields.take("seed", whole()),
        pace=fields.take("pace", number),
    )
    fields.finish()
    return settings
