"""The line f(x) = a·x + b in closed form: where its error is least, and how large a learning rate may be."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from playground.engine.losses import Loss

PIECE = 1_000_000
"""So many losses are computed at a time."""


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
    """The learning rate above which descent on E leaves the valley: 2/λ of the Hessian's greatest eigenvalue λ.

    E = mean (a·x + b − y)² over x (n,) has the Hessian H = 2 · mean [[x², x], [x, 1]]; without points it is infinite.
    """
    x = _numbers(x)
    if not len(x):
        return math.inf
    square, mean = float(np.mean(x * x)), float(x.mean())
    hessian = 2 * np.array([[square, mean], [mean, 1.0]])
    return 2 / float(np.linalg.eigvalsh(hessian)[-1])


def errors(x: ArrayLike, y: ArrayLike, loss: Loss, a: ArrayLike, b: ArrayLike) -> NDArray[np.float64]:
    """E (rows, columns) of lines with the slopes a (columns,) and the intercepts b (rows,): the mean loss over x (n,),
    y (n,); 0 without points."""
    x, y, a, b = (_numbers(each) for each in (x, y, a, b))
    found = np.zeros((len(b), len(a)))
    if not len(x):
        return found
    rows = max(1, PIECE // len(x))
    wanted = y[:, None]
    for column, slope in enumerate(a):
        answers = (slope * x)[:, None]
        for first in range(0, len(b), rows):
            part = slice(first, first + rows)
            found[part, column] = loss.value(answers + b[part, None, None], wanted).mean(axis=-1)
    return found


def _numbers(values: ArrayLike) -> NDArray[np.float64]:
    return np.asarray(values, np.float64).reshape(-1)
