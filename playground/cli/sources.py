"""Where data come from: the name of a built-in set, or a file or folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playground.cli.errors import UsageError
from playground.data.image_sets import IMAGE_SETS, ImageSet, make_images
from playground.data.point_sets import POINT_SETS, make_points
from playground.data.points import PointSet

DataSet = PointSet | ImageSet
Progress = Callable[[float], None]


def builtin_kind(source: str) -> str | None:
    """ "points" or "images" for the name of a built-in set, otherwise None."""
    if source in POINT_SETS:
        return "points"
    return "images" if source in IMAGE_SETS else None


def load_file(source: str, count: int | None, seed: int, progress: Progress | None) -> DataSet:
    """The data in a file or folder; UsageError when there is none, DataError when they are bad."""
    from playground.data.library import load

    if not Path(source).exists():
        names = ", ".join((*POINT_SETS, *IMAGE_SETS))
        raise UsageError(f"{source!r} is neither a file or folder nor a built-in set; built in are {names}")
    return load(source, count=count, seed=seed, progress=progress)


def load_any(source: str, count: int | None, noise: float, seed: int, progress: Progress | None) -> DataSet:
    """All samples of a built-in set or of a file or folder."""
    kind = builtin_kind(source)
    if kind == "points":
        return make_points(source, 500 if count is None else count, noise, seed)
    if kind == "images":
        return make_images(source, count, seed, progress)
    return load_file(source, count, seed, progress)
