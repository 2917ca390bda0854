"""Values, derivatives and stability of the activation functions."""

import numpy as np
import pytest

from playground.engine.activations import ACTIVATIONS

A = np.array([-1.5, -0.3, 0.2, 2.0])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("linear", A),
        ("step", [0, 0, 1, 1]),
        ("sigmoid", 1 / (1 + np.exp(-A))),
        ("tanh", (np.exp(A) - np.exp(-A)) / (np.exp(A) + np.exp(-A))),
        ("relu", [0, 0, 0.2, 2]),
        ("leaky-relu", [-0.015, -0.003, 0.2, 2]),
        ("elu", [np.exp(-1.5) - 1, np.exp(-0.3) - 1, 0.2, 2]),
        ("softplus", np.log(1 + np.exp(A))),
        ("softmax", np.exp(A) / np.exp(A).sum()),
    ],
)
def test_values(name: str, expected: np.ndarray) -> None:
    function = ACTIVATIONS[name].function
    np.testing.assert_allclose(function(A), expected, rtol=1e-12)
    inplace = A.copy()
    assert function(inplace, inplace) is inplace
    np.testing.assert_allclose(inplace, expected, rtol=1e-12)


@pytest.mark.parametrize("name", [name for name in ACTIVATIONS if name not in ("step", "softmax")])
def test_derivatives(name: str) -> None:
    g = ACTIVATIONS[name]
    slope = (g.function(A + 1e-6) - g.function(A - 1e-6)) / 2e-6
    np.testing.assert_allclose(g.derivative(A), slope, atol=1e-8)


def test_the_softmaxs_derivative_is_the_diagonal_of_its_jacobian() -> None:
    g = ACTIVATIONS["softmax"]
    shifts = 1e-6 * np.eye(4)
    slope = np.diag((g.function(A + shifts) - g.function(A - shifts)) / 2e-6)
    np.testing.assert_allclose(g.derivative(A), slope, atol=1e-8)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", ACTIVATIONS)
def test_nothing_overflows_and_the_type_stays(name: str, dtype: type) -> None:
    a = np.array([[-1e4, 0, 1e4]], dtype)
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        h, slope = ACTIVATIONS[name].function(a), ACTIVATIONS[name].derivative(a)
    assert h.dtype == slope.dtype == dtype
    assert np.isfinite(h).all() and np.isfinite(slope).all()


def test_a_square_has_the_slope_of_its_side() -> None:
    g = ACTIVATIONS["square"]
    np.testing.assert_allclose(g.function(np.array([[-3.0, 0.5]])), [[9.0, 0.25]])
    np.testing.assert_allclose(g.derivative(np.array([[-3.0, 0.5]])), [[-6.0, 1.0]])


@pytest.mark.parametrize("name", [name for name, g in ACTIVATIONS.items() if g.rises])
def test_activations_that_rise_never_fall(name: str) -> None:
    h = ACTIVATIONS[name].function(np.linspace(-20, 20, 1001))
    assert (np.diff(h) >= 0).all()
