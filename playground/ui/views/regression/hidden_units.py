"""The units of the last hidden layer as numbers: how each weighs, what each adds, and where it switches."""

from __future__ import annotations

import numpy as np

from playground.data.points import PLANE
from playground.late_dataclass import dataclass
from playground.training.snapshot import NetworkSnapshot


@dataclass(frozen=True, eq=False)
class HiddenUnits:
    """For units j of the last hidden layer: `weight` w_j (units,), parts w_j·h_j(x) (units, places) over x (places,).

    Behind the input itself h_j(x) = g(v_j·x + c_j): then `slope` is v (units,), `shift` c (units,); of deeper layers
    they are empty. bias: b of the output unit.
    """

    x: np.ndarray
    parts: np.ndarray
    weight: np.ndarray
    slope: np.ndarray
    shift: np.ndarray
    bias: float

    def __len__(self) -> int:
        return len(self.weight)

    @property
    def switches(self) -> np.ndarray:
        """Where each unit switches, v_j·x + c_j = 0 (units,); NaN where it does so nowhere in the interval."""
        if not len(self.slope):
            return np.full(len(self), np.nan)
        places = np.full(len(self), np.nan)
        np.divide(-self.shift, self.slope, out=places, where=self.slope != 0)
        return np.where(np.abs(places) <= PLANE, places, np.nan)

    @property
    def sums(self) -> np.ndarray:
        """The bias, and what comes of it with one unit after the other (units + 1, places): the last is the fit."""
        return np.concatenate([np.full((1, len(self.x)), self.bias), self.bias + np.cumsum(self.parts, axis=0)])


def hidden_units(snapshot: NetworkSnapshot) -> HiddenUnits | None:
    """The units of a snapshot; None of a line, and where the fit is not shown."""
    fit, pairs = snapshot.fit, [pair for pair in snapshot.parameters if pair is not None]
    if fit is None or not len(fit.parts) or len(pairs) < 2:
        return None
    nothing = np.empty(0)
    slope, shift = (pairs[0][0].reshape(-1), pairs[0][1]) if len(pairs) == 2 else (nothing, nothing)
    return HiddenUnits(fit.x, fit.parts, pairs[-1][0].reshape(-1), slope, shift, fit.bias)
