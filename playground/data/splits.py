"""Training and test membership that is exact, stratified and stable."""

import numpy as np
import numpy.typing as npt

from playground.data.errors import DataError

GOLDEN = 0.6180339887498949
BELOW_ONE = np.float32(np.nextafter(np.float32(1), np.float32(0)))


def stratified_rank(label: npt.NDArray[np.int64], rng: np.random.Generator) -> npt.NDArray[np.float32]:
    """Give each sample a rank in [0, 1): those below a share s are a stratified sample of round(s · n).

    `label` (n,) → (n,) float32. Every class is spread evenly over the ranks, in random order within the class.
    """
    count = len(label)
    place = np.empty(count)
    for value in range(int(label.max(initial=-1)) + 1):
        members = np.flatnonzero(label == value)
        if not len(members):
            continue  # drawing nothing would still move the generator
        place[members] = (rng.permutation(len(members)) + rng.random()) / len(members)
    order = np.empty(count, dtype=np.int64)
    order[np.lexsort((label, place))] = np.arange(count)
    return as_rank((order + 0.5) / max(count, 1))


def spread_rank(start: int, count: int) -> npt.NDArray[np.float32]:
    """Ranks for samples that come one after another: any run of them is spread evenly (golden ratio sequence)."""
    return as_rank((np.arange(start + 1, start + count + 1) * GOLDEN) % 1.0)


def as_rank(rank: npt.NDArray[np.floating]) -> npt.NDArray[np.float32]:
    """Round to float32 without ever reaching 1."""
    return np.minimum(rank.astype(np.float32), BELOW_ONE)


def split_by_rank(
    rank: npt.NDArray[np.float32], train_share: float
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Indices of the training and of the test samples, both ascending: test iff rank >= train_share (0…1)."""
    if not 0.0 <= train_share <= 1.0:
        raise DataError("The share of training data is {share}; it must be between 0 and 1.", share=train_share)
    test = rank >= np.float32(train_share)
    if train_share == 1.0:
        test[:] = False
    return np.flatnonzero(~test), np.flatnonzero(test)


def evenly(total: int, limit: int) -> npt.NDArray[np.int64]:
    """`limit` of the indices 0…total−1, ascending, one from each of as many stretches; all when there are no more.

    Where in its stretch an index lies is random, always in the same way: a fixed stride could meet one class only.
    """
    if total <= limit:
        return np.arange(total)
    places = (np.arange(limit) + np.random.default_rng(0).random(limit)) * (total / limit)
    return np.minimum(places.astype(np.int64), total - 1)
