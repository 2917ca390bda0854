"""How far the axis of the losses reaches, such that a few wild numbers do not flatten all others to a line."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

FAR = 50.0
"""A loss that has run so many times as far as losses usually are leaves a linear axis."""
DECADES = 6
"""How far beyond nearly all losses a logarithmic axis goes for the others."""
MOST = 1e307
"""Axes end here, so that there are still numbers beyond them."""


def loss_range(curves: Sequence[np.ndarray], log: bool) -> tuple[float, float]:
    """The range of an axis for losses: from 0 (or the power of ten below) to just above nearly all of them."""
    values = np.concatenate([curve[np.isfinite(curve)] for curve in curves]) if curves else np.empty(0)
    explodes = any(np.isposinf(curve).any() for curve in curves)
    values, ends = np.minimum(values, MOST), [min(value, MOST) for value in _ends(curves)]
    return _log_range(values[values > 0], ends, explodes) if log else _linear_range(values, ends, explodes)


def _linear_range(values: np.ndarray, ends: list[float], explodes: bool) -> tuple[float, float]:
    if not len(values):
        return 0.0, 1.0
    # A few wild records, as after a sudden large step, must not squash the rest; the start and the end are always seen,
    # but for an end that runs away. The curve leaves the axis there, and what came before is to be seen.
    usual = max(quantile(values, 0.5), ends[0])
    reach = 1.5 * max(quantile(values, 0.97), *ends)
    high = 3 * usual if explodes or reach > FAR * usual else reach
    return 0.0, max(1.08 * min(float(values.max()), high), 1e-6)


def _log_range(values: np.ndarray, ends: list[float], explodes: bool) -> tuple[float, float]:
    if not len(values):
        return 0.01, 1.0
    seen = [value for value in ends if value > 0] or [float(values[0])]
    low, high = (quantile(values, share) for share in (0.03, 0.97))
    least = max(float(values.min()), min(low, *seen) * 10.0**-DECADES)
    usual = max(quantile(values, 0.5), seen[0]) if explodes else max(high, *seen)
    most = min(float(values.max()), usual * 10.0**DECADES)
    bottom = 10.0 ** max(math.floor(math.log10(least)), -307)
    return bottom, max(10.0 ** min(math.ceil(math.log10(max(most, bottom))), 307), bottom * 10)


def _ends(curves: Sequence[np.ndarray]) -> list[float]:
    """The first and the last number of every curve that has one there."""
    return [float(value) for curve in curves if len(curve) for value in curve[[0, -1]] if np.isfinite(value)] or [0.0]


def quantile(values: np.ndarray, share: float) -> float:
    """The value that a share of the values does not exceed; np.quantile interpolates, and takes ten times as long."""
    place = round(share * (len(values) - 1))
    return float(np.partition(values, place)[place])
