"""Images from files with an array each, IDX or .npy: a file and its partner, or a whole folder of them."""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from playground.data.errors import DataError
from playground.data.foreign import parsing
from playground.data.image_sets import ImageSet
from playground.data.points import PointSet
from playground.data.readers.array_names import Named, Pair, Role, check_one_set, pairs_of, told_by
from playground.data.readers.arrays import are_points, images_of, points_of, unused_note
from playground.data.readers.gathering import Wishes
from playground.data.readers.idx import begins_idx, idx_stack
from playground.data.readers.npy import MAGIC, npy_stack
from playground.data.readers.npz import is_lone, lone_array
from playground.data.readers.stacks import Stack, opened, room_in, start_of

MOST_LOOKED_AT = 1_000
"""Files of a folder that are opened to see whether they hold arrays."""
ZIP = b"PK"
IN_SUBFOLDER = 4
"""The same of a folder in it: those that hold an array each hold little else."""
CLAIMS_ARRAY = re.compile(r"idx|ubyte|\.npy(\.gz)?$")
"""Names of files that hold an array, or should."""
Format = Callable[[Path], Stack]


def read_array_file(path: Path, wishes: Wishes, seed: int = 0) -> PointSet | ImageSet:
    """The samples of an IDX or .npy file and the labels in its partner; either of the two may be named.

    The partner has the same name but for the word that says what it holds (train-images-idx3-ubyte and
    train-labels-idx1-ubyte, X_train.npy and y_train.npy), however it is joined, or else is the only file beside it that
    has as many items; archives that were unpacked to a folder per file are read too. Any file may be a .gz.
    Raises DataError when a file is missing, truncated, of another type, or the numbers differ.
    """
    with parsing(path.name):
        pair = pair_with(path)
        return samples_of([pair], pair.images.name, wishes, seed)


def array_holds_points(path: Path) -> bool:
    """Whether an array file, or its partner, holds points; False for whatever cannot be read."""
    try:
        with parsing(path.name):
            return are_points([pair_with(path)])
    except DataError:
        return False


def partner_file(path: Path) -> Path | None:
    """The file that is read with this one; none of what is no array, or cannot be read."""
    try:
        with parsing(path.name):
            if CLAIMS_ARRAY.search(path.name.lower()) and (named := named_partner(path, wanted_beside(path))):
                return named
            return partner(path, format_of(path)(path), wanted_beside(path)) if is_array(path) else None
    except DataError:
        return None


def pair_with(path: Path) -> Pair:
    """The array of a file and that of its partner."""
    stack, wanted = format_of(path)(path), wanted_beside(path)
    found = partner(path, stack, wanted)
    other = format_of(found)(found)
    return Pair(other, stack, "", ()) if wanted == "images" else Pair(stack, other, "", ())


def wanted_beside(path: Path) -> Role:
    """What has to be in the partner of an array: by the array's name, otherwise by its shape."""
    told = told_by(path.name)
    is_label = told.role == "labels" or (told.role == "" and len(format_of(path)(path).shape) == 1)
    return "images" if is_label else "labels"


def read_array_folder(folder: Path, wishes: Wishes, seed: int = 0) -> PointSet | ImageSet:
    """The samples of all arrays in a folder, those for training and those for testing."""
    folder = folder.resolve()
    with parsing(folder.name):
        arrays = arrays_of(folder)
        pairs = pairs_of(arrays)
        return samples_of(pairs, folder.name, wishes, seed, unused_note(arrays, pairs))


def folder_holds_points(folder: Path) -> bool:
    """Whether the arrays in a folder are points; False for whatever cannot be read."""
    try:
        with parsing(folder.name):
            return are_points(pairs_of(arrays_of(folder)))
    except DataError:
        return False


def arrays_of(folder: Path) -> list[Named]:
    """The arrays in a folder, without their contents."""
    return [Named(told_by(name), format_of(path)(path)) for name, path in array_files(folder)]


def samples_of(pairs: Sequence[Pair], name: str, wishes: Wishes, seed: int, note: str = "") -> PointSet | ImageSet:
    check_one_set(name, pairs)
    if are_points(pairs):
        return points_of(pairs, name, wishes, seed, note)
    return images_of(pairs, name, wishes, note=note)


