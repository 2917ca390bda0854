"""What a network of one input and one output answers over the interval, and the batch that it learns from next."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from playground.data.points import PLANE
from playground.engine.activations import ACTIVATIONS
from playground.training.network_run import NetworkRun
from playground.training.snapshot import Fit, NextBatch, frozen


def fit_of(run: NetworkRun, places: int) -> Fit | None:
    """The answers at so many places from one end of the interval to the other; None of any other network."""
    spec = run.network.spec
    if spec.input_shape != (1,) or spec.output_shape != (1,):
        return None
    x = interval(places)
    *hidden, logits = run.predictor.layers(x[:, None])
    answers = ACTIVATIONS[run.targets.activation].function(logits)[:, 0]
    output = run.network.parameters[-1]
    assert output is not None
    weight, bias = output[0].reshape(-1), float(output[1][0])
    parts = hidden[-1].T * weight[:, None] if hidden else np.empty((0, places), np.float32)
    return Fit(x, frozen(np.ascontiguousarray(answers)), frozen(np.ascontiguousarray(parts)), bias)


@lru_cache(maxsize=4)
def interval(places: int) -> np.ndarray:
    """So many places (places,) from one end of the interval to the other."""
    return frozen(np.linspace(-PLANE, PLANE, places, dtype=np.float32))


def next_batch(run: NetworkRun) -> NextBatch | None:
    """The batch that the next step learns from, at the weights of now; None where there is nothing to learn from."""
    batch = run.next_batch()
    if batch is None:
        return None
    index, x, d = batch
    loss, gradient, full = None, np.empty(0, np.float32), np.empty(0, np.float32)
    if not run.experiment.model.hidden:
        loss = run.network.loss(x, d, run.loss)
        gradient, full = run.gradient(x, d), run.gradient(*run.training_set())
    return NextBatch(frozen(index), loss, frozen(gradient), frozen(full), *run.batch_number)
