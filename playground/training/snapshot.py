"""Snapshots: everything that one frame shows, frozen and self-contained."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from playground.engine.limits import Limit, within
from playground.engine.spec import NetworkSpec
from playground.late_dataclass import dataclass
from playground.training.captures import EPOCHS, STEPS
from playground.training.experiment import Experiment
from playground.training.fit_figures import Fit as Fit
from playground.training.fit_figures import NextBatch as NextBatch
from playground.training.fit_figures import WeightPath as WeightPath
from playground.training.folding import Folding
from playground.training.layer_state import LayerState
from playground.training.picture_trace import PictureTrace
from playground.training.progress import Progress as Progress
from playground.training.progress import Scores as Scores
from playground.training.progress import Status as Status
from playground.training.questions import Answer, Question
from playground.training.sample_answers import SampleAnswers
from playground.training.seen_plane import SeenPlane
from playground.training.stop import Stop

if TYPE_CHECKING:  # what belongs to one kind of model is loaded with it
    from playground.training.convolution_snapshot import ConvolutionSnapshot
    from playground.training.perceptron_snapshot import PerceptronSnapshot
    from playground.training.walk import Walk


@dataclass(frozen=True)
class EditMark:
    """An edit that a curve remembers: which setting went from which value to which, and at what epoch.

    anew: what is measured from there on is something else, so that another curve begins.
    """

    epoch: float = field(metadata=within(Limit("the epoch", EPOCHS)))
    setting: str
    old: str
    new: str
    anew: bool = False


@dataclass(frozen=True)
class Curves:
    """Metrics over time, thinned to bounded length: arrays (records,), NaN where a set is empty.

    `gradient_norms` and `weight_norms` (records, layers with weights) hold the norms of each layer's ∇_W E and W, NaN
    for layers that are gone; of the weights there may be none at all.
    """

    epoch: np.ndarray
    train_loss: np.ndarray
    test_loss: np.ndarray
    train_accuracy: np.ndarray
    test_accuracy: np.ndarray
    gradient_norms: np.ndarray
    marks: tuple[EditMark, ...] = ()
    weight_norms: np.ndarray = field(default_factory=lambda: np.empty((0, 0)))


@dataclass(frozen=True)
class UnitMap:
    """h of one unit all over the plane (side, side), row 0 the lowest x₂: of a layer, or of the inputs as layer −1."""

    layer: int
    unit: int
    h: np.ndarray


@dataclass(frozen=True)
class Response:
    """What the network answers all over the plane; row 0 is the lowest x₂, column 0 the lowest x₁.

    `decision` (side, side, classes): the probability of every class, or (side, side, outputs) values. `evidence`
    (side, side, outputs): what the output units say before they saturate, finite; for classes, one channel is the
    log-odds of class 1 against class 0, of several the largest wins. `layers[k]` (units, side, side): h_k of every
    unit of layer k that is shown, the output layer included. `inputs` (features, side, side). `unit`: the one that is
    looked at.
    """

    decision: np.ndarray
    evidence: np.ndarray
    inputs: np.ndarray
    layers: tuple[np.ndarray, ...]
    unit: UnitMap | None = None


@dataclass(frozen=True)
class Confusion:
    """`counts[d, y]`: test samples of class d that the network calls y; `mistakes`: the most confident wrong ones as
    (index into the data set, predicted class)."""

    counts: np.ndarray
    mistakes: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Divergence:
    """Why training was stopped: the step and the learning rate at which the numbers left the finite ones."""

    step: int = field(metadata=within(Limit("the step", STEPS)))
    learning_rate: float
    good_step: int = field(metadata=within(Limit("the step", STEPS)))


@dataclass(frozen=True)
class NetworkSnapshot:
    """A network at one moment. `parameters[k]` is (weight, bias) of layer k or None; `gradients` likewise.

    `dropped`: for every dropout layer, in order, which values it left out of one sample of the last step.
    Of a network too large to be shown whole they are those of the first units of every layer, and `theta` is empty.
    `weight_norms`, `gradient_norms`: ‖W‖ and ‖∇W‖ of every layer with weights, of all its units; `layer_states`: what
    their units answer, where that is wanted. `kept`: how many parameters the last surgery left, of how many.
    `folding`: what linear layers are together, where that is wanted and there are any. `hands`: how many threads work
    at a step.
    """

    experiment: Experiment
    data_set: Any
    spec: NetworkSpec
    progress: Progress
    scores: Scores
    curves: Curves
    theta: np.ndarray
    parameters: tuple[tuple[np.ndarray, np.ndarray] | None, ...]
    gradients: tuple[tuple[np.ndarray, np.ndarray] | None, ...]
    weight_norms: tuple[float, ...]
    gradient_norms: tuple[float, ...]
    train_count: int
    test_count: int
    response: Response | None = None
    trace: PictureTrace | None = None
    confusion: Confusion | None = None
    sample_answers: SampleAnswers | None = None
    divergence: Divergence | None = None
    answers: Mapping[Question, Answer] = field(default_factory=dict)
    dropped: tuple[np.ndarray, ...] = ()
    fit: Fit | None = None
    batch: NextBatch | None = None
    path: WeightPath | None = None
    stop: Stop | None = None
    kept: tuple[int, int] | None = None
    layer_states: tuple[LayerState, ...] = ()
    walk: Walk | None = None
    folding: Folding | None = None
    seen: SeenPlane | None = None
    hands: int = 1

    @property
    def is_part(self) -> bool:
        """Whether the weights are those of the first units only."""
        return len(self.theta) < self.spec.parameters


Snapshot: TypeAlias = "NetworkSnapshot | PerceptronSnapshot | ConvolutionSnapshot"


def frozen(array: np.ndarray) -> np.ndarray:
    """The same array, read-only from now on."""
    array.setflags(write=False)
    return array
