"""What every kind of layer says of itself."""

import dataclasses

import pytest

from playground.engine.activations import ACTIVATIONS
from playground.engine.limits import COUNT, Choices, Limit, Range
from playground.engine.spec import (
    LAYERS,
    AveragePool2DSpec,
    Conv2DSpec,
    DenseSpec,
    DropoutSpec,
    FlattenSpec,
    LayerSpec,
    MaxPool2DSpec,
)
from playground.engine.words import parse_layers

EXAMPLES = [word for kind in LAYERS.values() for word in kind.examples]


@pytest.mark.parametrize("name", LAYERS)
def test_every_choice_has_a_limit(name: str) -> None:
    kind = LAYERS[name]
    assert [field.name for field in dataclasses.fields(kind)] == list(kind.limits())


@pytest.mark.parametrize("word", EXAMPLES)
def test_an_example_is_a_word_of_its_kind_alone(word: str) -> None:
    (layer,) = parse_layers(word)
    assert layer.word == word
    assert [kind for kind in LAYERS.values() if kind.parse(word) is not None] == [type(layer)]


def test_limits_tell_a_control_what_to_offer() -> None:
    limits = Conv2DSpec.limits()
    assert limits["filters"] == Limit("the number of filters", COUNT)
    assert limits["padding"].allowed == Range(0, whole=True, besides=("same",))
    assert limits["activation"].allowed == Choices(ACTIVATIONS)
    assert MaxPool2DSpec.limits()["stride"].allowed == Range(1, whole=True, besides=(None,))


def test_layers_without_an_activation_are_linear() -> None:
    layers = parse_layers("dense3:tanh conv3x3:relu pool2 avgpool2 flatten dropout0.5")
    assert [layer.activation for layer in layers] == ["tanh", "relu", "linear", "linear", "linear", "linear"]
    assert ["activation" in layer.limits() for layer in layers] == [True, True, False, False, False, False]


@pytest.mark.parametrize(
    ("layer", "shape", "weight", "fans"),
    [
        (DenseSpec(5), (3,), (3, 5), (3, 5)),
        (DenseSpec(5), (4, 4, 2), (32, 5), (32, 5)),
        # A 3 × 3 window on 2 channels reaches each unit, and a value lies in 9 windows of 8 filters.
        (Conv2DSpec(8, 3, stride=2), (9, 9, 2), (3, 3, 2, 8), (18, 72)),
        (MaxPool2DSpec(2), (4, 4, 2), None, (1, 1)),
        (FlattenSpec(), (4, 4, 2), None, (1, 1)),
        (DropoutSpec(0.5), (4,), None, (1, 1)),
    ],
)
def test_weights_and_fans(
    layer: LayerSpec, shape: tuple[int, ...], weight: tuple[int, ...] | None, fans: tuple[int, int]
) -> None:
    assert layer.weight_shape(shape) == weight
    assert layer.fans(shape) == fans


@pytest.mark.parametrize(
    ("layer", "window"),
    [
        (Conv2DSpec(1, 4, stride=3), (4, 3, 1)),
        (Conv2DSpec(1, 5, padding=0), (5, 1, 0)),
        (Conv2DSpec(1, 3, dilation=2), (5, 1, 2)),
        (MaxPool2DSpec(3), (3, 3, 0)),
        (AveragePool2DSpec(3, 1), (3, 1, 0)),
        (DenseSpec(3), (1, 1, 0)),
        (DropoutSpec(0.5), (1, 1, 0)),
    ],
)
def test_windows(layer: LayerSpec, window: tuple[int, int, int]) -> None:
    assert layer.window == window


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("dense8:tanh conv8x5s2 pool2s1", ["dense 8", "conv 8 of 5 × 5", "pool 2"]),
        ("avgpool3 flatten dropout0.25", ["average pool 3", "flatten", "dropout 0.25"]),
    ],
)
def test_names_in_messages(words: str, names: list[str]) -> None:
    assert [str(layer) for layer in parse_layers(words)] == names
