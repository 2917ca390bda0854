"""What can be done to points beside adding, removing and moving them: each makes a new set of an old one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from playground.data.points import CLASS_NAMES, PLANE, PointSet

Indices = npt.NDArray[np.int64]


def with_class(points: PointSet, mark: float) -> PointSet:
    """The points, with as many classes as it takes for `mark` to be one of them; as they are where they have none."""
    missing = CLASS_NAMES[points.classes : int(mark) + 1] if points.classes else ()
    return points.with_classes((*points.class_names, *missing)) if missing else points


def relabelled(points: PointSet, chosen: Indices, mark: float) -> PointSet:
    """With the chosen points in this class, or of this value; the same set where they are so already."""
    if np.all(points.marks[chosen] == points.marks.dtype.type(mark)):
        return points
    if points.value is not None:
        values = points.value.copy()
        values[chosen] = mark
        return replace(points, value=values)
    labels = points.label.copy()
    labels[chosen] = mark
    return replace(with_class(points, mark), label=labels)


def jittered(points: PointSet, chosen: Indices, spread: float, rng: np.random.Generator) -> PointSet:
    """With the chosen points shaken: Gaussian, of this standard deviation in the plane's units."""
    return points.moved(chosen, rng.normal(0.0, spread, (len(chosen), 2)))


def attracted(points: PointSet, chosen: Indices, place: tuple[float, float], share: float) -> PointSet:
    """With the chosen points brought nearer to a place by this share of their way."""
    return points.moved(chosen, share * (np.clip(place, -PLANE, PLANE) - points.x[chosen]))


def balanced(points: PointSet, rng: np.random.Generator) -> PointSet:
    """With as many points of every class as the smallest class has that has any, others left out by chance."""
    counts = [count for count in points.counts() if count]
    if len(set(counts)) < 2:
        return points
    surplus = np.zeros(len(points), dtype=bool)
    for label in range(points.classes):
        members = rng.permutation(np.flatnonzero(points.label == label))
        surplus[members[min(counts) :]] = True
    return points.without(surplus)


def joined(
    points: PointSet, x: npt.NDArray[np.floating], names: tuple[str, ...], values: npt.ArrayLike = 0.0
) -> PointSet:
    """With more points x (n, 2), of classes with these names, one each, or of these values, as the points have them;
    unknown names become classes while they may."""
    if not points.classes:
        return points.added(x, values if points.has_values else 0)
    known = tuple(dict.fromkeys((*points.class_names, *names)))
    place = {name: label for label, name in enumerate(known)}
    return points.with_classes(known).added(x, [place[name] for name in names])
