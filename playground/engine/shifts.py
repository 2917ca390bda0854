"""An input moved by a few places, and which outputs that changes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from playground.engine import course
from playground.engine.layer_spec import LayerSpec
from playground.engine.window_sums import Numbers


def shifted(x: Numbers, down: int, right: int) -> Numbers:
    """A map (rows, columns, channels) moved down and to the right, or up and to the left; zeros move in."""
    rows, columns = x.shape[:2]
    moved = np.zeros_like(x)
    (to_rows, from_rows), (to_columns, from_columns) = _overlap(down, rows), _overlap(right, columns)
    moved[to_rows, to_columns] = x[from_rows, from_columns]
    return moved


def changed_outputs(
    spec: LayerSpec, x: Numbers, down: int, right: int, weights: tuple[course.Array, ...] = ()
) -> NDArray[np.bool_]:
    """Which outputs (rows, columns, channels) of a layer are others where its input has moved; weights: of a
    convolution, its weight and its bias."""
    before, after = (spec.course_layer(*weights).forward(each[None])[0] for each in (x, shifted(x, down, right)))
    return np.asarray(before != after)


def _overlap(by: int, count: int) -> tuple[slice, slice]:
    """Along an axis of so many places, where what moved lies then and lay before."""
    by = max(-count, min(by, count))
    return slice(max(by, 0), count + min(by, 0)), slice(max(-by, 0), count - max(by, 0))
