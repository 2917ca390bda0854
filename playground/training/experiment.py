"""The Experiment: everything that the user chose, as one frozen value."""

from __future__ import annotations

from dataclasses import field

from playground.engine.spec import NetworkSpec
from playground.late_dataclass import dataclass
from playground.training.architecture import Architecture, ChosenModel
from playground.training.chosen_data import PointsData
from playground.training.data_kind import ChosenData
from playground.training.settings import TrainingSettings


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
    network = experiment.model.network(experiment.data, experiment.training.loss)
    assert network is not None
    return network
