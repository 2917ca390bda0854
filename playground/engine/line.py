"""The line f(x) = a·x + b in closed form: where its error is least, and how large a learning rate may be."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray


class Line(NamedTuple):
    """The line a·x + b, and its loss E, the mean of (a·x + b − y)²."""

    a: float
    b: float
    loss: float


def closed_form(x: ArrayLike, y: ArrayLike) -> Line:
    """The line of least squares through points x (n,), y (n,), as ∇E = 0 says.

    Where all x are the same, every line through their mean is as good, and this is the level one; of no points, y = 0.
    """
    x, y = _numbers(x), _numbers(y)
    if not len(x):
        return Line(0.0, 0.0, 0.0)
    middle, mean = x.mean(), y.mean()
    from_middle = x - middle
    a = from_middle @ (y - mean) / (from_middle @ from_middle) if np.ptp(x) else 0.0
    b = mean - a * middle
    return Line(float(a), float(b), float(np.mean((a * x + b - y) ** 2)))


def largest_rate(x: ArrayLike) -> float:
    """The learning rate above which descent on E leaves the valley: 2/λ of the greatest curvature λ; without points it
    is infinite."""
    x = _numbers(x)
    return 2 / curvatures(x)[1] if len(x) else math.inf


def curvatures(x: ArrayLike) -> tuple[float, float]:
    """The least and the greatest curvature of E = mean (a·x + b − y)² over x (n,), one at least: the eigenvalues of the
    Hessian H = 2 · mean [[x², x], [x, 1]]. The least is 0 where all x are the same."""
    x = _numbers(x)
    middle = float(x.mean())
    spread = float(np.mean((x - middle) ** 2))
    # det H = 4 · spread, which a difference of squares of large numbers would not tell.
    half = spread + middle * middle + 1.0
    greatest = half + math.sqrt(max(half * half - 4 * spread, 0.0))
    return 4 * spread / greatest, greatest


def _numbers(values: ArrayLike) -> NDArray[np.float64]:
    return np.asarray(values, np.float64).reshape(-1)
