"""Gradient clipping: a gradient that is too long keeps its direction only."""

from __future__ import annotations

import math

import numpy as np

from playground.engine.activations import Array


def clip_norm(gradient: Array, most: float) -> None:
    """∇E ← ∇E · min(1, c / ‖∇E‖) in place, c = `most` (Pascanu et al. 2013, algorithm 1); allocates nothing.

    A gradient whose length is no finite number stays as it is.
    """
    length = math.sqrt(gradient.dot(gradient))
    if most < length < math.inf:
        np.multiply(gradient, gradient.dtype.type(most / length), out=gradient)
