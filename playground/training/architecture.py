"""The models to choose from: a network's architecture, and the perceptron."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any, ClassVar

from playground.data.features import FEATURES
from playground.engine.activations import ACTIVATIONS
from playground.engine.initializers import INITIALIZERS
from playground.engine.limits import Choices
from playground.engine.perceptron_rules import RULES
from playground.engine.spec import DenseSpec, LayerSpec, NetworkSpec, Shape
from playground.late_dataclass import dataclass
from playground.training.data_kind import ChosenData
from playground.training.frozen import WORD
from playground.training.hyperparameters import (
    Anything,
    ExperimentError,
    Hyperparameter,
    Renewal,
    check,
    chosen,
    told,
)
from playground.training.route import Route
from playground.training.tasks import ClassTargets, Task

MAX_HIDDEN_LAYERS = 8
MAX_HIDDEN_UNITS = 64


class ChosenModel:
    """A description of a model: a frozen value whose fields have rows. A kind of model is a subclass, and its rows in
    MODEL_KINDS and TRAINERS."""

    hidden: tuple[LayerSpec, ...] = ()
    keys: tuple[int, ...] = ()
    """Names of the hidden layers, for as long as each lives."""
    every_sample: bool = False
    """Whether training goes by the smallest steps that the model takes."""

    def check_data(self, data: ChosenData) -> None:
        """Raises ExperimentError for data that it cannot learn."""
        if not data.is_learned:
            raise ExperimentError("the numbers of a map are no samples that could be learned")

    def input_shape(self, data: ChosenData) -> Shape:
        """The shape of what it takes of some data."""
        return data.input_shape

    def data_shape(self, data: ChosenData, shape: Shape) -> Shape:
        """The shape of samples of which it takes inputs of `shape`; ExperimentError where it takes others."""
        return shape

    def network(self, data: ChosenData, loss: str) -> NetworkSpec | None:
        """The whole network for some data, None where it is none; SpecError, ExperimentError where it does not fit."""
        return None

    def parameter_count(self, data: ChosenData, loss: str) -> int | None:
        """How many weights and biases it has; None where that is not known before it has learned."""
        network = self.network(data, loss)
        return None if network is None else network.parameters

    def route(self, data: ChosenData) -> Route | None:
        """What it goes through step by step where there is nothing to learn; None for a model that learns."""
        return None

    def forgets(self, old: ChosenModel) -> bool:
        """Whether going on as this loses something that `old` learned, other than layers and what begins anew."""
        return False


@dataclass(frozen=True)
class PerceptronModel(ChosenModel):
    """The single neuron of 1958 in place of a network."""

    targets: ClassVar[ClassTargets] = ClassTargets(1, 2, "linear")
    """What ⟨w, x⟩ + b stands for."""
    rule: str = chosen(
        "rosenblatt",
        Hyperparameter(
            "rule",
            Choices(RULES),
            Renewal.NOTHING,
            told("rule"),
            "--rule",
            "R",
            "what a perceptron answers with: its last weights, their average, or the best so far",
        ),
    )
    beside: bool = chosen(False, Hyperparameter("logistic neuron", Anything(), Renewal.NOTHING))
    """Whether a logistic neuron learns the same samples by gradient descent."""
    inputs: tuple[str, str] = chosen(
        ("x1", "x2"),
        Hyperparameter(
            "inputs",
            Anything(),
            Renewal.EVERYTHING,
            told("inputs", ", ".join),
            "--inputs",
            "WORDS",
            f"what points are seen as, of {', '.join(FEATURES)}; a perceptron has two",
        ),
    )
    every_sample: bool = chosen(False, Hyperparameter("every sample", Anything(), Renewal.NOTHING))
    """Whether training goes from sample to sample; otherwise from mistake to mistake."""

    def __post_init__(self) -> None:
        check(self)
        allowed = ", ".join(FEATURES)
        if len(self.inputs) != 2 or self.inputs[0] == self.inputs[1]:
            raise ExperimentError(
                "inputs: {inputs} are not two different ones of {allowed}",
                inputs=", ".join(self.inputs),
                allowed=allowed,
            )
        unknown = next((name for name in self.inputs if name not in FEATURES), None)
        if unknown is not None:
            raise ExperimentError("inputs: {name!r} is not one of {allowed}", name=unknown, allowed=allowed)

    def check_data(self, data: ChosenData) -> None:
        if not data.is_plane or not data.has_classes:
            raise ExperimentError("the perceptron learns points of the plane only, of two classes")

    def input_shape(self, data: ChosenData) -> Shape:
        """It has inputs of its own, whatever features are chosen for networks."""
        return (2,)

    def data_shape(self, data: ChosenData, shape: Shape) -> Shape:
        if shape != (2,):
            raise ExperimentError("input shape {shape}: a perceptron sees the plane", shape=shape)
        return data.input_shape

    def parameter_count(self, data: ChosenData, loss: str) -> int:
        """w₁, w₂ and b."""
        return 3

    def forgets(self, old: ChosenModel) -> bool:
        """What a rule remembers besides the weights goes with it, and so does the neuron beside."""
        if not isinstance(old, PerceptronModel):
            return False
        return (old.rule not in ("rosenblatt", self.rule)) or (old.beside and not self.beside)


def _sizes(hidden: tuple[LayerSpec, ...]) -> str:
    """Dropout is told apart: it is no layer of neurons."""
    told = (str(layer if layer.width is None else layer.width) for layer in hidden if layer.dropout_rate is None)
    return "-".join(told)


def _dropouts(hidden: tuple[LayerSpec, ...]) -> str:
    """The rates behind the input and behind every other layer, 0 without; several behind one another joined by +."""
    rates: list[list[str]] = [[]]
    for layer in hidden:
        if layer.dropout_rate is None:
            rates.append([])
        else:
            rates[-1].append(repr(layer.dropout_rate))
    return ", ".join("+".join(each) or "0" for each in rates)


def _activations(hidden: tuple[LayerSpec, ...]) -> str:
    return ", ".join(layer.activation for layer in hidden if "activation" in layer.limits())


@dataclass(frozen=True)
class Architecture(ChosenModel):
    """The hidden layers that the user chose; the data imply the input and the output layer.

    `keys[i]` names hidden layer i for as long as it lives, so that the trainer can tell which layer
    a later architecture continues, whatever was inserted or removed around it.
    """

    hidden: tuple[LayerSpec, ...] = chosen(
        (DenseSpec(8, "tanh"), DenseSpec(8, "tanh")),
        Hyperparameter(
            "hidden layers",
            Anything(),
            Renewal.NETWORK,
            told("hidden layers", _sizes) + told("activations", _activations) + told("dropout", _dropouts),
            "--layers",
            "WORDS",
            "the hidden layers, see below",
        ),
    )
    keys: tuple[int, ...] = chosen((), Hyperparameter("keys", Anything(), Renewal.NETWORK))
    output_activation: str | None = chosen(
        None,
        Hyperparameter(
            "output activation",
            Choices(ACTIVATIONS, optional=True),
            Renewal.NETWORK,
            told("output activation", lambda name: name or ""),
        ),
    )
    initializer: str = chosen(
        "xavier",
        Hyperparameter("initializer", Choices(INITIALIZERS), Renewal.EVERYTHING, option="--init", unit="I"),
    )
    frozen: tuple[str, ...] = chosen(
        (), Hyperparameter("frozen weights", Anything(), Renewal.NOTHING, told("locks", lambda words: str(len(words))))
    )
    """What training leaves as it is, by the words of `training/frozen.py`."""

    def __post_init__(self) -> None:
        if len(self.keys) != len(self.hidden):
            if self.keys:
                raise ExperimentError("keys: as many as hidden layers, or none")
            object.__setattr__(self, "keys", tuple(range(len(self.hidden))))
        if len(set(self.keys)) != len(self.keys):
            raise ExperimentError("keys: {keys} are not all different", keys=self.keys)
        unknown = next((word for word in self.frozen if not WORD.fullmatch(word)), None)
        if unknown is not None:
            raise ExperimentError("frozen weights: {word!r} names no layer, unit or weight", word=unknown)
        check(self)

    def with_inserted(self, index: int, layer: LayerSpec) -> Architecture:
        """The architecture with a new layer in front of hidden layer `index`."""
        key = max(self.keys, default=-1) + 1
        hidden = (*self.hidden[:index], layer, *self.hidden[index:])
        return replace(self, hidden=hidden, keys=(*self.keys[:index], key, *self.keys[index:]))

    def with_frozen(self, word: str, frozen: bool) -> Architecture:
        """The architecture with a layer, a unit or a weight that training leaves as it is, or no longer does."""
        others = tuple(each for each in self.frozen if each != word)
        return replace(self, frozen=(*others, word) if frozen else others)

    def with_replaced(self, index: int, layer: LayerSpec) -> Architecture:
        """The architecture in which hidden layer `index` goes on as `layer`."""
        return replace(self, hidden=(*self.hidden[:index], layer, *self.hidden[index + 1 :]))

    def with_activation(self, name: str) -> Architecture:
        """The architecture with one activation in all hidden layers that have one."""
        change: dict[str, Any] = {"activation": name}
        hidden = (replace(each, **change) if "activation" in each.limits() else each for each in self.hidden)
        return replace(self, hidden=tuple(hidden))

    def without(self, index: int) -> Architecture:
        """The architecture without hidden layer `index`."""
        hidden = self.hidden[:index] + self.hidden[index + 1 :]
        frozen = tuple(word for word in self.frozen if word.split(":")[0] != str(self.keys[index]))
        return replace(self, hidden=hidden, keys=self.keys[:index] + self.keys[index + 1 :], frozen=frozen)

    def network(self, data: ChosenData, loss: str) -> NetworkSpec:
        return _planned(self, data.input_shape, data.task, loss)

    def network_spec(self, input_shape: Shape, task: Task, loss: str) -> NetworkSpec:
        """The whole network for inputs of `input_shape` that does what a task asks; SpecError if it does not fit."""
        allowed = task.output_activations(loss)
        activation = self.output_activation if self.output_activation in allowed else allowed[0]
        return NetworkSpec(input_shape, (*self.hidden, DenseSpec(task.outputs, activation)), self.initializer)


@lru_cache(maxsize=32)
def _planned(model: Architecture, input_shape: Shape, task: Task, loss: str) -> NetworkSpec:
    """Whoever shows or trains an edited experiment asks for its network: it is planned once for all of them."""
    return model.network_spec(input_shape, task, loss)
