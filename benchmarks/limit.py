"""How fast a step could be at best: its multiply-adds at the pace of a large matrix product."""

from __future__ import annotations

import math

import numpy as np
from cases import Step

from playground.engine.spec import Conv2DSpec, DenseSpec, NetworkSpec

SIDE = 768
"""Rows and columns of the large matrices: larger ones are hardly faster, and leave less of the cache to others."""
PRODUCT = SIDE**3
"""Multiply-adds of their product."""


def large_product() -> Step:
    """The product of two large matrices in float32."""
    left, right = (np.random.default_rng(1).random((SIDE, SIDE), np.float32) for _ in range(2))
    product = np.empty_like(left)
    return lambda: np.dot(left, right, product)


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
