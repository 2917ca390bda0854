"""What a decision map costs: y at 200 × 200 places of the plane, beside PyTorch without gradients."""

from __future__ import annotations

import statistics
from collections.abc import Iterator

import numpy as np
from alternation import Effort, alternate
from cases import copied
from comparison import Comparison, compare
from peers import PYTORCH

from playground.engine.network import Network
from playground.engine.spec import NetworkSpec
from playground.engine.words import parse_layers

NAME, BOUND = "grid-200", 0.5
SPEC = NetworkSpec((2,), parse_layers("dense8:tanh dense8:tanh dense1:tanh"))


def places() -> np.ndarray:
    """The grid's places, row by row: (40,000, 2)."""
    along = np.linspace(-3, 3, 200, dtype=np.float32)
    return np.stack(np.meshgrid(along, along), axis=-1).reshape(-1, 2)


def against_pytorch(effort: Effort) -> Iterator[Comparison]:
    """One row."""
    network, x = Network(SPEC, np.random.default_rng(1)), places()
    steps = [lambda: network.predict(x)]
    if PYTORCH.is_installed:
        steps.append(PYTORCH.load().prediction(SPEC, copied(network), x))
        yield compare(NAME, f"{PYTORCH.name}, no_grad", BOUND, alternate(steps, effort))
    else:
        (times,) = alternate(steps, effort)
        ours = statistics.median(times)
        yield Comparison(NAME, PYTORCH.name, BOUND, ours, pairs=len(times), missing=PYTORCH.name)
