"""The samples of an experiment as a network takes them, and which of them it learns from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from playground.data.features import expand
from playground.data.image_sets import ImageSet
from playground.training.changes import DataSet
from playground.training.experiment import ImagesData, PointsData


@dataclass(frozen=True, eq=False)
class Samples:
    """x (n, …) and label (n,) of all samples; `train` and `test` (…,) index them."""

    x: np.ndarray
    label: np.ndarray
    train: np.ndarray
    test: np.ndarray


def samples_of(chosen: PointsData | ImagesData, data: DataSet) -> Samples:
    """Pictures as bytes, points as the input features that were chosen."""
    if isinstance(data, ImageSet):
        return Samples(data.images, data.label, *data.split(chosen.train_share, chosen.seed))
    assert isinstance(chosen, PointsData)
    return Samples(expand(data.x, chosen.features), data.label, *data.split(chosen.train_share))
