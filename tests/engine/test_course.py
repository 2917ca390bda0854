"""The engine that reads like the course: by hand, and against central differences."""

import ast
import sys
from pathlib import Path

import numpy as np
import pytest

from playground.engine import course
from playground.engine.activations import ACTIVATIONS
from playground.engine.gradcheck import numerical_gradient, relative_error
from playground.engine.losses import LOSSES
from playground.engine.optimizers import OPTIMIZERS
from playground.engine.spec import NetworkSpec
from playground.engine.words import parse_layers

# The course's examples; rows run over the kernel, columns over one channel each.
BINARY = [[1, 1, 1, 0, 0], [0, 1, 1, 1, 0], [0, 0, 1, 1, 1], [0, 0, 1, 1, 0], [0, 1, 1, 0, 0]]
RED = [[156, 155, 156, 158, 158], [153, 154, 157, 159, 159], [149, 151, 155, 158, 159], [146, 146, 149, 153, 158]]
GREEN = [[167, 166, 167, 169, 169], [164, 165, 168, 170, 170], [160, 162, 166, 169, 170], [156, 156, 159, 163, 168]]
BLUE = [[163, 162, 163, 165, 165], [160, 161, 164, 166, 166], [156, 158, 162, 165, 166], [155, 155, 158, 162, 167]]
RED_KERNEL = [[-1, -1, 1], [0, 1, -1], [0, 1, 1]]
GREEN_KERNEL = [[1, 0, 0], [1, -1, -1], [1, 0, -1]]
BLUE_KERNEL = [[0, 1, 1], [0, 1, 0], [1, -1, 1]]

TRAINABLE = [name for name in ACTIVATIONS if name != "step"]


def test_backpropagation_by_hand() -> None:
    # Two inputs, two ReLU units, one linear unit, squared error; x = (1, 2), d = 1.
    #   W_1 = | 1  1 |  b_1 = ( 0.5)    W_2 = (2  3)  b_2 = −1
    #         | 1 −1 |        (−1.0)
    # Forward:  a_1 = (1 + 2 + 0.5, 1 − 2 − 1) = (3.5, −2)   h_1 = (3.5, 0)   y = 2 · 3.5 + 3 · 0 − 1 = 6
    #           E = (6 − 1)² = 25
    # Backward: δ_2 = 2 (6 − 1) = 10;  ∇W_2 = 10 (3.5, 0) = (35, 0), ∇b_2 = 10
    #           ∇h_1 = 10 (2, 3) = (20, 30);  δ_1 = (20, 0), the second unit being off
    #           ∇W_1 = | 20 · 1  20 · 2 |  ∇b_1 = (20, 0);  ∇x = 20 (1, 1)
    #                  |      0       0 |
    first = course.Dense(np.array([[1.0, 1], [1, -1]]).T, np.array([0.5, -1]), activation="relu")
    second = course.Dense(np.array([[2.0], [3]]), np.array([-1.0]))
    network = course.Network([first, second])
    assert network.forward(np.array([[1.0, 2]])).tolist() == [[6]]
    assert (first.a.tolist(), first.h.tolist(), second.h_in.tolist()) == ([[3.5, -2]], [[3.5, 0]], [[3.5, 0]])
    d = np.array([[1.0]])
    assert network.error(d, "squared-error") == 25
    assert network.backward(d, "squared-error").tolist() == [[20, 20]]
    assert (second.delta.tolist(), first.delta.tolist()) == ([[10]], [[20, 0]])
    assert (second.weight_gradient.T.tolist(), second.bias_gradient.tolist()) == ([[35, 0]], [10])
    assert (first.weight_gradient.T.tolist(), first.bias_gradient.tolist()) == ([[20, 40], [0, 0]], [20, 0])
    assert network.theta.tolist() == [1, 1, 1, -1, 0.5, -1, 2, 3, -1]
    assert network.gradient.tolist() == [20, 0, 40, 0, 20, 0, 35, 0, 10]


