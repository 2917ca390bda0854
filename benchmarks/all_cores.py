"""Training steps with all cores, as nobody tells them otherwise: the engine's own hands, PyTorch's own threads."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from alternation import Effort, alternate
from cases import Case, first_weights, learner
from comparison import Comparison, compare
from peers import PYTORCH

from playground.engine.fast.trial import TURNS
from playground.engine.hands import HANDS, processors

BOUNDS = {"cnn-wide": (1.15, 1.0)}
"""The largest ratio that is good enough, and one to strive for, where they are not these:"""
USUAL_BOUNDS = (1.0, 1.0)
SETTLED = 6 * TURNS
"""Steps after which it is settled how many hands work, up to 32 of them."""
TURN = 0.1
"""Seconds of a turn: two threads need some milliseconds until the system has them on two cores, and training lasts."""
REST = 0.01
"""Seconds before every turn: OpenMP's threads wait for more work by counting, and take a core from whoever is next."""


def against_pytorch(cases: Sequence[Case], effort: Effort) -> Iterator[Comparison]:
    """Every case."""
    against = f"{PYTORCH.name}, all cores"
    if not PYTORCH.is_installed:
        yield Comparison("all", against, USUAL_BOUNDS[0], missing=PYTORCH.name)
        return
    for case in cases:
        bound, stretch = BOUNDS.get(case.name, USUAL_BOUNDS)
        start, theirs = first_weights(case), PYTORCH.load()
        steps = learner(case, start).step, theirs.learner(case, start).step
        HANDS.use(processors())
        with theirs.threads(processors()):
            times = alternate(steps, effort, lambda _: time.sleep(REST), SETTLED, TURN)
        HANDS.use(1)
        yield compare(case.name, against, bound, times, stretch=stretch)
