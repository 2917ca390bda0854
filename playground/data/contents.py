"""What a file or folder holds, told by its content: one way for the command line and the window."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from playground.data.errors import DataError
from playground.data.foreign import parsing
from playground.data.paths import kind_of, open_file
from playground.data.readers.archives import zipped
from playground.data.readers.array_files import (
    CLAIMS_ARRAY,
    MOST_LOOKED_AT,
    array_files,
    array_holds_points,
    entries_in,
    folder_holds_points,
    is_array,
)
from playground.data.readers.cifar import batches_in, is_cifar
from playground.data.readers.npz import ENDING, holds_points
from playground.data.readers.plane_value_tables import table_holds_plane_values
from playground.data.readers.stacks import start_of
from playground.data.readers.text import BEGINNING, encoding_of
from playground.data.readers.value_arrays import arrays_hold_values
from playground.data.readers.value_tables import table_holds_values
from playground.data.suffixes import IMAGE_SET_FILES, PICTURE_FILES, SPREADSHEETS, TEXT_FILES, ends_in

Content = Literal["points", "values", "plane-values", "pictures"]
Format = Literal[
    "text",
    "picture",
    "npz",
    "array",
    "arrays",
    "cifar",
    "class folders",
    "document",
    "pickle",
    "tar",
    "spreadsheet",
    "unknown",
]
"""array: a file with one, whose partner lies beside it; arrays: a folder of such files."""
PICTURES = (
    *(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF", b"\0\0\0\x0cjP"),
    *(b"P%d\n" % kind for kind in range(1, 8)),
    *(b"P%d " % kind for kind in range(1, 8)),
)
"""How pictures begin."""
DRAWINGS = (b"<", b"%!PS", b"%PDF")
"""How text begins that holds no points."""
DEEPEST = 5
"""So many folders around others are passed through."""
HOLD_POINTS: dict[Format, Callable[[Path], bool]] = {
    "npz": holds_points,
    "array": array_holds_points,
    "arrays": folder_holds_points,
}
"""What tells points from pictures in formats that can hold both."""
HOLD_VALUES: dict[Format, Callable[[Path], bool]] = {"text": table_holds_values, "npz": arrays_hold_values}
"""What tells values from both."""
DOCUMENTS = ("document.json", "experiment.json")
"""One of them is in every document that Atelier saves, the second in old ones."""
PICKLED = ("data_batch", "test_batch", "batches.meta")


def content_of(path: Path) -> Content:
    """Points of the plane, values against x or over the plane where there can be no classes, or a picture or a set of
    them, for which whatever else is there is taken too.

    Raises DataError where there is neither file nor folder, OSError where the file cannot be opened.
    """
    kind, place = found_at(path)
    if kind in HOLD_VALUES and HOLD_VALUES[kind](place):
        return "values"
    if kind == "text" and table_holds_plane_values(place):
        return "plane-values"
    asked = HOLD_POINTS.get(kind)
    is_points = kind in ("text", "spreadsheet") if asked is None else asked(place)
    return "points" if is_points else "pictures"


def is_image_set(path: Path) -> bool:
    """Whether a file or folder is a set of pictures rather than points or a single picture, or nothing to be read."""
    try:
        return (
            found_at(path)[0] not in ("text", "spreadsheet", "picture", "document", "unknown")
            and content_of(path) == "pictures"
        )
    except (DataError, OSError):
        return False


def found_at(path: Path) -> tuple[Format, Path]:
    """The format of a file or folder, and where in the folder it begins; raises as `content_of`."""
    kind = kind_of(path)
    if kind == "folder":
        place = os.path.realpath(path)
        if os.path.dirname(place) == place:
            raise DataError("{path} is a whole disk; choose a folder on it.", path=path)
        return format_of_folder(path)
    if kind != "file":
        raise DataError("{path} is neither a file nor a folder.", path=path)
    with open_file(path):
        return format_of_file(path), path


def format_of_folder(folder: Path, depth: int = 0) -> tuple[Format, Path]:
    """The format of what is in a folder; one that only wraps another is passed through."""
    entries = entries_in(folder)
    if batches_in(folder):
        return "cifar", folder
    if any(entry.name.startswith(PICKLED) and is_pickle(start_of(entry, 2)) for entry in entries):
        return "pickle", folder
    folders = [entry for entry in entries if os.path.isdir(entry)]
    if len(folders) == 1 and depth < DEEPEST and not any(is_array(entry) for entry in entries[:MOST_LOOKED_AT]):
        inner = format_of_folder(folders[0], depth + 1)
        return inner if inner[0] != "class folders" else ("class folders", folder)
    return ("arrays" if array_files(folder) else "class folders"), folder


def format_of_file(path: Path) -> Format:
    """The format of a file: by its beginning, unpacked, unless its name tells of a table."""
    if is_array(path):
        return "array"
    if ends_in(path.name, SPREADSHEETS):
        return "spreadsheet"
    if ends_in(path.name, TEXT_FILES):
        return "text"
    if is_cifar(path):
        return "cifar"
    start = start_of(path, BEGINNING)
    if start.startswith(b"PK"):
        return format_of_zip(path)
    if is_pickle(start):
        return "pickle"
    if start[257:262] == b"ustar":
        return "tar"
    if path.suffix == ".npz":
        return "npz"
    if start.startswith(PICTURES):
        return "picture"
    if CLAIMS_ARRAY.search(path.name.lower()):
        return "array"
    named_otherwise = ends_in(path.name, (*PICTURE_FILES, *IMAGE_SET_FILES)) or start.startswith(DRAWINGS)
    return "unknown" if named_otherwise or encoding_of(start) is None else "text"


def format_of_zip(path: Path) -> Format:
    """The format of a zip archive, by the names in it."""
    try:
        with parsing(path.name), zipped(path) as archive:
            names = archive.namelist()
    except DataError:
        names = []
    if any(name in DOCUMENTS for name in names):
        return "document"
    if any(name.endswith(".pkl") for name in names):
        return "pickle"
    return "npz" if path.suffix == ".npz" or any(name.endswith(ENDING) for name in names) else "class folders"


def is_pickle(start: bytes) -> bool:
    return len(start) > 1 and start[0] == 0x80 and 2 <= start[1] <= 5
