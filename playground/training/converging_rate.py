"""The largest learning rate with which descent on a line still converges."""

from __future__ import annotations

from playground.engine.line import largest_rate
from playground.training.architecture import Architecture
from playground.training.chosen_values import ValuesData
from playground.training.experiment import Experiment

SLACK = {"sgd": 1.0, "momentum": 1.9}
"""How many times 2/λ_max it is: with momentum (Polyak 1964) 1 + β, and β is 0.9."""


def converging_rate(experiment: Experiment) -> float | None:
    """Of steps on all training points; None where the theorem says nothing: of networks, losses other than the squared
    error, penalties, optimizers that scale their steps, and where every γ will do since there are no points."""
    data, model, training = experiment.data, experiment.model, experiment.training
    if not isinstance(data, ValuesData) or not isinstance(model, Architecture) or model.hidden:
        return None
    slack = SLACK.get(training.optimizer)
    if slack is None or training.loss != "squared-error" or training.l1 or training.l2:
        return None
    points = data.resolve()
    x = points.x[points.split(data.train_share)[0], 0]
    return slack * largest_rate(x) if len(x) else None
