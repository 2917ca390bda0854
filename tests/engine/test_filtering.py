"""One kernel on a whole picture gives the numbers of the course's convolution."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.engine.filtering import PictureFilter
from playground.engine.layer_kinds import AveragePool2DSpec, Conv2DSpec, MaxPool2DSpec, PoolSpec
from playground.engine.limits import SpecError

ACTIVATIONS = ("linear", "relu", "tanh", "step", "square")


def by_the_course(
    picture: np.ndarray, kernel: np.ndarray, spec: Conv2DSpec, bias: float, pool: PoolSpec | None
) -> tuple[np.ndarray, np.ndarray]:
    """h of the convolution and of the pooling behind it."""
    channels = picture.shape[2]
    if kernel.ndim == 2:  # each channel by itself
        weight = np.zeros((*kernel.shape, channels, channels))
        weight[..., range(channels), range(channels)] = kernel[..., None]
    else:
        weight = kernel[..., None]
    h = spec.course_layer(weight, np.full(weight.shape[-1], bias)).forward(picture[None].astype(float))
    return h[0], h[0] if pool is None else pool.course_layer().forward(h)[0]


@st.composite
def laid(draw: Any) -> tuple[Conv2DSpec, PoolSpec | None]:
    padding = draw(st.just("same") | st.integers(0, 3))
    activation = draw(st.sampled_from(ACTIVATIONS))
    spec = Conv2DSpec(1, draw(st.integers(1, 7)), draw(st.integers(1, 3)), padding, activation, draw(st.integers(1, 2)))
    kind = draw(st.sampled_from([None, MaxPool2DSpec, AveragePool2DSpec]))
    return spec, None if kind is None else kind(draw(st.integers(1, 3)), draw(st.none() | st.integers(1, 3)))


@given(laid(), laid(), st.integers(1, 3), st.integers(0, 2**32))
def test_any_kernel_after_any_other(
    one: tuple[Conv2DSpec, PoolSpec | None],
    two: tuple[Conv2DSpec, PoolSpec | None],
    channels: int,
    seed: int,
) -> None:
    rng = np.random.default_rng(seed)
    # Sums of a few exact numbers, so that a step is on the same side in both.
    picture = rng.integers(0, 9, (rng.integers(20, 40), rng.integers(20, 40), channels)) / 8
    filter = PictureFilter(picture)
    for spec, pool in (one, two):
        shape = (spec.kernel_size,) * 2 + ((channels,) if rng.random() < 0.5 else ())
        kernel, bias = rng.integers(-2, 3, shape).astype(float), 0.5 * float(rng.integers(-2, 3))
        found, (h, pooled) = filter.run(kernel, spec, bias, pool), by_the_course(picture, kernel, spec, bias, pool)
        np.testing.assert_allclose(found.h, h, rtol=1e-4, atol=1e-3)
        assert (found.pooled is None) == (pool is None)
        if found.pooled is not None:
            np.testing.assert_allclose(found.pooled, pooled, rtol=1e-4, atol=1e-3)


@pytest.mark.parametrize("shape", [(300, 400), (300, 400, 3)])
def test_a_picture_of_more_than_one_block(shape: tuple[int, ...]) -> None:
    rng = np.random.default_rng(1)
    picture, kernel, spec = rng.random(shape).astype(np.float32), rng.normal(size=(5, 5)), Conv2DSpec(1, 5, 1, "same")
    found = PictureFilter(picture).run(kernel, spec)
    h, _ = by_the_course(picture.reshape(*shape[:2], -1), kernel, spec, 0.0, None)
    assert found.a.dtype == np.float32 and found.a.shape == h.shape
    np.testing.assert_allclose(found.a, h, atol=1e-4)


def test_what_does_not_fit_is_refused() -> None:
    filter = PictureFilter(np.ones((4, 9), np.float32))
    with pytest.raises(SpecError, match="the map is only 4 × 9"):
        filter.run(np.ones((5, 5)), Conv2DSpec(1, 5, 1, 0))
    with pytest.raises(SpecError, match="the kernel has 3 channels, but the picture 1"):
        filter.run(np.ones((3, 3, 3)), Conv2DSpec(1, 3))
    with pytest.raises(SpecError, match="the map is only 1 × 6"):
        filter.run(np.ones((4, 4)), Conv2DSpec(1, 4, 1, 0), pool=MaxPool2DSpec())
