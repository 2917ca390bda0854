"""Where data come from: the name of a built-in set, or a file or folder."""

from __future__ import annotations

from playground.cli.errors import UsageError
from playground.data.image_sets import IMAGE_SETS, ImageSet, Progress, make_images
from playground.data.library import load
from playground.data.paths import kind_of
from playground.data.point_sets import POINT_SETS
from playground.data.points import PointSet
from playground.training.chosen_data import PointsData

DataSet = PointSet | ImageSet


def builtin_kind(source: str) -> str | None:
    """ "points" or "images" for the name of a built-in set, otherwise None."""
    if source in POINT_SETS:
        return "points"
    return "images" if source in IMAGE_SETS else None


def load_file(source: str, count: int | None, seed: int, progress: Progress | None) -> DataSet:
    """The data in a file or folder; UsageError when there is none, DataError when they are bad."""
    if not source or kind_of(source) == "nothing":
        names = ", ".join((*POINT_SETS, *IMAGE_SETS))
        raise UsageError(
            "{source!r} is neither a file or folder nor a built-in set; built in are {names}",
            source=source,
            names=names,
        )
    return load(source, count=count, seed=seed, progress=progress)


def load_all(source: str, made: PointsData, count: int | None, progress: Progress | None) -> DataSet:
    """All samples of a file or folder, or of a built-in set; `made` says how points are made, and from which seed."""
    kind = builtin_kind(source)
    if kind == "points":
        return made.resolve()
    if kind == "images":
        return make_images(source, count, made.seed, progress)
    return load_file(source, count, made.seed, progress)
