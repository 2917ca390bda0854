"""From columns of numbers and labels to points and classes, the same for every format."""

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from typing import Literal

import numpy as np
import numpy.typing as npt

from playground.data.errors import DataError
from playground.data.image_sets import MAX_IMAGES
from playground.data.notes import both
from playground.data.points import MAX_CLASSES, PLANE, AxisScale, PointSet
from playground.data.splits import stratified_rank
from playground.engine.errors import Phrase

MAX_IMAGE_CLASSES = 100
MAX_BYTES = 300_000_000
"""Of larger sets of images as many are taken as take so much memory."""
LONGEST_LABEL = 80
FITTED = 0.9 * PLANE
"""Points that leave the plane are scaled to ± this."""
LONGEST_NAME = 24
MOST_NAMES = 6
"""Of more and longer names of columns messages tell the beginning."""


def check_classes(count: int, most: int, name: str, only: str = "", least: int = 2) -> None:
    """Raises DataError unless there are 2 (or `least`) to `most` classes."""
    if count < least and only:
        raise DataError("{name} has only one class ({only}); 2 to {most} are needed.", name=name, only=only, most=most)
    if count < least:
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
    columns: tuple[str, ...] = (),
    known: PointSet | None = None,
) -> PointSet:
    """Points (n, 2) in a file's units as a PointSet; both axes are scaled where a point lies outside the plane.

    known: what a network learned that is to be asked; of how it takes these points others tell. A single class will do.
    """
    check_classes(len(class_names), MAX_CLASSES, name, class_names[0] if class_names else "", 2 if known is None else 1)
    check_labels(class_names, name)
    if len(class_names) == 1 and known is not None:  # a set has two at least
        class_names += tuple(other for other in known.class_names if other not in class_names)[:1]
    return _in_plane(x, label, class_names, name, note, seed, columns, known)


def as_values(
    x: npt.NDArray[np.float64], name: str, note: str, seed: int, columns: tuple[str, ...], known: PointSet | None = None
) -> PointSet:
    """Values (n, 2), x and y in a file's units, as a PointSet without classes; scaled as points are."""
    return _in_plane(x, np.zeros(len(x), np.int64), (), name, note, seed, columns, known)


def as_plane_values(
    points: PointSet, value: npt.NDArray[np.float64], value_name: str, known: PointSet | None = None
) -> PointSet:
    """Points without classes, with values (n,) in a file's units, which are scaled where one is beyond −1 or 1.

    0 stays 0 where there are values on both sides of it.
    """
    if not len(value) or np.all(np.abs(value) <= 1):
        return replace(points, value=value.astype(np.float32), value_name=value_name)
    low, high = float(value.min()), float(value.max())
    is_signed = low < 0 < high
    offset = 0.0 if is_signed else low / 2 + high / 2
    factor = (max(-low, high) if is_signed else high / 2 - low / 2) or 1.0
    note = points.note if known is not None else both(points.note, value_note(low, high, is_signed))
    inside = np.clip((value - offset) / factor, -1, 1).astype(np.float32)
    return replace(points, value=inside, value_scale=(offset, factor), value_name=value_name, note=note)


def value_note(low: float, high: float, is_signed: bool) -> str:
    """The sentence that states how values were scaled."""
    if is_signed:
        return Phrase("Values are divided by {most:.4g}, to lie between −1 and 1.", most=max(-low, high))
    return Phrase("Values from {low:.4g} to {high:.4g} are scaled to −1 to 1.", low=low, high=high)


def _in_plane(
    x: npt.NDArray[np.float64],
    label: npt.NDArray[np.int64],
    class_names: tuple[str, ...],
    name: str,
    note: str,
    seed: int,
    columns: tuple[str, ...],
    known: PointSet | None,
) -> PointSet:
    scale = None if np.all(np.abs(x) <= PLANE) else fitting(x)
    if scale is not None:
        note = both(note, scale_note(x, columns)) if known is None else note
        x = scale.to_plane(x)
    inside = np.clip(x, -PLANE, PLANE).astype(np.float32)
    rank = stratified_rank(label, np.random.default_rng(seed))
    return PointSet(inside, label, rank, class_names, name, note, scale, columns)


def fitting(x: npt.NDArray[np.float64]) -> AxisScale:
    """What brings points (n, 2) into the plane: each axis by itself, since their units have nothing in common."""
    low, high = x.min(axis=0), x.max(axis=0)
    offset, factor = low / 2 + high / 2, (high / 2 - low / 2) / FITTED
    factor[factor == 0] = 1.0
    return AxisScale((float(offset[0]), float(offset[1])), (float(factor[0]), float(factor[1])))


def scale_note(x: npt.NDArray[np.float64], columns: Sequence[str]) -> str:
    """The sentence that states how points (n, 2) were scaled."""
    return Phrase("Both axes are scaled to fit the plane, each by itself: {ranges}.", ranges=ranges_of(x, columns))


def ranges_of(x: npt.NDArray[np.float64], columns: Sequence[str]) -> str:
    """From where to where points (n, 2) lie, in words."""
    (low1, low2), (high1, high2) = x.min(axis=0).tolist(), x.max(axis=0).tolist()
    first, second = called(columns)
    return Phrase(
        "{first} from {low1:.4g} to {high1:.4g}, {second} from {low2:.4g} to {high2:.4g}",
        first=first,
        low1=low1,
        high1=high1,
        second=second,
        low2=low2,
        high2=high2,
    )


def called(columns: Sequence[str]) -> tuple[str, str]:
    """What messages call the two coordinates."""
    first, second = (name[:LONGEST_NAME] for name in columns or ("x1", "x2"))
    return first, second


def enumerated(names: Sequence[str]) -> str:
    """Names, any of which may be phrases, one after the other; of many the first ones."""
    shown = [name if isinstance(name, Phrase) else name[:LONGEST_NAME] for name in names[:MOST_NAMES]]
    if len(names) > MOST_NAMES:
        shown.append("…")
    return reduce(lambda first, second: Phrase("{first}, {second}", first=first, second=second), shown)


def image_limit(count: int | None) -> int:
    """How many images are read at most."""
    return MAX_IMAGES if count is None else min(count, MAX_IMAGES)
