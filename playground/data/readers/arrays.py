"""Sets of pictures, and points, from arrays of numbers and labels."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from playground.data.adapted import adapted
from playground.data.errors import DataError
from playground.data.image_sets import ImageSet
from playground.data.looks import look_note, look_of
from playground.data.notes import all_of
from playground.data.orientation import seems_transposed
from playground.data.pictures import to_picture
from playground.data.points import MAX_CLASSES, MAX_POINTS, PointSet
from playground.data.preparation import Preparation, Style
from playground.data.readers.alike_names import alike_note
from playground.data.readers.array_axes import Layout, layout_of
from playground.data.readers.array_names import Named, Pair
from playground.data.readers.columns import (
    MAX_BYTES,
    MAX_IMAGE_CLASSES,
    as_points,
    image_limit,
    sample_note,
)
from playground.data.readers.gathering import Gathering, Wishes, gathered_points
from playground.data.readers.labels import LabelReader, named_classes
from playground.data.readers.npy import NUMBERS
from playground.data.readers.own_split import own_split
from playground.data.splits import evenly
from playground.engine.errors import Phrase

MOST_NAMED = 5
"""Of more arrays that are not used, so many are named."""


def images_of(
    pairs: Sequence[Pair], name: str, wishes: Wishes, class_names: Sequence[str] = (), note: str = ""
) -> ImageSet:
    """The set of pictures that arrays and their labels make up; its split is kept where they have one.

    class_names: what labels 0, 1, … stand for, where it is known; note: what is to be said of it already.
    Raises DataError when there are none, or they do not belong together, or are not finite.
    """
    reader = LabelReader()
    codes = np.concatenate([_labels_of(pair, reader) for pair in pairs])
    if not len(codes):
        raise DataError("{name} holds no images.", name=name)
    check_numbers(pairs)
    layouts = [layout_of(pair.images) for pair in pairs]
    _check_alike(name, layouts)
    most = max(MAX_BYTES // int(np.prod(layouts[0].shape)), 1)
    chosen = evenly(len(codes), min(image_limit(wishes.count), most))
    names, label = reader.classes(codes[chosen], class_names)
    named_classes(names, MAX_IMAGE_CLASSES, name, wishes.least_classes)
    images, preparation, said = Gathering(pairs, layouts, chosen, wishes).read()
    parts = np.repeat([pair.split for pair in pairs], [len(pair.images) for pair in pairs])
    all_names, all_labels = reader.classes(codes, class_names)
    is_test, split_note = own_split(parts.tolist(), all_labels, all_names)
    is_test = None if is_test is None else is_test[chosen]
    lies = seems_transposed(images, label)
    images, preparation, style_said = styled(images, preparation, wishes)
    sampled = sample_note(len(codes), len(chosen), "images")
    notes = (note, sampled, said, style_said, layouts[0].note, split_note, lying_note(lies), alike_note(names))
    return ImageSet(name, images, label, names, all_of(notes), preparation, False, is_test, lies)


def styled(
    images: npt.NDArray[np.uint8], preparation: Preparation, wishes: Wishes
) -> tuple[npt.NDArray[np.uint8], Preparation, str]:
    """Pictures of arrays, prepared as digits where that is wished or they are ink on paper, unless they are laid out as
    digits already; how they, and single ones that go with them, are prepared; and a note on what was recognised."""
    size = images.shape[1], images.shape[2], images.shape[3]
    shape, said = wishes.shape or size, ""
    look = look_of(len(images), lambda place: to_picture(images[place]), shape)
    if wishes.looks:
        said = look_note(look) if look == "paper" else ""
        style: Style | None = "photo" if look == "other" else None if look == "partly laid out" else "digit"
        preparation = replace(preparation, style=style)
    if preparation.style != "digit" or (look == "laid out" and shape == size):
        return images, preparation, said
    return adapted(images, shape, preparation, wishes.show), preparation, said


def points_of(pairs: Sequence[Pair], name: str, wishes: Wishes, seed: int, note: str = "") -> PointSet:
    """The points that arrays (n, 2) and their labels make up, of training and test set together."""
    reader = LabelReader()
    codes = np.concatenate([_labels_of(pair, reader) for pair in pairs])
    if not len(codes):
        raise DataError("{name} holds no samples.", name=name)
    check_numbers(pairs)
    names, label = reader.classes(codes)
    named_classes(names, MAX_CLASSES, name, wishes.least_classes)
    chosen = evenly(len(codes), MAX_POINTS if wishes.count is None else min(wishes.count, MAX_POINTS))
    x = gathered_points(pairs, chosen)
    said = sample_note(len(codes), len(chosen), "points")
    together = Phrase("Training and test set are taken together.") if len(pairs) > 1 else ""
    return as_points(x, label[chosen], names, name, all_of((note, said, together)), seed, known=wishes.points)


def are_points(pairs: Sequence[Pair]) -> bool:
    """Whether arrays hold points of the plane rather than pictures."""
    return bool(pairs) and all(pair.images.shape[1:] == (2,) for pair in pairs)


def check_numbers(pairs: Sequence[Pair]) -> None:
    """Raises DataError where samples are words."""
    for pair in pairs:
        if pair.images.kind not in NUMBERS:
            raise DataError("{name} holds words; numbers are needed.", name=pair.images.name)


def lying_note(lies: bool) -> str:
    """What can be done with pictures that lie on their side; empty where they stand."""
    if not lies:
        return ""
    return Phrase("The pictures seem to lie on their side; the turn 'transposed' puts them upright.")


def unused_note(arrays: Sequence[Named], pairs: Sequence[Pair]) -> str:
    """The sentences that name arrays that were passed over; empty when none was."""
    used = {id(stack) for pair in pairs for stack in (pair.images, pair.labels)}
    left = [array.stack.name for array in arrays if id(array.stack) not in used and array.told.role != "names"]
    return all_of([Phrase("Not used: {array}.", array=name) for name in left[:MOST_NAMED]])


def _labels_of(pair: Pair, reader: LabelReader) -> npt.NDArray[np.int32]:
    if len(pair.images) != len(pair.labels):
        raise DataError(
            "{name} has {total:,} items but {labels_name} has {labels:,}; they must be as many.",
            name=pair.images.name,
            total=len(pair.images),
            labels_name=pair.labels.name,
            labels=len(pair.labels),
        )
    return reader.read(pair.labels)


def _check_alike(name: str, layouts: Sequence[Layout]) -> None:
    for layout in layouts:
        if layout.shape != layouts[0].shape:
            raise DataError(
                "{name} holds pictures of {first} and of {second}; all must have one size.",
                name=name,
                first=layouts[0].shape,
                second=layout.shape,
            )
