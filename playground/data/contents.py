"""What a file holds, told by its name and its first bytes, before it is read."""

from pathlib import Path
from typing import Literal

from playground.data.errors import DataError
from playground.data.paths import kind_of, open_file
from playground.data.readers.npz import holds_points
from playground.data.readers.text import BEGINNING, encoding_of
from playground.data.suffixes import IMAGE_SET_FILES, PICTURE_FILES, SPREADSHEETS, TEXT_FILES, ends_in

Content = Literal["points", "pictures"]


def content_of(path: Path) -> Content:
    """Points of the plane, or a picture or a set of them, for which whatever else is there is taken too.

    Raises DataError where there is neither file nor folder, OSError where the file cannot be opened.
    """
    kind = kind_of(path)
    if kind == "folder":
        return "pictures"
    if kind != "file":
        raise DataError("{path} is neither a file nor a folder.", path=path)
    with open_file(path) as file:
        start = file.read(BEGINNING)
    if is_text(path.name, start) or ends_in(path.name, SPREADSHEETS):
        return "points"
    return "points" if start[:2] == b"PK" and holds_points(path) else "pictures"


def is_text(name: str, start: bytes) -> bool:
    """Whether a file with this name and beginning is taken for text: by its name, or by what no other name denies."""
    if ends_in(name, (*PICTURE_FILES, *IMAGE_SET_FILES)):  # some pictures are text, and whatever is empty
        return False
    return ends_in(name, TEXT_FILES) or encoding_of(start) is not None
