"""Losses: LOSSES, name → how wrong the outputs y are for the targets d, and the gradient ∇_y."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from playground.engine.activations import Array
from playground.late_dataclass import dataclass


@dataclass(frozen=True)
class Loss:
    """L(y; d) of one sample, summed over its outputs; E is the mean of L over a batch.

    Outputs run along the last axis of y and d, samples along the others.

    value(y, d): L of each sample, shape (n,). For a fused loss, y are the logits a_L, not the probabilities.
    slope(y, d, out): writes ∇_y L / factor. For a fused loss, y are the probabilities h_L, and what is written is
        δ_L = ∇_{a_L} L: loss and activation together have this simple and stable derivative.
    activation: the output activation that a fused loss belongs to and must be used with, otherwise None.
    """

    name: str
    value: Callable[[Array, Array], Array]
    slope: Callable[[Array, Array, Array], Array]
    factor: float = 1.0
    activation: str | None = None


def squared_error(y: Array, d: Array) -> Array:
    """L = ‖y − d‖²; ∇_y L = 2 (y − d)."""
    error = y - d
    values: Array = np.sum(error * error, axis=-1)
    return values


def absolute_error(y: Array, d: Array) -> Array:
    """L = Σ |y − d|; ∇_y L = sign(y − d)."""
    values: Array = np.sum(np.abs(y - d), axis=-1)
    return values


def huber(y: Array, d: Array) -> Array:
    """L = Σ of e² / 2 where |e| ≤ 1, otherwise |e| − 1/2, with e = y − d (Huber 1964); ∇_y L = e cut to [−1, 1]."""
    error = np.abs(y - d)
    inside = np.minimum(error, 1)
    values: Array = np.sum(inside * (error - inside / 2), axis=-1)
    return values


def binary_cross_entropy(a: Array, d: Array) -> Array:
    """L = −Σ d log p + (1 − d) log(1 − p) with p = sigmoid(a), as log(1 + e^a) − d a; δ = p − d."""
    values: Array = np.sum(np.logaddexp(a, 0) - d * a, axis=-1)
    return values


def cross_entropy(a: Array, d: Array) -> Array:
    """L = −Σ d_i log p_i with p = softmax(a), as Σ d_i (log Σ_j e^{a_j} − a_i); δ = p − d, as Σ d_i = 1."""
    shifted = a - a.max(axis=-1, keepdims=True)
    logarithm = np.log(np.sum(np.exp(shifted), axis=-1, keepdims=True))
    values: Array = np.sum(d * (logarithm - shifted), axis=-1)
    return values


def _difference(y: Array, d: Array, out: Array) -> Array:
    return np.subtract(y, d, out=out)


def _sign(y: Array, d: Array, out: Array) -> Array:
    np.subtract(y, d, out=out)
    return np.sign(out, out=out)


def _clipped(y: Array, d: Array, out: Array) -> Array:
    np.subtract(y, d, out=out)
    return np.clip(out, -1, 1, out=out)


LOSSES: dict[str, Loss] = {
    loss.name: loss
    for loss in (
        Loss("squared-error", squared_error, _difference, factor=2.0),
        Loss("absolute-error", absolute_error, _sign),
        Loss("huber", huber, _clipped),
        Loss("binary-cross-entropy", binary_cross_entropy, _difference, activation="sigmoid"),
        Loss("cross-entropy", cross_entropy, _difference, activation="softmax"),
    )
}
