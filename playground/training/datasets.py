"""From the data that an experiment names to the samples themselves."""

from __future__ import annotations

from functools import lru_cache

from playground.data.point_sets import make_points
from playground.data.points import PointSet
from playground.training.experiment import PointsData


@lru_cache(maxsize=16)
def _made(source: str, count: int, noise: float, seed: int, margin: float) -> PointSet:
    return make_points(source, count, noise, seed, margin=margin)


def resolve_points(data: PointsData) -> PointSet:
    """The points that an experiment means: made from their seed, or drawn. The same value gives the same object."""
    if data.drawn is not None:
        return data.drawn
    return _made(data.source, data.count, data.noise, data.seed, data.margin)
