"""Learning-rate schedules: SCHEDULES, name → γ in a given epoch."""

from __future__ import annotations

import math
from collections.abc import Callable


def constant(learning_rate: float, epoch: int, period: int) -> float:
    """γ stays as it is."""
    return learning_rate


def step(learning_rate: float, epoch: int, period: int) -> float:
    """γ is halved after every `period` epochs."""
    return float(learning_rate * 0.5 ** (epoch // period))


def cosine(learning_rate: float, epoch: int, period: int) -> float:
    """γ falls along half a cosine to a hundredth of itself in `period` epochs and stays there.

    Loshchilov and Hutter 2017, equation 5, without restarts; the floor keeps a long run learning.
    """
    floor = learning_rate / 100
    progress = min(epoch / period, 1.0)
    return floor + (learning_rate - floor) * (1 + math.cos(math.pi * progress)) / 2


SCHEDULES: dict[str, Callable[[float, int, int], float]] = {
    "constant": constant,
    "step": step,
    "cosine": cosine,
}
