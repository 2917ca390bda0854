"""Backpropagation against central differences."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from playground.engine.activations import Array


def numerical_gradient(error: Callable[[Array], float], theta: Array, step: float = 1e-5) -> Array:
    """∇E at θ (parameters,) as (E(θ + h e_i) − E(θ − h e_i)) / 2h for every i, where error(θ) = E.

    The error is of order h² plus rounding / h, so use float64, and samples away from the kinks of E.
    """
    probe, gradient = theta.copy(), np.empty_like(theta)
    for i, value in enumerate(theta):
        probe[i] = value + step
        above = error(probe)
        probe[i] = value - step
        gradient[i] = (above - error(probe)) / (2 * step)
        probe[i] = value
    return gradient


def relative_error(gradient: Array, reference: Array) -> float:
    """‖g − r‖ / (‖g‖ + ‖r‖), or 0 where both vanish."""
    total = float(np.linalg.norm(gradient) + np.linalg.norm(reference))
    return float(np.linalg.norm(gradient - reference)) / total if total else 0.0
