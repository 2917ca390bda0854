"""Training steps of the engine beside those of PyTorch, scikit-learn and JAX."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence

from alternation import Effort, alternate
from cases import Case, as_classifier, first_weights, learner
from comparison import Comparison, compare
from limit import PRODUCT, large_product, multiply_adds
from peers import JAX, PYTORCH, SCIKIT_LEARN

SCIKIT_LEARN_BOUND = 0.2
JAX_BOUND = 1.0
MOSTLY_PRODUCTS = 1_000_000
"""Multiply-adds from which on a step's limit is that of its products rather than that of its calls."""


def against_pytorch(cases: Sequence[Case], effort: Effort) -> Iterator[Comparison]:
    """Every case; beside those that are mostly matrix products, how far the step is from the limit."""
    for case in cases:
        start = first_weights(case)
        steps = [learner(case, start).step]
        if PYTORCH.is_installed:
            steps.append(PYTORCH.load().learner(case, start).step)
        work = multiply_adds(case.spec, case.batch)
        times = alternate([*steps, large_product()] if work >= MOSTLY_PRODUCTS else steps, effort)
        ours, *others = (statistics.median(column) for column in times)
        yield Comparison(
            case.name,
            PYTORCH.name,
            case.bound,
            ours,
            others[0] if PYTORCH.is_installed else None,
            len(times[0]),
            case.stretch,
            ours / (others[-1] * work / PRODUCT) if work >= MOSTLY_PRODUCTS else None,
            missing="" if PYTORCH.is_installed else PYTORCH.name,
        )


def against_scikit_learn(cases: Sequence[Case], effort: Effort) -> Iterator[Comparison]:
    """The MLPs, as classifiers."""
    if not SCIKIT_LEARN.is_installed:
        yield Comparison("MLPs", SCIKIT_LEARN.name, SCIKIT_LEARN_BOUND, missing=SCIKIT_LEARN.name)
        return
    for case in _mlps(cases):
        alike = as_classifier(case)
        steps = learner(alike, first_weights(alike)).step, SCIKIT_LEARN.load().learner(alike).step
        yield compare(case.name, SCIKIT_LEARN.name, SCIKIT_LEARN_BOUND, alternate(steps, effort))


def against_jax(cases: Sequence[Case], effort: Effort) -> Iterator[Comparison]:
    """The MLPs, beside JAX as it is commonly used and at its fastest."""
    if not JAX.is_installed:
        yield Comparison("MLPs", JAX.name, JAX_BOUND, missing=JAX.name)
        return
    for case in _mlps(cases):
        start, theirs = first_weights(case), JAX.load()
        for against, make in ((JAX.name, theirs.learner), (f"{JAX.name}, flat θ", theirs.flat_learner)):
            steps = learner(case, start).step, make(case, start).step
            yield compare(case.name, against, JAX_BOUND, alternate(steps, effort))


def _mlps(cases: Sequence[Case]) -> list[Case]:
    return [case for case in cases if not case.has_maps]
