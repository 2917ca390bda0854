"""The names that --model knows: which data each goes with, and what is usual for it."""

from __future__ import annotations

import argparse
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from playground.cli.errors import UsageError
from playground.cli.input_words import INPUTS, inputs_of, two_inputs
from playground.cli.options import given, value_of
from playground.engine.errors import Phrase
from playground.engine.layer_spec import LayerSpec, Shape
from playground.engine.limits import SpecError
from playground.engine.line import curvatures
from playground.engine.words import parse_layers
from playground.late_dataclass import dataclass
from playground.training.architecture import Architecture, ChosenModel, PerceptronModel
from playground.training.chosen_data import FeaturedData
from playground.training.chosen_plane_values import PlaneValuesData
from playground.training.chosen_values import ValuesData
from playground.training.data_kind import ChosenData

LARGE_PICTURE = 20
SMALL_PICTURE = 6
MANY_SAMPLES = 4000
MANY_VALUES = 1000
ALL = 10_000
"""The largest batch: all points that there may be."""
VALUE_EPOCHS = 2000
MOST_LINE_EPOCHS = 50_000
FLATNESS = 12
"""So many epochs, times the ratio of the curvatures, bring the flattest direction 100,000 times as near."""
ABSOLUTE_SHARE = 0.02
ACTIVATION = "--activation"
"""The option that goes with the words of --layers."""


@dataclass(frozen=True)
class Usual:
    """What stands where the user gives nothing. activation: of the layers that name none."""

    epochs: int
    settings: Mapping[str, Any]
    layers: str = ""
    activation: str = "linear"
    initializer: str = "xavier"


class NamedModel(ABC):
    """What stands behind one of the names."""

    kind: ClassVar[type[ChosenModel]]
    options: ClassVar[tuple[str, ...]] = ()
    """Those that it has besides the rows of its kind."""
    settles: ClassVar[bool] = False
    """Whether it may have nothing left to learn."""

    def objection(self, data: ChosenData, source: str) -> str:
        """Why it does not go with data, as a sentence goes on after its name; empty where it does."""
        return ""

    def taking(self, data: ChosenData, options: argparse.Namespace) -> ChosenData:
        """The data with the inputs that were asked for."""
        return data

    @abstractmethod
    def usual(self, data: ChosenData, options: argparse.Namespace) -> Usual:
        """What usually learns these data well, with what was chosen otherwise."""

    @abstractmethod
    def model(self, options: argparse.Namespace, usual: Usual) -> ChosenModel:
        """The model that options stand for."""

    def results(self, model: ChosenModel) -> dict[str, Any]:
        """What belongs to the results of such a model besides those of all, under names that stay stable."""
        return {}


class NamedPerceptron(NamedModel):
    """For two classes of points."""

    kind = PerceptronModel
    settles = True

    def objection(self, data: ChosenData, source: str) -> str:
        if not data.is_plane:
            return Phrase("learns points, but {source} is {noun}s", source=source, noun=data.noun)
        classes = len(data.resolve().class_names)
        if not classes:
            return Phrase("tells two classes apart, but {source} is {noun}s", source=source, noun=data.noun)
        if classes != 2:
            return Phrase("tells two classes apart, but {source} has {classes}", source=source, classes=classes)
        return ""

    def usual(self, data: ChosenData, options: argparse.Namespace) -> Usual:
        return Usual(100, {"learning_rate": 1.0, "batch_size": 1})

    def model(self, options: argparse.Namespace, usual: Usual) -> PerceptronModel:
        chosen = given(options, PerceptronModel)
        return PerceptronModel(**chosen | ({"inputs": two_inputs(chosen["inputs"])} if "inputs" in chosen else {}))

    def results(self, model: ChosenModel) -> dict[str, Any]:
        assert isinstance(model, PerceptronModel)
        return {"rule": model.rule, "inputs": list(model.inputs)}


class NamedNetwork(NamedModel):
    """Layers that the user chooses."""

    kind = Architecture
    options = (ACTIVATION, INPUTS)

    def taking(self, data: ChosenData, options: argparse.Namespace) -> ChosenData:
        words = value_of(options, INPUTS)
        if words is None:
            return data
        if not isinstance(data, FeaturedData):
            raise UsageError("--inputs {words!r} goes with points, not with {source}", words=words, source=options.data)
        featured: Any = data
        taking: ChosenData = replace(featured, features=inputs_of(words))
        return taking

    def usual(self, data: ChosenData, options: argparse.Namespace) -> Usual:
        if not takes_maps(data):
            # The few values that there usually are make few steps of an epoch.
            is_small = isinstance(data, ValuesData) and len(data.resolve()) <= MANY_VALUES
            epochs = VALUE_EPOCHS if is_small else 200
            return Usual(epochs, {"learning_rate": 0.01, "batch_size": 16}, "dense8 dense8", "tanh")
        epochs = 10 if len(data.resolve()) > MANY_SAMPLES else 30
        layers = self.layers_for_maps(data.input_shape)
        return Usual(epochs, {"learning_rate": 0.002, "batch_size": 32}, layers, "relu", "he")

    @abstractmethod
    def layers_for_maps(self, shape: Shape) -> str:
        """The usual hidden layers for inputs of rows, columns and channels."""

    def model(self, options: argparse.Namespace, usual: Usual) -> Architecture:
        words = usual.layers if options.layers is None else options.layers
        hidden = parse_layers(with_activation(words, options.activation or usual.activation))
        self.check_layers(hidden, words)
        return Architecture(**{"initializer": usual.initializer, **given(options, Architecture), "hidden": hidden})

    def check_layers(self, hidden: tuple[LayerSpec, ...], words: str) -> None:
        """Raises UsageError for layers that such a network does not have."""


