"""Values and lines of the plane in the units of the file that they came from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from playground.data.known_points import in_units
from playground.data.points import AxisScale
from playground.engine.line import Line, closed_form
from playground.training.chosen_values import ValuesData
from playground.training.experiment import Experiment

AS_THEY_ARE = AxisScale((0.0, 0.0), (1.0, 1.0))


@dataclass(frozen=True)
class ValueUnits:
    """What brings results into a file's units; where the file fitted into the plane, they are its units already."""

    scale: AxisScale

    @classmethod
    def of(cls, data: ValuesData) -> ValueUnits:
        """The units of the file that values came from."""
        return cls(data.resolve().scale or AS_THEY_ARE)

    def loss_factor(self, loss: str) -> float:
        """What mean losses of this name become larger by: that of squares is in squared units, and so is Huber's, whose
        bend is at one unit of the plane."""
        factor = abs(self.scale.factor[1])
        return factor if loss == "absolute-error" else factor**2

    def line(self, a: float, b: float) -> tuple[float, float]:
        """The slope and the intercept of a line a·x + b of the plane."""
        (left, low), (wide, high) = self.scale.offset, self.scale.factor
        slope = a * high / wide
        return slope, low + b * high - slope * left


def loss_factor_of(experiment: Experiment) -> float:
    """What losses are larger by in the units of the file, where an experiment learns values; 1 for others."""
    data = experiment.data
    return ValueUnits.of(data).loss_factor(experiment.training.loss) if isinstance(data, ValuesData) else 1.0


def closed_form_of(data: ValuesData) -> Line:
    """The line of least squares through the values that are learned from, in the units of their file."""
    train, _ = data.resolve().split(data.train_share)
    x = np.asarray(in_units(data.resolve()))[train]
    return closed_form(x[:, 0], x[:, 1])
