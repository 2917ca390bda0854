"""Times of steps that take turns, so that whatever slows the machine slows all of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cases import Step

TURN = 0.005
"""Seconds that a turn should usually take; shorter steps are repeated, as each turn finds the cache full of another's
data."""


@dataclass(frozen=True)
class Effort:
    """How long steps take turns: for so many seconds, and so many turns each at least."""

    seconds: float = 2.0
    turns: int = 30


QUICK = Effort(0.0, 3)


def alternate(
    steps: Sequence[Step],
    effort: Effort,
    prepare: Callable[[int], object] = lambda index: None,
    warm_up: int = 3,
    turn: float = TURN,
) -> list[list[float]]:
    """Seconds per step, a list for each of the steps; `prepare(index)` goes before each turn of steps[index].

    warm_up: so many steps come first, with what is made, compiled or tuned at the first calls. turn: about how many
    seconds a turn is to take.
    """
    repeats = []
    for index, step in enumerate(steps):
        prepare(index)
        repeats.append(_repeats(step, warm_up, turn))
    times: list[list[float]] = [[] for _ in steps]
    end = time.perf_counter() + effort.seconds
    while time.perf_counter() < end or len(times[0]) < effort.turns:
        for index, (step, repeat) in enumerate(zip(steps, repeats, strict=True)):
            prepare(index)
            start = time.perf_counter()
            for _ in range(repeat):
                step()
            times[index].append((time.perf_counter() - start) / repeat)
    return times


def _repeats(step: Step, warm_up: int, turn: float) -> int:
    for _ in range(warm_up):
        step()
    start = time.perf_counter()
    for _ in range(5):
        step()
    return max(1, int(5 * turn / (time.perf_counter() - start)))