def array_files(folder: Path) -> list[tuple[str, Path]]:
    """The files with arrays in a folder or, where it holds none, one level below, and the names that tell of them."""
    names = {path.name for path in files_in(folder, MOST_LOOKED_AT)}
    once = sorted(name for name in names if not (name.endswith(".gz") and name.removesuffix(".gz") in names))
    found = [(name, folder / name) for name in once if is_array(folder / name)]
    if found:
        return found
    below = [entry for entry in entries_in(folder)[:MOST_LOOKED_AT] if os.path.isdir(entry)]
    inside = [path for entry in below for path in files_in(entry, IN_SUBFOLDER) if is_array(path)]
    return [(f"{path.parent.name}/{path.name}", path) for path in inside]


def partner(path: Path, stack: Stack, role: Role) -> Path:
    """The file whose array belongs to this one: by its name, otherwise by its number of items."""
    named = named_partner(path, role)
    if named is not None:
        return named
    fitting = [file for file in files_near(path) if has_as_many(file, path, stack, role)]
    if len(fitting) == 1:
        return fitting[0]
    raise DataError(
        "{name}: the {missing} are missing; a file beside it is needed that has the same name with {missing} in it.",
        name=path.name,
        missing=role,
    )


def named_partner(path: Path, role: Role) -> Path | None:
    """The file of the same format and name but for what it says that it holds."""
    told = told_by(path.name)
    for file in files_near(path):
        other = told_by(file.name)
        goes_with = (other.rest, other.split) == (told.rest, told.split)
        if goes_with and (other.role == role or (role == "images" and not other.role)) and has_format(file, path):
            return file
    return None


def has_as_many(file: Path, path: Path, stack: Stack, role: Role) -> bool:
    """Whether the array of another file may be the partner by its shape."""
    if not is_array(file) or not has_format(file, path):
        return False
    try:
        with parsing(file.name):
            other = format_of(file)(file)
    except DataError:
        return False
    return len(other) == len(stack) and (len(other.shape) == 1) == (role == "labels")


def files_near(path: Path) -> Iterator[Path]:
    """The other files of the same folder; of one that is named as the file, as archives unpack, those beside it too."""
    here = path.resolve()
    yield from (file for file in files_in(here.parent, MOST_LOOKED_AT) if file != here)
    told = told_by(here.parent.name)
    if told != told_by(here.name) or not told.role:
        return
    for folder in entries_in(here.parent.parent)[:MOST_LOOKED_AT]:
        other = told_by(folder.name)
        if folder != here.parent and (other.rest, other.split) == (told.rest, told.split) and os.path.isdir(folder):
            yield from files_in(folder, IN_SUBFOLDER)


def files_in(folder: Path, most: int) -> list[Path]:
    return [path for path in entries_in(folder)[:most] if os.path.isfile(path)]


def entries_in(folder: Path) -> list[Path]:
    """What a folder holds, without what is hidden; nothing where it may not be read."""
    try:
        return sorted(folder / name for name in os.listdir(folder) if not name.startswith("."))
    except OSError:
        return []


def is_array(path: Path) -> bool:
    """Whether a file holds an array: NumPy's or IDX, or the only one of an archive whose partner is in another one."""
    start = start_of(path, len(MAGIC))
    if start.startswith(ZIP) and path.suffix == ".npz":
        role: Role = "images" if told_by(path.name).role == "labels" else "labels"
        other = named_partner(path, role) if told_by(path.name).role else None
        return other is not None and is_lone(path) and is_lone(other)
    return start == MAGIC or begins_idx(start)


def has_format(file: Path, path: Path) -> bool:
    """Whether a file has the format of another one, or claims to."""
    return format_of(file) == format_of(path)


def format_of(path: Path) -> Format:
    """What reads a file; what begins like nothing else is taken for IDX, which will say so."""
    start = start_of(path, len(MAGIC))
    return npy_file if start == MAGIC else lone_array if start.startswith(ZIP) else idx_stack


def npy_file(path: Path) -> Stack:
    return npy_stack(path.name, lambda: opened(path), room_in(path))
