"""The error surface of a line is the mean of the engine's loss, for every loss of values."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.engine.error_surface import error_surface
from playground.engine.losses import LOSSES
from playground.engine.network import Network
from playground.engine.spec import DenseSpec, NetworkSpec

VALUES = ("squared-error", "absolute-error", "huber")


@pytest.mark.parametrize("loss", VALUES)
@given(count=st.integers(0, 40), seed=st.integers(0, 999), repeated=st.booleans())
def test_it_is_the_mean_of_the_loss(loss, count, seed, repeated):
    rng = np.random.default_rng(seed)
    x, y = rng.uniform(-3, 3, (2, count))
    if repeated:
        x, y = np.round(x), np.round(y)  # residuals that are 0, or exactly where Huber's loss changes
    a, b = np.linspace(-4, 4, 9), np.linspace(-5, 5, 11)
    surface = error_surface(x, y, loss)
    for slope in a:
        each = LOSSES[loss].value((slope * x + b[:, None])[..., None], y[:, None])
        mean = each.mean(axis=1) if count else np.zeros(len(b))
        np.testing.assert_allclose(surface.column(slope, b), mean, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("loss", VALUES)
@given(count=st.integers(1, 40), seed=st.integers(0, 999))
def test_it_is_the_loss_of_the_network_that_is_the_line(loss, count, seed):
    rng = np.random.default_rng(seed)
    points, (a, b) = rng.uniform(-3, 3, (count, 2)).astype(np.float32), rng.uniform(-3, 3, 2)
    network = Network(NetworkSpec((1,), (DenseSpec(1, "linear"),)), None)
    network.theta[:] = a, b
    (found,) = error_surface(points[:, 0], points[:, 1], loss).column(a, np.array([b]))
    assert found == pytest.approx(network.loss(points[:, :1], points[:, 1:], LOSSES[loss]), rel=1e-4)


def test_by_hand():
    # f(x) = x − 1 at the points (0, 0), (2, 4): f(x) − y = −1, −3.
    x, y, b = [0, 2], [0, 4], np.array([-1.0])
    assert error_surface(x, y, "squared-error").column(1, b) == pytest.approx((1 + 9) / 2)
    assert error_surface(x, y, "absolute-error").column(1, b) == pytest.approx((1 + 3) / 2)
    assert error_surface(x, y, "huber").column(1, b) == pytest.approx((0.5 + 2.5) / 2)
