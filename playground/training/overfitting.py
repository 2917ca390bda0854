"""Whether a run overfits: its test loss rises while its training loss falls."""

from __future__ import annotations

import numpy as np

from playground.training.snapshot import Curves

LEAST_RECORDS = 24
SMOOTHED = 5
"""So many records make one value of a curve, as losses scatter."""
RISE = 0.25
"""The test loss has risen by at least this share of its least value, and by so much besides."""
LEAST_RISE = 0.05
FALL = 0.1
"""The training loss has meanwhile fallen by at least this share."""
LEAST_EPOCHS = 10


def rising_epochs(curves: Curves) -> int:
    """For how many epochs the test loss has been rising while the training loss fell; 0 where it is not so."""
    last_edit = max((mark.epoch for mark in curves.marks), default=-np.inf)
    told = np.isfinite(curves.train_loss) & np.isfinite(curves.test_loss) & (curves.epoch > last_edit)
    if np.count_nonzero(told) < LEAST_RECORDS:
        return 0
    train, test = (_smooth(loss[told]) for loss in (curves.train_loss, curves.test_loss))
    epoch = curves.epoch[told][SMOOTHED - 1 :]
    least = int(test.argmin())
    risen = test[-1] - test[least]
    if risen < max(RISE * test[least], LEAST_RISE) or train[-1] > (1 - FALL) * train[least]:
        return 0
    half = least + (len(test) - least) // 2
    still = test[-1] > test[half]
    epochs = round(float(epoch[-1] - epoch[least]))
    return epochs if still and epochs >= LEAST_EPOCHS else 0


def _smooth(loss: np.ndarray) -> np.ndarray:
    return np.convolve(loss, np.full(SMOOTHED, 1 / SMOOTHED), "valid")
