"""The Experiment: everything that the user chose, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from playground.data.points import PointSet
from playground.engine.activations import ACTIVATIONS
from playground.engine.initializers import INITIALIZERS
from playground.engine.optimizers import OPTIMIZERS
from playground.engine.schedules import SCHEDULES
from playground.engine.spec import DenseSpec, LayerSpec, NetworkSpec, Shape

LOSS_NAMES = ("cross-entropy", "squared-error", "absolute-error", "huber")
DRAWN = "drawn"
MAX_HIDDEN_LAYERS = 8
MAX_HIDDEN_UNITS = 64


class ExperimentError(ValueError):
    """A value of an experiment is not allowed; the message names it and says what is."""


def _check(allowed: bool, message: str) -> None:
    if not allowed:
        raise ExperimentError(message)


def _check_seed(seed: int) -> None:
    _check(0 <= seed < 2**63, f"seed: {seed} is not between 0 and 2⁶³ − 1")


@dataclass(frozen=True)
class PointsData:
    """Points of the plane: a built-in set made from a seed, or the points that the user drew or opened."""

    source: str = "circle"
    count: int = 500
    noise: float = 0.05
    margin: float = 0.3
    train_share: float = 0.7
    seed: int = 42
    features: tuple[str, ...] = ("x1", "x2")
    drawn: PointSet | None = None

    def __post_init__(self) -> None:
        _check(2 <= self.count <= 10_000, f"points: {self.count} is not between 2 and 10,000")
        _check(0 <= self.noise <= 0.5, f"noise: {self.noise} is not between 0 and 0.5")
        _check(0 <= self.margin <= 1, f"margin: {self.margin} is not between 0 and 1")
        _check_seed(self.seed)
        _check(0.1 <= self.train_share <= 1.0, f"training share: {self.train_share} is not between 0.1 and 1")
        _check(len(self.features) > 0, "features: choose at least one input feature")
        _check((self.source == DRAWN) == (self.drawn is not None), "drawn points go with the source 'drawn' only")


@dataclass(frozen=True)
class ImagesData:
    """Labelled pictures: a built-in set made from a seed, or a file or folder."""

    source: str = "strokes"
    count: int = 10_000
    train_share: float = 0.8
    seed: int = 42

    def __post_init__(self) -> None:
        _check(10 <= self.count <= 1_000_000, f"images: {self.count} is not between 10 and 1,000,000")
        _check_seed(self.seed)
        _check(0.1 <= self.train_share <= 1.0, f"training share: {self.train_share} is not between 0.1 and 1")


@dataclass(frozen=True)
class Perceptron:
    """The single neuron of 1958 in place of a network; it has nothing to choose."""


@dataclass(frozen=True)
class Architecture:
    """The hidden layers that the user chose; the data imply the input and the output layer.

    `keys[i]` names hidden layer i for as long as it lives, so that the trainer can tell which layer
    a later architecture continues, whatever was inserted or removed around it.
    """

    hidden: tuple[LayerSpec, ...] = (DenseSpec(8, "tanh"), DenseSpec(8, "tanh"))
    keys: tuple[int, ...] = ()
    output_activation: str | None = None
    initializer: str = "xavier"

    def __post_init__(self) -> None:
        if len(self.keys) != len(self.hidden):
            _check(not self.keys, "keys: as many as hidden layers, or none")
            object.__setattr__(self, "keys", tuple(range(len(self.hidden))))
        _check(len(set(self.keys)) == len(self.keys), f"keys: {self.keys} are not all different")
        _check(
            self.initializer in INITIALIZERS,
            f"initializer: {self.initializer!r} is not one of {', '.join(INITIALIZERS)}",
        )
        known = self.output_activation is None or self.output_activation in ACTIVATIONS
        _check(known, f"output activation: {self.output_activation!r} is not one of {', '.join(ACTIVATIONS)}")

    def with_inserted(self, index: int, layer: LayerSpec) -> Architecture:
        """The architecture with a new layer in front of hidden layer `index`."""
        key = max(self.keys, default=-1) + 1
        hidden = (*self.hidden[:index], layer, *self.hidden[index:])
        return replace(self, hidden=hidden, keys=(*self.keys[:index], key, *self.keys[index:]))

    def with_replaced(self, index: int, layer: LayerSpec) -> Architecture:
        """The architecture in which hidden layer `index` goes on as `layer`."""
        return replace(self, hidden=(*self.hidden[:index], layer, *self.hidden[index + 1 :]))

    def without(self, index: int) -> Architecture:
        """The architecture without hidden layer `index`."""
        hidden = self.hidden[:index] + self.hidden[index + 1 :]
        return replace(self, hidden=hidden, keys=self.keys[:index] + self.keys[index + 1 :])

    def network_spec(self, input_shape: Shape, outputs: int, loss: str) -> NetworkSpec:
        """The whole network for inputs of `input_shape` and `outputs` output units; SpecError if it does not fit."""
        allowed = output_activations(loss, outputs)
        chosen = self.output_activation if self.output_activation in allowed else allowed[0]
        return NetworkSpec(input_shape, (*self.hidden, DenseSpec(outputs, chosen)), self.initializer)


def output_activations(loss: str, outputs: int) -> tuple[str, ...]:
    """The activations that the output layer may have under a loss, the usual one first."""
    if loss == "cross-entropy":
        return ("sigmoid",) if outputs == 1 else ("softmax",)
    return ("tanh", "sigmoid", "linear") if outputs == 1 else ("sigmoid", "softmax", "tanh", "linear")


@dataclass(frozen=True)
class TrainingSettings:
    """How the model learns. `pace` is the most steps a second, 0 for as fast as possible."""

    learning_rate: float = 0.03
    optimizer: str = "momentum"
    batch_size: int = 16
    loss: str = "cross-entropy"
    l1: float = 0.0
    l2: float = 0.0
    schedule: str = "constant"
    period: int = 100
    seed: int = 42
    pace: float = 0.0

    def __post_init__(self) -> None:
        rate = self.learning_rate
        _check(0 < rate <= 100, f"learning rate: {rate} is not above 0 and at most 100")
        _check(self.optimizer in OPTIMIZERS, f"optimizer: {self.optimizer!r} is not one of {', '.join(OPTIMIZERS)}")
        _check(1 <= self.batch_size <= 10_000, f"batch size: {self.batch_size} is not between 1 and 10,000")
        _check(self.loss in LOSS_NAMES, f"loss: {self.loss!r} is not one of {', '.join(LOSS_NAMES)}")
        for name, value in (("L1", self.l1), ("L2", self.l2)):
            _check(0 <= value <= 10, f"{name}: {value} is not between 0 and 10")
        _check(self.schedule in SCHEDULES, f"schedule: {self.schedule!r} is not one of {', '.join(SCHEDULES)}")
        _check(self.period >= 1, f"period: {self.period} is not at least 1 epoch")
        _check(self.pace >= 0, f"pace: {self.pace} is negative")
        _check_seed(self.seed)

    def rate_at(self, epoch: float) -> float:
        """The learning rate γ that the schedule makes of the chosen one in an epoch."""
        return SCHEDULES[self.schedule](self.learning_rate, int(epoch), self.period)


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
class Focus:
    """What is being looked at, so that nothing unseen is computed.

    `decision_grid` and `neuron_grid` are the sides of the response maps in cells, 0 where they are not shown
    (the decision map of a network at rest may be finer);
    `probe` is the picture whose feature maps and probabilities are wanted.
    """

    decision_grid: int = 0
    neuron_grid: int = 0
    confusion: bool = False
    probe: Probe | None = None


@dataclass(frozen=True)
class Experiment:
    """Data, model, training and focus: all that one workspace is about."""

    data: PointsData | ImagesData = field(default_factory=PointsData)
    model: Architecture | Perceptron = field(default_factory=Architecture)
    training: TrainingSettings = field(default_factory=TrainingSettings)
    focus: Focus = field(default_factory=Focus)

    def __post_init__(self) -> None:
        points = isinstance(self.data, PointsData)
        _check(points or isinstance(self.model, Architecture), "the perceptron learns points of the plane only")
