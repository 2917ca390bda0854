"""What belongs together in a document: an experiment, the shape of its data, its classes and its weights."""

from __future__ import annotations

from dataclasses import replace

from playground.data.errors import DataError
from playground.document.errors import DocumentError
from playground.engine.spec import NetworkSpec, Shape, SpecError
from playground.training.architecture import Architecture, PerceptronModel
from playground.training.chosen_data import ImagesData
from playground.training.experiment import Experiment, plan_network
from playground.training.hyperparameters import ExperimentError

MAX_CLASSES = 10_000
MAX_SIDE = 4096
PERCEPTRON_PARAMETERS = 3


def usual_workspace(experiment: Experiment) -> str:
    """The workspace that an experiment belongs to where nothing else was said."""
    if isinstance(experiment.model, PerceptronModel):
        return "perceptron"
    return "images" if isinstance(experiment.data, ImagesData) else "network"


def planned_network(experiment: Experiment, shape: Shape, class_names: tuple[str, ...]) -> NetworkSpec | None:
    """The whole network for inputs of a shape, output layer included; None for another model.

    Raises DocumentError where it cannot be built, and where shape or classes do not go with the data.
    """
    if len(shape) not in (1, 3) or not all(1 <= side <= MAX_SIDE for side in shape) or len(class_names) > MAX_CLASSES:
        raise DocumentError(
            "input shape {shape}, {count:,} classes; allowed are 1 or 3 sides of 1 to {side:,} each,"
            " and at most {most:,} classes",
            shape=shape,
            count=len(class_names),
            side=MAX_SIDE,
            most=MAX_CLASSES,
        )
    if isinstance(experiment.model, PerceptronModel):
        # A perceptron sees the plane itself, whatever features are chosen.
        if shape != (2,):
            raise DocumentError("input shape {shape}: a perceptron sees the plane", shape=shape)
        shape = experiment.data.input_shape
    try:
        described = replace(experiment, data=experiment.data.without_samples(shape, class_names))
        return plan_network(described) if isinstance(experiment.model, Architecture) else None
    except (SpecError, DataError, ExperimentError) as error:
        raise DocumentError(error.template, **error.values) from None


def parameter_count(experiment: Experiment, shape: Shape, class_names: tuple[str, ...]) -> int | None:
    """How many weights and biases the model has; None for one that is neither network nor perceptron."""
    spec = planned_network(experiment, shape, class_names)
    if spec is not None:
        return spec.parameters
    return PERCEPTRON_PARAMETERS if isinstance(experiment.model, PerceptronModel) else None
