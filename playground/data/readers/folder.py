"""Images from a folder with one subfolder of pictures per class."""

import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from playground.data.errors import DataError
from playground.data.image_sets import ImageSet, Progress
from playground.data.notes import both
from playground.data.paths import reason
from playground.data.pictures import open_picture, prepare
from playground.data.preparation import AS_USUAL, Preparation
from playground.data.readers.columns import MAX_IMAGE_CLASSES, check_classes, evenly, sample_note
from playground.engine.errors import Phrase

COLOUR = (32, 32, 3)
GREY = (28, 28, 1)
MOST_PICTURES = 50_000
Shape = tuple[int, int, int]
Images = list[npt.NDArray[np.uint8]]


def read_folder(
    path: Path,
    count: int | None = None,
    shape: Shape | None = None,
    preparation: Preparation = AS_USUAL,
    progress: Progress | None = None,
) -> ImageSet:
    """The pictures of every subfolder, whose name is their class, in the order of the names.

    All get this shape (rows, columns, 1 or 3); without one, 28 × 28 × 1 when all are grey, else 32 × 32 × 3. Files that
    are no pictures are passed over and counted in the note. Of more than 50,000 pictures (or `count`) that many are
    used, evenly chosen.
    Raises DataError when there are fewer than two classes, or no picture of a class can be read.
    """
    path = path.resolve()  # The folder "." has a name, too.
    folders, files = list_pictures(path)
    limit = MOST_PICTURES if count is None else min(count, MOST_PICTURES)
    chosen = [files[index] for index in evenly(len(files), limit)]
    preparation = replace(preparation, style=preparation.style or "photo")
    images, label, skipped = read_pictures(chosen, shape, preparation, progress)
    check_readable(path.name, folders, {number for number, _ in files}, {number for number, _ in chosen}, set(label))
    note = both(sample_note(len(files), len(chosen), "pictures"), skipped_note(skipped))
    names = tuple(folder.name for folder in folders)
    return ImageSet(path.name, np.stack(images), np.array(label, dtype=np.int64), names, note, preparation, True)


def skipped_note(skipped: list[str]) -> str:
    """The sentence that states which files were passed over; empty when none was."""
    if len(skipped) > 1:
        return Phrase("{count:,} files could not be read, the first is {file}.", count=len(skipped), file=skipped[0])
    return Phrase("1 file could not be read, the first is {file}.", file=skipped[0]) if skipped else ""


def list_pictures(path: Path) -> tuple[list[Path], list[tuple[int, Path]]]:
    """The classes' folders, and every file with the number of its class."""
    try:
        folders = sorted(entry for entry in path.iterdir() if os.path.isdir(entry) and not entry.name.startswith("."))
        files = [
            (number, file)
            for number, folder in enumerate(folders)
            for file in sorted(folder.iterdir())
            if not os.path.isdir(file) and not file.name.startswith(".")
        ]
    except OSError as error:
        raise DataError("{name} cannot be read: {reason}.", name=path.name, reason=reason(error)) from error
    if not folders:
        raise DataError("{name} has no subfolders; one subfolder of pictures per class is needed.", name=path.name)
    check_classes(len(folders), MAX_IMAGE_CLASSES, path.name, folders[0].name)
    if not files:
        raise DataError("{name}: its subfolders hold no files; pictures are needed.", name=path.name)
    return folders, files


def read_pictures(
    files: list[tuple[int, Path]], shape: Shape | None, preparation: Preparation, progress: Progress | None
) -> tuple[Images, list[int], list[str]]:
    """The pictures that can be read, the numbers of their classes, and the names of the other files."""
    images: Images = []
    greys: Images | None = [] if shape is None else None
    label: list[int] = []
    skipped: list[str] = []
    for done, (number, file) in enumerate(files, start=1):
        try:
            picture = open_picture(file)
        except DataError:
            skipped.append(f"{file.parent.name}/{file.name}")
        else:
            # Whether all are grey is known at the end only, so both sizes are kept until a coloured one comes.
            if greys is not None and picture.mode == "L":
                greys.append(resized(picture, GREY, preparation))
            else:
                greys = None
            images.append(resized(picture, shape or COLOUR, preparation))
            label.append(number)
        if progress is not None:
            progress(done / len(files))
    return greys or images, label, skipped


def resized(picture: Image.Image, shape: Shape, preparation: Preparation) -> npt.NDArray[np.uint8]:
    prepared = prepare(picture, shape, preparation.style_for(shape[-1]), preparation.fit)
    return np.round(prepared.tensor * 255).astype(np.uint8)


def check_readable(name: str, folders: list[Path], present: set[int], chosen: set[int], read: set[int]) -> None:
    """Raises DataError for a class without files, or of whose chosen files none could be read."""
    if not read:
        raise DataError("{name}: none of its files is a picture that can be read.", name=name)
    for number, folder in enumerate(folders):
        if number not in present or number in chosen - read:
            raise DataError(
                "{name}: the subfolder {folder} holds no picture that can be read; each needs some.",
                name=name,
                folder=folder.name,
            )
