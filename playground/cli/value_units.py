"""Values and lines of the plane in the units of the file that they came from."""

from __future__ import annotations

import numpy as np

from playground.data.known_points import in_units
from playground.data.points import AxisScale
from playground.engine.line import Line, closed_form
from playground.late_dataclass import dataclass
from playground.training.chosen_plane_values import PlaneValuesData
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

    def line(self, a: float, b: float) -> tuple[float, float]:
        """The slope and the intercept of a line a·x + b of the plane."""
        (left, low), (wide, high) = self.scale.offset, self.scale.factor
        slope = a * high / wide
        return slope, low + b * high - slope * left


def unit_of(experiment: Experiment) -> float:
    """How large one of the values that are learned is in the units of their file; 1 where none are."""
    data = experiment.data
    if isinstance(data, PlaneValuesData):
        return abs(data.resolve().value_units[1])
    return abs(ValueUnits.of(data).scale.factor[1]) if isinstance(data, ValuesData) else 1.0


def loss_factor_of(experiment: Experiment) -> float:
    """What mean losses are larger by in the units of the file: that of squares is in squared units, and so is Huber's,
    whose bend is at one of the units that are learned."""
    unit = unit_of(experiment)
    return unit if experiment.training.loss == "absolute-error" else unit**2


def closed_form_of(data: ValuesData) -> Line:
    """The line of least squares through the values that are learned from, in the units of their file."""
    train, _ = data.resolve().split(data.train_share)
    x = np.asarray(in_units(data.resolve()))[train]
    return closed_form(x[:, 0], x[:, 1])
