"""Pictures of the test set, one after another."""

from __future__ import annotations

import numpy as np

from playground.data.image_sets import ImageSet
from playground.training.chosen_images import ImagesData


class SampleOrder:
    """Goes through the test set in the random order that the seed gives, again and again."""

    def __init__(self) -> None:
        self._left = np.zeros(0, np.int64)

    def begin(self) -> None:
        """Begins anew, as with another set."""
        self._left = np.zeros(0, np.int64)

    def take(self, images: ImageSet, chosen: ImagesData) -> int | None:
        """The index of the next picture; of all of them where none only tests; None where there are none."""
        if not len(images):
            return None
        if not len(self._left):
            test = images.split(chosen.train_share, chosen.seed)[1]
            pool = test if len(test) else np.arange(len(images))
            self._left = np.random.default_rng(chosen.seed).permutation(pool)
        index, self._left = int(self._left[0]), self._left[1:]
        return index