def test_softmax_and_cross_entropy_by_hand() -> None:
    # a = (log 1, log 3): y = (1/4, 3/4). d = (1, 0): E = −log 1/4 = log 4, δ = y − d = (−3/4, 3/4).
    layer = course.Dense(np.zeros((1, 2)), np.log([1.0, 3.0]), activation="softmax")
    network = course.Network([layer])
    np.testing.assert_allclose(network.forward(np.ones((1, 1))), [[0.25, 0.75]])
    d = np.array([[1.0, 0.0]])
    assert network.error(d, "cross-entropy") == pytest.approx(np.log(4))
    network.backward(d, "cross-entropy")
    np.testing.assert_allclose(layer.delta, [[-0.75, 0.75]])


def test_the_courses_convolution_one_value_at_a_time() -> None:
    kernel = np.array([[1.0, 0, 1], [0, 1, 0], [1, 0, 1]])[:, :, None, None]
    a = course.Convolution(kernel, np.zeros(1)).forward(np.array(BINARY, float)[None, :, :, None])
    assert a[0, :, :, 0].tolist() == [[4, 3, 4], [2, 4, 3], [2, 3, 4]]


def test_the_courses_convolution_with_channels() -> None:
    kernel = np.stack([RED_KERNEL, GREEN_KERNEL, BLUE_KERNEL], axis=-1)[..., None].astype(float)
    layer = course.Convolution(kernel, np.ones(1), pads=(1, 1))
    a = layer.forward(np.stack([RED, GREEN, BLUE], axis=-1)[None].astype(float))
    assert a[0, :2, :4, 0].tolist() == [[-25, 466, 466, 475], [295, 787, 798, 812]]


def test_pooling_by_hand() -> None:
    #   1 5 | 0 2    the largest: 5 2    the means: 2.5 1      the maximum's gradient:  0 δ | 0 δ
    #   3 1 | 0 2                                             (of two equal 2, the upper) 0 0 | 0 0
    h, delta = np.array([[1.0, 5, 0, 2], [3, 1, 0, 2]])[None, :, :, None], np.array([[[[10.0], [20.0]]]])
    largest, mean = course.MaxPool(2, 2), course.AveragePool(2, 2)
    assert largest.forward(h).ravel().tolist() == [5, 2]
    assert mean.forward(h).ravel().tolist() == [2.5, 1]
    assert largest.backward(delta)[0, :, :, 0].tolist() == [[0, 10, 0, 20], [0, 0, 0, 0]]
    assert mean.backward(delta)[0, :, :, 0].tolist() == [[2.5, 2.5, 5, 5], [2.5, 2.5, 5, 5]]


def test_dropout_drops_only_where_it_may_draw() -> None:
    layer, h = course.Dropout(0.25), np.ones((4, 1000))
    np.testing.assert_array_equal(layer.forward(h), h)
    layer.rng = np.random.default_rng(0)
    thinned = layer.forward(h)
    assert set(np.unique(thinned)) == {0, 1 / 0.75}
    assert thinned.mean() == pytest.approx(1, abs=0.05)
    np.testing.assert_array_equal(layer.backward(h), thinned)


def assert_gradient(shape: tuple[int, ...], words: str, loss: str) -> None:
    """Backpropagation agrees with central differences, on one of a few samples that are not near a kink of E."""
    spec, errors = NetworkSpec(shape, parse_layers(words)), []
    for seed in range(20):
        rng = np.random.default_rng(seed)
        network = spec.course_network(rng.normal(0, 0.5, spec.parameters))
        x, d = rng.normal(size=(2, *shape)), rng.normal(size=(2, *spec.output_shape))
        if loss == "cross-entropy":
            d = np.eye(spec.output_shape[-1])[rng.integers(0, spec.output_shape[-1], (2, *spec.output_shape[:-1]))]
        elif loss == "binary-cross-entropy":
            d = rng.integers(0, 2, d.shape).astype(float)

        def error(theta: np.ndarray, network: course.Network = network, x: np.ndarray = x, d: np.ndarray = d) -> float:
            network.theta = theta
            network.forward(x)
            return network.error(d, loss)

        theta = network.theta
        reference = numerical_gradient(error, theta)
        error(theta)
        network.backward(d, loss)
        errors.append(relative_error(network.gradient, reference))
        if errors[-1] <= 1e-6:
            return
    raise AssertionError(f"{words}, {loss}: {min(errors)}")


