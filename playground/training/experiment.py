"""The Experiment: everything that the user chose, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from playground.engine.spec import NetworkSpec, Shape
from playground.training.architecture import Architecture, ChosenModel
from playground.training.chosen_data import PointsData
from playground.training.data_kind import ChosenData
from playground.training.settings import TrainingSettings
from playground.training.tasks import Task


@dataclass(frozen=True)
class Experiment:
    """Data, model and training: all that one workspace is about."""

    data: ChosenData = field(default_factory=PointsData)
    model: ChosenModel = field(default_factory=Architecture)
    training: TrainingSettings = field(default_factory=TrainingSettings)

    def __post_init__(self) -> None:
        self.model.check_data(self.data)


def plan_network(experiment: Experiment) -> NetworkSpec:
    """The whole network of an experiment with one; SpecError if its layers do not fit, ExperimentError if its loss does
    not."""
    assert isinstance(experiment.model, Architecture)
    data = experiment.data
    return _planned(experiment.model, data.input_shape, data.task, experiment.training.loss)


@lru_cache(maxsize=32)
def _planned(model: Architecture, input_shape: Shape, task: Task, loss: str) -> NetworkSpec:
    """Whoever shows or trains an edited experiment asks for its network: it is planned once for all of them."""
    return model.network_spec(input_shape, task, loss)
