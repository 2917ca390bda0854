"""The two problems that a network may have on points of the plane: which class, or which value."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from playground.data.points import PointSet
from playground.training.architecture import Architecture
from playground.training.chosen_data import DRAWN, FeaturedData, PointsData
from playground.training.chosen_plane_values import PlaneValuesData
from playground.training.experiment import Experiment

PROBLEMS: dict[str, type[FeaturedData]] = {"classes": PointsData, "values": PlaneValuesData}


def problem_of(experiment: Experiment) -> str:
    """Which of the two an experiment on features of points has."""
    return "values" if isinstance(experiment.data, PlaneValuesData) else "classes"


def with_problem(experiment: Experiment, data: FeaturedData) -> Experiment:
    """The experiment on data of the other problem: with the inputs and the training share that it has, and what cannot
    stay, the loss, the output's activation and an accuracy to stop at, as is usual there."""
    old: Any = experiment.data
    changed: Any = data
    data = replace(changed, features=old.features, train_share=old.train_share)
    model, training = experiment.model, experiment.training
    assert isinstance(model, Architecture)
    training = replace(training, loss=data.task.losses[0], stop_accuracy=None)
    return Experiment(data, replace(model, output_activation=None), training)


def holding(experiment: Experiment, points: PointSet) -> Experiment | None:
    """The experiment on points that were read, whatever their problem is; None where there is none for them."""
    own = experiment.data.holding(points, DRAWN)
    if own is not None:
        return replace(experiment, data=own)
    if not isinstance(experiment.data, FeaturedData):
        return None
    found = (kind().holding(points, DRAWN) for kind in PROBLEMS.values())
    other = next((data for data in found if data is not None), None)
    return None if other is None else with_problem(experiment, other)
