"""Curves smoothed by an exponential moving average, as TensorBoard's scalar charts do."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from playground.training.snapshot import Curves
from playground.ui.views.curves.chart import stretches


def smoothed(curves: Curves, weight: float) -> Curves:
    """The same records with averages of what was up to each, since the curve began."""
    parts = stretches(curves)

    def smooth(values: np.ndarray) -> np.ndarray:
        return np.concatenate([moving_average(values[part], weight) for part in parts])

    return replace(
        curves,
        train_loss=smooth(curves.train_loss),
        test_loss=smooth(curves.test_loss),
        train_accuracy=smooth(curves.train_accuracy),
        test_accuracy=smooth(curves.test_accuracy),
    )


def moving_average(values: np.ndarray, weight: float) -> np.ndarray:
    """m_t = w·m_{t−1} + (1 − w)·x_t, divided by 1 − wᵗ, since m₀ = 0 would pull the first averages down.

    The division is the correction of Adam (Kingma and Ba 2015, section 3). What is no finite number stays what it is.
    """
    average, left = 0.0, 1.0
    result = []
    for value in values.tolist():
        if math.isfinite(value):
            average = weight * average + (1 - weight) * value
            left *= weight
            value = average / (1 - left)
        result.append(value)
    return np.array(result, np.float64)
