"""The step that a run would take next, as the start of a walk: with its weights, moments and draws of dropout."""

from __future__ import annotations

from copy import deepcopy

import numpy as np

from playground.training.network_run import NetworkRun
from playground.training.walk import Walk, WalkStart, walk

MOST_SAMPLES = 256
"""Of larger batches nobody follows the numbers."""
MOST_PARAMETERS = 40_000


def walk_start(run: NetworkRun, sample: int | None = None) -> WalkStart | None:
    """From where the next mini-batch is learned, or one of the data set's samples alone; the run stays as it is.

    None where there is nothing to learn from, or too much to follow.
    """
    if sample is None:
        batch = run.next_batch()
        if batch is None:
            return None
        _, x, d = batch
    else:
        if sample >= len(run.experiment.data.samples().x):
            return None
        x, d = run.sample(sample)
    if len(x) > MOST_SAMPLES or run.parameter_count > MOST_PARAMETERS:
        return None
    settings = run.experiment.training
    return WalkStart(
        spec=run.network.spec,
        theta=run.network.theta.copy(),
        moments=run.moments(),
        x=x,
        d=d,
        loss=run.loss.name,
        optimizer=settings.optimizer,
        rate=run.learning_rate,
        l1=settings.l1,
        l2=settings.l2,
        masks=_masks(run, x, d),
        clip=settings.clip,
        frozen=run.frozen,
    )


def next_walk(run: NetworkRun, sample: int | None) -> Walk | None:
    """The walk from there."""
    start = walk_start(run, sample)
    return None if start is None else walk(start)


def _masks(run: NetworkRun, x: np.ndarray, d: np.ndarray) -> tuple[np.ndarray, ...]:
    """What dropout is going to draw: a copy of the network draws it from a copy of the generator."""
    if all(layer.dropout_rate is None for layer in run.network.spec.layers):
        return ()
    ahead = run.network.copy()
    ahead.rng, ahead.keeps_masks = deepcopy(run.network.rng), True
    ahead.train_batch(x, d, run.loss)
    return ahead.masks
