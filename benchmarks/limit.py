"""How fast a step could be at best: its multiply-adds at the pace of a large matrix product."""

from __future__ import annotations

import math
import statistics

import numpy as np
from alternation import Effort, alternate

from playground.engine.spec import Conv2DSpec, DenseSpec, NetworkSpec

SIDE = 1024
"""Rows and columns of the large matrices: larger ones are hardly faster."""


def pace(effort: Effort) -> float:
    """Multiply-adds a second of a large product in float32."""
    left, right = (np.random.default_rng(1).random((SIDE, SIDE), np.float32) for _ in range(2))
    product = np.empty_like(left)
    # By itself, not in turn with a step: its 12 MB would push the step's data out of the cache.
    (times,) = alternate([lambda: np.dot(left, right, product)], Effort(0.0, min(effort.turns, 10)))
    return SIDE**3 / statistics.median(times)


def multiply_adds(spec: NetworkSpec, batch: int) -> int:
    """Those of a step's matrix products: forward, ∇_W E, and ∇_h E wherever a layer before it learns."""
    total, products = 0, 2
    for layer, arriving, leaving in zip(spec.layers, spec.input_shapes, spec.output_shapes, strict=True):
        each = 0
        if isinstance(layer, Conv2DSpec):
            rows, columns, filters = leaving
            each = rows * columns * filters * layer.kernel_size**2 * arriving[2]
        elif isinstance(layer, DenseSpec):
            each = math.prod(arriving) * layer.units
        if each:
            total += products * each
            products = 3
    return batch * total
