"""Backpropagation against central differences."""

from __future__ import annotations

import numpy as np

from playground.engine.activations import Array
from playground.engine.losses import Loss
from playground.engine.network import Network


def numerical_gradient(network: Network, x: Array, d: Array, loss: Loss, step: float = 1e-5) -> Array:
    """∇E (parameters,) as (E(θ + h e_i) − E(θ − h e_i)) / 2h for every i; the network stays as it is.

    The error is of order h² plus rounding / h, so use float64, and samples away from the kinks of E.
    """
    probe = network.copy()
    gradient = np.empty_like(probe.theta)
    for i, value in enumerate(network.theta):
        probe.theta[i] = value + step
        above = probe.loss(x, d, loss)
        probe.theta[i] = value - step
        below = probe.loss(x, d, loss)
        probe.theta[i] = value
        gradient[i] = (above - below) / (2 * step)
    return gradient


def relative_error(gradient: Array, reference: Array) -> float:
    """‖g − r‖ / (‖g‖ + ‖r‖), or 0 where both vanish."""
    total = float(np.linalg.norm(gradient) + np.linalg.norm(reference))
    return float(np.linalg.norm(gradient - reference)) / total if total else 0.0
