"""What a frame says of a line and its error."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from playground.data.points import PointSet
from playground.late_dataclass import dataclass
from playground.training.architecture import Architecture
from playground.training.experiment import Experiment
from playground.training.snapshot import NetworkSnapshot
from playground.ui.views.regression.line_data import LineData, line_data

Numbers = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class SurfaceScene:
    """A line (a, b) on its way down the error of some points.

    path (n, 2): where it has been, the last place is the present one; full, batch: ∇E (2,) over all training points and
    over the `batch_size` of the mini-batch that comes next, None where there are none.
    """

    data: LineData
    loss: str
    theta: tuple[float, float]
    path: Numbers
    full: Numbers | None = None
    batch: Numbers | None = None
    batch_size: int = 0

    @property
    def is_whole_batch(self) -> bool:
        """Whether the mini-batch is all there is to learn from."""
        return self.batch_size >= len(self.data.train)


def is_line(experiment: Experiment) -> bool:
    """Whether it is f(x) = a·x + b."""
    model = experiment.model
    return isinstance(model, Architecture) and not model.hidden and model.output_activation in (None, "linear")


def scene_of(snapshot: NetworkSnapshot) -> SurfaceScene | None:
    """The scene of a line; None of a network, and of a line behind an activation."""
    points, experiment = snapshot.data_set, snapshot.experiment
    if not is_line(experiment) or len(snapshot.theta) != 2 or not isinstance(points, PointSet):
        return None
    a, b = (float(weight) for weight in snapshot.theta)
    data = line_data(points, experiment.data.train_share)
    path = np.array([[a, b]]) if snapshot.path is None else np.asarray(snapshot.path.theta, np.float64)
    scene = SurfaceScene(data, experiment.training.loss, (a, b), path)
    next_batch = snapshot.batch
    if next_batch is None or len(next_batch.full) != 2:
        return scene
    full, batch = (np.asarray(gradient, np.float64) for gradient in (next_batch.full, next_batch.gradient))
    return SurfaceScene(data, scene.loss, (a, b), path, full, batch, len(next_batch.index))
