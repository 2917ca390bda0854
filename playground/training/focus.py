"""What is being looked at, so that nothing unseen is computed."""

from __future__ import annotations

import numpy as np

from playground.late_dataclass import dataclass
from playground.training.questions import Question


@dataclass(frozen=True, eq=False)
class Probe:
    """A picture under the magnifying glass: tensor (rows, columns, channels) in [0, 1], read-only."""

    tensor: np.ndarray

    def __post_init__(self) -> None:
        tensor = np.array(self.tensor, dtype=np.float32)
        tensor.setflags(write=False)
        object.__setattr__(self, "tensor", tensor)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Probe) and np.array_equal(self.tensor, other.tensor)

    def __hash__(self) -> int:
        return hash(self.tensor.tobytes())


@dataclass(frozen=True)
class WalkedSamples:
    """What a step is walked through for: one of the data set's samples, or the mini-batch that comes next (None)."""

    sample: int | None = None


@dataclass(frozen=True)
class LayerSight:
    """Which hidden layer the plane is seen through, None: the last one; and by which two of its units, None: by its two
    main axes, unless it has no more than two units."""

    key: int | None = None
    units: tuple[int, int] | None = None


@dataclass(frozen=True)
class Focus:
    """What of a run is wanted in its snapshots.

    `decision_grid` and `neuron_grid` are the sides of the response maps in cells, 0 where they are not shown
    (the decision map of a network at rest may be finer); `probe` is the picture whose feature maps and probabilities
    are wanted; `questions` take longer than a frame, and are answered a piece at a time.
    `most_units` are shown of every layer's maps, and of networks with more than `most_weights` parameters only the
    weights of the first units of every layer; None: all.
    `sample_answers`: what every sample is answered; `fit_places`: at so many places of the interval the answers of a
    network of one input are wanted; `batch`: the mini-batch that comes next; `walk`: for what a step is walked through;
    `folding`: what linear layers are together; `sight`: the hidden layer that the plane is seen through; `unit`: one
    unit, as (layer, unit), is wanted as finely as the decision map; layer −1 has the inputs.
    """

    decision_grid: int = 0
    neuron_grid: int = 0
    most_units: int | None = None
    most_weights: int | None = None
    confusion: bool = False
    sample_answers: bool = False
    probe: Probe | None = None
    questions: tuple[Question, ...] = ()
    fit_places: int = 0
    batch: bool = False
    layer_states: bool = False
    walk: WalkedSamples | None = None
    folding: bool = False
    sight: LayerSight | None = None
    unit: tuple[int, int] | None = None
