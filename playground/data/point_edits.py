"""What can be done to points beside adding, removing and moving them: each makes a new set of an old one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from playground.data.points import CLASS_NAMES, PLANE, PointSet

Indices = npt.NDArray[np.int64]


def with_class(points: PointSet, label: int) -> PointSet:
    """The points, with as many classes as it takes for `label` to be one of them."""
    missing = CLASS_NAMES[points.classes : label + 1]
    return points.with_classes((*points.class_names, *missing)) if missing and points.classes else points


def relabelled(points: PointSet, chosen: Indices, label: int) -> PointSet:
    """With the chosen points in this class; the same set where they are in it already."""
    if np.all(points.label[chosen] == label):
        return points
    labels = points.label.copy()
    labels[chosen] = label
    return replace(with_class(points, label), label=labels)


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


def joined(points: PointSet, x: npt.NDArray[np.floating], names: tuple[str, ...]) -> PointSet:
    """With more points x (n, 2) of classes with these names, one each; unknown names become classes while they may."""
    if not points.classes:
        return points.added(x, 0)
    known = tuple(dict.fromkeys((*points.class_names, *names)))
    place = {name: label for label, name in enumerate(known)}
    return points.with_classes(known).added(x, [place[name] for name in names])
