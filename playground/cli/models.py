"""A trained model from a saved file, or one that is shipped, ready to be asked."""

from __future__ import annotations

from abc import ABC, abstractmethod
from copy import copy
from dataclasses import replace
from pathlib import Path
from typing import Any, Self, cast

import numpy as np

from playground.cli.errors import UsageError
from playground.cli.output import Tell, complain
from playground.cli.sources import tell_which
from playground.data.assets import asset_path
from playground.data.features import expand
from playground.data.image_sets import Progress
from playground.data.paths import kind_of
from playground.document import Document, read
from playground.engine.network import Network
from playground.late_dataclass import dataclass
from playground.training.architecture import Architecture, ChosenModel, PerceptronModel
from playground.training.batches import as_float
from playground.training.chosen_data import PointsData
from playground.training.data_kind import ChosenData
from playground.training.evaluation import Evaluation
from playground.training.tasks import Targets, Task

SHIPPED = {"strokes": "models/strokes.atelier"}


@dataclass(frozen=True)
class Verdict:
    """How good a model is. accuracy, counts (classes, classes) of true classes and answers: where it tells classes
    apart; loss: where it has one; rmse: where it answers with values."""

    accuracy: float | None
    loss: float | None
    counts: np.ndarray | None
    rmse: float | None = None


class SavedModel(ABC):
    """A document with weights in it, and what can be asked of them. A kind of model has a subclass, and its row in
    SAVED_MODELS."""

    def __init__(self, name: str, document: Document) -> None:
        self.name, self.document = name, document
        self.learned: ChosenData = document.experiment.data
        """What it was taught with, as the document describes it."""

    def preparing(self, **changes: Any) -> Self:
        """The same where pictures are prepared otherwise than those that it learned, by fields of its data."""
        other = copy(self)
        other.learned = replace(cast(Any, self.learned), **changes)
        return other

    @property
    def takes_maps(self) -> bool:
        """Whether its inputs have rows and columns, as pictures have."""
        return len(self.document.input_shape) == 3

    @property
    @abstractmethod
    def targets(self) -> Targets:
        """What its outputs stand for."""

    @abstractmethod
    def inputs(self, data: ChosenData, progress: Progress) -> np.ndarray:
        """All samples of data of the kind that it learned, as it takes them: x (n, *input_shape)."""

    @abstractmethod
    def outputs(self, x: np.ndarray) -> np.ndarray:
        """What it says to inputs x (n, *input_shape): (n, outputs)."""

    def novelty(self, x: np.ndarray) -> np.ndarray | None:
        """How far inputs x (n, *input_shape) are from what it learned, above 1: nothing fits; None where that is
        not known."""
        return None

    @abstractmethod
    def verdict(self, x: np.ndarray, wanted: np.ndarray) -> Verdict:
        """How good it is on inputs of which `wanted` (n, …) is asked."""


class SavedNetwork(SavedModel):
    """A network."""

    def __init__(self, name: str, document: Document) -> None:
        super().__init__(name, document)
        assert document.spec is not None and document.theta is not None
        self.network = Network(document.spec, None)
        self.network.theta[:] = document.theta

    @property
    def task(self) -> Task:
        """What it was taught to do."""
        return self.learned.without_samples(self.document.input_shape, self.document.class_names).task

    @property
    def targets(self) -> Targets:
        return self.task.targets(self.network.spec.layers[-1].activation)

    def inputs(self, data: ChosenData, progress: Progress) -> np.ndarray:
        return self.learned.inputs_of(data, self.document.input_shape, progress)

    def outputs(self, x: np.ndarray) -> np.ndarray:
        with np.errstate(all="ignore"):
            return self.network.predict(as_float(x))

    def novelty(self, x: np.ndarray) -> np.ndarray | None:
        detector, network = self.document.runs[0].novelty, self.network
        if detector is None:
            return None
        with np.errstate(all="ignore"):
            return detector.novelty(network.spec, x, network.activations(as_float(x)))

    def verdict(self, x: np.ndarray, wanted: np.ndarray) -> Verdict:
        loss = self.task.loss(self.document.experiment.training.loss)
        evaluation = Evaluation(x, wanted, np.arange(len(x)), self.targets, loss)
        with np.errstate(all="ignore"):
            evaluation.evaluate(self.network)
        confusion = evaluation.confusion()
        counts = None if confusion is None else confusion.counts
        return Verdict(evaluation.accuracy, evaluation.loss, counts, evaluation.rmse)


class SavedPerceptron(SavedModel):
    """A perceptron, whose inputs are its own, whatever features are chosen; its weights are those that its rule answers
    with."""

    targets = PerceptronModel.targets

    def inputs(self, data: ChosenData, progress: Progress) -> np.ndarray:
        learned, model = self.learned, self.document.experiment.model
        assert isinstance(learned, PointsData) and isinstance(data, PointsData) and isinstance(model, PerceptronModel)
        return expand(learned.plane_of(data), model.inputs)

    def outputs(self, x: np.ndarray) -> np.ndarray:
        theta = self.document.theta
        assert theta is not None
        scores: np.ndarray = x @ theta[:2] + theta[2]
        return scores[:, None]

    def verdict(self, x: np.ndarray, wanted: np.ndarray) -> Verdict:
        answer = self.targets.decode(self.outputs(x))
        counts = np.zeros((2, 2), np.int64)
        np.add.at(counts, (wanted, answer), 1)
        return Verdict(float(np.mean(answer == wanted)), None, counts)


SAVED_MODELS: dict[type[ChosenModel], type[SavedModel]] = {
    Architecture: SavedNetwork,
    PerceptronModel: SavedPerceptron,
}
"""For each kind of model, what is asked in its place."""


def model_file(name: str) -> Path:
    """Where the model of this name lies."""
    return asset_path(SHIPPED[name]) if name in SHIPPED else Path(name)


def open_model(name: str, tell: Tell = complain) -> SavedModel:
    """The model in a saved file, or a shipped one; raises UsageError, DataError or DocumentError naming the file."""
    if name in SHIPPED:
        tell_which(name, "the shipped model", tell)
    path = model_file(name)
    if kind_of(path) == "nothing":
        raise UsageError(
            "{name!r} is neither a saved model (.atelier) nor one of the shipped ones: {names}",
            name=name,
            names=", ".join(SHIPPED),
        )
    document = read(path)
    kind = type(document.experiment.model)
    if kind not in SAVED_MODELS:
        raise UsageError("{name} holds nothing that was trained; open it in the window", name=name)
    if document.theta is None:
        raise UsageError("{name} holds no trained weights; train it and save it again", name=name)
    return SAVED_MODELS[kind](name, document)
