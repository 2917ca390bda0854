"""How weights start: INITIALIZERS, name → function of (shape, fan_in, fan_out, generator)."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Initializer = Callable[[tuple[int, ...], int, int, np.random.Generator], NDArray[np.float64]]
"""Weights of a shape; fan_in and fan_out count the values that reach and leave one unit. Biases start at zero."""


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


INITIALIZERS: dict[str, Initializer] = {
    "zeros": zeros,
    "uniform": uniform,
    "normal": normal,
    "xavier": xavier,
    "he": he,
    "lecun": lecun,
}
