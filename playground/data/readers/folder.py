"""Images from a folder, or a zip archive, with a subfolder of pictures per class."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from playground.data.errors import DataError
from playground.data.foreign import parsing, printable
from playground.data.image_sets import ImageSet
from playground.data.looks import Look, look_note, look_of
from playground.data.notes import all_of
from playground.data.picture_files import read_picture
from playground.data.pictures import prepare
from playground.data.preparation import Style, recognised, usual_style
from playground.data.readers.alike_names import alike_note
from playground.data.readers.class_folders import ClassFile, ClassFolders, class_folders
from playground.data.readers.columns import MAX_BYTES, MAX_IMAGE_CLASSES, check_classes, sample_note
from playground.data.readers.folder_notes import (
    cropped_note,
    outside_note,
    passed_over_note,
    skipped_note,
)
from playground.data.readers.gathering import Wishes
from playground.data.readers.labels import named_classes
from playground.data.readers.trees import Tree, tree_of
from playground.data.splits import evenly
from playground.data.values import Values, values_note

COLOUR = (32, 32, 3)
GREY = (28, 28, 1)
MOST_PICTURES = 50_000
MUCH_WIDER = 1.5
Shape = tuple[int, int, int]


def read_folder(path: Path, wishes: Wishes) -> ImageSet:
    """The pictures in the subfolders of a folder or zip archive, by class, in the order of the names.

    All get the wished shape; without one, 28 × 28 × 1 when all are grey or digits, else 32 × 32 × 3. Files that are no
    pictures are passed over and counted in the note. Of more than 50,000 pictures (or as many as wished) that many are
    used, evenly chosen. Where no style is wished it is told from
    their look.
    Raises DataError when there are too few classes with pictures that can be read.
    """
    with parsing(printable(path.name)), tree_of(path, lambda: wishes.show(0.0)) as tree:
        found = class_folders(tree)
        check_files(tree, found, wishes.least_classes)
        limit = min(MOST_PICTURES if wishes.count is None else wishes.count, MOST_PICTURES)
        limit = min(limit, max(MAX_BYTES // int(np.prod(wishes.shape or COLOUR)), 1))
        chosen = [found.files[index] for index in evenly(len(found.files), limit)]
        look = look_of(len(chosen), lambda place: opened(tree, chosen[place], wishes), GREY) if wishes.looks else None
        style = style_of(wishes, look)
        pictures = Pictures(tree, chosen, replace(wishes, preparation=replace(wishes.preparation, style=style)))
        pictures.read()
        said = "" if look is None else look_note(look)
        return pictures.as_set(found, sample_note(len(found.files), len(chosen), "pictures"), said)


def style_of(wishes: Wishes, look: Look | None) -> Style:
    """How pictures in files are prepared: as is wished, as is usual for the network that is asked, or as they look."""
    if wishes.preparation.style is not None:
        return wishes.preparation.style
    if wishes.shape is not None:
        return usual_style(wishes.shape[-1])
    return "digit" if look in ("paper", "laid out") else "photo"


def opened(tree: Tree, file: ClassFile, wishes: Wishes) -> Image.Image | None:
    """One of the pictures; None where it is none."""
    wishes.show(0.0)
    try:
        return read_picture(tree.open(file.path), printable(file.path))[0]
    except DataError:
        return None


def check_files(tree: Tree, found: ClassFolders, least: int) -> None:
    """Raises DataError unless there are files in the folders of so many classes."""
    if found.files:
        check_classes(len(found.class_names), MAX_IMAGE_CLASSES, tree.name, found.class_names[0], least)
    elif tree.empty:
        raise DataError("{name}: its subfolders hold no files; pictures are needed.", name=tree.name)
    else:
        raise DataError("{name} has no subfolders; one subfolder of pictures per class is needed.", name=tree.name)


class Pictures:
    """The pictures of chosen files, read one after another.

    Whether all are grey is known at the end only, so both sizes are kept until a coloured one comes; of digits the ink
    alone is taken, which has no colour. What stands for
    white in pictures of more than 8 bits is known then, too: those are read once more.
    """

    def __init__(self, tree: Tree, files: Sequence[ClassFile], wishes: Wishes) -> None:
        self._tree, self._files, self._wishes = tree, files, wishes
        shape = GREY if wishes.shape is None and wishes.preparation.style == "digit" else wishes.shape
        self._preparation = replace(wishes.preparation, turn="none")  # files of pictures stand upright
        self._images = np.empty((len(files), *(shape or COLOUR)), np.uint8)
        self._greys = np.empty((len(files), *GREY), np.uint8) if shape is None else None
        self._read: list[ClassFile] = []
        self._deep: dict[int, Values] = {}
        self._skipped: list[str] = []
        self._cropped: set[int] = set()
        self._note = ""

    def read(self) -> None:
        """Reads all; what is no picture is left out."""
        values = self._preparation.values
        for done, file in enumerate(self._files, start=1):
            try:
                picture, deep = read_picture(self._tree.open(file.path), printable(file.path), values)
            except DataError:
                self._skipped.append(printable(file.path))
            else:
                self._take(len(self._read), picture)
                if deep is not None:
                    self._deep[len(self._read)] = deep
                self._read.append(file)
            self._wishes.show(done / len(self._files))
        self._read_deep_ones_alike()

    def as_set(self, found: ClassFolders, note: str, last_note: str) -> ImageSet:
        """What was read as a set, and notes on what was not, between these."""
        if not self._read:
            raise DataError("{name}: none of its files is a picture that can be read.", name=self._tree.name)
        names = named_classes(
            tuple(sorted({file.class_name for file in self._read})),
            MAX_IMAGE_CLASSES,
            self._tree.name,
            self._wishes.least_classes,
        )
        number = {name: place for place, name in enumerate(names)}
        label = np.array([number[file.class_name] for file in self._read], np.int64)
        images = self._images if self._greys is None else self._greys
        without = [name for name in found.class_names if name not in number]
        tested, split_note = found.split()
        notes = (
            note,
            skipped_note(self._skipped),
            passed_over_note([*found.passed_over, *without]),
            outside_note(found.outside),
            cropped_note(len(self._cropped), self._preparation.fit),
            self._note,
            split_note,
            alike_note(names),
            last_note,
        )
        return ImageSet(
            self._tree.name,
            images[: len(label)],
            label,
            names,
            all_of(notes),
            self._preparation,
            True,
            np.array([file.path in tested for file in self._read]),
        )

    def _take(self, place: int, picture: Image.Image) -> None:
        if self._greys is not None and picture.mode != "L":
            self._greys = None
        if self._greys is not None:
            self._greys[place] = self._resized(picture, GREY)
        shape: Shape = self._images.shape[1:]
        self._images[place] = self._resized(picture, shape)
        if self._preparation.style == "photo" and is_much_wider(picture, shape):
            self._cropped.add(place)

    def _resized(self, picture: Image.Image, shape: Shape) -> npt.NDArray[np.uint8]:
        prepared = prepare(picture, shape, self._preparation.style_for(shape[-1]), self._preparation.fit)
        return np.round(prepared.tensor * 255).astype(np.uint8)

    def _read_deep_ones_alike(self) -> None:
        """What is white in pictures of more than 8 bits is told from all of them, unless it was said."""
        chosen = self._preparation
        if not self._deep and self._read and (chosen.black, chosen.white) != (None, None):
            raise DataError(
                "{name} holds pictures of 8 bits, whose black is 0 and whose white is 255; other numbers can be chosen "
                "for arrays and for pictures of more bits.",
                name=self._tree.name,
            )
        if not self._deep or chosen.values is not None:
            return
        values = Values.of_all(list(self._deep.values()))
        scale = chosen.filled_in(recognised(values.low, values.high, values.whole, self._wishes.known))
        for done, place in enumerate(self._deep, start=1):
            file = self._read[place]
            self._take(place, read_picture(self._tree.open(file.path), printable(file.path), scale)[0])
            self._wishes.show(done / len(self._deep))
        if not values.are_usual(scale):
            self._preparation = self._preparation.with_values(scale)
            self._note = values_note(scale)


def is_much_wider(picture: Image.Image, shape: Shape) -> bool:
    """Whether a picture's proportions are so far from those of the input that much of it is cut off."""
    proportion = picture.width / picture.height * shape[0] / shape[1]
    return max(proportion, 1 / proportion) > MUCH_WIDER
