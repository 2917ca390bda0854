"""Points as they are for a network that learned others: in its plane, and what is to be said of that."""

import numpy as np
import numpy.typing as npt

from playground.data.notes import all_of
from playground.data.points import PointSet
from playground.data.readers.column_names import plain
from playground.data.readers.columns import called, ranges_of
from playground.engine.errors import Phrase


def plane_of(known: PointSet, points: PointSet) -> npt.NDArray[np.floating]:
    """Points (n, 2) in the plane of the known ones, perhaps outside: each file was brought into it in its own way."""
    if points.scale == known.scale:
        return points.x
    with np.errstate(all="ignore"):  # scales out of documents may lie anywhere
        x = in_units(points)
        return x if known.scale is None else known.scale.to_plane(x)


def in_units(points: PointSet) -> npt.NDArray[np.float64]:
    """Points (n, 2) in the units of their file."""
    return points.x.astype(np.float64) if points.scale is None else points.scale.to_file(points.x)


def note_on(known: PointSet, points: PointSet) -> str:
    """What is to be known where a network that learned some points is asked about others."""
    return all_of((_columns_note(known, points), _outside_note(known, points) or _scale_note(known, points)))


def _columns_note(known: PointSet, points: PointSet) -> str:
    """Which column is taken for which, where they are not called the same."""
    if not known.columns:
        return ""
    first, second = called(known.columns)
    if not points.columns:
        return Phrase(
            "The coordinates have no names: the first is taken for {first}, the second for {second}.",
            first=first,
            second=second,
        )
    pairs = zip(called(points.columns), called(known.columns), strict=True)
    others = [(name, taken) for name, taken in pairs if plain(name) != plain(taken)]
    return all_of([Phrase("{name} is taken for {taken}.", name=name, taken=taken) for name, taken in others])


def _scale_note(known: PointSet, points: PointSet) -> str:
    if known.scale is not None and len(known):
        ranges = ranges_of(in_units(known), known.columns)
        return Phrase("Both axes are scaled as the network learned: {ranges}.", ranges=ranges)
    if known.scale is None and points.scale is not None:
        return Phrase("The points are not scaled, since those that the network learned were not.")
    return ""


def _outside_note(known: PointSet, points: PointSet) -> str:
    """How many points lie outside the box around those that were learned, where most do."""
    if not len(known):
        return ""
    x = plane_of(known, points)
    outside = np.any((x < known.x.min(axis=0)) | (x > known.x.max(axis=0)), axis=1)
    count = int(np.count_nonzero(outside))
    if 2 * count <= len(x):
        return ""
    return Phrase(
        "{count:,} of {total:,} points lie outside the region that the network learned ({ranges}); "
        "are they in the same units?",
        count=count,
        total=len(x),
        ranges=ranges_of(in_units(known), known.columns),
    )