FREE = [name for name in LOSSES if name not in course.OUTPUT_ACTIVATION]


@pytest.mark.parametrize("loss", FREE)
@pytest.mark.parametrize("activation", TRAINABLE)
def test_dense_layers(activation: str, loss: str) -> None:
    assert_gradient((2,), f"dense3:{activation} dense2:{activation}", loss)


@pytest.mark.parametrize("loss", FREE)
@pytest.mark.parametrize("activation", TRAINABLE)
@pytest.mark.parametrize("words", ["conv2x3 pool2 conv2x2s2p1", "conv2x2p0 avgpool3s2 flatten dense2"])
def test_convolutions_and_pooling(words: str, activation: str, loss: str) -> None:
    activated = [word + f":{activation}" if word.startswith(("conv", "dense")) else word for word in words.split()]
    assert_gradient((6, 5, 2), " ".join(activated), loss)


@pytest.mark.parametrize("activation", TRAINABLE)
@pytest.mark.parametrize(("loss", "output"), course.OUTPUT_ACTIVATION.items())
def test_losses_with_their_output_activation(activation: str, loss: str, output: str) -> None:
    assert_gradient((3,), f"dense3:{activation} dense2:{output}", loss)
    assert_gradient((4, 4, 1), f"conv2x3:{activation} pool3s1 conv2x2:{output}", loss)


def test_the_gradient_of_the_input() -> None:
    spec = NetworkSpec((5, 4, 2), parse_layers("conv3x3:tanh pool2s1 dropout0.5 flatten dense3:softmax"))
    network = spec.course_network(np.random.default_rng(0).normal(0, 0.5, spec.parameters))
    x, d = np.random.default_rng(1).normal(size=(1, 5, 4, 2)), np.array([[0.0, 1.0, 0.0]])

    def error(x: np.ndarray) -> float:
        network.forward(x.reshape(1, 5, 4, 2))
        return network.error(d, "cross-entropy")

    reference = numerical_gradient(error, x.ravel())
    network.forward(x)
    assert relative_error(network.backward(d, "cross-entropy").ravel(), reference) <= 1e-6


@pytest.mark.parametrize("update", course.UPDATES)
def test_xor_is_learned(update: str) -> None:
    x, d = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), np.array([[0.0], [1], [1], [0]])
    spec, rng = NetworkSpec((2,), parse_layers("dense8:tanh dense1:sigmoid")), np.random.default_rng(3)
    network = spec.course_network(rng.normal(size=spec.parameters))
    rate = 0.5 if update == "sgd" else 0.05
    course.train(network, [(x, d)] * 500, "binary-cross-entropy", update, rate)
    np.testing.assert_array_equal(network.forward(x) > 0.5, d)


def test_what_saturates_stays_finite() -> None:
    network = course.Network([course.Dense(np.array([[1e4, -1e4]]), np.zeros(2), activation="softmax")])
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        network.forward(np.ones((1, 1)))
        assert np.isfinite(network.error(np.array([[0.0, 1.0]]), "cross-entropy"))
        network.backward(np.array([[0.0, 1.0]]), "cross-entropy")
    assert network.gradient.tolist() == [1, -1, 1, -1]


def test_names_are_those_of_the_fast_engine() -> None:
    assert list(course.ACTIVATIONS) == list(ACTIVATIONS)
    assert list(course.LOSSES) == list(LOSSES)
    assert list(course.UPDATES) == list(OPTIMIZERS)
    assert {name: loss.activation for name, loss in LOSSES.items() if loss.activation} == course.OUTPUT_ACTIVATION


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activations_are_those_of_the_fast_engine(name: str) -> None:
    a = np.linspace(-3, 3, 12).reshape(3, 4)
    g, slope = course.ACTIVATIONS[name]
    np.testing.assert_allclose(g(a), ACTIVATIONS[name].function(a), atol=1e-14)
    np.testing.assert_allclose(slope(a), ACTIVATIONS[name].derivative(a), atol=1e-14)


def test_the_file_can_be_taken_along() -> None:
    tree = ast.parse(Path(course.__file__).read_text(encoding="utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in imported} - sys.stdlib_module_names == {"numpy"}
