"""The line f(x) = a·x + b in closed form: where its error is least, and how large a learning rate may be."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from playground.engine.losses import Loss

Numbers = NDArray[np.float64]


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


def errors(x: ArrayLike, y: ArrayLike, loss: Loss, a: ArrayLike, b: ArrayLike) -> Numbers:
    """E (rows, columns) of lines with the slopes a (columns,) and the intercepts b (rows,): the mean loss over x (n,),
    y (n,), by one of the losses of MEANS; 0 without points."""
    x, y, a, b = (_numbers(each) for each in (x, y, a, b))
    found = np.zeros((len(b), len(a)))
    mean = MEANS[loss.name]
    for column, slope in enumerate(a if len(x) else ()):
        found[:, column] = mean(y - slope * x, b)
    return found


def _squared(r: Numbers, b: Numbers) -> Numbers:
    """The mean of (b − r)² for each b (rows,) over r (n,)."""
    middle = r.mean()
    means: Numbers = (b - middle) ** 2 + np.mean((r - middle) ** 2)
    return means


def _absolute(r: Numbers, b: Numbers) -> Numbers:
    """The mean of |b − r|: those below b and those above, told apart once and for all by their order."""
    r, total = _in_order(r)
    below = np.searchsorted(r, b)
    means: Numbers = ((2 * below - len(r)) * b + total[-1] - 2 * total[below]) / len(r)
    return means


def _huber(r: Numbers, b: Numbers) -> Numbers:
    """The mean of Huber's loss of b − r: (b − r)² / 2 of those within 1 of b, and |b − r| − 1/2 of the others."""
    r, total = _in_order(r)
    squares = np.concatenate([[0.0], np.cumsum(r * r)])
    first, last = np.searchsorted(r, b - 1), np.searchsorted(r, b + 1, "right")
    above = len(r) - last
    within = (last - first) * b * b - 2 * b * (total[last] - total[first]) + squares[last] - squares[first]
    outside = first * b - total[first] + total[-1] - total[last] - above * b - (first + above) / 2
    means: Numbers = (within / 2 + outside) / len(r)
    return means


def _in_order(r: Numbers) -> tuple[Numbers, Numbers]:
    """The numbers in order, and the sum of the first 0, 1, … of them."""
    ordered = np.sort(r)
    return ordered, np.concatenate([[0.0], np.cumsum(ordered)])


MEANS = {"squared-error": _squared, "absolute-error": _absolute, "huber": _huber}
"""Loss of values → its mean over r (n,) for each b (rows,), in about as many steps as there are numbers."""


def _numbers(values: ArrayLike) -> Numbers:
    return np.asarray(values, np.float64).reshape(-1)
