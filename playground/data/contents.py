"""What a file holds, told by its name and its first bytes, before it is read."""

from pathlib import Path
from typing import Literal

from playground.data.errors import DataError
from playground.data.paths import kind_of
from playground.data.readers.npz import holds_points
from playground.data.suffixes import TEXT_FILES, ends_in

Content = Literal["points", "pictures"]


def content_of(path: Path) -> Content:
    """Points of the plane, or a picture or a set of them, for which whatever else is there is taken too.

    Raises DataError where there is neither file nor folder, OSError where the file cannot be opened.
    """
    kind = kind_of(path)
    if kind == "folder":
        return "pictures"
    if kind != "file":  # To open a pipe would wait for whoever writes into it.
        raise DataError("{path} is neither a file nor a folder.", path=path)
    with path.open("rb") as file:
        zipped = file.read(2) == b"PK"
    return "points" if (holds_points(path) if zipped else ends_in(path.name, TEXT_FILES)) else "pictures"
