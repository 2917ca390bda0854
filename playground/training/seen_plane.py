"""The plane as a hidden layer sees it."""

from __future__ import annotations

import numpy as np

from playground.late_dataclass import dataclass
from playground.training.main_axes import MainAxes


@dataclass(frozen=True, eq=False)
class SeenPlane:
    """The plane's grid and the points, carried into the hidden layer `key`, the `number`-th of them, of so many units.

    pair: the units whose values are the two coordinates, of a layer of one unit only that one, and x₂ is the second;
    without any they are places on `axes`. grid (side, side, 2): where the corners of the plane's grid come to lie, row
    0 the lowest x₂, every `fineness`-th row and column a line; decision (side, side, classes): what the network answers
    there. places (points, 2): where the data set's points `index` (points,) come to lie.
    weight (outputs, 2), bias (outputs,): what the output units sum up as a function of both coordinates, where they see
    this very layer; with `is_exact` they do so everywhere, else on the axes' plane. There are no outputs where both
    coordinates do not tell. separated: the share of the training points that are on the right side of these sums.
    """

    key: int
    number: int
    units: int
    pair: tuple[int, ...]
    axes: MainAxes | None
    grid: np.ndarray
    fineness: int
    decision: np.ndarray
    places: np.ndarray
    index: np.ndarray
    weight: np.ndarray
    bias: np.ndarray
    is_exact: bool
    separated: float | None