class NamedMlp(NamedNetwork):
    """Layers of neurons alone, for data of every kind."""

    layer_reason: ClassVar[Phrase] = Phrase("an mlp has dense and dropout layers only; take --model cnn for others")

    def layers_for_maps(self, shape: Shape) -> str:
        return "dense64"

    def check_layers(self, hidden: tuple[LayerSpec, ...], words: str) -> None:
        if not all(map(takes_vectors, hidden)):
            raise UsageError("--layers {words!r}: {reason}", words=words, reason=self.layer_reason)


class NamedRegression(NamedMlp):
    """The line a·x + b, or layers of neurons where they are given, for values."""

    layer_reason = Phrase("a network for values has dense and dropout layers only")

    def objection(self, data: ChosenData, source: str) -> str:
        if isinstance(data, ValuesData):
            return ""
        if isinstance(data, PlaneValuesData):
            return Phrase("fits values against one x, but {source} is {noun}s", source=source, noun=data.noun)
        return Phrase("fits values, but {source} is {noun}s", source=source, noun=data.noun)

    def usual(self, data: ChosenData, options: argparse.Namespace) -> Usual:
        usual = super().usual(data, options)
        if (options.layers or "").split():
            return replace(usual, layers="")
        if options.activation is not None:
            raise UsageError(
                "--activation {name} goes with --layers; without layers the model is a line", name=options.activation
            )
        samples = data.samples()
        least, greatest = curvatures(samples.x[samples.train])
        # Half of what leaves the valley goes straight down where it is steepest, and more slowly where it is flat.
        epochs = int(min(max(VALUE_EPOCHS, FLATNESS * greatest / least if least else 0), MOST_LINE_EPOCHS))
        # Without curvature smaller steps are needed to come to rest.
        rate = (ABSOLUTE_SHARE if options.loss == "absolute-error" else 1.0) / greatest
        return Usual(epochs, {"learning_rate": rate, "batch_size": ALL, "optimizer": "sgd"})


class NamedCnn(NamedNetwork):
    """All kinds of layers, for data with rows and columns."""

    def objection(self, data: ChosenData, source: str) -> str:
        if takes_maps(data):
            return ""
        return Phrase("needs pictures, but {source} is {noun}s", source=source, noun=data.noun)

    def layers_for_maps(self, shape: Shape) -> str:
        side, channels = min(shape[:2]), shape[2]
        if side >= LARGE_PICTURE and channels == 3:
            return "conv16x3 pool2 conv32x3 pool2 conv32x3 pool2 dense64"
        if side >= LARGE_PICTURE:
            return "conv8x5 pool2 conv16x5 pool2 dense64"
        return "conv16x3 pool2 conv32x3 pool2 dense64" if side >= SMALL_PICTURE else "conv16x3 dense64"


MODELS: dict[str, NamedModel] = {
    "perceptron": NamedPerceptron(),
    "mlp": NamedMlp(),
    "cnn": NamedCnn(),
    "regression": NamedRegression(),
}


def usual_name(data: ChosenData) -> str:
    """The name that stands where the user gives none."""
    return "regression" if isinstance(data, ValuesData) else "cnn" if takes_maps(data) else "mlp"


def check_goes(name: str, data: ChosenData, source: str) -> None:
    """Raises UsageError where a model does not go with the data."""
    objection = MODELS[name].objection(data, source)
    if objection:
        others = ", ".join(other for other, model in MODELS.items() if not model.objection(data, source))
        raise UsageError("--model {name} {objection}; allowed: {others}", name=name, objection=objection, others=others)


def takes_maps(data: ChosenData) -> bool:
    """Whether the samples have rows and columns."""
    return len(data.input_shape) == 3


def takes_vectors(layer: LayerSpec) -> bool:
    """Whether a layer needs no rows and columns."""
    try:
        layer.output_shape((1,))
    except SpecError:
        return False
    return True


def with_activation(words: str, activation: str) -> str:
    """The words, with an activation for the layers that could have one and name none."""
    return " ".join(f"{word}:{activation}" if ":" not in word and _may_have(word) else word for word in words.split())


def _may_have(word: str) -> bool:
    try:
        return "activation" in parse_layers(word)[0].limits()
    except SpecError:
        return False  # whoever builds the layers says what is wrong with it
