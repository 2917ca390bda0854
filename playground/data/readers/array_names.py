"""What the names of arrays tell: pictures or labels, training or test, and which belong together."""

import re
from collections.abc import Sequence
from typing import Literal

from playground.data.errors import DataError
from playground.data.readers.stacks import Stack
from playground.late_dataclass import dataclass

Split = Literal["", "train", "test", "validation"]
Role = Literal["", "images", "labels", "names"]
SPLITS: dict[str, Split] = {
    **dict.fromkeys(("train", "training", "trainset", "tr"), "train"),
    **dict.fromkeys(("test", "testing", "testset", "te", "t10k", "eval"), "test"),
    **dict.fromkeys(("val", "valid", "validation", "valset", "dev"), "validation"),
}
LABELS = ("y", "label", "labels", "target", "targets", "class", "classes", "output", "outputs", "answers", "lbl")
IMAGES = (
    *("images", "image", "pictures", "imgs", "img", "x", "data", "features", "feature", "inputs", "input"),
    *("samples", "pixels"),
)
NAMES = ("names",)
OF_FORMATS = re.compile(r"idx\d?|ubyte|u?int\d*|float\d*|npy|npz|gz|bin|arr|set")
PARTS = re.compile(r"[a-z]*10k|[A-Z]+(?![a-z])|[A-Z]?[a-z]+\d?|\d+")
JOINED = re.compile(r"([xy])(train|test|val|valid)|(train|test|val|valid)([xy])", re.IGNORECASE)


@dataclass(frozen=True)
class Told:
    """What a name tells; rest: the parts of it that tell nothing, in which arrays that belong together agree."""

    role: Role
    split: Split
    rest: tuple[str, ...]


@dataclass(frozen=True)
class Named:
    """An array and what its name tells."""

    told: Told
    stack: Stack


@dataclass(frozen=True)
class Pair:
    """Pictures (or points) and their labels."""

    images: Stack
    labels: Stack
    split: Split
    rest: tuple[str, ...]


def told_by(name: str) -> Told:
    """What the name of an array or its file tells, in whatever way its words are joined."""
    words = [word.lower() for word in PARTS.findall(JOINED.sub(r"\1\3 \2\4", name))]
    words = [word for word in words if not OF_FORMATS.fullmatch(word)]
    splits = [SPLITS[word] for word in words if word in SPLITS]
    rest = tuple(dict.fromkeys(word for word in words if word not in (*SPLITS, *LABELS, *IMAGES, *NAMES)))
    return Told(role_of(words), splits[0] if splits else "", rest)


def role_of(words: Sequence[str]) -> Role:
    if any(word in NAMES for word in words):
        return "names"
    if any(word in LABELS for word in words):
        return "labels"
    return "images" if any(word in IMAGES for word in words) else ""


def pairs_of(arrays: Sequence[Named]) -> list[Pair]:
    """Which pictures and labels belong together: by their names, otherwise by their numbers."""
    images = [array for array in arrays if may_be_images(array, arrays)]
    labels = [array for array in arrays if may_be_labels(array, arrays)]
    images.sort(key=lambda array: len(array.stack.shape) < 3)  # of the same pictures in two forms, those with rows
    taken: set[Told] = set()
    pairs: dict[int, Pair] = {}
    named = {told_apart(array) for array in images}
    for array in images:
        if told_apart(array) in taken:
            continue
        found = partner_of(array, labels, named, {id(pair.labels) for pair in pairs.values()})
        if found is not None:
            taken.add(told_apart(array))
            pairs[arrays.index(array)] = Pair(array.stack, found.stack, array.told.split, array.told.rest)
    ordered = [pairs[place] for place in sorted(pairs)]
    ordered = [pair for pair in ordered if not pair.rest] or ordered  # x and y rather than x_raw and y_raw
    if len(ordered) == 2 and not any(array.told.role or array.told.split for array in arrays):
        first, second = ordered  # as np.savez(file, x_train, y_train, x_test, y_test) writes them
        return [Pair(first.images, first.labels, "train", ()), Pair(second.images, second.labels, "test", ())]
    return ordered


def partner_of(array: Named, labels: Sequence[Named], named: set[Told], used: set[int]) -> Named | None:
    """The labels of these pictures: those of the same name, else as many that belong to no others."""
    same_name = [each for each in labels if told_apart(each) == told_apart(array)]
    if same_name:
        return next((each for each in same_name if len(each.stack) == len(array.stack)), same_name[0])
    free = [each for each in labels if told_apart(each) not in named and id(each.stack) not in used]
    fitting = [each for each in free if len(each.stack) == len(array.stack) and each is not array]
    same_split = [each for each in fitting if each.told.split == array.told.split]
    return next(iter(same_split or fitting), None)


def told_apart(array: Named) -> Told:
    return Told("", array.told.split, array.told.rest)


def may_be_images(array: Named, arrays: Sequence[Named]) -> bool:
    return array.told.role == "images" or (array.told.role == "" and not looks_like_labels(array, arrays))


def may_be_labels(array: Named, arrays: Sequence[Named]) -> bool:
    return array.told.role == "labels" or (array.told.role == "" and looks_like_labels(array, arrays))


def looks_like_labels(array: Named, arrays: Sequence[Named]) -> bool:
    """Whether an array whose name tells nothing has one entry per sample, or fewer than another one of as many."""
    shape = array.stack.shape
    if len(shape) == 1 or (len(shape) == 2 and shape[1] == 1):
        return True
    others = [each.stack.shape for each in arrays if each is not array]
    return len(shape) == 2 and any(len(other) > 2 and other[0] == shape[0] for other in others)


def check_one_set(name: str, pairs: Sequence[Pair]) -> None:
    """Raises DataError where there is no pair, or pairs of several sets."""
    if not pairs:
        raise DataError(
            "{name} holds no pictures with labels; arrays such as x and y, or images and labels, are needed.", name=name
        )
    sets = sorted({" ".join(pair.rest) for pair in pairs})
    if len(sets) > 1 or len({pair.split for pair in pairs}) < len(pairs):
        raise DataError(
            "{name} holds several sets: {first} and {second}; one is needed.",
            name=name,
            first=pairs[0].images.name,
            second=pairs[1].images.name,
        )
