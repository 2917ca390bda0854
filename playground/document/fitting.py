"""What belongs together in a document: an experiment, the shape of its data, its classes and its weights."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from playground.data.errors import DataError
from playground.document.errors import DocumentError
from playground.engine.spec import NetworkSpec, Shape, SpecError
from playground.training.captures import CaptureError
from playground.training.experiment import Experiment
from playground.training.hyperparameters import ExperimentError
from playground.training.novelty import NoveltyDetector

MAX_CLASSES = 10_000
MAX_SIDE = 4096


def planned_network(experiment: Experiment, shape: Shape, class_names: tuple[str, ...]) -> NetworkSpec | None:
    """The whole network for inputs of a shape, output layer included; None for another model.

    Raises DocumentError where it cannot be built, and where shape or classes do not go with the data.
    """
    try:
        found = _described(experiment, shape, class_names)
        return found.model.network(found.data, found.training.loss)
    except (SpecError, DataError, ExperimentError) as error:
        raise DocumentError(error.template, **error.values) from None


def parameter_count(experiment: Experiment, shape: Shape, class_names: tuple[str, ...]) -> int | None:
    """How many weights and biases the model has; None where that is not known. DocumentError as above."""
    try:
        found = _described(experiment, shape, class_names)
        return found.model.parameter_count(found.data, found.training.loss)
    except (SpecError, DataError, ExperimentError) as error:
        raise DocumentError(error.template, **error.values) from None


def check_novelty(novelty: NoveltyDetector, experiment: Experiment, shape: Shape, class_names: tuple[str, ...]) -> None:
    """Raises DocumentError where a detector is not that of the network for inputs of a shape."""
    spec = planned_network(experiment, shape, class_names)
    try:
        if spec is None or len(shape) != 3:
            raise DocumentError("novelty: only a network of pictures has it")
        novelty.check(spec)
    except CaptureError as error:
        raise DocumentError("novelty: {reason}", reason=error) from None


def _described(experiment: Experiment, shape: Shape, class_names: tuple[str, ...]) -> Experiment:
    """The experiment on data that are only described, as a document has them."""
    if len(shape) not in (1, 3) or not all(1 <= side <= MAX_SIDE for side in shape) or len(class_names) > MAX_CLASSES:
        raise DocumentError(
            "input shape {shape}, {count:,} classes; allowed are 1 or 3 sides of 1 to {side:,} each,"
            " and at most {most:,} classes",
            shape=shape,
            count=len(class_names),
            side=MAX_SIDE,
            most=MAX_CLASSES,
        )
    samples = experiment.model.data_shape(experiment.data, shape)
    return replace(experiment, data=experiment.data.without_samples(samples, class_names))


def check_sketch(sketch: np.ndarray) -> None:
    """Raises DocumentError for what is no picture that could have been drawn."""
    if sketch.dtype != np.uint8 or sketch.ndim != 3 or sketch.shape[2] not in (1, 3) or not sketch.size:
        raise DocumentError("sketch: {type} numbers of shape {shape}", type=sketch.dtype, shape=sketch.shape)
