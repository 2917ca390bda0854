"""How weights start: INITIALIZERS, name → function of (shape, fan_in, fan_out, generator); how biases do: BIASES."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Initializer = Callable[[tuple[int, ...], int, int, np.random.Generator], NDArray[np.float64]]
"""Weights of a shape (values, units); fan_in and fan_out count the values that reach and leave one unit."""
BiasInitializer = Callable[[int, int, np.random.Generator], NDArray[np.float64]]
"""Biases of so many units, which so many values reach."""
REACH = 3.0
"""So far from 0 points lie along each axis."""


def zeros(shape: tuple[int, ...], fan_in: int, fan_out: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """All zero: every unit of a layer stays equal to its neighbours, which is the lesson."""
    return np.zeros(shape)


def uniform(shape: tuple[int, ...], fan_in: int, fan_out: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Uniform in [−0.5, 0.5], whatever the size of the layer."""
    return rng.uniform(-0.5, 0.5, shape)


def normal(shape: tuple[int, ...], fan_in: int, fan_out: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Normal with standard deviation 1, whatever the size of the layer: deep networks saturate."""
    return rng.standard_normal(shape)


def xavier(shape: tuple[int, ...], fan_in: int, fan_out: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Uniform with variance 2 / (fan_in + fan_out): Glorot and Bengio 2010, equation 16."""
    limit = math.sqrt(6.0 / (fan_in + fan_out))
    return rng.uniform(-limit, limit, shape)


def he(shape: tuple[int, ...], fan_in: int, fan_out: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Normal with variance 2 / fan_in, for ReLU: He, Zhang, Ren and Sun 2015, equation 10."""
    return rng.standard_normal(shape) * math.sqrt(2.0 / fan_in)


def lecun(shape: tuple[int, ...], fan_in: int, fan_out: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Normal with variance 1 / fan_in: LeCun, Bottou, Orr and Müller 1998, section 4.6."""
    return rng.standard_normal(shape) * math.sqrt(1.0 / fan_in)


def spread(shape: tuple[int, ...], fan_in: int, fan_out: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Weights of length 0.7 H^(1/n) / 3 for each of H units that n values reach: Nguyen and Widrow 1990.

    With the biases of `spread_biases`, units switch all over the points' range, each in a part of its own; they wrote
    for inputs between −1 and 1, here points reach from −3 to 3.
    """
    weights = rng.uniform(-1.0, 1.0, shape)
    length = np.sqrt((weights**2).sum(axis=tuple(range(len(shape) - 1)), keepdims=True))
    found: NDArray[np.float64] = (
        weights / np.maximum(length, np.finfo(float).tiny) * (_width(shape[-1], fan_in) / REACH)
    )
    return found


def spread_biases(units: int, fan_in: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Uniform as far as the weights of `spread` reach on either side, so that units switch at different places."""
    return rng.uniform(-1.0, 1.0, units) * _width(units, fan_in)


def _width(units: int, fan_in: int) -> float:
    return 0.7 * math.pow(units, 1 / max(fan_in, 1))


INITIALIZERS: dict[str, Initializer] = {
    "zeros": zeros,
    "uniform": uniform,
    "normal": normal,
    "xavier": xavier,
    "he": he,
    "lecun": lecun,
    "spread": spread,
}
BIASES: dict[str, BiasInitializer] = {"spread": spread_biases}
"""Where they start at something else than zero."""
