"""From columns of numbers and labels to points and classes, the same for every format."""

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from playground.data.errors import DataError
from playground.data.image_sets import MAX_IMAGES, ImageSet
from playground.data.notes import both
from playground.data.points import MAX_CLASSES, PLANE, AxisScale, PointSet
from playground.data.preparation import AS_USUAL, Preparation
from playground.data.splits import stratified_rank
from playground.engine.errors import Phrase

MAX_IMAGE_CLASSES = 100
MAX_BYTES = 2_000_000_000
"""Larger sets of images are refused."""
LONGEST_LABEL = 80
FITTED = 0.9 * PLANE
"""A column that leaves the plane is scaled to ± this."""


def classes_of(labels: Sequence[str]) -> dict[str, str]:
    """Each label as written → its class's name, in order: numbers by value (1 and 1.0 are one), else words."""
    try:
        numbers = {label: float(label) for label in labels}
    except ValueError:
        return {label: label for label in sorted(labels)}
    if not all(np.isfinite(number) for number in numbers.values()):
        return {label: label for label in sorted(labels)}
    return {label: f"{numbers[label]:g}" for label in sorted(labels, key=lambda label: numbers[label])}


def check_classes(count: int, most: int, name: str, only: str = "") -> None:
    """Raises DataError unless there are 2 to `most` classes."""
    if count < 2 and only:
        raise DataError("{name} has only one class ({only}); 2 to {most} are needed.", name=name, only=only, most=most)
    if count < 2:
        raise DataError("{name} has only one class; 2 to {most} are needed.", name=name, most=most)
    if count > most:
        raise DataError("{name} has {count:,} classes; allowed are 2 to {most}.", name=name, count=count, most=most)


def check_labels(labels: Sequence[str], name: str) -> None:
    """Raises DataError for a label that is too long to be shown."""
    for label in labels:
        if len(label) > LONGEST_LABEL:
            raise DataError(
                "{name}: the label '{label}…' is longer than {most} characters.",
                name=name,
                label=label[:20],
                most=LONGEST_LABEL,
            )


def evenly(total: int, limit: int) -> npt.NDArray[np.int64]:
    """`limit` of the indices 0…total−1, ascending, one from each of as many stretches; all when there are no more.

    Where in its stretch an index lies is random, always in the same way: a fixed stride could meet one class only.
    """
    if total <= limit:
        return np.arange(total)
    places = (np.arange(limit) + np.random.default_rng(0).random(limit)) * (total / limit)
    return np.minimum(places.astype(np.int64), total - 1)


def sample_note(total: int, used: int, things: Literal["points", "images", "pictures"]) -> str:
    """The sentence that states a sample; empty when everything is used."""
    if used == total:
        return ""
    match things:
        case "points":
            return Phrase("{used:,} of {total:,} points are used, evenly chosen.", used=used, total=total)
        case "images":
            return Phrase("{used:,} of {total:,} images are used, evenly chosen.", used=used, total=total)
        case "pictures":
            return Phrase("{used:,} of {total:,} pictures are used, evenly chosen.", used=used, total=total)


def as_points(
    x: npt.NDArray[np.float64],
    label: npt.NDArray[np.int64],
    class_names: tuple[str, ...],
    name: str,
    note: str,
    seed: int,
) -> PointSet:
    """Points (n, 2) in a file's units as a PointSet; columns that leave the plane are scaled into it."""
    check_classes(len(class_names), MAX_CLASSES, name, class_names[0] if class_names else "")
    check_labels(class_names, name)
    low, high = x.min(axis=0), x.max(axis=0)
    outside = (low < -PLANE) | (high > PLANE)
    offset = np.where(outside, low / 2 + high / 2, 0.0)
    factor = np.where(outside & (high > low), (high / 2 - low / 2) / FITTED, 1.0)
    scale = None
    if outside.any():
        scale = AxisScale((float(offset[0]), float(offset[1])), (float(factor[0]), float(factor[1])))
        x = scale.to_plane(x)
        note = both(note, scale_note(bool(outside[0]), bool(outside[1])))
    inside = np.clip(x, -PLANE, PLANE).astype(np.float32)
    rank = stratified_rank(label, np.random.default_rng(seed))
    return PointSet(inside, label, rank, class_names, name, note, scale)


def scale_note(first: bool, second: bool) -> str:
    """The sentence that states which of the axes x1 and x2 were scaled; at least one was."""
    if first and second:
        return Phrase("x1 and x2 scaled to fit the plane.")
    return Phrase("{axis} scaled to fit the plane.", axis="x1" if first else "x2")


def as_images(
    images: npt.NDArray[np.uint8],
    labels: npt.NDArray[Any],
    name: str,
    note: str = "",
    preparation: Preparation = AS_USUAL,
) -> ImageSet:
    """Images (n, rows, cols, channels) and one label each, numbers or words, as an ImageSet with sorted classes."""
    if len(labels) != len(images):
        raise DataError(
            "{name}: {count:,} images but {labels:,} labels; one label per image is needed.",
            name=name,
            count=len(images),
            labels=len(labels),
        )
    if not len(images):
        raise DataError("{name} holds no images.", name=name)
    values, label = np.unique(labels, return_inverse=True)
    check_classes(len(values), MAX_IMAGE_CLASSES, name, str(values[0]))
    class_names = tuple(f"{value}" for value in values)
    check_labels(class_names, name)
    return ImageSet(name, images, label.astype(np.int64), class_names, note, preparation)


def image_limit(count: int | None) -> int:
    """How many images are read at most."""
    return MAX_IMAGES if count is None else min(count, MAX_IMAGES)
