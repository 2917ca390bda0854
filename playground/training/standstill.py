"""Why training stands still, told from the loss curve and the gradients alone."""

from __future__ import annotations

from typing import Literal

import numpy as np

from playground.late_dataclass import dataclass
from playground.training.snapshot import Curves

RECORDS = 30
"""So many records in a row are looked at, without any edit among them."""
IMPROVEMENT = 0.01
"""A loss that falls by less of itself from the first third of them to the last stands still."""
FALLS = 0.9
"""Where losses scatter, so many of the pairs of an early and a late one must fall for it to be more than chance."""
LEARNED = 0.97
"""With this accuracy there is little left to learn; without one, with a loss below this share of the first."""
LEARNED_LOSS = 0.2
EXPLODED = 3.0
"""A loss that was once so many times the first one has exploded."""
GUESSING = 1.0
"""A loss of this size may be one of answers that are guessed, however small the first one was."""
FLAT = 1e-5
"""Gradients shorter than this move nothing."""
VANISHING = 1e-3
"""A first layer whose gradient is shorter than this share of the last one's learns next to nothing."""
ROUGH = 0.05
"""Losses that scatter by more of themselves jump across the valley."""

Cause = Literal["exploded", "flat", "vanishing", "rough", "plateau"]


@dataclass(frozen=True)
class Standstill:
    """What is most likely the matter, and the loss at which training stands.

    exploded: steps were too large once, and the units are saturated or dead since; flat: no gradient is left;
    vanishing: next to nothing of it reaches the first layer; rough: steps jump across the valley, or far above it;
    plateau: none of it.
    """

    cause: Cause
    loss: float


def standstill(curves: Curves, is_learned: bool | None = None) -> Standstill | None:
    """The standstill of a run with these curves, or None while it learns or has learned; is_learned: whether it has,
    where that is known better than the curves tell."""
    last_edit = max((mark.epoch for mark in curves.marks), default=-np.inf)
    told = np.isfinite(curves.train_loss)
    losses = curves.train_loss[told & (curves.epoch > last_edit)][-RECORDS:]
    if len(losses) < RECORDS:
        return None
    first = float(curves.train_loss[told][0])
    late = float(losses[-RECORDS // 3 :].mean())
    if _falls(losses) or (_has_learned(curves, late, first) if is_learned is None else is_learned):
        return None
    return Standstill(_cause(curves, losses, first), late)


def has_learned(curves: Curves) -> bool:
    """Whether there is little left to learn."""
    told = curves.train_loss[np.isfinite(curves.train_loss)]
    return bool(len(told)) and _has_learned(curves, float(told[-1]), float(told[0]))


def standing_since(curves: Curves, loss: float) -> int:
    """For how many epochs the loss has been no further from one than it is while it stands still."""
    last_edit = max((mark.epoch for mark in curves.marks), default=-np.inf)
    epoch, losses = (each[curves.epoch > last_edit] for each in (curves.epoch, curves.train_loss))
    away = np.flatnonzero(~(np.abs(losses - loss) <= ROUGH * loss))
    since = min(int(away[-1]) + 1 if len(away) else 0, max(len(losses) - RECORDS, 0))
    return round(float(epoch[-1] - epoch[since]))


def recent_norms(curves: Curves) -> np.ndarray | None:
    """The usual norm of every layer's gradient of late (layers,); None where none is known."""
    norms = curves.gradient_norms[-RECORDS:]
    known = norms[np.isfinite(norms).all(axis=1)]
    return np.median(known, axis=0) if known.size else None


def starved_layer(norms: np.ndarray) -> int | None:
    """The first layer that training moves at all, if next to none of the output's gradient reaches it; None else.

    Of frozen layers the gradient is 0.
    """
    first = next((int(layer) for layer in np.flatnonzero(norms)), None)
    return first if first is not None and norms[first] < VANISHING * norms[-1] else None


def _falls(losses: np.ndarray) -> bool:
    early, late = losses[: RECORDS // 3], losses[-RECORDS // 3 :]
    if early.mean() - late.mean() <= IMPROVEMENT * early.mean():
        return False
    return not _is_rough(losses) or bool((early[:, None] > late).mean() > FALLS)


def _is_rough(losses: np.ndarray) -> bool:
    return bool(losses.std() > ROUGH * losses.mean())


def _has_learned(curves: Curves, loss: float, first: float) -> bool:
    accuracy = float(curves.train_accuracy[-1])
    return accuracy >= LEARNED if np.isfinite(accuracy) else loss <= LEARNED_LOSS * first


def _cause(curves: Curves, losses: np.ndarray, first: float) -> Cause:
    lengths = recent_norms(curves)
    if losses.mean() > EXPLODED * max(first, GUESSING):
        return "rough" if _is_rough(losses) else "exploded"
    if np.nanmax(curves.train_loss) > EXPLODED * max(first, losses[-1]):
        return "exploded"
    if lengths is not None and len(lengths) and lengths.max() < FLAT:
        return "flat"
    if lengths is not None and starved_layer(lengths) is not None:
        return "vanishing"
    return "rough" if _is_rough(losses) else "plateau"
