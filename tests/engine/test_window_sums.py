"""Convolution and pooling of one map, number by number, as direct loops and the course have them."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.engine.course import ACTIVATIONS
from playground.engine.kernels import Kernels
from playground.engine.layer_kinds import AveragePool2DSpec, Conv2DSpec, MaxPool2DSpec, PoolSpec
from playground.engine.limits import SpecError
from playground.engine.pooling_sums import PoolingSums
from playground.engine.window_sums import ConvolutionSums

EXACT = {"rtol": 1e-12, "atol": 1e-12}


def is_inside(x: np.ndarray, row: int, column: int) -> bool:
    return 0 <= row < x.shape[0] and 0 <= column < x.shape[1]


@st.composite
def convolutions(draw: Any) -> tuple[ConvolutionSums, np.ndarray]:
    """A convolution that fits its input, and δ of its output."""
    size, stride, dilation = draw(st.integers(1, 4)), draw(st.integers(1, 3)), draw(st.integers(1, 3))
    padding = draw(st.just("same") | st.integers(0, 3))
    activation = draw(st.sampled_from([name for name in ACTIVATIONS if name != "softmax"]))
    channels, filters = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    spec = Conv2DSpec(filters, size, stride, padding, activation, dilation)
    least = max(1, spec.reach - sum(spec.pads))
    rows, columns = draw(st.integers(least, least + 5)), draw(st.integers(least, least + 5))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    kernels = Kernels(rng.normal(size=(size, size, channels, filters)), rng.normal(size=filters))
    sums = ConvolutionSums(rng.normal(size=(rows, columns, channels)), kernels, spec)
    return sums, rng.normal(size=sums.a.shape)


@st.composite
def poolings(draw: Any) -> tuple[PoolingSums, np.ndarray]:
    kind = draw(st.sampled_from([MaxPool2DSpec, AveragePool2DSpec]))
    spec = kind(draw(st.integers(1, 4)), draw(st.none() | st.integers(1, 4)))
    rows, columns = (draw(st.integers(spec.size, spec.size + 5)) for _ in range(2))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    # Few different numbers, so that windows have several winners.
    x = rng.integers(-2, 3, (rows, columns, draw(st.integers(1, 3)))).astype(float)
    sums = PoolingSums(x, spec)
    return sums, rng.normal(size=sums.a.shape)


@given(convolutions())
def test_every_output_is_the_sum_of_its_products(found: tuple[ConvolutionSums, np.ndarray]) -> None:
    sums, _ = found
    x, weight, spec = sums.x, sums.kernels.weight, sums.spec
    g, _ = ACTIVATIONS[spec.activation]
    assert sums.a.shape == spec.output_shape(x.shape)
    for i, j, f in np.ndindex(*sums.a.shape):
        shown = sums.output(i, j, f)
        each = np.zeros(x.shape[2])
        for u, v, c in np.ndindex(*weight.shape[:3]):
            row, column = (spec.stride * at - spec.pads[0] + spec.dilation * by for at, by in ((i, u), (j, v)))
            value = x[row, column, c] if is_inside(x, row, column) else 0.0
            assert (shown.window.rows[u], shown.window.columns[v]) == (row, column)
            assert shown.window.inside[u, v] == is_inside(x, row, column)
            assert shown.window.values[u, v, c] == value
            assert shown.products[u, v, c] == value * weight[u, v, c, f]
            each[c] += value * weight[u, v, c, f]
        np.testing.assert_allclose(shown.channel_sums, each, **EXACT)
        assert shown.a == sums.a[i, j, f] == pytest.approx(each.sum() + sums.kernels.bias[f], rel=1e-12, abs=1e-12)
        assert shown.h == sums.h[i, j, f] == pytest.approx(float(g(np.array(shown.a))), rel=1e-12, abs=1e-12)


@given(convolutions())
def test_every_gradient_of_a_convolution_is_the_sum_of_its_terms(found: tuple[ConvolutionSums, np.ndarray]) -> None:
    sums, delta = found
    x, weight, spec = sums.x, sums.kernels.weight, sums.spec
    of_weight, of_input = np.zeros_like(weight), np.zeros_like(x)
    for i, j, f in np.ndindex(*delta.shape):
        for u, v, c in np.ndindex(*weight.shape[:3]):
            row, column = (spec.stride * at - spec.pads[0] + spec.dilation * by for at, by in ((i, u), (j, v)))
            if is_inside(x, row, column):
                of_weight[u, v, c, f] += delta[i, j, f] * x[row, column, c]
                of_input[row, column, c] += delta[i, j, f] * weight[u, v, c, f]
    gradients = sums.gradients(delta)
    np.testing.assert_allclose(gradients.weight, of_weight, **EXACT)
    np.testing.assert_allclose(gradients.bias, delta.sum(axis=(0, 1)), **EXACT)
    np.testing.assert_allclose(gradients.input, of_input, **EXACT)
    for u, v, c, f in np.ndindex(*weight.shape):
        one = sums.weight((u, v, c, f), delta)
        assert one.products.shape == delta.shape[:2] and np.array_equal(one.delta, delta[..., f])
        np.testing.assert_array_equal(one.products, one.window.values[..., 0] * one.delta)
        assert one.total == pytest.approx(of_weight[u, v, c, f], rel=1e-12, abs=1e-12)
    for row, column, c in np.ndindex(*x.shape):
        other = sums.input((row, column, c), delta)
        np.testing.assert_array_equal(other.weight, weight[::-1, ::-1, c])
        np.testing.assert_allclose(other.filter_sums.sum(), of_input[row, column, c], **EXACT)
        assert other.total == pytest.approx(of_input[row, column, c], rel=1e-12, abs=1e-12)
        for p, q in np.argwhere(other.inside):
            assert np.array_equal(other.delta[p, q], delta[other.rows[p], other.columns[q]])
        assert not other.delta[~other.inside].any()


@given(poolings())
def test_pooling_takes_the_first_of_the_largest_or_the_mean(found: tuple[PoolingSums, np.ndarray]) -> None:
    sums, delta = found
    x, size, step = sums.x, sums.spec.size, sums.spec.step
    back = np.zeros_like(x)
    for i, j, c in np.ndindex(*sums.a.shape):
        shown, window = sums.output(i, j, c), x[i * step : i * step + size, j * step : j * step + size, c]
        np.testing.assert_array_equal(shown.window.values[..., 0], window)
        if isinstance(sums.spec, MaxPool2DSpec):
            v, u = divmod(int(np.argmax(window.T)), size)  # column by column
            shares = np.zeros((size, size))
            shares[u, v] = 1
            assert shown.h == window.max()
        else:
            shares = np.full((size, size), 1 / size**2)
            assert shown.h == pytest.approx(window.mean(), rel=1e-12, abs=1e-12)
        np.testing.assert_array_equal(shown.shares, shares)
        assert shown.h == shown.a == sums.a[i, j, c]
        back[i * step : i * step + size, j * step : j * step + size, c] += shares * delta[i, j, c]
    np.testing.assert_allclose(sums.gradients(delta).input, back, **EXACT)
    for place in np.ndindex(*x.shape):
        one = sums.input(place, delta)
        assert one.total == pytest.approx(back[place], rel=1e-12, abs=1e-12)
        assert one.products.shape == (size, size, 1) and not one.weight[~one.inside].any()


SLIDE = np.array([[1, 1, 1, 0, 0], [0, 1, 1, 1, 0], [0, 0, 1, 1, 1], [0, 0, 1, 1, 0], [0, 1, 1, 0, 0]], float)
CROSS = np.array([[1, 0, 1], [0, 1, 0], [1, 0, 1]], float)


def test_the_example_of_the_course() -> None:
    kernels = Kernels(CROSS[..., None, None], np.zeros(1))
    sums = ConvolutionSums(SLIDE[..., None], kernels, Conv2DSpec(1, 3, 1, 0))
    assert sums.a[..., 0].tolist() == [[4, 3, 4], [2, 4, 3], [2, 3, 4]]
    middle = sums.output(1, 1, 0)
    assert middle.products[..., 0].tolist() == [[1, 0, 1], [0, 1, 0], [0, 0, 1]]
    assert (middle.a, middle.channel_sums.tolist()) == (4, [4])


def test_what_does_not_fit_is_refused() -> None:
    kernels, pixel = Kernels(CROSS[..., None, None], np.zeros(1)), np.ones((1, 1, 1))
    with pytest.raises(SpecError, match="the map is only 1 × 1"):
        ConvolutionSums(pixel, kernels, Conv2DSpec(1, 3, 1, 0))
    assert ConvolutionSums(pixel, kernels, Conv2DSpec(1, 3, 1, 1)).a.tolist() == [[[1.0]]]
    with pytest.raises(SpecError, match="the map is only 1 × 1"):
        PoolingSums(pixel, MaxPool2DSpec())


def pool_of(kind: type[PoolSpec], x: list[list[int]]) -> PoolingSums:
    return PoolingSums(np.array(x, float)[..., None], kind())


def test_the_first_of_equal_winners_is_the_one_of_the_course() -> None:
    assert pool_of(MaxPool2DSpec, [[0, 3], [3, 3]]).output(0, 0, 0).shares.tolist() == [[0, 0], [1, 0]]
    assert pool_of(AveragePool2DSpec, [[0, 3], [3, 6]]).output(0, 0, 0).h == 3
