"""Shapes, parameter counts and refusals of layers and networks."""

import dataclasses

import pytest

from playground.engine.spec import (
    AveragePool2DSpec,
    Conv2DSpec,
    DenseSpec,
    DropoutSpec,
    FlattenSpec,
    LayerSpec,
    MaxPool2DSpec,
    NetworkSpec,
    SpecError,
)
from playground.engine.words import parse_layers


def test_a_multilayer_perceptron() -> None:
    spec = NetworkSpec((2,), parse_layers("dense8:tanh dense8:tanh dense1:tanh"))
    assert spec.output_shapes == ((8,), (8,), (1,))
    assert spec.parameter_counts == (3 * 8, 9 * 8, 9)
    assert spec.parameters == 105
    assert spec.output_shape == (1,)


def test_a_convolutional_network() -> None:
    spec = NetworkSpec((28, 28, 1), parse_layers("conv8x3:relu pool2 conv16x5p0:relu avgpool3 dropout0.5 dense10"))
    assert spec.output_shapes == ((28, 28, 8), (14, 14, 8), (10, 10, 16), (3, 3, 16), (3, 3, 16), (10,))
    assert spec.parameter_counts == (80, 0, 16 * (200 + 1), 0, 0, 1450)


@pytest.mark.parametrize(
    ("layer", "inputs", "weights"),
    [
        # The course: a 200 × 200 image and 40,000 hidden units need 1.6 billion weights when fully connected …
        (DenseSpec(200 * 200), (200, 200, 1), 1_600_000_000),
        # … 100 when one 10 × 10 field is shared, 1,000 for 10 output features, 10,000 with 10 inputs as well.
        (Conv2DSpec(1, 10), (200, 200, 1), 100),
        (Conv2DSpec(10, 10), (200, 200, 1), 1_000),
        (Conv2DSpec(10, 10), (200, 200, 10), 10_000),
    ],
)
def test_the_courses_parameter_counts(layer: LayerSpec, inputs: tuple[int, ...], weights: int) -> None:
    biases = layer.output_shape(inputs)[-1]
    assert layer.parameters(inputs) == weights + biases


def test_a_convolution_without_padding_loses_two_k_rows_and_columns() -> None:
    assert Conv2DSpec(1, 3, padding=0).output_shape((5, 7, 1)) == (3, 5, 1)


@pytest.mark.parametrize("dilation", [1, 2, 3])
@pytest.mark.parametrize("kernel_size", [1, 2, 3, 4, 5, 8])
def test_same_padding_keeps_the_map(kernel_size: int, dilation: int) -> None:
    assert Conv2DSpec(4, kernel_size, dilation=dilation).output_shape((9, 6, 2)) == (9, 6, 4)


def test_a_dilated_kernel_needs_room_for_its_reach() -> None:
    layer = Conv2DSpec(1, 3, padding=0, dilation=2)  # three weights two places apart reach over five
    assert layer.output_shape((7, 5, 1)) == (3, 1, 1)
    with pytest.raises(SpecError, match="the map is only 4 × 4"):
        layer.output_shape((4, 4, 1))


@pytest.mark.parametrize(("stride", "rows"), [(1, 7), (2, 4), (3, 3), (7, 1), (9, 1)])
def test_strides_are_rounded_up_with_same_padding(stride: int, rows: int) -> None:
    assert Conv2DSpec(1, 3, stride).output_shape((7, 7, 1)) == (rows, rows, 1)


def test_pools_drop_what_is_left_over() -> None:
    assert MaxPool2DSpec().output_shape((5, 7, 3)) == (2, 3, 3)
    assert AveragePool2DSpec(3, stride=1).output_shape((5, 7, 3)) == (3, 5, 3)


@pytest.mark.parametrize(
    ("shape", "words", "message"),
    [
        ((3, 3, 1), "conv8x3 pool2 pool4", "Layer 3 (pool 4): the map is only 1 × 1"),
        ((3, 9, 1), "conv1x5p0", "Layer 1 (conv 1 of 5 × 5): the map is only 3 × 9"),
        ((2,), "dense4 pool2", "Layer 2 (pool 2): needs a map"),
        ((2,), "dense4:step", "Layer 1 (dense 4): the step activation is for display only"),
        ((1000, 1000, 1), "dense1000", "1,000,001,000 parameters; at most 50,000,000"),
        ((1000, 1000, 1), "conv64x3", "64,000,000 values for one sample; at most 4,000,000"),
        ((28, 28, 1), "conv1x5000", "Layer 1 (conv 1 of 5000 × 5000): 19,600,000,000 values in the windows"),
        ((2,), "", "at least one layer"),
        ((2, 2), "dense1", "(rows, columns, channels), not (2, 2)"),
        ((0,), "dense1", "at least 1, not 0"),
    ],
)
def test_networks_that_do_not_fit_are_refused_with_the_reason(shape: tuple[int, ...], words: str, message: str) -> None:
    with pytest.raises(SpecError) as refusal:
        NetworkSpec(shape, parse_layers(words))
    assert message in str(refusal.value)


def test_an_unknown_initializer_is_refused() -> None:
    with pytest.raises(SpecError, match="unknown initializer 'magic'; allowed are zeros, uniform"):
        NetworkSpec((2,), (DenseSpec(1),), "magic")


@pytest.mark.parametrize("units", [0, -1, 1.5, True, "8", None])
def test_units_must_be_a_positive_whole_number(units: object) -> None:
    with pytest.raises(SpecError, match="units must be a whole number of at least 1"):
        DenseSpec(units)  # type: ignore[arg-type]


@pytest.mark.parametrize("rate", [-0.1, 1, float("nan"), "0.5", True])
def test_dropout_rates_are_below_one(rate: object) -> None:
    with pytest.raises(SpecError, match="dropout rate"):
        DropoutSpec(rate)  # type: ignore[arg-type]


def test_specs_are_values() -> None:
    spec = NetworkSpec([2], [DenseSpec(3)])  # type: ignore[arg-type]
    assert spec == NetworkSpec((2,), (DenseSpec(3),))
    assert len({spec, NetworkSpec((2,), (DenseSpec(3),)), NetworkSpec((3,), (DenseSpec(3),))}) == 2
    assert dataclasses.replace(spec, layers=(FlattenSpec(),)).output_shape == (2,)
